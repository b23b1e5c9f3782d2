"""Measure stacks of blocks: paragraphs with what lies between them, and tables as rows of cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from gongwen.draft import Block, Border, Borders, Cell, Paragraph, Row, Section, Table
from gongwen.placement.printed import Measure, Measured


@dataclass(slots=True)
class MeasuredCell:
    """Hold a cell: its stack, its left edge from the left edge of the table, its width, and the number of rows it covers."""

    cell: Cell
    stack: "list[Measured | MeasuredTable]"
    left: float
    width: float
    height: float
    rows: int = 1


@dataclass(slots=True)
class MeasuredRow:
    """Hold a row: its cells, lower cells of vertical merges left out, its height and how much higher or lower it may be."""

    row: Row
    cells: list[MeasuredCell]
    height: float
    unsure: float


@dataclass(slots=True)
class MeasuredTable:
    """Hold a table measured for a column; `left` is how far it begins from the left edge of the column."""

    table: Table
    rows: list[MeasuredRow]
    left: float
    width: float

    @property
    def whole(self) -> float:
        """Give the height of all rows."""
        return sum(row.height for row in self.rows)


_THIN_AND_GAP = 1.5
Stack = list[Measured | MeasuredTable]


def measure_stack(
    measure: Measure, blocks: Sequence[Block], section: Section, width: float, *, tight: float = 0.0
) -> Stack:
    """Measure blocks that stand in one column; it may be `tight` narrower."""
    stack: Stack = [
        measure.paragraph(block, section, _frame_width(block, width), tight=tight)
        if isinstance(block, Paragraph)
        else measure_table(measure, block, section, width)
        for block in blocks
    ]
    settle(stack)
    return stack


def settle(stack: Stack) -> None:
    """Work out what neighbours do to each other: shared borders, spacing left out within a style."""
    paragraphs = [item if isinstance(item, Measured) else None for item in stack]
    for above, below in pairwise((None, *paragraphs, None)):
        if above is not None:
            above.under = _under(above.paragraph, None if below is None else below.paragraph)
        if below is not None:
            below.over = _over(None if above is None else above.paragraph, below.paragraph)
        if above is not None and below is not None and above.paragraph.style == below.paragraph.style:
            above.after = 0.0 if above.paragraph.format.contextual_spacing else above.after
            below.before = 0.0 if below.paragraph.format.contextual_spacing else below.before


def stack_height(stack: Stack) -> float:
    """Give the height of a stack, frames left out."""
    return sum(item.whole for item in stack if not (isinstance(item, Measured) and item.paragraph.format.frame))


def stack_unsure(stack: Stack) -> float:
    """Give how much higher or lower a stack may be."""
    total = 0.0
    for item in stack:
        if isinstance(item, Measured):
            total += item.unsure + sum(line.height.unsure for line in item.lines)
        else:
            total += sum(row.unsure for row in item.rows)
    return total


def measure_table(measure: Measure, table: Table, section: Section, column: float) -> MeasuredTable:
    """Measure a table: column widths, cell contents, row heights."""
    widths = _column_widths(table, column)
    rows = [_row(measure, row, widths, section) for row in table.rows]
    _span(rows)
    width = sum(widths)
    free = column - width
    left = {"center": free / 2, "right": free}.get(table.align or "", table.indent - table.padding[0])
    return MeasuredTable(table, rows, left, width)


def _row(measure: Measure, row: Row, widths: Sequence[float], section: Section) -> MeasuredRow:
    cells: list[MeasuredCell] = []
    at, end = 0, 0.0
    for cell in row.cells:
        start, end = end, end + sum(widths[at : at + cell.span])
        at += cell.span
        left, top, right, bottom = cell.padding
        inner = max(end - start - left - right, 1.0)
        stack = measure_stack(measure, cell.blocks, section, inner, tight=_sides(cell.borders))
        height = stack_height(stack) + top + bottom + _border(cell.borders)
        cells.append(MeasuredCell(cell, stack, start, end - start, height, 0 if cell.merged else 1))
    if row.exact and row.height is not None:
        return MeasuredRow(row, cells, row.height, 0.0)
    content = [cell for cell in cells if cell.rows]
    height = max([row.height or 0.0, *(cell.height for cell in content)])
    unsure = max(
        (stack_unsure(cell.stack) for cell in content if cell.height + stack_unsure(cell.stack) > height), default=0.0
    )
    return MeasuredRow(row, cells, height, unsure)


def _sides(borders: Borders) -> float:
    """Give what the lines beside a cell may take of its width."""
    return sum(border.width for border in (borders.left, borders.right) if border)


def _border(borders: Borders) -> float:
    return borders.top.width if borders.top else 0.0


def _span(rows: Sequence[MeasuredRow]) -> None:
    """Count the rows of vertical merges; the last of them is as high as the content asks for."""
    open_: dict[float, tuple[MeasuredCell, int]] = {}
    for number, row in enumerate(rows):
        for cell in row.cells:
            if cell.rows:
                open_[cell.left] = (cell, number)
            elif cell.left in open_:
                open_[cell.left][0].rows += 1
        row.cells = [cell for cell in row.cells if cell.rows]
    for number, row in enumerate(rows):
        for cell in row.cells:
            if cell.rows > 1:
                _stretch(rows[number : number + cell.rows], cell)


def _stretch(rows: Sequence[MeasuredRow], cell: MeasuredCell) -> None:
    own = [other.height for other in rows[0].cells if other.rows == 1]
    if not rows[0].row.exact:
        rows[0].height = max([rows[0].row.height or 0.0, *own])
    lacking = cell.height - sum(row.height for row in rows)
    if lacking > 0 and not rows[-1].row.exact:
        rows[-1].height += lacking


def _column_widths(table: Table, column: float) -> list[float]:
    """Give the widths of the grid: as stated, else as the cells say, else in equal parts."""
    count = max((sum(cell.span for cell in row.cells) for row in table.rows), default=1)
    stated = [float(width) for width in table.columns]
    if len(stated) >= count and all(width > 0 for width in stated[:count]):
        return stated
    for row in table.rows:
        widths = [cell.width for cell in row.cells if cell.span == 1 and cell.width]
        if len(widths) == count:
            return [float(width) for width in widths]
    return [(table.width or column) / max(count, 1)] * count


def _frame_width(paragraph: Paragraph, width: float) -> float:
    frame = paragraph.format.frame
    return frame.width if frame and frame.width else width


def _over(above: Paragraph | None, paragraph: Paragraph) -> float:
    borders = paragraph.format.borders
    border = borders.between if above is not None and above.format.borders == borders else borders.top
    return border_width(border) + border.space if border else 0.0


def _under(paragraph: Paragraph, below: Paragraph | None) -> float:
    borders = paragraph.format.borders
    border = None if below is not None and below.format.borders == borders else borders.bottom
    return border_width(border) + border.space if border else 0.0


def border_width(border: Border) -> float:
    """Give how thick a border is in all: its width is that of one line of it, a thin one and the gap are small."""
    if border.form.startswith(("thinThick", "thickThin")):
        return border.width + _THIN_AND_GAP
    return border.width * (3 if border.form == "double" else 1)
