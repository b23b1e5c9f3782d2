"""Measure paragraphs before they are put on pages: the printed lines each takes, and the space around them."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from gongwen.anatomy.spacing import char_size, space_after, space_before
from gongwen.draft import Draft, Paragraph, Run, RunFormat, Section, Shape
from gongwen.placement.breaking import Room, Stops, Stretch, break_lines
from gongwen.placement.heights import Height, line_height, picture_height
from gongwen.placement.model import Ruler
from gongwen.placement.widths import Edges, Widths

BLANKS = " \u3000\u00a0\u2002\u2003\u2009\t\n\f"


@dataclass(frozen=True, slots=True)
class Printed:
    """Hold one printed line: code points [start, end), what shows of it from `left` on `width` wide, `origin` of its first character.

    Horizontal lengths count from the left edge of the column. `breaks` tells that a page break ends it,
    `sure` that the text surely turns there.
    """

    start: int
    end: int
    left: float
    width: float
    origin: float
    height: Height
    unsure_x: float
    ruler: Ruler
    breaks: bool = False
    sure: bool = True


@dataclass(slots=True)
class Measured:
    """Hold a paragraph measured for a column: its lines, the space around it, and how much higher or lower it may turn out.

    `over` and `under` are taken by the border above and below. `need` is what must fit on a page together with the first line:
    the whole paragraph and the start of the next when they are kept together.
    """

    paragraph: Paragraph
    lines: list[Printed]
    before: float
    after: float
    unsure: float = 0.0
    over: float = 0.0
    under: float = 0.0
    need: float = 0.0

    @property
    def height(self) -> float:
        """Give the height of all lines and borders."""
        return self.over + sum(line.height.likely for line in self.lines) + self.under

    @property
    def whole(self) -> float:
        """Give the height with the space around."""
        return self.before + self.height + self.after


@dataclass(slots=True)
class Measure:
    """Measure paragraphs of a draft; keeps the widths of each section's characters."""

    draft: Draft
    _widths: dict[int, Widths] = field(default_factory=dict)

    def paragraph(self, paragraph: Paragraph, section: Section, width: float, *, tight: float = 0.0) -> Measured:
        """Break a paragraph into the lines it takes in a column `width` points wide; it may be `tight` narrower."""
        if paragraph.mark.hidden and all(run.format.hidden for run in paragraph.runs):
            return Measured(paragraph, [], 0.0, 0.0)
        setter = _Setter(self, paragraph, section, width, tight)
        lines, unsure = setter.lines()
        before, after = space_before(paragraph, section), space_after(paragraph, section)
        return Measured(paragraph, lines, before, after, unsure)

    def widths(self, section: Section) -> Widths:
        """Give the character widths of a section."""
        found = self._widths.get(section.index)
        if found is None:
            grid = section.grid.char_space if section.grid.kind in ("linesAndChars", "snapToChars") else 0.0
            found = self._widths[section.index] = Widths(
                grid, compress=self.draft.compress_marks, han_marks=self.draft.han_marks
            )
        return found


class _Setter:
    """Set the lines of one paragraph."""

    __slots__ = (
        "_column",
        "_edges",
        "_extent",
        "_first",
        "_form",
        "_lead",
        "_left",
        "_paragraph",
        "_right",
        "_section",
        "_stops",
        "_tight",
    )

    def __init__(self, measure: Measure, paragraph: Paragraph, section: Section, width: float, tight: float) -> None:
        form, widths = paragraph.format, measure.widths(section)
        grid = section.grid.char_space if section.grid.kind in ("linesAndChars", "snapToChars") else 0.0
        char = _char(paragraph) + grid
        self._paragraph, self._section, self._form = paragraph, section, form
        self._column, self._tight = width, tight
        self._left = form.left.points if form.left.chars is None else form.left.chars * char
        self._right = form.right.points if form.right.chars is None else form.right.chars * char
        self._first = form.first.points if form.first.chars is None else form.first.chars * char
        self._edges = _with_pictures(widths.edges(paragraph), paragraph)
        self._stops = None
        if "\t" in paragraph.text or paragraph.number:
            own = ((position, kind) for position, kind in form.tabs if kind not in ("clear", "bar", "num"))
            hanging = ((self._left, "left"),) if self._first < 0 else ()
            self._stops = Stops(
                tuple(sorted((*own, *hanging))), measure.draft.default_tab, self._left + self._first, self._left
            )
        self._lead = self._number(widths)

    def _number(self, widths: Widths) -> float:
        """Give the width of the automatic number and of what follows it."""
        paragraph, form = self._paragraph, self._paragraph.number_format
        if not paragraph.number or form is None or self._stops is None:
            return 0.0
        width = widths.text(paragraph.number, form)
        if paragraph.number_suffix == "\t":
            indent = self._left + self._first
            return self._stops.next(indent + width)[0] - indent
        return width + widths.text(paragraph.number_suffix, form)

    def lines(self) -> tuple[list[Printed], float]:
        """Give the lines, and how much higher the paragraph may turn out.

        Stops after Latin text hang past the edge in Word but not everywhere.
        """
        stretches = self._break(self._edges.likely)
        heights = self._heights(stretches)
        others: list[list[Stretch]] = []
        if (self._tight or not self._edges.sure) and len(self._paragraph.text) > 1:
            others = [self._break(self._edges.least), self._break(self._edges.most, strict=True)]
        spread = max((abs(len(other) - len(stretches)) for other in others), default=0)
        ends = [{stretch.end for stretch in other} for other in others]
        printed = [
            self._printed(stretch, height, sure=all(stretch.end in found for found in ends))
            for stretch, height in zip(stretches, heights, strict=True)
        ]
        return printed, spread * heights[-1].likely

    def _break(self, edges: Sequence[float], *, strict: bool = False) -> list[Stretch]:
        """Break the text; `strict`: in the least room there may be, no stop past the edge."""
        rest = self._column - self._left - self._right - (self._tight if strict else 0.0)
        room = Room(rest - self._first, rest, self._lead, self._form.hanging_marks and not strict)
        return list(break_lines(self._paragraph.text, edges, room, self._form, self._stops))

    def _heights(self, stretches: Sequence[Stretch]) -> list[Height]:
        paragraph, form, section = self._paragraph, self._form, self._section
        if form.line_rule == "exact" or len(paragraph.runs) <= 1:
            face = paragraph.runs[0].format if paragraph.runs else paragraph.mark
            heights = [line_height(form, section, (face,))] * len(stretches)
        else:
            runs = [tuple(paragraph.runs_in(stretch.start, max(stretch.end, 1))) for stretch in stretches]
            heights = [line_height(form, section, _faces(found, paragraph)) for found in runs]
        ends = [stretch.end for stretch in stretches[:-1]]
        for shape in _inline(paragraph):
            at = bisect_right(ends, shape.offset)
            taller = picture_height(form, section, shape.height)
            heights[at] = max(heights[at], Height(taller, heights[at].unsure))
        return heights

    def _printed(self, stretch: Stretch, height: Height, *, sure: bool) -> Printed:
        text, edges, form = self._paragraph.text, self._edges, self._form
        start, end = stretch.start, stretch.end
        line = text[start:end]
        ink_end = start + len(line.rstrip(BLANKS))
        ink_start = min(start + len(line) - len(line.lstrip(BLANKS)), ink_end)
        lead = self._lead if start == 0 else 0.0
        indent = self._left + (self._first if start == 0 else 0.0)
        room = self._column - indent - self._right - lead
        natural = Ruler(edges.likely, 1.0, stretch.jumps)
        stop = end if stretch.ended is not None else ink_end
        whole = natural.width(start, stop) if text else sum(shape.width for shape in _inline(self._paragraph))
        ruler, shift = natural, _shift(form.align, room, whole)
        if self._fills(stretch, whole, room, ink_end - ink_start):
            ruler, shift = Ruler(edges.likely, room / whole), 0.0
        origin = indent + lead + shift
        left = origin + ruler.width(start, ink_start)
        right = origin + ruler.width(start, ink_end)
        if lead:
            left = origin - lead
        spread = 0.0
        if not edges.sure and ruler is natural:
            begin = stretch.jumps[-1][0] if stretch.jumps else start
            least, likely, most = (column[stop] - column[begin] for column in (edges.least, edges.likely, edges.most))
            spread = max(most - likely, likely - least)
        if form.align in ("right", "center") and stretch.ended is not None:
            spread += ruler.width(start, stop) - ruler.width(start, start + len(line.rstrip(" ")))
        width = max(right - left, 0.0)
        return Printed(start, end, left, width, origin, height, spread, ruler, stretch.ended == "\f", sure)

    def _fills(self, stretch: Stretch, whole: float, room: float, letters: int) -> bool:
        """Tell whether a line is stretched to fill its column."""
        if stretch.jumps or not 0 < whole < room or letters < 2:
            return False
        return self._form.align == "distribute" or (self._form.align == "justify" and stretch.ended is None)


def _shift(align: str, room: float, whole: float) -> float:
    if align == "center":
        return (room - whole) / 2
    return room - whole if align == "right" else 0.0


def _char(paragraph: Paragraph) -> float:
    runs = paragraph.runs
    if len(runs) == 1:
        return runs[0].format.size
    return char_size(paragraph, 0, len(paragraph.text))


def _faces(runs: Iterable[Run], paragraph: Paragraph) -> Sequence[RunFormat]:
    return [run.format for run in runs if not run.format.hidden] or [paragraph.mark]


def _inline(paragraph: Paragraph) -> list[Shape]:
    return [shape for shape in paragraph.shapes if not shape.floating]


def _with_pictures(edges: Edges, paragraph: Paragraph) -> Edges:
    """Add the widths of inline pictures, each to the character before it, or after it where there is none."""
    inline = _inline(paragraph)
    if not inline:
        return edges
    extra = [0.0] * len(edges.likely)
    for shape in inline:
        extra[min(max(shape.offset, 1), len(extra) - 1)] += shape.width
    likely, least, most = (
        [edge + add for edge, add in zip(column, accumulate(extra), strict=True)]
        for column in (edges.likely, edges.least, edges.most)
    )
    return Edges(likely, least, most)
