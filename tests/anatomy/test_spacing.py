from dataclasses import replace

import pytest

from gongwen.anatomy.segments import segments
from gongwen.anatomy.spacing import Spacing, body_line, measure, text_width
from gongwen.draft import Draft, Indent, Paragraph
from gongwen.units import Pt
from tests.papers import CENTRED, FANGSONG, FLUSH, RIGHT, draft, paragraph, table

CHINESE_ONLY = replace(FANGSONG, latin_font="仿宋_GB2312")
COLUMN = 442.2 / 16
"""The type area in 字 of 三号."""


def spacing_of(*blocks: Paragraph | str, which: int = -1) -> Spacing:
    made: Draft = draft(*blocks)
    return measure(segments(made)[which], body_line(made), made.default_tab)


def test_two_characters_of_indent_by_chars_points_or_blanks_look_the_same() -> None:
    points = replace(FLUSH, first=Indent(points=Pt(32)))
    assert spacing_of("正文。").left == 2
    assert spacing_of(paragraph("正文。", form=points)).left == 2
    assert spacing_of(paragraph("　　正文。", form=FLUSH)).left == 2


def test_right_indent_and_trailing_blanks_keep_the_same_distance() -> None:
    indented = spacing_of(paragraph("2024年5月6日", form=replace(RIGHT, right=Indent(chars=4))))
    blanks = spacing_of(paragraph("2024年5月6日" + "　" * 4, form=RIGHT))
    assert indented.right == pytest.approx(4)
    assert blanks.right == pytest.approx(4)
    assert indented.align == blanks.align == "right"


def test_leading_blanks_push_a_left_aligned_date_to_the_right() -> None:
    date = "2024年5月6日"
    lead = int((COLUMN - text_width(date) - 4) * 2)
    seen = spacing_of(paragraph(" " * lead + date, form=FLUSH, run=CHINESE_ONLY))
    assert seen.align == "right"
    assert seen.right == pytest.approx(4, abs=0.6)


def test_blanks_of_a_latin_font_are_narrow() -> None:
    assert spacing_of(paragraph("    正文。", form=FLUSH)).left == 1
    assert spacing_of(paragraph("    正文。", form=FLUSH, run=CHINESE_ONLY)).left == 2


def test_centred_text_has_equal_sides() -> None:
    seen = spacing_of(paragraph("示例市人民政府", form=CENTRED))
    assert seen.align == "center"
    assert seen.left == pytest.approx(seen.right)


def test_blanks_that_centre_a_line_make_it_centred() -> None:
    seen = spacing_of(paragraph("　" * 10 + "示例市人民政府", form=FLUSH))
    assert seen.align == "center"


def test_right_tab_ends_the_text_at_the_stop() -> None:
    form = replace(FLUSH, tabs=((Pt(442.2), "right"),))
    seen = spacing_of(paragraph("示例市人民政府办公室\t2024年5月7日印发", form=form))
    assert seen.right == pytest.approx(0, abs=0.1)


@pytest.mark.parametrize(("tabs", "stop"), [(1, 180), (2, 216), (4, 288)])
def test_each_tab_behind_text_leads_to_the_next_default_stop(tabs: int, stop: float) -> None:
    line = "示例市人民政府办公室" + "\t" * tabs + "2024年5月7日印发"
    assert spacing_of(paragraph(line, form=FLUSH)).left * 16 == pytest.approx(stop)


def test_a_hanging_indent_is_a_tab_stop_for_text_before_it() -> None:
    hung = replace(FLUSH, left=Indent(chars=4.0), first=Indent(chars=-4.0))
    assert spacing_of(paragraph("附件：\t1.名单", form=hung), which=1).left == pytest.approx(4)


def test_empty_paragraphs_count_as_lines() -> None:
    assert spacing_of("标题", paragraph(""), paragraph(""), "正文。").above == pytest.approx(2)


def test_spacing_before_counts_as_lines() -> None:
    form = replace(FLUSH, before=Pt(57.9))
    assert spacing_of("标题", paragraph("正文。", form=form)).above == pytest.approx(2)


def test_long_text_takes_several_lines_and_has_no_right_distance() -> None:
    seen = spacing_of("各县区要按照职责分工抓好落实，" * 6)
    assert (seen.lines, seen.right, seen.turn) == (4, 0.0, 0.0)


def test_half_width_characters_are_half_a_character_wide() -> None:
    assert text_width("2024年") == 3
    assert text_width("“〔”") == 3


def test_cells_are_measured_without_fault() -> None:
    made = draft(table(["县", "数"]))
    assert [measure(segment, body_line(made), made.default_tab).left for segment in segments(made)] == [0.0, 0.0]
