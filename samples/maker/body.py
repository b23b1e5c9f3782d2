"""Lay out the text of a document and of its attachments from their markup."""

from __future__ import annotations

import re
from dataclasses import replace

from maker.measure import width
from maker.parts import BIAOSONG, HEI, KAI, Block, Doc, Grid, Item, Mark, Node, Para, Run, Text

HEADING_RUNS = {1: Run(font=HEI), 2: Run(font=KAI), 3: Run(), 4: Run()}
TYPED_NUMBER = re.compile(r"[一二三四五六七八九十]+、|（[一二三四五六七八九十\d]+）|\d+\.")


def body(text: str, *, numbered: bool = False) -> list[Node]:
    """Lay out marked-up text: headings, paragraphs, the closing, tables."""
    nodes: list[Node] = []
    rows: list[str] = []
    for line in text.strip().splitlines():
        if line.startswith("| "):
            rows.append(line)
            continue
        if rows:
            nodes.append(table(rows))
            rows = []
        nodes.append(paragraph(line, numbered=numbered))
    return nodes + ([table(rows)] if rows else [])


def paragraph(line: str, *, numbered: bool = False) -> Block:
    """Lay out one line of markup, two 字 in from the left."""
    para = Para(first=2)
    if line.startswith("@ "):
        return Block("结束语", (Text("closing", line[2:]),), para)
    marks = re.match(r"(#{1,4}) ", line)
    if not marks:
        return Block("正文", (Text("body", line),), para)
    level = len(marks[1])
    head, _, rest = line[level + 1 :].partition(" | ")
    shown: list[Item] = [Text(f"heading.{level}", head, HEADING_RUNS[level])]
    if rest:
        shown.append(Text("body", rest))
    block = Block(f"标题{level}", tuple(shown), para, HEADING_RUNS[level])
    return replace(block, level=level) if numbered and TYPED_NUMBER.match(head) else block


def table(rows: list[str]) -> Grid:
    """Lay out a ruled table that fills the width of the type area."""
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    share = 8844 // len(cells[0])
    look, run = Para(align="center", line=460), Run(size=14)
    head = Run(font=HEI, size=14)
    shown = tuple(
        tuple((Block("表格", (Text("body", cell),), look, head if row == 0 else run),) for cell in line)
        for row, line in enumerate(cells)
    )
    return Grid((share,) * len(cells[0]), shown, ruled=True)


def attachment_notes(doc: Doc) -> list[Block]:
    """Lay out 附件说明: one line under the text, two 字 in, titles hanging under their first character."""
    titles = [attachment.title for attachment in doc.attachments]
    if not titles:
        return []
    empty = Block("空行")
    if len(titles) == 1:
        return [empty, Block("附件说明", (Text("attachment_note", f"附件：{titles[0]}"),), Para(left=5, first=-3))]
    dot = 0.75 if doc.latin.isascii() else width("1.")
    first = Para(left=5 + dot, first=-3 - dot)
    others = Para(left=5 + dot, first=-dot)
    items = [
        Block(
            "附件说明",
            (Text("attachment_note", f"{'附件：' if n == 1 else ''}{n}.{title}"),),
            first if n == 1 else others,
        )
        for n, title in enumerate(titles, 1)
    ]
    return [empty, *items]


def attachments(doc: Doc) -> list[Node]:
    """Lay out every attachment on a page of its own: label, an empty line, title, an empty line, text."""
    nodes: list[Node] = []
    for place, attachment in enumerate(doc.attachments, 1):
        label = f"附件{place}" if len(doc.attachments) > 1 else "附件"
        nodes += [
            Block("附件标识", (Text("attachment_label", label),), Para(align="left", page_break=True), Run(font=HEI)),
            Block("空行"),
            Block(
                "附件标题",
                (Text("attachment_title", attachment.title),),
                Para(align="center", line=700),
                Run(BIAOSONG, 22),
            ),
            Block("空行"),
            *(as_attachment(node) for node in body(attachment.text)),
        ]
    return nodes


def as_attachment(node: Node) -> Node:
    """Return the node with every text playing the role of 附件正文."""
    if isinstance(node, Grid):
        rows = tuple(tuple(tuple(as_role(b, "attachment") for b in cell) for cell in row) for row in node.rows)
        return replace(node, rows=rows)
    return as_role(node, "attachment")


def as_role(block: Block, role: str) -> Block:
    """Return the block with every text playing the role."""
    items = tuple(replace(item, role=role) if isinstance(item, (Text, Mark)) else item for item in block.items)
    return replace(block, items=items)
