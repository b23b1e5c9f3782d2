"""Room for the seal of a draft: by 22 lines a page, the title taking 70 pt, as counted by hand and agreed with LibreOffice."""

import pytest

from gongwen.checker import Checker
from gongwen.ooxml.package import Package
from gongwen.ooxml.reader import read
from gongwen.settings import Settings
from tests.seals.made import Case, made

CHECKER = Checker(Settings(stage="draft", select=("GF-089", "GF-099")))


def findings(more: int, blank: int, **settings: bool) -> list[tuple[str, str, str]]:
    case = Case(name="draft", more=more, blank=blank, **settings)  # type: ignore[arg-type]  # sealed only
    found = CHECKER.check(read(Package.open(made(case)))).documents[0].violations
    return [(v.code, v.location.element, "".join(filter(str.isdigit, v.message))) for v in found]


@pytest.mark.parametrize(("more", "blank"), [(4, 1), (4, 2), (4, 3), (9, 2), (14, 1), (14, 2), (15, 3), (16, 1)])
def test_a_draft_with_room_is_left_alone(more: int, blank: int) -> None:
    assert findings(more, blank, sealed=False) == []


@pytest.mark.parametrize("more", [4, 16, 17])
def test_a_signature_right_under_the_text_needs_a_line(more: int) -> None:
    assert findings(more, 0, sealed=False) == [("GF099b", "signature", "1")]


@pytest.mark.parametrize(("blank", "lines"), [(4, "1"), (6, "3")])
def test_a_signature_far_from_the_text_is_out_of_reach(blank: int, lines: str) -> None:
    assert findings(4, blank, sealed=False) == [("GF089c", "signature", lines)]


@pytest.mark.parametrize(("more", "blank"), [(11, 1), (12, 0)])
def test_a_date_alone_on_the_next_page_is_told(more: int, blank: int) -> None:
    assert findings(more, blank, sealed=False) == [("GF099a", "date", "1")]


@pytest.mark.parametrize(("more", "blank", "lines"), [(12, 1, "2"), (13, 0, "2"), (12, 2, "3"), (13, 2, "4")])
def test_a_signature_on_the_next_page_is_told_with_the_lines_to_gain(more: int, blank: int, lines: str) -> None:
    assert findings(more, blank, sealed=False) == [("GF099a", "signature", lines)]


def test_a_draft_that_is_sealed_is_not_asked_for_room() -> None:
    assert [code for code, *_ in findings(4, 4, sealed=True)] == ["GF089a"]
