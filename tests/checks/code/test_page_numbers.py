from dataclasses import replace

import pytest

from gongwen.checks.code.page_numbers import (
    FirstPageUnnumbered,
    LandscapePageNumber,
    PageNumberHeight,
    PageNumberMissing,
    PageNumberSide,
)
from gongwen.draft import Address, Frame, Position, Shape
from gongwen.units import Pt, from_mm
from tests.checks.code.papers import FULL_PAGE, boxed, found, number, numbered
from tests.papers import A4, draft, paragraph

CENTRED = PageNumberSide(fault="centred")
SIDE = PageNumberSide(fault="side")
LONG = [FULL_PAGE, FULL_PAGE]
BOX = Shape(Address("footer1", "x"), "rect", Pt(60), Pt(20))


def frame(x_align: str | None) -> Frame:
    return Frame(None, None, Pt(60), "margin", "text", x_align, None)


def test_number_in_the_middle_of_the_footer_is_centred() -> None:
    assert found(CENTRED, numbered("正文。", default=number("center")), "page_number")


def test_number_in_a_centred_frame_is_centred() -> None:
    framed = number("left", frame=frame("center"))
    assert found(CENTRED, numbered("正文。", default=framed), "page_number")


def test_number_centred_inside_a_frame_at_the_outer_edge_is_not() -> None:
    framed = number("center", frame=frame("outside"))
    assert not found(CENTRED, numbered("正文。", default=framed), "page_number")


def test_number_in_a_frame_without_a_place_is_left_alone() -> None:
    assert not found(CENTRED, numbered("正文。", default=number("center", frame=frame(None))), "page_number")


@pytest.mark.parametrize(("align", "faults"), [("center", 1), ("outside", 0), (None, 0)])
def test_box_tells_the_place_of_its_number(align: str | None, faults: int) -> None:
    box = replace(BOX, position=Position(x_align=align))
    assert len(found(CENTRED, numbered("正文。", default=boxed(number("center"), box)), "page_number")) == faults


def test_one_side_for_all_pages_of_a_long_document_is_wrong() -> None:
    hits = found(SIDE, numbered(*LONG, default=number("right")), "page_number")
    assert [hit.found for hit in hits] == ["单双页都居右"]


def test_one_side_is_right_where_there_is_one_page() -> None:
    assert not found(SIDE, numbered("正文。", default=number("right")), "page_number")


def test_side_that_a_field_works_out_is_left_alone() -> None:
    turning = number("right", field="IF { =MOD(PAGE,2) }")
    assert not found(SIDE, numbered(*LONG, default=turning), "page_number")


def test_frame_at_the_outer_edge_is_right_for_both_pages() -> None:
    assert not found(SIDE, numbered(*LONG, default=number("right", frame=frame("outside"))), "page_number")


def test_odd_numbers_left_and_even_ones_right_are_swapped() -> None:
    swapped = numbered(*LONG, default=number("left"), even=number("right", part="footer2"), even_and_odd=True)
    assert [hit.found for hit in found(SIDE, swapped, "page_number")] == ["单页居左", "双页居右"]


def test_odd_numbers_right_and_even_ones_left_are_as_they_should_be() -> None:
    right = numbered(*LONG, default=number("right"), even=number("left", part="footer2"), even_and_odd=True)
    assert not found(SIDE, right, "page_number")


def test_long_document_without_numbers_is_told_of() -> None:
    assert found(PageNumberMissing(), numbered(*LONG))


def test_single_page_needs_no_number() -> None:
    assert not found(PageNumberMissing(), numbered("正文。"))


def test_number_in_the_header_is_a_number() -> None:
    made = numbered(*LONG)
    headed = replace(A4, headers=(("default", numbered("x", default=number()).draft.sections[0].footers[0][1]),))
    assert not found(PageNumberMissing(), replace(made, draft=replace(made.draft, sections=(headed,))))


def test_page_break_makes_a_second_page() -> None:
    text = paragraph("附件")
    broken = replace(text, format=replace(text.format, page_break_before=True))
    assert found(PageNumberMissing(), numbered("正文。", broken))


def test_first_footer_without_number_leaves_page_one_unnumbered() -> None:
    empty = paragraph(" ", path="footer2/p[1]")
    made = numbered("正文。", default=number())
    section = made.draft.sections[0]
    story = replace(section.footers[0][1], part="footer2", blocks=(empty,))
    first = replace(section, title_page=True, footers=(*section.footers, ("first", story)))
    assert found(FirstPageUnnumbered(), replace(made, draft=replace(made.draft, sections=(first,))))


def test_first_footer_with_number_is_fine() -> None:
    made = numbered("正文。", default=number(), first=number(part="footer2"))
    assert not found(FirstPageUnnumbered(), made)


def test_number_turns_with_a_landscape_page() -> None:
    made = numbered("正文。", default=number())
    wide = replace(made.draft.sections[0], page_width=from_mm(297), page_height=from_mm(210))
    turned = replace(made, draft=replace(made.draft, sections=(wide,)))
    assert found(LandscapePageNumber(), turned, "page_number")


def test_number_in_a_box_stays_where_it_is_on_a_landscape_page() -> None:
    made = numbered("正文。", default=boxed(number(), BOX))
    wide = replace(made.draft.sections[0], page_width=from_mm(297), page_height=from_mm(210))
    turned = replace(made, draft=replace(made.draft, sections=(wide,)))
    assert not found(LandscapePageNumber(), turned, "page_number")


@pytest.mark.parametrize(("footer", "shown"), [(25.5, []), (15.0, ["17.5毫米"]), (32.0, ["0.5毫米"])])
def test_height_of_a_number_follows_from_the_footer_margin(footer: float, shown: list[str]) -> None:
    made = numbered("正文。", default=number())
    section = replace(made.draft.sections[0], footer=from_mm(footer))
    hits = found(
        PageNumberHeight(low=3.5, high=11), replace(made, draft=replace(made.draft, sections=(section,))), "page_number"
    )
    assert [hit.found for hit in hits] == shown


def test_height_is_not_judged_where_the_type_area_ends_elsewhere() -> None:
    made = numbered("正文。", default=number())
    section = replace(made.draft.sections[0], footer=from_mm(15), bottom=from_mm(25.4))
    wrong = replace(made, draft=replace(made.draft, sections=(section,)))
    assert not found(PageNumberHeight(low=3.5, high=11), wrong, "page_number")


def test_number_in_a_table_of_the_footer_is_left_alone() -> None:
    plain = numbered("正文。", default=number("center"))
    story = replace(plain.draft.sections[0].footers[0][1], blocks=draft("x").blocks)
    section = replace(plain.draft.sections[0], footers=(("default", story),))
    moved = replace(plain, draft=replace(plain.draft, sections=(section,)))
    assert not found(CENTRED, moved, "page_number")


@pytest.mark.parametrize(("top", "shown"), [(266, []), (278, ["18.5毫米"])])
def test_a_number_in_a_frame_on_the_page_is_placed(top: float, shown: list[str]) -> None:
    held = Frame(None, from_mm(top), Pt(60), "margin", "page", "outside", None)
    hits = found(PageNumberHeight(low=3.5, high=11), numbered("正文。", default=number(frame=held)), "page_number")
    assert [hit.found for hit in hits] == shown
