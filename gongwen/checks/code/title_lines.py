"""Functions about the lines of a title: the shape they make, and where they turn (GB/T 9704-2012 §7.3.1)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Literal

import regex

from gongwen.anatomy.elements import Element, Segment
from gongwen.anatomy.spacing import text_width
from gongwen.checks.base import Hit, Reading, Scope
from gongwen.checks.code.base import Function
from gongwen.checks.expectations import number
from gongwen.patterns import compiled
from gongwen.words import stands_alone

EQUAL = 0.5
SHORTER = 1.0
"""Lines that differ by less look equally long; one is seen to be shorter when it is so by more, in 字."""
SEVERAL = 3


@dataclass(frozen=True, slots=True)
class _Row:
    """Hold one printed line of an element: code points [start, end) of its text, and whether the text surely turns behind it."""

    text: str
    start: int
    sure: bool

    @property
    def end(self) -> int:
        """Give where it ends in the text of the element."""
        return self.start + len(self.text)


def _rows(reading: Reading, element: Element) -> Sequence[_Row]:
    """Give the lines of an element; none where there is but one, or where they cannot be told: in boxes and tables, two pieces on one."""
    segments = element.segments
    if any(segment.zone != "body" or segment.number_length for segment in segments) or _abreast(segments):
        return ()
    found: list[_Row] = []
    start = 0
    for segment in segments:
        turns = reading.spacing(segment).lines > 1
        found += _turned(reading, segment, start) if turns else (_Row(segment.text, start, sure=True),)
        start += len(segment.text)
    return found


def _abreast(segments: Sequence[Segment]) -> bool:
    """Tell whether two segments stand on one line, parted by blanks."""
    places = {(s.paragraph.address.path, s.paragraph.text.count("\n", 0, s.start)) for s in segments}
    return len(places) < len(segments)


def _turned(reading: Reading, segment: Segment, base: int) -> Iterator[_Row]:
    """Yield the printed lines of a segment that may take several."""
    for line in reading.placement.lines.get(segment.paragraph.address.path, ()):
        start, end = max(line.start, segment.start), min(line.end, segment.end)
        if start < end:
            text = segment.paragraph.text[start:end].rstrip()
            yield _Row(text, base + start - segment.start, line.sure or end == segment.end)


class TitleShape(Function):
    """Find titles of three lines or more that make neither a trapezium nor a rhombus: all alike (`block`), narrow between (`waist`).

    Titles of several agencies follow their names.
    """

    fault: Literal["block", "waist"]

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on every such title; silent where a line may turn elsewhere."""
        for element in () if reading.gongwen.facts.joint else reading.elements(scope.where):
            rows = _rows(reading, element)
            widths = [text_width(row.text) for row in rows]
            wrong = _block(widths) if self.fault == "block" else _waist(widths)
            if len(rows) >= SEVERAL and wrong and all(row.sure for row in rows):
                shown = "、".join(number(width) for width in widths)
                yield Hit(element, 0, len(element.text), f"{shown}字")


def _block(widths: Sequence[float]) -> bool:
    return max(widths, default=0.0) - min(widths, default=0.0) <= EQUAL


def _waist(widths: Sequence[float]) -> bool:
    """Tell whether a line is shorter than one above and one below."""
    above = list(accumulate(widths, max))
    below = list(accumulate(reversed(widths), max))[::-1]
    return any(width + SHORTER < min(high, low) for width, high, low in zip(widths, above, below, strict=True))


class WordParted(Function):
    """Find two-letter words of `words` parted between two lines; whether it is a word there at all, jieba tells."""

    words: str

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(self.words.split())

    def problems(self) -> Iterator[str]:
        """Tell of words that are not two letters long."""
        return (f"{word} 不是两个字" for word in self._words if len(word) != len("词语"))

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on every such word."""
        for element in reading.elements(scope.where):
            rows = _rows(reading, element)
            for upper, lower in pairwise(rows):
                start, end = upper.end - 1, lower.start + 1
                word = upper.text[-1:] + lower.text[:1]
                if upper.sure and word in self._words and _is_word(upper.text + lower.text, len(upper.text)):
                    yield Hit(element, start, end, word)


def _is_word(text: str, turn: int) -> bool:
    return stands_alone(text, turn - 1, turn + 1)


class LineOpening(Function):
    """Find lines after the first that begin with `find`, which may look back at the line above."""

    find: str

    @cached_property
    def _find(self) -> regex.Pattern[str]:
        return compiled(self.find)

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on every such beginning."""
        for element in reading.elements(scope.where):
            rows = _rows(reading, element)
            for upper, lower in pairwise(rows):
                match = self._find.match(element.text, lower.start) if upper.sure else None
                if match and match[0]:
                    yield Hit(element, lower.start, match.end(), match[0])
