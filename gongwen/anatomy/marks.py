"""Find the elements without text: red line, imprint lines, seals and name stamps, whatever they are built of.

A line may be a shape, a paragraph border or a table border; which element it is follows from where it stands and from its colour.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from gongwen.anatomy.elements import GROUPS, Element, Mark, Segment
from gongwen.anatomy.features import is_red
from gongwen.anatomy.fields import parse
from gongwen.anatomy.stamps import stamps
from gongwen.draft import Block, Border, Draft, Paragraph, Shape, Table, walk
from gongwen.units import Pt, from_mm

HEAD = frozenset(GROUPS["head"])
OPENING = frozenset(("recipients", "body", "heading.1", "heading.2"))
TAIL = frozenset(("cc", "printer"))
LONG = from_mm(60)
"""A shorter line is an ornament or part of a drawing."""


@dataclass(frozen=True, slots=True)
class _Line:
    """Hold a line on the page: `after` tells whether it stands under its paragraph."""

    mark: Mark
    after: bool


def with_marks(draft: Draft, elements: Sequence[Element]) -> list[Element]:
    """Put the elements without text among `elements`, each where it stands."""
    elements = _cut_at_lines(draft, elements)
    places = _Places(draft, elements)
    added: list[tuple[int, int, Element]] = []
    for serial, line in enumerate(_lines(draft, places)):
        name = places.line_name(line)
        if name:
            added.append((places.index(line.mark.paragraph, after=line.after), serial, Element(name, (), line.mark)))
    for serial, (place, stamp) in enumerate(stamps(draft, elements, places.signing, places.around, places.head_end)):
        added.append((place, 1000 + serial, stamp))
    return _merged(elements, added)


def _cut_at_lines(draft: Draft, elements: Sequence[Element]) -> Sequence[Element]:
    """Cut an element of the imprint where a line runs through it: 主送 and 抄送 may stand in rows of their own."""
    if not any(element.name == "cc" and len(element.segments) > 1 for element in elements):
        return elements
    places = _Places(draft, elements)
    lines = (line for line in _lines(draft, places) if line.mark.border)  # a shape may lie anywhere
    numbers = [(places.order.get(id(line.mark.paragraph), -1), line.after) for line in lines]
    heights = [number + (0.5 if after else -0.5) for number, after in numbers]
    return [piece for element in elements for piece in _pieces(element, heights, places.order)]


def _pieces(element: Element, lines: Sequence[float], order: Mapping[int, int]) -> Iterator[Element]:
    """Yield the parts of a 抄送 between the lines, which stand between the numbers of paragraphs in `order`."""
    groups: list[list[Segment]] = []
    for segment in element.segments:
        here = order.get(id(segment.paragraph), -1)
        before = order.get(id(groups[-1][-1].paragraph), -1) if groups else here
        if not groups or any(before < line < here for line in lines):
            groups.append([])
        groups[-1].append(segment)
    if element.name != "cc" or len(groups) == 1:
        yield element
        return
    for group in groups:
        text = "".join(segment.text for segment in group)
        yield replace(element, segments=tuple(group), fields=parse(element.name, text))


def _merged(elements: Sequence[Element], added: Iterable[tuple[int, int, Element]]) -> list[Element]:
    result: list[Element] = []
    waiting = sorted(added, key=lambda item: item[:2])
    for position, element in enumerate(elements):
        while waiting and waiting[0][0] <= position:
            result.append(waiting.pop(0)[2])
        result.append(element)
    return result + [item[2] for item in waiting]


class _Places:
    """Know which element stands at which paragraph."""

    def __init__(self, draft: Draft, elements: Sequence[Element]) -> None:
        self.elements = elements
        self.first: dict[int, int] = {}
        self.last: dict[int, int] = {}
        for index, element in enumerate(elements):
            for segment in element.segments:
                self.first.setdefault(id(segment.paragraph), index)
                self.last[id(segment.paragraph)] = index
        self._draft = draft
        names = [element.name for element in elements]
        self.title = names.index("title") if "title" in names else None
        opening = (index for index, name in enumerate(names) if name in OPENING)
        self.head_end = next(opening, len(names)) if self.title is None else self.title
        self.has_head = any(name in HEAD for name in names)
        tails = [index for index, name in enumerate(names) if name in TAIL]
        self.tail = tails[0] if tails else len(names)
        signing = [index for index, name in enumerate(names) if name in ("date", "signature")]
        self.signing = range(signing[0] - 1, signing[-1] + 2) if signing else range(0)

    @cached_property
    def order(self) -> dict[int, int]:
        """Number the paragraphs in file order; asked for only where a mark hangs on a paragraph without text."""
        return {id(paragraph): number for number, paragraph in enumerate(self._draft.paragraphs())}

    @cached_property
    def known(self) -> list[tuple[int, int]]:
        """Pair the number of each paragraph that has an element with the place of its last one."""
        return sorted((self.order[key], place) for key, place in self.last.items() if key in self.order)

    def index(self, paragraph: Paragraph, *, after: bool) -> int:
        """Give the position in `elements` where a mark at `paragraph` belongs."""
        key = id(paragraph)
        if key in self.first:
            return self.last[key] + 1 if after else self.first[key]
        order = self.order.get(key, -1)
        return max((index + 1 for number, index in self.known if number <= order), default=0)

    def around(self, paragraph: Paragraph) -> tuple[int, int]:
        """Give the places before and behind a paragraph."""
        return self.index(paragraph, after=False), self.index(paragraph, after=True)

    def line_name(self, line: _Line) -> str | None:
        """Name a line by its place and colour; None for lines that are no element."""
        mark = line.mark
        position = self.index(mark.paragraph, after=line.after)
        in_head = self.has_head and position <= self.head_end
        if is_red(mark.color) and self.has_head and (in_head or mark.compound != "sng"):
            return "red_line"
        if is_red(mark.color) and self.has_head and mark.width > from_mm(160):
            return "red_line"
        if in_head:
            return "red_line" if self.title is not None and mark.width > from_mm(100) else None
        if is_red(mark.color) and not self._by_tail(position):
            return None
        near_tail = position >= self.tail or (mark.shape is not None and position > self._text_end())
        return "imprint_line" if near_tail and self.tail < len(self.elements) else None

    def _by_tail(self, position: int) -> bool:
        """Tell whether a place touches 抄送 or 印发: a red line elsewhere heads a second document."""
        return any(element.name in TAIL for element in self.elements[max(0, position - 1) : position + 1])

    def _text_end(self) -> int:
        names = ("body", "closing", "signature", "date", "note", "attachment", "attachment_title", "heading.1")
        return max((index for index, element in enumerate(self.elements) if element.name in names), default=0)

    def holds(self, paragraphs: Iterable[Paragraph], names: frozenset[str]) -> bool:
        """Tell whether any of the paragraphs carries an element of these names."""
        return any(
            self.elements[self.first[id(paragraph)]].name in names
            for paragraph in paragraphs
            if id(paragraph) in self.first
        )


def _lines(draft: Draft, places: _Places) -> Iterator[_Line]:
    """Yield every long line of headers, body and boxes in file order."""
    for section in draft.sections[:1]:
        for _, story in (*section.headers, *section.footers):
            yield from _lines_in(story.blocks, draft, places)
    yield from _lines_in(draft.blocks, draft, places)


def _lines_in(blocks: Sequence[Block], draft: Draft, places: _Places) -> Iterator[_Line]:
    previous: Paragraph | None = None
    for position, block in enumerate(blocks):
        if isinstance(block, Table):
            if places.holds(walk((block,)), HEAD | TAIL):
                yield from _table_lines(block, draft)
            for row in block.rows:
                for cell in row.cells:
                    yield from _lines_in(cell.blocks, draft, places)
            previous = None
            continue
        following = blocks[position + 1] if position + 1 < len(blocks) else None
        yield from _border_lines(block, previous, following if isinstance(following, Paragraph) else None, draft)
        for shape in block.shapes:
            yield from _shape_lines(shape, block, draft, places)
        previous = block


def _border_lines(
    paragraph: Paragraph, previous: Paragraph | None, following: Paragraph | None, draft: Draft
) -> Iterator[_Line]:
    """Yield the borders a paragraph shows: neighbours with the same borders share one frame."""
    borders = paragraph.format.borders
    if borders.top is None and borders.bottom is None:
        return
    section = draft.sections[paragraph.section]
    form = paragraph.format
    char = paragraph.mark.size
    indent = form.left.width(char) + min(0.0, form.first.width(char))
    column = form.frame.width if form.frame and form.frame.width else section.text_width
    width = Pt(column - indent - form.right.width(char))
    above = previous is not None and previous.format.borders == borders
    below = following is not None and following.format.borders == borders
    top = borders.between if above else borders.top
    if top:
        yield _border_line(top, paragraph, width, after=False)
    if borders.bottom and not below:
        yield _border_line(borders.bottom, paragraph, width, after=True)


def _border_line(border: Border, paragraph: Paragraph, width: Pt, *, after: bool) -> _Line:
    form = _compound(border.form)
    return _Line(Mark("line", paragraph, width, border.width, border.color, form, None, border, after), after)


def _compound(form: str) -> str:
    for name in ("thickThin", "thinThick"):
        if form.startswith(name):
            return name
    return "sng"


def _table_lines(table: Table, draft: Draft) -> Iterator[_Line]:
    """Yield the horizontal lines of a table, from the top."""
    rows = [row for row in table.rows if row.cells]
    for number, row in enumerate(rows):
        paragraph = next(walk(row.cells[0].blocks), None)
        last = [inner for cell in row.cells for inner in walk(cell.blocks)]
        if paragraph is None:
            continue
        width = table.width or draft.sections[paragraph.section].text_width
        upper = rows[number - 1].cells[0].borders.bottom if number else None
        outer = table.borders.between if number else table.borders.top
        border = row.cells[0].borders.top or upper or outer
        if border:
            yield _border_line(border, paragraph, width, after=False)
        if number == len(rows) - 1:
            border = row.cells[0].borders.bottom or table.borders.bottom
            if border:
                yield _border_line(border, last[-1], width, after=True)


def _shape_lines(shape: Shape, paragraph: Paragraph, draft: Draft, places: _Places) -> Iterator[_Line]:
    thin = shape.form == "line" or (shape.form == "rect" and shape.height <= 4 and not shape.blocks)
    if thin and shape.width >= LONG:
        thickness = shape.stroke_width if shape.form == "line" else max(shape.stroke_width, shape.height)
        color = shape.stroke_color or (shape.fill if shape.form == "rect" else None)
        yield _Line(Mark("line", paragraph, shape.width, thickness, color, shape.compound, shape), after=True)
    yield from _lines_in(shape.blocks, draft, places)
    for child in shape.children:
        yield from _shape_lines(child, paragraph, draft, places)
