"""Pack a sheet into a .docx: its parts, how they hang together, one fixed time on all; no name of any person."""

import io
import zipfile
from collections.abc import Mapping

from lxml import etree

from gongwen.composer.markup import Element, document, face_properties, footer, place_properties, section, style, w
from gongwen.composer.sheet import Place, Sheet, Style, Text
from gongwen.units import Pt

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_TIME = (1980, 1, 1, 0, 0, 0)
"""The time on every part: the same text must give the same bytes."""
_NORMAL, _CHARACTERS, _TABLE = "a", "a0", "a1"
Parts = Mapping[str, Element]


def pack(sheet: Sheet) -> bytes:
    """Give the bytes of the file."""
    feet = {"default": sheet.odd, "even": sheet.even} | ({"first": sheet.first} if sheet.first else {})
    footers = [(kind, f"rId{number}") for number, kind in enumerate(feet, 3)]
    parts: dict[str, Element] = {
        "word/document.xml": document(sheet.blocks, section(sheet.page, footers)),
        "word/styles.xml": _styles(sheet),
        "word/settings.xml": _settings(),
        **{f"word/footer{number}.xml": footer(foot) for number, foot in enumerate(feet.values(), 1)},
    }
    main = [("rId1", "styles", "styles.xml"), ("rId2", "settings", "settings.xml")]
    main += [(relation, "footer", f"footer{number}.xml") for number, (_, relation) in enumerate(footers, 1)]
    return _zipped(
        {
            "[Content_Types].xml": _content_types(parts),
            "_rels/.rels": _relations([("rId1", "officeDocument", "word/document.xml")], core="docProps/core.xml"),
            **parts,
            "word/_rels/document.xml.rels": _relations(main),
            "docProps/core.xml": _core(sheet.title),
        }
    )


def _zipped(parts: Parts) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, root in parts.items():
            member = zipfile.ZipInfo(name, _TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "r"])
            archive.writestr(member, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
    return stream.getvalue()


def used_styles(sheet: Sheet) -> dict[str, Style]:
    """Give the styles in use by key, in order of their first use."""
    found: dict[str, Style] = {sheet.base.key: sheet.base}
    for paragraph in sheet.paragraphs():
        found.setdefault(paragraph.style.key, paragraph.style)
        for item in paragraph.items:
            if isinstance(item, Text) and item.style:
                found.setdefault(item.style.key, item.style)
    return found


def _styles(sheet: Sheet) -> Element:
    """Write the defaults, what programs ask for by name, and the styles in use, each on the common base."""
    base, *others = used_styles(sheet).values()
    language = w("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")
    return w(
        "styles",
        w("docDefaults", w("rPrDefault", w("rPr", language)), w("pPrDefault")),
        _built_in("paragraph", _NORMAL, "Normal", _normal(), face_properties(base.face)),
        _built_in("character", _CHARACTERS, "Default Paragraph Font"),
        _built_in("table", _TABLE, "Normal Table", _table_properties()),
        style(base, _NORMAL),
        *(style(look, base.key if look.place else _CHARACTERS) for look in others),
    )


def _built_in(kind: str, key: str, name: str, *children: Element) -> Element:
    return w("style", w("name", val=name), *children, type=kind, default=1, styleId=key)


def _normal() -> Element:
    """Write what all paragraphs share: no blank between Chinese and Latin, which would break the grid."""
    properties = place_properties(Place(), Pt(0.0))
    at = next(index for index, child in enumerate(properties) if child.tag.endswith("snapToGrid"))
    properties[at : at + 1] = [w("autoSpaceDE", val=0), w("autoSpaceDN", val=0)]
    return properties


def _table_properties() -> Element:
    sides = (("top", 0), ("left", 108), ("bottom", 0), ("right", 108))
    margins = w("tblCellMar", *(w(side, w=width, type="dxa") for side, width in sides))
    return w("tblPr", w("tblInd", w=0, type="dxa"), margins)


def _settings() -> Element:
    """Write the settings: footers of odd and even pages, marks at full width, the layout of current Word."""
    mode = w("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    return w(
        "settings",
        w("zoom", percent=100),
        w("bordersDoNotSurroundHeader"),
        w("bordersDoNotSurroundFooter"),
        w("evenAndOddHeaders"),
        w("characterSpacingControl", val="doNotCompress"),
        w("compat", mode),
        w("themeFontLang", val="en-US", eastAsia="zh-CN"),
    )


def _content_types(parts: Parts) -> Element:
    space = f"{_PACKAGE}/content-types"
    root = etree.fromstring(f'<Types xmlns="{space}"/>')
    for ending, kind in (
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
    ):
        etree.SubElement(root, f"{{{space}}}Default", Extension=ending, ContentType=kind)
    kinds = {"document": "document.main", "styles": "styles", "settings": "settings"}
    for name in parts:
        kind = kinds.get(name.removeprefix("word/").removesuffix(".xml"), "footer")
        etree.SubElement(root, f"{{{space}}}Override", PartName=f"/{name}", ContentType=f"{_TYPES}.{kind}+xml")
    etree.SubElement(root, f"{{{space}}}Override", PartName="/docProps/core.xml", ContentType=_CORE)
    return root


def _relations(targets: list[tuple[str, str, str]], *, core: str = "") -> Element:
    space = f"{_PACKAGE}/relationships"
    root = etree.fromstring(f'<Relationships xmlns="{space}"/>')
    for key, kind, target in targets:
        etree.SubElement(root, f"{{{space}}}Relationship", Id=key, Type=f"{_OFFICE}/{kind}", Target=target)
    if core:
        kind = f"{space}/metadata/core-properties"
        etree.SubElement(root, f"{{{space}}}Relationship", Id="rIdCore", Type=kind, Target=core)
    return root


def _core(title: str) -> Element:
    """Write the properties of the file: its title, and nobody's name."""
    space, purl = f"{_PACKAGE}/metadata/core-properties", "http://purl.org/dc/elements/1.1/"
    root = etree.Element(f"{{{space}}}coreProperties", nsmap={"cp": space, "dc": purl})
    if title:
        etree.SubElement(root, f"{{{purl}}}title").text = title
    return root
