from dataclasses import replace

import pytest

from gongwen.anatomy.elements import Mark
from gongwen.checks.base import Hit
from gongwen.checks.code.forms import DoubleLine, MastheadHeight, OutOfTurn
from gongwen.draft import Address, Frame, Paragraph, Position, Shape
from gongwen.units import Pt, from_mm
from tests.checks.code.papers import document, found
from tests.papers import CENTRED, FLUSH, draft, paragraph, table
from tests.shelves import paper, varied

HIGH = MastheadHeight(wanted=57, tolerance=9)
LETTER = MastheadHeight(wanted=30, tolerance=9)
PLACES = OutOfTurn(find=r"^(?<number>出席|请假|列席)：", turn=("出席", "请假", "列席"))
NUMBERS = OutOfTurn(find=r"附件(?<number>\d+)")


def masthead(frame: Frame | None = None) -> Paragraph:
    return paragraph("示例市水利局", form=replace(CENTRED, frame=frame))


def drawn(y_mm: float, *, compound: str = "thickThin") -> Mark:
    place = Position(y=from_mm(y_mm), y_from="page")
    shape = Shape(Address("body", "x"), "line", from_mm(170), Pt(0), position=place, compound=compound)
    return Mark("line", paragraph("线"), from_mm(170), Pt(3), "FF0000", compound, shape)


def lines(function: DoubleLine, *marks: Mark) -> list[Hit]:
    return found(function, document(draft("正文。"), marks=marks), "red_line")


def test_a_masthead_of_an_order_stands_where_it_should() -> None:
    assert not found(HIGH, varied("order", {}), "masthead")


def test_a_masthead_at_the_top_of_the_type_area_is_too_high() -> None:
    (hit,) = found(HIGH, document(draft(masthead()), "masthead"), "masthead")
    assert hit.expected == "57毫米"


def test_empty_lines_push_a_masthead_down() -> None:
    empty = [paragraph(form=FLUSH)] * 2
    assert not found(HIGH, document(draft(*empty, masthead()), "masthead"), "masthead")


@pytest.mark.parametrize(
    ("anchor", "offset", "count"),
    [("page", 30, 0), ("page", 60, 1), ("margin", -7, 0), ("text", 60, 1), ("text", -7, 0)],
)
def test_a_frame_is_measured_from_what_it_hangs_on(anchor: str, offset: float, count: int) -> None:
    frame = Frame(None, from_mm(offset), None, "page", anchor, None, None)
    assert len(found(LETTER, document(draft(masthead(frame)), "masthead"), "masthead")) == count


def test_a_box_is_measured_by_its_place_on_the_sheet() -> None:
    inner = replace(masthead(), address=Address("body", "body/p[1]/box[1]/p[1]"))
    place = Position(y=from_mm(60), y_from="page")
    shape = Shape(Address("body", "x"), "rect", from_mm(170), from_mm(20), position=place, blocks=(inner,))
    made = document(draft(paragraph(form=FLUSH, shapes=[shape])), "masthead")
    assert len(found(LETTER, made, "masthead")) == 1


def test_a_masthead_in_a_table_or_behind_one_is_placed() -> None:
    inside = document(draft(table(["示例市水利局"])), "masthead")
    behind = document(draft(table(["甲"]), masthead()), "body", "masthead")
    assert [hit.found for hit in found(HIGH, inside, "masthead")] == ["39毫米"]
    assert [hit.found for hit in found(LETTER, behind, "masthead")] == ["49毫米"]
    assert not found(HIGH, behind, "masthead")


def test_one_plain_line_is_no_double_one() -> None:
    assert len(lines(DoubleLine(fault="single"), drawn(50, compound="sng"), drawn(275))) == 1


def test_two_plain_lines_may_make_a_double_one() -> None:
    assert not lines(DoubleLine(fault="single"), drawn(50, compound="sng"), drawn(51, compound="sng"))


def test_a_line_at_the_foot_is_missing_where_there_is_only_one_above() -> None:
    assert len(lines(DoubleLine(fault="foot"), drawn(50))) == 1
    assert not lines(DoubleLine(fault="foot"), drawn(50), drawn(275))
    assert not lines(DoubleLine(fault="foot"))


def test_a_line_that_hangs_low_stands_at_the_foot_whatever_it_hangs_on() -> None:
    low = drawn(600)
    place = Position(y_align="bottom", y_from="margin")
    aligned = replace(low, shape=replace(low.shape, position=place)) if low.shape else low
    assert not lines(DoubleLine(fault="foot"), drawn(50), aligned)


def test_a_line_in_the_footer_stands_at_the_foot() -> None:
    assert not found(DoubleLine(fault="foot"), varied("letter", {}), "red_line")


def test_words_out_of_turn_are_told_of_with_the_one_before() -> None:
    made = paper(("attendance", "出席：田禾青。"), ("attendance", "列席：柳溪亭。"), ("attendance", "请假：石白川。"))
    assert [(hit.found, hit.fields["previous"]) for hit in found(PLACES, made, "attendance")] == [("请假", "列席")]


def test_a_value_counts_where_it_first_comes() -> None:
    assert not found(NUMBERS, paper(("body", "附件1、附件2，再看附件1。")), "body")
    assert [hit.found for hit in found(NUMBERS, paper(("body", "附件2、附件1。")), "body")] == ["1"]


def test_numbers_left_out_are_the_fault_when_asked_for() -> None:
    gaps = OutOfTurn(find=r"(?<number>\d)\.", gaps=True)
    assert [hit.found for hit in found(gaps, paper(("attachment_note", "附件：1.甲\n3.乙")), "attachment_note")] == [
        "3"
    ]
