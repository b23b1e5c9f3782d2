"""Open pages one after another: their type area, their number, and the room that header and footer leave to the text."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from math import inf

from gongwen.anatomy.spacing import line_pitch
from gongwen.draft import Draft, Section, Story, walk
from gongwen.ooxml.numerals import numeral
from gongwen.placement.blocks import Stack, measure_stack, stack_height, stack_unsure
from gongwen.placement.breaking import SLACK
from gongwen.placement.model import Box, Sheet
from gongwen.placement.printed import Measure
from gongwen.units import Pt


@dataclass(slots=True)
class Column:
    """Hold the column text runs down: its edges, how far it is filled, and how sure that is.

    `fresh`: nothing stands in it yet; `forced`: it was begun by the file and not because the last one was full. `odd`: its page has
    an odd number. Down to `sure` a line is certain to fit. `clear` are the stretches from top to bottom that text leaves free, in
    order and apart.
    """

    sheet: Sheet
    left: float
    width: float
    top: float
    bottom: float
    y: float
    unsure: float = 0.0
    fresh: bool = True
    forced: bool = True
    index: int = 0
    odd: bool = True
    sure: float = inf
    clear: list[tuple[float, float]] = field(default_factory=list)

    def below(self, y: float, height: float) -> float:
        """Give where something `height` high may stand from `y` on, clear of what text keeps off."""
        for start, end in self.clear:
            if y < end and start < y + height:
                y = end
        return y


SetStory = Callable[[Stack, Column, Section], None]


@dataclass(slots=True)
class Sheets:
    """Open pages; `set_story` prints a header or footer into a column of its own."""

    draft: Draft
    measure: Measure
    set_story: SetStory
    sheets: list[Sheet] = field(default_factory=list)
    _counter: int = 0
    _stacks: dict[tuple[str, int], Stack] = field(default_factory=dict)

    def begin(self, section: Section) -> Column:
        """Open the first page of a section, after a blank one when it must begin on an odd or even page."""
        number = section.page_number_start
        following = self._counter + 1 if number is None else number
        parity = {"oddPage": 1, "evenPage": 0}.get(section.start)
        if parity is not None and following % 2 != parity and (self.sheets or number is None):
            if self.sheets:
                self._blank(section)
            following += number is None
        self._counter = following - 1
        return self.open(section, first=True)

    def open(self, section: Section, *, first: bool = False) -> Column:
        """Open the next page of a section; give its first column."""
        self._counter += 1
        stories = self._stories(section, first)
        sheet = self._sheet(section, _shown(stories, section, self._counter))
        self.sheets.append(sheet)
        top, bottom, unsure = self._print(stories, section, sheet)
        width = column_width(section)
        pitch = line_pitch(section)
        sure = top + (bottom - top + SLACK) // pitch * pitch if pitch else bottom
        return Column(sheet, sheet.area.left, width, top, bottom, top, unsure, odd=self.odd, sure=sure)

    def next_column(self, column: Column, section: Section) -> Column | None:
        """Give the next column on the same page, None when there is none."""
        index = column.index + 1
        if index >= section.columns:
            return None
        left = column.sheet.area.left + index * (column.width + section.column_gap)
        unsure = column.bottom - column.top
        return replace(column, left=left, y=column.top, unsure=unsure, index=index, fresh=True, clear=[])

    @property
    def odd(self) -> bool:
        """Tell whether the page opened last has an odd number."""
        return self._counter % 2 == 1

    def _blank(self, section: Section) -> None:
        self._counter += 1
        self.sheets.append(self._sheet(section, None))

    def _sheet(self, section: Section, shown: str | None) -> Sheet:
        left, right = Pt(section.left + section.gutter), section.right
        if self.draft.mirror_margins and not self.odd:
            left, right = section.right, Pt(section.left + section.gutter)
        number = len(self.sheets) + 1
        width = Pt(max(section.page_width - left - right, 1.0))
        height = Pt(max(section.text_height, 1.0))
        area = Box(number, left, Pt(abs(section.top)), width, height)
        return Sheet(number, section.page_width, section.page_height, area, section.index, shown)

    def _stories(self, section: Section, first: bool) -> tuple[Story | None, Story | None]:
        """Give the header and the footer of the page just opened."""
        even = self.draft.even_and_odd and not self.odd
        kind = "first" if section.title_page and first else "even" if even else "default"
        return dict(section.headers).get(kind), dict(section.footers).get(kind)

    def _print(
        self, stories: tuple[Story | None, Story | None], section: Section, sheet: Sheet
    ) -> tuple[float, float, float]:
        """Print header and footer; give the upper and lower edge of the text, and how unsure the upper one is."""
        area = sheet.area
        top, bottom, unsure = float(area.top), float(area.bottom), 0.0
        header, footer = (self._stack(story, section) for story in stories)
        if header:
            end = section.header + stack_height(header)
            if section.top >= 0 and end > top:
                top, unsure = end, stack_unsure(header)
            self._set(header, sheet, section.header, section)
        if footer:
            start = sheet.height - section.footer - stack_height(footer)
            bottom = min(bottom, start) if section.bottom >= 0 else bottom
            self._set(footer, sheet, start, section)
        return top, max(bottom, top + 1.0), unsure

    def _stack(self, story: Story | None, section: Section) -> Stack:
        if story is None:
            return []
        key = (story.part, section.index)
        if key not in self._stacks:
            self._stacks[key] = measure_stack(self.measure, story.blocks, section, section.text_width)
        return self._stacks[key]

    def _set(self, stack: Stack, sheet: Sheet, top: float, section: Section) -> None:
        area = sheet.area
        column = Column(sheet, area.left, area.width, top, inf, top, stack_unsure(stack), odd=self.odd)
        self.set_story(stack, column, section)


def column_width(section: Section) -> float:
    """Give the width of one column of a section."""
    gaps = section.column_gap * (section.columns - 1)
    return max((section.text_width - gaps) / section.columns, 1.0)


def _shown(stories: tuple[Story | None, Story | None], section: Section, number: int) -> str | None:
    """Give the page number as printed, None when neither header nor footer has the field."""
    for story in stories:
        for paragraph in walk(story.blocks) if story else ():
            if any(span.instruction.upper().split()[:1] == ["PAGE"] for span in paragraph.fields):
                return numeral(number, section.page_number_format or "decimal")
    return None
