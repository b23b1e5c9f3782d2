"""Read attribute values: switches, numbers and lengths, in the transitional and the Strict spelling."""

import math
import re

from lxml import etree

from gongwen.ooxml.names import VAL
from gongwen.units import Pt

Element = etree._Element

_MEASURE = re.compile(r"\s*(-?\d+(?:\.\d*)?|-?\.\d+)\s*(pt|cm|mm|in|pc|pi|px)\s*")
_POINTS = {"pt": 1.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72.0, "pc": 12.0, "pi": 12.0, "px": 0.75}
_LARGEST = 1e9


def is_on(value: str | None) -> bool:
    """Tell whether a switch is on; one without a value is."""
    return value not in ("0", "false", "off")


def number(value: str | None) -> float | None:
    """Read a number, None when it is none or out of all measure; a percent sign is dropped."""
    try:
        result = float((value or "").removesuffix("%"))
    except ValueError:
        return None
    return result if math.isfinite(result) and abs(result) <= _LARGEST else None


def integer(value: str | None) -> int | None:
    """Read a whole number, None when it is none."""
    result = number(value)
    return None if result is None else int(result)


def length(value: str | None, *, per_point: float = 20) -> Pt | None:
    """Read a length in points: a bare number counts `per_point` to the point, otherwise it names its unit."""
    bare = number(value)
    if bare is not None:
        return Pt(bare / per_point)
    match = _MEASURE.fullmatch(value or "")
    return Pt(float(match[1]) * _POINTS[match[2]]) if match and len(match[1]) < 12 else None


def emu(value: str | None) -> Pt | None:
    """Read a length given in English Metric Units."""
    return length(value, per_point=12700)


def child_value(element: Element | None, name: str) -> str | None:
    """Give w:val of the child called `name`, None without one."""
    child = None if element is None else element.find(name)
    return None if child is None else child.get(VAL)


def switch(element: Element | None, name: str) -> bool:
    """Tell whether the child called `name` is there and on."""
    child = None if element is None else element.find(name)
    return child is not None and is_on(child.get(VAL))
