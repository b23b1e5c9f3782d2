"""The public result of `gongwen layout`: pages and the rectangles of elements on them, in millimetres, `gongwen.layout/1`."""

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from gongwen.anatomy.elements import TERMS, Element, Gongwen
from gongwen.placement.model import Box, Placement, Sheet
from gongwen.units import Pt, to_mm


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Rectangle(_Record):
    """Hold a rectangle in millimetres from the upper left corner of the paper.

    It may stand up to `unsure` higher or lower, and up to `unsure_x` farther left or right; 0 is exact.
    """

    left: float
    top: float
    width: float
    height: float
    unsure: float = 0.0
    unsure_x: float = 0.0

    @classmethod
    def of(cls, box: Box) -> Self:
        """Round to hundredths of a millimetre."""
        lengths = (box.left, box.top, box.width, box.height, box.unsure, box.unsure_x)
        return cls(**dict(zip(cls.model_fields, map(_mm, lengths), strict=True)))


class PlacedElement(_Record):
    """Hold an element on a page; one that runs over pages stands on each of them."""

    element: str
    term: str
    text: str
    box: Rectangle


class PlacedPage(_Record):
    """Hold a page: its number from 1, the number it prints, its size and type area (版心), and what stands on it."""

    number: int
    shown_number: str | None
    width: float
    height: float
    area: Rectangle
    elements: tuple[PlacedElement, ...]


class Layout(_Record):
    """Hold the pages of one document."""

    schema_: Literal["gongwen.layout/1"] = Field(default="gongwen.layout/1", serialization_alias="schema")
    path: str
    pages: tuple[PlacedPage, ...]

    @classmethod
    def of(cls, gongwen: Gongwen, placement: Placement, *, path: str) -> Self:
        """Sort the elements by page, in reading order on each."""
        found: dict[int, list[PlacedElement]] = {}
        for element in gongwen.elements:
            for box in placement.boxes_of(element):
                found.setdefault(box.page, []).append(_placed(element, box))
        return cls(path=path, pages=tuple(_pages(placement.sheets, found)))


def _placed(element: Element, box: Box) -> PlacedElement:
    return PlacedElement(element=element.name, term=TERMS[element.name], text=element.text, box=Rectangle.of(box))


def _pages(sheets: tuple[Sheet, ...], found: dict[int, list[PlacedElement]]) -> Iterator[PlacedPage]:
    for sheet in sheets:
        yield PlacedPage(
            number=sheet.number,
            shown_number=sheet.shown_number,
            width=_mm(sheet.width),
            height=_mm(sheet.height),
            area=Rectangle.of(sheet.area),
            elements=tuple(found.get(sheet.number, ())),
        )


def _mm(length: Pt) -> float:
    return round(to_mm(length), 2)
