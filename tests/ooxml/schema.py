"""Check parts against the schema of WordprocessingML where the writer writes: order of children, attributes, values.

The lists are taken from ISO/IEC 29500-1 Annex A (transitional: 29500-4), not from the product.
"""

import re
from collections.abc import Iterator

from lxml import etree

from gongwen.ooxml.package import Package

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


def words(text: str) -> list[str]:
    return text.split()


RUN_PROPERTIES = words(
    """
    rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish
    webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang
    eastAsianLayout specVanish oMath
    """
)
PARAGRAPH_BASE = words(
    """
    pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs
    suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd
    snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
    textboxTightWrap outlineLvl divId cnfStyle
    """
)
SECTION_BASE = words(
    """
    footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg
    textDirection bidi rtlGutter docGrid printerSettings
    """
)
STYLE = words(
    """
    name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal
    personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr
    """
)
ORDER = {
    "style": STYLE,
    "rPr": [*RUN_PROPERTIES, "rPrChange"],
    "pPr": [*PARAGRAPH_BASE, "rPr", "sectPr", "pPrChange"],
    "sectPr": [*SECTION_BASE, "sectPrChange"],
    "pBdr": ["top", "left", "bottom", "right", "between", "bar"],
    "tabs": ["tab"],
    "tcPr": words(
        """
        cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark headers
        cellIns cellDel cellMerge tcPrChange
        """
    ),
    "tcBorders": ["top", "start", "left", "bottom", "end", "right", "insideH", "insideV", "tl2br", "tr2bl"],
    "numPr": ["ilvl", "numId", "numberingChange", "ins"],
}
MARK_FIRST = ["ins", "del", "moveFrom", "moveTo"]
REFERENCES = ("headerReference", "footerReference")
REPEATED = (*REFERENCES, "tblStylePr", "tab")
LINE = words("noFill solidFill gradFill pattFill prstDash custDash round bevel miter headEnd tailEnd extLst")
DECIMAL, UNSIGNED, ON_OFF, MEASURE = r"-?\d+", r"\d+", "0|1|true|false|on|off", r"-?\d+"
COLOR = "auto|[0-9A-Fa-f]{6}"
THEMED = {"themeColor": r"\w+", "themeTint": "[0-9A-Fa-f]{2}", "themeShade": "[0-9A-Fa-f]{2}"}
BORDER = {"val": r"\w+", "color": COLOR, "sz": UNSIGNED, "space": UNSIGNED, "shadow": ON_OFF, "frame": ON_OFF, **THEMED}
INDENTS = ("start", "end", "left", "right", "hanging", "firstLine")
SPACES = {
    name + twin: pattern
    for name in ("before", "after")
    for twin, pattern in (("", UNSIGNED), ("Lines", DECIMAL), ("Autospacing", ON_OFF))
}
TRACK = {"id": DECIMAL, "author": ".+", "date": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"}
CHANGES = ("ins", "del", "rPrChange", "pPrChange")
FONTS = ("hint", "ascii", "hAnsi", "eastAsia", "cs", "asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
ATTRIBUTES = {
    "pPr/ind": {name + chars: DECIMAL for name in INDENTS for chars in ("", "Chars")},
    "pPr/spacing": {**SPACES, "line": DECIMAL, "lineRule": "auto|exact|atLeast"},
    "pPr/jc": {"val": "start|center|end|both|mediumKashida|distribute|numTab|highKashida|lowKashida|thaiDistribute|left|right"},
    **{f"pPr/{name}": {"val": ON_OFF} for name in ("pageBreakBefore", "kinsoku", "wordWrap")},
    "tabs/tab": {"val": "clear|start|center|end|decimal|bar|num|left|right", "leader": r"\w+", "pos": DECIMAL},
    **{f"pBdr/{side}": BORDER for side in ("top", "left", "bottom", "right", "between", "bar")},
    **{f"tcBorders/{side}": BORDER for side in ("top", "start", "left", "bottom", "end", "right", "insideH", "insideV")},
    **{f"rPr/{name}": {"val": ON_OFF} for name in ("b", "bCs", "i", "iCs", "vanish")},
    "rPr/rFonts": dict.fromkeys(FONTS, ".+"),
    "rPr/sz": {"val": UNSIGNED},
    "rPr/szCs": {"val": UNSIGNED},
    "rPr/color": {"val": COLOR, **THEMED},
    "rPr/highlight": {"val": r"[a-zA-Z]+"},
    "rPr/u": {"val": r"\w+", "color": COLOR, **THEMED},
    "rPr/w": {"val": r"[1-9]\d{0,2}"},
    "rPr/spacing": {"val": MEASURE},
    "sectPr/pgSz": {"w": UNSIGNED, "h": UNSIGNED, "orient": "portrait|landscape", "code": DECIMAL},
    "sectPr/pgMar": dict.fromkeys(("top", "right", "bottom", "left", "header", "footer", "gutter"), MEASURE),
    "sectPr/cols": {"equalWidth": ON_OFF, "space": UNSIGNED, "num": UNSIGNED, "sep": ON_OFF},
    "sectPr/docGrid": {"type": "default|lines|linesAndChars|snapToChars", "linePitch": DECIMAL, "charSpace": DECIMAL},
    **{f"{parent}/{name}": TRACK for parent in ("p", "rPr", "pPr", "hyperlink", "sdtContent") for name in CHANGES},
}  # fmt: skip
REQUIRED = {
    "tabs/tab": {"val", "pos"},
    "sectPr/pgMar": {"top", "right", "bottom", "left", "header", "footer", "gutter"},
    **{f"{parent}/{name}": set(TRACK) for parent in ("p", "rPr", "pPr") for name in CHANGES},
}  # fmt: skip
IN_PARAGRAPHS = words(
    """
    pPr r ins del moveFrom moveTo hyperlink fldSimple sdt smartTag customXml dir bdo subDoc proofErr permStart permEnd
    bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd moveFromRangeStart moveFromRangeEnd moveToRangeStart
    moveToRangeEnd customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart customXmlDelRangeEnd
    """
)


def faults(data: bytes, names: tuple[str, ...] = ("word/document.xml",)) -> list[str]:
    """List what is wrong with parts."""
    package = Package.open(data)
    return [f"{name}: {fault}" for name in names for fault in _part_faults(etree.fromstring(package.part(name)))]


def _part_faults(root: etree._Element) -> Iterator[str]:
    for element in root.iter(f"{W}*"):
        yield from _order(element)
        yield from _attributes(element)
    for line in root.iter(f"{A}ln"):
        yield from _sorted(line, LINE, A)
    for paragraph in root.iter(f"{W}p"):
        yield from (
            f"{child.tag} in a paragraph"
            for child in paragraph
            if child.tag.startswith(W) and _name(child) not in IN_PARAGRAPHS
        )
        yield from ("w:pPr is not the first child" for child in paragraph[1:] if _name(child) == "pPr")
    yield from _texts(root)


def _texts(root: etree._Element) -> Iterator[str]:
    for run in root.iter(f"{W}r"):
        yield from ("w:rPr is not the first child" for child in run[1:] if _name(child) == "rPr")
        deleted = next((above.tag for above in run.iterancestors(f"{W}p", f"{W}del")), "") == f"{W}del"
        for child in run:
            if child.tag in (f"{W}t", f"{W}delText") and deleted != (child.tag == f"{W}delText"):
                yield f"{_name(child)} where it may not be"
            if (
                child.tag in (f"{W}t", f"{W}delText")
                and child.text != (child.text or "").strip()
                and len(child.attrib) == 0
            ):
                yield f"blanks of {child.text!r} are lost"


def _order(element: etree._Element) -> Iterator[str]:
    names = ORDER.get(_name(element))
    if names is None:
        return
    if _name(element) == "rPr" and _name(element.getparent()) == "pPr":
        names = MARK_FIRST + names
    if _name(element) == "sectPr":
        last = max((index for index, child in enumerate(element) if _name(child) in REFERENCES), default=-1)
        if any(_name(child) not in REFERENCES for child in element[: max(last, 0)]):
            yield "a reference behind other properties"
    yield from _sorted(element, names, W)


def _sorted(element: etree._Element, names: list[str], namespace: str) -> Iterator[str]:
    known = [_name(child) for child in element if child.tag.startswith(namespace) and _name(child) not in REPEATED]
    unknown = [name for name in known if name not in names]
    places = [names.index(name) for name in known if name in names]
    if unknown:
        yield f"{unknown} in {_name(element)}"
    if places != sorted(set(places)):
        yield f"{known} in {_name(element)} out of order or twice"


def _attributes(element: etree._Element) -> Iterator[str]:
    parent = element.getparent()
    key = f"{'' if parent is None else _name(parent)}/{_name(element)}"
    allowed = ATTRIBUTES.get(key)
    if allowed is None:
        return
    for name, value in element.attrib.items():
        if name.startswith(W14):
            continue
        pattern = allowed.get(name.removeprefix(W))
        if pattern is None or not re.fullmatch(pattern, str(value)):
            yield f"{key} {name.removeprefix(W)}={value}"
    missing = REQUIRED.get(key, set()) - {name.removeprefix(W) for name in element.attrib}
    if missing:
        yield f"{key} without {sorted(missing)}"


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]
