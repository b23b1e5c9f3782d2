"""What is in a result store is not checked again, and what is kept is what was found."""

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import zlib
from contextlib import closing
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from fsspec.implementations.memory import MemoryFileSystem

from gongwen import api
from gongwen.cli import main
from gongwen.desk import Desk, Plan
from gongwen.errors import ConfigError
from gongwen.ooxml.package import Limits
from gongwen.report import Document, Report
from gongwen.settling import Options
from gongwen.store import packing, reading, schema, writing
from gongwen.store.writing import digest_of
from tests.keeping import halfway
from tests.notes import commented
from tests.reports import ALL

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
QUICK = ["--select", "GF-046", "--jobs", "1"]
NUMBER = "示政发〔2024〕8号"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder 归档 of three files, in the place where commands run."""
    (tmp_path / "归档").mkdir()
    for name in ("notice", "letter", "flawed-tongzhi"):
        shutil.copy(SAMPLES / f"{name}.docx", tmp_path / "归档")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "归档"


@pytest.fixture
def seen(monkeypatch):
    """The names of the files that are checked, in their order."""
    names, check = [], Desk.check

    def counted(desk: Desk, path: str) -> Document:
        names.append(Path(path).name)
        return check(desk, path)

    monkeypatch.setattr(Desk, "check", counted)
    return names


def again(seen, *options: str) -> list[str]:
    """Check 归档 with the store, and give what was checked."""
    seen.clear()
    main(["check", "归档", "--store", "r.db", *QUICK, *options])
    return list(seen)


def asked(query: str) -> list[tuple]:
    with closing(sqlite3.connect("r.db")) as connection:
        return connection.execute(query).fetchall()


def on_day(monkeypatch, day: str) -> None:
    monkeypatch.setattr("gongwen.commands.date", SimpleNamespace(today=lambda: date.fromisoformat(day)))


def test_what_did_not_change_is_not_checked_again_and_the_output_is_the_same(folder, seen, capsys):
    assert again(seen, "--output", "a.txt") == ["flawed-tongzhi.docx", "letter.docx", "notice.docx"]
    assert again(seen, "--output", "b.txt") == []
    assert Path("a.txt").read_bytes() == Path("b.txt").read_bytes()
    assert capsys.readouterr().err.splitlines() == [
        "共 3 份，都是新查的，已存入结果库“r.db”。",
        "共 3 份，其中 3 份没有变化，取自结果库“r.db”。",
    ]


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "sarif", "junit", "gitlab", "github", "csv", "html"])
def test_what_is_taken_from_the_store_is_put_out_as_what_was_checked(folder, form):
    plain = main(["check", "归档", "--jobs", "1", "--format", f"{form}=plain"])
    first = main(["check", "归档", "--jobs", "1", "--store", "r.db", "--format", f"{form}=first"])
    second = main(["check", "归档", "--jobs", "1", "--store", "r.db", "--format", f"{form}=second"])
    assert (plain, first, second) == (1, 1, 1)
    assert Path("plain").read_bytes() == Path("first").read_bytes() == Path("second").read_bytes()


def test_a_file_that_changed_or_came_is_checked_alone_and_stands_in_its_place(folder, seen):
    again(seen)
    shutil.copy(SAMPLES / "report.docx", folder / "letter.docx")
    shutil.copy(SAMPLES / "request.docx", folder / "m.docx")
    assert again(seen, "--format", "json=a.json") == ["letter.docx", "m.docx"]
    assert [Path(document.path).name for document in report("a.json").documents] == [
        "flawed-tongzhi.docx",
        "letter.docx",
        "m.docx",
        "notice.docx",
    ]


def report(path: str) -> Report:
    return Report.model_validate_json(Path(path).read_bytes())


@pytest.mark.parametrize(
    "options",
    [
        ["--stage", "final"],
        ["--kind", "通知"],
        ["--profile", "party"],
        ["--ignore", "GF046b"],
        ["--no-inline-waivers"],
        ["--vocabulary", "words.txt"],
        ["--rules", "own"],
    ],
)
def test_other_settings_are_other_results(folder, seen, options):
    Path("words.txt").write_text("水源保护\n", encoding="utf-8")
    Path("own").mkdir()
    shutil.copy("words.txt", "own/vocabulary.txt")
    again(seen)
    assert len(again(seen, *options)) == 3
    assert again(seen, *options) == []
    assert again(seen) == []


def test_other_words_in_the_same_vocabulary_are_other_results(folder, seen):
    Path("words.txt").write_text("水源保护\n", encoding="utf-8")
    again(seen, "--vocabulary", "words.txt")
    Path("words.txt").write_text("水源涵养\n", encoding="utf-8")
    assert len(again(seen, "--vocabulary", "words.txt")) == 3


def test_another_edition_of_the_program_or_its_rules_checks_everything_again(folder, seen, monkeypatch):
    again(seen)
    monkeypatch.setattr("gongwen.settling._program", lambda: "next")
    assert len(again(seen)) == 3


def test_other_limits_are_another_key_and_the_day_is_not():
    def key(**options: object) -> str:
        return Plan(Options(select=["GF-046"], **options)).desk().key("a.docx")

    plain, day = key(), key(today=date(2026, 1, 1))
    assert key() == plain
    assert key(limits=Limits(entries=9)) != plain
    assert key(today=date(2026, 1, 2)) == day != plain


def test_equal_files_share_a_result_and_have_paths_of_their_own(folder, seen):
    again(seen)
    shutil.copy(folder / "notice.docx", folder / "副本.docx")
    assert again(seen, "--format", "json=a.json") == []
    assert asked("SELECT count(*) FROM results") == [(3,)]
    paths = {document.path: document.sha256 for document in report("a.json").documents}
    assert paths["归档/副本.docx"] == paths["归档/notice.docx"]


def test_equal_new_files_leave_one_result(folder):
    shutil.copy(folder / "notice.docx", folder / "副本.docx")
    main(["check", "归档", "--store", "r.db", *QUICK])
    assert asked("SELECT count(*), count(DISTINCT result) FROM documents") == [(4, 3)]
    assert asked("SELECT count(*) FROM results") == [(3,)]


SIDECAR = '[[waive]]\ncode = "GF046"\nreason = "沿用旧发文字号"\n'


def test_a_sidecar_that_came_changed_or_went_has_its_document_checked_again(folder, seen):
    beside = folder / "letter.docx.gongwen.toml"
    again(seen)
    beside.write_text(SIDECAR, encoding="utf-8")
    assert again(seen) == ["letter.docx"]
    assert again(seen) == []
    beside.write_text(f"{SIDECAR}until = 2999-12-31\n", encoding="utf-8")
    assert again(seen) == ["letter.docx"]
    beside.unlink()
    assert again(seen) == []


def test_the_day_matters_where_a_sidecar_says_until_when(folder, seen, monkeypatch):
    (folder / "letter.docx.gongwen.toml").write_text(SIDECAR, encoding="utf-8")
    (folder / "notice.docx.gongwen.toml").write_text(f"{SIDECAR}until = 2026-12-31\n", encoding="utf-8")
    on_day(monkeypatch, "2026-12-31")
    again(seen)
    on_day(monkeypatch, "2027-01-01")
    assert again(seen) == ["notice.docx"]


def test_a_result_is_not_taken_again_when_its_sidecar_changed_while_it_was_made(folder, seen, monkeypatch):
    beside, check = folder / "letter.docx.gongwen.toml", Desk.check

    def changed_meanwhile(desk: Desk, path: str) -> Document:
        document = check(desk, path)
        beside.write_text(SIDECAR, encoding="utf-8")
        return document

    with monkeypatch.context() as patch:
        patch.setattr(Desk, "check", changed_meanwhile)
        again(seen)
    beside.unlink()
    assert "letter.docx" in again(seen)


def test_a_configuration_file_checks_its_own_documents_again(folder, seen):
    again(seen)
    (folder / "甲").mkdir()
    shutil.copy(folder / "letter.docx", folder / "甲")
    Path("gongwen.toml").write_text('[[override]]\nfiles = ["归档/甲/**"]\nstage = "final"\n', encoding="utf-8")
    assert again(seen, "--format", "json=a.json") == ["letter.docx"]
    stages = {document.path: document.stage for document in report("a.json").documents}
    assert (stages["归档/letter.docx"], stages["归档/甲/letter.docx"]) == ("draft", "final")
    assert again(seen) == []


def test_a_broken_configuration_file_costs_its_own_documents_only_and_only_for_now(folder, seen):
    (folder / "甲").mkdir()
    shutil.copy(SAMPLES / "report.docx", folder / "甲")
    (folder / "甲" / "gongwen.toml").write_text("stage = 1", encoding="utf-8")
    again(seen)
    assert again(seen, "--format", "json=a.json") == ["report.docx"]
    assert [document.status for document in report("a.json").documents].count("unreadable") == 1
    (folder / "甲" / "gongwen.toml").unlink()
    assert again(seen) == ["report.docx"]
    assert again(seen) == []


def test_the_day_does_not_matter_to_documents_that_a_waiver_of_a_configuration_does_nothing_to(
    folder, seen, monkeypatch
):
    waiver = '[[waive]]\nfiles = ["**"]\ncode = "GF-046"\nreason = "沿用旧式"\nuntil = 2026-12-31\n'
    Path("gongwen.toml").write_text(waiver, encoding="utf-8")
    on_day(monkeypatch, "2026-12-31")
    again(seen)
    on_day(monkeypatch, "2027-01-01")
    assert again(seen) == ["flawed-tongzhi.docx"]


def test_a_baseline_costs_no_check_and_is_shown_as_it_was_used(folder, seen):
    main(["baseline", "create", "归档", *QUICK, "--output", "old.json"])
    assert len(again(seen, "--baseline", "old.json", "--format", "json=a.json")) == 3
    assert again(seen, "--baseline", "old.json", "--format", "json=b.json") == []
    assert again(seen, "--format", "json=c.json") == []
    main(["check", "归档", *QUICK, "--format", "json=plain.json"])
    assert Path("a.json").read_bytes() == Path("b.json").read_bytes()
    assert Path("c.json").read_bytes() == Path("plain.json").read_bytes()
    assert [report(name).summary.baselined for name in ("a.json", "c.json")] == [1, 0]
    assert main(["report", "r.db", "--run", "2", "--format", "json=d.json"]) == 0
    assert Path("d.json").read_bytes() == Path("a.json").read_bytes()
    assert asked("SELECT baselined, count(*) FROM results GROUP BY baselined") == [("", 3), ("0", 1)]
    assert asked("SELECT errors FROM runs") == [(0,), (0,), (1,)]


def test_a_baseline_that_comes_later_marks_what_is_in_the_store(folder, seen):
    again(seen)
    main(["baseline", "create", "归档", *QUICK, "--output", "old.json"])
    assert again(seen, "--baseline", "old.json", "--format", "json=a.json") == []
    assert report("a.json").summary.baselined == 1
    assert asked("SELECT reused FROM runs") == [(0,), (3,)]


def test_what_could_not_be_read_is_told_again_but_tried_again(folder, seen):
    (folder / "坏.docx").write_bytes(b"")
    again(seen, "--format", "json=a.json")
    assert again(seen, "--format", "json=b.json") == ["坏.docx"]
    assert Path("a.json").read_bytes() == Path("b.json").read_bytes()
    assert asked("SELECT status, reusable FROM results WHERE error = '文件是空的。'") == [("unreadable", 0)] * 2


def test_a_fault_of_ours_is_not_kept_for_the_next_time(folder, seen, monkeypatch):
    def crash(*_args, **_kwargs):
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(api.Checker, "check", crash)
        again(seen)
    assert len(again(seen)) == 3


@pytest.mark.parametrize("status", ["partial", "timeout", "unreadable"])
def test_only_what_was_checked_in_full_is_kept_for_the_next_time(status):
    assert packing.reusable(Document(sha256="0", stage="draft", profile=""))
    assert not packing.reusable(Document(sha256="0", status=status, stage="draft", profile=""))


def test_a_file_that_changes_before_it_is_checked_is_kept_as_what_was_checked(folder, seen, monkeypatch):
    again(seen)
    (folder / "letter.docx").write_bytes((SAMPLES / "report.docx").read_bytes())
    check = Desk.check

    def changed_meanwhile(desk: Desk, path: str) -> Document:
        shutil.copy(SAMPLES / "request.docx", path)
        return check(desk, path)

    with monkeypatch.context() as patch:
        patch.setattr(Desk, "check", changed_meanwhile)
        again(seen)
    assert again(seen) == []
    shutil.copy(SAMPLES / "report.docx", folder / "letter.docx")
    assert again(seen) == ["letter.docx"]


def test_the_day_matters_only_where_a_waiver_has_an_end(folder, seen, monkeypatch):
    (folder / "letter.docx").write_bytes(commented("notice", (NUMBER, "gongwen: 忽略 GF046 沿用旧式 至2026-12-31")))
    (folder / "notice.docx").write_bytes(commented("notice", (NUMBER, "gongwen: 忽略 GF046 沿用旧式")))
    on_day(monkeypatch, "2026-12-31")
    again(seen)
    assert again(seen) == []
    on_day(monkeypatch, "2027-01-01")
    assert again(seen, "--format", "json=a.json") == ["letter.docx"]
    assert [finding.code for finding in report("a.json").documents[1].violations] == ["SYS004"]
    assert again(seen) == []


def test_the_day_matters_for_a_waiver_that_nothing_is_said_of_yet(folder, seen, monkeypatch):
    (folder / "letter.docx").write_bytes(commented("notice", (NUMBER, "gongwen: 忽略 GF047 沿用旧式 至2026-12-31")))
    on_day(monkeypatch, "2026-12-31")
    again(seen, "--format", "json=a.json")
    assert report("a.json").documents[1].violations == ()
    on_day(monkeypatch, "2027-01-01")
    assert again(seen, "--format", "json=b.json") == ["letter.docx"]
    assert [finding.code for finding in report("b.json").documents[1].violations] == ["SYS004"]


def test_a_run_that_was_killed_goes_on_where_it_was_and_ends_in_the_same_bytes(folder, seen):
    for number in range(6):
        shutil.copy(SAMPLES / "report.docx", folder / f"report{number}.docx")
        (folder / f"report{number}.docx").write_bytes(commented("report", ("报告", f"第 {number} 份")))
    command = [
        sys.executable,
        "-m",
        "tests.dying",
        "5",
        "check",
        "归档",
        "--store",
        "r.db",
        *QUICK,
        "--format",
        "json=a.json",
    ]
    died = subprocess.run(command, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, check=False)
    assert died.returncode == -signal.SIGKILL
    assert not Path("a.json").exists()
    assert asked("SELECT state, total, documents FROM runs") == [("running", 9, 4)]
    assert again(seen, "--format", "json=a.json") == [f"report{number}.docx" for number in range(1, 6)]
    main(["check", "归档", *QUICK, "--format", "json=whole.json"])
    assert Path("a.json").read_bytes() == Path("whole.json").read_bytes()
    assert asked("SELECT state, total, documents, reused FROM runs WHERE id = 2") == [("finished", 9, 9, 4)]


def test_ctrl_c_keeps_what_is_done_and_marks_the_run(folder, seen, monkeypatch):
    check = Desk.check

    def pressed(desk: Desk, path: str) -> Document:
        if path.endswith("letter.docx"):
            raise KeyboardInterrupt
        return check(desk, path)

    with monkeypatch.context() as patch:
        patch.setattr(Desk, "check", pressed)
        assert main(["check", "归档", "--store", "r.db", *QUICK, "--output", "a.txt"]) == 130
    assert asked("SELECT state, total, documents, errors FROM runs") == [("interrupted", 3, 1, 1)]
    assert main(["report", "r.db", "--output", "b.txt"]) == 130
    assert Path("a.txt").read_bytes() == Path("b.txt").read_bytes()
    assert again(seen) == ["letter.docx", "notice.docx"]


def test_an_output_that_cannot_be_written_costs_no_result(folder, seen):
    assert main(["check", "归档", "--store", "r.db", *QUICK, "--output", "没有/a.txt"]) == 2
    assert asked("SELECT count(*) FROM runs") == [(0,)]
    assert len(again(seen)) == 3


def test_several_processes_and_a_time_limit_go_with_a_store(folder, seen):
    arguments = ["check", "归档", "--select", "GF-046", "--store", "r.db", "--jobs", "2", "--timeout", "60"]
    assert main([*arguments, "--format", "json=a.json", "--format", "csv=a.csv"]) == 1
    assert main([*arguments, "--format", "json=b.json", "--format", "csv=b.csv"]) == 1
    assert Path("a.json").read_bytes() == Path("b.json").read_bytes()
    assert Path("a.csv").read_bytes() == Path("b.csv").read_bytes()
    assert asked("SELECT reused FROM runs") == [(0,), (3,)]
    assert seen == []


def test_documents_from_the_store_are_written_down_in_lots(folder, monkeypatch):
    monkeypatch.setattr(writing, "_MOST", 2)
    main(["check", "归档", "--store", "r.db", *QUICK])
    main(["check", "归档", "--store", "r.db", *QUICK])
    assert asked("SELECT run, position FROM documents") == [(1, 0), (1, 1), (1, 2), (2, 0), (2, 1), (2, 2)]


def test_two_write_to_one_store_at_once(folder):
    main(["check", "归档", "--store", "r.db", *QUICK])
    with halfway("r.db"):
        other = threading.Thread(target=main, args=(["check", "归档", "--store", "r.db", *QUICK],))
        other.start()
        other.join()
    assert asked("SELECT state, documents FROM runs") == [("finished", 3), ("finished", 2), ("finished", 3)]


def test_who_waits_too_long_for_another_is_told(folder, monkeypatch, capsys):
    main(["check", "归档", "--store", "r.db", *QUICK])
    monkeypatch.setattr(schema, "PATIENCE", 0.01)
    with closing(sqlite3.connect("r.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert main(["check", "归档", "--store", "r.db", *QUICK]) == 2
    assert "“r.db”正由另一个程序写入" in capsys.readouterr().err


def test_no_file_that_is_not_a_store_is_touched(folder, capsys):
    Path("r.txt").write_text("一份清单\n" * 100, encoding="utf-8")
    Path("1.txt").write_text("1", encoding="utf-8")
    with closing(sqlite3.connect("other.db")) as connection:
        connection.execute("CREATE TABLE mine (id)")
    for name in ("r.txt", "1.txt", "other.db", "归档", "归档/letter.docx"):
        before = Path(name).is_file() and Path(name).read_bytes()
        assert main(["check", "归档", "--store", name, *QUICK]) == 2
        assert f"“{name}”不是 gongwen 的结果库，没有动它" in capsys.readouterr().err
        assert before == (Path(name).is_file() and Path(name).read_bytes())


def test_a_store_of_a_newer_form_is_left_alone(folder, capsys):
    main(["check", "归档", "--store", "r.db", *QUICK])
    with closing(sqlite3.connect("r.db")) as connection:
        connection.execute("PRAGMA user_version = 99")
    assert main(["check", "归档", "--store", "r.db", *QUICK]) == 2
    assert "是更新的版本（99）写的，请升级 gongwen" in capsys.readouterr().err


def test_a_damaged_store_is_said_to_be(folder, capsys):
    main(["check", "归档", "--store", "r.db", *QUICK])
    data = bytearray(Path("r.db").read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    Path("r.db").write_bytes(data)
    assert main(["check", "归档", "--store", "r.db", *QUICK]) == 2
    assert main(["report", "r.db"]) == 2
    assert capsys.readouterr().err.count("结果库“r.db”已经损坏") == 2


@pytest.mark.parametrize("data", [b"no zlib", zlib.compress(b"{}"), zlib.compress(b"{}")[:-3]])
def test_a_damaged_result_is_said_to_be(data):
    with pytest.raises(ConfigError, match="有一条结果已经损坏"):
        packing.unpacked(data, "a.docx")


def test_a_store_that_cannot_be_made_is_told(folder, capsys):
    assert main(["check", "归档", "--store", "没有/r.db", *QUICK]) == 2
    assert "结果库“没有/r.db”打不开" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["", "-"])
def test_a_store_has_a_name(folder, capsys, name):
    assert main(["check", "归档", "--store", name, *QUICK]) == main(["report", name]) == 2
    assert capsys.readouterr().err == f"“{name}”不是文件名，请写明结果库是哪个文件。\n" * 2


def test_an_empty_file_becomes_a_store_as_one_whose_making_was_cut_short(folder, seen):
    Path("r.db").touch()
    assert len(again(seen)) == 3
    assert again(seen) == []


def test_a_store_on_a_disk_without_room_for_its_log_can_still_be_read(folder, capsys):
    main(["check", "归档", "--store", "r.db", *QUICK, "--output", "a.txt"])
    Path("r.db-wal").mkdir()
    Path("r.db-shm").mkdir()
    assert main(["check", "归档", "--store", "r.db", *QUICK]) == 2
    assert "结果库“r.db”打不开" in capsys.readouterr().err
    assert main(["report", "r.db", "--output", "b.txt"]) == 1
    assert Path("a.txt").read_bytes() == Path("b.txt").read_bytes()


def test_standard_input_does_not_go_with_a_store(folder, capsys):
    assert main(["check", "-", "--store", "r.db"]) == 2
    assert "不能与 --store 合用" in capsys.readouterr().err
    assert not Path("r.db").exists()


def test_results_do_not_go_into_the_store(folder, capsys):
    assert main(["check", "归档", "--store", "r.db", "--output", "./r.db"]) == 2
    assert "结果不能写进结果库“r.db”" in capsys.readouterr().err
    assert main(["check", "归档", "--store", "r.db", "--output", "r.db-wal"]) == 2


def test_only_files_that_can_be_checked_are_looked_up(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "large").touch()
    os.truncate(tmp_path / "large", Limits().file + 1)
    assert [digest_of(str(tmp_path / name)) for name in ("pipe", "large", "none", "", "a\0")] == [""] * 5


@pytest.mark.parametrize("document", ALL)
def test_a_document_comes_back_as_it_was(document):
    assert packing.unpacked(packing.packed(document), document.path) == document


def test_findings_and_facts_stand_in_columns(folder):
    main(["check", "归档", "--store", "r.db", *QUICK])
    assert asked("SELECT path, kind, number, errors FROM latest_documents WHERE errors") == [
        ("归档/flawed-tongzhi.docx", "通知", "示政发[2024]第008号", 1)
    ]
    assert asked("SELECT document, code, element, found, state FROM latest_findings") == [
        ("归档/flawed-tongzhi.docx", "GF046a", "doc_number", "[2024]", "open")
    ]


def test_the_tables_are_those_of_the_documentation(folder):
    main(["check", "归档", "--store", "r.db", *QUICK])
    tables = [name for (name,) in asked("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    assert {table: [row[1] for row in asked(f"PRAGMA table_info({table})")] for table in tables} == documented()


def documented() -> dict[str, list[str]]:
    """Read the columns of each table from the documentation."""
    page = (ROOT / "docs" / "store.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"(?m)^### (\w+)\n(.*?)(?=^#)", page, re.DOTALL))
    return {name: re.findall(r"(?m)^\| `(\w+)` ", text) for name, text in sections.items() if name.isascii()}


def test_the_marks_of_a_store_are_those_of_the_documentation():
    page = (ROOT / "docs" / "store.md").read_text(encoding="utf-8")
    assert f"`PRAGMA application_id` 是 {schema.APPLICATION}" in page
    assert f"`PRAGMA user_version` 是 {schema.VERSION}" in page


def test_the_views_are_those_of_the_documentation(folder):
    main(["check", "归档", "--store", "r.db", *QUICK])
    page = (ROOT / "docs" / "store.md").read_text(encoding="utf-8")
    views = asked("SELECT name FROM sqlite_master WHERE type = 'view'")
    assert sorted(re.findall(r"(?m)^\| `(latest_\w+)` ", page)) == sorted(name for (name,) in views)


EXAMPLES = re.findall(r"```sql\n(.*?)```", (ROOT / "docs" / "store.md").read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("query", EXAMPLES)
def test_the_queries_of_the_documentation_answer(folder, query):
    shutil.copy(folder / "notice.docx", folder / "副本.docx")
    main(["check", "归档", "--store", "r.db", "--jobs", "1", "--stage", "final"])
    assert asked(query)


def test_a_whole_result_is_had_as_the_documentation_says(folder, monkeypatch):
    main(["check", "归档", "--store", "results.db", *QUICK])
    (program,) = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "store.md").read_text(encoding="utf-8"), re.DOTALL)
    names: dict = {}
    exec(program, names)
    assert names["document"]["facts"]["kind"] == "通知"


def test_check_without_a_store_loads_no_database(folder):
    program = "import sys; from gongwen.cli import main; main(sys.argv[1:]); sys.exit('sqlite3' in sys.modules)"
    command = [sys.executable, "-c", program, "check", "归档/notice.docx"]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_pruning_leaves_the_latest_runs_and_what_they_need(folder, seen, capsys):
    again(seen)
    shutil.copy(SAMPLES / "report.docx", folder / "letter.docx")
    again(seen)
    assert main(["report", "r.db", "--prune-runs", "1"]) == 0
    assert asked("SELECT id FROM runs") == [(2,)]
    assert asked("SELECT count(*) FROM results") == [(3,)]
    assert asked("SELECT count(*) FROM findings WHERE result NOT IN (SELECT id FROM results)") == [(0,)]
    assert asked("SELECT count(*) FROM documents") == [(3,)]
    assert again(seen) == []
    assert "清除了 1 次检查" in capsys.readouterr().err


def test_pruning_leaves_what_a_run_against_a_baseline_is_taken_from(folder, seen):
    main(["baseline", "create", "归档", "--output", "基线.json", *QUICK])
    again(seen, "--baseline", "基线.json")
    main(["report", "r.db", "--prune-runs", "1"])
    assert again(seen, "--baseline", "基线.json") == []
    assert again(seen) == []


def test_pruning_takes_away_what_only_earlier_runs_were_marked_from(folder, seen):
    main(["baseline", "create", "归档", "--output", "基线.json", *QUICK])
    again(seen, "--baseline", "基线.json")
    shutil.copy(SAMPLES / "report.docx", folder / "flawed-tongzhi.docx")
    again(seen)
    main(["report", "r.db", "--prune-runs", "1"])
    assert asked("SELECT count(*) FROM results") == [(3,)]


def test_pruning_without_anything_to_prune_says_so_and_does_not_write_the_store_anew(folder, seen, capsys):
    again(seen)
    before = Path("r.db").read_bytes()
    capsys.readouterr()
    assert main(["report", "r.db", "--prune-runs", "30"]) == 0
    assert capsys.readouterr().err == "库里的检查没有超过 30 次，不用清除。\n"
    assert Path("r.db").read_bytes() == before


def test_nothing_is_pruned_while_a_run_goes_on(folder, capsys):
    with halfway("r.db"):
        assert main(["report", "r.db", "--prune-runs", "1"]) == 2
    assert "第 1 次检查还没有结束" in capsys.readouterr().err


def test_a_result_that_was_not_packed_to_its_end_is_refused(monkeypatch):
    monkeypatch.setattr(packing, "_LARGEST", 10)
    with pytest.raises(ConfigError, match="有一条结果已经损坏"):
        packing.unpacked(packing.packed(ALL[0]), "a.docx")


def test_times_are_in_utc_and_in_no_output(folder):
    main(["check", "归档", "--store", "r.db", *QUICK, "--format", "json=a.json"])
    ((started, written),) = asked("SELECT started, written FROM runs")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", started)
    assert started <= written
    assert json.dumps(started)[:11] not in Path("a.json").read_text(encoding="utf-8")


def test_the_runs_are_read_as_they_were_written(folder):
    main(["check", "归档", "--store", "r.db", *QUICK])
    with reading.opened("r.db") as store:
        (only,) = store.runs()
    assert (only.id, only.total, only.documents, only.reused, only.errors, only.finished) == (1, 3, 3, 0, 1, True)


def test_what_lies_at_a_url_is_checked_each_time_and_kept_once(folder, seen):
    system = MemoryFileSystem()
    system.pipe("/库/notice.docx", (SAMPLES / "notice.docx").read_bytes())
    arguments = ["check", "memory://库/notice.docx", "--store", "r.db", *QUICK]
    assert (main(arguments), main(arguments)) == (0, 0)
    system.rm("/库", recursive=True)
    assert seen == ["notice.docx"] * 2
    assert asked("SELECT count(*) FROM results") == [(1,)]
