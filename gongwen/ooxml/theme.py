"""Resolve theme fonts, theme colours and theme line widths (theme1.xml)."""

import re

from gongwen.ooxml.names import A, w
from gongwen.ooxml.values import Element, emu
from gongwen.units import Pt

_SCRIPTS = {"zh-tw": "Hant", "zh-hk": "Hant", "zh-mo": "Hant", "ja": "Jpan", "ko": "Hang"}
_COLOR_NAMES = {
    "dark1": "dk1", "text1": "dk1", "tx1": "dk1", "light1": "lt1", "background1": "lt1", "bg1": "lt1",
    "dark2": "dk2", "text2": "dk2", "tx2": "dk2", "light2": "lt2", "background2": "lt2", "bg2": "lt2",
    "hyperlink": "hlink", "followedHyperlink": "folHlink",
}  # fmt: skip
_HEX = re.compile("[0-9A-Fa-f]{6}")


def hex_color(value: str | None) -> str | None:
    """Give RRGGBB in upper case, None for `auto` and anything else."""
    return value.upper() if value and _HEX.fullmatch(value) else None


class Theme:
    """Hold what other parts take from the theme; without a theme part every look-up gives None."""

    __slots__ = ("_colors", "_fonts", "_line_widths", "_script")

    def __init__(self, root: Element | None, east_asian_language: str | None) -> None:
        self._colors = _colors(root)
        self._fonts = _fonts(root)
        self._line_widths = (
            [] if root is None else [emu(line.get("w")) for line in root.iterfind(f".//{{{A}}}lnStyleLst/{{{A}}}ln")]
        )
        self._script = _script(east_asian_language)

    def font(self, reference: str | None) -> str | None:
        """Give the font behind a reference such as `minorEastAsia` or `majorHAnsi`."""
        if not reference:
            return None
        fonts = self._fonts.get(reference[:5], {})
        if reference.endswith("EastAsia"):
            return fonts.get("ea") or fonts.get(self._script)
        return fonts.get("latin")

    def color(self, name: str | None) -> str | None:
        """Give RRGGBB of a theme colour under its WordprocessingML or DrawingML name."""
        return self._colors.get(_COLOR_NAMES.get(name or "", name or ""))

    def line_width(self, index: int) -> Pt | None:
        """Give the width of the theme's line style `index`, counted from 1."""
        return self._line_widths[index - 1] if 0 < index <= len(self._line_widths) else None


def east_asian_language(settings: Element | None) -> str | None:
    """Give the East Asian language that theme fonts are chosen for (w:themeFontLang)."""
    element = None if settings is None else settings.find(w("themeFontLang"))
    return None if element is None else element.get(w("eastAsia"))


def _script(language: str | None) -> str:
    tag = (language or "zh-CN").lower()
    return _SCRIPTS.get(tag) or _SCRIPTS.get(tag[:2]) or "Hans"


def _colors(root: Element | None) -> dict[str, str]:
    scheme = None if root is None else root.find(f".//{{{A}}}clrScheme")
    colors: dict[str, str] = {}
    for slot in () if scheme is None else scheme:
        for color in slot:
            value = hex_color(color.get("lastClr") or color.get("val"))
            if value:
                colors[slot.tag.rpartition("}")[2]] = value
    return colors


def _fonts(root: Element | None) -> dict[str, dict[str, str]]:
    """Map `major` and `minor` to their typefaces by slot (`latin`, `ea`) and by script (`Hans` …)."""
    result: dict[str, dict[str, str]] = {}
    for family in ("major", "minor"):
        collection = None if root is None else root.find(f".//{{{A}}}{family}Font")
        faces: dict[str, str] = {}
        for face in () if collection is None else collection:
            name = face.get("typeface")
            if name:
                faces[face.get("script") or face.tag.rpartition("}")[2]] = name
        result[family] = faces
    return result
