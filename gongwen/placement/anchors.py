"""Where a floating object stands: the edges and alignments it is positioned by."""

from dataclasses import dataclass
from typing import NamedTuple

from gongwen.draft import Position
from gongwen.placement.model import Box, Sheet
from gongwen.units import Pt


class Extent(NamedTuple):
    """Hold one side of a region: where it begins and how long it is, and how sure that is."""

    start: float
    length: float
    unsure: float = 0.0


@dataclass(frozen=True, slots=True)
class Anchor:
    """Hold what an object may be positioned by: its page, the column, its paragraph, the line and the character it is anchored at.

    `odd` tells which way inside and outside are.
    """

    sheet: Sheet
    column: Extent
    paragraph: Extent
    line: Extent
    character: Extent
    odd: bool = True


_X_ALIGNS = {"left": 0.0, "center": 0.5, "right": 1.0}
_Y_ALIGNS = {"top": 0.0, "inline": 0.0, "center": 0.5, "bottom": 1.0}
_SIDES = {("inside", True): "left", ("inside", False): "right", ("outside", True): "right", ("outside", False): "left"}
_MIRRORED = {
    ("insideMargin", True): "leftMargin", ("insideMargin", False): "rightMargin",
    ("outsideMargin", True): "rightMargin", ("outsideMargin", False): "leftMargin",
}  # fmt: skip


def position_box(position: Position, width: float, height: float, anchor: Anchor) -> Box:
    """Give the rectangle of an object `width` by `height` points."""
    across, down = _across(position, anchor), _down(position, anchor)
    align = _SIDES.get((position.x_align or "", anchor.odd), position.x_align or "")
    left = _along(across, position.x, _X_ALIGNS.get(align), width)
    top = _along(down, position.y, _Y_ALIGNS.get(position.y_align or ""), height)
    return Box(anchor.sheet.number, Pt(left), Pt(top), Pt(width), Pt(height), Pt(down.unsure), Pt(across.unsure))


def _along(region: Extent, offset: float | None, share: float | None, length: float) -> float:
    if share is not None:
        return region.start + (region.length - length) * share
    return region.start + (offset or 0.0)


def _across(position: Position, anchor: Anchor) -> Extent:
    sheet = anchor.sheet
    area = sheet.area
    name = _MIRRORED.get((position.x_from, anchor.odd), position.x_from)
    match name:
        case "page":
            return Extent(0.0, sheet.width)
        case "margin":
            return Extent(area.left, area.width)
        case "leftMargin":
            return Extent(0.0, area.left)
        case "rightMargin":
            return Extent(area.right, sheet.width - area.right)
        case "character":
            return anchor.character
    return anchor.column


def _down(position: Position, anchor: Anchor) -> Extent:
    sheet = anchor.sheet
    area = sheet.area
    match position.y_from:
        case "page":
            return Extent(0.0, sheet.height)
        case "margin":
            return Extent(area.top, area.height)
        case "topMargin" | "insideMargin":
            return Extent(0.0, area.top)
        case "bottomMargin" | "outsideMargin":
            return Extent(area.bottom, sheet.height - area.bottom)
        case "line":
            return anchor.line
    return anchor.paragraph
