from io import StringIO

import pytest

from gongwen.outputs.terminal import Style, clean, columns, pad, shorten


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_a_file_gets_neither_colour_nor_width():
    assert Style.of(StringIO(), {}) == Style(colour=False, width=None)


def test_a_terminal_gets_both():
    style = Style.of(Terminal(), {})
    assert style.colour
    assert style.width is not None


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_may_decline_colour(environment):
    assert not Style.of(Terminal(), environment).colour


def test_an_empty_no_color_means_nothing():
    assert Style.of(Terminal(), {"NO_COLOR": ""}).colour


def test_chinese_characters_take_two_columns_and_colour_none():
    assert columns("第3段") == 5
    assert columns(Style(colour=True).paint("第3段", "error")) == 5


def test_combining_marks_take_no_column():
    assert columns("e\u0301") == 1


def test_padding_counts_columns():
    assert pad("标题", 6) == "标题  "


def test_a_short_text_is_not_shortened():
    assert shorten("成文日期", 8) == "成文日期"


def test_a_long_text_ends_in_an_ellipsis_within_the_width():
    short = shorten("关于加强水源保护的通知", 12)
    assert short == "关于加强水…"
    assert columns(short) == 12


def test_without_a_width_nothing_is_broken():
    assert Style().fill("长" * 200, indent=2) == "  " + "长" * 200


def test_lines_break_at_the_width_and_hang():
    assert Style(width=12).fill("一二三四五六七", indent=2, hanging=4) == "  一二三四五\n    六七"


def test_closing_punctuation_does_not_begin_a_line():
    assert Style(width=8).fill("一二三四，五") == "一二三\n四，五"


def test_a_latin_word_is_not_broken():
    assert Style(width=10).fill("依据 GB/T 9704") == "依据 GB/T \n9704"


def test_a_word_longer_than_the_line_is_broken_all_the_same():
    assert Style(width=4).fill("abcdefgh") == "abcd\nefgh"


def test_control_characters_of_a_document_do_not_reach_the_terminal():
    assert clean("红\x1b[31m头\u202e倒") == "红�[31m头�倒"


def test_cleaning_keeps_the_number_of_characters():
    assert clean("甲\n乙\t丙\f丁") == "甲↵乙 丙↵丁"


def test_a_fault_is_bracketed_where_there_is_no_colour():
    assert Style().mark(",") == "⟦,⟧"


def test_a_fault_that_is_a_blank_is_bracketed_even_in_colour():
    assert Style(colour=True).mark(" ") == "⟦ ⟧"
