"""Places: indents and alignment that put a line where it belongs, the blanks typed for them taken away."""

from collections.abc import Callable, Iterator, Mapping

from gongwen.anatomy.elements import Element, Segment
from gongwen.anatomy.spacing import char_size, span_width
from gongwen.checks.base import Reading
from gongwen.checks.cures.spans import (
    LOOSE,
    alone,
    closes_line,
    line_of,
    opens_line,
    span,
    without_lead,
    without_margins,
)
from gongwen.checks.expectations import Aim
from gongwen.draft import Paragraph
from gongwen.edits import Align, Edit, ParagraphChange, ReplaceText, SetParagraphFormat
from gongwen.units import Pt

WIDE = "\u3000"
"""A blank exactly one 字 wide."""
CUT = 6
"""So many blanks part two segments of one line."""
APART = 3
"""So many 字 at least are kept free on a line that a tab sets apart."""
NEAR = 0.3
"""A tab stop no farther off than this, in 字, is where it should be."""
SET_OFF = ("center", "right", "distribute")


def stood(reading: Reading, element: Element, segment: Segment, aim: Aim) -> Iterator[Edit]:
    """Yield what puts a line where it is expected."""
    return _CURES[aim.kind](reading, element, segment, aim)


def changed(segment: Segment, **change: object) -> SetParagraphFormat:
    """Give the change of a paragraph, its indents in 字 of the size of a segment in it."""
    char = char_size(segment.paragraph, segment.start, segment.end)
    return SetParagraphFormat(span(segment.paragraph), ParagraphChange(char=char, **change))  # type: ignore[arg-type]


def aligned(reading: Reading, segment: Segment, align: Align, *, right: float = 0.0) -> Iterator[Edit]:
    """Yield what aligns the paragraph of a segment; none where it holds other elements too."""
    segments = _fellows(reading, segment)
    if alone_on_lines(segments):
        yield changed(segment, align=align, left=0.0, right=right, first=0.0)
        yield from without_margins(segments)


def alone_on_lines(segments: list[Segment]) -> bool:
    """Tell whether each of the segments has its line for itself."""
    return all(opens_line(segment) and closes_line(segment) for segment in segments)


def _fellows(reading: Reading, segment: Segment) -> list[Segment]:
    """Give the segments of the paragraph of a segment."""
    found = reading.gongwen.segments
    first = last = segment.index
    while first > 0 and found[first - 1].paragraph is segment.paragraph:
        first -= 1
    while last + 1 < len(found) and found[last + 1].paragraph is segment.paragraph:
        last += 1
    return list(found[first : last + 1])


def _aligned(reading: Reading, element: Element, segment: Segment, aim: Aim) -> Iterator[Edit]:
    if all(other in element.segments for other in _fellows(reading, segment)):
        yield from aligned(reading, segment, aim.align)


def _right(reading: Reading, element: Element, segment: Segment, aim: Aim) -> Iterator[Edit]:
    if alone(reading.gongwen, [segment]):
        yield from aligned(reading, segment, "right", right=aim.value)
    elif not opens_line(segment) and closes_line(segment) and segment.paragraph.format.align not in SET_OFF:
        yield from _right_on_line(reading, segment, aim.value)


def _right_on_line(reading: Reading, segment: Segment, right: float) -> Iterator[Edit]:
    """Yield what moves the last segment of a line: blanks where blanks set it off, else one tab that leads to a stop of its own."""
    paragraph = segment.paragraph
    gap = paragraph.text[_gap(paragraph, segment.start) : segment.start]
    if "\t" not in gap:
        yield from pushed(reading, segment, reading.spacing(segment).right - right)
    elif gap.count("\t") == paragraph.text.count("\t") and _fits(segment, right):
        yield from _ended(segment, gap, right)


def _fits(segment: Segment, right: float) -> bool:
    """Tell whether what stands on the line of a segment leaves room for it so many 字 from the edge of the type area."""
    paragraph = segment.paragraph
    char = char_size(paragraph, segment.start, segment.end)
    width = span_width(paragraph, line_of(paragraph, segment)[0], segment.end, char) + APART + right
    plain = segment.zone == "body" and segment.section.columns == 1 and paragraph.format.frame is None
    return plain and width * char <= segment.section.text_width


def _ended(segment: Segment, gap: str, right: float) -> Iterator[Edit]:
    """Yield a right tab stop so many 字 from the edge, one tab before it and nothing behind."""
    paragraph, form = segment.paragraph, segment.paragraph.format
    end, char = line_of(paragraph, segment)[1], char_size(paragraph, segment.start, segment.end)
    stop = Pt(segment.section.text_width - right * char)
    if gap != "\t":
        yield ReplaceText(span(paragraph, segment.start - len(gap), segment.start), "\t")
    if segment.end < end:
        yield ReplaceText(span(paragraph, segment.end, end), "")
    if not any(kind in ("right", "end") and abs(position - stop) <= NEAR * char for position, kind in form.tabs[:1]):
        inside = form.right.width(char) > (right + NEAR) * char
        yield changed(segment, tabs=((stop, "right"),), right=0.0 if inside else None)


def _left(reading: Reading, element: Element, segment: Segment, aim: Aim) -> Iterator[Edit]:
    """Yield the indent of a first line; lines after a break made by hand are indented by blanks."""
    if not opens_line(segment):
        return
    if line_of(segment.paragraph, segment)[0]:
        yield from _relined(segment, aim.value - reading.spacing(segment).turn)
        return
    form, spacing = segment.paragraph.format, reading.spacing(segment)
    moved = form.align in SET_OFF
    if moved and any(opens_line(other) for other in _fellows(reading, segment)[1:]):
        return
    char = char_size(segment.paragraph, segment.start, segment.end)
    hangs = spacing.lines > 1 and form.first.width(char) < 0
    align = "left" if moved else None
    kept = form.left.width(char) / char if hangs else 0.0
    yield changed(segment, align=align, left=None if hangs else 0.0, first=aim.value - kept)
    yield from without_lead(segment)
    yield from _followed(reading, segment, spacing.left - aim.value)


def _followed(reading: Reading, segment: Segment, shift: float) -> Iterator[Edit]:
    """Yield what keeps the next segment of a line in its place when this one moves left."""
    fellows = _fellows(reading, segment)
    behind = [other for other in fellows if other.index == segment.index + 1 and not opens_line(other)]
    for other in behind:
        if LOOSE.issuperset(segment.paragraph.text[segment.end : other.start]):
            yield from pushed(reading, other, shift)


def _turned(reading: Reading, element: Element, segment: Segment, aim: Aim) -> Iterator[Edit]:
    yield from hung(reading, segment, aim.value)


def hung(reading: Reading, segment: Segment, turn: float) -> Iterator[Edit]:
    """Yield the indent of the turned lines of a paragraph; its first line stays, lines begun by hand do too."""
    first, *others = _fellows(reading, segment)
    starts = [other for other in others if opens_line(other)]
    if segment.paragraph.format.align in SET_OFF or not opens_line(first):
        return
    yield changed(first, left=turn, first=reading.spacing(first).left - turn)
    yield from without_lead(first)
    for other in starts:
        yield from _relined(other, reading.spacing(other).left - turn)


def _relined(segment: Segment, blanks: float) -> Iterator[Edit]:
    """Yield the blanks that indent a line after a break made by hand."""
    start, _ = line_of(segment.paragraph, segment)
    text = WIDE * max(0, round(blanks))
    if segment.paragraph.text[start : segment.start] != text:
        yield ReplaceText(span(segment.paragraph, start, segment.start), text)


def pushed(reading: Reading, segment: Segment, shift: float) -> Iterator[Edit]:
    """Yield what moves a segment to the right (to the left below 0) by `shift` 字 behind another one of its line.

    Blanks behind a tab move nothing for sure: where it leads changes with the size of the text before it.
    """
    paragraph = segment.paragraph
    gap = _gap(paragraph, segment.start)
    if _stopped(paragraph, segment):
        return
    if round(shift) > 0:
        if "\t" in paragraph.text[gap : segment.start]:
            return
        yield ReplaceText(span(paragraph, segment.start, segment.start), WIDE * round(shift))
    elif round(shift) < 0:
        cut = _narrowed(paragraph, gap, segment, -shift)
        if cut is not None:
            yield ReplaceText(span(paragraph, cut, segment.start), "")


def _stopped(paragraph: Paragraph, segment: Segment) -> bool:
    """Tell whether a tab stop places a segment."""
    gap = _gap(paragraph, segment.start)
    return "\t" in paragraph.text[gap : segment.start] and bool(paragraph.format.tabs)


def _gap(paragraph: Paragraph, end: int) -> int:
    """Give where the blanks before a place begin."""
    start = end
    while start and paragraph.text[start - 1] in LOOSE:
        start -= 1
    return start


def _narrowed(paragraph: Paragraph, gap: int, segment: Segment, width: float) -> int | None:
    """Give from where the blanks before a segment go to make their gap narrower; None where too few would be left to part anything."""
    char = char_size(paragraph, segment.start, segment.end)
    start = segment.start
    while start > gap and span_width(paragraph, start - 1, segment.start, char) <= width + 0.3:
        start -= 1
    kept = paragraph.text[gap:start]
    return start if len(kept) >= CUT or "\t" in kept else None


def _spaced(_reading: Reading, _element: Element, segment: Segment, aim: Aim) -> Iterator[Edit]:
    yield SetParagraphFormat(span(segment.paragraph), ParagraphChange(line=Pt(aim.value)))


_CURES: Mapping[str, Callable[[Reading, Element, Segment, Aim], Iterator[Edit]]] = {
    "align": _aligned,
    "left": _left,
    "right": _right,
    "turn": _turned,
    "line": _spaced,
}
