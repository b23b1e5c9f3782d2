"""Functions about the special forms (GB/T 9704-2012 §10) and about things that follow one another by number or name."""

from collections.abc import Iterator
from functools import cached_property, partial
from typing import Literal

import regex

from gongwen.anatomy.elements import Element, Mark, Segment
from gongwen.anatomy.spacing import char_size, empty_height, paragraph_line, space_after, space_before
from gongwen.checks.base import Cure, Hit, Reading, Scope
from gongwen.checks.code.base import SLIGHT, Function
from gongwen.checks.cures import distances, strokes
from gongwen.checks.cures.spans import span
from gongwen.checks.expectations import number
from gongwen.checks.pattern import search
from gongwen.draft import Draft, Paragraph, Position, Section, walk
from gongwen.edits import Edit, ParagraphChange, RemoveParagraph, SetParagraphFormat
from gongwen.patterns import compiled
from gongwen.units import Pt, from_mm, to_mm

DOUBLE = "thickThinSmallGap"
"""The border that is a double line, the thick one above."""


class MastheadHeight(Function):
    """Find a masthead (发文机关标志) whose upper edge is not `wanted` millimetres from the upper edge of the sheet.

    In tables, and where boxes and frames hang on the text, it is placed; silent where that is not sure.
    """

    wanted: float
    tolerance: float
    MENDS = True

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on the first such masthead."""
        for element in reading.elements(scope.where)[:1]:
            top = _top(reading.gongwen.draft, element.segments[0]) or _placed(reading, element)
            if top is not None and abs(to_mm(top) - self.wanted) > self.tolerance:
                shown, wanted = f"{number(round(to_mm(top)))}毫米", f"{number(self.wanted)}毫米"
                cure = Cure(partial(_lowered, reading, element.segments[0], Pt(from_mm(self.wanted) - top)))
                yield Hit(element, 0, len(element.text), shown, wanted, cure=cure)


def _lowered(reading: Reading, segment: Segment, shift: Pt) -> Iterator[Edit]:
    """Yield what moves a masthead in the text down, or up by taking empty lines away."""
    paragraph, draft = segment.paragraph, reading.gongwen.draft
    gap = distances.gap_above(reading, paragraph)
    if gap is None or segment.zone != "body" or paragraph.format.frame is not None:
        return
    if _flowing(draft, paragraph, segment.section) is None:
        return
    removed = []
    for blank, height in zip(gap.blanks, gap.heights, strict=True):
        if gap.before + shift < 0 and distances.removable(blank, paragraph):
            removed.append(RemoveParagraph(span(blank)))
            shift = Pt(shift + height)
    if gap.before + shift >= 0:
        yield from removed
        yield SetParagraphFormat(span(paragraph), ParagraphChange(before=Pt(gap.before + shift)))


def _placed(reading: Reading, element: Element) -> Pt | None:
    """Give the upper edge of the characters on page one by placing the document; None where it is not sure."""
    lines, first = reading.placement.lines_of(element), element.segments[0]
    if not lines or lines[0].box.page != 1 or lines[0].box.unsure > SLIGHT:
        return None
    box, char = lines[0].box, char_size(first.paragraph, first.start, first.end)
    return Pt(box.top + max(0.0, (box.height - char) / 2))


def _top(draft: Draft, segment: Segment) -> Pt | None:
    """Give the distance from the edge of the sheet to the upper edge of the characters of a line."""
    paragraph, section = segment.paragraph, segment.section
    char = char_size(paragraph, segment.start, segment.end)
    frame = paragraph.format.frame
    if frame is not None:
        base = _anchored(frame.vertical_from, frame.y, section)
    elif segment.zone == "box":
        place = _box(draft, paragraph)
        base = _anchored(place.y_from, place.y, section) if place else None
    else:
        base = _flowing(draft, paragraph, section) if segment.zone == "body" else None
    return None if base is None else Pt(base + max(0.0, (paragraph_line(paragraph, section, char) - char) / 2))


def _anchored(anchor: str, offset: Pt | None, section: Section) -> float | None:
    if offset is None or anchor not in ("page", "margin"):
        return None
    return offset if anchor == "page" else abs(section.top) + offset


def _box(draft: Draft, paragraph: Paragraph) -> Position | None:
    """Give the position of the floating box that begins with a paragraph."""
    shapes = (shape for holder in draft.paragraphs() for shape in holder.shapes if shape.floating)
    return next((shape.position for shape in shapes if next(walk(shape.blocks), None) is paragraph), None)


def _flowing(draft: Draft, paragraph: Paragraph, section: Section) -> float | None:
    """Add up what stands over a paragraph of the first page; None behind a table or a frame."""
    height = abs(section.top)
    for block in draft.blocks:
        if block is paragraph:
            return height + space_before(paragraph, section)
        if not isinstance(block, Paragraph) or block.format.frame is not None:
            return None
        spaces = space_before(block, section) + space_after(block, section)
        height += empty_height(block, section) + spaces
    return None


class DoubleLine(Function):
    """Find a letter with a plain line under its masthead (`single`), or without the line at the foot of its first page (`foot`).

    Two plain lines near each other may make a double one.
    """

    fault: Literal["single", "foot"]
    MENDS = True

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on the line, or on the document for the one that is missing."""
        lines = [(element, element.mark) for element in reading.elements(scope.where) if element.mark]
        upper = [(element, mark) for element, mark in lines if not self._at_foot(reading, mark)]
        if self.fault == "single" and len(upper) == 1 and upper[0][1].compound == "sng":
            yield Hit(
                upper[0][0], 0, 0, cure=Cure(partial(strokes.redrawn, upper[0][1], form=DOUBLE), "上粗下细的双线")
            )
        if self.fault == "foot" and upper and len(upper) == len(lines):
            yield Hit(None, name="red_line")

    def _at_foot(self, reading: Reading, mark: Mark) -> bool:
        """Tell whether a line stands in the lower half: by its place on the sheet, else by what it hangs on."""
        part = mark.paragraph.address.part
        place = mark.shape.position if mark.shape else Position()
        far = place.y is not None and place.y > reading.gongwen.draft.sections[0].page_height / 2
        if far or place.y_align == "bottom" or part.startswith("footer"):
            return True
        measured = place.y is not None and place.y_from in ("page", "margin")
        return not measured and part == "body" and _in_text(reading, mark)


def _in_text(reading: Reading, mark: Mark) -> bool:
    """Tell whether a line hangs on a paragraph behind the first one of the main text."""
    gongwen = reading.gongwen
    order = {id(paragraph): index for index, paragraph in enumerate(gongwen.draft.paragraphs())}
    starts = (order.get(id(e.segments[0].paragraph), 0) for e in gongwen.all("recipients", "body") if e.segments)
    return order.get(id(mark.paragraph), 0) > min(starts, default=len(order))


class OutOfTurn(Function):
    """Find what comes out of turn: matches of `find`, whose group `number` is a number or one of the words of `turn`.

    Each value counts where it first comes. `gaps`: numbers left out are the fault, else those that come after a higher one.
    Message field `previous`: the value before.
    """

    find: str
    turn: tuple[str, ...] = ()
    gaps: bool = False
    FIELDS = frozenset({"previous"})

    @cached_property
    def _find(self) -> regex.Pattern[str]:
        return compiled(self.find, regex.MULTILINE)

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on every such value."""
        highest, before = 0, ""
        seen: set[str] = set()
        for element, base, match in search(self._find, reading, scope):
            value = match["number"]
            if value in seen:
                continue
            seen.add(value)
            place = self.turn.index(value) + 1 if self.turn else int(value)
            if place > highest + 1 if self.gaps else place < highest:
                start, end = match.span("number")
                yield Hit(element, start - base, end - base, value, fields={"previous": before})
            highest, before = max(highest, place), value
