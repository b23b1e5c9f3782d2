"""Agreement: what two elements, or an element and a fact, must say alike."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import zip_longest
from typing import ClassVar, Literal

import regex

from gongwen.anatomy.elements import GROUPS, TERMS, Element
from gongwen.anatomy.fields import han_number
from gongwen.checks.base import PATIENCE, CheckModel, Hit, Reading, Scope, single_names
from gongwen.checks.pattern import search
from gongwen.patterns import compiled

By = Literal[
    "equal",
    "same_name",
    "same_order",
    "same_year",
    "not_before",
    "not_after",
    "one_to_one",
    "same_count",
    "named_order",
    "unlike",
    "counts",
]
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
    "signature": frozenset({"agency"}),
}
COMPARABLE_FACTS = frozenset({"kind", "form", "direction", "organ", "agencies", "number", "title", "date"})

_YEAR = re.compile(r"(?:19|20)\d{2}")
_OFFICE = re.compile(r"办(?:公[室厅])?$")
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
    """Compare two sides, each `element`, group, `element.field` or `facts.name`; silent where a side is empty.

    `left_find`, `right_find`: take only what matches of that side (the group `value` where there is one). `first`: of each
    name only the first element counts, what is forwarded behind has a title and a signature of its own.
    """

    kind: Literal["agree"]
    left: str
    right: str
    by: By
    left_find: str | None = None
    right_find: str | None = None
    first: bool = False
    FIELDS: ClassVar[frozenset[str]] = frozenset({"other"})

    def problems(self) -> Iterator[str]:
        """Tell of sides that do not exist."""
        yield from (f"没有 {side} 这一项" for side in (self.left, self.right) if not _exists(side))

    def run(self, reading: Reading, _scope: Scope) -> Iterator[Hit]:
        """Yield a hit on every value at fault."""
        left = self._side(reading, self.left, self._left)
        right = self._side(reading, self.right, self._right) if left else []
        if not right:
            return
        for value, other in _COMPARISONS[self.by](left, right):
            shown = other.text if other else ""
            at = value if value.element else other
            if at and at.element:
                yield Hit(at.element, at.start, at.end, value.text, shown, {"other": shown})

    def _side(self, reading: Reading, side: str, find: regex.Pattern[str] | None) -> list[Value]:
        if find and not self.first and (side in TERMS or side in GROUPS):
            return [_taken(*found) for found in search(find, reading, Scope(single_names((side,))))]
        values = _values(reading, side)
        if self.first:
            values = [value for value in values if value.element is values[0].element]
        if find is None:
            return values
        return [
            _taken(value.element, -value.start, match)
            for value in values
            for match in find.finditer(value.text, timeout=PATIENCE)
        ]

    @cached_property
    def _left(self) -> regex.Pattern[str] | None:
        return compiled(self.left_find, regex.MULTILINE) if self.left_find else None

    @cached_property
    def _right(self) -> regex.Pattern[str] | None:
        return compiled(self.right_find, regex.MULTILINE) if self.right_find else None


def _exists(side: str) -> bool:
    if side in TERMS or side in GROUPS:
        return True
    head, _, field = side.rpartition(".")
    return field in (COMPARABLE_FACTS if head == "facts" else FIELD_NAMES.get(head, frozenset()))


def _values(reading: Reading, side: str) -> list[Value]:
    head, _, field = side.rpartition(".")
    if head == "facts":
        fact = getattr(reading.gongwen.facts, field)
        return [Value(text) for text in ((fact,) if isinstance(fact, str) else fact) if text]
    if side in TERMS or side in GROUPS:
        return [Value(e.text, e, 0, len(e.text)) for e in reading.elements(single_names((side,)))]
    return [
        Value(found.text, element, found.start, found.end)
        for element in reading.elements(frozenset({head}))
        for found in element.all_fields(field)
    ]


def _taken(element: Element | None, base: int, match: regex.Match[str]) -> Value:
    """Give what a match takes of an element that begins at `base` of the text searched."""
    group = "value" if "value" in match.re.groupindex else 0
    low, high = match.span(group)
    return Value(match[group], element, low - base, high - base)


def _plain(value: Value) -> str:
    return "".join(value.text.split())


def _equal(left: Sequence[Value], right: Sequence[Value]) -> Iterator[Fault]:
    known = {_plain(value) for value in right}
    return ((value, right[0]) for value in left if _plain(value) not in known)


def _same_name(left: Sequence[Value], right: Sequence[Value]) -> Iterator[Fault]:
    """Yield the names that neither shorten nor spell out one of the other side."""
    known = [_plain(value) for value in right]
    for value in left:
        name = _plain(value)
        if not any(_shortens(name, other) or _shortens(other, name) for other in known):
            yield value, right[0]


def _shortens(short: str, name: str) -> bool:
    """Tell whether the characters of a short name stand in a longer one, in their order; 政府 does not shorten 政府办公室."""
    rest = iter(name)
    return bool(_OFFICE.search(short)) == bool(_OFFICE.search(name)) and all(char in rest for char in short)


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
    return _apart(left, right, lambda here, there: here < there)


def _not_after(left: Sequence[Value], right: Sequence[Value]) -> Iterator[Fault]:
    return _apart(left, right, lambda here, there: here > there)


def _apart(left: Sequence[Value], right: Sequence[Value], wrong: Callable[[date, date], bool]) -> Iterator[Fault]:
    """Yield the values of the left whose date is wrong against the first on the right."""
    there = _date(right[0])
    for value in left:
        here = _date(value)
        if here and there and wrong(here, there):
            yield value, right[0]


def _date(value: Value) -> date | None:
    """Read a date; one the calendar does not have is none."""
    found = _DATE.search(_plain(value))
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _one_to_one(left: Sequence[Value], right: Sequence[Value]) -> Iterator[Fault]:
    for one, other in zip_longest(left, right):
        if one is None or other is None or _plain(one) != _plain(other):
            yield one or Value("（无）"), other


def _same_count(left: Sequence[Value], right: Sequence[Value]) -> Iterator[Fault]:
    if len(left) != len(right):
        last = left[-1]
        yield Value(f"{len(left)}个", last.element, last.start, last.end), Value(f"{len(right)}个")


def _named_order(left: Sequence[Value], right: Sequence[Value]) -> Iterator[Fault]:
    """Yield the first name that a text of the left puts elsewhere than the right does; blanks may spread a name."""
    names = list(dict.fromkeys(_plain(value) for value in right))
    for value in left:
        found = [match for name in names if (match := re.search(r"\s*".join(map(re.escape, name)), value.text))]
        for meant, match in zip(found, sorted(found, key=lambda one: one.start()), strict=True):
            if meant is not match:
                low, high = match.span()
                yield Value(match[0], value.element, value.start + low, value.start + high), Value(meant[0])
                break


def _unlike(left: Sequence[Value], right: Sequence[Value]) -> Iterator[Fault]:
    known = {_plain(value): value for value in right}
    return ((value, known[_plain(value)]) for value in left if _plain(value) in known)


def _counts(left: Sequence[Value], right: Sequence[Value]) -> Iterator[Fault]:
    """Yield the numerals, Arabic or Han, that are not the number of values on the right."""
    for value in left:
        text = _plain(value).replace("两", "二")
        if (int(text) if text.isdecimal() else han_number(text)) != len(right):
            yield value, Value(f"{len(right)}个")


_COMPARISONS: Mapping[By, Callable[[Sequence[Value], Sequence[Value]], Iterator[Fault]]] = {
    "equal": _equal,
    "same_name": _same_name,
    "same_order": _same_order,
    "same_year": _same_year,
    "not_before": _not_before,
    "not_after": _not_after,
    "one_to_one": _one_to_one,
    "same_count": _same_count,
    "named_order": _named_order,
    "unlike": _unlike,
    "counts": _counts,
}
