"""Characters are as wide as their fonts make them."""

from dataclasses import replace

import pytest

from gongwen.placement.widths import Widths
from gongwen.units import Pt
from tests.papers import FANGSONG, paragraph


def width(text: str, **form) -> float:
    return Widths().text(text, replace(FANGSONG, **form))


def test_han_characters_are_as_wide_as_high():
    assert width("示例市（2024）".replace("2024", "")) == 80.0


def test_digits_of_times_are_half_as_wide():
    assert width("2024") == 32.0


def test_letters_have_widths_of_their_own():
    assert width("Wi") == pytest.approx((0.944 + 0.278) * 16)


def test_latin_letters_of_a_chinese_font_are_half_as_wide():
    assert width("Wi", latin_font="仿宋_GB2312") == 16.0


def test_stretch_and_spacing_count():
    assert width("示例", scale=80.0, spacing=Pt(2.0)) == pytest.approx(2 * (16 * 0.8 + 2))


def test_hidden_text_takes_no_room():
    assert width("示例", hidden=True) == 0.0


def test_a_character_grid_widens_each_han_character():
    assert Widths(-849 / 4096).text("各" * 28, FANGSONG) == pytest.approx(442.196, abs=0.001)


def test_han_text_has_one_width():
    assert Widths().edges(paragraph("各县（区）人民政府，市政府。")).sure


def test_air_stands_between_han_and_digits():
    edges = Widths().edges(paragraph("在2024年"))
    assert (edges.likely[-1], edges.most[-1]) == (pytest.approx(64 + 2 * 3.2), pytest.approx(64 + 2 * 4.0))


def test_no_air_where_the_file_forbids_it():
    tight = replace(paragraph().format, space_latin=False, space_digits=False)
    assert Widths().edges(paragraph("在2024年", form=tight)).likely[-1] == 64.0


def test_quotation_marks_may_be_narrow_unless_the_file_says_otherwise():
    text = paragraph("“示例”")
    assert Widths().edges(text).least[-1] < Widths(han_marks=True).edges(text).least[-1] == 64.0


def test_an_unknown_latin_font_may_be_wider_or_narrower():
    edges = Widths().edges(paragraph(("abc", replace(FANGSONG, latin_font="Cambria"))))
    assert edges.least[-1] < edges.likely[-1] < edges.most[-1]


def test_two_marks_in_a_row_may_be_set_closer_where_the_file_allows_it():
    edges = Widths(compress=True, han_marks=True).edges(paragraph("（示例）。"))
    assert (edges.least[-1], edges.likely[-1]) == (72.0, 80.0)
