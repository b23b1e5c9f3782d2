"""Strokes: drawn lines, whether shapes or borders of paragraphs; borders of tables are left to a person."""

from collections.abc import Iterator, Sequence

from gongwen.anatomy.elements import Element, Gongwen, Mark, Segment
from gongwen.anatomy.spacing import char_size
from gongwen.checks.cures.spans import span
from gongwen.draft import Paragraph
from gongwen.edits import AUTO, Edit, ParagraphChange, SetBorder, SetParagraphFormat, SetStroke, Side
from gongwen.units import Pt

NONE = "nil"
"""The form of a border that is not there."""
NEAR = Pt(1.0)
"""From a paragraph to its border, as Word sets it."""


def redrawn(
    mark: Mark, *, color: str | None = None, length: Pt | None = None, width: Pt | None = None, form: str | None = None
) -> Iterator[Edit]:
    """Yield what gives a line another colour, length, thickness (points) or form (that of a border)."""
    if mark.shape:
        if mark.shape.form == "line" and form is None:
            yield SetStroke(mark.shape.address.part, mark.shape.address.path, color, length, width)
    elif side := _side(mark):
        yield from _bordered(mark, side, color, width, form)
        yield from lengthened(mark.paragraph) if length is not None else ()


def erased(mark: Mark) -> Iterator[Edit]:
    """Yield what takes a line away; shapes are left to a person."""
    if mark.shape is None and (side := _side(mark)):
        yield SetBorder(span(mark.paragraph), side, NONE, Pt(0.0), AUTO, Pt(0.0))


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


def free(gongwen: Gongwen, element: Element | None) -> bool:
    """Tell whether an element stands in plain paragraphs of the body, where borders can be drawn."""
    blocks = {id(block) for block in gongwen.draft.blocks}
    segments: Sequence[Segment] = element.segments if element else ()
    return bool(segments) and all(id(segment.paragraph) in blocks for segment in segments)


def _side(mark: Mark) -> Side | None:
    """Give the side of its paragraph a line is the border of; None for that of a table."""
    borders = mark.paragraph.format.borders
    sides: dict[Side, bool] = {
        "top": borders.top is mark.border and not mark.below,
        "bottom": borders.bottom is mark.border and mark.below,
        "between": borders.between is mark.border and not mark.below,
    }
    return next((side for side, here in sides.items() if here), None) if mark.border else None


def _bordered(mark: Mark, side: Side, color: str | None, width: Pt | None, form: str | None) -> Iterator[Edit]:
    border = mark.border
    if border and (color is not None or width is not None or form is not None):
        ink = color or border.color or AUTO
        yield SetBorder(
            span(mark.paragraph), side, form or border.form, border.width if width is None else width, ink, border.space
        )


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
