from dataclasses import replace

import pytest

from gongwen.anatomy.elements import Mark
from gongwen.checks.base import Reading, Scope
from gongwen.checks.code.head_places import FootLine, LineGap, PageFrame, TextOnFootLine
from gongwen.checks.code.page_places import (
    AttachmentTop,
    BlankNumbered,
    FirstPageText,
    ImprintFoot,
)
from gongwen.draft import Address, ParagraphFormat, Position, Shape
from gongwen.units import Pt, from_mm
from tests.checks.code.papers import FULL_PAGE, document, found
from tests.papers import FLUSH, draft, paragraph
from tests.shelves import varied

TEXT, CROWD = FirstPageText(crowd=False), FirstPageText(crowd=True)
SAME, LOW = AttachmentTop(fault="same", lines=4), AttachmentTop(fault="low", lines=0.8)
FOOT, BLANK = ImprintFoot(tolerance=1.2), BlankNumbered()
GAP = LineGap(under=("doc_number",), high=11)
EMPTY = paragraph(form=FLUSH)
LABEL = paragraph("附件1", form=FLUSH)
ONE = paragraph("正文。", form=FLUSH)
NEW_PAGE = paragraph("\f", form=FLUSH)
MANY = "、".join(["示例市农业农村局"] * 40) + "："


def test_text_stands_on_the_first_page_of_right_documents() -> None:
    assert not found(TEXT, varied("notice", {}), "body")
    assert not found(TEXT, varied("order", {}), "body")


def test_a_title_that_fills_the_first_page_leaves_no_room_for_text() -> None:
    made = document(draft(paragraph("标题", form=FLUSH), *[EMPTY] * 22, ONE), "title")
    assert [hit.found for hit in found(TEXT, made, "body")] == ["标题"]
    assert not found(CROWD, made, "body")


def test_recipients_that_crowd_the_page_are_told_apart() -> None:
    made = document(
        draft(
            paragraph("标题", form=FLUSH),
            *[EMPTY] * 8,
            paragraph(MANY, form=FLUSH),
            ONE,
        ),
        "title",
        "recipients",
    )
    assert len(found(CROWD, made, "body")) == 1
    assert not found(TEXT, made, "body")


def test_a_page_break_before_the_text_is_enough() -> None:
    made = document(draft(paragraph("标题", form=FLUSH), NEW_PAGE, ONE), "title")
    assert len(found(TEXT, made, "body")) == 1


def test_where_heights_are_not_sure_nothing_is_said() -> None:
    loose = paragraph("标题", form=ParagraphFormat())
    made = document(draft(loose, *[replace(loose, text="", runs=())] * 29, ONE), "title")
    assert not found(TEXT, made, "body")


@pytest.mark.parametrize(("blanks", "same"), [(3, 0), (6, 1), (21, 0)])
def test_an_attachment_pushed_down_by_blanks_may_stay_on_its_page(blanks: int, same: int) -> None:
    made = document(draft(ONE, *[EMPTY] * blanks, LABEL), "body", "attachment_label")
    assert len(found(SAME, made, "attachment_label")) == same


def test_an_attachment_stands_on_the_first_line_of_its_page() -> None:
    right = document(draft(ONE, NEW_PAGE, LABEL), "body", "attachment_label")
    low = document(draft(ONE, NEW_PAGE, EMPTY, EMPTY, LABEL), "body", "attachment_label")
    assert not found(LOW, right, "attachment_label")
    assert [hit.found for hit in found(LOW, low, "attachment_label")] == ["第3行"]


def test_an_imprint_stands_at_the_foot_of_the_page() -> None:
    made = document(draft(ONE, EMPTY, paragraph("抄送：县委。", form=FLUSH)), "body", "cc")
    assert len(found(FOOT, made, "cc")) == 1
    full = document(draft(*[ONE] * 21, paragraph("抄送：县委。", form=FLUSH)), *["body"] * 21, "cc")
    assert not found(FOOT, full, "cc")
    assert not found(FOOT, document(draft(ONE)), "cc")


def test_blank_pages_before_the_imprint_bear_no_numbers() -> None:
    (hit,) = found(
        BLANK,
        varied("notice", {"element": "imprint_line", "which": 1, "breaks": 2}),
        "cc",
    )
    assert hit.found == "第4面、第5面"
    assert not found(
        BLANK,
        varied("notice", {"element": "imprint_line", "which": 1, "breaks": 1}),
        "cc",
    )


@pytest.mark.parametrize("function", [TEXT, BLANK, SAME, FOOT])
def test_what_cannot_be_wrong_is_not_placed(
    function: FirstPageText | BlankNumbered | AttachmentTop | ImprintFoot,
) -> None:
    reading = Reading(document(draft("正文。", FULL_PAGE)))
    assert not list(function.run(reading, Scope(frozenset(("body", "attachment_label", "cc")) - {"body"})))
    assert "placement" not in vars(reading)


def drawn(top_mm: float, width: float = 156.0, height: float = 0.0) -> Mark:
    place = Position(x=Pt(0.0), y=from_mm(top_mm), y_from="page")
    form = "rect" if height else "line"
    shape = Shape(
        Address("body", "body/p[1]/box[1]"),
        form,
        from_mm(width),
        from_mm(height),
        position=place,
        stroke_width=Pt(1),
    )
    return Mark("line", paragraph("线"), shape.width, Pt(1), "FF0000", "sng", shape)


@pytest.mark.parametrize(("top", "count"), [(49, 0), (57, 0), (62, 1)])
def test_a_red_line_stands_close_under_the_number(top: float, count: int) -> None:
    mark = drawn(top)
    number = paragraph("示政发〔2024〕8号", form=FLUSH, shapes=[mark.shape] if mark.shape else [])
    assert (
        len(
            found(
                GAP,
                document(draft(number, "正文。"), "doc_number", marks=[mark]),
                "red_line",
            )
        )
        == count
    )


@pytest.mark.parametrize(("top", "place", "over"), [(277, 0, 0), (268, 1, 0), (200, 1, 1)])
def test_the_lower_line_of_a_letter_keeps_off_text_and_edge(top: float, place: int, over: int) -> None:
    mark = drawn(top, 170)
    first = paragraph(FULL_PAGE, form=FLUSH, shapes=[mark.shape] if mark.shape else [])
    made = document(draft(first), marks=[mark])
    assert len(found(FootLine(wanted=20, tolerance=4), made, "red_line")) == place
    assert len(found(TextOnFootLine(least=1), made, "red_line")) == over


@pytest.mark.parametrize(("height", "count"), [(225, 1), (60, 0)])
def test_a_rectangle_as_large_as_the_type_area_is_a_frame(height: float, count: int) -> None:
    mark = drawn(37, 156, height)
    made = document(draft(paragraph("正文。", shapes=[mark.shape] if mark.shape else [])))
    assert len(found(PageFrame(), made)) == count
