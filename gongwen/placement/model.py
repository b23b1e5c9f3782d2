"""What placing gives: sheets, printed lines and rectangles, each with how sure it is. All lengths are points."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from gongwen.anatomy.elements import Element, Mark, Segment
from gongwen.draft import Border, Paragraph
from gongwen.units import Pt


@dataclass(frozen=True, slots=True)
class Box:
    """Hold a rectangle on a page (from 1), measured from the upper left corner of the paper.

    It may stand up to `unsure` higher or lower and up to `unsure_x` farther left or right than said; 0 is exact.
    """

    page: int
    left: Pt
    top: Pt
    width: Pt
    height: Pt
    unsure: Pt = Pt(0.0)
    unsure_x: Pt = Pt(0.0)

    @property
    def right(self) -> Pt:
        """Give the right edge."""
        return Pt(self.left + self.width)

    @property
    def bottom(self) -> Pt:
        """Give the lower edge."""
        return Pt(self.top + self.height)

    @property
    def centre_x(self) -> Pt:
        """Give the middle from left to right."""
        return Pt(self.left + self.width / 2)

    @property
    def centre_y(self) -> Pt:
        """Give the middle from top to bottom."""
        return Pt(self.top + self.height / 2)


def around(boxes: Iterable[Box]) -> Box:
    """Give the rectangle around boxes of one page, as unsure as the least sure of them."""
    parts = tuple(boxes)
    left, top = min(box.left for box in parts), min(box.top for box in parts)
    return Box(
        parts[0].page,
        left,
        top,
        Pt(max(box.right for box in parts) - left),
        Pt(max(box.bottom for box in parts) - top),
        max(box.unsure for box in parts),
        max(box.unsure_x for box in parts),
    )


@dataclass(frozen=True, slots=True)
class Ruler:
    """Hold where the characters of a paragraph stand.

    `edges` are the widths of the text before each offset, shared by its lines; a line stretches them by `stretch`. `jumps` are
    (offset, extra width) of the tabs on the line, in order, each counting those before it.
    """

    edges: Sequence[float]
    stretch: float = 1.0
    jumps: tuple[tuple[int, float], ...] = ()

    def width(self, start: int, offset: int) -> float:
        """Give the width from `start`, the first offset of the line, to `offset`."""
        before = bisect_right(self.jumps, (offset, 0.0)) - 1 if self.jumps else -1
        return (self.edges[offset] - self.edges[start]) * self.stretch + (self.jumps[before][1] if before >= 0 else 0.0)


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one printed line: code points [start, end) of its paragraph's text, blanks at the end counted in.

    `box` runs from the first to the last character that shows, an automatic number included, and takes the whole line pitch.
    `origin` is where the character at `start` stands. `sure` tells that the text surely turns where the line ends.
    """

    box: Box
    start: int
    end: int
    origin: Pt = Pt(0.0)
    ruler: Ruler = field(default=Ruler(()), repr=False, compare=False)
    sure: bool = True

    def part(self, start: int, end: int) -> Box:
        """Give the rectangle of the code points [start, end) that stand on this line."""
        low, high = max(start, self.start), min(end, self.end)
        if low == self.start and high == self.end:
            return self.box
        left, right = (self.origin + self.ruler.width(self.start, offset) for offset in (low, max(low, high)))
        left = self.box.left if low == self.start else min(left, self.box.right)
        return replace(self.box, left=Pt(left), width=Pt(max(min(right, self.box.right) - left, 0.0)))


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold one page: its size, its type area (版心), its section, and the page number it prints (None: none)."""

    number: int
    width: Pt
    height: Pt
    area: Box
    section: int
    shown_number: str | None = None


@dataclass(frozen=True, slots=True)
class Placement:
    """Hold where everything stands.

    `lines` are by path of the paragraph: one entry for each printed line, for headers and footers on each page where they show.
    `shapes` are by path of the shape; `frames` are what borders go round, by path of the table cell or of the paragraph; both on the
    page where they begin.
    """

    sheets: tuple[Sheet, ...]
    lines: Mapping[str, tuple[Line, ...]]
    shapes: Mapping[str, Box]
    frames: Mapping[str, Box] = field(default_factory=dict)

    def lines_of(self, element: Element) -> tuple[Line, ...]:
        """Give the printed lines that an element touches."""
        return tuple(line for segment in element.segments for line in self._lines(segment))

    def boxes_of(self, element: Element) -> tuple[Box, ...]:
        """Give the rectangles of an element, one for each page it stands on; none when it is not printed."""
        parts = [line.part(segment.start, segment.end) for segment in element.segments for line in self._lines(segment)]
        marks = [self._mark(element.mark)] if element.mark else []
        boxes = sorted((*parts, *(box for box in marks if box)), key=lambda box: box.page)
        return tuple(around(group) for _, group in groupby(boxes, key=lambda box: box.page))

    def box_of(self, element: Element) -> Box | None:
        """Give the rectangle of an element on the page where it begins; None when it is not printed."""
        return next(iter(self.boxes_of(element)), None)

    def _lines(self, segment: Segment) -> Iterator[Line]:
        for line in self.lines.get(segment.paragraph.address.path, ()):
            if line.start < segment.end and segment.start < line.end:
                yield line

    def _mark(self, mark: Mark) -> Box | None:
        """Give where a shape stands, or the line that a border draws."""
        if mark.shape:
            return self.shapes.get(mark.shape.address.path)
        path = mark.paragraph.address.path
        frame = self.frames.get(path) if mark.border in _horizontal(mark.paragraph) else None
        frame = frame or self.frames.get(path.rpartition("/p[")[0])
        if frame is None:
            return None
        edge = frame.bottom if mark.below else frame.top
        return replace(frame, top=Pt(edge - mark.thickness / 2), height=mark.thickness)


def _horizontal(paragraph: Paragraph) -> tuple[Border | None, ...]:
    borders = paragraph.format.borders
    return borders.top, borders.between, borders.bottom
