"""Lengths of official documents: 磅, 毫米, 字, 行, 字号.

All lengths inside gongwen are points (`Pt`); the other units are entered and left through the functions here.
"""

from typing import NewType

Pt = NewType("Pt", float)
"""A length in points (磅), 1/72 inch."""

MM_PER_PT = 25.4 / 72

NAMED_SIZES: dict[str, Pt] = {
    name: Pt(points)
    for name, points in {
        "初号": 42, "小初": 36, "一号": 26, "小一": 24, "二号": 22, "小二": 18, "三号": 16, "小三": 15,
        "四号": 14, "小四": 12, "五号": 10.5, "小五": 9, "六号": 7.5, "小六": 6.5, "七号": 5.5, "八号": 5,
    }.items()
}  # fmt: skip
"""字号 as Word sets them (三号 is 16 pt there, 15.75 pt in print)."""

SIZE_TOLERANCE = Pt(0.25)
LINE_TO_SIZE = 1 + 7 / 8
"""行: height of a character plus 7/8 of a 三号 character (GB/T 9704-2012 §3.2)."""


def from_mm(mm: float) -> Pt:
    """Convert millimetres."""
    return Pt(mm / MM_PER_PT)


def to_mm(length: Pt) -> float:
    """Convert points to millimetres."""
    return length * MM_PER_PT


def from_emu(emu: float) -> Pt:
    """Convert English Metric Units, the unit of DrawingML (12 700 a point)."""
    return Pt(emu / 12700)


def size_name(size: Pt) -> str:
    """Name a font size as a clerk does: `三号`, or `17磅` when it has no name."""
    for name, points in NAMED_SIZES.items():
        if abs(points - size) <= SIZE_TOLERANCE:
            return name
    return f"{size:g}磅"


def same_size(left: Pt, right: Pt) -> bool:
    """Tell whether two sizes are the same 字号 (15.75 and 16 pt are both 三号)."""
    return abs(left - right) <= SIZE_TOLERANCE
