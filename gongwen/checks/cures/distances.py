"""Distances: empty lines put in or taken away until an element stands as far below its neighbour as it should."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongwen.anatomy.elements import Element
from gongwen.anatomy.spacing import empty_height, space_after, space_before
from gongwen.checks.base import Reading
from gongwen.checks.cures.spans import span
from gongwen.draft import Block, Borders, Paragraph
from gongwen.edits import (
    Edit,
    InsertParagraph,
    ParagraphChange,
    RemoveParagraph,
    RunChange,
    SetParagraphFormat,
)
from gongwen.units import NAMED_SIZES, Pt

SLIGHT = 0.01
MOST = 12
"""More empty lines than this are not put in: something else is wrong then."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Hold what is empty above a paragraph of the body: the blank paragraphs, the text over them, the lengths in points."""

    paragraph: Paragraph
    blanks: tuple[Paragraph, ...]
    over: Paragraph | None
    heights: tuple[float, ...]
    before: float
    after: float

    @property
    def total(self) -> float:
        """Give the whole height."""
        return sum(self.heights) + self.before + self.after


def gap_above(reading: Reading, paragraph: Paragraph) -> Gap | None:
    """Find what is empty above a paragraph of the body; None for one in a table or a box."""
    draft = reading.gongwen.draft
    at = reading.blocks.get(id(paragraph))
    if at is None:
        return None
    blanks: list[Paragraph] = []
    while at > 0 and _blank(draft.blocks[at - 1]):
        at -= 1
        blanks.append(draft.blocks[at])  # type: ignore[arg-type]  # a blank is a paragraph
    above = draft.blocks[at - 1] if at else None
    over = above if isinstance(above, Paragraph) else None
    section = draft.sections[paragraph.section]
    heights = tuple(_height(reading, blank) for blank in blanks)
    after = space_after(over, draft.sections[over.section]) if over else 0.0
    return Gap(paragraph, tuple(blanks), over, heights, space_before(paragraph, section), after)


def _blank(block: Block) -> bool:
    return isinstance(block, Paragraph) and not block.text.strip() and "\f" not in block.text and block.number is None


def _height(reading: Reading, blank: Paragraph) -> float:
    section = reading.gongwen.draft.sections[blank.section]
    return space_before(blank, section) + empty_height(blank, section) + space_after(blank, section)


def spaced(reading: Reading, element: Element, above: tuple[float, float], wanted: float) -> Iterator[Edit]:
    """Yield what leaves `wanted` lines (行) over an element, or as near to it as `above` allows; none where that cannot be reached."""
    segment = element.segments[0]
    gap = gap_above(reading, segment.paragraph)
    if gap is None or segment.above is None or abs(gap.total - segment.above) > 1:
        return
    line = reading.gongwen.line
    low, high = above[0] * line, above[1] * line
    edits, total = _closed(gap, wanted * line, low, high) if gap.total > high else _opened(gap, line, wanted, low)
    if low - SLIGHT <= total <= high + SLIGHT:
        yield from edits
        yield from _held_up(reading, element, round((total - gap.total) / line))


def foot(reading: Reading) -> Gap | None:
    """Find the empty lines that hold an imprint (版记) down at the foot of its page; None where no such lines do."""
    texts = [element for element in reading.elements(frozenset(("cc", "printer"))) if element.segments]
    gap = gap_above(reading, texts[0].segments[0].paragraph) if texts else None
    return gap if gap and gap.blanks else None


def _held_up(reading: Reading, element: Element, lines: int) -> Iterator[Edit]:
    """Yield what keeps an imprint where it is when there are so many lines more above an element: as many fewer above the imprint.

    Findings of several elements do so at different places, lest their edits be taken for one.
    """
    gap = foot(reading) if lines else None
    if gap is None or not _flows(reading, element.segments[0].paragraph, gap):
        return
    blanks = [blank for blank in gap.blanks if removable(blank, gap.paragraph)]
    if lines < 0 and blanks:
        blank = blanks[reading.position[id(element)] % len(blanks)]
        yield from [
            InsertParagraph(span(blank), "", before=True, format=ParagraphChange(line=reading.gongwen.line))
        ] * -lines
    elif lines < len(blanks):
        yield from (RemoveParagraph(span(blank)) for blank in blanks[:lines])


def _flows(reading: Reading, paragraph: Paragraph, gap: Gap) -> bool:
    """Tell whether text runs on from a paragraph to the lines over an imprint, with no page begun by the file between."""
    start, end = reading.blocks.get(id(paragraph)), reading.blocks.get(id(gap.blanks[-1]))
    if start is None or end is None or start >= end:
        return False
    between = reading.gongwen.draft.blocks[start + 1 : end + len(gap.blanks) + 1]
    return all(
        not isinstance(block, Paragraph)
        or (block.section == paragraph.section and not block.format.page_break_before and "\f" not in block.text)
        for block in between
    )


def _closed(gap: Gap, target: float, low: float, high: float) -> tuple[list[Edit], float]:
    """Take blank paragraphs away, then spacing."""
    edits: list[Edit] = []
    total = gap.total
    for blank, height in zip(gap.blanks, gap.heights, strict=True):
        nearer = abs(total - height - target) < abs(total - target)
        if removable(blank, gap.paragraph) and nearer and total - height >= low - SLIGHT:
            edits.append(RemoveParagraph(span(blank)))
            total -= height
    for paragraph, key, space in ((gap.paragraph, "before", gap.before), (gap.over, "after", gap.after)):
        if total > high and paragraph and space:
            cut = min(space, total - target)
            edits.append(SetParagraphFormat(span(paragraph), ParagraphChange(**{key: Pt(space - cut)})))  # type: ignore[arg-type]
            total -= cut
    return edits, total


def removable(blank: Paragraph, following: Paragraph) -> bool:
    """Tell whether a blank paragraph holds nothing: no drawing, no line, no field, no end of a section, no trace of work."""
    held = blank.shapes or blank.fields or blank.comments or blank.tracked or blank.format.frame
    return not held and blank.format.borders == Borders() and blank.section == following.section


def _opened(gap: Gap, line: Pt, wanted: float, low: float) -> tuple[list[Edit], float]:
    """Put empty lines in; where a copy of the paragraph would carry more than its look, space before does."""
    edits: list[Edit] = []
    total, target = gap.total, wanted * line
    count = round((target - total) / line)
    if count > MOST:
        return [], total
    if copyable(gap.paragraph):
        edits += [empty_line(gap.paragraph, line)] * count
        total += count * line
    if total < low:
        change = ParagraphChange(before=Pt(gap.before + target - total))
        edits.append(SetParagraphFormat(span(gap.paragraph), change))
        total = target
    return edits, total


def empty_line(paragraph: Paragraph, line: Pt) -> InsertParagraph:
    """Give an empty line of that height over a paragraph."""
    look = RunChange(size=NAMED_SIZES["三号"], bold=False, underline=False, highlight=False)
    flat = ParagraphChange(line=line, before=Pt(0.0), after=Pt(0.0), page_break_before=False)
    return InsertParagraph(span(paragraph), "", before=True, look=look, format=flat)


def copyable(paragraph: Paragraph) -> bool:
    """Tell whether a copy of a paragraph, its text left out, is but an empty line."""
    form = paragraph.format
    return form.borders == Borders() and form.frame is None and paragraph.number is None and not form.page_break_before


def cleared(reading: Reading, paragraph: Paragraph) -> Iterator[Edit]:
    """Yield the removal of the blank paragraphs over one of the body."""
    gap = gap_above(reading, paragraph)
    blanks: Sequence[Paragraph] = gap.blanks if gap else ()
    yield from (RemoveParagraph(span(blank)) for blank in blanks if removable(blank, paragraph))
