"""Where seals are pressed: their ink on the page, beside the signatures and the date they belong to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import hypot

from gongwen.anatomy.elements import Element, Mark
from gongwen.checks.base import Reading
from gongwen.placement.model import Box, Placement
from gongwen.units import Pt, from_mm

TIED = frozenset(("paragraph", "line", "character"))
"""What a seal may hang on that moves with the text."""
MARGIN = from_mm(3)
NO_TEXT = frozenset(("signature", "date", "seal", "name_stamp", "red_line", "imprint_line"))


@dataclass(frozen=True, slots=True)
class Place:
    """Hold an element and where it stands; `tied` tells that it keeps its distance to the text, however unsure both are."""

    element: Element
    box: Box
    tied: bool = True

    def slack(self, other: "Place") -> float:
        """Give how far the distance from top to top may be wrong."""
        if self.tied and other.tied:
            return abs(self.box.unsure - other.box.unsure)
        return self.box.unsure + other.box.unsure

    def aside(self, other: "Place") -> tuple[float, float]:
        """Give how much farther right the middle of this stands than that of another, and how far that may be wrong."""
        return self.box.centre_x - other.box.centre_x, self.box.unsure_x + other.box.unsure_x

    def touches(self, other: "Place") -> bool:
        """Tell whether the two may overlap."""
        mine, theirs = self.box, other.box
        down, across = self.slack(other), mine.unsure_x + theirs.unsure_x
        beside = mine.left < theirs.right + across and theirs.left < mine.right + across
        level = mine.top < theirs.bottom + down and theirs.top < mine.bottom + down
        return mine.page == theirs.page and beside and level

    def gap(self, other: "Place") -> float:
        """Give the distance between the edges of two round seals."""
        mine, theirs = self.box, other.box
        apart = hypot(mine.centre_x - theirs.centre_x, mine.centre_y - theirs.centre_y)
        return apart - (mine.width + theirs.width) / 2


@dataclass(frozen=True, slots=True)
class Scene:
    """Hold the end of a document: its signatures in order, the date, the last line of text above, and the seals.

    `year_month` are the middles of 年 and 月 in the date.
    """

    signatures: tuple[Place, ...]
    date: Place | None
    text: Place | None
    seals: tuple[Place, ...]
    area: Box
    line: Pt
    year_month: tuple[Pt, ...] = ()

    def owner(self, seal: Place) -> Place | None:
        """Give the signature a seal is pressed on: of those it touches, the one whose middle is nearest."""
        touched = [place for place in self.signatures if seal.touches(place)]
        return min(touched, key=lambda place: _apart(place, seal), default=None)

    def pressed(self, seal: Place) -> bool:
        """Tell whether a seal is pressed on a signature or the date at all."""
        return self.owner(seal) is not None or (self.date is not None and seal.touches(self.date))

    @property
    def signed(self) -> tuple[Place, ...]:
        """Give the signatures and the date."""
        return (*self.signatures, *([self.date] if self.date else []))


def _apart(left: Place, right: Place) -> float:
    return hypot(left.box.centre_x - right.box.centre_x, left.box.centre_y - right.box.centre_y)


def scene(reading: Reading) -> Scene | None:
    """Give the end of the document that bears seals; None where it has no single end or not all of it is placed on one page."""
    elements = _own(reading)
    named = {name: [e for e in elements if e.name == name] for name in ("signature", "date", "seal")}
    signatures, dates, seals = named.values()
    parted = len(signatures) > 1 and not reading.gongwen.facts.joint
    if not seals or len(dates) > 1 or parted or not (dates or signatures):
        return None
    placement = reading.placement
    places = [_placed(placement, element) for element in (*signatures, *dates, *seals)]
    known = [place for place in places if place]
    pages = {place.box.page for place in known}
    if len(known) < len(places) or len(pages) > 1:
        return None
    area = next(sheet.area for sheet in placement.sheets if sheet.number in pages)
    count, last = len(signatures), len(signatures) + len(dates)
    date = known[count] if dates else None
    marks = _year_month(placement, dates[0]) if dates else ()
    text = _text(placement, elements, (*signatures, *dates)[0])
    return Scene(tuple(known[:count]), date, text, tuple(known[last:]), area, reading.gongwen.line, marks)


def end_of(reading: Reading, signed: Sequence[Element]) -> tuple[tuple[Place, ...], Box] | None:
    """Place what is signed and, last, the line of text above it, with the type area where it ends; None where one is nowhere."""
    elements, placement = _own(reading), reading.placement
    text = _text(placement, elements, signed[0])
    places = [*(_placed(placement, element) for element in signed), text]
    known = [place for place in places if place]
    if len(known) < len(places):
        return None
    area = next(sheet.area for sheet in placement.sheets if sheet.number == known[-2].box.page)
    return tuple(known), area


def _year_month(placement: Placement, date: Element) -> tuple[Pt, ...]:
    """Give the middles of 年 and 月 where the date stands on one line."""
    lines, segment = placement.lines_of(date), date.segments[0]
    places = [segment.offset(found) for word in "年月" if (found := segment.text.find(word)) >= 0]
    return tuple(lines[0].part(place, place + 1).centre_x for place in places) if len(lines) == 1 else ()


def _own(reading: Reading) -> Sequence[Element]:
    """Give the sure elements before the first attachment that follows the text."""
    sure = reading.elements(frozenset())
    ends = (place for place, element in enumerate(sure) if element.name == "attachment_label")
    return sure[: next(ends, len(sure))]


def _placed(placement: Placement, element: Element) -> Place | None:
    """Place an element that stands on one page; framed text is not looked at."""
    if element.mark:
        return _inked(placement, element, element.mark)
    boxes = placement.boxes_of(element)
    boxed = any(segment.zone == "box" for segment in element.segments)
    return Place(element, boxes[0]) if len(boxes) == 1 and not boxed else None


def _inked(placement: Placement, element: Element, mark: Mark) -> Place | None:
    """Place the ink of a seal: its picture may have wide margins, how wide is not known where nobody could look."""
    box = placement.box_of(element)
    if mark.shape is None or box is None:
        return None
    left, top, right, bottom = mark.look.extent if mark.look else (0.0, 0.0, 1.0, 1.0)
    margin = 0.0 if mark.look else MARGIN
    inked = replace(
        box,
        left=Pt(box.left + left * box.width),
        top=Pt(box.top + top * box.height),
        width=Pt((right - left) * box.width),
        height=Pt((bottom - top) * box.height),
        unsure=Pt(box.unsure + margin),
        unsure_x=Pt(box.unsure_x + margin),
    )
    return Place(element, inked, tied=not mark.shape.floating or mark.shape.position.y_from in TIED)


def _text(placement: Placement, elements: Sequence[Element], first: Element) -> Place | None:
    """Place the last printed line of text above the signing."""
    before = elements[: next((place for place, element in enumerate(elements) if element is first), 0)]
    last = next((element for element in reversed(before) if element.segments and element.name not in NO_TEXT), None)
    lines = placement.lines_of(last) if last else ()
    return Place(last, lines[-1].box) if last and lines else None


def firsts(seals: Sequence[Place]) -> Iterator[Place]:
    """Yield the seals of the first row."""
    top = min(seal.box.top for seal in seals)
    return (seal for seal in seals if seal.box.top < top + seal.box.height / 2)
