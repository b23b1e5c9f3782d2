"""`gongwen fix`: where the result goes, what is never touched, what the exit code says."""

import json
import os
import stat
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

import gongwen
from gongwen import mending
from gongwen.cli import main
from gongwen.outputs import target

SAMPLES = Path(__file__).parent.parent / "samples"
FLAWED, CLEAN = (SAMPLES / "flawed-tongzhi.docx").read_bytes(), (SAMPLES / "notice.docx").read_bytes()
BRACKETS = ["--select", "GF-046"]
RIGHT = "示政发〔2024〕第008号"


@pytest.fixture
def flawed(tmp_path):
    path = tmp_path / "通知.docx"
    path.write_bytes(FLAWED)
    return path


def number(path) -> str:
    return gongwen.check(path).documents[0].facts.number


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_the_result_is_a_copy_beside_the_source(flawed, capsys):
    assert main(["fix", str(flawed), *BRACKETS]) == 0
    assert names(flawed.parent) == ["通知.docx", "通知.fixed.docx"]
    assert flawed.read_bytes() == FLAWED
    assert number(flawed.with_name("通知.fixed.docx")) == RIGHT
    out = capsys.readouterr().out
    assert "改了 1 处\n  发文字号：[2024] → 〔2024〕　[GF046a]\n    示政发⟦[2024]⟧第008号" in out
    assert out.endswith("通知.fixed.docx（原文件没有改动）\n")


def test_a_copy_that_is_there_is_not_replaced(flawed, capsys):
    copy = flawed.with_name("通知.fixed.docx")
    copy.write_bytes(b"mine")
    assert main(["fix", str(flawed), *BRACKETS]) == 2
    assert "已经存在，没有覆盖" in capsys.readouterr().err
    assert copy.read_bytes() == b"mine"


def test_a_copy_that_is_there_is_replaced_by_force(flawed):
    flawed.with_name("通知.fixed.docx").write_bytes(b"old")
    assert main(["fix", str(flawed), "--force", *BRACKETS]) == 0
    assert number(flawed.with_name("通知.fixed.docx")) == RIGHT


def test_a_named_copy_that_is_there_is_replaced_by_force(flawed):
    flawed.with_name("改.docx").write_bytes(b"old")
    assert main(["fix", str(flawed), "--output", str(flawed.with_name("改.docx")), "--force", *BRACKETS]) == 0
    assert number(flawed.with_name("改.docx")) == RIGHT


def test_a_dry_run_does_not_mind_a_copy_that_is_there(flawed):
    flawed.with_name("通知.fixed.docx").write_bytes(b"mine")
    assert main(["fix", str(flawed), "--dry-run", *BRACKETS]) == 0
    assert flawed.with_name("通知.fixed.docx").read_bytes() == b"mine"


def test_output_names_the_copy(flawed):
    assert main(["fix", str(flawed), "--output", str(flawed.with_name("改.docx")), *BRACKETS]) == 0
    assert names(flawed.parent) == ["改.docx", "通知.docx"]
    assert number(flawed.with_name("改.docx")) == RIGHT


def test_in_place_keeps_a_backup_and_the_permissions(flawed):
    flawed.chmod(0o640)
    assert main(["fix", str(flawed), "--in-place", *BRACKETS]) == 0
    backup = flawed.with_name("通知.docx.bak")
    assert names(flawed.parent) == ["通知.docx", "通知.docx.bak"]
    assert backup.read_bytes() == FLAWED
    assert number(flawed) == RIGHT
    assert [stat.S_IMODE(path.stat().st_mode) for path in (flawed, backup)] == [0o640, 0o640]


def test_backups_are_numbered(flawed):
    flawed.with_name("通知.docx.bak").write_bytes(b"first")
    flawed.with_name("通知.docx.bak2").write_bytes(b"second")
    assert main(["fix", str(flawed), "--in-place", *BRACKETS]) == 0
    assert flawed.with_name("通知.docx.bak").read_bytes() == b"first"
    assert flawed.with_name("通知.docx.bak3").read_bytes() == FLAWED


def test_in_place_through_a_link_changes_the_file_not_the_link(flawed, tmp_path):
    link = tmp_path / "链接.docx"
    link.symlink_to(flawed)
    assert main(["fix", str(link), "--in-place", *BRACKETS]) == 0
    assert link.is_symlink()
    assert number(flawed) == RIGHT


def test_in_place_fails_whole(flawed, monkeypatch, capsys):
    replace = os.replace

    def full(source, place):
        if str(place) == str(flawed):
            raise OSError(28, "No space left on device")
        replace(source, place)

    monkeypatch.setattr(os, "replace", full)
    assert main(["fix", str(flawed), "--in-place", *BRACKETS]) == 2
    assert "文件没有改动" in capsys.readouterr().err
    assert names(flawed.parent) == ["通知.docx"]
    assert flawed.read_bytes() == FLAWED


def test_a_file_that_changed_meanwhile_is_left_alone(flawed):
    with pytest.raises(gongwen.ConfigError, match="又被改动"):
        target.exchange(str(flawed), "0" * 64, b"new")
    assert names(flawed.parent) == ["通知.docx"]
    assert flawed.read_bytes() == FLAWED


def test_a_dry_run_shows_the_changes_and_writes_nothing(flawed, capsys):
    assert main(["fix", str(flawed), "--dry-run", "--in-place", *BRACKETS]) == 0
    out = capsys.readouterr().out
    assert "可以改 1 处\n  发文字号：[2024] → 〔2024〕　[GF046a]" in out
    assert out.endswith("以上只是预览，没有写文件。\n")
    assert names(flawed.parent) == ["通知.docx"]
    assert flawed.read_bytes() == FLAWED


def test_nothing_to_mend_writes_no_file(tmp_path, capsys):
    path = tmp_path / "通知.docx"
    path.write_bytes(CLEAN)
    assert main(["fix", str(path)]) == 0
    assert "没有可以自动修改的地方" in capsys.readouterr().out
    assert names(tmp_path) == ["通知.docx"]


def test_what_is_no_official_document_is_left_alone(tmp_path, capsys):
    path = tmp_path / "合同.docx"
    path.write_bytes((SAMPLES / "other-contract.docx").read_bytes())
    assert main(["fix", str(path)]) == 0
    assert "未识别为公文" in capsys.readouterr().out
    assert names(tmp_path) == ["合同.docx"]


def test_what_is_left_open_gives_1(flawed, capsys):
    assert main(["fix", str(flawed), "--select", "GF-046,GF-047"]) == 1
    out = capsys.readouterr().out
    assert "留给人改 2 处" in out
    assert "加 --unsafe 可以代改" in out


@pytest.mark.parametrize(("fail_on", "code"), [("error", 1), ("never", 0)])
def test_fail_on_sets_the_bar(flawed, fail_on, code):
    assert main(["fix", str(flawed), "--select", "GF-046,GF-047", "--fail-on", fail_on]) == code


def test_unsafe_fixes_are_applied_when_asked_for(flawed, capsys):
    assert main(["fix", str(flawed), "--unsafe", "--select", "GF-046,GF-047"]) == 0
    assert "请核对：改动数字" in capsys.readouterr().out
    assert number(flawed.with_name("通知.fixed.docx")) == "示政发〔2024〕8号"


def test_tracked_changes_are_announced(flawed, capsys):
    assert main(["fix", str(flawed), "--as", "revision", *BRACKETS]) == 0
    assert "改动以修订方式写入，作者是 gongwen" in capsys.readouterr().out
    assert number(flawed.with_name("通知.fixed.docx")) == RIGHT


def test_json_tells_what_was_done_and_nothing_of_the_machine(flawed, monkeypatch, capsys):
    monkeypatch.chdir(flawed.parent)
    assert main(["fix", "通知.docx", "--format", "json", "--select", "GF-046,GF-047"]) == 1
    out = capsys.readouterr().out
    told = json.loads(out)
    assert (told["schema"], told["as"], told["path"], told["passes"]) == ("gongwen.fix/1", "direct", "通知.docx", 1)
    assert [(one["code"], one["place"], one["after"]) for one in told["fixed"]] == [("GF046a", "发文字号", "〔2024〕")]
    assert [one["code"] for one in told["remaining"]] == ["GF047a", "GF047b"]
    assert str(flawed.parent) not in out
    assert told["digest"] != told["sha256"]


def test_ctrl_c_is_told_and_nothing_is_written(flawed, monkeypatch, capsys):
    def interrupted(*_arguments, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr(mending, "mend", interrupted)
    assert main(["fix", str(flawed)]) == 130
    assert capsys.readouterr().err == "已中断。\n"
    assert names(flawed.parent) == ["通知.docx"]


def test_standard_input_that_cannot_be_read_is_named(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(b"")))
    assert main(["fix", "-", "--output", str(tmp_path / "去.docx")]) == 2
    assert capsys.readouterr().err == "“标准输入”：文件是空的。\n"
    assert names(tmp_path) == []


def test_standard_input_goes_to_the_output(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(FLAWED)))
    assert main(["fix", "-", "--output", str(tmp_path / "去.docx"), *BRACKETS]) == 0
    assert number(tmp_path / "去.docx") == RIGHT


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["-"], "请用 --output 指定结果写到哪里"),
        (["."], "“.”是文件夹，这条命令一次只处理一份文件"),
        (["没有.docx"], "找不到文件“没有.docx”"),
        (["通知.docx", "--output", "通知.docx"], "--output 指的就是原文件"),
        (["通知.docx", "--output", "."], "“.”是文件夹"),
        (["通知.docx", "--output", "改.docx", "--in-place"], "--output 和 --in-place 只能用一个"),
        (["通知.docx", "--output", "没有/改.docx", *BRACKETS], "无法写出结果（没有/改.docx）"),
        (["通知.docx", "--as", "comment"], "选项 --as 没有“comment”这个值"),
        (["通知.docx", "通知.docx"], "多出参数"),
        (["坏.docx"], "“坏.docx”：文件是空的"),
        (["-", "--in-place"], "请把 --in-place 换成 --output"),
        (["通知.docx", "--output", "坏.docx"], "“坏.docx”已经存在，没有覆盖"),
        (["通知.docx", "--output", ""], "“”不是文件名"),
        (["通知.docx", "--output", "-"], "“-”不是文件名"),
    ],
)
def test_what_cannot_be_done_gives_2_and_changes_nothing(arguments, sentence, flawed, monkeypatch, capsys):
    (flawed.parent / "坏.docx").write_bytes(b"")
    monkeypatch.chdir(flawed.parent)
    assert main(["fix", *arguments]) == 2
    captured = capsys.readouterr()
    assert sentence in captured.err
    assert captured.out == ""
    assert names(flawed.parent) == ["坏.docx", "通知.docx"]
    assert flawed.read_bytes() == FLAWED
