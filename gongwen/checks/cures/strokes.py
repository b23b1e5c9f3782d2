"""Strokes: drawn lines, whether shapes, borders of paragraphs or of tables; how long the lines of a table are is left to a person."""

from collections.abc import Iterator

from gongwen.anatomy.elements import Element, Mark
from gongwen.anatomy.spacing import char_size
from gongwen.checks.base import Reading
from gongwen.checks.cures.spans import span
from gongwen.draft import Paragraph
from gongwen.edits import (
    AUTO,
    NO_LINE,
    Edit,
    ParagraphChange,
    SetBorder,
    SetParagraphFormat,
    SetRowBorder,
    SetStroke,
    Side,
)
from gongwen.units import Pt

_TABLE = "/tbl["
NEAR = Pt(1.0)
"""From a paragraph to its border, as Word sets it."""


def redrawn(
    mark: Mark, *, color: str | None = None, width: Pt | None = None, form: str | None = None
) -> Iterator[Edit]:
    """Yield what gives a line another colour, thickness (points) or form (that of a border)."""
    if mark.shape:
        if mark.shape.form == "line" and form is None:
            yield SetStroke(mark.shape.address.part, mark.shape.address.path, color, width=width)
    elif mark.border:
        border, side, ink = mark.border, _side(mark), color or mark.border.color or AUTO
        shape, thickness = form or border.form, border.width if width is None else width
        if side:
            yield SetBorder(span(mark.paragraph), side, shape, thickness, ink, border.space)
        elif mark.paragraph.address.path.count(_TABLE) == 1:
            yield SetRowBorder(span(mark.paragraph), "bottom" if mark.below else "top", shape, thickness, ink)


def stretched(mark: Mark, length: Pt, column: Pt) -> Iterator[Edit]:
    """Yield what makes a line as long as that; the border of a paragraph reaches no further than its column."""
    if mark.shape:
        if mark.shape.form == "line":
            yield SetStroke(mark.shape.address.part, mark.shape.address.path, length=length)
    elif _side(mark) and abs(length - column) < NEAR and mark.paragraph.format.frame is None:
        yield from lengthened(mark.paragraph)


def erased(mark: Mark) -> Iterator[Edit]:
    """Yield what takes a line away; shapes are left to a person."""
    if mark.shape is None and (side := _side(mark)):
        yield SetBorder(span(mark.paragraph), side, NO_LINE, Pt(0.0), AUTO, Pt(0.0))


def bordered(paragraph: Paragraph, side: Side, width: Pt, color: str, space: Pt = NEAR) -> SetBorder:
    """Give a plain line along a paragraph."""
    return SetBorder(span(paragraph), side, "single", width, color, space)


def spans_column(paragraph: Paragraph) -> bool:
    """Tell whether a border of a paragraph would be as wide as its column."""
    form = paragraph.format
    char = paragraph.mark.size
    return (
        form.frame is None and not form.left.width(char) and not form.right.width(char) and form.first.width(char) >= 0
    )


def free(reading: Reading, element: Element) -> bool:
    """Tell whether an element stands in plain paragraphs of the body, where borders can be drawn."""
    return bool(element.segments) and all(id(segment.paragraph) in reading.blocks for segment in element.segments)


def _side(mark: Mark) -> Side | None:
    """Give the side of its paragraph a line is the border of; None for that of a table."""
    borders = mark.paragraph.format.borders
    sides: dict[Side, bool] = {
        "top": borders.top is mark.border and not mark.below,
        "bottom": borders.bottom is mark.border and mark.below,
        "between": borders.between is mark.border and not mark.below,
    }
    return next((side for side, here in sides.items() if here), None) if mark.border else None


def lengthened(paragraph: Paragraph) -> Iterator[Edit]:
    """Yield what lets a border reach over the whole column; the first line of text stays where it is."""
    form = paragraph.format
    char = char_size(paragraph, 0, len(paragraph.text))
    if form.align in ("left", "justify") or not paragraph.text.strip():
        first = (form.left.width(char) + form.first.width(char)) / char
        change = ParagraphChange(left=0.0, right=0.0, first=max(first, 0.0), char=char)
        yield SetParagraphFormat(span(paragraph), change)
    elif form.align == "center":
        yield SetParagraphFormat(span(paragraph), ParagraphChange(left=0.0, right=0.0, first=0.0, char=char))
