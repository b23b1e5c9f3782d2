"""Dates and the weekdays given with them."""

from collections.abc import Iterator
from datetime import date

import regex

from gongwen.anatomy.elements import Element
from gongwen.checks.base import Hit, Reading, Scope
from gongwen.checks.code.base import Function
from gongwen.checks.code.quantities import HIDDEN, texts
from gongwen.patterns import compiled

DAYS = "一二三四五六日"

_DATED = compiled(
    r"(?=\d)(?<!\d)(?<!(?:农历|阴历|闰)[^。；，\n]{0,6})(?:(?P<year>(?:19|20)\d\d)年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
    r"(?:[（(](?:星期|礼拜|周)(?P<weekday>[一二三四五六日天])(?=[）)，上下晚早中])|[，,]?(?:星期|礼拜)(?P<weekday>[一二三四五六日天])(?![至到、和及或—～~-]))"
)
_YEAR = compiled(r"(?:19|20)\d\d(?=年)")
_ELSE = compiled(r"[去上前明次]年|同年|当年")


class Weekday(Function):
    """Find a weekday that does not belong to its date.

    A date without a year is taken for the one nearest to the date of the document, or in the year named before it.
    """

    NEEDS = ("星期", "礼拜", "周")

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on the weekday."""
        issued = _iso(reading.gongwen.facts.date)
        for element, text in texts(reading, scope, *HIDDEN):
            for match in _DATED.finditer(text) if "星期" in text or "周" in text or "礼拜" in text else ():
                days = list(_meant(match, element, issued))
                given = DAYS.index("日" if match["weekday"] == "天" else match["weekday"])
                if days and all(day.weekday() != given for day in days):
                    start, end = match.span("weekday")
                    dated = days[0] if match["year"] is None else None
                    said = (
                        f"{days[0].year}年{_plain(match)}"
                        if dated
                        else element.text[match.start() : match.end("day") + 1]
                    )
                    yield Hit(element, start, end, match["weekday"], DAYS[days[0].weekday()], {"date": said})

    FIELDS = frozenset({"date"})


def _plain(match: regex.Match[str]) -> str:
    return f"{int(match['month'])}月{int(match['day'])}日"


def _meant(match: regex.Match[str], element: Element, issued: date | None) -> Iterator[date]:
    """Yield the days a date may mean; none when it has no year and nothing tells which."""
    month, day = int(match["month"]), int(match["day"])
    before = max(0, match.start() - 200)
    if match["year"]:
        years = {int(match["year"])}
    elif issued is None or _ELSE.search(element.text, before, match.start()):
        return
    else:
        named = _YEAR.findall(element.text, before, match.start())
        years = {int(named[-1])} if named else set()
        near = [known for year in (-1, 0, 1) if (known := _day(issued.year + year, month, day))]
        years |= {min(near, key=lambda known: abs(known - issued)).year} if near else set()
    yield from (known for year in sorted(years) if (known := _day(year, month, day)))


def _day(year: int, month: int, day: int) -> date | None:
    """Give a day, None when the calendar does not have it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
