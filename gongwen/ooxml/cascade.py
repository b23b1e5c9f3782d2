"""Work out effective formats: defaults → table style → paragraph styles → numbering → character style → direct.

Every distinct combination is worked out once, and equal formats are one object throughout a draft.
"""

from dataclasses import dataclass, field

from gongwen.draft import ParagraphFormat, RunFormat
from gongwen.ooxml.interning import Interned, Key, key
from gongwen.ooxml.layers import ParagraphLayer, RunLayer, merge_paragraph, merge_run_levels
from gongwen.ooxml.names import w
from gongwen.ooxml.numbering import Level, NumberedList, Numbering
from gongwen.ooxml.paraprops import ParagraphProperties, paragraph_format, paragraph_properties
from gongwen.ooxml.runprops import run_layer
from gongwen.ooxml.styles import Style, Styles, TablePart
from gongwen.ooxml.theme import Theme
from gongwen.ooxml.values import Element, child_value

_RSTYLE = w("rStyle")


@dataclass(slots=True, eq=False)
class Surroundings:
    """Hold what a table style gives to the paragraphs of a cell (nothing in the body), with the memo of its paragraphs."""

    paragraph: ParagraphLayer = field(default_factory=ParagraphLayer)
    run: RunLayer = field(default_factory=RunLayer)
    looks: dict[Key, "Look"] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Look:
    """Hold how paragraphs with the same properties in the same surroundings look; `runs` is the memo of their runs."""

    properties: ParagraphProperties
    format: ParagraphFormat
    mark: RunFormat
    plain: RunFormat
    style: str | None
    levels: tuple[RunLayer, RunLayer]
    num_id: int = 0
    numbered: NumberedList | None = None
    level: Level | None = None
    number_format: RunFormat | None = None
    runs: dict[Key, RunFormat] = field(default_factory=dict)


class Cascade:
    """Give effective formats of paragraphs and runs."""

    __slots__ = (
        "_interned",
        "_numbering",
        "_paragraph_formats",
        "_run_formats",
        "_surroundings",
        "_theme",
        "body",
        "styles",
    )

    def __init__(self, styles: Styles, numbering: Numbering, theme: Theme, interned: Interned) -> None:
        self._interned = interned
        self.styles = styles
        self._numbering = numbering
        self._theme = theme
        self._run_formats: dict[RunFormat, RunFormat] = {}
        self._paragraph_formats: dict[ParagraphFormat, ParagraphFormat] = {}
        self._surroundings: dict[tuple[str | None, tuple[str, ...]], Surroundings] = {}
        self.body = Surroundings()

    def table_parts(self, style: str | None, parts: tuple[str, ...]) -> list[TablePart]:
        """Give what a table style says for the whole table and for the named parts, the farthest first."""
        chain = tuple(self.styles.chain("table", style))
        return [found for name in ("", *parts) for ancestor in chain for found in ancestor.table if found.part == name]

    def surroundings(self, style: str | None, parts: tuple[str, ...]) -> Surroundings:
        """Give what a table style gives to the paragraphs of a cell that lies in the named parts."""
        key = (style, parts)
        if key not in self._surroundings:
            found = Surroundings()
            for part in self.table_parts(style, parts):
                found.paragraph = merge_paragraph(found.paragraph, part.paragraph)
                found.run.update(part.run)
            self._surroundings[key] = found
        return self._surroundings[key]

    def look(self, properties: Element | None, surroundings: Surroundings) -> Look:
        """Give the look of a paragraph with this w:pPr."""
        name = () if properties is None else key(properties)
        found = surroundings.looks.get(name)
        if found is None:
            full = None if properties is None else self._interned.expand(properties)
            found = self._look(paragraph_properties(full, self._theme), surroundings)
            surroundings.looks[name] = found
        return found

    def run(self, properties: Element, look: Look) -> RunFormat:
        """Give the format of a run with this w:rPr in a paragraph of this look."""
        name = key(properties)
        found = look.runs.get(name)
        if found is None:
            full = self._interned.expand(properties)
            found = look.runs[name] = self._run(look.levels, child_value(full, _RSTYLE), run_layer(full, self._theme))
        return found

    def _run(self, levels: tuple[RunLayer, RunLayer], style: str | None, *direct: RunLayer) -> RunFormat:
        character: RunLayer = {}
        for ancestor in self.styles.chain("character", style):
            character.update(ancestor.run)
        merged = merge_run_levels(self.styles.run_defaults, *levels, character)
        for layer in direct:
            merged.update(layer)
        result = RunFormat(**merged)
        return self._run_formats.setdefault(result, result)

    def _look(self, properties: ParagraphProperties, surroundings: Surroundings) -> Look:
        chain = tuple(self.styles.chain("paragraph", properties.style))
        run: RunLayer = {}
        for style in chain:
            run.update(style.run)
        levels = (surroundings.run, run)
        layer, place = self._paragraph(properties, chain, surroundings)
        numbered = self._numbering.get(place.num_id)
        level = numbered.levels.get(place.index) if numbered else None
        return Look(
            properties=properties,
            format=self._intern(paragraph_format(layer)),
            mark=self._run(levels, properties.mark_style, properties.mark),
            plain=self._run(levels, None),
            style=chain[-1].name if chain else properties.style,
            levels=levels,
            num_id=place.num_id,
            numbered=numbered if level else None,
            level=level,
            number_format=self._run(levels, properties.mark_style, properties.mark, level.run) if level else None,
        )

    def _paragraph(
        self, properties: ParagraphProperties, chain: tuple[Style, ...], surroundings: Surroundings
    ) -> tuple[ParagraphLayer, "_Place"]:
        """Merge the paragraph layers; a list level comes in right before whatever put the paragraph into the list."""
        layer = merge_paragraph(self.styles.paragraph_defaults, surroundings.paragraph)
        place = _Place()
        for style in chain:
            stated = place.moved(style.paragraph.num_id, style.paragraph.num_level)
            if stated is not None:
                place = self._tied(stated, style.id)
                layer = layer if properties.num_id is not None else merge_paragraph(layer, self._level_layer(place))
            layer = merge_paragraph(layer, style.paragraph.layer)
        stated = place.moved(properties.num_id, properties.num_level)
        if stated is not None:
            place = stated
            layer = merge_paragraph(layer, self._level_layer(place))
        return merge_paragraph(layer, properties.layer), place

    def _tied(self, place: "_Place", style_id: str) -> "_Place":
        """Move to the level that names the style, where there is one."""
        numbered = self._numbering.get(place.num_id)
        index = numbered.level_of_style(style_id) if numbered else None
        return place if index is None else _Place(place.num_id, index)

    def _level_layer(self, place: "_Place") -> ParagraphLayer:
        numbered = self._numbering.get(place.num_id)
        level = numbered.levels.get(place.index) if numbered else None
        return level.paragraph if level else {}

    def _intern(self, paragraph: ParagraphFormat) -> ParagraphFormat:
        return self._paragraph_formats.setdefault(paragraph, paragraph)


@dataclass(frozen=True, slots=True)
class _Place:
    """Hold a place in the lists: which list, which level."""

    num_id: int = 0
    index: int = 0

    def moved(self, num_id: int | None, index: int | None) -> "_Place | None":
        """Give the place after a w:numPr, None when it states nothing."""
        if num_id is None:
            return None if index is None else _Place(self.num_id, index)
        return _Place(num_id, index or 0)
