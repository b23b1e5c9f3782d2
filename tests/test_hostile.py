"""Files and values that were made to do harm: each ends in a sentence, in a moment, whoever names it."""

import os
import pickle
from datetime import date, datetime
from pathlib import Path

import pytest

import gongwen
from gongwen import bookshelf
from gongwen.cli import main
from gongwen.errors import ConfigFileError
from gongwen.faults import MOST_TOLD

SAMPLES = Path(__file__).parent.parent / "samples"
NOTICE = (SAMPLES / "notice.docx").read_bytes()
PIPE = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    (tmp_path / "通知.docx").write_bytes(NOTICE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def pipe(folder) -> Path:
    os.mkfifo(folder / "管道")
    return folder / "管道"


# files that never end, or never begin


@PIPE
@pytest.mark.parametrize("option", ["--config", "--vocabulary", "--baseline"])
def test_a_pipe_named_on_the_command_line_is_not_waited_for(option, pipe, capsys):
    assert main(["check", "通知.docx", option, "管道"]) == 2
    assert "管道" in capsys.readouterr().err


@PIPE
@pytest.mark.parametrize("key", ["vocabulary", "baseline", "extend"])
def test_a_pipe_named_in_a_configuration_is_not_waited_for(key, pipe, folder, capsys):
    (folder / "gongwen.toml").write_text(f'{key} = "管道"', encoding="utf-8")
    assert main(["check", "通知.docx"]) == 2
    assert "管道" in capsys.readouterr().err


@PIPE
def test_a_pipe_among_house_rules_is_not_waited_for(folder):
    (folder / "规则").mkdir()
    os.mkfifo(folder / "规则" / "甲.toml")
    with pytest.raises(gongwen.RuleFileError, match=r"甲\.toml：不是普通的文件"):
        gongwen.Checker(rules=folder / "规则")


@PIPE
def test_a_pipe_for_a_register_is_not_waited_for(pipe):
    with pytest.raises(gongwen.ConfigError, match="打不开"):
        gongwen.audit(["通知.docx"], register=pipe)


@PIPE
def test_a_pipe_among_documents_costs_itself_only(folder):
    os.mkfifo(folder / "管道.docx")
    with pytest.raises(gongwen.UnreadableDocument, match=r"管道\.docx"):
        gongwen.check("管道.docx")


@PIPE
def test_a_pipe_without_a_name_is_read_as_a_shell_means_it(folder):
    reading, writing = os.pipe()
    os.write(writing, NOTICE)
    os.close(writing)
    with os.fdopen(reading):
        assert gongwen.check(f"/dev/fd/{reading}").documents[0].status == "checked"


def test_house_rules_of_another_encoding_are_told(folder):
    (folder / "甲.toml").write_bytes("# 规则".encode("gb18030"))
    with pytest.raises(gongwen.RuleFileError, match=r"甲\.toml：不是 UTF-8 编码的文本"):
        gongwen.Checker(rules=folder)


@pytest.mark.parametrize("text", ["a = " + "[" * 5000, "a = " + "9" * 5000])
def test_house_rules_that_cannot_be_parsed_are_told(text, folder):
    (folder / "甲.toml").write_text(text, encoding="utf-8")
    with pytest.raises(gongwen.RuleFileError, match=r"甲\.toml：.*读不下去"):
        gongwen.Checker(rules=folder)


def test_a_folder_that_is_too_full_holds_no_house_rules(folder, monkeypatch):
    monkeypatch.setattr(bookshelf, "_FULLEST", 2)
    (folder / "甲.toml").touch()
    (folder / "乙.toml").touch()
    with pytest.raises(gongwen.ConfigError, match="文件太多，不像是规则文件夹"):
        gongwen.Checker(rules=folder)


@pytest.mark.parametrize("option", ["rules", "vocabulary", "config"])
@pytest.mark.parametrize("name", ["", "甲\0乙", "甲" * 5000])
def test_a_name_that_no_file_can_have_is_told(option, name, folder):
    with pytest.raises(gongwen.ConfigError):
        gongwen.Checker(**{option: name})


# very many mistakes


@pytest.mark.parametrize(
    "text",
    [
        "[severity]\n" + "\n".join(f'z{number} = "info"' for number in range(5000)),
        "\n".join(f'[[override]]\nfiles = ["甲"]\nselect = ["ZZ{number}"]' for number in range(1000)),
        "\n".join(f"z{number} = 1" for number in range(5000)),
    ],
)
def test_of_very_many_mistakes_the_first_are_listed(text, folder):
    (folder / "gongwen.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigFileError, match=r"(?s)有多处错误.*没有列出") as caught:
        gongwen.check(NOTICE, config="gongwen.toml")
    assert len(caught.value.problems) == MOST_TOLD


# names


@pytest.mark.parametrize(
    "arguments", [["check", "没有\x1b[31m*.docx"], ["explain", "\x1b[31m"], ["check", "--\x1b[31m"]]
)
def test_no_sentence_of_ours_controls_the_terminal(arguments, folder, capsys):
    assert main(arguments) == 2
    assert "\x1b" not in capsys.readouterr().err


@pytest.mark.parametrize("name", [f"甲{chr(code)}.docx" for code in (0xDCFF, 0xD800)])
def test_a_name_that_is_no_text_is_replaced_in_the_result(name):
    assert "甲" in gongwen.Checker().check(NOTICE, path=name).to_json()


# values of no kind


@pytest.mark.parametrize(
    "given",
    [
        {"facts": "通知"},
        {"facts": {"official": True}},
        {"facts": {"kind": None}},
        {"severity": {"GF046": "严重"}},
        {"severity": {"GF046": None}},
        {"severity": "info"},
        {"select": [1]},
        {"select": 1},
        {"ignore": [["GF"]]},
        {"vocabulary": ["词", 1]},
        {"vocabulary": b"abc"},
        {"inline_waivers": "no"},
        {"limits": 5},
        {"today": "2026-01-01"},
        {"today": datetime(2026, 1, 1)},  # it is refused whatever its zone
    ],
)
def test_a_value_of_no_use_is_told_by_its_name(given):
    with pytest.raises(gongwen.ConfigError, match=f"^{next(iter(given))} 应当是"):
        gongwen.check(NOTICE, **given)


def test_values_that_make_sense_are_taken():
    report = gongwen.check(NOTICE, today=date(2026, 1, 1), select="GF", severity={"GF": "info"}, vocabulary=("词",))
    assert report.ok()


def test_words_that_come_one_by_one_count_for_every_override(folder):
    (folder / "gongwen.toml").write_text('[[override]]\nfiles = ["**"]\nstage = "final"', encoding="utf-8")
    checker = gongwen.Checker(config="gongwen.toml", vocabulary=iter(["词"]))
    assert checker.of("通知.docx").settings.vocabulary == checker.settings.vocabulary == {"词"}


@pytest.mark.parametrize("source", [None, 1, bytearray(b"PK")])
def test_what_is_no_source_is_a_mistake_in_the_program(source):
    with pytest.raises(TypeError, match="a document is a path, bytes or a binary stream"):
        gongwen.check(source)


# errors on their way from another process


@pytest.mark.parametrize(
    "error",
    [
        gongwen.ConfigError("没有"),
        gongwen.UnreadableDocument("坏了", reason="truncated"),
        gongwen.RuleFileError(["甲", "乙"]),
        gongwen.ComposeError(["甲"], more=3),
        ConfigFileError("甲.toml", ["乙"], rest="丙"),
    ],
)
def test_an_error_is_the_same_in_another_process(error):
    again = pickle.loads(pickle.dumps(error))  # our own bytes
    assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))
