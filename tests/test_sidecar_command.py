"""Sidecars on the command line: the commands look for one beside their file, a broken one costs its document alone."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from gongwen import workers
from gongwen.api import Options
from gongwen.cli import main
from gongwen.desk import Plan
from gongwen.files import SIDECAR
from tests.notes import SAMPLES, unlike_a_title

BRACKETS = ("--select", "GF046")
WAIVE = '[[waive]]\ncode = "GF046"\nreason = "沿用旧式"\n'
BROKEN = '[[waive]]\ncode = "GF046"\n'
PINS = '[[pin]]\ntext = "示例市人民政府春季森林防火工作安排"\nis = "title"\n'


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """Lay a notice with faults in a folder of its own."""
    path = tmp_path / "通知.docx"
    path.write_bytes((SAMPLES / "flawed-tongzhi.docx").read_bytes())
    return path


def lay(paper: Path, text: str) -> None:
    paper.with_name(paper.name + SIDECAR).write_text(text, encoding="utf-8")


def test_check_looks_beside_its_file_unless_told_not_to(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lay(paper, WAIVE)
    assert main(["check", str(paper), *BRACKETS]) == 0
    assert "按附带文件忽略 1 处" in capsys.readouterr().out
    assert main(["check", str(paper), *BRACKETS, "--no-sidecar"]) == 1


def test_a_sidecar_of_another_document_has_no_say(paper: Path) -> None:
    lay(paper.with_name("别的.docx"), WAIVE)
    assert main(["check", str(paper), *BRACKETS]) == 1


def test_standard_input_has_no_sidecar(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / f"-{SIDECAR}").write_text(BROKEN, encoding="utf-8")
    desk = Plan(Options()).desk()
    assert desk.sidecar_digest("-") == ""
    assert desk.common.beside("-") is None


def test_a_broken_sidecar_costs_its_document_alone(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = paper.with_name("别的.docx")
    other.write_bytes(paper.read_bytes())
    lay(paper, BROKEN)
    assert main(["check", str(paper), str(other), *BRACKETS, "--format", "json"]) == 2
    first, second = json.loads(capsys.readouterr().out)["documents"]
    assert (first["status"], second["status"]) == ("checked", "unreadable")
    assert "附带文件" in second["error"]
    assert "reason 没有写" in second["error"]
    assert second["violations"] == []


def test_other_processes_look_beside_their_files_too(paper: Path) -> None:
    lay(paper, WAIVE)
    plan = Plan(Options(select=("GF046",)))
    (document,) = workers.check([str(paper)], plan.desk, plan.desk().refused, jobs=1, timeout=60)
    assert [one.state for one in document.violations] == ["waived"]


@pytest.mark.parametrize("command", ["fix", "annotate", "typeset"])
def test_commands_that_write_stop_at_a_broken_sidecar_and_write_nothing(
    paper: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lay(paper, BROKEN)
    before = sorted(paper.parent.iterdir())
    assert main([command, str(paper)]) == 2
    assert "reason 没有写" in capsys.readouterr().err
    assert sorted(paper.parent.iterdir()) == before


def test_fix_leaves_what_is_accepted(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lay(paper, WAIVE)
    assert main(["fix", str(paper), *BRACKETS]) == 0
    assert "没有改动" in capsys.readouterr().out
    assert main(["fix", str(paper), *BRACKETS, "--no-sidecar"]) == 0
    assert paper.with_name("通知.fixed.docx").exists()


def test_annotate_writes_no_comment_on_what_is_accepted(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lay(paper, WAIVE)
    assert main(["annotate", str(paper), *BRACKETS]) == 0
    assert "写成 1 条批注" in capsys.readouterr().err
    assert main(["annotate", str(paper), *BRACKETS, "--force", "--no-sidecar"]) == 1
    assert "写成 2 条批注" in capsys.readouterr().err


def test_typeset_sets_what_is_pinned(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper.write_bytes(unlike_a_title("春季森林防火工作安排"))
    lay(paper, PINS)
    main(["typeset", str(paper), "--dry-run", "--format", "json", "--kind", "通知"])
    assert "title" not in names(json.loads(capsys.readouterr().out)["unsure"])
    main(["typeset", str(paper), "--dry-run", "--format", "json", "--kind", "通知", "--no-sidecar"])
    assert "title" in names(json.loads(capsys.readouterr().out)["unsure"])


def names(elements: Sequence[dict[str, str]]) -> list[str]:
    return [element["element"] for element in elements]


def test_elements_shows_what_is_pinned_and_says_what_fits_nothing(
    paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper.write_bytes(unlike_a_title("春季森林防火工作安排"))
    lay(paper, PINS + '[[pin]]\ntext = "没有的话"\nis = "body"\n[facts]\nkind = "通知"\n')
    assert main(["elements", str(paper), "--kind", "通报"]) == 0
    shown = capsys.readouterr()
    assert "由附带文件指定" in shown.out
    assert "文种：通报" in shown.out
    assert shown.err == "附带文件指定“没有的话”是正文，没有照办：文件里没有这样的一段\n"
    assert main(["elements", str(paper), "--no-sidecar"]) == 0
    assert "由附带文件指定" not in capsys.readouterr().out


def test_layout_names_what_is_pinned(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper.write_bytes(unlike_a_title("春季森林防火工作安排"))
    lay(paper, PINS + '[[pin]]\ntext = "没有的话"\nis = "body"\n')
    assert main(["layout", str(paper), "--format", "json"]) == 0
    shown = capsys.readouterr()
    told = {one["element"]: one["text"] for page in json.loads(shown.out)["pages"] for one in page["elements"]}
    assert told["title"] == "示例市人民政府春季森林防火工作安排"
    assert "没有照办" in shown.err
    assert main(["layout", str(paper), "--format", "json", "--no-sidecar"]) == 0
    assert capsys.readouterr().err == ""


def test_a_desk_names_the_sidecar_by_its_content(paper: Path) -> None:
    desk, blind = Plan(Options()).desk(), Plan(Options(), sidecars=False).desk()
    assert desk.sidecar_digest(str(paper)) == ""
    lay(paper, WAIVE)
    first = desk.sidecar_digest(str(paper))
    lay(paper, WAIVE + "# 说明\n")
    assert len({"", first, desk.sidecar_digest(str(paper))}) == 3
    assert blind.sidecar_digest(str(paper)) == ""


def test_a_sidecar_that_cannot_be_read_is_none_that_is_not_there(paper: Path) -> None:
    paper.with_name(paper.name + SIDECAR).mkdir()
    desk = Plan(Options()).desk()
    assert desk.sidecar_digest(str(paper)) != ""
    assert desk.check(str(paper)).status == "unreadable"


def test_a_name_too_long_for_a_sidecar_has_none(tmp_path: Path) -> None:
    long = tmp_path / f"{'长' * 80}.docx"
    long.write_bytes((SAMPLES / "flawed-tongzhi.docx").read_bytes())
    desk = Plan(Options()).desk()
    assert desk.check(str(long)).status == "checked"
    assert desk.sidecar_digest(str(long)) == ""


def test_a_path_that_can_be_none_is_refused_as_before() -> None:
    assert Plan(Options()).desk().sidecar_digest("甲\0乙.docx") == ""


def test_a_baseline_holds_nothing_that_a_sidecar_accepts(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lay(paper, WAIVE)
    baseline = str(paper.with_name("基线.json"))
    assert main(["baseline", "create", str(paper), "--output", baseline, *BRACKETS]) == 0
    assert "共 0 处" in capsys.readouterr().out
    assert main(["check", str(paper), "--baseline", baseline, *BRACKETS, "--no-sidecar"]) == 1


def test_what_is_told_of_a_sidecar_is_gone_from_a_baseline_only_where_sidecars_are_looked_for(
    paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lay(paper, '[[pin]]\ntext = "没有的话"\nis = "body"\n')
    baseline = str(paper.with_name("基线.json"))
    main(["baseline", "create", str(paper), "--output", baseline, *BRACKETS])
    main(["check", str(paper), "--baseline", baseline, *BRACKETS, "--no-sidecar"])
    assert "这次没有查相应的规则" in capsys.readouterr().err
    lay(paper, "")
    main(["check", str(paper), "--baseline", baseline, *BRACKETS])
    assert "1 处问题已经没有了" in capsys.readouterr().err
