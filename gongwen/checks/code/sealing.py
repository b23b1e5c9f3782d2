"""Functions about where seals are pressed (GB/T 9704-2012 §7.3.5.1)."""

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from math import sqrt
from typing import Literal

from gongwen.checks.base import Hit, Reading, Scope
from gongwen.checks.code.base import Function
from gongwen.checks.expectations import number
from gongwen.checks.impressions import Place, Scene, firsts, scene
from gongwen.units import from_mm, to_mm

ASIDE = from_mm(4)
"""A hand puts a seal so near to the middle."""
LEVEL = from_mm(3)
NEAR = from_mm(2)
EDGE = from_mm(1)
HALF = 0.5


class Sealing(Function):
    """Find a seal that is pressed wrong; silent where places are not sure enough."""

    fault: Literal[
        "over_blank", "aside", "uncovered", "low", "far", "over_text", "touching", "past_edge", "missing", "date_bare",
        "year_month",
    ]  # fmt: skip

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on every such seal, on the signature where one is missing."""
        found = scene(reading)
        if found:
            yield from _FAULTS[self.fault](found)


def _hit(place: Place, found: str, expected: str = "") -> Hit:
    return Hit(place.element, 0, len(place.element.text), found, expected)


def _mm(length: float) -> str:
    return f"{number(to_mm(length))}毫米"  # type: ignore[arg-type]  # a difference of lengths


def _over_blank(found: Scene) -> Iterator[Hit]:
    """Find a seal that is pressed on neither a signature nor the date."""
    return (_hit(seal, "空白处") for seal in found.seals if not found.pressed(seal))


def _aside(found: Scene) -> Iterator[Hit]:
    """Find a seal whose middle is beside that of its signature, or of the date where nobody signs."""
    for seal in found.seals:
        owner = found.owner(seal)
        middles = [owner] if owner else []
        if found.date and seal.touches(found.date) and len(found.signatures) < 2:
            middles.append(found.date)
        offsets = [seal.aside(middle) for middle in middles]
        if offsets and all(abs(off) > ASIDE + unsure for off, unsure in offsets):
            off = min((off for off, _ in offsets), key=abs)
            yield _hit(seal, f"偏{'右' if off > 0 else '左'}{_mm(abs(off))}", "居中")


def _uncovered(found: Scene) -> Iterator[Hit]:
    """Find a signature or a date of one agency whose middle lies above or below the seal."""
    for seal in found.seals:
        bare = [place for place in found.signed if found.pressed(seal) and _bare(place, seal)]
        yield from (_hit(seal, "成文日期" if place is found.date else "署名") for place in bare)


def _bare(place: Place, seal: Place) -> bool:
    """Tell whether less than half of a line is under a seal."""
    middle, slack = place.box.centre_y, seal.slack(place)
    return middle > seal.box.bottom + slack or middle < seal.box.top - slack


def _date_bare(found: Scene) -> Iterator[Hit]:
    """Find the last seal of several where it leaves the date bare."""
    if found.date and found.signatures:
        last = next((seal for seal in found.seals if found.owner(seal) is found.signatures[-1]), None)
        if last and (_bare(found.date, last) or not last.touches(found.date)):
            yield _hit(last, "成文日期")


def _year_month(found: Scene) -> Iterator[Hit]:
    """Find a seal on the date that leaves 年 or 月 bare."""
    for seal in found.seals:
        if found.date and seal.touches(found.date):
            low, high = seal.box.left - seal.box.unsure_x, seal.box.right + seal.box.unsure_x
            if not all(low < middle < high for middle in found.year_month):
                yield _hit(seal, "年、月")


def _low(found: Scene) -> Iterator[Hit]:
    """Find a seal with signature and date above its middle."""
    if not found.signatures or not found.date:
        return
    signed = [place.box for place in found.signed]
    middle = (min(box.top for box in signed) + max(box.bottom for box in signed)) / 2
    for seal in found.seals:
        if found.pressed(seal) and seal.box.centre_y > middle + LEVEL + seal.slack(found.date):
            yield _hit(seal, "偏上", "中心偏下")


def _far(found: Scene) -> Iterator[Hit]:
    """Find a seal of the first row more than a line below the text."""
    text = found.text
    for seal in firsts(found.seals):
        if text and found.pressed(seal) and text.box.page == seal.box.page:
            space = seal.box.top - text.box.bottom
            if space > found.line + NEAR + seal.slack(text):
                yield _hit(seal, _mm(space), f"{_mm(found.line)}（一行）以内")


def _over_text(found: Scene) -> Iterator[Hit]:
    """Find a seal that is pressed on the last line of the text."""
    text = found.text
    for seal in firsts(found.seals):
        if text and found.pressed(seal) and text.box.page == seal.box.page:
            depth = text.box.centre_y - seal.box.top - seal.slack(text)
            reach = sqrt(max(0.0, depth * (seal.box.height - depth)))
            if depth > 0 and text.box.right - text.box.unsure_x > seal.box.centre_x - reach + seal.box.unsure_x:
                yield _hit(seal, text.element.text[-10:])


def _touching(found: Scene) -> Iterator[Hit]:
    """Find a seal that touches or crosses one before it."""
    for one, other in combinations(found.seals, 2):
        if one.gap(other) < HALF - one.slack(other):
            yield _hit(other, "相交或相切")


def _past_edge(found: Scene) -> Iterator[Hit]:
    """Find a seal that goes past the side of the type area."""
    for seal in found.seals:
        past = max(found.area.left - seal.box.left, seal.box.right - found.area.right)
        if past > EDGE + seal.box.unsure_x:
            yield _hit(seal, _mm(past))


def _missing(found: Scene) -> Iterator[Hit]:
    """Find a signature without a seal where others have theirs."""
    if len(found.seals) < len(found.signatures):
        owned = {id(owner) for seal in found.seals if (owner := found.owner(seal))}
        bare = [place for place in found.signatures if id(place) not in owned]
        yield from (_hit(place, place.element.text) for place in bare if owned)


_FAULTS: Mapping[str, Callable[[Scene], Iterator[Hit]]] = {
    "over_blank": _over_blank,
    "aside": _aside,
    "uncovered": _uncovered,
    "low": _low,
    "far": _far,
    "over_text": _over_text,
    "touching": _touching,
    "past_edge": _past_edge,
    "missing": _missing,
    "date_bare": _date_bare,
    "year_month": _year_month,
}
