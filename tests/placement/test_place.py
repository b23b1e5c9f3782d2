"""Paragraphs stand where arithmetic by hand puts them."""

from dataclasses import replace

import pytest

from gongwen.draft import Address, Border, Borders, Draft, FieldSpan, Frame, Grid, Indent, ParagraphFormat, Story
from gongwen.placement import place
from gongwen.placement.model import Line
from gongwen.units import Pt, from_mm, to_mm
from tests.papers import A4, CENTRED, FANGSONG, FLUSH, RIGHT, draft, paragraph, table

STANDARD = replace(A4, grid=Grid("linesAndChars", Pt(28.95), Pt(-849 / 4096)))
HAN = "各" * 28


def lines(made: Draft, number: int = 1) -> tuple[Line, ...]:
    return place(made).lines[f"body/p[{number}]"]


def on_grid(*blocks) -> Draft:
    return replace(draft(*blocks), sections=(STANDARD,))


def test_the_first_line_stands_at_37_millimetres():
    box = lines(draft(paragraph(HAN, form=FLUSH)))[0].box
    assert (to_mm(box.top), to_mm(box.left)) == (pytest.approx(37), pytest.approx(28))


def test_a_standard_page_takes_22_lines_of_28_characters():
    placed = place(on_grid(paragraph(HAN * 22, form=FLUSH)))
    found = placed.lines["body/p[1]"]
    assert [line.end - line.start for line in found] == [28] * 22
    assert len(placed.sheets) == 1


def test_the_23rd_line_turns_the_page():
    found = lines(on_grid(*[paragraph("各", form=FLUSH)] * 23), 23)
    assert (found[0].box.page, to_mm(found[0].box.top)) == (2, pytest.approx(37))


def test_without_the_grid_a_line_takes_27_characters():
    assert lines(draft(paragraph(HAN * 2, form=FLUSH)))[0].end == 27


def test_a_paragraph_of_n_characters_takes_as_many_lines_as_28_go_into_n():
    assert len(lines(on_grid(paragraph("各" * 57, form=FLUSH)))) == 3


def test_an_indent_of_two_characters_counts_in_characters_of_the_grid():
    box = lines(on_grid("示例" * 20))[0].box
    assert box.left == pytest.approx(from_mm(28) + 2 * (16 - 849 / 4096))


def test_a_full_line_is_stretched_to_the_edge():
    assert lines(draft("示例" * 20))[0].box.right == pytest.approx(from_mm(184))


def test_the_last_line_keeps_its_width():
    assert lines(draft(paragraph("示例", form=FLUSH)))[0].box.width == 32.0


def test_a_centred_line_stands_in_the_middle():
    assert to_mm(lines(draft(paragraph("示例", form=CENTRED)))[0].box.centre_x) == pytest.approx(106)


def test_a_right_line_ends_where_its_indent_begins():
    form = replace(RIGHT, right=Indent(chars=4.0))
    assert lines(draft(paragraph("2024年", form=form)))[0].box.right == pytest.approx(from_mm(184) - 64)


def test_blanks_at_the_end_push_a_right_line_to_the_left_and_are_no_ink():
    box = lines(draft(paragraph("示例\u3000\u3000", form=RIGHT)))[0].box
    assert (box.right, box.width) == (pytest.approx(from_mm(184) - 32), 32.0)


def test_a_distributed_line_fills_its_column():
    box = lines(draft(paragraph("示例", form=replace(FLUSH, align="distribute"))))[0].box
    assert to_mm(box.width) == pytest.approx(156)


def test_an_automatic_number_stands_in_front():
    box = lines(draft(paragraph("示例", form=FLUSH, number="一、")))[0].box
    assert box.width == 64.0


def test_part_of_a_line_is_measured_by_its_characters():
    part = lines(draft(paragraph("各县人民政府", form=FLUSH)))[0].part(2, 4)
    assert (part.left, part.width) == (pytest.approx(from_mm(28) + 32), 32.0)


def test_space_before_and_after_add_up():
    first, second = replace(FLUSH, after=Pt(10.0)), replace(FLUSH, before=Pt(5.0))
    found = lines(draft(paragraph("示例", form=first), paragraph("示例", form=second)), 2)
    assert found[0].box.top == pytest.approx(from_mm(37) + 28.95 + 15)


def test_space_before_is_dropped_where_a_page_turns_by_itself():
    spaced = replace(FLUSH, before=Pt(20.0))
    found = lines(draft(*["示例"] * 22, paragraph("示例", form=spaced)), 23)
    assert to_mm(found[0].box.top) == pytest.approx(37)


def test_space_before_counts_at_the_top_of_the_first_page():
    assert lines(draft(paragraph("示例", form=replace(FLUSH, before=Pt(20.0)))))[0].box.top == from_mm(37) + 20


def test_a_page_break_turns_the_page():
    found = lines(draft("示例\f", "示例"), 2)
    assert found[0].box.page == 2


def test_page_break_before_turns_the_page_once():
    top = replace(FLUSH, page_break_before=True)
    assert lines(draft("示例\f", paragraph("示例", form=top)), 2)[0].box.page == 2


def test_widow_control_takes_a_second_line_along():
    found = lines(draft(*["示例"] * 20, paragraph("各" * 80, form=FLUSH)), 21)
    assert [line.box.page for line in found] == [2, 2, 2]


def test_without_widow_control_lines_fill_the_page():
    free = replace(FLUSH, widow_control=False)
    found = lines(draft(*["示例"] * 21, paragraph("各" * 80, form=free)), 22)
    assert [line.box.page for line in found] == [1, 2, 2]


def test_lines_kept_together_go_to_the_next_page_together():
    kept = replace(FLUSH, keep_lines=True)
    found = lines(draft(*["示例"] * 20, paragraph("各" * 108, form=kept)), 21)
    assert {line.box.page for line in found} == {2}


def test_a_paragraph_kept_with_the_next_goes_along():
    heading = paragraph("一、总则", form=replace(FLUSH, keep_next=True))
    found = lines(draft(*["示例"] * 21, heading, "示例"), 22)
    assert found[0].box.page == 2


def test_an_empty_paragraph_takes_a_line():
    assert lines(draft("", "示例"), 2)[0].box.top == pytest.approx(from_mm(37) + 28.95)


def test_a_hidden_paragraph_takes_none():
    hidden = replace(paragraph("示例"), mark=replace(paragraph("示例").mark, hidden=True))
    unseen = replace(hidden, runs=(replace(hidden.runs[0], format=replace(hidden.runs[0].format, hidden=True)),))
    assert lines(draft(unseen, "示例"), 2)[0].box.top == pytest.approx(from_mm(37))


def test_a_section_begins_a_page_of_its_own_size():
    wide = replace(A4, index=1, page_width=A4.page_height, page_height=A4.page_width)
    made = draft("示例", replace(paragraph("示例"), section=1))
    placed = place(replace(made, sections=(A4, wide)))
    assert [(sheet.section, round(to_mm(sheet.width))) for sheet in placed.sheets] == [(0, 210), (1, 297)]


def test_a_continuous_section_goes_on_below():
    made = draft("示例", replace(paragraph("示例", form=FLUSH), section=1))
    found = lines(replace(made, sections=(A4, replace(A4, index=1, start="continuous"))), 2)
    assert (found[0].box.page, found[0].box.top) == (1, pytest.approx(from_mm(37) + 28.95))


def test_a_section_on_an_odd_page_leaves_a_blank_one():
    made = draft("示例", replace(paragraph("示例"), section=1))
    placed = place(replace(made, sections=(A4, replace(A4, index=1, start="oddPage"))))
    assert (len(placed.sheets), placed.lines["body/p[2]"][0].box.page) == (3, 3)


def test_the_second_column_stands_beside_the_first():
    columned = replace(A4, columns=2, column_gap=from_mm(6))
    found = lines(replace(draft(*["示例"] * 23), sections=(columned,)), 23)
    assert (found[0].box.page, to_mm(found[0].box.left - 32)) == (1, pytest.approx(28 + 75 + 6))


def numbered_footer() -> Story:
    number = replace(paragraph("1", form=FLUSH, path="footer1/p[1]"), fields=(FieldSpan("PAGE", 0, 1),))
    return Story("footer1", (number,))


def test_a_footer_prints_the_number_of_every_page():
    section = replace(A4, footer=from_mm(20), footers=(("default", numbered_footer()),))
    placed = place(replace(draft(*["示例"] * 23), sections=(section,)))
    assert [sheet.shown_number for sheet in placed.sheets] == ["1", "2"]
    assert [line.box.page for line in placed.lines["footer1/p[1]"]] == [1, 2]
    assert placed.lines["footer1/p[1]"][0].box.bottom == pytest.approx(from_mm(277))


def test_the_first_page_may_go_without_a_number():
    section = replace(A4, title_page=True, page_number_start=5, footers=(("default", numbered_footer()),))
    placed = place(replace(draft(*["示例"] * 23), sections=(section,)))
    assert [sheet.shown_number for sheet in placed.sheets] == [None, "6"]


def test_a_high_header_pushes_the_text_down():
    story = Story("header1", tuple(paragraph("示例", form=FLUSH, path=f"header1/p[{place}]") for place in (1, 2, 3, 4)))
    section = replace(A4, header=from_mm(15), headers=(("default", story),))
    found = lines(replace(draft("示例"), sections=(section,)))
    assert found[0].box.top == pytest.approx(from_mm(15) + 4 * 28.95)


def test_a_frame_stands_at_the_foot_of_the_page():
    framed = replace(FLUSH, frame=Frame(None, None, Pt(442.2), "margin", "margin", "left", "bottom"))
    placed = place(draft("示例", paragraph("抄送", form=framed), paragraph("印发", form=framed)))
    assert placed.lines["body/p[3]"][0].box.bottom == pytest.approx(from_mm(262))
    assert placed.lines["body/p[2]"][0].box.bottom == pytest.approx(from_mm(262) - 28.95)


def test_a_frame_where_text_stands_already_goes_to_the_next_page():
    framed = replace(FLUSH, frame=Frame(None, None, Pt(442.2), "margin", "margin", "left", "bottom"))
    placed = place(draft(*["示例"] * 21, paragraph("抄送", form=framed), paragraph("印发", form=framed)))
    assert placed.lines["body/p[22]"][0].box.page == 2


def test_text_of_unsure_width_makes_what_follows_unsure():
    doubtful = ("各" * 24 + "abc", replace(FANGSONG, latin_font="Cambria"))
    found = place(draft(paragraph(doubtful), "示例")).lines
    assert found["body/p[1]"][0].box.unsure == 0
    assert found["body/p[2]"][0].box.unsure == pytest.approx(28.95)


def test_a_page_break_makes_sure_again():
    loose = paragraph("示例", form=ParagraphFormat())
    found = place(draft(loose, loose, "示例\f", "示例")).lines
    assert found["body/p[3]"][0].box.unsure > 0
    assert found["body/p[4]"][0].box.unsure == 0


def test_a_table_is_as_high_as_its_rows():
    found = place(draft(table(["各", "县"], ["各" * 20, "县"]), paragraph("示例", form=FLUSH))).lines
    assert found["body/p[2]"][0].box.top == pytest.approx(from_mm(37) + 3 * 28.95)


def test_the_paragraph_of_a_border_has_a_frame():
    ruled = replace(FLUSH, borders=Borders(bottom=Border("single", Pt(1.0), "FF0000", Pt(2.0))))
    frame = place(draft(paragraph("示例", form=ruled))).frames["body/p[1]"]
    assert (to_mm(frame.width), frame.bottom) == (pytest.approx(156), pytest.approx(from_mm(37) + 28.95 + 3))


def test_a_draft_without_blocks_is_one_page():
    assert len(place(draft()).sheets) == 1


def test_the_address_of_a_line_is_that_of_its_paragraph():
    assert set(place(draft("示例", "示例")).lines) == {Address("body", "body/p[1]").path, "body/p[2]"}
