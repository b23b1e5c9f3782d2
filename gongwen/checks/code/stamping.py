"""Functions about where name stamps stand (GB/T 9704-2012 §7.3.5.3)."""

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Literal

from gongwen.anatomy.spacing import char_size
from gongwen.checks.base import Hit, Reading, Scope
from gongwen.checks.code.base import Function
from gongwen.checks.expectations import number
from gongwen.checks.impressions import Place, end_of
from gongwen.placement.model import Box
from gongwen.units import Pt, from_mm

FROM_RIGHT, FROM_OFFICE = 4.0, 2.0
"""字 right of a name stamp; between an office title and its stamp."""
SLACK = 1.0
LEVEL = from_mm(3)


class Stamping(Function):
    """Find a name stamp that stands wrong; silent where stamps and office titles are not one to one."""

    fault: Literal["right", "office", "level", "aligned"]

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on every such stamp."""
        stamps = reading.elements(frozenset(("name_stamp",)))
        offices = reading.elements(frozenset(("signature",)))
        found = end_of(reading, [*offices, *stamps]) if stamps and len(stamps) == len(offices) else None
        if found is None:
            return
        (*places, _), area = found
        if len({place.box.page for place in places}) > 1:
            return
        rows = list(zip(places[: len(stamps)], places[len(stamps) :], strict=True))
        segment = offices[0].segments[0]
        yield from _FAULTS[self.fault](rows, area, char_size(segment.paragraph, segment.start, segment.end))


Row = tuple[Place, Place]
"""An office title and the stamp behind it."""


def _right(rows: list[Row], area: Box, char: Pt) -> Iterator[Hit]:
    for _, stamp in rows:
        right = (area.right - stamp.box.right) / char
        if abs(right - FROM_RIGHT) > SLACK + stamp.box.unsure_x / char:
            yield Hit(stamp.element, 0, 0, f"右空{number(right)}字", f"右空{number(FROM_RIGHT)}字")


def _office(rows: list[Row], _area: Box, char: Pt) -> Iterator[Hit]:
    for office, stamp in rows:
        gap = (stamp.box.left - office.box.right) / char
        if abs(gap - FROM_OFFICE) > SLACK + (stamp.box.unsure_x + office.box.unsure_x) / char:
            text = office.element.text
            yield Hit(office.element, 0, len(text), f"隔{number(gap)}字", f"左空{number(FROM_OFFICE)}字")


def _level(rows: list[Row], _area: Box, _char: Pt) -> Iterator[Hit]:
    """Compare the middles of an office title and of a stamp that floats; one in the line is level as the line is."""
    for office, stamp in rows:
        shape = stamp.element.mark.shape if stamp.element.mark else None
        apart = abs(office.box.centre_y - stamp.box.centre_y)
        if shape and shape.floating and apart > LEVEL + office.slack(stamp):
            yield Hit(office.element, 0, len(office.element.text), office.element.text)


def _aligned(rows: list[Row], _area: Box, char: Pt) -> Iterator[Hit]:
    for (_, upper), (_, lower) in pairwise(rows):
        offset, unsure = lower.aside(upper)
        if abs(offset) > SLACK * char + unsure:
            yield Hit(lower.element, 0, 0, f"偏{'右' if offset > 0 else '左'}{number(abs(offset) / char)}字")


_FAULTS: Mapping[str, Callable[[list[Row], Box, Pt], Iterator[Hit]]] = {
    "right": _right,
    "office": _office,
    "level": _level,
    "aligned": _aligned,
}
