"""Where an element stands in the file: the spans of paragraphs that edits take hold of."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from gongwen.anatomy.elements import WRAPPED, Element, Gongwen, Segment
from gongwen.anatomy.spacing import BLANKS
from gongwen.draft import Paragraph
from gongwen.edits import ReplaceText, Span

LOOSE = BLANKS | {"\t"}
"""What a hand types to push text about."""
BREAKS = "\n\f"


def span(paragraph: Paragraph, start: int = 0, end: int | None = None) -> Span:
    """Give a span of a paragraph, all of it unless said otherwise."""
    return Span(paragraph.address.part, paragraph.address.path, start, len(paragraph.text) if end is None else end)


def paragraphs(element: Element) -> list[tuple[Paragraph, list[Segment]]]:
    """Give the paragraphs of an element in order, each with the segments of the element in it."""
    if len(element.segments) == 1:
        return [(element.segments[0].paragraph, list(element.segments))]
    groups = groupby(element.segments, key=lambda segment: id(segment.paragraph))
    return [(segments[0].paragraph, segments) for segments in (list(group) for _, group in groups)]


def alone(gongwen: Gongwen, segments: Sequence[Segment]) -> bool:
    """Tell whether these segments of one paragraph are all there is in it."""
    first, last = segments[0], segments[-1]
    around = (first.index - 1, last.index + 1)
    others = (gongwen.segments[at] for at in around if 0 <= at < len(gongwen.segments))
    together = last.index - first.index == len(segments) - 1
    return together and all(other.paragraph is not first.paragraph for other in others)


def pieces(element: Element, start: int, end: int) -> Iterator[tuple[Paragraph, int, int]]:
    """Yield what [start, end) of the text of an element is in its paragraphs, automatic numbers left out."""
    gap = 0 if element.name in WRAPPED else 1
    base = 0
    for segment in element.segments:
        low, high = max(start, base), min(end, base + len(segment.text))
        if low < high and segment.offset(low - base) < segment.offset(high - base):
            yield segment.paragraph, segment.offset(low - base), segment.offset(high - base)
        base += len(segment.text) + gap


def line_of(paragraph: Paragraph, segment: Segment) -> tuple[int, int]:
    """Give where the line of a segment begins and ends, a line being what breaks made by hand part."""
    text = paragraph.text
    start = max(text.rfind(mark, 0, segment.start) for mark in BREAKS) + 1
    ends = [end for mark in BREAKS if (end := text.find(mark, segment.end)) >= 0]
    return start, min(ends, default=len(text))


def opens_line(segment: Segment) -> bool:
    """Tell whether nothing but blanks and tabs stands before a segment on its line."""
    start, _ = line_of(segment.paragraph, segment)
    return LOOSE.issuperset(segment.paragraph.text[start : segment.start])


def closes_line(segment: Segment) -> bool:
    """Tell whether nothing but blanks and tabs stands behind a segment on its line."""
    _, end = line_of(segment.paragraph, segment)
    return LOOSE.issuperset(segment.paragraph.text[segment.end : end])


def without_lead(segment: Segment) -> Iterator[ReplaceText]:
    """Yield the removal of the blanks typed before a segment that opens its line."""
    start, _ = line_of(segment.paragraph, segment)
    if start < segment.start:
        yield ReplaceText(span(segment.paragraph, start, segment.start), "")


def without_margins(segments: Sequence[Segment]) -> Iterator[ReplaceText]:
    """Yield the removal of the blanks typed before and behind segments, each alone on its line."""
    for segment in segments:
        yield from without_lead(segment)
        _, end = line_of(segment.paragraph, segment)
        if segment.end < end:
            yield ReplaceText(span(segment.paragraph, segment.end, end), "")
