"""Read styles.xml: every style by itself, and its chain of ancestors."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from gongwen.ooxml.layers import ParagraphLayer, RunLayer
from gongwen.ooxml.names import PPR, RPR, w
from gongwen.ooxml.paraprops import ParagraphProperties, paragraph_layer, paragraph_properties
from gongwen.ooxml.runprops import run_layer
from gongwen.ooxml.theme import Theme
from gongwen.ooxml.values import Element, child_value, is_on

_LONGEST_CHAIN = 100
_TBL_PR = w("tblPr")


@dataclass(frozen=True, slots=True)
class TablePart:
    """Hold what a table style says for the whole table (`part` is empty) or for one part of it (`firstRow` …)."""

    part: str
    paragraph: ParagraphLayer
    run: RunLayer
    properties: Element | None
    cell: Element | None


@dataclass(frozen=True, slots=True)
class Style:
    """Hold one style as its w:style element states it, nothing inherited."""

    id: str
    name: str
    based_on: str | None
    paragraph: ParagraphProperties = field(default_factory=ParagraphProperties)
    run: RunLayer = field(default_factory=RunLayer)
    table: tuple[TablePart, ...] = ()


class Styles:
    """Look up styles, each read when it is first asked for.

    A missing styles.xml, unknown ids and cycles are taken as they come.
    """

    __slots__ = ("_defaults", "_elements", "_styles", "_theme", "paragraph_defaults", "run_defaults")

    def __init__(self, root: Element | None, theme: Theme) -> None:
        self._theme = theme
        self._elements: dict[str, Element] = {}
        self._styles: dict[str, Style] = {}
        self._defaults: dict[str, str] = {}
        for element in () if root is None else root.iterfind(w("style")):
            style_id = element.get(w("styleId"), "")
            self._elements.setdefault(style_id, element)
            if is_on(element.get(w("default"), "0")):
                self._defaults.setdefault(_kind(element), style_id)
        defaults = None if root is None else root.find(w("docDefaults"))
        paragraph, run = (
            None if defaults is None else defaults.find(path)
            for path in (f"{w('pPrDefault')}/{PPR}", f"{w('rPrDefault')}/{RPR}")
        )
        self.paragraph_defaults: ParagraphLayer = paragraph_layer(paragraph, theme)
        self.run_defaults: RunLayer = run_layer(run, theme)

    def names(self) -> tuple[str, ...]:
        """Name the paragraph styles in file order."""
        return tuple(_name(element) for element in self._elements.values() if _kind(element) == "paragraph")

    def num_id(self, style_id: str) -> int | None:
        """Give the list a style itself names; list styles hang on it."""
        return self._read(style_id).paragraph.num_id if style_id in self._elements else None

    def chain(self, kind: str, style_id: str | None) -> Iterator[Style]:
        """Yield the styles from the farthest ancestor to the named one; an unknown id means the default of its kind."""
        style = self._get(kind, style_id) or self._get(kind, self._defaults.get(kind))
        lineage: dict[str, Style] = {}
        while style is not None and style.id not in lineage and len(lineage) < _LONGEST_CHAIN:
            lineage[style.id] = style
            style = self._get(kind, style.based_on)
        return reversed(lineage.values())

    def _get(self, kind: str, style_id: str | None) -> Style | None:
        element = self._elements.get(style_id or "")
        return None if element is None or _kind(element) != kind else self._read(style_id or "")

    def _read(self, style_id: str) -> Style:
        if style_id not in self._styles:
            self._styles[style_id] = _style(style_id, self._elements[style_id], self._theme)
        return self._styles[style_id]


def _kind(element: Element) -> str:
    return element.get(w("type"), "paragraph")


def _name(element: Element) -> str:
    return child_value(element, w("name")) or element.get(w("styleId")) or ""


def _style(style_id: str, element: Element, theme: Theme) -> Style:
    return Style(
        id=style_id,
        name=_name(element),
        based_on=child_value(element, w("basedOn")),
        paragraph=paragraph_properties(element.find(PPR), theme),
        run=run_layer(element.find(RPR), theme),
        table=_table_parts(element, theme) if _kind(element) == "table" else (),
    )


def _table_parts(element: Element, theme: Theme) -> tuple[TablePart, ...]:
    return tuple(
        TablePart(
            part=part.get(w("type"), "") if part is not element else "",
            paragraph=paragraph_layer(part.find(PPR), theme),
            run=run_layer(part.find(RPR), theme),
            properties=part.find(_TBL_PR),
            cell=part.find(w("tcPr")),
        )
        for part in (element, *element.iterfind(w("tblStylePr")))
    )
