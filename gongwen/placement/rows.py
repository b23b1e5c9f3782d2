"""Let blocks run down columns and over pages: table rows stay whole or break between lines, header rows are repeated."""

from dataclasses import dataclass, replace
from itertools import groupby
from math import inf

from gongwen.draft import Frame, Section
from gongwen.placement.blocks import MeasuredCell, MeasuredRow, MeasuredTable, Stack
from gongwen.placement.breaking import SLACK
from gongwen.placement.flow import Lines, stay
from gongwen.placement.model import Box, Sheet
from gongwen.placement.press import Press
from gongwen.placement.printed import Measured
from gongwen.placement.sheets import Column
from gongwen.units import Pt

_SHARES = {"top": 0.0, "center": 0.5, "bottom": 1.0}


def set_stack(press: Press, stack: Stack, column: Column, section: Section) -> None:
    """Print a stack into a column that has no end: a cell, a text box, a header."""
    Flow(press, column, stay).stack(stack, section)


@dataclass(slots=True)
class Flow(Lines):
    """Print block after block."""

    def stack(self, stack: Stack, section: Section) -> None:
        """Print a stack; paragraphs of one frame that follow each other stand in it together."""
        for frame, group in groupby(stack, key=_frame):
            items = list(group)
            if frame:
                self._turn()
                self.frame([item for item in items if isinstance(item, Measured)], section)
            else:
                for item in items:
                    self._put(item, section)

    def _put(self, item: Measured | MeasuredTable, section: Section) -> None:
        self._turn()
        if isinstance(item, MeasuredTable):
            self._table(item, section)
        elif item.lines:
            self.paragraph(item, section)

    def _turn(self) -> None:
        """Begin the page that the file asked for."""
        if self.pending:
            self.pending = False
            self.next(forced=True)

    def _table(self, item: MeasuredTable, section: Section) -> None:
        """Print a table; a floating one stands beside the flow."""
        position = item.table.floating
        if position is None:
            _Rows(self, item, section, self.column.left + item.left).lay()
            return
        box = self.clear_box(position, item.width, item.whole)
        column = Column(self.column.sheet, box.left, box.width, box.top, inf, box.top, box.unsure, odd=self.column.odd)
        _Rows(Flow(self.press, column, stay), item, section, box.left).lay()
        if box.width > self.column.width / 2:
            self.keep_clear([box])


@dataclass(slots=True)
class _Rows:
    """Print the rows of one table from `left` on."""

    flow: Flow
    item: MeasuredTable
    section: Section
    left: float

    def lay(self) -> None:
        """Print all rows."""
        headers = 0.0
        for number, row in enumerate(self.item.rows):
            room = self.flow.column.bottom - self.flow.column.y + SLACK
            if row.height > room and not self.flow.column.fresh and not _splits(row, room):
                self.flow.next()
                self.flow.column.y += headers
            headers += row.height if row.row.header and sum(map(_height, self.item.rows[:number])) == headers else 0.0
            self._row(number, row)
            self.flow.column.fresh = False
            self.flow.column.unsure += row.unsure

    def _row(self, number: int, row: MeasuredRow) -> None:
        column = self.flow.column
        if row.height <= column.bottom - column.y + SLACK or row.row.exact:
            for cell in row.cells:
                self._cell(cell, sum(map(_height, self.item.rows[number : number + cell.rows])))
            column.y += row.height
            return
        pages = [column]
        ends = [self._split(cell, pages) for cell in row.cells]
        last = self.flow.column = pages[-1]
        last.y = max([end for page, end in ends if page is last.sheet], default=last.y)

    def _cell(self, cell: MeasuredCell, height: float) -> None:
        """Print a cell that stands on one page."""
        column = self.flow.column
        left, top, right, _ = cell.cell.padding
        self._note(cell, column, column.y, height)
        free = max(height - cell.height, 0.0)
        y = column.y + top + free * _SHARES[cell.cell.text_align]
        x, width = self.left + cell.left + left, max(cell.width - left - right, 1.0)
        set_stack(
            self.flow.press,
            cell.stack,
            Column(column.sheet, x, width, y, inf, y, column.unsure, odd=column.odd),
            self.section,
        )

    def _split(self, cell: MeasuredCell, pages: list[Column]) -> tuple[Sheet, float]:
        """Print a cell over as many pages as it takes, opening them in `pages`; give where it ends."""
        left, top, right, bottom = cell.cell.padding
        x, width = self.left + cell.left + left, max(cell.width - left - right, 1.0)

        def inner(page: Column) -> Column:
            return replace(page, left=x, width=width, y=page.y + top, bottom=page.bottom - bottom, fresh=True, clear=[])

        def turn(column: Column, forced: bool) -> Column:
            at = next(at for at, page in enumerate(pages) if page.sheet is column.sheet) + 1
            if at == len(pages):
                pages.append(self.flow.turn(pages[-1], forced))
            return inner(pages[at])

        inside = Flow(self.flow.press, inner(pages[0]), turn)
        self._note(cell, pages[0], pages[0].y, min(cell.height, pages[0].bottom - pages[0].y))
        inside.stack(cell.stack, self.section)
        return inside.column.sheet, inside.column.y + bottom

    def _note(self, cell: MeasuredCell, column: Column, y: float, height: float) -> None:
        box = Box(column.sheet.number, Pt(self.left + cell.left), Pt(y), Pt(cell.width), Pt(height), Pt(column.unsure))
        self.flow.press.frames.setdefault(cell.cell.address.path, box)


def _frame(item: Measured | MeasuredTable) -> Frame | None:
    return item.paragraph.format.frame if isinstance(item, Measured) else None


def _height(row: MeasuredRow) -> float:
    return row.height


def _splits(row: MeasuredRow, room: float) -> bool:
    """Tell whether a row may break across pages here: allowed, worth it, and a line of every cell fits."""
    if row.row.whole or row.row.exact or max((cell.height for cell in row.cells), default=0.0) <= room:
        return False
    firsts = [cell.stack[0] for cell in row.cells if cell.stack]
    return all(isinstance(item, Measured) and item.before + _first(item) <= room for item in firsts)


def _first(item: Measured) -> float:
    return item.over + (item.lines[0].height.likely if item.lines else 0.0)
