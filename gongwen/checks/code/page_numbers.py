"""Functions about page numbers: at which side they stand, how high, and whether there are any.

A number may stand in a plain paragraph of the footer, in a frame or in a text box. Where its place cannot be told, the
functions are silent.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from typing import Literal

from gongwen.anatomy.elements import Element, Gongwen, Segment
from gongwen.anatomy.spacing import char_size, empty_height, paragraph_line, text_width
from gongwen.checks.base import SURE, Cure, Hit, Reading, Scope
from gongwen.checks.code.base import SLIGHT, Function
from gongwen.checks.cures import pages
from gongwen.checks.expectations import number
from gongwen.draft import Draft, Paragraph, Position, Section, Story, walk
from gongwen.edits import Edit, SectionChange, SetSection
from gongwen.units import Pt, from_mm, to_mm

Side = Literal["left", "center", "right", "outside", ""]
_SIDES: dict[str | None, Side] = {"left": "left", "center": "center", "right": "right", "outside": "outside"}
_SEEN: dict[str, Side] = {"left": "left", "justify": "left", "center": "center", "right": "right"}
FULL = 1.1
"""Text this much higher than a page needs more than one, whatever the estimate is worth."""
UNDER = from_mm(7)
"""From the type area to the dash of a page number (GB/T 9704-2012 §7.5)."""
BOTTOM = (31.5, 36.1)
"""Bottom margins in millimetres that end the type area right, by either way to count (35 or 32.58)."""


@dataclass(frozen=True, slots=True)
class _Number:
    """Hold a page number: the section it prints in first, and on which pages (`default`, `first`, `even`)."""

    element: Element
    segment: Segment
    section: Section
    kind: str
    story: Story

    @property
    def plain(self) -> bool:
        """Tell whether it stands in a paragraph of the footer itself."""
        return self.segment.paragraph.format.frame is None and any(
            b is self.segment.paragraph for b in self.story.blocks
        )

    def side(self, reading: Reading) -> Side:
        """Give the side a reader sees it at, empty where that cannot be told."""
        frame = self.segment.paragraph.format.frame
        if self.plain:
            return _SEEN.get(reading.spacing(self.segment).align, "")
        if frame is not None:
            return _SIDES.get(frame.x_align, "")
        position = _box(self.story, self.segment.paragraph)
        return _SIDES.get(position.x_align, "") if position else ""


def _box(story: Story, paragraph: Paragraph) -> Position | None:
    """Give the position of the text box that holds a paragraph."""
    for holder in walk(story.blocks):
        for shape in holder.shapes:
            if shape.floating and any(inner is paragraph for inner in walk(shape.blocks)):
                return shape.position
    return None


def _numbers(reading: Reading) -> Iterator[_Number]:
    """Yield every page number for every section and kind of page it prints on."""
    draft = reading.gongwen.draft
    stories: dict[str, list[tuple[Section, str, Story]]] = {}
    for section in draft.sections:
        for kind, story in section.footers:
            if {"even": draft.even_and_odd, "first": section.title_page}.get(kind, True):
                stories.setdefault(story.part, []).append((section, kind, story))
    for element in reading.elements(frozenset({"page_number"})):
        segment = element.segments[0]
        for section, kind, story in stories.get(segment.paragraph.address.part, ()):
            yield _Number(element, segment, section, kind, story)


class PageNumberSide(Function):
    """Find page numbers at the wrong side: `centred`, or `side`: odd ones left, even ones right, all at the same side."""

    fault: Literal["centred", "side"]
    MENDS = True

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on every such number."""
        judged = self._centred if self.fault == "centred" else self._aside
        mended = cache(lambda: tuple(pages.numbered(reading)))
        done: set[int] = set()
        for item in _numbers(reading):
            found = judged(item, reading)
            if found and id(item.element) not in done:
                done.add(id(item.element))
                cure = Cure(mended, "单页居右空一字，双页居左空一字")
                yield Hit(item.element, 0, len(item.element.text), found, cure=cure)

    @staticmethod
    def _centred(item: _Number, reading: Reading) -> str:
        return "居中" if item.side(reading) == "center" else ""

    @staticmethod
    def _aside(item: _Number, reading: Reading) -> str:
        side = item.side(reading)
        if item.kind == "even":
            return "双页居右" if side == "right" else ""
        if side == "left":
            return "单页居左"
        turning = any("MOD" in field.instruction.upper() for field in item.segment.paragraph.fields)
        same = side == "right" and not reading.gongwen.draft.even_and_odd and not turning
        return "单双页都居右" if same and item.kind == "default" and _several_pages(reading.gongwen) else ""


def _several_pages(gongwen: Gongwen) -> bool:
    """Tell whether the text surely needs more than one page: it says so, or is higher than one."""
    paragraphs = {id(segment.paragraph): segment for segment in reversed(gongwen.segments) if segment.zone == "body"}
    if any(segment.paragraph.format.page_break_before for segment in paragraphs.values() if segment.index):
        return True
    heights = (rough_height(segment) for segment in paragraphs.values())
    return sum(heights) > FULL * gongwen.draft.sections[0].text_height


def rough_height(segment: Segment) -> float:
    """Estimate the height of a paragraph and of what is empty above it, without placing it."""
    paragraph, section = segment.paragraph, segment.section
    char = char_size(paragraph, segment.start, segment.end)
    lines = -(-text_width(paragraph.text) * char // section.text_width)
    return (segment.above or 0.0) + lines * paragraph_line(paragraph, section, char)


class PageNumberMissing(Function):
    """Find a document of more than one page without page numbers, in headers too."""

    MENDS = True

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on the document."""
        gongwen = reading.gongwen
        numbered = any(element.name == "page_number" for element in gongwen.elements) or _in_headers(gongwen.draft)
        if not numbered and _several_pages(gongwen):
            yield Hit(None, name="page_number", cure=Cure(partial(pages.numbered, reading), "— 1 —"))


def _in_headers(draft: Draft) -> bool:
    stories = (story for section in draft.sections for _, story in section.headers)
    fields = (field for story in stories for paragraph in walk(story.blocks) for field in paragraph.fields)
    return any("PAGE" in field.instruction.upper().split() for field in fields)


class FirstPageUnnumbered(Function):
    """Find a first page that shows no number though the others do."""

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on the document."""
        gongwen = reading.gongwen
        first = gongwen.draft.sections[0]
        if not first.title_page:
            return
        numbered = {e.segments[0].paragraph.address.part for e in gongwen.all("page_number") if e.confidence >= SURE}
        footers = {kind: story.part for kind, story in first.footers}
        if footers.get("default") in numbered and footers.get("first") not in numbered:
            yield Hit(None, name="page_number")


class LandscapePageNumber(Function):
    """Find page numbers that turn with a landscape page: those in a plain footer under its long side."""

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on the first such number."""
        for item in _numbers(reading):
            if item.section.page_width > item.section.page_height and item.plain:
                yield Hit(item.element, 0, len(item.element.text), item.element.text)
                return


class PageNumberHeight(Function):
    """Find page numbers that stand less than `low` or more than `high` millimetres under the type area."""

    low: float
    high: float
    MENDS = True

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on the first such number of a page whose type area ends where it should; those in frames and boxes are placed."""
        for item in _numbers(reading):
            upright = item.section.page_width <= item.section.page_height
            if not (upright and BOTTOM[0] <= to_mm(item.section.bottom) <= BOTTOM[1]):
                continue
            under = _under(item) if item.plain else _placed(reading, item.element)
            if under is not None and not self.low <= to_mm(under) <= self.high:
                cure = Cure(partial(_raised, reading, item, under))
                yield Hit(item.element, 0, len(item.element.text), f"{number(to_mm(under))}毫米", "7毫米", cure=cure)
                return


def _raised(reading: Reading, item: _Number, under: Pt) -> Iterator[Edit]:
    """Yield the footer distance that puts a number where it belongs; numbers in frames and boxes do not follow it."""
    footer = item.section.footer + under - UNDER
    for section in reading.gongwen.draft.sections if item.plain and footer > 0 else ():
        if section.footer == item.section.footer and section.page_width <= section.page_height:
            yield SetSection(section.index, SectionChange(footer=Pt(footer)))


def _placed(reading: Reading, element: Element) -> Pt | None:
    """Give the distance from the type area to the middle of a number that a frame or a box holds; None where it is not sure."""
    line = next(iter(reading.placement.lines_of(element)), None)
    if line is None or line.box.unsure > SLIGHT:
        return None
    return Pt(line.box.centre_y - reading.placement.sheets[line.box.page - 1].area.bottom)


def _under(item: _Number) -> Pt:
    """Give the distance from the type area to the middle of the number's line."""
    paragraph, section = item.segment.paragraph, item.section
    line = paragraph_line(paragraph, section, char_size(paragraph, item.segment.start, item.segment.end))
    later = [block for block in item.story.blocks if isinstance(block, Paragraph)]
    at = next(index for index, block in enumerate(later) if block is paragraph)
    below = sum(empty_height(block, section) for block in later[at + 1 :])
    return Pt(abs(section.bottom) - section.footer - below - line / 2)
