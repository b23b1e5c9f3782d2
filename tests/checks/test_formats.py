from dataclasses import replace

import pytest

from gongwen.anatomy.elements import Gongwen, Mark
from gongwen.checks.expectations import color_name, number
from gongwen.checks.fonts import belongs
from gongwen.checks.formats import FormatCheck
from gongwen.draft import Address, Shape
from gongwen.units import Pt, from_mm
from tests.checks.code.papers import document
from tests.papers import FANGSONG, draft, paragraph
from tests.shelves import hits, varied


def check(*, each: bool = False, **expect: object) -> FormatCheck:
    return FormatCheck.model_validate({"kind": "format", "expect": expect, "each": each})


def test_a_compliant_title_is_silent() -> None:
    made = varied("notice", {})
    assert not hits(check(font="小标宋", size="二号", color="黑色", bold=False, align="center"), made, "title")


@pytest.mark.parametrize(
    ("change", "expect", "found"),
    [
        ({"font": "黑体"}, {"font": "小标宋"}, "黑体"),
        ({"size": "三号"}, {"size": "二号"}, "三号"),
        ({"color": "FF0000"}, {"color": "黑色"}, "红色"),
        ({"bold": True}, {"bold": False}, "加粗"),
        ({"italic": True}, {"italic": False}, "倾斜"),
        ({"underline": True}, {"underline": False}, "加下划线"),
        ({"scale": 80}, {"scale": [95, 105]}, "缩放80%"),
        ({"align": "left"}, {"align": "center"}, "居左"),
        ({"line": 40}, {"line_spacing": [28, 36]}, "行距40磅"),
    ],
)
def test_a_deviating_title_is_found(change: dict[str, object], expect: dict[str, object], found: str) -> None:
    made = varied("notice", {"element": "title", **change})
    assert {hit.found for hit in hits(check(**expect), made, "title")} == {found}


def test_a_first_line_without_indent_is_found() -> None:
    made = varied("notice", {"element": "recipients", "left": 2})
    assert [hit.found for hit in hits(check(left=0), made, "recipients")] == ["左空2字"]


def test_one_number_takes_the_tolerance_and_a_range_does_not() -> None:
    made = varied("notice", {"element": "recipients", "left": 0.4})
    assert not hits(check(left=0), made, "recipients")
    assert hits(check(left=[0, 0.3]), made, "recipients")


def test_text_after_a_heading_in_its_line_has_no_first_line() -> None:
    assert not hits(check(left=2), varied("notice", {}), "body")


def test_most_characters_decide_for_an_element() -> None:
    made = varied("notice", {"element": "heading.1", "font": "宋体", "which": 1})
    assert [hit.element.text for hit in hits(check(font="黑体"), made, "heading.1") if hit.element] == ["一、总体要求"]


def test_each_marks_only_what_deviates() -> None:
    made = varied("notice", {"element": "heading.2", "bold": True, "which": 1})
    whole = hits(check(bold=False), made, "heading.2", "body")
    parts = hits(check(bold=False, each=True), made, "heading.2", "body")
    assert [hit.found for hit in whole] == [hit.found for hit in parts] == ["加粗"]


def test_a_font_the_file_does_not_name_is_left_alone() -> None:
    bare = replace(FANGSONG, han_font=None)
    made = document(draft(paragraph("关于防汛的通知", run=bare)), "title")
    assert not hits(check(font="黑体"), made, "title")


@pytest.mark.parametrize("expect", [{}, {"font": "隶变体"}, {"size": "大号"}])
def test_an_expectation_no_table_knows_is_a_mistake(expect: dict[str, object]) -> None:
    assert list(check(**expect).problems())


@pytest.mark.parametrize(
    "font", ["仿宋", "仿宋_GB2312", "FangSong", "方正仿宋简体", "STFangsong", "CESI仿宋-GB2312", "@仿宋"]
)
def test_names_of_one_family_are_alike(font: str) -> None:
    assert belongs(font, "仿宋")


@pytest.mark.parametrize("font", ["黑体", "楷体_GB2312", "方正小标宋简体", "Times New Roman"])
def test_names_of_other_families_are_not(font: str) -> None:
    assert not belongs(font, "仿宋")


@pytest.mark.parametrize(
    ("color", "name"),
    [(None, "黑色"), ("000000", "黑色"), ("262626", "黑色"), ("FF0000", "红色"), ("C00000", "红色"), ("E60012", "红色"),
     ("FF9900", "#FF9900"), ("0563C1", "#0563C1"), ("808080", "#808080")],
)  # fmt: skip
def test_colours_go_by_what_a_reader_sees(color: str | None, name: str) -> None:
    assert color_name(color) == name


def test_measures_show_one_decimal_at_most() -> None:
    assert [number(2.0), number(2.04), number(-0.01), number(15.55)] == ["2", "2", "0", "15.6"]


def test_hidden_text_has_no_format_to_judge() -> None:
    hidden = replace(FANGSONG, color="FF0000", hidden=True)
    made = document(draft(paragraph("正文。", ("批注", hidden))))
    assert not hits(check(color="黑色", each=True), made, "body")


def red_line(color: str | None = "FF0000", shape: Shape | None = None) -> Gongwen:
    line = Mark("line", paragraph("线"), from_mm(156), Pt(1), color, shape=shape)
    return document(draft("正文。"), marks=[line])


def test_a_drawn_line_is_judged_by_colour_and_length() -> None:
    assert [hit.found for hit in hits(check(color="红色"), red_line(None), "red_line")] == ["黑色"]
    assert [hit.found for hit in hits(check(length=170), red_line(), "red_line")] == ["长156毫米"]
    assert not hits(check(color="红色", length=156), red_line(), "red_line")


def test_a_drawn_line_without_a_colour_of_its_own_is_left_alone() -> None:
    drawn = Shape(Address("body", "x"), "line", from_mm(156), Pt(0))
    assert not hits(check(color="红色"), red_line(None, drawn), "red_line")
