"""Functions about what the pictures of seals and name stamps show."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Literal

from gongwen.anatomy.elements import Element
from gongwen.checks.base import Hit, Reading, Scope
from gongwen.checks.code.base import Function
from gongwen.checks.expectations import number
from gongwen.draft import Shape
from gongwen.seals.look import Look
from gongwen.units import Pt, to_mm

LEAN = 10.0
"""A hand presses a seal no straighter than this, in degrees."""
SURELY = 0.9


class SealImage(Function):
    """Find a seal or name stamp whose picture shows what it should not; silent where nobody could look."""

    fault: Literal["black", "leaning", "square", "empty"]

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on every such stamp."""
        for element, shape, look in _looks(reading, scope):
            found = _FAULTS[self.fault](shape, look)
            if found:
                yield Hit(element, 0, 0, found)


class SealOfAgency(Function):
    """Find the seal of one agency, told by its name, that is not as wide as it should be or bears a star it may not bear."""

    agency: str
    at_least: float = 0.0
    at_most: float = 100.0
    star: bool = True
    FIELDS = frozenset({"agency"})

    def problems(self) -> Iterator[str]:
        """Tell of a broken pattern."""
        try:
            re.compile(self.agency)
        except re.error as error:
            yield f"agency 不是合法的正则：{error}"

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on the seal."""
        agencies = reading.gongwen.facts.agencies
        if len(agencies) != 1 or not self._pattern.search(agencies[0]):
            return
        for element, shape, look in _looks(reading, scope):
            wide = to_mm(Pt(max(_sides(shape, look))))
            if look.outline == "round" and not self.at_least <= wide <= self.at_most:
                yield Hit(element, 0, 0, f"直径{number(wide)}毫米", fields={"agency": agencies[0]})
            elif look.turn is not None and not self.star:
                yield Hit(element, 0, 0, "五角星", fields={"agency": agencies[0]})

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(self.agency)


def _looks(reading: Reading, scope: Scope) -> Iterator[tuple[Element, Shape, Look]]:
    for element in reading.elements(scope.where):
        mark = element.mark
        if mark and mark.shape and mark.look:
            yield element, mark.shape, mark.look


def _sides(shape: Shape, look: Look) -> tuple[float, float]:
    left, top, right, bottom = look.extent
    return (right - left) * shape.width, (bottom - top) * shape.height


def _black(_: Shape, look: Look) -> str:
    return "黑色" if look.black >= SURELY else ""


def _leaning(shape: Shape, look: Look) -> str:
    """Add up how the picture is turned on the page and how the seal leans in the picture."""
    lean = (shape.rotation + 180) % 360 - 180 + (look.turn or 0.0)
    return f"向{'右' if lean > 0 else '左'}倾斜约{round(abs(lean))}度" if abs(lean) > LEAN else ""


def _square(_: Shape, look: Look) -> str:
    return "方形" if look.outline == "square" else ""


def _empty(_: Shape, look: Look) -> str:
    return "中央没有图案" if look.outline == "round" and not look.middle else ""


_FAULTS: Mapping[str, Callable[[Shape, Look], str]] = {
    "black": _black,
    "leaning": _leaning,
    "square": _square,
    "empty": _empty,
}
