"""Make small drafts by hand for tests: paragraphs with formats, no file behind them."""

from collections.abc import Sequence
from dataclasses import replace

from gongwen.draft import (
    Address,
    Block,
    Cell,
    Draft,
    Indent,
    Paragraph,
    ParagraphFormat,
    Row,
    Run,
    RunFormat,
    Section,
    Shape,
    Table,
)
from gongwen.units import Pt, from_mm

FANGSONG = RunFormat(han_font="仿宋_GB2312", latin_font="Times New Roman", size=Pt(16.0))
BODY = ParagraphFormat(align="justify", first=Indent(chars=2.0), line=28.95, line_rule="exact")
FLUSH = ParagraphFormat(align="left", line=28.95, line_rule="exact")
CENTRED = ParagraphFormat(align="center", line=28.95, line_rule="exact")
RIGHT = ParagraphFormat(align="right", line=28.95, line_rule="exact")
A4 = Section(0, from_mm(210), from_mm(297), from_mm(37), from_mm(35), from_mm(28), from_mm(26))


def paragraph(
    *texts: str | tuple[str, RunFormat],
    form: ParagraphFormat = BODY,
    run: RunFormat = FANGSONG,
    number: str | None = None,
    shapes: Sequence[Shape] = (),
    path: str = "body/p[1]",
) -> Paragraph:
    """Make a paragraph of runs; a plain text takes the format `run`."""
    runs, start = [], 0
    for item in texts:
        text, face = (item, run) if isinstance(item, str) else item
        if text:
            runs.append(Run(text, start, face))
            start += len(text)
    whole = "".join(piece.text for piece in runs)
    return Paragraph(
        Address("body", path), whole, tuple(runs), form, run, number=number, shapes=tuple(shapes), number_format=run
    )


def draft(*blocks: Block | str) -> Draft:
    """Make a draft on A4 with the standard margins; a text becomes a body paragraph."""
    made = [paragraph(block) if isinstance(block, str) else block for block in blocks]
    placed = [
        replace(block, address=Address("body", f"body/p[{number}]")) if isinstance(block, Paragraph) else block
        for number, block in enumerate(made, 1)
    ]
    return Draft(blocks=tuple(placed), sections=(A4,))


def table(*rows: Sequence[str]) -> Table:
    """Make a table of one-paragraph cells."""
    address = Address("body", "body/tbl[1]")
    return Table(
        address,
        tuple(Row(address, tuple(Cell(address, (paragraph(text, form=FLUSH),)) for text in row)) for row in rows),
    )
