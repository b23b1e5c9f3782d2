from dataclasses import replace

from gongwen.anatomy.elements import Gongwen
from gongwen.checks.formats import FormatCheck
from tests.checks.code.papers import document
from tests.papers import FANGSONG, FLUSH, draft, paragraph
from tests.shelves import hits

SONGTI = replace(FANGSONG, han_font="宋体")


def check(**settings: object) -> FormatCheck:
    return FormatCheck.model_validate({"kind": "format", **settings})


def found(gongwen: Gongwen, *where: str, **settings: object) -> list[str]:
    return [hit.element.text for hit in hits(check(**settings), gongwen, *where) if hit.element]


def test_only_and_unless_choose_by_the_text() -> None:
    made = document(draft(*(paragraph(text, run=SONGTI) for text in ("请执行。", "图1　水库分布", "注：请核对。"))))
    settings = {"expect": {"font": "仿宋"}, "only": "。$", "unless": "^注："}
    assert found(made, "body", **settings) == ["请执行。"]


def test_given_elements_must_be_there() -> None:
    heading = paragraph("（一）总体要求", run=SONGTI)
    settings = {"expect": {"font": "楷体"}, "given": ["heading.1"]}
    assert found(document(draft(heading), "heading.2"), "heading.2", **settings) == []
    both = document(draft("一、工作安排", heading), "heading.1", "heading.2")
    assert found(both, "heading.2", **settings) == ["（一）总体要求"]


def test_headlines_leave_out_the_items_of_a_list() -> None:
    settings = {"expect": {"font": "黑体"}, "headlines": True}
    listed = document(draft("一、示例市水利局", "二、示例市林业局"), "heading.1", "heading.1")
    assert found(listed, "heading.1", **settings) == []
    sentence = document(draft("一、严禁酒后驾车。", "请执行。"), "heading.1")
    assert found(sentence, "heading.1", **settings) == []
    headline = document(draft("一、总体要求", "请执行。"), "heading.1")
    assert found(headline, "heading.1", **settings) == ["一、总体要求"]


def test_opening_leaves_out_lines_broken_by_hand() -> None:
    settings = {"expect": {"left": 2}, "opening": True}
    broken = document(draft(paragraph("　　为做好防汛工作，\n现通知如下。\n请执行。", form=FLUSH)))
    assert found(broken, "body", **settings) == ["请执行。"]
