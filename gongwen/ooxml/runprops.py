"""Read the properties of a run (w:rPr) into a layer."""

import re
from collections.abc import Callable
from typing import Literal

from gongwen.ooxml.layers import RunLayer
from gongwen.ooxml.names import VAL, w
from gongwen.ooxml.theme import Theme, hex_color
from gongwen.ooxml.values import Element, is_on, length, number

_ASCII, _HANSI, _EAST_ASIA = w("ascii"), w("hAnsi"), w("eastAsia")
_ASCII_THEME, _HANSI_THEME, _EAST_ASIA_THEME = w("asciiTheme"), w("hAnsiTheme"), w("eastAsiaTheme")
_VERTICAL: dict[str, Literal["superscript", "subscript"]] = {"superscript": "superscript", "subscript": "subscript"}
_LIST_MARKS = re.compile("[;,；，]")


def run_layer(properties: Element | None, theme: Theme) -> RunLayer:
    """Read w:rPr; what it does not state is not in the layer."""
    layer: RunLayer = {}
    for element in () if properties is None else properties:
        reader = _READERS.get(element.tag)
        if reader:
            reader(element, layer, theme)
    return layer


def color(element: Element, theme: Theme, value: str = "val", themed: str = "theme") -> str | None:
    """Give RRGGBB of a colour attribute; a plain theme colour wins over the value, a tinted one is taken as cached."""
    name = element.get(w(f"{themed}Color" if themed == "theme" else themed))
    cached = hex_color(element.get(w(value)))
    tinted = any(element.get(w(f"{themed}{change}")) for change in ("Tint", "Shade"))
    return cached if tinted and cached else theme.color(name) or cached


def shading(element: Element, theme: Theme) -> str | None:
    """Give the fill of w:shd, None when it has none."""
    return color(element, theme, "fill", "themeFill")


def _fonts(element: Element, layer: RunLayer, theme: Theme) -> None:
    han = theme.font(element.get(_EAST_ASIA_THEME)) or _first(element.get(_EAST_ASIA))
    latin = (
        theme.font(element.get(_ASCII_THEME)) or _first(element.get(_ASCII))
        or theme.font(element.get(_HANSI_THEME)) or _first(element.get(_HANSI))
    )  # fmt: skip
    if han:
        layer["han_font"] = han
    if latin:
        layer["latin_font"] = latin


def _first(fonts: str | None) -> str | None:
    """Give the first font of a list such as `宋体;SimSun`."""
    return next((name.strip() for name in _LIST_MARKS.split(fonts or "") if name.strip()), None)


def _size(element: Element, layer: RunLayer, _: Theme) -> None:
    size = length(element.get(VAL), per_point=2)
    if size is not None and size > 0:
        layer["size"] = size


def _bold(element: Element, layer: RunLayer, _: Theme) -> None:
    layer["bold"] = is_on(element.get(VAL))


def _italic(element: Element, layer: RunLayer, _: Theme) -> None:
    layer["italic"] = is_on(element.get(VAL))


def _strike(element: Element, layer: RunLayer, _: Theme) -> None:
    layer["strike"] = layer.get("strike", False) or is_on(element.get(VAL))


def _hidden(element: Element, layer: RunLayer, _: Theme) -> None:
    layer["hidden"] = is_on(element.get(VAL))


def _underline(element: Element, layer: RunLayer, _: Theme) -> None:
    value = element.get(VAL, "single")
    layer["underline"] = None if value == "none" else value


def _color(element: Element, layer: RunLayer, theme: Theme) -> None:
    layer["color"] = color(element, theme)


def _highlight(element: Element, layer: RunLayer, _: Theme) -> None:
    value = element.get(VAL)
    layer["highlight"] = None if value == "none" else value


def _shading(element: Element, layer: RunLayer, theme: Theme) -> None:
    layer["shading"] = shading(element, theme)


def _scale(element: Element, layer: RunLayer, _: Theme) -> None:
    percent = number(element.get(VAL))
    if percent:
        layer["scale"] = percent


def _spacing(element: Element, layer: RunLayer, _: Theme) -> None:
    extra = length(element.get(VAL))
    if extra is not None:
        layer["spacing"] = extra


def _vertical(element: Element, layer: RunLayer, _: Theme) -> None:
    layer["vertical"] = _VERTICAL.get(element.get(VAL, ""), "")


_READERS: dict[str, Callable[[Element, RunLayer, Theme], None]] = {
    w("rFonts"): _fonts,
    w("sz"): _size,
    w("b"): _bold,
    w("i"): _italic,
    w("strike"): _strike,
    w("dstrike"): _strike,
    w("vanish"): _hidden,
    w("u"): _underline,
    w("color"): _color,
    w("highlight"): _highlight,
    w("shd"): _shading,
    w("w"): _scale,
    w("spacing"): _spacing,
    w("vertAlign"): _vertical,
}
