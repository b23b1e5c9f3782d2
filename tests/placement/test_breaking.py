"""Lines break where a printer would break them."""

from dataclasses import replace
from itertools import accumulate

from gongwen.draft import ParagraphFormat
from gongwen.placement.breaking import Room, Stops, break_lines

FORM = ParagraphFormat()


def broken(
    text: str, room: int, form: ParagraphFormat = FORM, *, hanging: bool = True, first: int | None = None
) -> list[str]:
    """Break a text whose characters are all one point wide."""
    edges = list(accumulate((0 if char in "\t\n\f" else 1 for char in text), initial=0))
    width = Room(room if first is None else first, room, hanging=hanging)
    return [text[line.start : line.end] for line in break_lines(text, edges, width, form, Stops((), 10.0, 0.0, 0.0))]


def test_a_text_takes_as_many_lines_as_it_is_rooms_wide():
    assert broken("各县区人民政府各部门", 4) == ["各县区人", "民政府各", "部门"]


def test_an_empty_text_is_one_line():
    assert broken("", 4) == [""]


def test_the_first_line_has_its_own_room():
    assert broken("各县区人民政府", 4, first=2) == ["各县", "区人民政", "府"]


def test_a_stop_hangs_past_the_edge():
    assert broken("各县区人，民政府", 4) == ["各县区人，", "民政府"]


def test_a_stop_that_may_not_hang_takes_the_character_before_it_along():
    assert broken("各县区人，民政府", 4, hanging=False) == ["各县区", "人，民政", "府"]


def test_closing_marks_do_not_begin_a_line():
    assert broken("各县区人》民政府", 4) == ["各县区", "人》民政", "府"]


def test_a_stop_followed_by_a_closing_mark_does_not_hang():
    assert broken("各县区人。”民政府", 4) == ["各县区", "人。”民", "政府"]


def test_opening_marks_do_not_end_a_line():
    assert broken("各县区（人民）政府", 4) == ["各县区", "（人民）", "政府"]


def test_without_kinsoku_marks_stand_anywhere():
    assert broken("各县区（人民）政府", 4, replace(FORM, kinsoku=False)) == ["各县区（", "人民）政", "府"]


def test_a_dash_of_two_characters_stays_whole():
    assert broken("各县区——人民", 4) == ["各县区", "——人民"]


def test_a_number_stays_whole():
    assert broken("在县2024年", 4) == ["在县", "2024", "年"]


def test_a_number_with_a_percent_sign_stays_whole():
    assert broken("在县3.5%的", 5) == ["在县", "3.5%的"]


def test_a_latin_word_is_parted_where_the_file_allows_it():
    assert broken("在县abcd年", 4, replace(FORM, whole_words=False)) == ["在县ab", "cd年"]


def test_a_word_longer_than_the_line_is_parted():
    assert broken("abcdefghij", 4) == ["abcd", "efgh", "ij"]


def test_blanks_at_the_edge_stay_on_the_line():
    assert broken("abcd   efg", 4) == ["abcd   ", "efg"]


def test_a_line_break_ends_a_line_and_one_at_the_end_begins_an_empty_one():
    assert broken("各县\n区\n", 4) == ["各县\n", "区\n", ""]


def test_nothing_comes_after_a_page_break_at_the_end():
    assert broken("各县\f", 4) == ["各县\f"]


def test_a_text_in_no_room_at_all_goes_character_by_character():
    assert broken("各县区", 0) == ["各", "县", "区"]


def test_a_tab_goes_to_the_next_stop():
    lines = list(break_lines("各\t县", [0, 1, 1, 2], Room(20, 20), FORM, Stops(((6.0, "left"),), 10.0, 0.0, 0.0)))
    assert [line.jumps for line in lines] == [((2, 5.0),)]


def test_text_after_a_right_tab_ends_at_the_stop():
    lines = list(break_lines("各\t县区", [0, 1, 1, 2, 3], Room(20, 20), FORM, Stops(((9.0, "right"),), 10.0, 0.0, 0.0)))
    assert [line.jumps for line in lines] == [((2, 6.0),)]


def test_tabs_count_default_stops_from_the_edge_of_the_column():
    lines = list(break_lines("各\t县", [0, 1, 1, 2], Room(20, 20), FORM, Stops((), 8.0, 4.0, 0.0)))
    assert [line.jumps for line in lines] == [((2, 3.0),)]
