"""Read section properties (w:sectPr): paper, margins, grid, columns, page numbers, headers and footers."""

from collections.abc import Callable

from gongwen.draft import Grid, Section, Story
from gongwen.ooxml.names import R_ID, VAL, w
from gongwen.ooxml.values import Element, child_value, integer, length, number, switch
from gongwen.units import Pt

Stories = dict[str, Story]
ReadStory = Callable[[str | None, int], Story | None]

_LETTER = (Pt(612.0), Pt(792.0))
_MARGIN = Pt(72.0)
_SIDES = 3


def read_sections(elements: list[Element], story: ReadStory) -> tuple[Section, ...]:
    """Read all sections in order; `story` reads the header or footer behind a relationship id in a section.

    What Word takes for granted where nothing is said: Letter paper and one-inch margins.
    """
    sections: list[Section] = []
    headers: Stories = {}
    footers: Stories = {}
    for index, element in enumerate(elements):
        headers = {**headers, **_stories(element, "headerReference", story, index)}
        footers = {**footers, **_stories(element, "footerReference", story, index)}
        sections.append(_section(index, element, headers, footers))
    return tuple(sections)


def _section(index: int, element: Element, headers: Stories, footers: Stories) -> Section:
    size, margins, numbers = (element.find(w(name)) for name in ("pgSz", "pgMar", "pgNumType"))
    return Section(
        index=index,
        page_width=_length(size, "w") or _LETTER[0],
        page_height=_length(size, "h") or _LETTER[1],
        top=_or(_length(margins, "top"), _MARGIN),
        bottom=_or(_length(margins, "bottom"), _MARGIN),
        left=_or(_length(margins, "left"), _MARGIN),
        right=_or(_length(margins, "right"), _MARGIN),
        gutter=_or(_length(margins, "gutter"), Pt(0.0)),
        header=_or(_length(margins, "header"), Pt(36.0)),
        footer=_or(_length(margins, "footer"), Pt(36.0)),
        landscape=size is not None and size.get(w("orient")) == "landscape",
        start=child_value(element, w("type")) or "nextPage",
        columns=_columns(element.find(w("cols"))),
        column_gap=_or(_length(element.find(w("cols")), "space"), Pt(36.0)),
        title_page=switch(element, w("titlePg")),
        grid=_grid(element.find(w("docGrid"))),
        page_number_format=None if numbers is None else numbers.get(w("fmt")),
        page_number_start=None if numbers is None else integer(numbers.get(w("start"))),
        bordered=_bordered(element.find(w("pgBorders"))),
        headers=tuple(sorted(headers.items())),
        footers=tuple(sorted(footers.items())),
    )


def _stories(section: Element, tag: str, story: ReadStory, index: int) -> Stories:
    stories: Stories = {}
    for reference in section.iterfind(w(tag)):
        found = story(reference.get(R_ID), index)
        if found:
            stories[reference.get(w("type"), "default")] = found
    return stories


def _bordered(element: Element | None) -> bool:
    """Tell whether lines are printed on at least three sides of the page."""
    sides = () if element is None else (element.find(w(side)) for side in ("top", "left", "bottom", "right"))
    return sum(side is not None and side.get(VAL) not in (None, "none", "nil") for side in sides) >= _SIDES


def _grid(element: Element | None) -> Grid:
    if element is None:
        return Grid()
    # charSpace counts 1/4096 of a point.
    char_space = number(element.get(w("charSpace"))) or 0.0
    return Grid(element.get(w("type"), "default"), _length(element, "linePitch"), Pt(char_space / 4096))


def _columns(element: Element | None) -> int:
    count = None if element is None else integer(element.get(w("num")))
    return max(count or 1, 1)


def _length(element: Element | None, name: str) -> Pt | None:
    return None if element is None else length(element.get(w(name)))


def _or(value: Pt | None, default: Pt) -> Pt:
    return default if value is None else value
