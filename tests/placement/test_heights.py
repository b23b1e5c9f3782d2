"""Lines are as high as spacing, font and grid make them."""

from dataclasses import replace

from gongwen.draft import Grid, ParagraphFormat
from gongwen.placement.heights import line_height
from gongwen.units import Pt
from tests.papers import A4, FANGSONG

GRID = replace(A4, grid=Grid("lines", Pt(15.6)))


def test_exact_spacing_is_what_it_says():
    assert line_height(ParagraphFormat(line=28.95, line_rule="exact"), GRID, (FANGSONG,)) == (28.95, 0.0)


def test_single_spacing_follows_the_font_and_is_not_quite_sure():
    likely, unsure = line_height(ParagraphFormat(), A4, (FANGSONG,))
    assert likely == 20.8
    assert 0 < unsure < 1


def test_a_grid_rounds_up_to_whole_lines_and_makes_sure():
    assert line_height(ParagraphFormat(), GRID, (FANGSONG,)) == (31.2, 0.0)


def test_a_paragraph_off_the_grid_does_not_snap():
    assert line_height(ParagraphFormat(grid=False), GRID, (FANGSONG,)).likely == 20.8


def test_a_multiple_multiplies():
    assert line_height(ParagraphFormat(line=1.5), A4, (FANGSONG,)).likely == 1.5 * 20.8


def test_at_least_is_the_least():
    assert line_height(ParagraphFormat(line=30.0, line_rule="at_least"), A4, (FANGSONG,)) == (30.0, 0.0)


def test_the_largest_character_counts():
    large = replace(FANGSONG, size=Pt(22.0))
    assert line_height(ParagraphFormat(), A4, (FANGSONG, large)).likely == 1.3 * 22


def test_an_unknown_font_is_less_sure():
    unknown = replace(FANGSONG, han_font="某种字体")
    assert (
        line_height(ParagraphFormat(), A4, (unknown,)).unsure > line_height(ParagraphFormat(), A4, (FANGSONG,)).unsure
    )
