"""Put measured lines, shapes and cells on their pages and note where they stand."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import inf

from gongwen.draft import Paragraph, Section, Shape
from gongwen.placement.anchors import Anchor, Extent, position_box
from gongwen.placement.blocks import Stack, measure_stack, stack_height, stack_unsure
from gongwen.placement.model import Box, Line, Placement, Sheet
from gongwen.placement.printed import Measure, Measured, Printed
from gongwen.placement.sheets import Column
from gongwen.units import Pt

Spot = tuple[Printed, Column, float]
"""A printed line, the column it stands in, and its upper edge."""

_BASELINE = 0.2
"""How far an inline picture stands above the lower edge of its line, in sizes, and how sure that is."""
_LEAST_TEXT = 72.0
"""Room beside a shape, in points, below which Word sets no text there."""
_SHARES = {"top": 0.0, "center": 0.5, "bottom": 1.0}


@dataclass(slots=True)
class Press:
    """Gather what stands where; `set_stack` prints a stack into a column that has no end."""

    measure: Measure
    set_stack: "Callable[[Press, Stack, Column, Section], None]"
    lines: dict[str, list[Line]] = field(default_factory=dict)
    shapes: dict[str, Box] = field(default_factory=dict)
    frames: dict[str, Box] = field(default_factory=dict)

    def placement(self, sheets: list[Sheet]) -> Placement:
        """Give what was gathered."""
        lines = {path: tuple(found) for path, found in self.lines.items()}
        return Placement(tuple(sheets), lines, self.shapes, self.frames)

    def line(self, paragraph: Paragraph, printed: Printed, column: Column, y: float) -> None:
        """Print one line with its upper edge at `y`."""
        box = Box(
            column.sheet.number,
            Pt(column.left + printed.left),
            Pt(y),
            Pt(printed.width),
            Pt(printed.height.likely),
            Pt(column.unsure),
            Pt(printed.unsure_x),
        )
        line = Line(box, printed.start, printed.end, Pt(column.left + printed.origin), printed.ruler, printed.sure)
        self.lines.setdefault(paragraph.address.path, []).append(line)

    def border(self, measured: Measured, column: Column, top: float, bottom: float) -> None:
        """Note the rectangle that the borders of a paragraph go round."""
        form, size = measured.paragraph.format, measured.paragraph.mark.size
        left = form.left.width(size) + min(form.first.width(size), 0.0)
        width = max(column.width - left - form.right.width(size), 0.0)
        box = Box(
            column.sheet.number,
            Pt(column.left + left),
            Pt(top),
            Pt(width),
            Pt(bottom - top),
            Pt(column.unsure),
            Pt(0.0),
        )
        self.frames.setdefault(measured.paragraph.address.path, box)

    def hanging_shapes(self, measured: Measured, column: Column, top: float, section: Section) -> list[Box]:
        """Place the shapes that hang on a paragraph which begins at `top`; give the boxes that text keeps clear of."""
        kept: list[Box] = []
        for shape in measured.paragraph.shapes:
            if shape.floating and not _hangs_on_line(shape):
                region = Extent(top, measured.height, column.unsure)
                box = self._float(shape, column, region, (measured.lines[0], column, top), section)
                kept += [box] if _keeps_clear(shape, box, column) else []
        return kept

    def line_shapes(self, measured: Measured, spots: Sequence[Spot], section: Section) -> None:
        """Place the shapes that stand in the lines of a paragraph, or hang on a line or a character."""
        ends = [printed.end for printed, _, _ in spots[:-1]]
        for shape in measured.paragraph.shapes:
            spot = spots[bisect_right(ends, shape.offset)]
            if not shape.floating:
                self.shape(shape, _inline_box(shape, spot, measured.paragraph.mark.size), spot[1], section)
            elif _hangs_on_line(shape):
                region = Extent(spots[0][2], measured.height, spots[0][1].unsure)
                self._float(shape, spot[1], region, spot, section)

    def shape(self, shape: Shape, box: Box, column: Column, section: Section) -> None:
        """Note a shape, the text inside and its members."""
        self.shapes.setdefault(shape.address.path, box)
        if shape.blocks:
            self._inside(shape, box, column, section)
        for child in shape.children:
            left, top = Pt(box.left + (child.position.x or 0.0)), Pt(box.top + (child.position.y or 0.0))
            member = Box(box.page, left, top, child.width, child.height, box.unsure, box.unsure_x)
            self.shape(child, member, column, section)

    def _float(self, shape: Shape, column: Column, paragraph: Extent, spot: Spot, section: Section) -> Box:
        printed, where, y = spot
        offset = min(max(shape.offset, printed.start), printed.end)
        x = where.left + printed.origin + printed.ruler.width(printed.start, offset)
        anchor = Anchor(
            column.sheet,
            Extent(column.left, column.width),
            paragraph,
            Extent(y, printed.height.likely, where.unsure),
            Extent(x, 0.0, printed.unsure_x),
            column.odd,
        )
        box = position_box(shape.position, shape.width, shape.height, anchor)
        self.shape(shape, box, column, section)
        return box

    def _inside(self, shape: Shape, box: Box, column: Column, section: Section) -> None:
        left, top, right, bottom = shape.padding
        width = max(box.width - left - right, 1.0)
        stack = measure_stack(self.measure, shape.blocks, section, width)
        free = max(box.height - top - bottom - stack_height(stack), 0.0)
        y = box.top + top + free * _SHARES[shape.text_align]
        unsure = box.unsure + (0.0 if shape.text_align == "top" else stack_unsure(stack))
        self.set_stack(
            self, stack, Column(column.sheet, box.left + left, width, y, inf, y, unsure, odd=column.odd), section
        )


def _inline_box(shape: Shape, spot: Spot, size: float) -> Box:
    printed, where, y = spot
    ahead = printed.ruler.width(printed.start, shape.offset) if shape.offset > printed.start else shape.width
    left, low = where.left + printed.origin + ahead - shape.width, _BASELINE * size
    top = y + max(printed.height.likely - shape.height - low, 0.0)
    unsure = Pt(where.unsure + low)
    return Box(where.sheet.number, Pt(left), Pt(top), shape.width, shape.height, unsure, Pt(printed.unsure_x))


def _hangs_on_line(shape: Shape) -> bool:
    return shape.position.y_from == "line" or shape.position.x_from == "character"


def _keeps_clear(shape: Shape, box: Box, column: Column) -> bool:
    """Tell whether text goes on under a shape because none fits beside it."""
    if shape.wrap in ("square", "tight", "through"):
        return box.left - column.left < _LEAST_TEXT and column.left + column.width - box.right < _LEAST_TEXT
    return shape.wrap == "topAndBottom"
