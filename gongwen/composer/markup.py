"""Write a sheet as WordprocessingML: children stand in the order the schema asks for (ISO/IEC 29500-1 §17)."""

from collections.abc import Iterable, Sequence
from math import floor

from lxml import etree

from gongwen.composer.measures import Face
from gongwen.composer.sheet import (
    Block,
    Border,
    Break,
    Cell,
    Indent,
    Item,
    Page,
    PageNumber,
    Paragraph,
    Place,
    Row,
    Style,
    Tab,
    Table,
    Text,
)
from gongwen.ooxml.names import R, W
from gongwen.units import Pt

Element = etree._Element
_NAMES = {"w": W, "r": R}
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CHAR_UNIT = 4096
"""Parts of a point in which a grid states the space between characters."""
_BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")


def w(tag: str, *children: Element | None, **attributes: str | int | None) -> Element:
    """Make an element of WordprocessingML; what is None is left out."""
    named = {f"{{{W}}}{key}": str(value) for key, value in attributes.items() if value is not None}
    element = etree.Element(f"{{{W}}}{tag}", named, _NAMES)
    element.extend(child for child in children if child is not None)
    return element


def twips(length: Pt | float) -> int:
    """Convert points to twentieths of them."""
    return round(length * 20)


def document(blocks: Sequence[Block], section: Element) -> Element:
    """Write the body."""
    return w("document", w("body", *(element for block in blocks for element in _block(block)), section))


def footer(paragraphs: Iterable[Paragraph]) -> Element:
    """Write a footer."""
    return w("ftr", *map(paragraph, paragraphs))


def section(page: Page, footers: Sequence[tuple[str, str]]) -> Element:
    """Write the page: footers by kind (default, even, first) and relation, sheet, margins and grid."""
    references = []
    for kind, relation in footers:
        reference = w("footerReference", type=kind)
        reference.set(f"{{{R}}}id", relation)
        references.append(reference)
    first = any(kind == "first" for kind, _ in footers)
    space = floor(page.char_space * _CHAR_UNIT)
    return w(
        "sectPr",
        *references,
        w("pgSz", w=twips(page.width), h=twips(page.height)),
        w(
            "pgMar",
            top=twips(page.top),
            right=twips(page.right),
            bottom=twips(page.bottom),
            left=twips(page.left),
            header=twips(page.footer),
            footer=twips(page.footer),
            gutter=0,
        ),
        w("cols", space=twips(page.line_pitch)),
        w("titlePg") if first else None,
        w("docGrid", type="linesAndChars", linePitch=twips(page.line_pitch), charSpace=space),
    )


def style(look: Style, base: str | None) -> Element:
    """Write a named style on top of another."""
    kind = "paragraph" if look.place else "character"
    return w(
        "style",
        w("name", val=look.name),
        w("basedOn", val=base) if base else None,
        w("qFormat"),
        place_properties(look.place, look.face.size) if look.place else None,
        face_properties(look.face),
        type=kind,
        customStyle=1,
        styleId=look.key,
    )


def _block(block: Block) -> Iterable[Element]:
    return [paragraph(block)] if isinstance(block, Paragraph) else [_table(block)]


def paragraph(block: Paragraph) -> Element:
    """Write a paragraph: its style, and an indent of its own."""
    indent = _indent(block.indent, block.style.face.size) if block.indent else None
    properties = w("pPr", w("pStyle", val=block.style.key), indent)
    return w("p", properties, *(run for item in block.items for run in _runs(item)))


def _runs(item: Item) -> list[Element]:
    match item:
        case Text():
            return [_run(_text(item.text), style=item.style)]
        case Break():
            return [_run(w("br"))]
        case Tab():
            return [_run(w("tab"))]
        case PageNumber():
            return _page_field(item.shown)


def _run(content: Element, *, style: Style | None = None) -> Element:
    """Write a run; marks that both Chinese and Latin typefaces have are Chinese ones."""
    return w("r", w("rPr", w("rStyle", val=style.key) if style else None, w("rFonts", hint="eastAsia")), content)


def _text(text: str) -> Element:
    element = w("t")
    element.text = text
    element.set(_XML_SPACE, "preserve")
    return element


def _page_field(shown: str) -> list[Element]:
    instruction = w("instrText")
    instruction.text = " PAGE "
    instruction.set(_XML_SPACE, "preserve")
    begin, middle, end = (w("fldChar", fldCharType=kind) for kind in ("begin", "separate", "end"))
    return [_run(part) for part in (begin, instruction, middle, _text(shown), end)]


def _table(table: Table) -> Element:
    place = w(
        "tblpPr", leftFromText=0, rightFromText=0, vertAnchor="margin", horzAnchor="margin", tblpXSpec="left", tblpYSpec="bottom"
    )  # fmt: skip
    borders = w("tblBorders", *(_border(b) for side in _BORDERS for b in table.borders if b.side == side))
    ruled = any(border.side == "insideV" for border in table.borders)
    padding = twips(Pt(5.4)) if ruled else 0
    properties = w(
        "tblPr",
        place if table.foot else None,
        w("tblW", w=sum(map(twips, table.widths)), type="dxa"),
        w("jc", val="center") if ruled else None,
        borders if table.borders else None,
        w("tblLayout", type="fixed"),
        w("tblCellMar", *(w(side, w=padding, type="dxa") for side in ("left", "right"))),
    )
    grid = w("tblGrid", *(w("gridCol", w=twips(width)) for width in table.widths))
    return w("tbl", properties, grid, *(_row(table, row) for row in table.rows))


def _row(table: Table, row: Row) -> Element:
    height = w("trHeight", val=twips(row.height), hRule="atLeast") if row.height else None
    properties = w("trPr", w("cantSplit"), height, w("tblHeader") if row.head else None)
    cells = (_cell(cell, width, low=row.low) for cell, width in zip(row.cells, table.widths, strict=True))
    return w("tr", properties, *cells)


def _cell(cell: Cell, width: Pt, *, low: bool) -> Element:
    place = w("vAlign", val="bottom" if low else "center")
    return w("tc", w("tcPr", w("tcW", w=twips(width), type="dxa"), place), *map(paragraph, cell))


def place_properties(place: Place, char: Pt) -> Element:
    """Write the look of a paragraph whose characters have size `char`."""
    border, rule = place.border, "exact" if place.line else "auto"
    return w(
        "pPr",
        w("keepNext") if place.keep else None,
        w("keepLines") if place.whole else None,
        w("pageBreakBefore") if place.new_page else None,
        _frame(place),
        w("widowControl", val=0),
        w("pBdr", _border(border)) if border else None,
        w("tabs", w("tab", val=place.tab[0], pos=twips(place.tab[1]))) if place.tab else None,
        w("snapToGrid", val=int(place.gridded)),
        w(
            "spacing",
            before=twips(place.before),
            after=twips(place.after),
            line=twips(place.line) or 240,
            lineRule=rule,
        ),
        _indent(place.indent, char),
        w("jc", val=place.align),
        w("outlineLvl", val=place.level - 1) if place.level else None,
    )


def _frame(place: Place) -> Element | None:
    frame = place.frame
    if frame is None:
        return None
    return w(
        "framePr", w=twips(frame.width), wrap=frame.wrap, vAnchor="page", hAnchor="page", xAlign="center", y=twips(frame.top)
    )  # fmt: skip


def _border(border: Border) -> Element:
    return w(
        border.side,
        val=border.form,
        sz=round(border.thickness * 8),
        space=round(border.space),
        color=border.color or "auto",
    )


def _indent(indent: Indent, char: Pt) -> Element:
    """Write an indent in hundredths of a 字, and in twips for those who cannot count them.

    With a hanging first line, `leftChars` is where the first line begins, `left` where the others do.
    """
    hanging = "hanging" if indent.first < 0 else "firstLine"
    begins = indent.left + min(indent.first, 0.0)
    sides = (("left", begins, indent.left), ("right", indent.right, indent.right))
    named: dict[str, int] = {}
    for side, chars, length in (*sides, (hanging, abs(indent.first), abs(indent.first))):
        named |= {f"{side}Chars": round(chars * 100), side: twips(length * char)}
    return w("ind", **named)


def face_properties(face: Face) -> Element:
    """Write the look of characters."""
    half = round(face.size * 2)
    fonts = {"ascii": face.latin, "eastAsia": face.font, "hAnsi": face.latin, "cs": face.latin}
    return w(
        "rPr",
        w("rFonts", hint="eastAsia", **fonts),
        w("color", val=face.color) if face.color else None,
        w("w", val=face.scale) if face.scale != 100 else None,
        w("sz", val=half),
        w("szCs", val=half),
    )
