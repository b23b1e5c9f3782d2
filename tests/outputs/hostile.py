"""What an output must survive: a document whose every text attacks the format it is written in."""

from dataclasses import replace

from gongwen.report import Document, FixRecord
from tests.reports import document, element, finding

ATTACK = (
    "</script><script>stolen=1</script><img src=http://example.com/x onerror=stolen=1>&amp;]]>\u2028'\"\\%0A::error::"
)
FORMULA = '=HYPERLINK("http://example.com","点我")'
PATH = "甲,乙:丙\x01/50% <b>\"&'\n.docx"
BODY = element("body", ATTACK, 4)
CELL = element("other", FORMULA, 5)
HOSTILE: Document = document(
    [BODY, CELL],
    [
        finding(
            BODY, (0, 9), code="BD001", message=f"一{ATTACK}", expected=ATTACK, fix=FixRecord(ATTACK, "unsafe", "", "")
        ),
        replace(finding(CELL, (0, len(FORMULA)), code="BD001", severity="warning", message=FORMULA), fingerprint="f2"),
    ],
    path=PATH,
)
