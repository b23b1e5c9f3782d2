"""Furniture: lines of red head and imprint (版头、版记) that are missing, and surplus elements."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from gongwen.anatomy.elements import Element, Segment
from gongwen.checks.base import Cure, Reading
from gongwen.checks.cures import strokes
from gongwen.checks.cures.spans import alone, closes_line, line_of, opens_line, paragraphs, span
from gongwen.draft import Paragraph
from gongwen.edits import AUTO, Edit, RemoveParagraph, ReplaceText, Side
from gongwen.units import Pt, from_mm

RED = "FF0000"
RED_WIDTH = Pt(1.5)
BELOW_NUMBER = from_mm(4)
"""From 发文字号 to the red line (GB/T 9704-2012 §7.2.7)."""
THICK, THIN = Pt(1.0), Pt(0.75)
"""The 0.35 mm and 0.25 mm of the lines of an imprint, as Word has them (§7.4.1)."""


def missing(reading: Reading, name: str) -> Cure | None:
    """Give what draws a missing line: the red one under the last line of 发文字号 and 签发人, those of an imprint round its text."""
    if name == "red_line":
        hosts = _in_order(reading, "doc_number", "signer")[-1:]
        return Cure(lambda: _red_line(reading, hosts), rests=tuple(hosts))
    if name == "imprint_line":
        parts = _in_order(reading, "cc", "printer")
        return Cure(lambda: _imprint_lines(reading, parts), rests=tuple(parts))
    return None


def surplus(reading: Reading, element: Element) -> Cure:
    """Give what takes an element away: its line, or the text it has for itself."""
    return Cure(lambda: strokes.erased(element.mark) if element.mark else _removed(reading, element), after="（删去）")


def _in_order(reading: Reading, *names: str) -> list[Element]:
    found = reading.gongwen.all(*names)
    return sorted(found, key=lambda element: reading.position[id(element)])


def _red_line(reading: Reading, hosts: Sequence[Element]) -> Iterator[Edit]:
    for element in hosts:
        if strokes.free(reading, element):
            yield from _ruled(reading, element.segments[-1], "bottom", RED_WIDTH, RED, BELOW_NUMBER)


def _imprint_lines(reading: Reading, parts: Sequence[Element]) -> Iterator[Edit]:
    ends = (parts[0].segments[0], parts[-1].segments[-1]) if parts else ()
    inner = [element.segments[0] for above, element in pairwise(parts) if above.name != element.name]
    if not all(strokes.free(reading, part) and _rulable(reading, part.segments) for part in parts):
        return
    for segment, width in ((*ends[:1], THICK), *((between, THIN) for between in inner)) if ends else ():
        yield from _ruled(reading, segment, "top", width, AUTO)
    for segment in ends[1:]:
        yield from _ruled(reading, segment, "bottom", THICK, AUTO)


def parted(reading: Reading, element: Element) -> Iterator[Edit]:
    """Yield the thin line over 印发机关."""
    if strokes.free(reading, element):
        yield from _ruled(reading, element.segments[0], "top", THIN, AUTO)


def _rulable(reading: Reading, segments: Sequence[Segment]) -> bool:
    """Tell whether lines along the paragraphs of these segments can be as wide as the column."""
    return all(strokes.spans_column(segment.paragraph) or reading.spacing(segment).lines == 1 for segment in segments)


def _ruled(
    reading: Reading, segment: Segment, side: Side, width: Pt, color: str, space: Pt = strokes.NEAR
) -> Iterator[Edit]:
    """Yield a line along the paragraph of a segment, over the whole column."""
    paragraph = segment.paragraph
    if not _rulable(reading, [segment]) or paragraph.format.frame is not None:
        return
    if not strokes.spans_column(paragraph):
        widened = list(strokes.lengthened(paragraph))
        if not widened:
            return
        yield from widened
    yield strokes.bordered(paragraph, side, width, color, space)


def _removed(reading: Reading, element: Element) -> Iterator[Edit]:
    """Yield the removal of an element: of its paragraphs where it has them for itself, else of its text."""
    for paragraph, segments in paragraphs(element):
        if alone(reading.gongwen, segments) and not paragraph.shapes:
            yield RemoveParagraph(span(paragraph))
        else:
            yield from (ReplaceText(span(paragraph, *_reach(paragraph, segment)), "") for segment in segments)


def _reach(paragraph: Paragraph, segment: Segment) -> tuple[int, int]:
    """Give what goes with a segment: the blanks that part it from its neighbour."""
    start, end = line_of(paragraph, segment)
    if opens_line(segment):
        return start, segment.end if not closes_line(segment) else end
    before = len(paragraph.text[start : segment.start].rstrip()) + start
    return before, end if closes_line(segment) else segment.end
