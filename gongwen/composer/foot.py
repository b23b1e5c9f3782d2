"""The imprint (版记) at the foot of the last page, and the page numbers (GB/T 9704-2012 §7.4, §7.5, §10.1)."""

from gongwen.composer.main import recipients
from gongwen.composer.memo import Memo
from gongwen.composer.sheet import Block, Border, PageNumber, Paragraph, Row, Tab, Table, Text
from gongwen.composer.styles import Styles
from gongwen.units import Pt

THICK, THIN = Pt(1.0), Pt(0.75)
"""The lines of the imprint: 0.35 mm the first and the last, 0.25 mm those between (7.4.1)."""
COPIES = "抄送："


def imprint(memo: Memo, styles: Styles) -> list[Block]:
    """Lay out the imprint: a table at the foot of the type area, without lines in a letter."""
    groups = [group for group in (_copies(memo, styles), _printer(memo, styles)) if group]
    if not groups:
        return []
    rows = tuple(Row((tuple(group),)) for group in groups)
    lined = styles.facts.form not in ("信函", "电报")
    borders = (Border("top", THICK), Border("bottom", THICK), Border("insideH", THIN)) if lined else ()
    table = Table((styles.page.text_width,), rows, borders, foot=True)
    return [table, Paragraph(styles.anchor)]


def _copies(memo: Memo, styles: Styles) -> list[Paragraph]:
    """Lay out 主送机关 where it is moved here, and 抄送机关 (7.4.2)."""
    moved = recipients(memo).rstrip("：") if memo.moved else ""
    style = styles.copies(COPIES)
    return [
        Paragraph(style, (Text(f"{word}{_stopped(names)}"),))
        for word, names in (("主送：", moved), (COPIES, memo.cc.removeprefix(COPIES)))
        if names
    ]


def _stopped(names: str) -> str:
    return names.rstrip("。") + "。"


def _printer(memo: Memo, styles: Styles) -> list[Paragraph]:
    """Lay out 印发机关 and 印发日期 (7.4.3)."""
    if not memo.printer:
        return []
    return [Paragraph(styles.printer, (Text(memo.printer), Tab(), Text(f"{memo.printed}印发")))]


def page_numbers(styles: Styles) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    """Lay out the footers of odd and of even pages."""
    odd, even = (
        Paragraph(styles.page_number(odd=odd), (Text("— "), PageNumber("1" if odd else "2"), Text(" —")))
        for odd in (True, False)
    )
    return (odd,), (even,)


def letter_foot(styles: Styles) -> tuple[Paragraph, ...]:
    """Lay out the foot of a letter's first page: the lower double line, no number."""
    return (Paragraph(styles.letter_foot()), Paragraph(styles.anchor))
