"""The vocabulary of the maker: texts with their roles, paragraphs with their formats, documents with their words.

Distances are twips, font sizes points, indents 字 of the paragraph (`char` twips each).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

FANGSONG, HEI, KAI = "仿宋_GB2312", "黑体", "楷体_GB2312"
BIAOSONG, SONG, TIMES = "方正小标宋简体", "宋体", "Times New Roman"
RED, GRID = "FF0000", 579
TEXT_WIDTH = 8844


@dataclass(frozen=True, slots=True)
class Run:
    """The look of a run."""

    font: str = FANGSONG
    size: float = 16
    color: str = ""
    latin: str = ""
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Border:
    """One border of a paragraph: side, line form, width in eighths of a point, distance in points."""

    side: str
    size: int
    space: int = 0
    color: str = "auto"
    form: str = "single"


@dataclass(frozen=True, slots=True)
class Para:
    """The look of a paragraph; `line` 0 means single spacing off the grid, -1 no spacing set at all."""

    align: str = "both"
    line: int = GRID
    before: int = 0
    left: float = 0
    right: float = 0
    first: float = 0
    char: int = 320
    page_break: bool = False
    frame: str = ""
    borders: tuple[Border, ...] = ()
    right_tab: int = 0
    middle: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text that plays one role."""

    role: str
    text: str
    run: Run | None = None


@dataclass(frozen=True, slots=True)
class Stamp:
    """How a seal or name stamp is put on the paper; lengths in mm, `turn` in degrees to the right.

    `across` and `down` say what its upper left corner is placed from, and how far. `look` is what it shows: star, leaning, emblem,
    square, ring or name; `way` what it is built of: picture, inline, group, vml, oval or object.
    """

    across: tuple[str, float] = ("page", 0)
    down: tuple[str, float] = ("paragraph", 0)
    wide: float = 42
    high: float = 42
    behind: bool = True
    turn: float = 0
    look: str = "star"
    black: bool = False
    way: str = "picture"


@dataclass(frozen=True, slots=True)
class Mark:
    """Something seen that is no text: a line or a picture; `role` is red_line, imprint_line, seal or name_stamp."""

    role: str
    stamp: Stamp = Stamp()


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab, or the blanks a drafter types in its place."""

    blanks: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """A line break inside a paragraph."""


@dataclass(frozen=True, slots=True)
class PageNumber:
    """A PAGE field with its stored result."""

    shown: str


Item = Text | Mark | Tab | Break | PageNumber


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph: its style label, its items, its look; `level` 1 to 4 asks for an automatic number."""

    label: str
    items: tuple[Item, ...] = ()
    para: Para = Para()
    run: Run = Run()
    level: int = 0
    style: str = ""

    @property
    def role(self) -> str:
        """Return the role of the first item, "" for an empty paragraph."""
        return next((item.role for item in self.items if isinstance(item, (Text, Mark))), "")

    @property
    def text(self) -> str:
        """Return the text of all items."""
        return "".join(item.text for item in self.items if isinstance(item, Text))

    def looks(self, **changes: object) -> Block:
        """Return the block with another paragraph format."""
        return replace(self, para=replace(self.para, **changes))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of cells, cells of paragraphs; widths in twips; ruled or borderless."""

    widths: tuple[int, ...]
    rows: tuple[tuple[tuple[Block, ...], ...], ...]
    ruled: bool = False


Node = Block | Grid


@dataclass(frozen=True, slots=True)
class Attachment:
    """An attachment: its title and its text in the markup of `Doc.text`."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Doc:
    """The words of one document.

    `text` is marked up by line: `# ` to `#### ` headings of level one to four, ` | ` between a heading and the
    text run on to it, `@ ` the closing, `| a | b |` a table row; anything else is a paragraph of text.
    """

    name: str
    kind: str
    direction: str
    agencies: tuple[str, ...]
    masthead_end: str = "文件"
    form: str = "文件"
    number: str = ""
    copy_number: str = ""
    secrecy: str = ""
    urgency: str = ""
    signers: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    title_breaks: bool = False
    title_note: str = ""
    recipients: str = ""
    moved_recipients: str = ""
    text: str = ""
    attachments: tuple[Attachment, ...] = ()
    signatures: tuple[str, ...] = ()
    date: str = ""
    sealing: str = "未知"
    note: str = ""
    attendance: tuple[str, ...] = ()
    cc: str = ""
    printer: str = ""
    printed: str = ""
    numbered: bool = False
    imprint_table: bool = False
    latin: str = TIMES
    regime: str = "2012"
    theme: str = ""
    copies: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The red head: lines above, masthead lines, what stands to their right, the number line, the lines drawn."""

    above: tuple[Block, ...] = ()
    masthead: tuple[Block, ...] = ()
    beside: Block | None = None
    number: tuple[Block, ...] = ()
    letter: bool = False
    ruled: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """The sheet: width, height, margins, all in twips."""

    width: int = 11906
    height: int = 16838
    top: int = 2098
    right: int = 1474
    bottom: int = 1984
    left: int = 1588


@dataclass(frozen=True, slots=True)
class Paper:
    """A document laid out: what is drawn and in which order; a line parts the groups of the imprint.

    `imprint_lines`: width of the lines above, between and below the groups in eighths of a point, 0 for none.
    """

    name: str
    facts: dict[str, object]
    head: Head = Head()
    main: tuple[Node, ...] = ()
    imprint: tuple[tuple[Block, ...], ...] = ()
    imprint_ruled: bool = True
    imprint_lines: tuple[int, int, int] = (8, 6, 8)
    imprint_table: bool = False
    first_footer: Block | None = None
    footers: tuple[Block, ...] = ()
    latin: str = TIMES
    numbered: bool = False
    compliant: bool = True
    grid: bool = True
    page: Page = field(default_factory=Page)
