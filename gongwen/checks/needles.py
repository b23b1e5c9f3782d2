"""What a text must hold for a pattern of the book to match at all, looked up by the digest of the pattern."""

import hashlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from gongwen.tables import word_table


def needles_path() -> Path:
    """Give the file that `gongwen.needles` writes."""
    return word_table("needles")


def digest(pattern: str) -> str:
    """Name a pattern by its content: another pattern never answers to its needles."""
    return hashlib.blake2b(pattern.encode(), digest_size=8).hexdigest()


def may_match(pattern: str, holds: Callable[[str], bool]) -> bool:
    """Tell whether a text that `holds` some words may match a pattern; True when what it must hold is not known."""
    return all(any(map(holds, words)) for words in _needles(pattern))


@cache
def _needles(pattern: str) -> tuple[list[str], ...]:
    return _table().get(digest(pattern), ())


@cache
def _table() -> Mapping[str, tuple[list[str], ...]]:
    """Read the sets of needles by digest: tabs part the words of a set, two tabs the sets."""
    path = needles_path()
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else ()
    rows = (line.partition("\t") for line in lines)
    return {key: tuple(words.split("\t") for words in sets.split("\t\t")) for key, _, sets in rows}
