from dataclasses import replace

from tests.outputs.hostile import HOSTILE
from tests.reports import BODY, CLEAN, FLAWED, UNREADABLE, document, finding, written


def test_a_finding_is_a_command_of_its_level():
    lines = written("github", FLAWED).splitlines()
    assert [line.split()[0] for line in lines] == ["::error", "::warning", "::notice"]
    assert lines[0] == (
        "::error file=发文/通知.docx,title=错误 GF046a 发文字号::发文字号年份应用六角括号“〔〕”括入"
        "%0A示政发⟦[2024]⟧8号%0A现为 [2024] → 应为 〔2024〕%0A依据：GB/T 9704-2012 7.2.5"
    )


def test_a_document_that_could_not_be_checked_is_an_error():
    assert written("github", UNREADABLE) == "::error file=坏.docx,title=未能检查::文件是空的。\n"


def test_a_clean_document_says_nothing():
    assert written("github", CLEAN) == ""


def test_hostile_texts_make_no_command_of_their_own():
    lines = written("github", HOSTILE).split("\n")
    assert [line[:10] for line in lines] == ["::error fi", "::warning ", ""]
    assert "file=甲%2C乙%3A丙\x01/50%25 <b>\"&'%0A.docx,title=" in lines[0]


def test_more_than_github_shows_is_pointed_out():
    found = [replace(finding(BODY, (0, 2)), fingerprint=str(number)) for number in range(11)]
    assert "只显示前 10 条" in written("github", document([BODY], found)).splitlines()[-1]
    assert "只显示前 10 条" not in written("github", document([BODY], found[:10]))


def test_an_interrupted_run_says_so():
    assert written("github", CLEAN, total=2) == "已中断：检查了 1 份，其余 1 份未检查。\n"
