"""Formats: fonts, sizes, colours and places of elements, judged as a reader sees them."""

from collections import Counter
from collections.abc import Iterator
from functools import cached_property, partial
from itertools import pairwise
from typing import ClassVar, Literal

import regex

from gongwen.anatomy.elements import GROUPS, Element, Mark
from gongwen.checks.base import PATIENCE, CheckModel, Cure, Hit, Reading, Scope, single_names, unknown_names
from gongwen.checks.cures import places, strokes
from gongwen.checks.cures.looks import Outfit
from gongwen.checks.expectations import Expect, FaceProperty, StrokeProperty
from gongwen.checks.places import astray, opens, span
from gongwen.draft import Paragraph, RunFormat
from gongwen.edits import Edit
from gongwen.patterns import compiled


class FormatCheck(CheckModel):
    """Compare the format of elements with what is expected.

    Fonts and the like are those of most characters of an element; with `each`, every stretch is judged for itself. Without
    `tables`, main text in tables is left alone. `tolerance` is in 字 (for `length` in mm), for places given as one number.
    Elements are judged whose text `only` matches and `unless` does not; none unless the elements of `given` are there. With
    `headlines`, headings that only number a list are left alone. With `opening`, places are judged only where an element and
    its paragraph begin.
    """

    kind: Literal["format"]
    expect: Expect
    tolerance: float = 0.5
    each: bool = False
    tables: bool = False
    only: str | None = None
    unless: str | None = None
    given: tuple[str, ...] = ()
    headlines: bool = False
    opening: bool = False
    NEEDS_WHERE: ClassVar[bool | None] = True

    def problems(self) -> Iterator[str]:
        """Tell of an expectation that says nothing, or of names no table knows."""
        yield from unknown_names(self.given)
        yield from self.expect.problems()

    @property
    def mends(self) -> bool:
        """Tell that what is expected can be written."""
        return True

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit for every element, stretch or line that deviates."""
        if not all(any(reading.elements(single_names((name,)))) for name in self.given):
            return
        listed = _listed(reading) if self.headlines else frozenset[int]()
        for face in self.expect.faces():
            outfit = Outfit(reading, face)
            for element in filter(self._judged, self._suspects(reading, scope, face)):
                if id(element) not in listed:
                    yield from (
                        _each(reading, element, face, outfit) if self.each else _most(reading, element, face, outfit)
                    )
        for place in self.expect.places(self.tolerance):
            for element, segment, value in astray(reading, scope, place):
                if self._judged(element) and (not self.opening or opens(element, segment)):
                    cure = Cure(partial(places.stood, reading, element, segment, place.aim), place.chosen)
                    yield Hit(element, *span(element, segment), place.shown(value), place.expected, cure=cure)
        yield from self._drawn(reading, scope)

    def _drawn(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield the drawn lines that deviate and say so."""
        for stroke in self.expect.strokes(self.tolerance):
            for element in reading.elements(scope.where):
                mark = element.mark
                if mark and mark.form == "line" and not stroke.right(mark) and stroke.shown(mark):
                    cure = Cure(partial(_redrawn, reading, mark, stroke))
                    yield Hit(element, 0, 0, stroke.shown(mark), stroke.expected, cure=cure)

    def _judged(self, element: Element) -> bool:
        """Tell whether the text of an element is of the kind this check is for."""
        return all(
            bool(pattern.search(element.text, timeout=PATIENCE)) is wanted
            for pattern, wanted in ((self._only, True), (self._unless, False))
            if pattern
        )

    @cached_property
    def _only(self) -> regex.Pattern[str] | None:
        return compiled(self.only) if self.only else None

    @cached_property
    def _unless(self) -> regex.Pattern[str] | None:
        return compiled(self.unless) if self.unless else None

    def _suspects(self, reading: Reading, scope: Scope, face: FaceProperty) -> Iterator[Element]:
        """Yield the elements with a wrong format in them; formats are judged once, however many elements share them."""
        verdicts: dict[int, bool] = {}
        for name in scope.where:
            for formats, elements in reading.by_formats.get(name, {}).values():
                if any(_wrong(form, face, verdicts) for form in formats):
                    yield from (element for element in elements if self.tables or not _tabled(element))


def _redrawn(reading: Reading, mark: Mark, stroke: StrokeProperty) -> Iterator[Edit]:
    if stroke.length is None:
        return strokes.redrawn(mark, color=stroke.color)
    return strokes.stretched(mark, stroke.length, reading.gongwen.draft.sections[mark.paragraph.section].text_width)


def _wrong(form: RunFormat, face: FaceProperty, verdicts: dict[int, bool]) -> bool:
    if id(form) not in verdicts:
        verdicts[id(form)] = face.right(form) is False
    return verdicts[id(form)]


def _listed(reading: Reading) -> frozenset[int]:
    """Give the ids of headings that number a list: neighbours of the same level, or whole sentences on a line of their own."""
    listed = set()
    for element, following in pairwise(reading.gongwen.elements):
        if element.name in GROUPS["heading"]:
            if element.name == following.name:
                listed |= {id(element), id(following)}
            elif element.text[-1] in "。；：" and element.segments[-1].paragraph is not _paragraph(following):
                listed.add(id(element))
    return frozenset(listed)


def _paragraph(element: Element) -> Paragraph | None:
    return element.segments[0].paragraph if element.segments else None


def _tabled(element: Element) -> bool:
    """Tell whether an element is main text in a table."""
    return element.name in GROUPS["prose"] and any(segment.zone == "table" for segment in element.segments)


def _most(reading: Reading, element: Element, face: FaceProperty, outfit: Outfit) -> Iterator[Hit]:
    """Yield the whole element when most of its characters deviate."""
    balance, shown = 0, Counter[str]()
    for form, text, _ in reading.faces(element):
        weight = face.weight(text)
        if face.right(form) is False:
            shown[face.shown(form)] += weight
            balance += weight
        else:
            balance -= weight
    if balance > 0:
        found = shown.most_common(1)[0][0]
        cure = Cure(partial(outfit.whole, element), face.chosen)
        yield Hit(element, 0, len(element.text), found, face.expected, cure=cure)


def _each(reading: Reading, element: Element, face: FaceProperty, outfit: Outfit) -> Iterator[Hit]:
    """Yield every stretch that deviates, neighbours with the same fault as one."""
    start = end = -1
    found = ""
    for form, text, position in reading.faces(element):
        shown = face.shown(form) if face.right(form) is False and face.weight(text) else ""
        if found and (shown != found or position > end):
            yield _stretch(element, face, outfit, start, end, found)
            found = ""
        if shown:
            start = start if found else position
            found, end = shown, position + len(text)
    if found:
        yield _stretch(element, face, outfit, start, end, found)


def _stretch(element: Element, face: FaceProperty, outfit: Outfit, start: int, end: int, found: str) -> Hit:
    cure = Cure(partial(outfit.part, element, start, end), face.chosen)
    return Hit(element, start, end, found, face.expected, cure=cure)
