"""Turn blocks and tables into WordprocessingML text; children stand in the order the schema asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from xml.sax.saxutils import escape, quoteattr

from maker.parts import (
    BIAOSONG,
    FANGSONG,
    TIMES,
    Block,
    Border,
    Break,
    Grid,
    Item,
    Mark,
    Node,
    PageNumber,
    Para,
    Run,
    Tab,
    Text,
)

THEME_SLOTS = {FANGSONG: "minor", BIAOSONG: "major"}
SPLIT = 3


@dataclass(slots=True)
class Pen:
    """Draws paragraphs; `way` is direct, styles or theme; `split` cuts the text into many runs.

    `styles` collects what the styles way has used: a paragraph or character look → its style id.
    """

    way: str = "direct"
    split: bool = False
    latin: str = TIMES
    picture: Callable[[Mark], str] = lambda mark: ""
    styles: dict[tuple[Para, Run] | Run, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def nodes(self, nodes: tuple[Node, ...]) -> str:
        """Draw nodes one after another."""
        return "".join(self.table(node) if isinstance(node, Grid) else self.paragraph(node) for node in nodes)

    def paragraph(self, block: Block, extra: str = "") -> str:
        """Draw a paragraph; `extra` is a drawing anchored in front of its text."""
        inner = "".join(self.item(block, item) for item in block.items)
        return f"<w:p>{self.paragraph_properties(block)}{extra}{inner}</w:p>"

    def paragraph_properties(self, block: Block) -> str:
        """Draw the paragraph's own properties, or the name of the style that carries them."""
        number = f'<w:numPr><w:ilvl w:val="{block.level - 1}"/><w:numId w:val="1"/></w:numPr>' if block.level else ""
        if self.way == "styles":
            style = self.style((block.para, block.run), block.label)
            return f'<w:pPr><w:pStyle w:val="{style}"/>{number}</w:pPr>'
        mark = run_properties(block.run, self.latin, theme=self.way == "theme")
        return f"<w:pPr>{paragraph_format(block.para, number=number)}<w:rPr>{mark}</w:rPr></w:pPr>"

    def style(self, look: tuple[Para, Run] | Run, label: str) -> str:
        """Return the id of the style with this look, made on first use under the label."""
        if look not in self.styles:
            name = f"公文{label}"
            same = sum(used == name or used.startswith(f"{name} ") for used in self.names.values())
            self.styles[look] = f"G{len(self.styles) + 1}"
            self.names[self.styles[look]] = f"{name} {same + 1}" if same else name
        return self.styles[look]

    def item(self, block: Block, item: Item) -> str:
        """Draw one item of a paragraph."""
        properties = self.item_properties(block, item)
        match item:
            case Text():
                text = item.text[number_length(block, item) :]
                return "".join(f"<w:r>{properties}{inked(piece)}</w:r>" for piece in self.pieces(text))
            case Tab():
                inner = inked(item.blanks) if self.split else "<w:tab/>"
                return f"<w:r>{properties}{inner}</w:r>"
            case Break():
                return f"<w:r>{properties}<w:br/></w:r>"
            case PageNumber():
                return page_field(properties, item.shown)
            case Mark():
                return self.picture(item)

    def item_properties(self, block: Block, item: Item) -> str:
        """Draw the properties of an item's runs."""
        own = item.run if isinstance(item, Text) else None
        if isinstance(item, Tab) and self.split:
            own = replace(block.run, latin=block.run.font)
        if isinstance(item, Text) and not own and "heading" in block.role and item.role != block.role:
            own = Run()
        if self.way != "styles":
            return f"<w:rPr>{run_properties(own or block.run, self.latin, theme=self.way == 'theme')}</w:rPr>"
        if own is None or own == block.run:
            return ""
        return f'<w:rPr><w:rStyle w:val="{self.style(own, f"{own.font}字")}"/></w:rPr>'

    def pieces(self, text: str) -> list[str]:
        """Cut the text as the drafter's many small edits would have left it."""
        if not self.split:
            return [text]
        return [text[start : start + SPLIT] for start in range(0, len(text), SPLIT)]

    def table(self, grid: Grid) -> str:
        """Draw a table as wide as the type area."""
        border = '<w:{0} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        sides = "".join(border.format(s) for s in ("top", "left", "bottom", "right", "insideH", "insideV"))
        rows = "".join(
            f"<w:tr>{''.join(self.cell(w, cell) for w, cell in zip(grid.widths, row, strict=True))}</w:tr>"
            for row in grid.rows
        )
        return table_frame(grid.widths, f"<w:tblBorders>{sides}</w:tblBorders>" if grid.ruled else "", rows)

    def cell(self, width: int, blocks: tuple[Block, ...]) -> str:
        """Draw a cell."""
        head = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        return f"<w:tc>{head}{self.nodes(blocks)}</w:tc>"


def number_length(block: Block, item: Text) -> int:
    """Return how many characters of a heading an automatic number writes in its stead."""
    if not block.level or item is not block.items[0]:
        return 0
    ends = {1: "、", 2: "）", 3: ".", 4: "）"}
    return item.text.index(ends[block.level]) + 1


def inked(text: str) -> str:
    """Return a text element that keeps its blanks."""
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def page_field(properties: str, shown: str) -> str:
    """Return a PAGE field with its stored result."""
    inner = (
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        f"<w:t>{shown}</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    return "".join(f"<w:r>{properties}{part}</w:r>" for part in inner)


def table_frame(widths: tuple[int, ...], borders: str, rows: str, *, place: str = "") -> str:
    """Return a fixed table without cell margins; `place` is a w:tblpPr element when it floats."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    margins = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
    head = (
        f'<w:tblPr>{place}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>{borders}'
        f'<w:tblLayout w:type="fixed"/>{margins}</w:tblPr>'
    )
    return f"<w:tbl>{head}<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"


def border_element(border: Border, side: str = "") -> str:
    """Return one border element."""
    return (
        f'<w:{side or border.side} w:val="{border.form}" w:sz="{border.size}" '
        f'w:space="{border.space}" w:color="{border.color}"/>'
    )


def paragraph_format(para: Para, *, number: str = "") -> str:
    """Return the children of w:pPr for the look, in schema order."""
    parts = ["<w:pageBreakBefore/>" if para.page_break else ""]
    parts.append(f"<w:framePr {para.frame}/>" if para.frame else "")
    parts.append('<w:widowControl w:val="0"/>')
    parts.append(number)
    if para.borders:
        parts.append(f"<w:pBdr>{''.join(border_element(border) for border in para.borders)}</w:pBdr>")
    if para.right_tab:
        parts.append(f'<w:tabs><w:tab w:val="right" w:pos="{para.right_tab}"/></w:tabs>')
    parts.append('<w:snapToGrid w:val="0"/>' if para.line not in (579, -1) else "")
    height = f'w:line="{para.line}" w:lineRule="exact"' if para.line else 'w:line="240" w:lineRule="auto"'
    if para.line >= 0:
        parts.append(f'<w:spacing w:before="{para.before}" w:after="0" {height}/>')
    parts.append(indents(para))
    parts.append(f'<w:jc w:val="{para.align}"/>')
    parts.append('<w:textAlignment w:val="center"/>' if para.middle else "")
    return "".join(parts)


def indents(para: Para) -> str:
    """Return w:ind in hundredths of a 字 with the twips that equal them.

    Word counts a hanging indent on top of `leftChars`, but within `left`: the former is where the first line begins.
    """
    hanging = "hanging" if para.first < 0 else "firstLine"
    begin = para.left + min(para.first, 0)
    values = {"left": (begin, para.left), "right": (para.right,) * 2, hanging: (abs(para.first),) * 2}
    shown = " ".join(
        f'w:{name}Chars="{round(chars * 100)}" w:{name}="{round(length * para.char)}"'
        for name, (chars, length) in values.items()
        if length
    )
    return f"<w:ind {shown}/>" if shown else ""


def run_properties(run: Run, latin: str, *, theme: bool = False) -> str:
    """Return the children of w:rPr for the look, in schema order."""
    western = run.latin or latin
    slot = THEME_SLOTS.get(run.font) if theme and not run.latin else None
    if slot:
        fonts = (
            f'w:hint="eastAsia" w:asciiTheme="{slot}HAnsi" w:hAnsiTheme="{slot}HAnsi" '
            f'w:eastAsiaTheme="{slot}EastAsia" w:cstheme="{slot}Bidi"'
        )
    else:
        fonts = f'w:hint="eastAsia" w:ascii="{western}" w:hAnsi="{western}" w:eastAsia={quoteattr(run.font)} w:cs="{western}"'
    color = f'<w:color w:val="{run.color}"/>' if run.color else ""
    half = round(run.size * 2)
    bold = "<w:b/>" if run.bold else ""
    return f'<w:rFonts {fonts}/>{bold}{color}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
