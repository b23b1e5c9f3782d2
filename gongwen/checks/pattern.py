"""Patterns: what is wrong shows in the letters alone.

A pattern runs once over one text of all elements it looks at, never element by element: that costs a third.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar, Literal

import regex

from gongwen.anatomy.elements import Element
from gongwen.checks.base import CheckModel, Hit, Reading, Scope

FAULT = "fault"

_GROUP = re.compile(r"\(\?P?<([A-Za-z_]\w*)>")


class PatternCheck(CheckModel):
    """Find a pattern; a group named `fault` narrows the span, `unless` names what makes a find right.

    `^` and `$` are the ends of a segment; a match never goes beyond its element. Patterns compile when they first run.
    """

    kind: Literal["pattern"]
    find: str
    unless: str | None = None
    NEEDS_WHERE: ClassVar[bool | None] = True

    def fields(self) -> frozenset[str]:
        """Name the groups of `find`."""
        return frozenset(_GROUP.findall(self.find)) - {FAULT}

    def problems(self) -> Iterator[str]:
        r"""Tell of anchors that mean the whole document."""
        if r"\A" in self.find or r"\Z" in self.find:
            yield r"find 里请用 ^ 和 $，不用 \A 和 \Z"

    @cached_property
    def _find(self) -> regex.Pattern[str]:
        return regex.compile(self.find, regex.MULTILINE)

    @cached_property
    def _unless(self) -> regex.Pattern[str]:
        return regex.compile(self.unless or "", regex.MULTILINE)

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit for every match that nothing excuses."""
        if not reading.elements(scope.where):
            return
        for element, base, match in search(self._find, reading, scope):
            if not self._excused(element, match.start() - base, match.end() - base):
                yield _hit(element, base, match)

    def _excused(self, element: Element, start: int, end: int) -> bool:
        return self.unless is not None and any(
            excuse.start() < end and start < excuse.end() for excuse in self._unless.finditer(element.text)
        )


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
    while starts and position <= len(text) and (match := pattern.search(text, position)):
        following = bisect_right(starts, match.start())
        end = starts[following] - 1 if following < len(starts) else len(text)
        inside = match if match.end() <= end else pattern.search(text, match.start(), end)
        if inside:
            yield inside
        position = max(inside.end(), inside.start() + 1) if inside else end + 1


def _hit(element: Element, base: int, match: regex.Match[str]) -> Hit:
    narrowed = FAULT in match.re.groupindex and match.start(FAULT) >= 0
    start, end = match.span(FAULT) if narrowed else match.span()
    groups = {name: _group(element.text, base, match, name) for name in match.re.groupindex if name != FAULT}
    return Hit(element, start - base, end - base, element.text[start - base : end - base], fields=groups)


def _group(text: str, base: int, match: regex.Match[str], name: str) -> str:
    """Give the text of a group as it stands in the document, not as the masks left it; empty when it took no part."""
    start, end = match.span(name)
    return text[start - base : end - base] if start >= 0 else ""
