"""Functions about dates."""

from calendar import monthrange
from collections.abc import Iterator

from gongwen.checks.base import Hit, Reading, Scope
from gongwen.checks.code.base import Function


class CalendarDate(Function):
    """Find dates the calendar does not have, such as 2月30日, in the date fields of the elements a rule looks at."""

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on month and day of every impossible date."""
        for element in reading.elements(scope.where):
            year, month, day = (element.field(name) for name in ("year", "month", "day"))
            if year and month and day and _impossible(year.text, month.text, day.text):
                end = day.end + element.text.startswith("日", day.end)
                yield Hit(element, month.start, end, element.text[month.start : end])


def _impossible(year: str, month: str, day: str) -> bool:
    """Tell whether three numbers are no date; what is no number (a placeholder) is another fault."""
    if not all(part.isascii() and part.isdecimal() for part in (year, month, day)) or int(year) < 1:
        return False
    return not (1 <= int(month) <= 12 and 1 <= int(day) <= monthrange(int(year), int(month))[1])
