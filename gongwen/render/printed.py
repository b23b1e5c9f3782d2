"""Turn what LibreOffice printed into a Placement."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from gongwen.draft import Draft, Paragraph, Section
from gongwen.errors import RenderingFailed
from gongwen.placement import place
from gongwen.placement.model import Box, Line, Placement, Sheet
from gongwen.render.letters import Letters
from gongwen.render.lines import Marks, lines, marks_alone, marks_below
from gongwen.render.marks import Copy, copy_of, paragraphs
from gongwen.render.office import to_pdf
from gongwen.render.pdf import Figure, Print, read_print
from gongwen.units import Pt

CLOSE = 2.0
"""How far the size of a printed figure may be from that of the shape it shows: its line has a width."""

Lines = Mapping[str, tuple[Line, ...]]


def measure(data: bytes) -> Placement:
    """Say where everything in a .docx file stands, as LibreOffice prints it.

    Raises UnreadableDocument, and RenderingFailed when LibreOffice is not installed or cannot print it.
    """
    (found,) = measure_copies([copy_of(data)])
    if found is None:
        raise RenderingFailed("LibreOffice 没有能够排出这份文档。")
    return found


def measure_copies(copies: Sequence[Copy], *, fonts: Path | None = None) -> list[Placement | None]:
    """Measure several copies in one go; None for each that could not be printed. `fonts` is a folder of more fonts.

    Raises RenderingFailed.
    """
    printed = to_pdf([copy.marked for copy in copies], fonts=fonts)
    return [
        None if pdf is None else _placement(copy, read_print(pdf)) for copy, pdf in zip(copies, printed, strict=True)
    ]


def _placement(copy: Copy, printed: Print) -> Placement:
    draft, marks = copy.draft, _marks(copy, printed)
    found = [paragraph for paragraph in paragraphs(draft) if paragraph.address.path in marks]
    placed = {
        path: tuple(lines(paragraph, draft.sections[paragraph.section], marks[path]))
        for paragraph in found
        for path in (paragraph.address.path,)
    }
    expected = place(draft)
    shapes = dict(_shapes(expected.shapes, list(printed.figures)))
    frames = dict(_frames(draft, found, placed))
    return Placement(tuple(_sheets(draft, printed, placed, expected.sheets)), placed, shapes, frames)


def _marks(copy: Copy, printed: Print) -> dict[str, Marks]:
    """Give where the characters of each paragraph stand that was printed; a bookmark in a frame may be left where it was."""
    heads = {path: printed.places[name] for name, path in copy.heads.items() if name in printed.places}
    letters = Letters(printed.letters)
    found: dict[str, Marks] = {}
    for paragraph in paragraphs(copy.draft):
        head = None if paragraph.format.frame else heads.get(paragraph.address.path)
        section = copy.draft.sections[paragraph.section]
        marks = marks_below(paragraph, head, letters) if head else marks_alone(paragraph, section, letters)
        if marks:
            found[paragraph.address.path] = marks
    return found


def _shapes(expected: Mapping[str, Box], figures: list[Figure]) -> Iterator[tuple[str, Box]]:
    """Yield where each shape was printed: the figure of its size that stands nearest to where arithmetic puts it."""
    for path, box in expected.items():
        alike = [figure for figure in figures if _alike(figure, box)]
        if alike:
            found = min(alike, key=lambda figure: _distance(figure, box))
            figures.remove(found)
            yield path, Box(found.page, Pt(found.left), Pt(found.top), Pt(found.width), Pt(found.height))


def _alike(figure: Figure, box: Box) -> bool:
    return abs(figure.width - box.width) <= CLOSE and abs(figure.height - box.height) <= CLOSE


def _distance(figure: Figure, box: Box) -> tuple[int, float]:
    return abs(figure.page - box.page), abs(figure.left - box.left) + abs(figure.top - box.top)


def _frames(draft: Draft, found: Sequence[Paragraph], placed: Lines) -> Iterator[tuple[str, Box]]:
    """Yield what the borders of paragraphs go round."""
    for paragraph in found:
        above, below = paragraph.format.borders.top, paragraph.format.borders.bottom
        if above or below:
            rows = placed[paragraph.address.path]
            page = rows[0].box.page
            top = rows[0].box.top - (above.space if above else 0.0)
            bottom = max(row.box.bottom for row in rows if row.box.page == page) + (below.space if below else 0.0)
            left, width = _column(paragraph, draft.sections[paragraph.section])
            yield paragraph.address.path, Box(page, left, Pt(top), width, Pt(bottom - top))


def _column(paragraph: Paragraph, section: Section) -> tuple[Pt, Pt]:
    """Give the left edge and the width of the column that holds a paragraph."""
    frame = paragraph.format.frame
    if frame and frame.width and frame.x_align == "center":
        return Pt((section.page_width - frame.width) / 2), frame.width
    return Pt(section.left + section.gutter), section.text_width


def _sheets(draft: Draft, printed: Print, placed: Lines, expected: Sequence[Sheet]) -> Iterator[Sheet]:
    """Yield the pages; one that holds no text is of the section before it. What number each shows is arithmetic."""
    flow = ((paragraph.section, placed.get(paragraph.address.path, ())) for paragraph in draft.paragraphs())
    pages = sorted((line.box.page, section) for section, rows in flow for line in rows)
    begins = {page: min(section for _, section in group) for page, group in groupby(pages, lambda pair: pair[0])}
    numbers = {sheet.number: sheet.shown_number for sheet in expected}
    index = 0
    for page, (width, height) in enumerate(printed.sizes, 1):
        index = begins.get(page, index)
        section = draft.sections[index]
        left, top = Pt(section.left + section.gutter), Pt(abs(section.top))
        area = Box(page, left, top, section.text_width, section.text_height)
        yield Sheet(page, Pt(width), Pt(height), area, index, numbers.get(page))
