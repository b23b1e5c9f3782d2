"""Write the page set-up of a section into w:sectPr."""

from lxml import etree

from gongwen.edits import SectionChange
from gongwen.ooxml.names import SECT_PR, w
from gongwen.ooxml.order import child, drop, unset
from gongwen.ooxml.values import Element
from gongwen.units import Pt

_MARGINS = {"top": 1440, "right": 1440, "bottom": 1440, "left": 1440, "header": 720, "footer": 720, "gutter": 0}
"""Every margin w:pgMar must state, in twips, as Word and the reader take them when nothing is said."""
_PAPER = {"w": 12240, "h": 15840}


def set_up(section: Element, change: SectionChange) -> None:
    """Make w:sectPr say what a change asks for; what it is silent about stays as it is."""
    _paper(section, {"w": change.page_width, "h": change.page_height})
    margins = {name: getattr(change, name) for name in _MARGINS}
    _lengths(section, "pgMar", margins, _MARGINS)
    if change.columns is not None:
        _columns(section, change.columns)
    if change.title_page is not None:
        drop(section, w("titlePg"))
        if change.title_page:
            child(section, w("titlePg"))
    if change.bordered is False:
        drop(section, w("pgBorders"))
    if change.restart is False:
        _go_on(section)
    if change.line_pitch is not None or change.char_space is not None:
        _grid(section, change.line_pitch, change.char_space)


def only_section(body: Element) -> Element:
    """Give the w:sectPr of a body that has none, made at its end."""
    section = etree.SubElement(body, SECT_PR)
    return section


def _paper(section: Element, lengths: dict[str, Pt | None]) -> None:
    """Set the paper; the number of its kind, which printers go by, would contradict it."""
    if any(value is not None for value in lengths.values()):
        _lengths(section, "pgSz", lengths, _PAPER)
        unset(child(section, w("pgSz")), w("code"))


def _lengths(section: Element, tag: str, lengths: dict[str, Pt | None], usual: dict[str, int]) -> None:
    stated = {name: value for name, value in lengths.items() if value is not None}
    if not stated:
        return
    element = child(section, w(tag))
    for name, twips in usual.items():
        value = stated.get(name)
        if value is not None:
            element.set(w(name), str(round(value * 20)))
        elif element.get(w(name)) is None:
            element.set(w(name), str(twips))


def _columns(section: Element, count: int) -> None:
    columns = child(section, w("cols"))
    drop(columns, w("col"))
    unset(columns, w("equalWidth"))
    columns.set(w("num"), str(count))


def _go_on(section: Element) -> None:
    """Let page numbers go on from the section before."""
    numbers = section.find(w("pgNumType"))
    if numbers is not None:
        unset(numbers, w("start"))
        if not numbers.attrib:
            section.remove(numbers)


def _grid(section: Element, pitch: Pt | None, char_space: Pt | None) -> None:
    """Set the document grid; one without a kind gets the kind the figures ask for."""
    grid = child(section, w("docGrid"))
    if grid.get(w("type"), "default") == "default":
        grid.set(w("type"), "lines" if char_space is None else "linesAndChars")
    if char_space is not None and grid.get(w("type")) == "lines":
        grid.set(w("type"), "linesAndChars")
    if pitch is not None:
        grid.set(w("linePitch"), str(round(pitch * 20)))
    if char_space is not None:
        grid.set(w("charSpace"), str(round(char_space * 4096)))
