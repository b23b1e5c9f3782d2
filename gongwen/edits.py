"""What may be done to a document: the edits that checks propose, the fixer chooses and the writer carries out.

An edit says what shall be so, not how the file says it. Lengths are points, indents 字; what is None stays as it is.
"""

from dataclasses import dataclass
from typing import Literal

from gongwen.units import Pt

Align = Literal["left", "center", "right", "justify", "distribute"]
Side = Literal["top", "bottom", "left", "right", "between"]
Page = Literal["default", "first", "even"]
TabStop = tuple[Pt, Literal["left", "center", "right"]]
"""Where a tab leads, from the left edge of the type area, and how the text behind it stands there."""
AUTO = "auto"
"""The automatic colour: what prints black on white."""
NO_LINE = "nil"
"""The form of a border that is not there."""


@dataclass(frozen=True, slots=True)
class Span:
    """Point at code points [start, end) of the text of the paragraph at `part`/`path` (as in `draft`)."""

    part: str
    path: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class RunChange:
    """Say how characters shall look.

    `han_font` serves East Asian characters, `latin_font` Latin letters and digits. `color` is RRGGBB or `auto`; `scale` in
    percent; `spacing` the extra points between characters.
    """

    han_font: str | None = None
    latin_font: str | None = None
    size: Pt | None = None
    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    highlight: bool | None = None
    hidden: bool | None = None
    color: str | None = None
    scale: float | None = None
    spacing: Pt | None = None


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """Say how a paragraph shall stand.

    `left`, `right` and `first` are indents in 字 of `char` points (`first` negative: hanging); `line` is an exact line spacing;
    `tabs` are all the tab stops there shall be.
    """

    align: Align | None = None
    left: float | None = None
    right: float | None = None
    first: float | None = None
    char: Pt = Pt(16.0)
    line: Pt | None = None
    before: Pt | None = None
    after: Pt | None = None
    tabs: tuple[TabStop, ...] | None = None
    page_break_before: bool | None = None
    kinsoku: bool | None = None
    whole_words: bool | None = None


@dataclass(frozen=True, slots=True)
class SectionChange:
    """Say how the pages of a section shall be; `restart` False takes a restart of page numbers away."""

    page_width: Pt | None = None
    page_height: Pt | None = None
    top: Pt | None = None
    bottom: Pt | None = None
    left: Pt | None = None
    right: Pt | None = None
    gutter: Pt | None = None
    header: Pt | None = None
    footer: Pt | None = None
    columns: int | None = None
    title_page: bool | None = None
    bordered: Literal[False] | None = None
    restart: Literal[False] | None = None
    line_pitch: Pt | None = None
    char_space: Pt | None = None


@dataclass(frozen=True, slots=True)
class FooterLine:
    """Hold one line with the page number (页码): `before` and `after` stand round it, `indent` in 字 from the outer edge."""

    page: Page
    align: Align
    indent: float
    before: str
    after: str
    look: RunChange


@dataclass(frozen=True, slots=True)
class ReplaceText:
    """Replace the text of a span by `text`; an empty span inserts, an empty text deletes."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class SetRunFormat:
    """Change the look of the characters of a span; `mark` changes the paragraph mark as well."""

    span: Span
    change: RunChange
    mark: bool = False


@dataclass(frozen=True, slots=True)
class SetParagraphFormat:
    """Change how the paragraph of a span stands."""

    span: Span
    change: ParagraphChange


@dataclass(frozen=True, slots=True)
class SetBorder:
    """Draw a border line along a paragraph: OOXML `form`, `width` and `space` in points, `color` RRGGBB or `auto`."""

    span: Span
    side: Side
    form: str
    width: Pt
    color: str
    space: Pt = Pt(1.0)


@dataclass(frozen=True, slots=True)
class SetRowBorder:
    """Draw a line all along the top or the bottom of the table row that holds the paragraph of a span; otherwise as SetBorder."""

    span: Span
    side: Literal["top", "bottom"]
    form: str
    width: Pt
    color: str


@dataclass(frozen=True, slots=True)
class SetStroke:
    """Change a drawn line, the shape at `part`/`path`; `length` and `width` (its thickness) in points."""

    part: str
    path: str
    color: str | None = None
    length: Pt | None = None
    width: Pt | None = None


@dataclass(frozen=True, slots=True)
class SetSection:
    """Change the pages of the section of that index, counted from 0."""

    index: int
    change: SectionChange


@dataclass(frozen=True, slots=True)
class SetFooters:
    """Give the document these lines with page numbers in place of the footers it has for those pages."""

    lines: tuple[FooterLine, ...]


@dataclass(frozen=True, slots=True)
class InsertParagraph:
    """Put a new paragraph before or after that of a span, formatted like it but for what is said here."""

    span: Span
    text: str
    before: bool = False
    look: RunChange = RunChange()
    format: ParagraphChange = ParagraphChange()


@dataclass(frozen=True, slots=True)
class RemoveParagraph:
    """Take the paragraph of a span away; what is anchored in it goes to its neighbour."""

    span: Span


Edit = (
    ReplaceText
    | SetRunFormat
    | SetParagraphFormat
    | SetBorder
    | SetRowBorder
    | SetStroke
    | SetSection
    | SetFooters
    | InsertParagraph
    | RemoveParagraph
)
