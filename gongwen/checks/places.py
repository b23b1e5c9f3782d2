"""Places: where the lines of elements stand on the page."""

from collections.abc import Iterator

from gongwen.anatomy.elements import Element, Segment
from gongwen.checks.base import Reading, Scope
from gongwen.checks.expectations import PlaceProperty, Value

MEASURED = frozenset({"body", "header", "footer"})
"""Zones where distances can be measured; a column of a table or a box has edges of its own."""


def astray(reading: Reading, scope: Scope, place: PlaceProperty) -> Iterator[tuple[Element, Segment, Value]]:
    """Yield the lines (segments) that stand elsewhere, each with its element and what was measured.

    What the layout alone settles is measured once for all paragraphs that share it.
    """
    for name in scope.where:
        for layout, lines in reading.by_layout.get(name, {}).items():
            measured = (
                (element, segment, value)
                for element, segment in lines
                if not runs_on(segment)
                and (segment.zone in MEASURED or (place.in_boxes and segment.zone == "box"))
                and (value := place.measured(reading.spacing(segment), segment)) is not None
            )
            first = next(measured, None)
            if first is None or (layout and place.settled and place.right(first[2])):
                continue
            yield from (line for line in (first, *measured) if not place.right(line[2]))


def span(element: Element, wanted: Segment) -> tuple[int, int]:
    """Find a segment in the text of its element."""
    position = 0
    for segment in element.segments:
        position = element.text.find(segment.text, position)
        if segment is wanted:
            break
        position += len(segment.text)
    return position, position + len(wanted.text)


def opens(element: Element, segment: Segment) -> bool:
    """Tell whether a segment begins its element, and not in the middle of a sentence broken by hand."""
    lead = segment.paragraph.text[: segment.start].rstrip()
    return segment is element.segments[0] and (not lead or lead[-1] in "。；：！？")


def runs_on(segment: Segment) -> bool:
    """Tell whether a segment goes on in the line of another, as text does after a heading run into it."""
    return segment.start > 0 and not segment.paragraph.text[segment.start - 1].isspace()
