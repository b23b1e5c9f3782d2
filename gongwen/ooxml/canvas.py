"""Hold what the drawing readers share: where they are and whom to ask."""

from collections.abc import Callable
from dataclasses import dataclass

from gongwen.draft import Address, Block, Position, Shape, VerticalAlign
from gongwen.ooxml.theme import Theme, hex_color
from gongwen.ooxml.values import Element
from gongwen.units import Pt

_NAMED = {
    "black": "000000", "white": "FFFFFF", "red": "FF0000", "lime": "00FF00", "blue": "0000FF", "yellow": "FFFF00",
    "aqua": "00FFFF", "cyan": "00FFFF", "fuchsia": "FF00FF", "magenta": "FF00FF", "gray": "808080", "grey": "808080",
    "silver": "C0C0C0", "maroon": "800000", "green": "008000", "navy": "000080", "olive": "808000", "purple": "800080",
    "teal": "008080", "orange": "FFA500", "darkred": "8B0000", "dkred": "8B0000", "crimson": "DC143C",
    "window": "FFFFFF", "windowtext": "000000",
}  # fmt: skip


Padding = tuple[Pt, Pt, Pt, Pt]
_PADDING: Padding = (Pt(7.2), Pt(3.6), Pt(7.2), Pt(3.6))


@dataclass(frozen=True, slots=True)
class Canvas:
    """Hold the surroundings of a drawing.

    `blocks` reads the text of a box (content, path), `resolve` turns a relationship id into a part name, `unread` notes
    what is left out.
    """

    story: str
    theme: Theme
    blocks: Callable[[Element, str], tuple[Block, ...]]
    resolve: Callable[[str | None], str | None]
    unread: Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Spot:
    """Hold where a shape stands: its path, its anchor's text offset, size and position, and how text gives way to it."""

    path: str
    offset: int
    width: Pt
    height: Pt
    floating: bool = True
    position: Position = Position()
    behind: bool = False
    wrap: str = "none"


@dataclass(frozen=True, slots=True)
class Inside:
    """Hold the text in a shape: its blocks, how far it keeps from the left, top, right and bottom edge, where it stands."""

    blocks: tuple[Block, ...] = ()
    padding: Padding = _PADDING
    align: VerticalAlign = "top"


@dataclass(frozen=True, slots=True)
class Stroke:
    """Hold the line of a shape; without colour there is none."""

    color: str | None = None
    width: Pt = Pt(0.0)
    compound: str = "sng"


def build(
    spot: Spot,
    canvas: Canvas,
    form: str,
    *,
    stroke: Stroke = Stroke(),
    fill: str | None = None,
    rotation: float = 0.0,
    inside: Inside = Inside(),
    children: tuple[Shape, ...] = (),
    picture: str | None = None,
) -> Shape:
    """Put a shape together."""
    return Shape(
        address=Address(canvas.story, spot.path),
        form=form,
        width=spot.width,
        height=spot.height,
        floating=spot.floating,
        position=spot.position,
        behind=spot.behind,
        rotation=rotation,
        stroke_color=stroke.color,
        stroke_width=stroke.width if stroke.color else Pt(0.0),
        compound=stroke.compound,
        fill=fill,
        offset=spot.offset,
        blocks=inside.blocks,
        children=children,
        picture=picture,
        wrap=spot.wrap,
        padding=inside.padding,
        text_align=inside.align,
    )


def padding(left: Pt | None, top: Pt | None, right: Pt | None, bottom: Pt | None) -> Padding:
    """Give how far text keeps from the edges of its shape; a side nothing is said of keeps what Word takes for granted."""
    return (
        _PADDING[0] if left is None else left,
        _PADDING[1] if top is None else top,
        _PADDING[2] if right is None else right,
        _PADDING[3] if bottom is None else bottom,
    )


def named_color(value: str | None) -> str | None:
    """Give RRGGBB of a colour name, `#RRGGBB` or `#RGB`; whatever follows a blank is dropped."""
    word = (value or "").split(" ")[0].lower()
    digits = word.removeprefix("#")
    if word.startswith("#") and len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    return _NAMED.get(word) or hex_color(digits)
