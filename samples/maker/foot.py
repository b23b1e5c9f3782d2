"""Lay out the imprint (版记) and the page numbers."""

from __future__ import annotations

from maker.measure import mm, width
from maker.parts import RED, SONG, Block, Border, Doc, Mark, PageNumber, Para, Run, Tab, Text

SMALL = 280
IMPRINT_CHARS = 31.5


def imprint(doc: Doc) -> list[tuple[Block, ...]]:
    """Lay out 主送 and 抄送机关 as one group, 印发机关和印发日期 as another, in 四号, one 字 in at both sides."""
    para = Para(line=480, left=4, first=-3, right=1, char=SMALL)
    copies = (doc.moved_recipients, doc.cc)
    group = tuple(Block("抄送机关", (Text("cc", entry),), para, Run(size=14)) for entry in copies if entry)
    return [each for each in (group, printer(doc)) if each]


def printer(doc: Doc) -> tuple[Block, ...]:
    """Lay out 印发机关 at the left and 印发日期 at the right of one line; how many copies are printed stands below, at the right."""
    if not doc.printer:
        return ()
    dated = f"{doc.printed}印发"
    blanks = " " * round((IMPRINT_CHARS - 2 - width(doc.printer + dated)) * 2)
    items = (Text("printer", doc.printer), Tab(blanks), Text("printer", dated))
    para = Para(align="left", line=480, left=1, right=1, char=SMALL, right_tab=8844 - SMALL)
    line = Block("印发机关", items, para, Run(size=14))
    if not doc.copies:
        return (line,)
    right = Para(align="right", line=480, left=1, right=1, char=SMALL)
    return line, Block("印数", (Text("printer", doc.copies),), right, Run(size=14))


def page_numbers() -> tuple[Block, ...]:
    """Lay out the page number of odd pages at the right, of even pages at the left, one 字 in."""
    run = Run(SONG, 14, latin=SONG)
    odd = Para(align="right", line=SMALL, right=1, char=SMALL)
    even = Para(align="left", line=SMALL, left=1, char=SMALL)
    return tuple(
        Block("页码", (Text("page_number", "— "), PageNumber(shown), Text("page_number", " —")), para, run)
        for shown, para in (("1", odd), ("2", even))
    )


def letter_footer() -> Block:
    """Lay out the lower double line of a letter: 170 mm long, 20 mm from the bottom edge of the first page."""
    line = Border("top", 24, 0, RED, "thinThickSmallGap")
    frame = f'w:w="9638" w:wrap="around" w:vAnchor="page" w:hAnchor="page" w:xAlign="center" w:y="{16838 - mm(20)}"'
    return Block("信函下双线", (Mark("red_line"),), Para(line=SMALL, frame=frame, borders=(line,)))
