"""What is to stand on the paper: paragraphs of named styles, tables, and the page. Lengths in points, indents in 字."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from gongwen.composer.measures import Face
from gongwen.units import Pt

Align = Literal["both", "left", "center", "right", "distribute"]
TabStop = tuple[Literal["left", "right"], Pt]
"""The kind of a tab stop, and its distance from the left edge of the type area."""


@dataclass(frozen=True, slots=True)
class Border:
    """Hold one border of a paragraph or a table: side, form, thickness and distance in points."""

    side: str
    thickness: Pt
    space: Pt = Pt(0.0)
    color: str = ""
    form: str = "single"


@dataclass(frozen=True, slots=True)
class Indent:
    """Hold the indents of a paragraph in 字 of its own size; a negative `first` hangs."""

    left: float = 0.0
    right: float = 0.0
    first: float = 0.0


@dataclass(frozen=True, slots=True)
class Frame:
    """Place a paragraph by the page: width, and the distance of its upper edge from that of the sheet; centred across."""

    width: Pt
    top: Pt
    wrap: str = "notBeside"


@dataclass(frozen=True, slots=True)
class Place:
    """Hold the look of a paragraph; `line` is an exact height, 0 leaves it to the characters.

    `keep` holds it on the page of the next one, `whole` in one piece. `level` is that of a heading, 0 for none. A `gridded` one snaps
    to the grid of the page.
    """

    align: Align = "both"
    line: Pt = Pt(0.0)
    before: Pt = Pt(0.0)
    after: Pt = Pt(0.0)
    indent: Indent = Indent()
    keep: bool = False
    whole: bool = False
    new_page: bool = False
    border: Border | None = None
    frame: Frame | None = None
    tab: TabStop | None = None
    level: int = 0
    gridded: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """Hold a named style: of paragraphs, or of characters when it has no place."""

    key: str
    name: str
    face: Face
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """Hold a piece of text; `style` gives its characters a look of their own."""

    text: str
    style: Style | None = None


@dataclass(frozen=True, slots=True)
class Break:
    """Turn the line."""


@dataclass(frozen=True, slots=True)
class Tab:
    """Go on at the tab stop."""


@dataclass(frozen=True, slots=True)
class PageNumber:
    """Stand for the number of the page; `shown` is what stands there until it is worked out."""

    shown: str


Item = Text | Break | Tab | PageNumber


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Hold a paragraph; `indent` is its own where it follows from its words, else that of its style."""

    style: Style
    items: tuple[Item, ...] = ()
    indent: Indent | None = None


Cell = tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Hold a row of cells; `height` is the least it takes, 0 leaves it to the text; `low` text stands at the bottom of the cells.

    The `head` of a table is printed again on every page.
    """

    cells: tuple[Cell, ...]
    height: Pt = Pt(0.0)
    low: bool = False
    head: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Hold a table; `foot` puts it at the foot of the type area."""

    widths: tuple[Pt, ...]
    rows: tuple[Row, ...]
    borders: tuple[Border, ...] = ()
    foot: bool = False


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Page:
    """Hold the page: sheet, margins and footer in points; lines a page and characters a line are made by pitch and space."""

    width: Pt
    height: Pt
    top: Pt
    right: Pt
    bottom: Pt
    left: Pt
    footer: Pt
    line_pitch: Pt
    char_space: Pt

    @property
    def text_width(self) -> Pt:
        """Give the width of the type area (版心)."""
        return Pt(self.width - self.left - self.right)

    @property
    def text_height(self) -> Pt:
        """Give the height of the type area."""
        return Pt(self.height - self.top - self.bottom)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold a document laid out: its blocks, and the footers of odd pages, even pages and a first page unlike the rest."""

    page: Page
    base: Style
    blocks: tuple[Block, ...]
    odd: tuple[Paragraph, ...]
    even: tuple[Paragraph, ...]
    first: tuple[Paragraph, ...] = ()
    title: str = ""

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield every paragraph, those in tables and footers too."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield block
            else:
                yield from (paragraph for row in block.rows for cell in row.cells for paragraph in cell)
        yield from (*self.odd, *self.even, *self.first)
