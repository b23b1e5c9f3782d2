"""The head (版头): marks at the upper left, masthead, number and signers, the red line (GB/T 9704-2012 §7.2, §10)."""

from collections.abc import Sequence

from gongwen.anatomy.spacing import text_width
from gongwen.composer.memo import Memo
from gongwen.composer.sheet import Block, Item, Paragraph, Row, Tab, Table, Text
from gongwen.composer.styles import AIR, NUMBER_LINE, Styles, leading
from gongwen.errors import ComposeError
from gongwen.units import Pt, from_mm

LARGEST, COMFORTABLE, SMALLEST = Pt(50.0), Pt(36.0), Pt(24.0)
"""Sizes of a masthead; the standard leaves them to the agency (7.2.4). Where names are long they are narrowed first."""
NARROWEST = 60
WORD_SIZE = Pt(44.0)
WORD_ROOM = Pt(106.0)
"""Room for 文件 or 令 beside the names of several agencies."""
PAIR = 2
"""Signers in a row (7.2.6)."""
NAME_GAP = "\u3000"


def head(memo: Memo, styles: Styles, room: Pt) -> list[Block]:
    """Lay out the head; the names of several agencies take no more than `room`."""
    match styles.facts.form:
        case "信函":
            return _letter(memo, styles)
        case "电报":
            return [*_masthead(memo, styles, room, above=0), *_telegram(memo, styles)]
        case "命令":
            marks = _marks(memo, styles)
            return [*marks, *_masthead(memo, styles, room, above=len(marks)), *_number(memo, styles)]
        case _:
            marks = _marks(memo, styles)
            return [*marks, *_masthead(memo, styles, room, above=len(marks)), *_signed_number(memo, styles)]


def height_without_names(memo: Memo, styles: Styles) -> Pt:
    """Give the height of the head but for the names of agencies."""
    rows = max(1, -(-len(memo.signers) // PAIR))
    gap = styles.measures.lines("masthead", "doc_number") * styles.line
    return Pt(_drop(styles) + gap + (rows - 1) * styles.line + 2 * NUMBER_LINE)


def _drop(styles: Styles) -> Pt:
    """Give the distance of the masthead from the top of the type area."""
    rule = {"命令": "order-masthead-height", "纪要": "minutes-masthead-height"}.get(
        styles.facts.form, "masthead-height"
    )
    return Pt(from_mm(styles.measures.option(rule, "wanted")) - styles.page.top)


def _marks(memo: Memo, styles: Styles) -> list[Paragraph]:
    """Lay out 份号, 密级和保密期限 and 紧急程度, one a line."""
    return [Paragraph(styles.mark(element, name), (Text(text),)) for element, name, text in _mark_texts(memo)]


def _mark_texts(memo: Memo) -> list[tuple[str, str, str]]:
    marks = [
        ("copy_number", "份号", memo.copy_number),
        ("secrecy", "密级和保密期限", memo.secrecy),
        ("urgency", "紧急程度", memo.urgency),
    ]
    return [mark for mark in marks if mark[2]]


def masthead_lines(memo: Memo, form: str) -> tuple[str, ...]:
    """Give the lines of the masthead, as the memo states them or made of the agencies' names."""
    first = memo.agencies[0]
    joint = len(memo.agencies) > 1
    match form:
        case _ if memo.masthead:
            return memo.masthead
        case "信函":
            return (first,)
        case "电报":
            return ("明传电报",)
        case "纪要":
            return (f"{first}纪要" if first.endswith("会议") else f"{first}会议纪要",)
        case _ if joint:
            return memo.agencies
        case _:
            return (first + _word(form),)


def _word(form: str) -> str:
    return "令" if form == "命令" else "文件"


def fitted(lines: Sequence[str], room: Pt) -> tuple[Pt, int]:
    """Give size and width in percent at which lines fit; ComposeError when none that can be read does."""
    widest = max(map(text_width, lines))
    size, scale = min(LARGEST, Pt(float(int(room / widest)))), 100
    if size < COMFORTABLE:
        scale = max(NARROWEST, min(100, int(room / (widest * COMFORTABLE) * 100)))
        size = min(COMFORTABLE, Pt(float(int(room / (widest * scale / 100)))))
    if size < SMALLEST:
        raise ComposeError([f"“发文机关标志”太长（“{max(lines, key=text_width)}”），一行排不下，请用规范化简称。"])
    return size, scale


def _masthead(memo: Memo, styles: Styles, room: Pt, *, above: int) -> list[Block]:
    """Lay out the masthead under so many lines of marks."""
    lines, width = masthead_lines(memo, styles.facts.form), styles.page.text_width
    drop = Pt(max(0.0, _drop(styles) - above * styles.line))
    if len(lines) == 1:
        size, scale = fitted(lines, width)
        return [Paragraph(styles.masthead(size, scale, Pt(max(0.0, drop - leading(size)))), (Text(lines[0]),))]
    return _joint_masthead(lines, styles, room, drop)


def _joint_masthead(lines: Sequence[str], styles: Styles, room: Pt, drop: Pt) -> list[Block]:
    """Lay out the names of several agencies, the word beside them half way down (7.2.4)."""
    names = Pt(styles.page.text_width - WORD_ROOM)
    size, scale = fitted(lines, names)
    size = min(size, Pt(float(int(room / len(lines) / AIR))))
    if size < SMALLEST:
        raise ComposeError(
            [
                f"“发文机关”有{len(lines)}个，都排在标志里首页就没有正文了：标题可以写成“主办机关等{len(lines)}部门关于……”，"
                "或者在“发文机关标志”里只写主办机关加“文件”。"
            ]
        )
    name = styles.masthead(size, scale, Pt(0.0), several=True)
    word = Paragraph(styles.masthead_word(WORD_SIZE), (Text(_word(styles.facts.form)),))
    names_cell = tuple(Paragraph(name, (Text(line),)) for line in lines)
    gap = Paragraph(styles.gap(Pt(max(1.0, drop - leading(size)))))
    return [gap, Table((names, WORD_ROOM), (Row((names_cell, (word,))),))]


def _number(memo: Memo, styles: Styles) -> list[Block]:
    return [Paragraph(styles.number(), (Text(memo.number),) if memo.number else ())]


def _signed_number(memo: Memo, styles: Styles) -> list[Block]:
    """Lay out 发文字号 and 签发人: the last row of names stands beside the number, the others above."""
    if not memo.signers:
        return _number(memo, styles)
    char = styles.face("signer").size
    rows = [NAME_GAP.join(memo.signers[at : at + PAIR]) for at in range(0, len(memo.signers), PAIR)]
    label = "签发人："
    end = Pt(styles.page.text_width - styles.measures.room("doc_number", "left") * char)
    if len(rows) == 1:
        beside: tuple[Item, ...] = (Tab(), Text(label), Text(rows[0], styles.signer_name))
        return [Paragraph(styles.number(tab=("right", end)), (Text(memo.number), *beside))]
    names = Pt(end - max(map(text_width, rows)) * char)
    start = Pt(names - text_width(label) * char)
    found: list[Block] = [
        Paragraph(styles.signers(start, first=True), (Tab(), Text(label), Text(rows[0], styles.signer_name)))
    ]
    found += [
        Paragraph(styles.signers(names, first=False), (Tab(), Text(row, styles.signer_name))) for row in rows[1:-1]
    ]
    last = styles.number(tab=("left", names), above=True)
    return [*found, Paragraph(last, (Text(memo.number), Tab(), Text(rows[-1], styles.signer_name)))]


def _letter(memo: Memo, styles: Styles) -> list[Block]:
    """Lay out the head of a letter: the masthead over its double line, then the marks with 发文字号 at the right."""
    lines = masthead_lines(memo, "信函")
    size, scale = fitted(lines, styles.page.text_width)
    masthead = Paragraph(styles.letter_masthead(size, scale), (Text(lines[0]),))
    marks = _mark_texts(memo)
    if not marks:
        return [masthead, Paragraph(styles.letter_number(), (Text(memo.number),))]
    first, *others = marks
    number = (Tab(), Text(memo.number, styles.number_run())) if memo.number else ()
    beside = Paragraph(styles.letter_first_mark(first[0]), (Text(first[2]), *number))
    return [masthead, beside, *(Paragraph(styles.mark(element, name), (Text(text),)) for element, name, text in others)]


def _telegram(memo: Memo, styles: Styles) -> list[Block]:
    """Lay out 发电单位 on one line, 等级 and 发电号 on the next, as telegraph forms have them."""
    sender = Paragraph(styles.sender, (Text(f"发电单位　{NAME_GAP.join(memo.agencies)}"),))
    end: tuple[Item, ...] = (Tab(), Text(memo.number)) if memo.number else ()
    return [sender, Paragraph(styles.grade, (Text(f"等级　{memo.urgency}"), *end))]
