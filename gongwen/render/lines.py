"""Put the marked characters of a paragraph together into printed lines."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from math import floor

from gongwen.anatomy.spacing import char_size, line_pitch, paragraph_line, span_width
from gongwen.draft import Paragraph, Section
from gongwen.placement.model import Box, Line, Ruler
from gongwen.render.letters import Letters
from gongwen.render.pdf import Place
from gongwen.units import Pt

ASCENT = 0.88
"""Height of Chinese fonts above the line they stand on, in sizes."""
ROUNDING = 0.01
"""Part of a line by which a type area may miss the last one through rounding."""
Marks = Mapping[int, Place]
"""Where characters stand, by their offset in the paragraph's text, in order."""


def lines(paragraph: Paragraph, section: Section, marks: Marks) -> Iterator[Line]:
    """Yield the printed lines of a paragraph; an automatic number in front is left out of its first line."""
    size = char_size(paragraph, 0, len(paragraph.text))
    rows = _rows(marks, size)
    ruler = Ruler(_edges(paragraph, marks, rows))
    height = _height(marks, rows, paragraph_line(paragraph, section, size))
    raised = grid_offset(section) if in_type_area(paragraph) else 0.0
    ends = [*(row[0] for row in rows[1:]), len(paragraph.text)]
    for row, end in zip(rows, ends, strict=True):
        place, last = marks[row[0]], row[-1]
        left = next((marks[offset].x for offset in row if paragraph.text[offset : offset + 1].strip()), place.x)
        right = marks[last].x + _advance(paragraph, last)
        box = Box(place.page, Pt(left), Pt(place.y - raised), Pt(max(right - left, 0.0)), height)
        yield Line(box, row[0], end, Pt(place.x), ruler)


def marks_below(paragraph: Paragraph, head: Place, printed: Letters) -> Marks:
    """Give where the characters of a paragraph stand whose first line has its upper left corner at `head`."""
    size = char_size(paragraph, 0, len(paragraph.text))
    first = paragraph.text.strip()[:1]
    starts = printed.below(head, max(paragraph.format.line, size) * 2, first)
    found: dict[int, Place] = max((printed.follow(paragraph.text, at) for at in starts), key=len, default={})
    return {0: head} | _raise(found, head)


def _raise(found: dict[int, Place], head: Place) -> dict[int, Place]:
    """Move places from what letters stand on to the top of the line, given that of the first."""
    if not found:
        return {}
    ascent = next(iter(found.values())).y - head.y
    return {offset: Place(at.page, at.x, at.y - ascent) for offset, at in found.items()}


def marks_alone(paragraph: Paragraph, section: Section, printed: Letters) -> Marks:
    """Find a paragraph whose bookmark was lost by its text and size, when that is printed just once; else give nothing.

    LibreOffice sets a line of exact height on four fifths of it.
    """
    size = char_size(paragraph, 0, len(paragraph.text))
    alike = printed.of_size(size)
    text = "".join(paragraph.text.split())
    if not text or alike.text.count(text) != 1:
        return {}
    exact = paragraph.format.line_rule == "exact"
    ascent = 0.8 * paragraph_line(paragraph, section, size) if exact else ASCENT * size
    found = alike.follow(paragraph.text, alike.text.index(text))
    return {offset: Place(at.page, at.x, at.y - ascent) for offset, at in found.items()}


def in_type_area(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is part of the flow of the body."""
    flows = paragraph.address.part == "body" and "/box" not in paragraph.address.path
    return flows and paragraph.format.frame is None


def grid_offset(section: Section) -> Pt:
    """Give how far down LibreOffice starts the lines of a grid: it puts what they leave of the type area half above, half below."""
    pitch = line_pitch(section)
    over = section.text_height - pitch * floor(section.text_height / pitch + ROUNDING) if pitch else 0.0
    return Pt(max(over, 0.0) / 2)


def _rows(marks: Marks, size: Pt) -> list[list[int]]:
    """Sort offsets by line: one begins where the next character stands on another page, lower or farther left."""
    rows = [[next(iter(marks))]]
    for before, after in pairwise(marks):
        here, there = marks[before], marks[after]
        if there.page != here.page or there.y > here.y + size / 2 or there.x < here.x - 1:
            rows.append([])
        rows[-1].append(after)
    return rows


def _edges(paragraph: Paragraph, marks: Marks, rows: list[list[int]]) -> list[float]:
    """Give the width of the text before each offset, as printed within a line, by the font's width across its end."""
    ends = {row[-1] for row in rows}
    edges = [0.0] * (len(paragraph.text) + 1)
    offsets = [*marks, len(paragraph.text)]
    for start, end in pairwise(offsets):
        printed = start not in ends and end in marks
        step = (marks[end].x - marks[start].x) / max(end - start, 1) if printed else 0.0
        for offset in range(start, end):
            edges[offset + 1] = edges[offset] + (step if printed else _advance(paragraph, offset))
    return edges


def _height(marks: Marks, rows: list[list[int]], pitch: Pt) -> Pt:
    """Give the pitch of the lines: from the first to the second where both stand on one page, else by arithmetic."""
    if len(rows) > 1:
        first, second = marks[rows[0][0]], marks[rows[1][0]]
        if first.page == second.page and second.y > first.y:
            return Pt(second.y - first.y)
    return pitch


def _advance(paragraph: Paragraph, offset: int) -> float:
    char = Pt(1.0)
    return span_width(paragraph, offset, offset + 1, char)
