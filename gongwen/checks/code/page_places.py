"""Functions about pages: what must stand on the first, at the top of one of its own, at the foot of the last."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import dropwhile, islice, takewhile
from typing import Literal

from gongwen.anatomy.elements import Element, Segment
from gongwen.checks.base import Cure, Hit, Reading, Scope
from gongwen.checks.code.base import Function
from gongwen.checks.code.page_numbers import rough_height
from gongwen.checks.cures import distances
from gongwen.checks.cures.spans import span
from gongwen.checks.expectations import number
from gongwen.draft import Draft, Paragraph
from gongwen.edits import Edit, ParagraphChange, ReplaceText, SetParagraphFormat
from gongwen.placement.model import Box, Placement
from gongwen.units import Pt, to_mm

HALF = 0.5
NEARLY = 0.7
"""Text that surely leaves three tenths of a page free leaves room for more, whatever the estimate is worth."""
CROWD = 4
"""Recipients that take as many lines crowd the first page."""


class FirstPageText(Function):
    """Find a first page without text: `crowd` tells whether many 主送机关 are to blame, or anything else."""

    crowd: bool

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on what comes last before the text."""
        texts = [element for element in reading.elements(scope.where) if element.segments[0].zone == "body"]
        text = texts[0].segments[0] if texts else None
        if text is None or not text.index or not self._crowded(reading, text):
            return
        before = reading.gongwen.segments[: text.index]
        last = next((segment for segment in reversed(before) if segment.zone == "body"), None)
        if last is None or not _surely_later(reading, last, text):
            return
        sure = [element for element in reading.elements(frozenset()) if last in element.segments]
        crowded = bool(sure) and sure[0].name == "recipients" and len(reading.placement.lines_of(sure[0])) >= CROWD
        if sure and crowded == self.crowd:
            yield Hit(sure[0], 0, len(sure[0].text), sure[0].text[:10])

    @staticmethod
    def _crowded(reading: Reading, text: Segment) -> bool:
        """Tell whether what stands before the text may fill the page: cheap to tell, and most often it does not."""
        before = [segment for segment in reading.gongwen.segments[: text.index] if segment.zone in ("body", "table")]
        paragraphs = {id(segment.paragraph): segment for segment in reversed(before)}
        height = sum(map(rough_height, paragraphs.values())) + (text.above or 0.0)
        return height > NEARLY * text.section.text_height or _parted(reading.gongwen.draft, before[:1], text)


def _parted(draft: Draft, after: Sequence[Segment], text: Segment) -> bool:
    """Tell whether the file begins a page between the paragraph of a segment, or the first one, and that of another."""
    before = takewhile(lambda paragraph: paragraph is not text.paragraph, draft.paragraphs())
    between = dropwhile(lambda paragraph: bool(after) and paragraph is not after[0].paragraph, before)
    forced = any(_begins(paragraph) for paragraph in islice(between, len(after), None))
    cut = bool(after) and ("\f" in after[0].paragraph.text[after[0].end :] or after[0].section is not text.section)
    return forced or cut or text.paragraph.format.page_break_before or "\f" in text.paragraph.text[: text.start]


def _begins(paragraph: Paragraph) -> bool:
    return paragraph.format.page_break_before or "\f" in paragraph.text


def _surely_later(reading: Reading, last: Segment, text: Segment) -> bool:
    """Tell whether text surely stands on a later page than the first."""
    upper, lower = _box(reading.placement, last, -1), _box(reading.placement, text, 0)
    if upper is None or lower is None or lower.page == 1:
        return False
    unsure, half = max(upper.unsure, lower.unsure), HALF * lower.height
    if upper.page > 1 or _parted(reading.gongwen.draft, (last,), text):
        return unsure < half
    area = reading.placement.sheets[0].area
    return upper.bottom + (text.above or 0.0) + lower.height - area.bottom > unsure + half


def _box(placement: Placement, segment: Segment, which: int) -> Box | None:
    """Give the first or the last printed line of a segment."""
    lines = placement.lines.get(segment.paragraph.address.path, ())
    mine = [line for line in lines if line.start < segment.end and segment.start < line.end]
    return mine[which].box if mine else None


class AttachmentTop(Function):
    """Find 附件标识 not at the top of a page: pushed down by empty lines and still on the `same` page, or `low` on a page of its own."""

    fault: Literal["same", "low"]
    lines: float
    MENDS = True

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on every one with empty height above it: `lines` (行) and more, what is less being told without pages."""
        for element in reading.elements(scope.where):
            segment = element.segments[0]
            if segment.zone == "body" and segment.index and (self.fault == "low" or (segment.above or 0.0) > 0):
                yield from self._judged(reading, element, segment)

    def _judged(self, reading: Reading, element: Element, segment: Segment) -> Iterator[Hit]:
        above = reading.spacing(segment).above
        upper = _box(reading.placement, reading.gongwen.segments[segment.index - 1], -1)
        box = _box(reading.placement, segment, 0)
        if box is None or upper is None or max(box.unsure, upper.unsure) > HALF * box.height:
            return
        low = (box.top - reading.placement.sheets[box.page - 1].area.top) / reading.gongwen.line
        same = upper.page == box.page
        if self.fault == "same" and same and above is not None and above >= self.lines:
            yield Hit(element, 0, len(element.text), element.text, cure=Cure(partial(on_new_page, reading, element)))
        if self.fault == "low" and not same and self.lines < low:
            cure = Cure(partial(on_new_page, reading, element), "第1行")
            yield Hit(element, 0, len(element.text), f"第{round(low) + 1}行", cure=cure)


def on_new_page(reading: Reading, element: Element) -> Iterator[Edit]:
    """Yield what begins a page with an element of the body, the empty lines over it taken away."""
    first = element.segments[0]
    paragraph = first.paragraph
    gap = distances.gap_above(reading, paragraph)
    if gap is None or paragraph.text[: first.start].strip(" \u3000\t"):
        return
    broken = gap.over.text.rfind("\f") + 1 if gap.over else 0
    begun = paragraph.format.page_break_before or (gap.over and (broken or gap.over.section != paragraph.section))
    if not begun or gap.before:
        change = ParagraphChange(page_break_before=None if begun else True, before=Pt(0.0) if gap.before else None)
        yield SetParagraphFormat(span(paragraph), change)
    yield from distances.cleared(reading, paragraph)
    if gap.over and broken and not gap.over.text[broken:].strip() and gap.over.text[broken:]:
        yield ReplaceText(span(gap.over, broken), "")


class ImprintFoot(Function):
    """Find an imprint (版记) whose last line stands more than `tolerance` lines (行) above the foot of the type area."""

    tolerance: float
    MENDS = True

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on its last line; silent where it may reach the foot."""
        found = _lowest(reading, reading.elements(scope.where))
        if found is None:
            return
        element, box = found
        gap = reading.placement.sheets[box.page - 1].area.bottom - box.bottom
        if gap > self.tolerance * reading.gongwen.line + box.unsure:
            lines = int((gap - box.unsure) / reading.gongwen.line)
            cure = Cure(partial(_lowered, reading, scope, lines), f"在版记之上加{lines}个空行")
            yield Hit(element, 0, len(element.text), f"{number(round(to_mm(Pt(gap))))}毫米", cure=cure)


def _lowered(reading: Reading, scope: Scope, lines: int) -> Iterator[Edit]:
    """Yield the empty lines over an imprint of plain paragraphs."""
    texts = [element for element in reading.elements(scope.where) if element.segments]
    first = texts[0].segments[0].paragraph if texts else None
    if first and distances.gap_above(reading, first) and distances.copyable(first):
        yield from [distances.empty_line(first, reading.gongwen.line)] * lines


def _lowest(reading: Reading, elements: Sequence[Element]) -> tuple[Element, Box] | None:
    """Give the last of the elements that stand in the body, and where it ends."""
    placed = [
        (element, box) for element in elements if _in_body(element) for box in reading.placement.boxes_of(element)
    ]
    return max(placed, key=lambda pair: (pair[1].page, pair[1].bottom), default=None)


def _in_body(element: Element) -> bool:
    paragraph = element.mark.paragraph if element.mark else element.segments[0].paragraph
    return paragraph.address.part == "body"


class BlankNumbered(Function):
    """Find page numbers on the blank pages before the page of the imprint (版记), or on that page then."""

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on the imprint."""
        found = reading.elements(scope.where)
        last = _lowest(reading, found) if found and _turns_pages(reading.gongwen.draft) else None
        if last is None:
            return
        page = last[1].page
        sheets = reading.placement.sheets
        blank = _blank_before(reading.placement, page)
        numbered = [str(place) for place in (*blank, page) if blank and sheets[place - 1].shown_number]
        if numbered:
            yield Hit(found[0], 0, len(found[0].text), "、".join(f"第{place}面" for place in numbered))


def _turns_pages(draft: Draft) -> bool:
    """Tell whether the file begins a page anywhere: no page is left blank otherwise."""
    return len(draft.sections) > 1 or any(map(_begins, draft.paragraphs()))


def _blank_before(placement: Placement, page: int) -> Sequence[int]:
    """Give the pages before one on which surely nothing is printed but header and footer."""
    lines = (line.box for path, found in placement.lines.items() if path.startswith("body") for line in found)
    boxes = [box for box in lines if box.width > 0]
    boxes += [box for path, box in placement.shapes.items() if path.startswith("body")]
    full = max((box.page for box in boxes if box.page < page), default=page)
    area = placement.sheets[full - 1].area
    spills = any(box.unsure and box.bottom + box.unsure > area.bottom for box in boxes if box.page == full)
    return () if spills else range(full + 1, page)
