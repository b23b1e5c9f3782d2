"""The end of the main part: 署名, 成文日期, the places of seals and stamps, 附注 (GB/T 9704-2012 §7.3.5, §7.3.6)."""

from gongwen.anatomy.spacing import text_width
from gongwen.checks.code.signing import SEALED, STEP, UNSEALED
from gongwen.checks.code.stamping import FROM_OFFICE, FROM_RIGHT
from gongwen.composer.customs import signed
from gongwen.composer.main import bracketed
from gongwen.composer.memo import Memo
from gongwen.composer.sheet import Block, Indent, Paragraph, Row, Table, Text
from gongwen.composer.styles import Styles
from gongwen.units import Pt, from_mm

SEAL_LINES = 2
"""Empty lines above the first 署名: the upper part of a seal of 42 mm stands there."""
SEAL_ROWS = 5
"""Lines from one row of 署名 to the next: seals of 42 mm may not touch (7.3.5.1)."""
STAMP = (from_mm(30), from_mm(15))
"""Room left for a 签名章."""
STAMP_LINES, STAMPED_DATE_LINES = 2, 1
"""Empty lines above a 签名章, and between it and 成文日期 (7.3.5.3)."""
UNDATED = "2024年10月10日"
"""As wide as 成文日期 is at most: what a draft without one is laid out by."""


def signing(memo: Memo, styles: Styles) -> list[Block]:
    """Lay out 署名 and 成文日期 as they are sealed, and 附注."""
    note: list[Block] = [Paragraph(styles.note, (Text(bracketed(memo.note)),))] if memo.note else []
    if not signed(memo):
        return [*(_dated(memo, styles, SEALED, SEAL_LINES) if memo.date else ()), *note]
    match styles.facts.sealing:
        case "签名章":
            return [*_stamped(memo, styles), *note]
        case "不加盖印章":
            return [*_unsealed(memo, styles), *note]
        case _ if styles.facts.joint:
            return [*_jointly_sealed(memo, styles), *note]
        case _:
            return [*_sealed(memo, styles), *note]


def _dated(memo: Memo, styles: Styles, right: float, lines: int = 0) -> list[Block]:
    if not memo.date:
        return []
    return [Paragraph(styles.date(lines, followed=bool(memo.note)), (Text(memo.date),), Indent(right=right))]


def _sealed(memo: Memo, styles: Styles) -> list[Block]:
    """Centre 署名 over 成文日期, which a long 署名 pushes further in."""
    name, date = text_width(memo.agencies[0]), text_width(memo.date or UNDATED)
    right = max(SEALED, (name - date) / 2)
    over = Indent(right=right + (date - name) / 2)
    return [Paragraph(styles.signature(SEAL_LINES), (Text(memo.agencies[0]),), over), *_dated(memo, styles, right)]


def _unsealed(memo: Memo, styles: Styles) -> list[Block]:
    """Set 署名 two 字 from the right, 成文日期 two 字 further right than it begins; a longer date is two 字 from the right itself."""
    widths = [text_width(name) for name in memo.agencies]
    widest, date = max(widths), text_width(memo.date or UNDATED)
    right = UNSEALED + max(0.0, STEP + date - widest if date > widest else 0.0)
    lines = styles.measures.lines("body", "signature")
    names = [
        Paragraph(styles.signature(0 if at else lines), (Text(name),), Indent(right=right + widest - width))
        for at, (name, width) in enumerate(zip(memo.agencies, widths, strict=True))
    ]
    return [*names, *_dated(memo, styles, right + widest - STEP - date)]


def _stamped(memo: Memo, styles: Styles) -> list[Block]:
    """Set each 签发人职务 two 字 left of room for its stamp, which ends four 字 from the right."""
    char, (wide, high) = styles.face("signature").size, STAMP
    margin = Pt(FROM_RIGHT * char)
    left = Pt(styles.page.text_width - wide - margin)
    empty = (Paragraph(styles.office),)
    rows = tuple(
        Row(((Paragraph(styles.office, (Text(office),), Indent(right=FROM_OFFICE)),), empty, empty), height=high)
        for office in memo.offices
    )
    gap = [Paragraph(styles.empty)] * STAMP_LINES
    return [*gap, Table((left, wide, margin), rows), *_dated(memo, styles, SEALED, STAMPED_DATE_LINES)]


def _jointly_sealed(memo: Memo, styles: Styles) -> list[Block]:
    """Set 署名 in rows of two so far apart that seals do not touch, the last one over 成文日期; long ones stand one in a row."""
    char, names = styles.face("signature").size, list(memo.agencies)
    date = text_width(memo.date or UNDATED)
    right = Pt(2 * (SEALED + date / 2) * char)
    left = Pt(styles.page.text_width - right)
    if max(map(text_width, names)) > min(left, right) / char:
        middle = max(SEALED + date / 2, max(map(text_width, names)) / 2)
        widths: tuple[Pt, ...] = (Pt(styles.page.text_width - 2 * middle * char), Pt(2 * middle * char))
        cells = [("", name) for name in names]
    else:
        middle, widths = SEALED + date / 2, (left, right)
        padded = [*names[:-1], *[""] * (len(names) % 2), names[-1]]
        cells = [(padded[at], padded[at + 1]) for at in range(0, len(padded), 2)]
    rows = tuple(
        Row(
            tuple((Paragraph(styles.joint_signature, (Text(name),) if name else ()),) for name in pair),
            height=Pt((SEAL_ROWS if at else SEAL_LINES + 1) * styles.line),
            low=True,
        )
        for at, pair in enumerate(cells)
    )
    return [Table(widths, rows), *_dated(memo, styles, middle - date / 2)]
