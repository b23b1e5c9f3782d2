"""Widths of text in 字: a Han character and a full-width mark are one, digits and Latin letters half."""

from __future__ import annotations

TWIPS_PER_MM = 1440 / 25.4


def mm(length: float) -> int:
    """Convert millimetres to twips."""
    return round(length * TWIPS_PER_MM)


def width(text: str) -> float:
    """Return the width of the text in 字."""
    return sum(0.5 if char.isascii() else 1.0 for char in text)


def masthead_size(text: str) -> int:
    """Return the largest whole size in points, 50 at most, at which the text fits one line of 156 mm."""
    return min(50, int(440 / width(text)))
