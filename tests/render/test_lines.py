from dataclasses import replace

import pytest

from gongwen.draft import Grid
from gongwen.render.letters import Letters
from gongwen.render.lines import grid_offset, lines, marks_alone, marks_below
from gongwen.render.pdf import Letter, Place
from tests.papers import A4, BODY, FLUSH, paragraph


def row(page, top, left, start, count):
    return {start + step: Place(page, left + 16.0 * step, top) for step in range(count)}


def test_a_line_begins_where_the_next_character_stands_lower_and_farther_left():
    text = paragraph("为做好防汛工作现就有关事项")
    first, second = lines(text, A4, row(1, 100.0, 111.0, 0, 7) | row(1, 128.95, 79.0, 7, 6))
    assert [(line.start, line.end, line.box.left, line.box.top) for line in (first, second)] == [
        (0, 7, 111.0, 100.0),
        (7, 13, 79.0, 128.95),
    ]


def test_a_line_ends_with_the_ink_of_its_last_character():
    (line,) = lines(paragraph("特此通知  "), A4, row(1, 100.0, 111.0, 0, 4))
    assert (line.box.right, line.end) == (175.0, 6)


def test_blanks_in_front_count_for_the_origin_but_not_for_the_ink():
    marks = {0: Place(1, 79.0, 100.0)} | row(1, 100.0, 111.0, 2, 4)
    (line,) = lines(paragraph("　　特此通知", form=FLUSH), A4, marks)
    assert (line.origin, line.box.left) == (79.0, 111.0)


def test_part_of_a_line_stands_where_it_was_printed():
    (line,) = lines(paragraph("示例市人民政府"), A4, row(1, 100.0, 80.0, 0, 7))
    part = line.part(2, 5)
    assert (part.left, part.right) == (112.0, 160.0)


def test_a_line_that_goes_over_the_page_is_two():
    first, second = lines(paragraph("甲乙"), A4, row(1, 713.0, 79.0, 0, 1) | row(2, 104.9, 95.0, 1, 1))
    assert (first.box.page, second.box.page) == (1, 2)


def test_the_height_is_the_pitch_of_the_lines():
    form = replace(BODY, line=1.0, line_rule="auto")
    first, _ = lines(paragraph("甲乙", form=form), A4, row(1, 100.0, 79.0, 0, 1) | row(1, 120.8, 79.0, 1, 1))
    assert first.box.height == pytest.approx(20.8)


def test_a_grid_leaves_half_of_what_is_over_above_its_first_line():
    assert grid_offset(replace(A4, grid=Grid("lines", 100.0))) == pytest.approx(A4.text_height % 100 / 2)
    assert grid_offset(A4) == 0


def printed(*pieces):
    """Print pieces of text: each with its size and what it stands on."""
    return Letters(
        [
            Letter(char, size, Place(1, 100.0 + 16.0 * step, base))
            for text, size, base in pieces
            for step, char in enumerate(text)
        ]
    )


def test_the_letters_of_a_paragraph_begin_below_its_mark():
    letters = printed(("通知", 22.0, 90.0), ("通知如下", 16.0, 320.0))
    marks = marks_below(paragraph("通知如下"), Place(1, 84.0, 300.0), letters)
    assert marks[0] == Place(1, 100.0, 300.0)
    assert marks[3] == Place(1, 148.0, 300.0)


def test_an_empty_paragraph_stands_at_its_mark():
    assert marks_below(paragraph(""), Place(1, 79.4, 300.0), printed()) == {0: Place(1, 79.4, 300.0)}


def test_a_paragraph_without_mark_is_found_by_text_and_size():
    letters = printed(("水利局", 48.0, 90.0), ("水利局关于", 16.0, 300.0))
    marks = marks_alone(paragraph("水 利局", form=FLUSH), A4, letters)
    assert marks[2] == Place(1, 116.0, 300.0 - 0.8 * 28.95)


def test_text_that_is_printed_twice_is_not_found():
    assert marks_alone(paragraph("通知"), A4, printed(("通知通知", 16.0, 90.0))) == {}


def test_a_text_goes_on_behind_what_stands_between_its_lines():
    letters = printed(("为做好防汛抗旱工作", 16.0, 90.0), ("—3—", 14.0, 760.0), ("现就有关事项通知如下", 16.0, 100.0))
    found = letters.follow("为做好防汛抗旱工作现就有关事项通知如下", 0)
    assert (len(found), found[9].y) == (19, 100.0)


def test_a_letter_that_was_not_printed_is_left_out():
    found = printed(("通知如下。", 16.0, 90.0)).follow("通，知如下。", 0)
    assert list(found) == [0, 2, 3, 4, 5]
