"""Write the look of characters into w:rPr, replacing what says otherwise."""

from gongwen.edits import RunChange
from gongwen.ooxml.names import VAL, w
from gongwen.ooxml.order import child, drop, unset
from gongwen.ooxml.values import Element

_HAN = (("eastAsia",), ("eastAsiaTheme",))
_LATIN = (("ascii", "hAnsi", "cs"), ("asciiTheme", "hAnsiTheme", "cstheme"))


def restyle(properties: Element, change: RunChange) -> None:
    """Make w:rPr say what a change asks for; what it is silent about stays as it is."""
    _font(properties, change.han_font, _HAN)
    _font(properties, change.latin_font, _LATIN)
    _switch(properties, change.bold, "b", "bCs")
    _switch(properties, change.italic, "i", "iCs")
    _switch(properties, change.hidden, "vanish")
    _value(properties, "color", change.color)
    _value(properties, "spacing", None if change.spacing is None else round(change.spacing * 20))
    _value(properties, "w", None if change.scale is None else round(change.scale))
    _value(properties, "sz", None if change.size is None else round(change.size * 2))
    _value(properties, "szCs", None if change.size is None else round(change.size * 2))
    _value(properties, "highlight", _chosen(change.highlight, "yellow"))
    _value(properties, "u", _chosen(change.underline, "single"))


def switch(properties: Element, tag: str, on: bool) -> None:
    """Set a switch; one that is off says so, for a style may have it on."""
    element = child(properties, tag)
    element.attrib.clear()
    if not on:
        element.set(VAL, "0")


def _font(properties: Element, font: str | None, names: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    """Name a font; theme fonts, which would win over it, go."""
    if font is None:
        return
    element = child(properties, w("rFonts"))
    for name in names[0]:
        element.set(w(name), font)
    for name in names[1]:
        unset(element, w(name))


def _switch(properties: Element, on: bool | None, *names: str) -> None:
    for name in names if on is not None else ():
        switch(properties, w(name), bool(on))


def _value(properties: Element, name: str, value: str | int | None) -> None:
    """Give a property a value and nothing else: theme colours would win over it."""
    if value is not None:
        drop(properties, w(name))
        child(properties, w(name)).set(VAL, str(value))


def _chosen(on: bool | None, value: str) -> str | None:
    return None if on is None else value if on else "none"
