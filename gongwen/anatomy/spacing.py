"""Distances as a reader sees them, in 字 and 行, whatever they are made of: indents, blanks, tabs, alignment, empty lines."""

from collections import Counter
from dataclasses import dataclass
from functools import cache
from unicodedata import east_asian_width

from gongwen.anatomy.elements import Segment
from gongwen.draft import Align, Draft, Paragraph, Section
from gongwen.units import LINE_TO_SIZE, Pt

BLANKS = frozenset(" \u3000\u00a0\u2002\u2003\u2009")
SINGLE = 1.3
"""Height of a line of common Chinese fonts, in sizes, when nothing fixes it."""
NARROW = 0.25
"""How much narrower a blank is in a Latin font than half a Chinese character, in 字."""
UNSET_TAB = 1.5
"""Width to count for a tab without a stop that opens a line, in 字: who indents by one means two, wherever it leads."""
LINE = 200
"""Blanks and tabs farther away than this many characters stand on another line of print."""
UNFIXED_LINE = Pt(16 * LINE_TO_SIZE)


@dataclass(frozen=True, slots=True)
class Spacing:
    """Say where a segment stands in its column; lengths in 字 of its own size, `above` in body lines (行).

    `left`: from the left edge of the type area to the first character. `right`: from the last character to the right edge, of the
    last line. `turn`: left edge of the following lines. `lines`: estimated number of lines. `width`: width of the text.
    `above` is None at the top of a page, cell or box, where nothing can be measured.
    """

    align: Align
    left: float
    right: float
    turn: float
    lines: int
    width: float
    above: float | None


def char_width(char: str) -> float:
    """Give the width of a character in 字: 1 for what stands full width in Chinese text, else one half."""
    return 1.0 if east_asian_width(char) in "WFA" else 0.5


class _Widths(dict[str, float]):
    """Keep the width of every character once it was asked for; what breaks a line has none."""

    def __missing__(self, char: str) -> float:
        self[char] = 0.0 if char in "\t\n\f" else char_width(char)
        return self[char]


_WIDTHS = _Widths()


def text_width(text: str) -> float:
    """Give the width of a text in 字, tabs left out."""
    return sum(map(_WIDTHS.__getitem__, text))


def char_size(paragraph: Paragraph, start: int, end: int) -> Pt:
    """Give the size of most characters of a span; of the paragraph mark when the span is empty."""
    sizes: dict[Pt, int] = {}
    for run in paragraph.runs_in(start, end):
        size = run.format.size
        sizes[size] = sizes.get(size, 0) + min(end, run.start + len(run.text)) - max(start, run.start)
    return max(sizes, key=lambda size: sizes[size]) if sizes else paragraph.mark.size


def line_pitch(section: Section) -> Pt | None:
    """Give the pitch of the document grid, None when lines do not snap to one."""
    return section.grid.line_pitch if section.grid.kind != "default" else None


def paragraph_line(paragraph: Paragraph, section: Section, size: Pt) -> Pt:
    """Give the height of one line of a paragraph whose characters have `size`."""
    form = paragraph.format
    if form.line_rule == "exact":
        return Pt(form.line)
    natural = size * SINGLE
    pitch = line_pitch(section) if form.grid else None
    if pitch:
        natural = pitch * max(1, -(-natural // pitch))
    return Pt(max(form.line, natural) if form.line_rule == "at_least" else form.line * natural)


def space_before(paragraph: Paragraph, section: Section) -> Pt:
    """Give the spacing before a paragraph; a line of it is a line of the grid."""
    form = paragraph.format
    return form.before if form.before_lines is None else Pt(form.before_lines * (line_pitch(section) or 12.0))


def space_after(paragraph: Paragraph, section: Section) -> Pt:
    """Give the spacing after a paragraph; a line of it is a line of the grid."""
    form = paragraph.format
    return form.after if form.after_lines is None else Pt(form.after_lines * (line_pitch(section) or 12.0))


def body_line(draft: Draft) -> Pt:
    """Give the height of a line (行) of this draft: that of most of its text."""
    heights: Counter[float] = Counter()
    for block in draft.blocks:
        if isinstance(block, Paragraph) and len(block.text) > 1:
            heights[paragraph_line(block, draft.sections[block.section], block.runs[0].format.size)] += len(block.text)
    return Pt(heights.most_common(1)[0][0]) if heights else UNFIXED_LINE


def span_width(paragraph: Paragraph, start: int, end: int, char: Pt) -> float:
    """Give the width of a span in 字 of `char` points: size, stretch, spacing and narrow blanks of its runs counted."""
    total = 0.0
    for run in paragraph.runs_in(start, end):
        piece = run.text[max(0, start - run.start) : end - run.start]
        form = run.format
        width = text_width(piece)
        if " " in piece and not _has_han_width(form.latin_font):
            width -= piece.count(" ") * NARROW
        total += width * form.size / char * form.scale / 100 + len(piece) * form.spacing / char
    return total


@cache
def _has_han_width(font: str | None) -> bool:
    """Tell whether a blank in this font is half a Chinese character wide, as in fonts made for Chinese."""
    return font is None or not font.isascii() or font in ("SimSun", "NSimSun", "SimHei", "FangSong", "KaiTi")


def measure(segment: Segment, line: Pt, tab: Pt) -> Spacing:
    """Say where a segment stands; `line` is the height of a body line in points, `tab` the distance of the default tab stops."""
    paragraph, form = segment.paragraph, segment.paragraph.format
    char = char_size(paragraph, segment.start, segment.end)
    column = segment.section.text_width / char
    indent, right = form.left.width(char) / char, form.right.width(char) / char
    line_start, line_end = _line_bounds(paragraph.text, segment)
    first = form.first.width(char) / char if line_start == 0 else 0.0
    width = text_width(segment.text[: segment.number_length]) + span_width(paragraph, segment.start, segment.end, char)
    lead = span_width(paragraph, line_start, segment.start, char)
    trail = span_width(paragraph, segment.end, line_end, char)
    room = column - indent - right
    left = _tabbed(segment, line_start, indent + first, width, trail, char, tab)
    if left is None:
        left = indent + _shift(form.align, room, first, lead + width + trail) + lead
    lines = max(1, -int(-(left - indent + width) // max(room, 1.0))) if segment.zone != "box" else 1
    gap = column - left - width if lines == 1 else 0.0
    above = None if segment.above is None else segment.above / line
    shown = max(left, indent) if form.align == "center" else left
    return Spacing(_seen(segment, left, gap, lines), shown, gap, indent, lines, width, above)


def _shift(align: Align, room: float, first: float, whole: float) -> float:
    """Give how far a line begins from the indent, by its alignment."""
    if align == "center":
        return (room - whole + first) / 2
    return room - whole if align == "right" else first


def _line_bounds(text: str, segment: Segment) -> tuple[int, int]:
    low, high = max(0, segment.start - LINE), min(len(text), segment.end + LINE)
    start = max(text.rfind("\n", low, segment.start), text.rfind("\f", low, segment.start)) + 1
    ends = [end for end in (text.find("\n", segment.end, high), text.find("\f", segment.end, high)) if end >= 0]
    return max(start, low), min(ends, default=high)


def _tabbed(segment: Segment, start: int, begin: float, width: float, trail: float, char: Pt, tab: Pt) -> float | None:
    """Give where text behind tabs on a line begins, the line itself at `begin`; None when there are no tabs."""
    text = segment.paragraph.text[start : segment.start]
    tabs = text.count("\t")
    if not tabs:
        return None
    before = begin + span_width(segment.paragraph, start, segment.start, char)
    stops = sorted(stop for stop in segment.paragraph.format.tabs if stop[1] != "clear")
    reach = [stop for stop in stops if stop[0] / char > before - width or len(stops) == 1]
    if not reach:
        return _by_default_stops(segment, start, begin, char, tab) if text.strip() else before + tabs * UNSET_TAB
    position, kind = reach[min(tabs, len(reach)) - 1]
    shift = {"right": width + trail, "end": width + trail, "center": (width + trail) / 2}.get(kind, 0.0)
    return position / char - shift


def _by_default_stops(segment: Segment, start: int, begin: float, char: Pt, tab: Pt) -> float:
    """Give where text begins behind other text and tabs that lead to default stops; a hanging indent is a stop as well."""
    paragraph, at, left = segment.paragraph, start, begin
    hanging = paragraph.format.left.width(char) / char
    while (end := paragraph.text.find("\t", at, segment.start)) >= 0:
        left += span_width(paragraph, at, end, char)
        stop = (left * char // tab + 1) * tab / char
        left = hanging if left < hanging < stop else stop
        at = end + 1
    return left + span_width(paragraph, at, segment.start, char)


def _seen(segment: Segment, left: float, right: float, lines: int) -> Align:
    """Name the alignment a reader sees: blanks and tabs count as much as w:jc."""
    align = segment.paragraph.format.align
    if align in ("center", "distribute") or lines > 1:
        if align == "center" and lines == 1 and abs(left - right) > 3:
            return "left" if left < right else "right"
        return align
    if left >= 3 and abs(left - right) <= 1.5:
        return "center"
    return "right" if left - right > 3 or align == "right" else align


def empty_height(paragraph: Paragraph, section: Section) -> Pt:
    """Give the height of an empty paragraph, its spacing left out; each line break in it adds a line."""
    return Pt(paragraph_line(paragraph, section, paragraph.mark.size) * (1 + paragraph.text.count("\n")))
