"""Functions about marks that come in pairs: quotation marks, brackets, title marks (成对的标点)."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import regex

from gongwen.anatomy.elements import Element, Gongwen
from gongwen.checks.base import Hit, Reading, Scope
from gongwen.checks.code.base import Function
from gongwen.patterns import compiled

_NO_PAIR = compiled(
    r"[\[［(（]\s?[-－+＋]?[\d.∞]{1,12}%?\s?[,，]\s?[-－+＋]?[\d.∞]{1,12}%?\s?[\])）］]"
    r"|[\[［【(（]\d{2,4}[\]］】)）]"
    r"|\d\K[”’](?=电视|显示|屏|液晶|英寸|管|阀|轮|硬盘|彩电|平板|笔记本|LED|\d)"
    r"|[A-Za-z]\K’(?=[A-Za-z])|’(?=\d{2}(?!\d))"
)
"""Intervals such as [0，5); years, which the rules on document numbers judge; inches, minutes of arc, apostrophes, ’98."""
_ITEM = compiled(
    r"(?:^|[\s，。；：、第“（为是即])(?:\d{1,3}|[一二三四五六七八九十]{1,3})\Z|(?<![A-Za-z])[A-Za-z]{1,4}\Z",
    regex.MULTILINE,
)
"""What stands before the bracket of a number such as 1）."""
_OPENS = compiled(r"\n[ \t\u3000]{0,8}[“「‘]")


class Half(NamedTuple):
    """Hold a mark without its other half: which element, where in its text, which pair, whether it opens."""

    element: int
    start: int
    pair: int
    opens: bool


class Unpaired(Function):
    """Find the half of a pair of marks whose other half is nowhere near: the first in an element.

    `opening[i]` and `closing[i]` hold the marks, of any width, that make pair i; `reach` is how many elements further on the
    other half may still stand. `repeated`: a quotation of several paragraphs opens with each and closes with the last.
    """

    opening: tuple[str, ...]
    closing: tuple[str, ...]
    reach: int
    repeated: bool = False

    def problems(self) -> Iterator[str]:
        """Tell of marks without a counterpart."""
        if len(self.opening) != len(self.closing):
            yield "opening 和 closing 的个数不同"

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on the mark that stands alone."""
        if reading.letters.isdisjoint(self._pairs):
            return
        elements = reading.gongwen.elements
        alone = self._alone(reading.gongwen)
        unseen = {reading.position[id(element)] for element in reading.elements(scope.where)} if alone else set()
        for half in alone:
            element = elements[half.element]
            if half.element not in unseen or any(segment.zone == "table" for segment in element.segments):
                continue
            unseen.remove(half.element)
            if not (half.opens and self.repeated and _goes_on(elements, half)):
                other = (self.closing if half.opens else self.opening)[half.pair][0]
                yield Hit(element, half.start, half.start + 1, element.text[half.start], other)

    @cached_property
    def _pairs(self) -> Mapping[str, tuple[int, bool]]:
        """Give the pair of every mark, and whether it opens."""
        marks = {mark: (pair, True) for pair, marks in enumerate(self.opening) for mark in marks}
        return marks | {mark: (pair, False) for pair, marks in enumerate(self.closing) for mark in marks}

    @cached_property
    def _marks(self) -> regex.Pattern[str]:
        return compiled(rf"[{regex.escape(''.join(self._pairs))}]")

    def _complete(self, marks: str) -> bool:
        """Tell at a glance whether marks pair up; pairs within pairs may need a second look."""
        for opening, closing in zip(self.opening, self.closing, strict=True):
            marks = marks.replace(opening[0] + closing[0], "")
        return not marks

    def _alone(self, gongwen: Gongwen) -> list[Half]:
        """Give the halves that neither their own element nor those within reach complete, in order."""
        marked = {bisect_right(gongwen.starts, match.start()) - 1 for match in self._marks.finditer(gongwen.text)}
        waiting: list[list[Half]] = [[] for _ in self.opening]
        alone: list[Half] = []
        for index in sorted(marked):
            for half in self._halves(index, gongwen.elements[index].text):
                stack = waiting[half.pair]
                if half.opens:
                    stack.append(half)
                elif stack and index - stack[-1].element <= self.reach:
                    stack.pop()
                else:
                    alone.append(half)
        return sorted([*alone, *(half for stack in waiting for half in stack)])

    def _halves(self, index: int, text: str) -> list[Half]:
        """Give the marks an element leaves open, and those it closes without opening."""
        if self._complete("".join(self._marks.findall(text))):
            return []
        text = _NO_PAIR.sub(lambda match: " " * len(match.group()), text)
        open_: list[list[Half]] = [[] for _ in self.opening]
        halves: list[Half] = []
        for start, mark in enumerate(text):
            pair, opens = self._pairs.get(mark, (-1, False))
            if opens:
                open_[pair].append(Half(index, start, pair, True))
            elif pair >= 0 and open_[pair]:
                open_[pair].pop()
            elif pair >= 0 and not _stands_alone(text, start):
                halves.append(Half(index, start, pair, False))
        return sorted([*halves, *(half for stack in open_ for half in stack if not _elided(text, half.start))])


def _stands_alone(text: str, start: int) -> bool:
    """Tell whether a closing mark needs no other half: the bracket of a number, an inch or minute, an apostrophe."""
    mark, before = text[start], text[max(0, start - 1) : start]
    if mark in "）)":
        return _ITEM.search(text, max(0, start - 6), start) is not None
    return mark in "”’" and before.isascii() and (before.isdigit() or (mark == "’" and before.isalpha()))


def _elided(text: str, start: int) -> bool:
    """Tell whether an opening mark is an apostrophe, as in ‘90s."""
    after = text[start + 1 : start + 2]
    return text[start] == "‘" and after.isascii() and after.isalnum()


def _goes_on(elements: Sequence[Element], half: Half) -> bool:
    """Tell whether the next paragraph opens the quotation again."""
    here = elements[half.element].text[half.start :]
    following = elements[half.element + 1].text if half.element + 1 < len(elements) else ""
    return _OPENS.search(here) is not None or following.lstrip().startswith(("“", "「", "‘"))
