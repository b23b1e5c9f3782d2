"""Write how a paragraph stands into w:pPr, replacing what says otherwise."""

from collections.abc import Iterable

from lxml import etree

from gongwen.draft import ParagraphFormat
from gongwen.edits import Align, ParagraphChange, SetBorder, SetRowBorder, Side, TabStop
from gongwen.ooxml.names import VAL, w
from gongwen.ooxml.order import child, drop, unset
from gongwen.ooxml.runs import switch
from gongwen.ooxml.values import Element, length
from gongwen.units import Pt

_ALIGNS: dict[Align, str] = {
    "left": "left", "center": "center", "right": "right", "justify": "both", "distribute": "distribute",
}  # fmt: skip
_AUTO_SPACING = Pt(14.0)
"""What the reader makes of automatic spacing."""


def reshape(properties: Element, change: ParagraphChange, format: ParagraphFormat) -> None:
    """Make w:pPr say what a change asks for; `format` is how the paragraph stood before, styles and all."""
    if change.page_break_before is not None:
        switch(properties, w("pageBreakBefore"), change.page_break_before)
    if change.kinsoku is not None:
        switch(properties, w("kinsoku"), change.kinsoku)
    if change.whole_words is not None:
        switch(properties, w("wordWrap"), change.whole_words)
    if change.line is not None:
        spacing = child(properties, w("spacing"))
        spacing.set(w("line"), str(round(change.line * 20)))
        spacing.set(w("lineRule"), "exact")
    _space(properties, "before", change.before, format.before, format.before_lines)
    _space(properties, "after", change.after, format.after, format.after_lines)
    _indent(properties, change, format)
    if change.tabs is not None:
        _stop(properties, change.tabs, format.tabs)
    if change.align is not None:
        child(properties, w("jc")).set(VAL, _ALIGNS[change.align])


def rule(properties: Element, edit: SetBorder) -> None:
    """Draw a border line."""
    outline(child(properties, w("pBdr")), edit.side, edit, edit.space)


def outline(borders: Element, side: Side, edit: SetBorder | SetRowBorder, space: Pt) -> None:
    """Draw one line of a list of borders."""
    line = child(borders, w(side))
    line.attrib.clear()
    values = {"val": edit.form, "sz": round(edit.width * 8), "space": round(space), "color": edit.color}
    for name, value in values.items():
        line.set(w(name), str(value))


def _space(properties: Element, side: str, points: Pt | None, before: Pt, lines: float | None) -> None:
    """Set the space on a side; its twins in lines and automatic, which would win, are cancelled where anything states them."""
    if points is None:
        return
    spacing = child(properties, w("spacing"))
    spacing.set(w(side), str(round(points * 20)))
    twins = [w(f"{side}{name}") for name in ("Lines", "Autospacing")]
    if lines is not None or before == _AUTO_SPACING or any(name in spacing.attrib for name in twins):
        for name in twins:
            spacing.set(name, "0")


def _stop(properties: Element, wanted: Iterable[TabStop], before: Iterable[tuple[Pt, str]]) -> None:
    """Set the tab stops: those a style states add up with them, so that whatever there was is cleared by its position."""
    own = properties.find(w("tabs"))
    stated = () if own is None else (length(tab.get(w("pos"))) for tab in own)
    there = (*stated, *(position for position, _ in before))
    kinds = {_twips(position): "clear" for position in there if position is not None}
    kinds |= {_twips(position): kind for position, kind in wanted}
    drop(properties, w("tabs"))
    for position, kind in sorted(kinds.items()):
        tab = etree.SubElement(child(properties, w("tabs")), w("tab"))
        tab.set(VAL, kind)
        tab.set(w("pos"), str(position))


def _twips(points: Pt) -> int:
    return round(points * 20)


def _indent(properties: Element, change: ParagraphChange, format: ParagraphFormat) -> None:
    """Set the indents asked for, in characters and, for readers that know none, in points.

    Word counts a hanging indent on top of a left one in characters, so that either moves the other.
    """
    first, left, right = change.first, change.left, change.right
    before = 0.0 if format.first.chars is None else min(format.first.chars, 0.0)
    hanging = before if first is None else min(first, 0.0)
    if left is None and hanging != before:
        left = format.left.chars
    if first is None and left is None and right is None:
        return
    element = child(properties, w("ind"))
    if left is not None:
        _state(element, ("left", "start"), left + hanging, left, change.char)
    if right is not None:
        _state(element, ("right", "end"), right, right, change.char)
    if first is not None:
        used, unused = ("hanging", "firstLine") if first < 0 else ("firstLine", "hanging")
        _state(element, (used, unused), abs(first), abs(first), change.char)


def _state(element: Element, names: tuple[str, str], chars: float, width: float, char: Pt) -> None:
    """State an indent under the first name and nothing under the second."""
    for unit in ("", "Chars"):
        unset(element, w(names[1] + unit))
    element.set(w(f"{names[0]}Chars"), str(round(chars * 100)))
    element.set(w(names[0]), str(round(width * char * 20)))
