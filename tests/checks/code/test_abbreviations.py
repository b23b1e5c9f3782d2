import pytest

from gongwen.checks.code.abbreviations import Unexplained
from tests.checks.code.papers import found
from tests.shelves import paper

RULE = Unexplained(known=("GDP CPI", "APP"))


def told(text: str) -> list[str]:
    return [hit.found for hit in found(RULE, paper(("body", text)), "body")]


def test_unknown_abbreviation_is_told_once() -> None:
    assert told("推广IPM技术，扩大IPM示范田。") == ["IPM"]


def test_several_are_named_in_one_finding() -> None:
    hits = found(RULE, paper(("body", "推广IPM技术，建设EOC，开展EOD、BIM、CIM、AGV试点。")), "body")
    assert [(hit.found, hit.fields["words"]) for hit in hits] == [("IPM", "“IPM”“EOC”“EOD”“BIM”“CIM”等6个")]


@pytest.mark.parametrize(
    "text",
    [
        "GDP增长，CPI上涨，开发APP。",
        "有害生物综合治理（IPM）技术，IPM示范田。",
        "IPM（有害生物综合治理）技术。",
        "IPM，即有害生物综合治理。",
        "英文缩写IPM，下同。",
        "World Trade Center WTC大厦。",
        "ABC级景区，QH-20型无人机，执行GB/T 15834，MMX公司。",
        "XXX项目，容量20 TB。",
        "SO₂超标，水质为IV类，第XI期简报。",
        "网址http://IPM.example.cn，邮箱IPM@example.cn。",
    ],
)
def test_what_is_known_explained_or_a_code_is_silent(text: str) -> None:
    assert told(text) == []


def test_paper_without_text_to_look_at_is_silent() -> None:
    assert list(found(RULE, paper(("title", "关于IPM的通知")), "body")) == []
