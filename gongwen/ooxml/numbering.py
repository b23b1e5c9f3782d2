"""Read numbering.xml and count automatic numbers (自动编号) through a story."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Literal

from gongwen.ooxml.layers import ParagraphLayer, RunLayer
from gongwen.ooxml.names import PPR, RPR, VAL, w
from gongwen.ooxml.numerals import numeral
from gongwen.ooxml.paraprops import paragraph_layer
from gongwen.ooxml.runprops import run_layer
from gongwen.ooxml.symbols import plain
from gongwen.ooxml.theme import Theme
from gongwen.ooxml.values import Element, child_value, integer, switch

_PLACEHOLDER = re.compile("%([1-9])")
_LONGEST_TEXT = 255
_MOST_LEVELS = 9
_SUFFIXES: dict[str, Literal["", "\t", " "]] = {"space": " ", "nothing": ""}


@dataclass(frozen=True, slots=True)
class Level:
    """Hold one level of a list. `text` is its pattern (`（%1）`), `restart` the level (from 1) it restarts after, 0 never."""

    index: int
    start: int = 1
    format: str = "decimal"
    text: str = ""
    suffix: Literal["", "\t", " "] = "\t"
    legal: bool = False
    restart: int | None = None
    style: str | None = None
    paragraph: ParagraphLayer = field(default_factory=ParagraphLayer)
    run: RunLayer = field(default_factory=RunLayer)


@dataclass(frozen=True, slots=True)
class NumberedList:
    """Hold a w:num: its levels with overrides applied, the abstract list it counts with, and the levels it restarts."""

    abstract: str
    levels: dict[int, Level]
    restarted: frozenset[int]

    def level_of_style(self, style_id: str | None) -> int | None:
        """Give the level tied to a paragraph style."""
        return next((level.index for level in self.levels.values() if style_id and level.style == style_id), None)


class Numbering:
    """Look up lists by numId; what is not there is no list."""

    __slots__ = ("_abstract", "_lists", "_nums", "_style_num", "_theme")

    def __init__(self, root: Element | None, theme: Theme, style_num: Callable[[str], int | None]) -> None:
        self._theme = theme
        self._style_num = style_num
        self._abstract: dict[str, Element] = {}
        self._nums: dict[int, Element] = {}
        self._lists: dict[int, NumberedList | None] = {}
        for element in () if root is None else root:
            if element.tag == w("abstractNum"):
                self._abstract.setdefault(element.get(w("abstractNumId"), ""), element)
            elif element.tag == w("num"):
                self._nums.setdefault(integer(element.get(w("numId"))) or 0, element)

    def get(self, num_id: int | None) -> NumberedList | None:
        """Give the list behind a numId; 0 and unknown ids give None."""
        if not num_id:
            return None
        if num_id not in self._lists:
            self._lists[num_id] = self._list(self._nums.get(num_id))
        return self._lists[num_id]

    def _list(self, num: Element | None) -> NumberedList | None:
        abstract_id = self._follow(child_value(num, w("abstractNumId")), frozenset())
        if num is None or abstract_id is None:
            return None
        levels = _levels(self._abstract[abstract_id], self._theme)
        restarted = {
            _override(element, levels, self._theme) for element in islice(num.iterfind(w("lvlOverride")), _MOST_LEVELS)
        }
        return NumberedList(abstract_id, levels, frozenset(index for index in restarted if index is not None))

    def _follow(self, abstract_id: str | None, seen: frozenset[str]) -> str | None:
        """Follow w:numStyleLink to the abstract list that holds the levels."""
        element = self._abstract.get(abstract_id or "")
        if abstract_id is None or element is None or abstract_id in seen:
            return None
        style = child_value(element, w("numStyleLink"))
        num = self._nums.get(self._style_num(style) or 0) if style else None
        if num is None:
            return abstract_id
        return self._follow(child_value(num, w("abstractNumId")), seen | {abstract_id}) or abstract_id


class Counters:
    """Count the numbers of one story in document order."""

    __slots__ = ("_started", "_values")

    def __init__(self) -> None:
        self._values: dict[str, dict[int, int]] = {}
        self._started: set[int] = set()

    def next(self, num_id: int, numbered: NumberedList, level: Level) -> str:
        """Count one paragraph and give the text of its number."""
        values = self._values.setdefault(numbered.abstract, {})
        if num_id not in self._started:
            self._started.add(num_id)
            for restarted in numbered.restarted:
                values.pop(restarted, None)
        index = level.index
        values[index] = values[index] + 1 if index in values else level.start
        for deeper in [other for other in values if other > index and _restarts(numbered.levels.get(other), index)]:
            del values[deeper]
        return _text(level, numbered, values)


def _restarts(level: Level | None, after: int) -> bool:
    """Tell whether a level starts anew after a number of level `after` (both counted from 0)."""
    return level is None or level.restart is None or after < level.restart


def _text(level: Level, numbered: NumberedList, values: dict[int, int]) -> str:
    def number_at(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        other = numbered.levels.get(index, Level(index))
        number_format = "decimal" if level.legal else other.format
        return "" if number_format == "none" else numeral(values.setdefault(index, other.start), number_format)

    if level.format == "bullet":
        return plain(level.text, level.run.get("latin_font"))
    return _PLACEHOLDER.sub(number_at, level.text)


def _levels(abstract: Element, theme: Theme) -> dict[int, Level]:
    found = (_level(element, theme) for element in islice(abstract.iterfind(w("lvl")), _MOST_LEVELS))
    return {level.index: level for level in found}


def _level(element: Element, theme: Theme) -> Level:
    text = element.find(w("lvlText"))
    return Level(
        index=integer(element.get(w("ilvl"))) or 0,
        start=_start(child_value(element, w("start"))),
        format=child_value(element, w("numFmt")) or "decimal",
        text="" if text is None else text.get(VAL, "")[:_LONGEST_TEXT],
        suffix=_SUFFIXES.get(child_value(element, w("suff")) or "tab", "\t"),
        legal=switch(element, w("isLgl")),
        restart=integer(child_value(element, w("lvlRestart"))),
        style=child_value(element, w("pStyle")),
        paragraph=paragraph_layer(element.find(PPR), theme),
        run=run_layer(element.find(RPR), theme),
    )


def _start(value: str | None) -> int:
    start = integer(value)
    return 1 if start is None else start


def _override(override: Element, levels: dict[int, Level], theme: Theme) -> int | None:
    """Change `levels` as w:lvlOverride wants; give the level whose count it restarts."""
    index = integer(override.get(w("ilvl"))) or 0
    element, start = override.find(w("lvl")), child_value(override, w("startOverride"))
    if element is not None:
        levels[index] = replace(_level(element, theme), index=index)
    if start is None:
        return None
    levels[index] = replace(levels.get(index, Level(index)), start=_start(start))
    return index
