"""Font families: the names one kind of type goes by on different systems."""

from collections.abc import Mapping
from functools import cache

from pydantic import BaseModel, ConfigDict

from gongwen.tables import read_table


class _FontFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
    families: dict[str, tuple[str, ...]]


def _plain(name: str) -> str:
    return name.replace(" ", "").removeprefix("@").casefold()


@cache
def families() -> Mapping[str, frozenset[str]]:
    """Read rules/tables/fonts.toml: the names of each family, ready to compare."""
    table = _FontFile.model_validate(read_table("fonts")).families
    return {family: frozenset(map(_plain, names)) for family, names in table.items()}


def is_family(name: str) -> bool:
    """Tell whether a rule may name this family."""
    return name in families()


@cache
def belongs(font: str, family: str) -> bool:
    """Tell whether a font is of a family, or is the very font where no family has that name."""
    return _plain(font) in families().get(family, frozenset({_plain(family)}))
