from dataclasses import replace

import pytest

from gongwen.anatomy.elements import Mark
from gongwen.checks.code.head import (
    LineWidth,
    MastheadWordBelow,
    NumberBesideSigner,
    OffCentre,
    PartFont,
    RecipientsMissing,
)
from gongwen.draft import Shape
from gongwen.units import Pt, from_mm
from tests.checks.code.papers import document, found
from tests.papers import A4, CENTRED, FANGSONG, FLUSH, RIGHT, draft, paragraph, table
from tests.shelves import paper

KAITI = replace(FANGSONG, han_font="楷体_GB2312")
BIG = replace(FANGSONG, size=Pt(48))
NAMES = PartFont(part=r"(?<=：)\p{Han}+", family="楷体")


def red(width_mm: float, *, color: str | None = "FF0000", shape: Shape | None = None) -> Mark:
    return Mark("line", paragraph("线"), from_mm(width_mm), Pt(1), color, shape=shape)


def test_line_at_the_left_edge_is_off_centre() -> None:
    made = document(draft(paragraph("云溪县文件", form=FLUSH)), "masthead")
    assert [hit.found for hit in found(OffCentre(), made, "masthead")] == ["居左"]


def test_line_that_fills_the_width_is_in_the_middle() -> None:
    made = document(draft(paragraph("云溪县人民政府文件", form=FLUSH, run=BIG)), "masthead")
    assert not found(OffCentre(), made, "masthead")


@pytest.mark.parametrize(("count", "hits"), [(28, ["居左"]), (38, []), (57, [])])
def test_the_last_of_several_lines_is_off_centre_where_it_leaves_much_room(count: int, hits: list[str]) -> None:
    made = document(draft(paragraph("云" * count, form=FLUSH, run=replace(FANGSONG, size=Pt(22.0)))), "title")
    assert [hit.found for hit in found(OffCentre(tolerance=3.0), made, "title")] == hits


def test_line_set_in_a_table_has_no_middle_to_tell() -> None:
    assert not found(OffCentre(), document(draft(table(["云溪县文件"])), "masthead"), "masthead")


def test_word_under_the_names_of_two_agencies_stands_below() -> None:
    lines = [paragraph(text, form=CENTRED) for text in ("示例市财政局", "示例市水利局", "文 件")]
    made = document(draft(*lines), "masthead", "masthead", "masthead")
    assert [hit.found for hit in found(MastheadWordBelow(), made, "masthead")] == ["文 件"]


def test_word_in_a_table_stands_beside_the_names() -> None:
    made = document(draft(table(["示例市财政局", "文件"], ["示例市水利局", "  "])), *["masthead"] * 3)
    assert not found(MastheadWordBelow(), made, "masthead")


def test_number_and_signer_in_one_paragraph_are_on_one_line() -> None:
    made = document(draft(paragraph("云政请〔2024〕1号\t签发人：田禾青", form=FLUSH)), "doc_number", "signer")
    assert not found(NumberBesideSigner(), made, "doc_number")


def test_number_and_signer_in_two_paragraphs_are_not() -> None:
    lines = [paragraph("云政请〔2024〕1号", form=FLUSH), paragraph("签发人：田禾青", form=RIGHT)]
    assert found(NumberBesideSigner(), document(draft(*lines), "doc_number", "signer"), "doc_number")


def test_line_break_parts_number_and_signer() -> None:
    made = document(draft(paragraph("云政请〔2024〕1号\n签发人：田禾青", form=FLUSH)), "doc_number", "signer")
    assert found(NumberBesideSigner(), made, "doc_number")


def test_number_alone_is_not_held_against_anyone() -> None:
    made = document(draft(paragraph("云政请〔2024〕1号", form=FLUSH)), "doc_number")
    assert not found(NumberBesideSigner(), made, "doc_number")


def test_part_of_an_element_in_the_wrong_font_is_marked() -> None:
    made = document(draft(paragraph("签发人：田禾青", form=RIGHT)), "signer")
    assert [(hit.start, hit.end, hit.found) for hit in found(NAMES, made, "signer")] == [(4, 7, "仿宋_GB2312")]


def test_part_in_the_right_font_is_not_outvoted_by_the_rest() -> None:
    made = document(draft(paragraph("签发人：", ("田禾青", KAITI), form=RIGHT)), "signer")
    assert not found(NAMES, made, "signer")


def test_part_whose_font_is_not_named_is_left_alone() -> None:
    bare = replace(FANGSONG, han_font=None)
    assert not found(NAMES, document(draft(paragraph("签发人：田禾青", form=RIGHT, run=bare)), "signer"), "signer")


def test_function_tells_of_a_family_no_table_knows() -> None:
    assert list(PartFont(part="x", family="瘦金体").problems()) == ["字体表里没有 瘦金体"]


def test_short_line_is_told_of_with_both_widths() -> None:
    made = document(draft("正文。"), marks=[red(120)])
    hits = found(LineWidth(tolerance=5), made, "red_line")
    assert [(hit.found, hit.expected) for hit in hits] == [("120毫米", "156毫米")]


def test_line_with_the_cell_margins_of_a_table_is_wide_enough() -> None:
    assert not found(LineWidth(tolerance=5), document(draft("正文。"), marks=[red(159.8)]), "red_line")


def test_double_lines_of_a_letter_are_left_alone() -> None:
    made = document(draft("正文。"), marks=[red(170), red(170)])
    assert not found(LineWidth(tolerance=5, single=True), made, "red_line")


def test_several_lines_are_judged_one_by_one_where_there_may_be_several() -> None:
    made = document(draft("正文。"), marks=[red(156), red(120)])
    assert [hit.found for hit in found(LineWidth(tolerance=5), made, "red_line")] == ["120毫米"]


def test_line_of_the_width_the_standard_asks_for_is_right_between_other_margins() -> None:
    narrow = replace(A4, left=from_mm(31.7), right=from_mm(31.7))
    made = document(replace(draft("正文。"), sections=(narrow,)), marks=[red(156)])
    assert not found(LineWidth(tolerance=5), made, "red_line")


def test_recipients_moved_to_the_imprint_are_there_even_in_the_wrong_row() -> None:
    moved = paper(("body", "正文。"), ("cc", "抄送：县委办公室。\n主送：各乡镇人民政府。"))
    assert not found(RecipientsMissing(), moved)
    assert found(RecipientsMissing(), paper(("body", "正文。"), ("cc", "抄送：县委办公室。")))
