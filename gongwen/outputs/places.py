"""Name places as a clerk does: “正文第3段”, “二级标题第2个”, never a path."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from gongwen.anatomy.elements import TERMS
from gongwen.report import Document, ElementRecord
from gongwen.violations import REGISTER, Location

WHOLE = "全文"
"""The place of a finding that belongs to no element."""

_COUNTED: Mapping[str, str] = {"body": "段", "attachment": "段", "other": "段", "imprint_line": "条", "red_line": "条"}
_ORDER = [name for name in TERMS if name != "other"]
_ALWAYS = frozenset(("body", "attachment", "other", "heading.1", "heading.2", "heading.3", "heading.4"))
_RANGES_SHOWN = 8
_ROW = re.compile(r"^(?:sheet\[(\d+)\]/)?row\[(\d+)\]$")
_MOST_ROWS = 10_000_000


@dataclass(frozen=True)
class Place:
    """Hold a place: an element name (empty for the whole document) and its number among its kind, 0 where it is the only one."""

    element: str
    number: int = 0
    record: ElementRecord | None = None

    @property
    def unit(self) -> str:
        """Give the measure word."""
        return _COUNTED.get(self.element, "个")

    def __str__(self) -> str:
        term = TERMS.get(self.element, self.element) or WHOLE
        return f"{term}第{self.number}{self.unit}" if self.number else term


@dataclass(frozen=True)
class RowPlace(Place):
    """Hold a place in a register (登记簿): the heading of a column, empty for the whole row, and the number of the row."""

    sheet: int = 0

    @property
    def unit(self) -> str:
        """Give the measure word."""
        return "行"

    def __str__(self) -> str:
        sheet = f"表{self.sheet}" if self.sheet else ""
        return f"{sheet}第{self.number}行{f' {self.element}' if self.element else ''}" if self.number else WHOLE


class Places:
    """Find the place of any location of one document."""

    def __init__(self, document: Document) -> None:
        self._elements = document.elements

    @cached_property
    def _by_name(self) -> dict[str, list[ElementRecord]]:
        found: dict[str, list[ElementRecord]] = {}
        for record in self._elements:
            found.setdefault(record.element, []).append(record)
        return found

    @cached_property
    def _by_paragraph(self) -> dict[tuple[str, str, str], list[int]]:
        """Lead from element name and paragraph to indexes among the elements of that name."""
        found: dict[tuple[str, str, str], list[int]] = {}
        for name, records in self._by_name.items():
            for index, record in enumerate(records):
                found.setdefault((name, record.location.part, record.location.path), []).append(index)
        return found

    @cached_property
    def _positions(self) -> dict[int, int]:
        return {id(record): index for index, record in enumerate(self._elements)}

    def find(self, location: Location) -> Place:
        """Name the place of a location."""
        if location.part == REGISTER:
            return _row(location)
        records = self._by_name.get(location.element, [])
        if not records:
            return Place(location.element)
        index = self._index(location, records)
        counted = location.element in _ALWAYS or len(records) > 1
        return Place(location.element, index + 1 if counted else 0, records[index])

    def rank(self, place: Place) -> float:
        """Give the position of a place in reading order; a missing element stands before the first that should follow it."""
        if isinstance(place, RowPlace):
            return place.sheet * _MOST_ROWS + place.number
        if place.record is not None:
            return self._positions[id(place.record)]
        if not place.element:
            return -1
        later = _ORDER[_ORDER.index(place.element) + 1 :]
        after = (i for i, record in enumerate(self._elements) if record.element in later)
        return next(after, len(self._elements)) - 0.5

    def _index(self, location: Location, records: Sequence[ElementRecord]) -> int:
        """Find the element that begins last before the location; its later paragraphs have no record of their own."""
        same = self._by_paragraph.get((location.element, location.part, location.path))
        if same:
            return max((i for i in same if records[i].location.start <= location.start), default=same[0])
        here = _order(location)
        return max((i for i, record in enumerate(records) if _order(record.location) <= here), default=0)


def gather(places: Sequence[Place]) -> str:
    """Name several places of one element: “正文第1段等23处（第1—12、14段）”; a single one by its own name."""
    numbers = Counter(place.number for place in places)
    if len({place.sheet for place in places if isinstance(place, RowPlace)}) > 1:
        return f"{places[0]}等{len(places)}处"
    if len(places) == 1:
        return str(places[0])
    if len(numbers) == 1:
        return f"{places[0]}（{len(places)}处）"
    return f"{places[0]}等{len(places)}处（{ranges(sorted(numbers), places[0].unit)}）"


def ranges(numbers: Sequence[int], unit: str) -> str:
    """Write ascending numbers as ranges: “第1—12、14段”; a long list ends in 等."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    shown = "、".join(_span(*span) for span in spans[:_RANGES_SHOWN])
    return f"第{shown}{unit}" + ("等" if len(spans) > _RANGES_SHOWN else "")


def _span(first: int, last: int) -> str:
    if first == last:
        return str(first)
    return f"{first}—{last}" if last > first + 1 else f"{first}、{last}"


def _row(location: Location) -> RowPlace:
    found = _ROW.match(location.path)
    return RowPlace(location.element, int(found[2]) if found else 0, sheet=int(found[1] or 0) if found else 0)


def _order(location: Location) -> tuple[str, list[int], int]:
    return location.part, [int(number) for number in re.findall(r"\d+", location.path)], location.start
