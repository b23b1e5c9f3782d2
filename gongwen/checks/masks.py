"""Masks: stretches of text a rule does not look into, such as quotations and tables. Their patterns are data."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

import regex
from pydantic import BaseModel, ConfigDict

from gongwen.anatomy.elements import GROUPS, Gongwen
from gongwen.checks.needles import may_match
from gongwen.patterns import compiled
from gongwen.tables import read_table

VEIL = "\ue000"
"""What stands for a hidden character: private use, so that no pattern means it."""
TABLE = "table"
"""A mask that is no pattern: text in tables of the main text."""
FIGURES = "figures"
"""The other one: cells of such tables that hold a figure, with no more than a unit beside it."""


class Mask(BaseModel):
    """Hold one mask; a group named `inner` hides less than the whole match."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
    name: str
    pattern: str
    why: str
    hides: tuple[str, ...]
    keeps: tuple[str, ...]


class _MaskFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
    mask: tuple[Mask, ...]


@cache
def load_masks() -> Mapping[str, Mask]:
    """Read rules/tables/masks.toml."""
    return {mask.name: mask for mask in _MaskFile.model_validate(read_table("masks")).mask}


def mask_names() -> frozenset[str]:
    """Give every name a rule may use in `outside`."""
    return frozenset(load_masks()) | {TABLE, FIGURES}


def covered(gongwen: Gongwen, name: str, holds: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    """Yield the spans of the text of a document that a mask covers; `holds` tells whether a word occurs in it."""
    if name in (TABLE, FIGURES):
        return _tables(gongwen, _FIGURE if name == FIGURES else _ANYTHING)
    return pattern_spans(name, gongwen.text) if may_match(load_masks()[name].pattern, holds) else iter(())


def pattern_spans(name: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield what the pattern of a mask covers."""
    pattern = mask_pattern(name)
    group: int | str = "inner" if "inner" in pattern.groupindex else 0
    return (match.span(group) for match in pattern.finditer(text))


def veil(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Replace the spans of a text by as many veils; line feeds stay."""
    pieces, last = [], 0
    for start, end in spans:
        hidden = "\n".join(VEIL * len(line) for line in text[start:end].split("\n"))
        pieces += [text[last:start], hidden]
        last = end
    return "".join([*pieces, text[last:]])


_ANYTHING = compiled("")
_FIGURE = compiled(r"^[^\d\n]{0,4}\d[^\u4e00-\u9fff\n]*+[\u4e00-\u9fff]{0,3}\Z")


def _tables(gongwen: Gongwen, wanted: regex.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Yield the elements of the main text that stand in tables and begin as wanted; a red head built of a table is none."""
    if not any(segment.zone == "table" for segment in gongwen.segments):
        return
    for element, start in zip(gongwen.elements, gongwen.starts, strict=True):
        tabled = element.name in GROUPS["prose"] and "table" in [segment.zone for segment in element.segments]
        if tabled and wanted.match(element.text):
            yield start, start + len(element.text)


def mask_pattern(name: str) -> regex.Pattern[str]:
    """Give the pattern of a mask."""
    return compiled(load_masks()[name].pattern, regex.MULTILINE)
