import os
import sys
from contextlib import suppress
from io import StringIO
from pathlib import Path

import pytest

from gongwen.bookshelf import load_rules
from gongwen.errors import ConfigError
from gongwen.outputs import jsonl
from gongwen.outputs.formats import Run
from gongwen.outputs.publish import Order, Publication, orders
from tests.reports import ALL, CLEAN, FLAWED, TOOL, written

RUN = Run(TOOL, len(ALL), load_rules())


@pytest.mark.parametrize(
    ("formats", "output", "expected"),
    [
        ((), None, [Order("text", None)]),
        ((), "结果.txt", [Order("text", "结果.txt")]),
        (("sarif",), "结果.sarif", [Order("sarif", "结果.sarif")]),
        (("csv=a=b.csv", "text"), None, [Order("csv", "a=b.csv"), Order("text", None)]),
        (("csv=a.csv", "json"), "b.json", [Order("csv", "a.csv"), Order("json", "b.json")]),
    ],
)
def test_formats_go_to_their_files_and_the_one_without_to_the_output(formats, output, expected):
    assert orders(formats, output) == tuple(expected)


@pytest.mark.parametrize(
    ("formats", "output", "sentence"),
    [
        (("text", "json"), None, "text、json 会写到一处"),
        (("text", "json"), "a.txt", "text、json 会写到一处"),
        (("csv=",), None, "后面要写文件名"),
        (("csv=a.csv",), "b.csv", "--output 没有用处"),
        (("csv=a.csv", "json=./a.csv"), None, "写进同一个文件"),
    ],
)
def test_what_would_go_to_one_place_is_refused(formats, output, sentence):
    with pytest.raises(ConfigError, match=sentence):
        orders(formats, output)


def publish(folder: Path, *asked: Order) -> list[str]:
    with Publication.opened(asked, RUN) as publication:
        for document in ALL:
            publication.document(document)
    return sorted(os.listdir(folder))


def test_several_outputs_are_written_at_once_and_counted_once(tmp_path, capsys):
    files = publish(
        tmp_path, Order("jsonl", f"{tmp_path}/a.jsonl"), Order("csv", f"{tmp_path}/b.csv"), Order("text", None)
    )
    assert files == ["a.jsonl", "b.csv"]
    assert (tmp_path / "a.jsonl").read_text(encoding="utf-8") == written("jsonl", *ALL)
    assert (tmp_path / "b.csv").read_bytes().decode() == written("csv", *ALL)
    assert capsys.readouterr().out == written("text", *ALL)


def test_nothing_is_kept_of_documents_that_are_written(tmp_path):
    with Publication.opened([Order("jsonl", f"{tmp_path}/a.jsonl")], RUN) as publication:
        publication.document(FLAWED)
        publication.document(CLEAN)
        assert publication.tally.summary().by_severity == {"error": 1, "warning": 1, "info": 1}
        assert publication.tally.exit_code() == 1


def test_a_failure_leaves_no_file_of_any_output_and_the_old_one_as_it_was(tmp_path, monkeypatch):
    def fail(*_arguments):
        raise RuntimeError

    (tmp_path / "b.csv").write_text("旧", encoding="utf-8")
    monkeypatch.setattr(jsonl.Writer, "document", fail)
    with pytest.raises(RuntimeError):
        publish(tmp_path, Order("csv", f"{tmp_path}/b.csv"), Order("jsonl", f"{tmp_path}/a.jsonl"))
    assert os.listdir(tmp_path) == ["b.csv"]
    assert (tmp_path / "b.csv").read_text(encoding="utf-8") == "旧"


def test_a_full_disk_is_a_sentence_that_names_the_file(tmp_path, monkeypatch):
    def fail(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(jsonl.Writer, "document", fail)
    with pytest.raises(ConfigError, match=r"无法写出结果（.*a\.jsonl）"):
        publish(tmp_path, Order("jsonl", f"{tmp_path}/a.jsonl"))
    assert os.listdir(tmp_path) == []


def test_a_place_that_cannot_be_written_leaves_nothing_elsewhere(tmp_path):
    with pytest.raises(ConfigError, match="无法写出结果"):
        publish(tmp_path, Order("csv", f"{tmp_path}/b.csv"), Order("jsonl", f"{tmp_path}/没有/a.jsonl"))
    assert os.listdir(tmp_path) == []


def test_a_reader_of_the_terminal_that_leaves_does_not_stop_the_files(tmp_path, monkeypatch):
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8") as broken:
        monkeypatch.setattr(sys, "stdout", broken)
        assert publish(tmp_path, Order("html", None), Order("csv", f"{tmp_path}/b.csv")) == ["b.csv"]
        monkeypatch.undo()
        with suppress(BrokenPipeError):
            broken.flush()


def test_documents_shown_on_a_terminal_are_progress_enough(monkeypatch):
    terminal = StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys, "stdout", terminal)
    assert Publication([(Order("text", None), None)]).on_terminal
    assert not Publication([(Order("json", "a.json"), None)]).on_terminal
