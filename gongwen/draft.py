"""What is on the paper: a draft as read from a file, format-neutral, immutable, every node addressed.

Lengths are points. Text offsets count Unicode code points in `Paragraph.text`, where a line break is "\\n", a tab "\\t",
a page or column break "\\f" and an inline object nothing. Paths count from 1: `body/p[12]`, `body/tbl[1]/r[2]/c[3]/p[1]`,
`body/p[3]/box[1]/p[2]` (second paragraph in the first text box anchored in body/p[3]), `footer2/p[1]`.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from operator import attrgetter
from typing import Literal

from gongwen.units import Pt

Align = Literal["left", "center", "right", "justify", "distribute"]
LineRule = Literal["auto", "exact", "at_least"]
VerticalAlign = Literal["top", "center", "bottom"]


@dataclass(frozen=True, slots=True)
class RunFormat:
    """Hold the effective format of a run: direct → character style → paragraph style → table style → defaults.

    `han_font` serves East Asian characters, `latin_font` Latin letters and digits; None where the file names none at all.
    `size` in points. `color` is RRGGBB in upper case, None for automatic. `scale` is the width of characters in percent,
    `spacing` the extra points between them. `caps` and effects that do not change what is read are left out.
    """

    han_font: str | None = None
    latin_font: str | None = None
    size: Pt = Pt(10.0)
    bold: bool = False
    italic: bool = False
    underline: str | None = None
    strike: bool = False
    color: str | None = None
    highlight: str | None = None
    shading: str | None = None
    hidden: bool = False
    scale: float = 100.0
    spacing: Pt = Pt(0.0)
    vertical: Literal["", "superscript", "subscript"] = ""


@dataclass(frozen=True, slots=True)
class Indent:
    """Hold one indent: `chars` (in characters of the paragraph) wins over `points` when it is not None."""

    points: Pt = Pt(0.0)
    chars: float | None = None

    def width(self, char: Pt) -> Pt:
        """Give the indent in points for characters `char` points wide."""
        return self.points if self.chars is None else Pt(self.chars * char)


@dataclass(frozen=True, slots=True)
class Border:
    """Hold one border line: OOXML form name (`single`, `thinThickSmallGap` …), width in points, RRGGBB or None for auto."""

    form: str
    width: Pt
    color: str | None
    space: Pt = Pt(0.0)


@dataclass(frozen=True, slots=True)
class Borders:
    """Hold the borders of a paragraph, a cell or a table; None where there is none."""

    top: Border | None = None
    bottom: Border | None = None
    left: Border | None = None
    right: Border | None = None
    between: Border | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """Hold a positioned frame (w:framePr); offsets in points from the named anchors."""

    x: Pt | None
    y: Pt | None
    width: Pt | None
    horizontal_from: str
    vertical_from: str
    x_align: str | None
    y_align: str | None


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    """Hold the effective format of a paragraph.

    `first` is the first-line indent (negative: hanging). `line` is points for exact and at_least, a multiple for auto.
    `before`/`after` are points, `before_lines`/`after_lines` lines when given in lines (they win). `grid` tells whether
    the paragraph snaps to the document grid. `kinsoku`: no line begins with a closing mark (禁则); `hanging_marks`: a stop may stand
    past the right edge; `whole_words`: Latin words are not parted; `space_latin`, `space_digits`: a little air between them and Han.
    """

    align: Align = "left"
    left: Indent = Indent()
    right: Indent = Indent()
    first: Indent = Indent()
    before: Pt = Pt(0.0)
    after: Pt = Pt(0.0)
    before_lines: float | None = None
    after_lines: float | None = None
    line: float = 1.0
    line_rule: LineRule = "auto"
    grid: bool = True
    page_break_before: bool = False
    keep_next: bool = False
    keep_lines: bool = False
    widow_control: bool = True
    contextual_spacing: bool = False
    borders: Borders = Borders()
    shading: str | None = None
    outline_level: int | None = None
    tabs: tuple[tuple[Pt, str], ...] = ()
    frame: Frame | None = None
    kinsoku: bool = True
    hanging_marks: bool = True
    whole_words: bool = True
    space_latin: bool = True
    space_digits: bool = True


@dataclass(frozen=True, slots=True)
class Run:
    """Hold a stretch of text with one format. `start` is its offset in the paragraph's text."""

    text: str
    start: int
    format: RunFormat


_start = attrgetter("start")


@dataclass(frozen=True, slots=True)
class FieldSpan:
    """Hold a field: its instruction (`PAGE`, `TOC \\o` …) and the span of its result."""

    instruction: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Address:
    """Point at a node: `part` is the story (`body`, `header1`, `footer2` …), `path` as in the module docstring."""

    part: str
    path: str


@dataclass(frozen=True, slots=True)
class Position:
    """Hold where a floating object stands: offset in points, or an alignment word, relative to the named anchors."""

    x: Pt | None = None
    y: Pt | None = None
    x_align: str | None = None
    y_align: str | None = None
    x_from: str = "column"
    y_from: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Shape:
    """Hold a drawing: a line, box, picture or group, anchored in a paragraph at text offset `offset`.

    `form` is the geometry (`line`, `rect`, `ellipse`, `picture`, `group`, `other`); `compound` the line form of OOXML
    (`sng`, `thickThin`, `thinThick` …). `floating` is False for inline objects; `position` then means nothing. `blocks` is the text
    inside; `children` the members of a group. `picture` names the image part. `wrap` tells how text gives way (`none`, `square`,
    `tight`, `through`, `topAndBottom`); `padding` keeps the text inside off the left, top, right and bottom edge, `text_align` places
    it from top to bottom.
    """

    address: Address
    form: str
    width: Pt
    height: Pt
    floating: bool = True
    position: Position = Position()
    behind: bool = False
    rotation: float = 0.0
    stroke_color: str | None = None
    stroke_width: Pt = Pt(0.0)
    compound: str = "sng"
    fill: str | None = None
    offset: int = 0
    blocks: tuple["Block", ...] = ()
    children: tuple["Shape", ...] = ()
    picture: str | None = None
    wrap: str = "none"
    padding: tuple[Pt, Pt, Pt, Pt] = (Pt(7.2), Pt(3.6), Pt(7.2), Pt(3.6))
    text_align: VerticalAlign = "top"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Hold one paragraph as it would print, tracked changes accepted.

    `number` is the text of its automatic number (`一、`), None when it has none; `number_format` the format it is printed in;
    `number_suffix` what follows it. `mark` is the format of the paragraph mark (it sets the height of an empty paragraph).
    `tracked` tells whether any tracked change touches it; `comments` are the ids of comments anchored in it.
    """

    address: Address
    text: str
    runs: tuple[Run, ...]
    format: ParagraphFormat
    mark: RunFormat
    style: str | None = None
    number: str | None = None
    number_format: RunFormat | None = None
    number_suffix: Literal["", "\t", " "] = ""
    shapes: tuple[Shape, ...] = ()
    fields: tuple[FieldSpan, ...] = ()
    tracked: bool = False
    comments: tuple[str, ...] = ()
    section: int = 0

    def runs_in(self, start: int, end: int) -> Iterator[Run]:
        """Yield the runs that touch [start, end)."""
        runs = self.runs
        first = bisect_right(runs, start, key=_start) - 1 if len(runs) > 8 else 0
        for run in islice(runs, max(first, 0), None):
            if run.start >= end:
                return
            if run.start + len(run.text) > start:
                yield run


@dataclass(frozen=True, slots=True)
class Cell:
    """Hold a table cell over `span` grid columns; `merged`: the lower cells of a vertical merge; `padding`: left, top, right, bottom."""

    address: Address
    blocks: tuple["Block", ...]
    width: Pt | None = None
    span: int = 1
    merged: bool = False
    borders: Borders = Borders()
    text_align: VerticalAlign = "top"
    padding: tuple[Pt, Pt, Pt, Pt] = (Pt(5.4), Pt(0.0), Pt(5.4), Pt(0.0))


@dataclass(frozen=True, slots=True)
class Row:
    """Hold a table row; its height is the least it has unless `exact`. `whole`: no page break inside; `header`: repeated on each page."""

    address: Address
    cells: tuple[Cell, ...]
    height: Pt | None = None
    exact: bool = False
    whole: bool = False
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Hold a table; `borders.between` is its inner horizontal line, `floating` carries w:tblpPr, `columns` the widths of its grid."""

    address: Address
    rows: tuple[Row, ...]
    borders: Borders = Borders()
    width: Pt | None = None
    align: str | None = None
    indent: Pt = Pt(0.0)
    floating: Position | None = None
    columns: tuple[Pt, ...] = ()
    padding: tuple[Pt, Pt, Pt, Pt] = (Pt(5.4), Pt(0.0), Pt(5.4), Pt(0.0))


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Story:
    """Hold a header or footer: `part` as in addresses, blocks in order."""

    part: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Hold the document grid (w:docGrid). `kind` is lines, linesAndChars, snapToChars or default; lengths in points."""

    kind: str = "default"
    line_pitch: Pt | None = None
    char_space: Pt = Pt(0.0)


@dataclass(frozen=True, slots=True)
class Section:
    """Hold the page set-up of one section; `bordered`: a frame is printed round its pages.

    Headers and footers are keyed `default`, `first`, `even`; inherited ones are filled in.
    """

    index: int
    page_width: Pt
    page_height: Pt
    top: Pt
    bottom: Pt
    left: Pt
    right: Pt
    gutter: Pt = Pt(0.0)
    header: Pt = Pt(36.0)
    footer: Pt = Pt(36.0)
    landscape: bool = False
    start: str = "nextPage"
    columns: int = 1
    column_gap: Pt = Pt(36.0)
    title_page: bool = False
    grid: Grid = Grid()
    page_number_format: str | None = None
    page_number_start: int | None = None
    bordered: bool = False
    headers: tuple[tuple[str, Story], ...] = ()
    footers: tuple[tuple[str, Story], ...] = ()

    @property
    def text_width(self) -> Pt:
        """Give the width of the type area (版心)."""
        return Pt(self.page_width - self.left - self.right - self.gutter)

    @property
    def text_height(self) -> Pt:
        """Give the height of the type area (版心)."""
        return Pt(self.page_height - abs(self.top) - abs(self.bottom))


@dataclass(frozen=True, slots=True)
class Comment:
    """Hold a comment: its text and where it is anchored (None when nowhere)."""

    id: str
    author: str
    text: str
    address: Address | None
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """Hold one document as it would print.

    `compress_marks`: punctuation may be set closer. `han_marks`: the file says that quotation marks are set in the Chinese font.
    `blocks` is the body; `unread` names parts or constructions that carry text and were not read (altChunk, embedded
    objects), so that a report never says more than was seen. `properties` names the personal file properties that are filled
    in (`author`, `last_modified_by`, `manager`, `company`), never their values. `media` gives the bytes of a picture by the name in
    `Shape.picture`, None where there are none.
    """

    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    even_and_odd: bool = False
    mirror_margins: bool = False
    default_tab: Pt = Pt(36.0)
    compress_marks: bool = False
    han_marks: bool = False
    comments: tuple[Comment, ...] = ()
    tracked_changes: int = 0
    styles: tuple[str, ...] = ()
    properties: tuple[str, ...] = ()
    unread: tuple[str, ...] = field(default=())
    media: Callable[[str], bytes | None] = field(default=lambda _: None, compare=False, repr=False)

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield every paragraph of the body in file order, those in tables and text boxes included."""
        return walk(self.blocks)


def walk(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """Yield the paragraphs of blocks depth first; text boxes come right after the paragraph that anchors them."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
            for shape in block.shapes:
                yield from _inside(shape)
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from walk(cell.blocks)


def _inside(shape: Shape) -> Iterator[Paragraph]:
    yield from walk(shape.blocks)
    for child in shape.children:
        yield from _inside(child)
