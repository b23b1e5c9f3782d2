"""Structure: which elements are there, in what order, how far apart."""

from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence
from functools import cached_property, partial
from math import ceil, floor
from typing import ClassVar, Literal

import regex

from gongwen.anatomy.elements import Element
from gongwen.checks.base import (
    PATIENCE,
    SURE,
    CheckModel,
    Cure,
    Hit,
    Reading,
    Scope,
    single_names,
    term,
    unknown_names,
)
from gongwen.checks.cures import distances, furniture
from gongwen.checks.expectations import middle, number
from gongwen.patterns import compiled


class PresenceCheck(CheckModel):
    """Count an element: neighbours of the same name are one. Silent unless the elements of `given` are there.

    With `only`, elements count whose text it matches. Silent too where an element of `without` may be there.
    An element that may be there, however unsure, is not missing; only sure ones are too many.
    """

    kind: Literal["presence"]
    element: str
    at_least: int | None = None
    at_most: int | None = None
    given: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    only: str | None = None
    FIELDS: ClassVar[frozenset[str]] = frozenset({"count"})

    def problems(self) -> Iterator[str]:
        """Tell of unknown elements and of a count that asks for nothing."""
        yield from unknown_names((self.element, *self.given, *self.without))
        if self.at_least is None and self.at_most is None:
            yield "at_least、at_most 至少写一个"

    def run(self, reading: Reading, _scope: Scope) -> Iterator[Hit]:
        """Yield a hit on the document for what is missing, on each surplus element for what is too many."""
        if not _there(reading, self.given):
            return
        if reading.gongwen.all(*self.without):
            return
        blocks = _blocks(reading, single_names((self.element,)), self._only)
        count = {"count": str(len(blocks))}
        if self.at_least is not None and len(blocks) < self.at_least:
            cure = furniture.missing(reading, self.element)
            yield Hit(None, expected=term(self.element), fields=count, name=_single(self.element), cure=cure)
        sure = [element for element in blocks if element.confidence >= SURE]
        for element in sure[self.at_most :] if self.at_most is not None else ():
            cure = furniture.surplus(reading, element)
            yield Hit(element, 0, len(element.text), element.text, fields=count, cure=cure)

    @property
    def mends(self) -> bool:
        """Tell whether lines are asked for, which can be drawn, or something is too many, which can be taken away."""
        return self.at_most is not None or self.element in ("red_line", "imprint_line")

    @cached_property
    def _only(self) -> regex.Pattern[str] | None:
        return compiled(self.only) if self.only else None


def _there(reading: Reading, names: Sequence[str]) -> bool:
    """Tell whether each of these elements or groups is there for sure."""
    return all(any(reading.elements(single_names((name,)))) for name in names)


def _blocks(reading: Reading, wanted: frozenset[str], only: regex.Pattern[str] | None) -> list[Element]:
    """Give the first of each row of neighbours that are wanted, in reading order."""
    elements, places = reading.gongwen.elements, reading.position
    named = reading.gongwen.all(*wanted)
    found = {places[id(element)] for element in named if only is None or only.search(element.text, timeout=PATIENCE)}
    return [elements[at] for at in sorted(found) if at - 1 not in found]


def _single(name: str) -> str:
    """Give the name where it is a single element: what is missing may be shown by it."""
    return name if {name} == single_names((name,)) else ""


class OrderCheck(CheckModel):
    """Compare the order of elements; with `above`, the empty lines (行) over one that follows its neighbour of `sequence`.

    `first`: only the first element of each name has a place; a forwarded document behind brings its own title and date.
    Silent unless the elements of `given` are there.
    """

    kind: Literal["order"]
    sequence: tuple[str, ...]
    above: tuple[float, float] | None = None
    first: bool = False
    given: tuple[str, ...] = ()
    FIELDS: ClassVar[frozenset[str]] = frozenset({"previous"})

    def problems(self) -> Iterator[str]:
        """Tell of unknown elements and of a sequence of less than two."""
        yield from unknown_names((*self.sequence, *self.given))
        if len(self.sequence) < 2:
            yield "sequence 至少写两项"

    @property
    def mends(self) -> bool:
        """Tell whether distances are judged; elements are moved by hand."""
        return self.above is not None

    def run(self, reading: Reading, _scope: Scope) -> Iterator[Hit]:
        """Yield the elements out of place, or too near, or too far."""
        if not _there(reading, self.given):
            return
        ranks = {name: rank for rank, item in enumerate(self.sequence) for name in single_names((item,))}
        if self.above is None:
            elements = [e for e in reading.elements(frozenset(ranks)) if not _boxed(e)]
            yield from self._misplaced(_firsts(elements) if self.first else elements, ranks)
        else:
            yield from self._distant(reading, ranks, self.above)

    def _misplaced(self, elements: Sequence[Element], ranks: dict[str, int]) -> Iterator[Hit]:
        expected = "→".join(map(term, self.sequence))
        right = _longest_rise([ranks[element.name] for element in elements])
        for index, element in enumerate(elements):
            if index not in right:
                before = term(elements[index - 1].name) if index else ""
                yield Hit(element, 0, len(element.text), term(element.name), expected, {"previous": before})

    def _distant(self, reading: Reading, ranks: dict[str, int], above: tuple[float, float]) -> Iterator[Hit]:
        for element in reading.turns:
            previous = _previous(reading, element, ranks) if ranks.get(element.name) else None
            if previous is None or ranks.get(previous.name) != ranks[element.name] - 1:
                continue
            if not element.segments or _floats(previous, element) or _adrift(previous):
                continue
            space = reading.spacing(element.segments[0]).above
            if space is not None and not above[0] <= space <= above[1]:
                expected = f"空{_lines(above)}行"
                fields = {"previous": term(previous.name)}
                cure = Cure(partial(distances.spaced, reading, element, above, middle(above)), rests=(previous,))
                yield Hit(element, 0, len(element.text), f"空{number(space)}行", expected, fields, cure=cure)


def _firsts(elements: Sequence[Element]) -> list[Element]:
    """Give the first element of each name, in order."""
    seen: dict[str, Element] = {}
    for element in elements:
        seen.setdefault(element.name, element)
    return list(seen.values())


def _floats(previous: Element, element: Element) -> bool:
    """Tell whether `previous` stands in a box and `element` does not: where the box ends is not known."""
    return _boxed(previous) and not _boxed(element)


def _adrift(previous: Element) -> bool:
    """Tell whether a line hangs on an empty paragraph: the blanks above it cannot be told from those below."""
    mark = previous.mark
    return not previous.segments and mark is not None and not mark.paragraph.text.strip()


def _boxed(element: Element) -> bool:
    """Tell whether an element stands in a text box: its anchor says nothing about its place on the page."""
    return any(segment.zone == "box" for segment in element.segments)


def _previous(reading: Reading, element: Element, named: Container[str]) -> Element | None:
    """Give the element before one: lines and pictures count only where the sequence names them."""
    elements, index = reading.gongwen.elements, reading.position[id(element)]
    before = (elements[at] for at in range(index - 1, -1, -1))
    found = next((other for other in before if other.segments or other.name in named), None)
    return found if found and found.confidence >= SURE else None


def _lines(above: tuple[float, float]) -> str:
    """Give the whole numbers in a range as a reader would say them; where there is none, the nearest."""
    low, high = ceil(above[0]), floor(above[1])
    return f"{low}～{high}" if low < high else str(low if low == high else round(sum(above) / 2))


def _longest_rise(ranks: Sequence[int]) -> frozenset[int]:
    """Find the indexes of a longest run that never falls: what is left out is the fewest misplaced."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, rank in enumerate(ranks):
        at = bisect_right(tails, rank)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [rank]
        ends[at : at + 1] = [index]
    kept: set[int] = set()
    index = ends[-1] if ends else -1
    while index >= 0:
        kept.add(index)
        index = before[index]
    return frozenset(kept)
