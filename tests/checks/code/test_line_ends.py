from dataclasses import replace

import pytest

from gongwen.checks.code.line_ends import LineTurn
from gongwen.draft import Indent
from tests.checks.code.papers import document, found
from tests.papers import BODY, FANGSONG, draft, paragraph, table

STOPS = LineTurn(before=r"[^\n]", behind="[；～]", by="kinsoku")
NUMBERS = LineTurn(before=r"(?<!\d)\d+", behind=r"\d+", by="whole_words")
DASHES = LineTurn(before="—", behind="—", by="hand")
RANGE = "各县要抓紧检查水库河道山洪沟和城镇易涝点确保今年五～九月人民群众安全。"
AMOUNT = "各县要抓紧检查水库河道山洪沟和城镇易涝点确保今年12500元用好。"
LOOSE = replace(BODY, kinsoku=False)


def test_a_mark_that_begins_a_line_is_found_where_the_file_lets_it() -> None:
    assert [hit.found for hit in found(STOPS, document(draft(paragraph(RANGE, form=LOOSE))), "body")] == ["五～"]
    assert not found(STOPS, document(draft(RANGE)), "body")


def test_a_table_is_left_alone() -> None:
    assert not found(STOPS, document(draft(table([RANGE]))), "body")


@pytest.mark.parametrize(("font", "expected"), [("Times New Roman", ["12500"]), ("Bookman", [])])
def test_a_number_is_found_parted_only_where_the_turn_is_sure(font: str, expected: list[str]) -> None:
    form = replace(BODY, whole_words=False, space_digits=False, first=Indent(chars=2.1))
    made = document(draft(paragraph(AMOUNT, form=form, run=replace(FANGSONG, latin_font=font))))
    assert [hit.found for hit in found(NUMBERS, made, "body")] == expected


def test_a_dash_parted_by_hand_is_found_at_its_first_half() -> None:
    (hit,) = found(DASHES, document(draft("一个目标—\n—不让群众受灾。")), "body")
    assert (hit.found, hit.start, hit.end) == ("——", 4, 5)
    assert not found(DASHES, document(draft("一个目标——\n不让群众受灾。")), "body")
