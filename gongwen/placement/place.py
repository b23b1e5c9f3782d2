"""Place a draft: measure its blocks, let them run over pages, section by section."""

from dataclasses import dataclass, replace

from gongwen.draft import Block, Draft, Section, walk
from gongwen.placement.blocks import Stack, measure_stack
from gongwen.placement.model import Placement
from gongwen.placement.press import Press
from gongwen.placement.printed import Measure, Measured
from gongwen.placement.rows import Flow, set_stack
from gongwen.placement.sheets import Column, Sheets, column_width


def place(draft: Draft) -> Placement:
    """Say where everything stands: every printed line, shape and cell, and the pages."""
    measure = Measure(draft)
    press = Press(measure, set_stack)
    sheets = Sheets(draft, measure, lambda stack, column, section: set_stack(press, stack, column, section))
    _Body(draft, press, sheets).run()
    return press.placement(sheets.sheets)


@dataclass(slots=True)
class _Body:
    """Run the body of a draft over its pages."""

    draft: Draft
    press: Press
    sheets: Sheets

    def run(self) -> None:
        """Print all sections."""
        flow: Flow | None = None
        for section, blocks in self._sections():
            column = self._begin(section, flow)
            flow = Flow(self.press, column, _Turn(self.sheets, section))
            stack = measure_stack(self.press.measure, blocks, section, column.width)
            _keep_together(stack)
            flow.stack(stack, section)

    def _sections(self) -> list[tuple[Section, list[Block]]]:
        """Give the sections that hold blocks; the first when none does."""
        found: dict[int, list[Block]] = {}
        current = 0
        for block in self.draft.blocks:
            first = next(walk((block,)), None)
            current = max(current, first.section) if first else current
            found.setdefault(current, []).append(block)
        return [(self.draft.sections[index], blocks) for index, blocks in (found or {0: []}).items()]

    def _begin(self, section: Section, flow: Flow | None) -> Column:
        """Give the column a section begins in: on a new page, or under the last section."""
        if flow is None:
            return self.sheets.begin(section)
        last = flow.column
        paper = (last.sheet.width, last.sheet.height)
        if (
            section.start not in ("continuous", "nextColumn")
            or flow.pending
            or paper != (section.page_width, section.page_height)
        ):
            column = self.sheets.begin(section)
            column.unsure = _carried(last)
            return column
        width, left = column_width(section), section.left + section.gutter
        return replace(last, left=left, width=width, top=last.y, index=0)


@dataclass(frozen=True, slots=True)
class _Turn:
    """Open the next column of a section."""

    sheets: Sheets
    section: Section

    def __call__(self, column: Column, forced: bool) -> Column:
        beside = self.sheets.next_column(column, self.section)
        if beside:
            return beside
        following = self.sheets.open(self.section)
        following.forced = forced
        following.unsure += _carried(column) if forced else column.unsure
        return following


def _carried(column: Column) -> float:
    """Give how unsure a page begun by the file is: not at all, unless the text before may take more or fewer pages."""
    sure = column.y + column.unsure <= column.bottom and column.y - column.unsure > column.top
    return 0.0 if sure or not column.unsure else column.bottom - column.top


def _keep_together(stack: Stack) -> None:
    """Say of every paragraph what must fit together with it: chains of paragraphs kept with the next one."""
    following = 0.0
    for item in reversed(stack):
        if not isinstance(item, Measured):
            following = item.rows[0].height if item.rows else 0.0
            continue
        first = item.over + (item.lines[0].height.likely if item.lines else 0.0)
        keeps = item.paragraph.format.keep_next
        item.need = item.height + item.after + following if keeps else first
        following = item.before + item.need
