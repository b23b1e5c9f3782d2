"""Lay the words of a document out after GB/T 9704-2012: every figure of the standard stands here."""

from __future__ import annotations

from maker.body import attachment_notes, attachments, body
from maker.foot import imprint, letter_footer, page_numbers
from maker.measure import masthead_size, mm, width
from maker.parts import (
    BIAOSONG,
    HEI,
    KAI,
    RED,
    Block,
    Border,
    Break,
    Doc,
    Head,
    Mark,
    Node,
    Paper,
    Para,
    Run,
    Tab,
    Text,
)
from maker.sign import signing

EMPTY = Block("空行")
NUMBER_LINE = 360
LETTER_FRAME = 'w:w="9638" w:wrap="notBeside" w:vAnchor="page" w:hAnchor="page" w:xAlign="center" w:y="{y}"'


def lay_out(doc: Doc) -> Paper:
    """Return the paper that carries the document."""
    letter = doc.form == "信函"
    headless = doc.form == "无版头"
    return Paper(
        name=doc.name,
        facts=facts(doc),
        head=Head()
        if headless
        else Head(
            above=tuple(above(doc)),
            masthead=tuple(masthead(doc)),
            beside=beside(doc),
            number=tuple(number(doc)),
            letter=letter,
            ruled=doc.form != "命令",
        ),
        main=tuple(main(doc)),
        imprint=tuple(imprint(doc)),
        imprint_ruled=not letter,
        imprint_table=doc.imprint_table,
        first_footer=letter_footer() if letter else None,
        footers=page_numbers(),
        latin=doc.latin,
        numbered=doc.numbered,
    )


def facts(doc: Doc) -> dict[str, object]:
    """Return what a reader should make out about the document as a whole."""
    return {
        "kind": doc.kind,
        "form": doc.form,
        "direction": doc.direction,
        "joint": len(doc.agencies) > 1,
        "sealing": "未知" if doc.sealing == "不加盖印章" else doc.sealing,  # no picture: nobody can tell
        "official": True,
    }


def above(doc: Doc) -> list[Block]:
    """Lay out 份号, 密级和保密期限, 紧急程度: the first lines of the type area, flush left."""
    black = Run(font=HEI)
    if doc.form == "电报":
        return []
    lines = [
        Block("份号", (Text("copy_number", doc.copy_number),), Para(align="left")),
        Block("密级", (Text("secrecy", doc.secrecy),), Para(align="left"), black),
        Block("紧急程度", (Text("urgency", doc.urgency),), Para(align="left"), black),
    ]
    return [line for line in lines if line.text]


def masthead(doc: Doc) -> list[Block]:
    """Lay out 发文机关标志: 35 mm under the top of the type area, 20 mm for an order, 30 mm from the edge for a letter."""
    joined = len(doc.agencies) > 1
    issuer = "" if doc.form == "电报" else doc.agencies[0]
    texts = list(doc.agencies) if joined else [issuer + doc.masthead_end]
    size = min(masthead_size(text) for text in texts)
    if joined:
        size = min(size, 34)
    line = size * 20 + 80
    drop = mm(20 if doc.form == "命令" else 35) - 40 - 579 * len(above(doc))
    para = Para(align="distribute" if joined else "center", line=line)
    run = Run(BIAOSONG, size, RED)
    blocks = [Block("发文机关标志", (Text("masthead", text),), para, run) for text in texts]
    if doc.form == "信函":
        return [letter_masthead(blocks[0])]
    return [blocks[0].looks(before=drop), *blocks[1:]]


def letter_masthead(block: Block) -> Block:
    """Set the masthead of a letter 30 mm from the edge of the sheet, with the upper double line 4 mm under it."""
    line = Border("bottom", 24, 9, RED, "thickThinSmallGap")
    framed = block.looks(frame=LETTER_FRAME.format(y=mm(30) - 40), borders=(line,))
    return Block(framed.label, (*framed.items, Mark("red_line")), framed.para, framed.run)


def beside(doc: Doc) -> Block | None:
    """Lay out 文件 or 令, which stands right of the agencies of a joint document."""
    if len(doc.agencies) == 1:
        return None
    return Block(
        "文件二字", (Text("masthead", doc.masthead_end),), Para(align="center", line=0), Run(BIAOSONG, 44, RED)
    )


def number(doc: Doc) -> list[Block]:
    """Lay out 发文字号 two lines under the masthead, or at the right under the line of a letter."""
    text = Text("doc_number", doc.number)
    if doc.form == "信函":
        return [Block("发文字号", (text,), Para(align="right", line=NUMBER_LINE, before=260))]
    rule = Border("bottom", 8, 11, RED)
    if doc.form == "电报":
        return telegram_lines(doc, rule)
    if doc.form == "命令":
        return [EMPTY, EMPTY, Block("令号", (text,), Para(align="center", line=NUMBER_LINE))]
    if not doc.signers:
        para = Para(align="center", line=NUMBER_LINE, borders=(rule,))
        return [EMPTY, EMPTY, Block("发文字号", (text, Mark("red_line")), para)]
    para = Para(align="left", line=NUMBER_LINE, first=1, right_tab=8524, borders=(rule,))
    names = "　".join(doc.signers)
    blanks = "　" * round(28 - 2 - width(doc.number) - width(f"签发人：{names}"))
    signer = (Text("signer", "签发人："), Text("signer", names, Run(font=KAI)))
    return [EMPTY, EMPTY, Block("发文字号和签发人", (text, Tab(blanks), *signer, Mark("red_line")), para)]


def telegram_lines(doc: Doc, rule: Border) -> list[Block]:
    """Lay out 发电单位 on one line, 等级 and 发电号 on the next, as telegraph forms print them."""
    sender = Block("发电单位", (Text("other", f"发电单位　{doc.agencies[0]}"),), Para(align="left", line=NUMBER_LINE))
    blanks = "　" * 8
    items = (
        Text("other", "等级"),
        Tab(blanks),
        Text("urgency", doc.urgency),
        Tab(blanks),
        Text("doc_number", doc.number),
    )
    para = Para(align="left", line=NUMBER_LINE, right_tab=8524, borders=(rule,))
    return [EMPTY, EMPTY, sender, Block("等级和电报号", (*items, Mark("red_line")), para)]


def title(doc: Doc) -> list[Block]:
    """Lay out 标题 two lines under the head, and 题注 under it."""
    if not doc.title:
        return []
    para, run = Para(align="center", line=700), Run(BIAOSONG, 22)
    if doc.title_breaks:
        items: list[Text | Break] = [Text("title", doc.title[0])]
        for line in doc.title[1:]:
            items += [Break(), Text("title", line)]
        lines = [Block("标题", tuple(items), para, run)]
    else:
        lines = [Block("标题", (Text("title", line),), para, run) for line in doc.title]
    if doc.form == "无版头":
        number = Block("发文字号", (Text("doc_number", doc.number),), Para(align="center"))
        return [*lines, *([number] if doc.number else [])]
    note = Block("题注", (Text("title_note", doc.title_note),), Para(align="center"), Run(font=KAI))
    return [EMPTY, EMPTY, *lines, *([note] if doc.title_note else [])]


def main(doc: Doc) -> list[Node]:
    """Lay out everything between the head and the imprint."""
    nodes: list[Node] = [*title(doc)]
    if doc.recipients:
        nodes += [EMPTY, Block("主送机关", (Text("recipients", doc.recipients),), Para(align="left"))]
    else:
        nodes += [EMPTY] * (1 if doc.title else 2)
    nodes += body(doc.text, numbered=doc.numbered)
    nodes += attachment_notes(doc)
    nodes += signing(doc)
    if doc.note:
        nodes.append(Block("附注", (Text("note", doc.note),), Para(first=2)))
    if doc.attendance:
        nodes += [EMPTY, *(attendance(line) for line in doc.attendance)]
    return nodes + attachments(doc)


def attendance(line: str) -> Block:
    """Lay out 出席, 请假 or 列席: the word in 黑体, names hanging under the first name."""
    word, names = line[:3], line[3:]
    items = (Text("attendance", word, Run(font=HEI)), Text("attendance", names))
    return Block("出席", items, Para(left=5, first=-3))
