"""Functions about room for what is put on the paper later: the seal of a draft (GB/T 9704-2012 §7.3.5.5)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from math import ceil
from typing import Literal

from gongwen.checks.base import Cure, Hit, Reading, Scope
from gongwen.checks.code.base import Function
from gongwen.checks.code.signing import paired
from gongwen.checks.cures import distances
from gongwen.checks.impressions import Place, end_of
from gongwen.placement.model import Box
from gongwen.units import Pt, from_mm

LEVEL = from_mm(3)
HALF = 0.5
WANTED, LINES = 2.0, (1.4, 2.6)
"""Empty lines over a signature that leave room for a seal and keep it near the text."""
SLIGHT = 0.1
"""So little of a line more asks for no further line."""


@dataclass(frozen=True, slots=True)
class Room:
    """Hold the end of a draft: the last line of text, what is signed from `first` to `last`, the type area of its page."""

    text: Place
    first: Place
    last: Place
    area: Box
    line: Pt

    @property
    def parted(self) -> bool:
        """Tell whether the text, or the signature, ends on an earlier page than the date."""
        return self.text.box.page < self.last.box.page

    @property
    def above(self) -> float:
        """Give the height between text and signature."""
        return self.first.box.top - self.text.box.bottom

    @property
    def height(self) -> float:
        """Give the height of what is signed."""
        return self.last.box.bottom - self.first.box.top


class SealRoom(Function):
    """Find a draft laid out for a seal that the seal of `side` millimetres will not fit; `lines` tells how many lines to gain."""

    fault: Literal["parted", "above", "below", "far"]
    side: float = 42.0
    MENDS = True
    FIELDS = frozenset({"lines"})

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on what is signed: on the date where it stands on another page than the signature."""
        room = None if reading.elements(frozenset(("seal", "name_stamp"))) else _room(reading)
        short = _FAULTS[self.fault](room, from_mm(self.side)) if room else 0.0
        if room and short > 0:
            lone = room.first.box.page < room.last.box.page
            element = room.last.element if lone else room.first.element
            lines = {"lines": str(max(1, ceil(short / room.line - SLIGHT)))}
            shown = "成文日期" if lone else "落款"
            cure = Cure(partial(distances.spaced, reading, element, LINES, WANTED), f"空{WANTED:g}行")
            by_lines = not lone and self.fault in ("above", "far")
            yield Hit(element, 0, len(element.text), shown, fields=lines, cure=cure if by_lines else None)


def _room(reading: Reading) -> Room | None:
    """Place the end of a draft of one agency whose signature stands as with a seal."""
    pair = paired(reading)
    if pair is None or pair.unsealed or not (pair.dated and pair.centred):
        return None
    signed = [pair.signature, pair.date] if pair.signature else [pair.date]
    found = end_of(reading, signed)
    if found is None:
        return None
    (*places, text), area = found
    return Room(text, places[0], places[-1], area, reading.gongwen.line)


def _parted(room: Room, _: Pt) -> float:
    """Give what stands on the page of the signature, where all of the text stands before it."""
    unsure = room.text.box.unsure + room.last.box.unsure
    return room.last.box.bottom - room.area.top if room.parted and unsure < room.line * HALF else 0.0


def _above(room: Room, side: Pt) -> float:
    """Give what is missing above the signature for a seal that keeps off the text and has its middle above that of the lines."""
    if room.parted:
        return 0.0
    short = (side - room.height) / 2 - LEVEL - room.above
    return short if short > room.first.slack(room.text) else 0.0


def _below(room: Room, side: Pt) -> float:
    """Give how far a seal right under the text goes past the foot of the type area."""
    if room.parted:
        return 0.0
    past = room.text.box.bottom + side - room.area.bottom
    return past if past > room.line * HALF + room.text.box.unsure else 0.0


def _far(room: Room, side: Pt) -> float:
    """Give how much too far from the text the signature stands for a seal within one line of it to reach the date."""
    if room.parted:
        return 0.0
    middle = room.last.box.centre_y - room.text.box.bottom
    past = middle - room.line - side
    return past if past > room.first.slack(room.text) else 0.0


_FAULTS: Mapping[str, Callable[[Room, Pt], float]] = {
    "parted": _parted,
    "above": _above,
    "below": _below,
    "far": _far,
}
