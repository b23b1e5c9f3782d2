"""Font families: the names one kind of type goes by on different systems."""

from collections.abc import Mapping
from functools import cache

from pydantic import BaseModel, ConfigDict

from gongwen.tables import read_table


class _FontFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
    families: dict[str, tuple[str, ...]]
    usual: dict[str, str]


def _plain(name: str) -> str:
    return name.replace(" ", "").removeprefix("@").casefold()


@cache
def _fonts() -> _FontFile:
    return _FontFile.model_validate(read_table("fonts"))


@cache
def families() -> Mapping[str, frozenset[str]]:
    """Read rules/tables/fonts.toml: the names of each family, ready to compare."""
    return {family: frozenset(map(_plain, names)) for family, names in _fonts().families.items()}


def is_family(name: str) -> bool:
    """Tell whether a rule may name this family."""
    return name in families()


@cache
def belongs(font: str, family: str) -> bool:
    """Tell whether a font is of a family, or is the very font where no family has that name."""
    return _plain(font) in families().get(family, frozenset({_plain(family)}))


def name_for(family: str, used: Mapping[str, int]) -> str:
    """Give the font to write for a family: the one of its names that is used most, else its usual name."""
    known = {font: count for font, count in used.items() if belongs(font, family) and not font.startswith("@")}
    return max(known, key=lambda font: known[font]) if known else _fonts().usual[family]
