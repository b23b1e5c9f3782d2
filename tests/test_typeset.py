"""`gongwen typeset`: messy drafts are set, every word stays, what is right stays as it is."""

import json
import zipfile
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

import gongwen
from gongwen import typesetting
from gongwen.cli import main
from gongwen.draft import Draft
from gongwen.ooxml.package import Package
from gongwen.ooxml.reader import read
from gongwen.typesetting import typeset_by
from tests.messy import drafts
from tests.test_fix_samples import RIGHT
from tests.typesetting import TABLE, checker, faults, results, table

SAMPLES = Path(__file__).parent.parent / "samples"
DRAFTS = tuple(drafts())
PLAIN = (SAMPLES / "flawed-plain.docx").read_bytes()


def words(draft: Draft) -> list[str]:
    """Give the characters of the body that are no blanks, paragraph by paragraph."""
    return [text for paragraph in draft.paragraphs() if (text := "".join(paragraph.text.split()))]


def opened(data: bytes) -> Draft:
    return read(Package.open(data))


def pictures(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if "/media/" in name}


def tables(draft: Draft) -> list[list[int]]:
    """Give the tables of the body as numbers of cells by row."""
    return [[len(row.cells) for row in block.rows] for block in draft.blocks if hasattr(block, "rows")]


@pytest.mark.parametrize("name", DRAFTS)
def test_every_character_of_a_draft_stays(name):
    assert words(opened(results()[name].data)) == words(opened(drafts()[name]))


@pytest.mark.parametrize("name", DRAFTS)
def test_pictures_and_tables_of_a_draft_stay(name):
    before, after = drafts()[name], results()[name].data
    assert pictures(after) == pictures(before)
    assert tables(opened(after)) == tables(opened(before))


@pytest.mark.parametrize("name", DRAFTS)
def test_a_draft_that_was_set_needs_no_setting(name):
    once = results()[name].data
    assert typeset_by(checker(), once).data == once


def test_nine_faults_of_format_in_ten_are_gone():
    before = sum(faults(one.before) for one in results().values())
    after = sum(faults(one.after) for one in results().values())
    assert before > 400
    assert after <= before / 10


def test_the_faults_of_each_draft_are_those_of_the_golden_table():
    assert table() == TABLE.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_in_order_stays_as_it_is_to_the_byte(name):
    data = (SAMPLES / f"{name}.docx").read_bytes()
    stage = "archive" if name.startswith("archive-") else "final"
    assert gongwen.typeset(data, stage=stage).data == data


def test_missing_page_numbers_and_lines_are_added():
    result = typeset_by(checker(), PLAIN)
    added = {one.location.element for one in result.fixed if not one.location.path}
    assert {"red_line", "page_number"} <= added


def test_elements_that_are_not_surely_known_are_listed_and_left():
    result = results()["notice-fingertip.direct"]
    assert [(one.element, one.confidence < 0.9) for one in result.unsure] == [("recipients", True)]


def test_findings_that_are_none_of_format_are_not_in_the_result():
    result = results()["circular-pump.direct"]
    lists = (*result.fixed, *result.refused, *result.remaining, *result.newly_visible)
    assert {one.gate for one in lists} == {"格式"}


def test_a_result_that_does_not_read_like_the_source_is_not_handed_out(monkeypatch):
    monkeypatch.setattr(typesetting, "Setting", lambda: lambda draft, violation: True)
    data = (SAMPLES / "flawed-tongzhi.docx").read_bytes()
    result = gongwen.typeset(data)
    assert result.data == data
    assert result.fixed == ()
    assert {one.reason for one in result.refused} == {"排版以后的文字、图片或者表格与原文不一致，全部没有采用"}


def test_a_file_that_is_no_official_document_is_left_alone(tmp_path, capsys):
    path = tmp_path / "合同.docx"
    path.write_bytes((SAMPLES / "other-contract.docx").read_bytes())
    assert main(["typeset", str(path)]) == 0
    out = capsys.readouterr().out
    assert "未识别为公文" in out
    assert out.endswith("文件没有改动，也没有另写文件。\n")
    assert [one.name for one in tmp_path.iterdir()] == ["合同.docx"]


@pytest.fixture
def plain(tmp_path):
    path = tmp_path / "通知.docx"
    path.write_bytes(PLAIN)
    return path


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_the_result_is_a_copy_and_told_element_by_element(plain, capsys):
    main(["typeset", str(plain)])
    out = capsys.readouterr().out
    assert names(plain.parent) == ["通知.docx", "通知.typeset.docx"]
    assert plain.read_bytes() == PLAIN
    assert "排好的\n" in out
    assert "一级标题 3 个：" in out
    assert "补上页码：— 1 —" in out
    assert out.endswith("通知.typeset.docx（原文件没有改动）\n")


def test_a_copy_that_is_there_is_replaced_by_force_only(plain, capsys):
    copy = plain.with_name("通知.typeset.docx")
    copy.write_bytes(b"mine")
    assert main(["typeset", str(plain)]) == 2
    assert copy.read_bytes() == b"mine"
    main(["typeset", str(plain), "--force"])
    assert copy.read_bytes() != b"mine"
    assert "已经存在" in capsys.readouterr().err


def test_a_dry_run_writes_nothing(plain, capsys):
    main(["typeset", str(plain), "--dry-run"])
    assert "可以这样排\n" in capsys.readouterr().out
    assert names(plain.parent) == ["通知.docx"]


def test_in_place_keeps_a_backup(plain):
    main(["typeset", str(plain), "--in-place"])
    assert names(plain.parent) == ["通知.docx", "通知.docx.bak"]
    assert plain.with_name("通知.docx.bak").read_bytes() == PLAIN


def test_as_revision_writes_tracked_changes(plain, capsys):
    main(["typeset", str(plain), "--as", "revision", "--output", str(plain.with_name("改.docx"))])
    assert "改动以修订方式写入" in capsys.readouterr().out
    assert opened(plain.with_name("改.docx").read_bytes()).tracked_changes > 0


def test_json_tells_what_was_done(plain, monkeypatch, capsys):
    monkeypatch.chdir(plain.parent)
    main(["typeset", "通知.docx", "--format", "json"])
    told = json.loads(capsys.readouterr().out)
    assert (told["schema"], told["stage"], told["path"]) == ("gongwen.typeset/1", "final", "通知.docx")
    assert told["unsure"] == []


def test_standard_input_goes_to_the_output(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(PLAIN)))
    main(["typeset", "-", "--output", str(tmp_path / "去.docx")])
    assert (tmp_path / "去.docx").read_bytes() == typeset_by(checker(), PLAIN).data


def test_a_folder_is_refused(tmp_path, capsys):
    assert main(["typeset", str(tmp_path)]) == 2
    assert "是文件夹，这条命令一次只处理一份文件" in capsys.readouterr().err
