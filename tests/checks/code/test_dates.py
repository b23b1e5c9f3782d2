import pytest

from gongwen.checks.code.dates import CalendarDate
from tests.checks.code.papers import found
from tests.shelves import paper


@pytest.mark.parametrize(
    ("text", "shown"), [("2024年2月30日", "2月30日"), ("2023年2月29日", "2月29日"), ("2024年13月1日", "13月1日")]
)
def test_a_day_no_calendar_has_is_found(text: str, shown: str) -> None:
    assert [hit.found for hit in found(CalendarDate(), paper(("date", text)), "date")] == [shown]


@pytest.mark.parametrize("text", ["2024年2月29日", "2024年12月31日", "XXXX年X月X日", "二〇〇八年二月三十日"])
def test_a_real_day_and_what_is_no_number_are_silent(text: str) -> None:
    assert not found(CalendarDate(), paper(("date", text)), "date")
