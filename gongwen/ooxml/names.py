"""Name the XML namespaces and the elements of WordprocessingML that the reader knows."""

from typing import Final

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
WPS: Final = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
WPG: Final = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
WPC: Final = "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas"
PIC: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"
MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
M: Final = "http://schemas.openxmlformats.org/officeDocument/2006/math"
V: Final = "urn:schemas-microsoft-com:vml"
W10: Final = "urn:schemas-microsoft-com:office:word"
XML: Final = "http://www.w3.org/XML/1998/namespace"

UNDERSTOOD: Final = frozenset(
    {W, R, A, WP, WPS, WPG, WPC, PIC, M}
    | {
        "http://schemas.microsoft.com/office/word/2010/wordml",
        "http://schemas.microsoft.com/office/word/2012/wordml",
        "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
        "http://schemas.microsoft.com/office/drawing/2010/main",
    }
)
"""Namespaces whose mc:Choice branch the reader takes."""

STRICT: Final = tuple(
    (f"http://purl.oclc.org/ooxml/{strict}".encode(), transitional.encode())
    for strict, transitional in (
        ("wordprocessingml/main", W),
        ("officeDocument/relationships", R),
        ("officeDocument/math", M),
        ("drawingml/main", A),
        ("drawingml/wordprocessingDrawing", WP),
        ("drawingml/picture", PIC),
    )
)
"""Strict namespaces and their transitional twins, as bytes."""


def w(name: str) -> str:
    """Give the Clark name of a WordprocessingML element or attribute."""
    return f"{{{W}}}{name}"


P: Final = w("p")
PPR: Final = w("pPr")
RUN: Final = w("r")
RPR: Final = w("rPr")
T: Final = w("t")
TBL: Final = w("tbl")
TR: Final = w("tr")
TC: Final = w("tc")
SDT: Final = w("sdt")
SDT_CONTENT: Final = w("sdtContent")
SECT_PR: Final = w("sectPr")
VAL: Final = w("val")
TEXT_BOX: Final = w("txbxContent")
ALTERNATE: Final = f"{{{MC}}}AlternateContent"
CHOICE: Final = f"{{{MC}}}Choice"
FALLBACK: Final = f"{{{MC}}}Fallback"
SPACE: Final = f"{{{XML}}}space"
R_ID: Final = f"{{{R}}}id"
R_EMBED: Final = f"{{{R}}}embed"

TRANSPARENT: Final = frozenset(w(name) for name in ("ins", "moveTo", "customXml", "smartTag", "sdtContent"))
"""Wrappers whose content counts as if they were not there (w:sdt apart, whose w:sdtPr is skipped)."""

CHANGES: Final = tuple(
    w(name)
    for name in (
        "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange",
        "trPrChange", "tcPrChange", "tblGridChange", "numberingChange", "cellIns", "cellDel", "cellMerge",
    )
)  # fmt: skip
"""Every element that records a tracked change."""
