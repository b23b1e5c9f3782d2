"""How high lines are: exact where the file says so, otherwise by font, size and document grid, with what may be more or less."""

from collections.abc import Iterable
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from gongwen.anatomy.spacing import line_pitch
from gongwen.draft import ParagraphFormat, RunFormat, Section


class Height(NamedTuple):
    """Hold a height in points and how much more or less it may be."""

    likely: float
    unsure: float = 0.0


class _Ratio(NamedTuple):
    """Hold the height of a line of print in sizes: likely, least, most."""

    likely: float
    least: float
    most: float


_USUAL = _Ratio(1.3, 1.27, 1.32)
"""宋体, 仿宋, 楷体, 黑体 of Windows: ascent and descent make one size, to which Word adds three tenths."""
_TITLE = _Ratio(1.35, 1.27, 1.5)
_LATIN = _Ratio(1.15, 1.12, 1.3)
_UNKNOWN = _Ratio(1.3, 1.1, 1.75)
_USUAL_FONTS = ("宋体", "仿宋", "楷体", "黑体", "SimSun", "NSimSun", "SimHei", "FangSong", "KaiTi")
_UNIT = 0.0005
"""Points by which a line may be higher than the grid and still stand on it."""


def line_height(form: ParagraphFormat, section: Section, faces: Iterable[RunFormat]) -> Height:
    """Give the height of a line that holds characters of these formats."""
    if form.line_rule == "exact":
        return Height(form.line)
    ratios = [(face.size, _ratio(face.han_font)) for face in faces]
    likely = max((size * ratio.likely for size, ratio in ratios), default=0.0)
    least = max((size * ratio.least for size, ratio in ratios), default=0.0)
    most = max((size * ratio.most for size, ratio in ratios), default=0.0)
    heights = [_spaced(form, section, natural) for natural in (likely, least, most)]
    return Height(heights[0], max(heights[2] - heights[0], heights[0] - heights[1]))


def picture_height(form: ParagraphFormat, section: Section, height: float) -> float:
    """Give the height of a line that an inline picture makes."""
    return form.line if form.line_rule == "exact" else _spaced(form, section, height)


def _spaced(form: ParagraphFormat, section: Section, natural: float) -> float:
    pitch = line_pitch(section) if form.grid else None
    if pitch:
        natural = pitch * max(1, ceil(natural / pitch - _UNIT))
    return max(form.line, natural) if form.line_rule == "at_least" else form.line * natural


@lru_cache(maxsize=256)
def _ratio(font: str | None) -> _Ratio:
    if font is None:
        return _UNKNOWN
    if any(name in font for name in _USUAL_FONTS):
        return _TITLE if "标宋" in font else _USUAL
    if "小标宋" in font or "中宋" in font:
        return _TITLE
    return _LATIN if font in ("Times New Roman", "Arial") else _UNKNOWN
