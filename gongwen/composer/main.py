"""The main part (主体): title, recipients, text, attachments' list, attachments (GB/T 9704-2012 §7.3)."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from gongwen.anatomy.spacing import text_width
from gongwen.composer.memo import Memo
from gongwen.composer.prose import Chart, Passage, Piece, parse
from gongwen.composer.sheet import Block, Border, Break, Indent, Item, Paragraph, Row, Table, Text
from gongwen.composer.styles import Styles
from gongwen.composer.turns import turned
from gongwen.units import Pt

GRID_LINE = Pt(0.5)
NOTE_WORD = "附件："
DOT = 0.25
"""How wide a full stop is in the typeface of numbers, in 字."""


def title_lines(lines: Sequence[str], styles: Styles) -> tuple[str, ...]:
    """Give the lines of a title: as stated, or turned between words where one is too long."""
    room = int(styles.page.text_width / styles.face("title").size)
    return tuple(lines) if len(lines) > 1 else turned(lines[0], room)


def opening(memo: Memo, styles: Styles, title: Sequence[str]) -> list[Block]:
    """Lay out 标题, 题注 and 主送机关, or the empty lines in their place."""
    if not title:
        return [Paragraph(styles.empty)] * styles.measures.lines("doc_number", "body")
    blocks: list[Block] = [Paragraph(styles.title, _turned(title))]
    if memo.title_note:
        blocks.append(Paragraph(styles.title_note, (Text(bracketed(memo.title_note)),)))
    if memo.recipients and not memo.moved:
        return [*blocks, Paragraph(styles.recipients, (Text(recipients(memo)),))]
    return [*blocks, *[Paragraph(styles.empty)] * styles.measures.lines("title", "recipients")]


def recipients(memo: Memo) -> str:
    """Give 主送机关 with its colon."""
    return memo.recipients.rstrip("：:") + "："


def bracketed(text: str) -> str:
    """Put a text into full-width brackets unless it stands in some."""
    return text if text.startswith("（") and text.endswith("）") else f"（{text}）"


def _turned(lines: Sequence[str]) -> tuple[Item, ...]:
    items: list[Item] = [Text(lines[0])]
    for line in lines[1:]:
        items += [Break(), Text(line)]
    return tuple(items)


def text(memo: Memo, styles: Styles, *, held: bool) -> list[Block]:
    """Lay out the main text and 附件说明; the last paragraph is `held` on the page of what follows."""
    blocks = _flow(parse(memo.text), styles)
    if held:
        blocks[-1] = _held(blocks[-1], styles)
    return [*blocks, *_attachment_notes(memo, styles)]


def _held(block: Block, styles: Styles) -> Block:
    """Keep the last paragraph, or the last row of a table, on the page of what follows."""
    if isinstance(block, Paragraph):
        return replace(block, style=styles.last) if block.style == styles.body else block
    *rows, last = block.rows
    cells = tuple(tuple(replace(paragraph, style=styles.last_cell) for paragraph in cell) for cell in last.cells)
    return replace(block, rows=(*rows, replace(last, cells=cells)))


def _flow(pieces: Sequence[Piece], styles: Styles) -> list[Block]:
    """Lay out text and tables; an empty line keeps two tables apart."""
    blocks: list[Block] = []
    for above, piece in pairwise((None, *pieces)):
        if isinstance(piece, Chart):
            blocks += [Paragraph(styles.empty)] if isinstance(above, Chart) else []
            blocks.append(_table(piece, styles))
        elif piece is not None:
            blocks.append(_paragraph(piece, styles))
    return blocks


def _paragraph(passage: Passage, styles: Styles) -> Paragraph:
    if not passage.level:
        return Paragraph(styles.body, (Text(passage.text),))
    if not passage.text:
        return Paragraph(styles.heading(passage.level), (Text(passage.heading),))
    return Paragraph(styles.body, (Text(passage.heading, styles.run_in(passage.level)), Text(passage.text)))


def _table(chart: Chart, styles: Styles) -> Table:
    """Lay out a table as wide as the type area, its columns by what stands in them."""
    widest = [
        max(2.0, *(min(text_width(row[at]), 16.0) for row in chart.rows)) + 1.0 for at in range(len(chart.rows[0]))
    ]
    share = styles.page.text_width / sum(widest)
    rows = tuple(
        Row(tuple((Paragraph(styles.cell(head=not at), (Text(cell),)),) for cell in row), head=not at)
        for at, row in enumerate(chart.rows)
    )
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return Table(tuple(Pt(width * share) for width in widest), rows, tuple(Border(side, GRID_LINE) for side in sides))


def _attachment_notes(memo: Memo, styles: Styles) -> list[Block]:
    """Lay out 附件说明: names hang under their first character, several are numbered (7.3.4)."""
    names = [attachment.name for attachment in memo.attachments]
    left, word = styles.measures.room("attachment_note", "left"), text_width(NOTE_WORD)
    found: list[Block] = []
    for number, name in enumerate(names, 1):
        first = number == 1
        mark = f"{number}." if len(names) > 1 else ""
        hang = (word if first else 0.0) + (text_width(mark) - DOT if mark else 0.0)
        begin = left if first else left + word
        items = (Text(f"{NOTE_WORD if first else ''}{mark}{name}"),)
        found.append(Paragraph(styles.attachment_note(first=first), items, Indent(left=begin + hang, first=-hang)))
    return found


def attachments(memo: Memo, styles: Styles) -> list[Block]:
    """Lay out every attachment on a page of its own: 附件标识, 附件标题, text (7.3.7)."""
    blocks: list[Block] = []
    for number, attachment in enumerate(memo.attachments, 1):
        label = f"附件{number}" if len(memo.attachments) > 1 else "附件"
        title = title_lines((attachment.name,), styles)
        blocks += [
            Paragraph(styles.attachment_label, (Text(label),)),
            Paragraph(styles.attachment_title, _turned(title)),
            *_flow(parse(attachment.text), styles),
        ]
    return blocks


def attendance(memo: Memo, styles: Styles) -> list[Block]:
    """Lay out 出席, 请假 and 列席: names hang under the first one (10.3)."""
    rows = [
        (word, names)
        for word, names in (("出席", memo.present), ("请假", memo.absent), ("列席", memo.attending))
        if names
    ]
    hang = text_width("出席：")
    indent = Indent(left=styles.measures.room("attendance", "left") + hang, first=-hang)
    return [
        Paragraph(
            styles.attendance(first=not at),
            (Text(word, styles.attendance_word), Text(f"：{names.rstrip('。')}。")),
            indent,
        )
        for at, (word, names) in enumerate(rows)
    ]
