"""Put a built paper into a .docx: a python-docx package without what it does not use, the same bytes on every run."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from docx import Document
from docx.document import Document as DocumentObject
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from maker import pictures, shapes, stamps
from maker.construct import Builder
from maker.draw import Pen, paragraph_format, run_properties
from maker.measure import mm
from maker.parts import BIAOSONG, FANGSONG, Block, Mark, Paper, Para, Run

STAMP = datetime(2024, 1, 1)
UNUSED = ("customXml", "stylesWithEffects", "webSettings", "fontTable", "thumbnail")
GRID_22_BY_28 = '<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-849"/>'
GRID_UNSET = '<w:docGrid w:linePitch="312"/>'
NUMBER_FORMATS = (
    ("chineseCountingThousand", "%1、"),
    ("chineseCountingThousand", "（%2）"),
    ("decimal", "%3."),
    ("decimal", "（%4）"),
)


def pack(paper: Paper, construction: str) -> bytes:
    """Return the .docx of the paper in the construction."""
    document, boxed = Document(), construction == "textbox"
    strip(document, theme=construction == "theme", numbering=paper.numbered)
    pen = Pen(
        way=construction if construction in ("styles", "theme") else "direct",
        split=construction == "runs",
        latin=paper.latin,
        picture=picture_drawer(document, boxed=boxed),
    )
    write_body(document, Builder(paper, construction, pen).body())
    write_settings(document, paper)
    write_sheet(document, paper)
    write_footers(document, paper, pen, boxed=boxed)
    write_styles(document, pen)
    if construction == "theme":
        write_theme(document, paper.latin)
    if paper.numbered:
        write_numbering(document)
    return sealed_zip(document)


def xml(tag: str, inner: str) -> BaseOxmlElement:
    """Parse an element with the namespaces of the samples."""
    names = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in shapes.NAMESPACES.items())
    return parse_xml(f"<{tag} {names}>{inner}</{tag}>")


def refill(element: BaseOxmlElement, inner: str) -> None:
    """Replace all children of an element."""
    for child in list(element):
        element.remove(child)
    element.extend(list(xml("w:body", inner)))


def strip(document: DocumentObject, *, theme: bool, numbering: bool) -> None:
    """Drop the parts of the default template that no sample uses, and its author."""
    kept = {RT.THEME: theme, RT.NUMBERING: numbering}
    for owner in (document.part.rels, document.part.package.rels):
        for key, relation in list(owner.items()):
            kind = relation.reltype
            if any(kind.endswith(name) for name in UNUSED) or not kept.get(kind, True):
                del owner[key]
    core = document.core_properties
    core.author = core.last_modified_by = core.title = core.comments = core.keywords = ""
    core.created = core.modified = STAMP


def write_body(document: DocumentObject, inner: str) -> None:
    """Set the body, keeping its section properties."""
    body = document.element.body
    section = body.sectPr
    body.clear()
    body.extend(list(xml("w:body", inner)))
    body.append(section)


def picture_drawer(document: DocumentObject, *, boxed: bool) -> Callable[[Mark], str]:
    """Return what draws a mark: pictures always, the red line only where it is a shape."""
    count = 20

    def draw(mark: Mark) -> str:
        nonlocal count
        count += 1
        if mark.role == "red_line" and boxed:
            return shapes.line(length=8844, down=567, relative="paragraph", number=count, weight=1)
        if mark.role not in ("seal", "name_stamp"):
            return ""
        relation, _ = document.part.get_or_add_image(io.BytesIO(pictures.drawn(mark.stamp)))
        return stamps.stamped(mark.stamp, relation, count if mark.stamp.way == "inline" else 7)

    return draw


def write_settings(document: DocumentObject, paper: Paper) -> None:
    """Keep only the settings the samples need: even and odd footers, no squeezing of marks, current Word."""
    inner = (
        '<w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>'
        f"{'<w:evenAndOddHeaders/>' if paper.footers else ''}"
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
    )
    refill(document.settings.element, inner)


def write_sheet(document: DocumentObject, paper: Paper) -> None:
    """Set the sheet, the type area and the grid of 22 lines by 28 characters."""
    page = paper.page
    sheet = (
        f'<w:pgSz w:w="{page.width}" w:h="{page.height}"/><w:pgMar w:top="{page.top}" w:right="{page.right}" '
        f'w:bottom="{page.bottom}" w:left="{page.left}" w:header="851" w:footer="{mm(25.5)}" w:gutter="0"/>'
        f'<w:cols w:space="425"/>{GRID_22_BY_28 if paper.grid else GRID_UNSET}'
    )
    properties = document.element.body.sectPr
    refill(properties, sheet)
    properties.attrib.clear()


def write_footers(document: DocumentObject, paper: Paper, pen: Pen, *, boxed: bool) -> None:
    """Write the page numbers of odd and even pages, and the foot of a letter's first page."""
    section = document.sections[0]
    feet = [section.footer, section.even_page_footer] if paper.footers else []
    for footer, block in zip(feet, paper.footers, strict=True):
        footer.is_linked_to_previous = False
        refill(footer._element, pen.paragraph(block))
    if paper.first_footer:
        section.different_first_page_header_footer = True
        section.first_page_footer.is_linked_to_previous = False
        refill(section.first_page_footer._element, letter_foot(paper.first_footer, pen, boxed=boxed))


def letter_foot(block: Block, pen: Pen, *, boxed: bool) -> str:
    """Draw the lower double line of a letter as the border of a frame, or as a shape where the head is in boxes."""
    empty = replace(block.looks(frame="", borders=()), items=())
    if not boxed:
        return pen.paragraph(block) + pen.paragraph(empty)
    down = 16838 - mm(20)
    line = shapes.line(length=9638, down=down, relative="page", number=15, weight=3, form="thinThick")
    return pen.paragraph(empty, line)


def write_styles(document: DocumentObject, pen: Pen) -> None:
    """Write the defaults, Normal, and the styles the styles way has used, each on a common base."""
    normal = run_properties(Run(), pen.latin, theme=pen.way == "theme")
    parts = [
        '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr>'
        "</w:rPrDefault><w:pPrDefault/></w:docDefaults>",
        style("paragraph", "a", "Normal", f"<w:pPr>{NORMAL_PARAGRAPH}</w:pPr><w:rPr>{normal}</w:rPr>", default=True),
        style("character", "a0", "Default Paragraph Font", "", default=True),
        style("table", "a1", "Normal Table", TABLE_NORMAL, default=True),
    ]
    if pen.way == "styles":
        base = f"<w:pPr>{paragraph_format(Para())}</w:pPr><w:rPr>{normal}</w:rPr>"
        parts.append(style("paragraph", "G0", "公文基准", base, based_on="a"))
        parts += [used_style(pen, look, key) for look, key in pen.styles.items()]
    refill(document.styles.element, "".join(parts))


NORMAL_PARAGRAPH = '<w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:jc w:val="both"/>'
TABLE_NORMAL = (
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
    "</w:tblCellMar></w:tblPr>"
)


def used_style(pen: Pen, look: tuple[Para, Run] | Run, key: str) -> str:
    """Write a style for a look; what equals the base is left to the base."""
    name = pen.names[key]
    if isinstance(look, Run):
        return style("character", key, name, f"<w:rPr>{run_properties(look, pen.latin)}</w:rPr>", based_on="a0")
    para, run = look
    inner = f"<w:pPr>{paragraph_format(para)}</w:pPr>"
    if run != Run():
        inner += f"<w:rPr>{run_properties(run, pen.latin)}</w:rPr>"
    return style("paragraph", key, name, inner, based_on="G0")


def style(kind: str, key: str, name: str, inner: str, *, based_on: str = "", default: bool = False) -> str:
    """Write one style element."""
    chosen = ' w:default="1"' if default else ""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="{kind}"{chosen} w:styleId="{key}"><w:name w:val="{name}"/>{base}{inner}</w:style>'


def write_theme(document: DocumentObject, latin: str) -> None:
    """Replace the theme's fonts: the Chinese ones stand under the script Hans, as Chinese Word writes them."""
    fonts = "".join(
        f'<a:{slot}Font><a:latin typeface="{latin}"/><a:ea typeface=""/><a:cs typeface=""/>'
        f'<a:font script="Hans" typeface="{font}"/></a:{slot}Font>'
        for slot, font in (("major", BIAOSONG), ("minor", FANGSONG))
    )
    part = document.part.part_related_by(RT.THEME)
    head, _, rest = part.blob.decode().partition("<a:fontScheme")
    tail = rest.partition("</a:fontScheme>")[2]
    part._blob = f'{head}<a:fontScheme name="公文">{fonts}</a:fontScheme>{tail}'.encode()


def write_numbering(document: DocumentObject) -> None:
    """Write the list 一、（一）1.（1）, nothing between number and text."""
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{shown}"/><w:lvlJc w:val="left"/></w:lvl>'
        for level, (kind, shown) in enumerate(NUMBER_FORMATS)
    )
    inner = (
        f'<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    refill(document.part.numbering_part.element, inner)


def sealed_zip(document: DocumentObject) -> bytes:
    """Return the package with one fixed time on every member."""
    draft, done = io.BytesIO(), io.BytesIO()
    document.save(draft)
    with zipfile.ZipFile(draft) as old, zipfile.ZipFile(done, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(name), compresslevel=9)
    return done.getvalue()
