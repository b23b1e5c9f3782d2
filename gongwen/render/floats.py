"""Have LibreOffice float what floats in Word: frames whose paragraphs differ in their borders, tables as wide as the text."""

from copy import deepcopy

from gongwen.ooxml.names import PPR, RPR, RUN, SECT_PR, TBL, VAL, P, T, w
from gongwen.ooxml.values import Element, integer, length

FREE = 360
"""Twips by which a table must be narrower than the text to float."""
HAIRLINE = 40
"""Twips to which an empty paragraph that shows a line is set at most."""
_FRAME, _BORDERS, _STYLE = w("framePr"), w("pBdr"), w("pStyle")
_SIDES = ("top", "left", "bottom", "right", "between", "bar")
_WIDTHS = tuple(map(w, ("tblW", "gridCol", "tcW")))


def float_frames(root: Element, styles: Element | None) -> None:
    """Frame paragraphs directly where a style does, and take the borders away where several stand in a frame."""
    _inline(root, styles, _FRAME)
    framed = {
        paragraph: properties for paragraph in root.iter(P) for properties in paragraph.iterfind(f"{PPR}[{_FRAME}]")
    }
    for paragraph, properties in framed.items():
        if framed.keys() & {paragraph.getprevious(), paragraph.getnext()}:
            _bare(properties, hairline=_is_hairline(paragraph, properties))


def _inline(root: Element, styles: Element | None, tag: str) -> None:
    """Give paragraphs a property that their style has and they have not; the properties of a style are not touched."""
    found = () if styles is None else styles.iter(w("style"))
    owned = {style.get(w("styleId"), ""): style.find(f"{PPR}/{tag}") for style in found}
    for properties in root.iter(PPR):
        style = properties.find(_STYLE)
        value = None if style is None else owned.get(style.get(VAL, ""))
        if value is not None and properties.find(tag) is None:
            properties.insert(1, deepcopy(value))


def _is_hairline(paragraph: Element, properties: Element) -> bool:
    """Tell whether a paragraph is there for its border alone: empty, and hardly higher than a line."""
    spacing = properties.find(w("spacing"))
    return (
        spacing is not None
        and spacing.get(w("lineRule")) == "exact"
        and 0 < twips(spacing, "line") <= HAIRLINE
        and not any(node.text or node.tag not in (RPR, T) for run in paragraph.iter(RUN) for node in run)
    )


def _bare(properties: Element, *, hairline: bool) -> None:
    """Take away the borders of a paragraph, those of its style said to be none; what is but a line is filled with its colour."""
    borders = properties.find(_BORDERS)
    if borders is not None:
        if hairline:
            borders.addprevious(_filling(borders))
        properties.remove(borders)
    if properties.find(_STYLE) is not None:
        none = properties.makeelement(_BORDERS)
        for side in _SIDES:
            line = none.makeelement(w(side))
            line.set(VAL, "nil")
            none.append(line)
        properties.insert(2, none)


def _filling(borders: Element) -> Element:
    colors = (line.get(w("color")) for line in borders)
    color = next((color for color in colors if color and color != "auto"), "000000")
    made = borders.makeelement(w("shd"))
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", color)):
        made.set(w(name), value)
    return made


def float_tables(root: Element, styles: Element | None, width: int) -> None:
    """Make floating tables narrower than a text of this many twips."""
    for table in root.iter(TBL):
        if table.find(f"{w('tblPr')}/{w('tblpPr')}") is not None:
            _inline(table, styles, w("tabs"))
            _narrow(table, width - FREE)


def _narrow(table: Element, width: int) -> None:
    """Scale the widths of a table; tab stops in it keep their distance from the right edge."""
    grid = sum(integer(column.get(w("w"))) or 0 for column in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}"))
    if not grid > width > 0:
        return
    for element in table.iter(*_WIDTHS):
        if element.get(w("type"), "dxa") == "dxa":
            element.set(w("w"), str((integer(element.get(w("w"))) or 0) * width // grid))
    for stop in table.iterfind(f".//{w('tabs')}/{w('tab')}"):
        stop.set(w("pos"), str((integer(stop.get(w("pos"))) or 0) + width - grid))


def text_width(body: Element) -> int:
    """Give the width of the text on the last pages in twips, 0 where it is not said."""
    for section in reversed(list(body.iter(SECT_PR))):
        size, margins = section.find(w("pgSz")), section.find(w("pgMar"))
        if size is not None and margins is not None:
            return twips(size, "w") - twips(margins, "left") - twips(margins, "right")
    return 0


def twips(element: Element, name: str) -> int:
    """Give a length that an attribute tells, in twips; 0 without it."""
    return round((length(element.get(w(name))) or 0) * 20)
