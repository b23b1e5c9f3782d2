"""Agreement: what two elements, or an element and a fact, must say alike."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import ClassVar, Literal

from gongwen.anatomy.elements import TERMS, Element
from gongwen.checks.base import CheckModel, Hit, Reading, Scope

By = Literal["equal", "same_order", "same_year", "not_before", "one_to_one", "same_count"]
FIELD_NAMES: Mapping[str, frozenset[str]] = {
    "doc_number": frozenset({"code", "year", "serial"}),
    "secrecy": frozenset({"level", "star", "period"}),
    "urgency": frozenset({"word"}),
    "signer": frozenset({"name"}),
    "date": frozenset({"year", "month", "day"}),
    "printer": frozenset({"agency", "year", "month", "day"}),
    "recipients": frozenset({"agency"}),
    "cc": frozenset({"agency"}),
    "attachment_note": frozenset({"number", "item"}),
    "attachment_label": frozenset({"number"}),
    "note": frozenset({"contact", "phone"}),
}
COMPARABLE_FACTS = frozenset({"kind", "form", "direction", "organ", "agencies", "number", "title", "date"})

_YEAR = re.compile(r"(?:19|20)\d{2}")
_DATE = re.compile(r"(\d{4})[年-](\d{1,2})[月-](\d{1,2})日?")


@dataclass(frozen=True, slots=True)
class Value:
    """Hold one value of a side; `element` is None for a fact."""

    text: str
    element: Element | None = None
    start: int = 0
    end: int = 0


Fault = tuple[Value, Value | None]
"""The value at fault and what it is held against."""


class AgreeCheck(CheckModel):
    """Compare two sides, each `element`, `element.field` or `facts.name`; silent where a side is empty."""

    kind: Literal["agree"]
    left: str
    right: str
    by: By
    FIELDS: ClassVar[frozenset[str]] = frozenset({"other"})

    def problems(self) -> Iterator[str]:
        """Tell of sides that do not exist."""
        yield from (f"没有 {side} 这一项" for side in (self.left, self.right) if not _exists(side))

    def run(self, reading: Reading, _scope: Scope) -> Iterator[Hit]:
        """Yield a hit on every value at fault."""
        left, right = _values(reading, self.left), _values(reading, self.right)
        if not left or not right:
            return
        for value, other in _COMPARISONS[self.by](left, right):
            shown = other.text if other else ""
            at = value if value.element else other
            if at and at.element:
                yield Hit(at.element, at.start, at.end, value.text, shown, {"other": shown})


def _exists(side: str) -> bool:
    if side in TERMS:
        return True
    head, _, field = side.rpartition(".")
    return field in (COMPARABLE_FACTS if head == "facts" else FIELD_NAMES.get(head, frozenset()))


def _values(reading: Reading, side: str) -> list[Value]:
    head, _, field = side.rpartition(".")
    if head == "facts":
        fact = getattr(reading.gongwen.facts, field)
        return [Value(text) for text in ((fact,) if isinstance(fact, str) else fact) if text]
    if side in TERMS:
        return [Value(e.text, e, 0, len(e.text)) for e in reading.elements(frozenset({side}))]
    return [
        Value(found.text, element, found.start, found.end)
        for element in reading.elements(frozenset({head}))
        for found in element.all_fields(field)
    ]


def _plain(value: Value) -> str:
    return "".join(value.text.split())


def _equal(left: Sequence[Value], right: Sequence[Value]) -> Iterator[Fault]:
    known = {_plain(value) for value in right}
    return ((value, right[0]) for value in left if _plain(value) not in known)


def _same_order(left: Sequence[Value], right: Sequence[Value]) -> Iterator[Fault]:
    names = [_plain(value) for value in left]
    common = [value for value in right if _plain(value) in names]
    known = {_plain(value) for value in common}
    mine = [value for value in left if _plain(value) in known]
    return ((one, other) for one, other in zip(mine, common, strict=False) if _plain(one) != _plain(other))


def _same_year(left: Sequence[Value], right: Sequence[Value]) -> Iterator[Fault]:
    here, there = _YEAR.search(_plain(left[0])), _YEAR.search(_plain(right[0]))
    if here and there and here[0] != there[0]:
        yield left[0], right[0]


def _not_before(left: Sequence[Value], right: Sequence[Value]) -> Iterator[Fault]:
    here, there = _DATE.search(_plain(left[0])), _DATE.search(_plain(right[0]))
    if here and there and [*map(int, here.groups())] < [*map(int, there.groups())]:
        yield left[0], right[0]


def _one_to_one(left: Sequence[Value], right: Sequence[Value]) -> Iterator[Fault]:
    for one, other in zip_longest(left, right):
        if one is None or other is None or _plain(one) != _plain(other):
            yield one or Value("（无）"), other


def _same_count(left: Sequence[Value], right: Sequence[Value]) -> Iterator[Fault]:
    if len(left) != len(right):
        last = left[-1]
        yield Value(f"{len(left)}个", last.element, last.start, last.end), Value(f"{len(right)}个")


_COMPARISONS: Mapping[By, Callable[[Sequence[Value], Sequence[Value]], Iterator[Fault]]] = {
    "equal": _equal,
    "same_order": _same_order,
    "same_year": _same_year,
    "not_before": _not_before,
    "one_to_one": _one_to_one,
    "same_count": _same_count,
}
