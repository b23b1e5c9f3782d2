"""Let paragraphs run down columns and over pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf

from gongwen.draft import Frame, Position, Section
from gongwen.placement.anchors import Anchor, Extent, position_box
from gongwen.placement.breaking import SLACK
from gongwen.placement.model import Box
from gongwen.placement.press import Press, Spot
from gongwen.placement.printed import Measured
from gongwen.placement.sheets import Column

_MOST_GAPS = 32
Turn = Callable[[Column, bool], Column]
"""Open the column after a full one; True when the file asks for a new page."""


def stay(column: Column, _: bool) -> Column:
    """Go on in the same column: it has no end."""
    return column


@dataclass(slots=True)
class Lines:
    """Print paragraph after paragraph; `column` is the one in use, `turn` gives the next, `pending` tells that a page break waits."""

    press: Press
    column: Column
    turn: Turn
    pending: bool = False

    def next(self, *, forced: bool = False) -> None:
        """Go on in the next column."""
        self.column = self.turn(self.column, forced)

    def paragraph(self, item: Measured, section: Section) -> None:
        """Print a paragraph that has lines."""
        if item.paragraph.format.page_break_before and not self.column.fresh:
            self.next(forced=True)
        if not self.column.fresh and self._lacks(item.before + item.need) and self._would_fit(item.need):
            self.next()
        column = self.column
        before = 0.0 if column.fresh and not column.forced else item.before
        if self._fitting(item, 0, before + item.over) == 0:
            self.next()
            column, before = self.column, 0.0
        column.y = column.below(column.y, before + item.over + item.lines[0].height.likely) + before
        if item.paragraph.shapes:
            self.keep_clear(self.press.hanging_shapes(item, column, column.y, section))
        top = column.y
        column.y += item.over
        spots = self._lines(item)
        if item.paragraph.shapes:
            self.press.line_shapes(item, spots, section)
        if item.over or item.under:
            end = self.column.y + item.under if self.column is column else column.y
            self.press.border(item, column, top, end)
        self.column.y += item.under + item.after
        self.column.unsure += item.unsure

    def _lines(self, item: Measured) -> list[Spot]:
        """Print the lines, over as many pages as they take."""
        spots: list[Spot] = []
        at = 0
        while at < len(item.lines):
            count = self._fitting(item, at, 0.0)
            for line in item.lines[at : at + count]:
                column = self.column
                column.unsure += line.height.unsure
                if column.y + line.height.likely > column.sure + SLACK:
                    column.unsure = max(column.unsure, line.height.likely)
                column.y = column.below(column.y, line.height.likely)
                self.press.line(item.paragraph, line, column, column.y)
                spots.append((line, column, column.y))
                column.y += line.height.likely
                column.fresh = False
            at += count
            forced = count > 0 and item.lines[at - 1].breaks
            if at < len(item.lines):
                self.next(forced=forced)
            else:
                self.pending = forced
        return spots

    def _fitting(self, item: Measured, at: int, before: float) -> int:
        """Count the lines from `at` on that belong on this page; at least one where the page is empty."""
        column, lines = self.column, item.lines
        y, count = column.y + before, 0
        for index in range(at, len(lines)):
            line = lines[index]
            y = column.below(y, line.height.likely)
            if y + line.height.likely > column.bottom + SLACK:
                break
            y += line.height.likely
            count += 1
            if line.breaks:
                return count
        left = len(lines) - at - count
        kept = count if left == 0 else self._kept(item, at, count, left)
        return max(kept, 1) if column.fresh or column.bottom == inf else kept

    def _kept(self, item: Measured, at: int, count: int, left: int) -> int:
        """Leave no single line of a paragraph behind, nor carry one over, where the file forbids it."""
        form, whole = item.paragraph.format, at == 0
        if form.keep_lines and whole and self._would_fit(item.height):
            return 0
        if not form.widow_control:
            return count
        count -= left == 1
        return 0 if whole and count < 2 else count

    def _lacks(self, height: float) -> bool:
        return self.column.y + height > self.column.bottom + SLACK

    def _would_fit(self, height: float) -> bool:
        return height <= self.column.bottom - self.column.top + SLACK

    def keep_clear(self, boxes: Sequence[Box]) -> None:
        """Note what text keeps clear of; what overlaps becomes one, and so does what is too much to tell apart."""
        column = self.column
        for box in boxes:
            start, end = float(box.top), float(box.bottom)
            many = len(column.clear) >= _MOST_GAPS
            apart = [gap for gap in column.clear if not many and (gap[1] < start or gap[0] > end)]
            joined = [gap for gap in column.clear if gap not in apart]
            merged = (min([start, *(gap[0] for gap in joined)]), max([end, *(gap[1] for gap in joined)]))
            column.clear = sorted([*apart, merged])
            column.unsure += box.unsure

    def clear_box(self, position: Position, width: float, height: float) -> Box:
        """Place what text keeps clear of; where text stands already it goes to the next page, and the text after it too."""
        box = position_box(position, width, height, here(self.column, height))
        column = self.column
        if box.top < column.y - SLACK < box.bottom - SLACK and position.y_from != "paragraph" and not column.fresh:
            self.next()
            box = position_box(position, width, height, here(self.column, height))
        return box

    def frame(self, items: Sequence[Measured], section: Section) -> None:
        """Print a positioned frame, one or several paragraphs below each other, beside the flow."""
        frame = items[0].paragraph.format.frame
        if frame is None:
            return
        edges = [(line.left, line.left + line.width) for item in items for line in item.lines]
        narrow, widest = min((left for left, _ in edges), default=0.0), max((right for _, right in edges), default=0.0)
        height = sum(item.whole for item in items)
        width = frame.width or max(widest - narrow, 1.0)
        box = self.clear_box(_position(frame), width, height)
        column = self.column
        left = box.left - (0.0 if frame.width else narrow)
        inner = Lines(
            self.press, Column(column.sheet, left, box.width, box.top, inf, box.top, box.unsure, odd=column.odd), stay
        )
        for item in items:
            if item.lines:
                inner.paragraph(item, section)
        if box.width > column.width / 2 and column.bottom < inf:
            self.keep_clear([box])


def _position(frame: Frame) -> Position:
    x_from = "column" if frame.horizontal_from == "text" else frame.horizontal_from
    y_from = "paragraph" if frame.vertical_from == "text" else frame.vertical_from
    return Position(frame.x, frame.y, frame.x_align, frame.y_align, x_from, y_from)


def here(column: Column, height: float) -> Anchor:
    """Give what an object at the end of a column may be positioned by."""
    down, across = Extent(column.y, height, column.unsure), Extent(column.left, column.width)
    return Anchor(column.sheet, across, down, down, across, column.odd)
