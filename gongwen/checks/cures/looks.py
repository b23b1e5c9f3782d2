"""Looks: what is set in the wrong type gets the right one, and what is right keeps it."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from gongwen.anatomy.elements import Element
from gongwen.checks.base import Reading
from gongwen.checks.cures.spans import alone, paragraphs, pieces, span
from gongwen.checks.expectations import FaceProperty
from gongwen.checks.fonts import is_family, name_for
from gongwen.draft import Paragraph, RunFormat
from gongwen.edits import Edit, RunChange, SetRunFormat


class Outfit:
    """Hold what one property of characters asks for, in the fonts of a document; elements by the thousand may need it."""

    def __init__(self, reading: Reading, face: FaceProperty) -> None:
        self._reading = reading
        self._face = face

    @cached_property
    def _change(self) -> RunChange:
        return dressed(self._reading, self._face.change)

    def whole(self, element: Element) -> Iterator[Edit]:
        """Yield what makes an element look as expected, paragraph by paragraph."""
        for paragraph, segments in paragraphs(element):
            wrong, right = _stretches(paragraph, segments[0].start, segments[-1].end, self._face)
            if wrong and not right and alone(self._reading.gongwen, segments):
                yield SetRunFormat(span(paragraph), self._change, mark=True)
            else:
                yield from (SetRunFormat(span(paragraph, *stretch), self._change) for stretch in wrong)

    def part(self, element: Element, start: int, end: int) -> Iterator[Edit]:
        """Yield what makes [start, end) of the text of an element look as expected."""
        return stretch(element, start, end, self._change)


def stretch(element: Element, start: int, end: int, change: RunChange) -> Iterator[Edit]:
    """Yield what changes the look of a part of an element."""
    for paragraph, low, high in pieces(element, start, end):
        yield SetRunFormat(span(paragraph, low, high), change)


def dressed(reading: Reading, change: RunChange) -> RunChange:
    """Replace the families a change names by the fonts this document uses for them."""
    han_font, latin_font = (
        name_for(family, reading.fonts) if family and is_family(family) else family
        for family in (change.han_font, change.latin_font)
    )
    return replace(change, han_font=han_font, latin_font=latin_font)


def _stretches(paragraph: Paragraph, start: int, end: int, face: FaceProperty) -> tuple[list[tuple[int, int]], bool]:
    """Give the stretches in [start, end) that look wrong, what says nothing going with them, and whether any looks right."""
    wrong: list[tuple[int, int]] = []
    right = joined = False
    for run in paragraph.runs_in(start, end):
        low, high = max(start, run.start), min(end, run.start + len(run.text))
        if not face.weight(run.text[low - run.start : high - run.start]):
            continue
        if _wrong(run.format, face):
            first = wrong.pop()[0] if wrong and joined else low
            wrong.append((first, high))
            joined = True
        else:
            right, joined = True, False
    return wrong, right


def _wrong(form: RunFormat, face: FaceProperty) -> bool:
    return not form.hidden and face.right(form) is False
