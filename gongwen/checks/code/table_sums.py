"""Sums in tables: a row or column headed 合计 against the figures it adds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

import regex

from gongwen.checks.base import Hit, Reading, Scope
from gongwen.checks.code.base import Function
from gongwen.draft import Block, Cell, Paragraph, Table, walk
from gongwen.patterns import compiled

TOTALS = frozenset({"合计", "总计", "共计"})
MEASURES = compiled(
    r"率|比|均|％|%|‰|序号|编号|排名|名次|得分|单价|年份|年度|时间|日期|电话|备注|标准|面积单位|倍|指数"
)
"""Heads of columns that are not added up."""
DETAIL = compiled(r"小计|其中|合计|总计|共计|平均|[#＃]")

_FIGURE = compiled(r"-?\d{1,3}(?:[,\u2009\u00a0 ]\d{3}){1,5}(?:\.\d{1,6})?|-?\d{1,15}(?:\.\d{1,6})?")
_NONE = frozenset({"", "—", "-", "－", "/", "／", "——", "0"})


@dataclass(frozen=True, slots=True)
class Figure:
    """Hold the figure of a cell; `step` is one in its last place."""

    value: Decimal
    step: Decimal
    cell: Cell


class TableSum(Function):
    """Find a figure in a row of totals that is not the sum of its column, where the table is plain enough to tell.

    Plain: no merged cell, one row of totals at the top or the bottom, no subtotals. Of several columns all but one add up.
    """

    def run(self, reading: Reading, _scope: Scope) -> Iterator[Hit]:
        """Yield a hit on the total."""
        tables = [table for table in _tables(reading.gongwen.draft.blocks) if _plain(table)]
        places = (
            {id(s.paragraph): element for element in reading.gongwen.elements for s in element.segments}
            if tables
            else {}
        )
        for table in tables:
            for total, expected in _wrong_totals(table):
                paragraph = next(p for p in walk(total.cell.blocks) if p.text.strip())
                if (element := places.get(id(paragraph))) is not None:
                    start = max(element.text.find(paragraph.text.strip()), 0)
                    shown = paragraph.text.strip()
                    yield Hit(element, start, start + len(shown), shown, f"{expected:f}")


def _tables(blocks: Sequence[Block]) -> Iterator[Table]:
    for block in blocks:
        if isinstance(block, Table):
            yield block
            yield from (inner for row in block.rows for cell in row.cells for inner in _tables(cell.blocks))


def _plain(table: Table) -> bool:
    """Tell whether a table is a grid without merged cells, with one paragraph in each."""
    widths = {len(row.cells) for row in table.rows}
    cells = [cell for row in table.rows for cell in row.cells]
    return (
        len(table.rows) > 3
        and len(widths) == 1
        and not any(
            cell.merged or cell.span > 1 or any(not isinstance(b, Paragraph) for b in cell.blocks) for cell in cells
        )
    )


def _wrong_totals(table: Table) -> Iterator[tuple[Figure, Decimal]]:
    """Yield the totals of a plain table that do not agree, each with the sum."""
    grid = [[_text(cell) for cell in row.cells] for row in table.rows]
    rows = [at for at, row in enumerate(grid) if _label(row) in TOTALS]
    if len(rows) != 1 or rows[0] not in (1, len(grid) - 1):
        return
    parts = [at for at in range(1, len(grid)) if at != rows[0]]
    if any(DETAIL.search(_label(grid[at])) for at in parts) or any(DETAIL.search(head) for head in grid[0][:1]):
        return
    columns = [c for c in range(1, len(grid[0])) if not MEASURES.search(grid[0][c])]
    checked = [found for c in columns if (found := _column(table, grid, rows[0], parts, c)) is not None]
    wrong = [(total, sum_) for total, sum_, right in checked if not right]
    below = [(total, sum_) for total, sum_, _ in checked if total.value < _largest(table, grid, parts, total)]
    if len(wrong) == 1 and (len(checked) > 1 or not _nested(table, grid, parts, columns)):
        yield wrong[0]
    else:
        yield from below


def _label(row: Sequence[str]) -> str:
    """Give the label of a row: its first cell with letters, within the first two."""
    return next((text for text in row[:2] if text and not text.isdecimal()), "")


def _column(
    table: Table, grid: list[list[str]], row: int, parts: list[int], column: int
) -> tuple[Figure, Decimal, bool] | None:
    """Give a column's total, the sum of its parts, and whether they agree; None when it is not all figures."""
    total = _figure(grid[row][column], table.rows[row].cells[column])
    figures = [_figure(grid[at][column], table.rows[at].cells[column]) for at in parts]
    if total is None or any(f is None and grid[at][column] not in _NONE for f, at in zip(figures, parts, strict=True)):
        return None
    known = [figure for figure in figures if figure is not None]
    if len(known) < 2 or any(figure.value < 0 for figure in known):
        return None
    sum_ = sum((figure.value for figure in known), Decimal(0))
    coarse = max(figure.step for figure in (total, *known))
    room = Decimal(0) if coarse == 1 else coarse * (len(known) + 1) / 2
    return total, sum_, abs(sum_ - total.value) <= room


def _largest(table: Table, grid: list[list[str]], parts: list[int], total: Figure) -> Decimal:
    """Give the largest part in the column of a total."""
    row = next(row for row in table.rows if any(cell is total.cell for cell in row.cells))
    column = next(at for at, cell in enumerate(row.cells) if cell is total.cell)
    figures = (_figure(grid[at][column], table.rows[at].cells[column]) for at in parts)
    return max(figure.value for figure in figures if figure is not None)


def _nested(table: Table, grid: list[list[str]], parts: list[int], columns: list[int]) -> bool:
    """Tell whether some row may be the sum of rows right below it."""
    for column in columns:
        figures = [_figure(grid[at][column], table.rows[at].cells[column]) for at in parts]
        values = [figure.value if figure else Decimal(0) for figure in figures]
        if any(value in accumulate(values[at + 1 :]) for at, value in enumerate(values) if value):
            return True
    return False


def _figure(text: str, cell: Cell) -> Figure | None:
    if not _FIGURE.fullmatch(text):
        return None
    value = Decimal(regex.sub(r"[,\s]", "", text))
    exponent = value.as_tuple().exponent
    return Figure(value, Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1), cell)


def _text(cell: Cell) -> str:
    """Give the text of a cell without the blanks that spread it."""
    text = " ".join(paragraph.text.strip() for paragraph in walk(cell.blocks)).strip()
    bare = regex.sub(r"\s", "", text)
    return bare if bare in TOTALS else text
