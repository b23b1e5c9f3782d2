"""Lay an archived document out as its own time did: GB/T 9704-1999 for governments, the rules of 1996 for the Party."""

from __future__ import annotations

from dataclasses import replace

from maker.layout import lay_out
from maker.measure import mm, width
from maker.parts import BIAOSONG, HEI, Block, Doc, Head, Item, Paper, Para, Run, Tab, Text

LINE_CHARS = 28
LINES = (0, 6, 6)
"""A line as wide as the type area under every item of the imprint; none was told to be thicker."""


def lay_out_old(doc: Doc) -> Paper:
    """Return the paper that carries the document."""
    paper = lay_out(doc)
    head = (
        paper.head
        if doc.form == "信函"
        else party_head(paper.head)
        if doc.regime == "1996"
        else head_of_1999(doc, paper)
    )
    facts = {**paper.facts, "regime": doc.regime}
    return replace(paper, facts=facts, head=head, imprint=tuple(imprint(doc)), imprint_lines=LINES)


def party_head(head: Head) -> Head:
    """Set 发文字号 at the left under the masthead, as Party documents may (1996 §8)."""
    *gap, number = head.number
    return replace(head, number=(*gap, number.looks(align="left", first=1)))


def head_of_1999(doc: Doc, paper: Paper) -> Head:
    """Set 密级 and 紧急程度 at the right, 标识 25 mm (upward 80 mm) under the top of the type area (8.1)."""
    lines = tuple(right_marks(doc))
    drop = mm(80 if doc.direction == "上行" else 25) - 40 - 579 * len(lines)
    first, *others = paper.head.masthead
    return replace(paper.head, above=lines, masthead=(first.looks(before=drop), *others))


def right_marks(doc: Doc) -> list[Block]:
    """Lay out 份数序号 at the left of line one, 密级 at its right, 紧急程度 at the right of the next line (8.1.1—8.1.3)."""
    black = Run(font=HEI)
    marks = [Text(role, text, black) for role, text in (("secrecy", doc.secrecy), ("urgency", doc.urgency)) if text]
    lines = [Block("密级和紧急程度", (mark,), Para(align="right"), black) for mark in marks]
    if doc.copy_number and marks:
        blanks = "　" * round(LINE_CHARS - width(doc.copy_number + marks[0].text))
        items = (Text("copy_number", doc.copy_number), Tab(blanks), marks[0])
        lines[0] = Block("份数序号和密级", items, Para(align="left", right_tab=8844))
    return lines


def imprint(doc: Doc) -> list[tuple[Block, ...]]:
    """Lay out 主题词, 抄送机关, 印发机关和印发时间 in 三号, each a group of its own (8.3)."""
    theme = Block(
        "主题词",
        (Text("other", "主题词：", Run(font=HEI)), Text("other", doc.theme, Run(font=BIAOSONG))),
        Para(align="left"),
        Run(font=HEI),
    )
    copies = Block("抄送机关", (Text("cc", doc.cc),), Para(left=4, first=-3, right=1))
    return [(theme,), *([(copies,)] if doc.cc else []), *([printer(doc)] if doc.printer else [])]


def printer(doc: Doc) -> tuple[Block, ...]:
    """Lay out 印发机关 at the left, 印发时间 at the right, 印数 under it."""
    dated = f"{doc.printed}印发"
    blanks = " " * round((LINE_CHARS - 2 - width(doc.printer + dated)) * 2)
    items: tuple[Item, ...] = (Text("printer", doc.printer), Tab(blanks), Text("printer", dated))
    line = Block("印发机关", items, Para(align="left", left=1, right=1, right_tab=8524))
    count = Block("印数", (Text("printer", doc.copies),), Para(align="right", right=1))
    return (line, *([count] if doc.copies else []))
