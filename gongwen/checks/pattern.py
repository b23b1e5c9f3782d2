"""Patterns: what is wrong shows in the letters alone.

A pattern runs once over one text of all elements it looks at, never element by element: that costs a third.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from itertools import islice
from typing import ClassVar, Literal

import regex

from gongwen.anatomy.elements import Element
from gongwen.checks.base import PATIENCE, CheckModel, Hit, Reading, Scope, single_names, unknown_names
from gongwen.checks.needles import may_match
from gongwen.patterns import compiled

FAULT = "fault"

_GROUP = re.compile(r"\(\?P?<([A-Za-z_]\w*)>")


class PatternCheck(CheckModel):
    """Find a pattern; a group named `fault` narrows the span, `unless` names what makes a find right.

    `^` and `$` are the ends of a segment; a match never goes beyond its element. Patterns compile when they first run.
    `given` and `without` map elements or groups to patterns: silent unless each of `given` is found and none of `without`.
    The first `beyond` finds are right. `after`: only in an element that comes next to one whose text it matches.
    `once`: one hit for them all, on the first; the field `count` tells how many.
    """

    kind: Literal["pattern"]
    find: str
    unless: str | None = None
    given: Mapping[str, str] = {}
    without: Mapping[str, str] = {}
    beyond: int = 0
    after: str | None = None
    once: bool = False
    NEEDS_WHERE: ClassVar[bool | None] = True

    def fields(self) -> frozenset[str]:
        """Name the groups of `find`, and the count of what is found `once`."""
        return frozenset(_GROUP.findall(self.find)) - {FAULT} | ({"count"} if self.once else set())

    def problems(self) -> Iterator[str]:
        r"""Tell of unknown elements and of anchors that mean the whole document."""
        yield from unknown_names((*self.given, *self.without))
        if r"\A" in self.find or r"\Z" in self.find:
            yield r"find 里请用 ^ 和 $，不用 \A 和 \Z"

    @cached_property
    def _find(self) -> regex.Pattern[str]:
        return compiled(self.find, regex.MULTILINE)

    @cached_property
    def _unless(self) -> regex.Pattern[str]:
        return compiled(self.unless or "", regex.MULTILINE)

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit for every match that nothing excuses."""
        if not reading.elements(scope.where) or not may_match(self.find, reading.holds):
            return
        if not self._suits(reading):
            return
        excused = _Excuses(self._unless) if self.unless is not None else None
        found = (
            _hit(element, base, match)
            for element, base, match in search(self._find, reading, scope)
            if self._follows(reading, element)
            and not (excused and excused.cover(element, match.start() - base, match.end() - base))
        )
        told = islice(found, self.beyond, None)
        yield from _counted(tuple(told)) if self.once else told

    @cached_property
    def _context(self) -> tuple[tuple[frozenset[str], regex.Pattern[str], bool], ...]:
        """Give names, pattern, and whether it must be found."""
        sides = [(name, find, True) for name, find in self.given.items()]
        sides += [(name, find, False) for name, find in self.without.items()]
        return tuple((single_names((n,)), compiled(find, regex.MULTILINE), wanted) for n, find, wanted in sides)

    def _suits(self, reading: Reading) -> bool:
        """Tell whether the other elements say what they must; an unsure element may excuse, not accuse."""
        return all(
            any(
                find.search(e.text, timeout=PATIENCE)
                for e in (reading.elements(names) if wanted else reading.gongwen.all(*names))
            )
            is wanted
            for names, find, wanted in self._context
        )

    @cached_property
    def _after(self) -> regex.Pattern[str]:
        return compiled(self.after or "", regex.MULTILINE)

    def _follows(self, reading: Reading, element: Element) -> bool:
        """Tell whether the element before one is as it must be."""
        if self.after is None:
            return True
        at = reading.position[id(element)]
        return at > 0 and self._after.search(reading.gongwen.elements[at - 1].text, timeout=PATIENCE) is not None


class _Excuses:
    """Find what makes a find right, once in each element: finds may be many."""

    def __init__(self, pattern: regex.Pattern[str]) -> None:
        self._pattern = pattern
        self._spans: dict[int, tuple[list[int], list[int]]] = {}

    def cover(self, element: Element, start: int, end: int) -> bool:
        """Tell whether an excuse overlaps a span of an element's text."""
        if (spans := self._spans.get(id(element))) is None:
            excuses = list(self._pattern.finditer(element.text, timeout=PATIENCE))
            spans = self._spans[id(element)] = [e.start() for e in excuses], [e.end() for e in excuses]
        starts, ends = spans
        at = bisect_right(ends, start)
        return at < len(starts) and starts[at] < end


def search(
    pattern: regex.Pattern[str], reading: Reading, scope: Scope
) -> Iterator[tuple[Element, int, regex.Match[str]]]:
    """Yield the matches in what a rule looks at, each with its element and where that begins in the text searched."""
    passage = reading.passage(scope)
    for match in within(pattern, passage.text, passage.starts):
        index = bisect_right(passage.starts, match.start()) - 1
        yield passage.elements[index], passage.starts[index], match


def within(pattern: regex.Pattern[str], text: str, starts: tuple[int, ...]) -> Iterator[regex.Match[str]]:
    """Yield the matches in a text; one that runs over the end of its element is sought again within it."""
    position = 0
    while starts and position <= len(text) and (match := pattern.search(text, position, timeout=PATIENCE)):
        following = bisect_right(starts, match.start())
        end = starts[following] - 1 if following < len(starts) else len(text)
        inside = match if match.end() <= end else pattern.search(text, match.start(), end, timeout=PATIENCE)
        if inside:
            yield inside
        position = max(inside.end(), inside.start() + 1) if inside else end + 1


def _counted(hits: tuple[Hit, ...]) -> Iterator[Hit]:
    """Yield the first of several hits, with their count; it tells of the others."""
    for hit in hits[:1]:
        yield replace(hit, fields={**hit.fields, "count": str(len(hits))}, alike=hits[1:], topic="")


def _hit(element: Element, base: int, match: regex.Match[str]) -> Hit:
    narrowed = FAULT in match.re.groupindex and match.start(FAULT) >= 0
    start, end = match.span(FAULT) if narrowed else match.span()
    groups = {name: _group(element.text, base, match, name) for name in match.re.groupindex if name != FAULT}
    return Hit(element, start - base, end - base, element.text[start - base : end - base], fields=groups)


def _group(text: str, base: int, match: regex.Match[str], name: str) -> str:
    """Give the text of a group as it stands in the document, not as the masks left it; empty when it took no part."""
    start, end = match.span(name)
    return text[start - base : end - base] if start >= 0 else ""
