"""Functions about red lines on the page: how far they stand from what is above them and from the edge (GB/T 9704-2012 §7.2.7, §10.1)."""

from collections.abc import Iterator, Sequence
from functools import partial

from gongwen.anatomy.elements import Element, Segment
from gongwen.anatomy.spacing import char_size
from gongwen.checks.base import Cure, Hit, Reading, Scope
from gongwen.checks.code.base import Function
from gongwen.checks.cures import distances
from gongwen.checks.cures.spans import span
from gongwen.checks.expectations import number
from gongwen.draft import Paragraph, Section, Shape, walk
from gongwen.edits import Edit, RemoveParagraph
from gongwen.placement.model import Box, Placement
from gongwen.units import Pt, from_mm, to_mm

TYPE_AREA = (from_mm(156), from_mm(225))
ALIKE = from_mm(4)
UPPER = 0.5
"""The upper double line of a letter stands in the upper half of its page, the lower one in the lower."""


class LineGap(Function):
    """Find red lines more than `high` millimetres under what they close, the elements of `under`; those of a letter's foot left out."""

    MENDS = True
    under: tuple[str, ...]
    high: float

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on the first such line on page one."""
        above = reading.elements(frozenset(self.under))
        for element, line in _red_lines(reading, scope, upper=True) if above else ():
            boxes = [found.box for other in above for found in reading.placement.lines_of(other)]
            over = (box for box in boxes if box.page == line.page and box.top < line.top)
            lowest = max(over, key=lambda box: box.bottom, default=None)
            if lowest is None:
                continue
            gap = line.top - lowest.bottom
            if to_mm(Pt(gap - max(line.unsure, lowest.unsure))) > self.high:
                cure = Cure(partial(_closed, reading, element))
                yield Hit(element, 0, 0, f"{number(round(to_mm(Pt(gap))))}毫米", "4毫米", cure=cure)
                return


def _closed(reading: Reading, element: Element) -> Iterator[Edit]:
    """Yield the removal of the empty lines over a line that is the border of a paragraph, be it one that goes on in an empty one."""
    mark = element.mark
    gap = distances.gap_above(reading, mark.paragraph) if mark and mark.border else None
    if mark and gap:
        yield from distances.cleared(reading, mark.paragraph)
        goes_on = not gap.blanks and gap.over and gap.over.format.borders == mark.paragraph.format.borders
        if goes_on and not mark.paragraph.text.strip() and not mark.paragraph.shapes:
            yield RemoveParagraph(span(mark.paragraph))


def _red_lines(reading: Reading, scope: Scope, *, upper: bool) -> Iterator[tuple[Element, Box]]:
    """Yield the lines in one half of page one."""
    for element in reading.elements(scope.where):
        box = reading.placement.box_of(element)
        height = reading.placement.sheets[0].height
        if box and box.page == 1 and (box.top < UPPER * height) == upper:
            yield element, box


def _inks(placement: Placement, element: Element) -> Iterator[Box]:
    """Yield where the characters of an element stand, the air of its lines left out."""
    for segment in element.segments:
        size = char_size(segment.paragraph, segment.start, segment.end)
        for line in placement.lines.get(segment.paragraph.address.path, ()):
            if line.start < segment.end and segment.start < line.end:
                air = max(line.box.height - size, 0.0) / 2
                box = line.box
                yield Box(box.page, box.left, Pt(box.top + air), box.width, Pt(box.height - 2 * air), box.unsure)


class FootLine(Function):
    """Find the lower line of a letter not `wanted` millimetres from the lower edge of the sheet."""

    wanted: float
    tolerance: float

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on every such line."""
        for element, line in _red_lines(reading, scope, upper=False):
            found = to_mm(Pt(reading.placement.sheets[0].height - line.centre_y))
            if abs(found - self.wanted) > self.tolerance + to_mm(line.unsure):
                yield Hit(element, 0, 0, f"{number(round(found))}毫米", f"{number(self.wanted)}毫米")


class TextOnFootLine(Function):
    """Find text on page one that reaches nearer than `least` millimetres to the lower line of a letter, or runs over it."""

    least: float

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on the last such text."""
        lines = [line for _, line in _red_lines(reading, scope, upper=False)]
        texts = [element for element in reading.elements(frozenset()) if _flows(element)] if lines else []
        inks = [(element, ink) for element in texts for ink in _inks(reading.placement, element) if ink.page == 1]
        if not lines or not inks:
            return
        element, ink = max(inks, key=lambda pair: pair[1].bottom)
        gap = lines[0].top - ink.bottom
        if to_mm(Pt(gap + ink.unsure + lines[0].unsure)) < self.least:
            yield Hit(element, 0, len(element.text), element.text[:10], f"{number(round(to_mm(Pt(gap)), 1))}毫米")


def _flows(element: Element) -> bool:
    segments: Sequence[Segment] = element.segments
    return bool(segments) and segments[0].zone == "body"


class PageFrame(Function):
    """Find pages with a frame printed round them: page borders, or a rectangle the size of the type area."""

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on the document."""
        draft = reading.gongwen.draft
        margins = (paragraph for section in draft.sections for paragraph in _margins(section))
        shapes = (shape for paragraph in (*margins, *draft.paragraphs()) for shape in paragraph.shapes)
        if any(section.bordered for section in draft.sections) or any(_frames(shape) for shape in shapes):
            yield Hit(None, name="other")


def _margins(section: Section) -> Iterator[Paragraph]:
    for _, story in (*section.headers, *section.footers):
        yield from walk(story.blocks)


def _frames(shape: Shape) -> bool:
    """Tell whether a shape is an empty frame as large as the type area."""
    sizes = zip((shape.width, shape.height), TYPE_AREA, strict=True)
    drawn = shape.form == "rect" and shape.stroke_width > 0 and not shape.blocks
    return drawn and all(abs(one - other) <= ALIKE for one, other in sizes)
