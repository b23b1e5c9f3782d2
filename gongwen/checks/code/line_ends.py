"""Functions about what may not begin or end a printed line (GB/T 15834-2011 §5.1, GB/T 15835-2011 §5.1.7)."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property, partial
from typing import Literal

import regex

from gongwen.anatomy.elements import Element, Segment
from gongwen.checks.base import Cure, Hit, Reading, Scope
from gongwen.checks.code.base import Function
from gongwen.checks.cures.spans import span
from gongwen.edits import Edit, ParagraphChange, ReplaceText, SetParagraphFormat
from gongwen.patterns import compiled

NEAR = 12
"""How far from a turn its matches reach, in characters."""


class LineTurn(Function):
    """Find turns between two lines where the text before matches `before` and the text behind matches `behind`.

    `by`: the turns made by `hand`, or those the text makes itself where the file switches off what keeps it together: 禁则 (`kinsoku`),
    whole words (`whole_words`).
    """

    before: str
    behind: str
    by: Literal["hand", "kinsoku", "whole_words"]
    MENDS = True

    @cached_property
    def _before(self) -> regex.Pattern[str]:
        return compiled(f"(?:{self.before})$")

    @cached_property
    def _behind(self) -> regex.Pattern[str]:
        return compiled(rf"\n?(?:{self.behind})")

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on what matches at every such turn."""
        if not self._possible(reading):
            return
        for element in reading.elements(scope.where):
            for segment in element.segments:
                for turn in self._turns(reading, segment) if segment.zone == "body" else ():
                    first = self._before.search(segment.paragraph.text, max(turn - NEAR, segment.start), turn)
                    last = self._behind.match(segment.paragraph.text, turn, turn + NEAR) if first else None
                    if first and last:
                        cure = Cure(partial(self._mended, segment, turn))
                        yield replace(_hit(element, segment, first.start(), last.end()), cure=cure)

    def _mended(self, segment: Segment, turn: int) -> Iterator[Edit]:
        """Yield the removal of a break made by hand, or what keeps the text of the paragraph together."""
        paragraph = segment.paragraph
        if self.by == "hand":
            yield ReplaceText(span(paragraph, turn, turn + 1), "")
        else:
            kept = ParagraphChange(kinsoku=True) if self.by == "kinsoku" else ParagraphChange(whole_words=True)
            yield SetParagraphFormat(span(paragraph), kept)

    def _possible(self, reading: Reading) -> bool:
        """Tell whether there is such a turn anywhere: few documents have one."""
        if self.by == "hand":
            return reading.turned_by_hand
        return not all(getattr(form, self.by) for form in reading.paragraph_formats)

    def _turns(self, reading: Reading, segment: Segment) -> Iterable[int]:
        paragraph = segment.paragraph
        if self.by == "hand":
            return (segment.end,) if paragraph.text[segment.end : segment.end + 1] == "\n" else ()
        kept = paragraph.format.kinsoku if self.by == "kinsoku" else paragraph.format.whole_words
        return () if kept else _natural(reading, segment)


def _natural(reading: Reading, segment: Segment) -> Iterator[int]:
    """Yield where the text of a segment surely turns by itself."""
    for line in reading.placement.lines.get(segment.paragraph.address.path, ()):
        forced = segment.paragraph.text[line.end - 1 : line.end] in ("\n", "\f")
        if line.sure and not forced and segment.start < line.end < segment.end:
            yield line.end


def _hit(element: Element, segment: Segment, start: int, end: int) -> Hit:
    """Give the hit on [start, end) of a paragraph; cut where the segment ends."""
    base = 0
    for other in element.segments:
        base = element.text.index(other.text, base)
        if other is segment:
            break
        base += len(other.text)
    shift = base + segment.number_length - segment.start
    text = segment.paragraph.text[start:end].replace("\n", "")
    return Hit(element, start + shift, min(end, segment.end) + shift, text)
