"""What a text must hold for a pattern of the book to match at all, looked up by the digest of the pattern."""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from gongwen.checks.base import Reading
from gongwen.tables import word_table


def needles_path() -> Path:
    """Give the file that `gongwen.needles` writes."""
    return word_table("needles")


def digest(pattern: str) -> str:
    """Name a pattern by its content: another pattern never answers to its needles."""
    return hashlib.blake2b(pattern.encode(), digest_size=8).hexdigest()


def may_match(pattern: str, reading: Reading) -> bool:
    """Tell whether a document holds what a pattern cannot match without; True when that is not known."""
    words = _table().get(digest(pattern))
    return words is None or any(map(reading.holds, words))


@cache
def _table() -> Mapping[str, tuple[str, ...]]:
    path = needles_path()
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else ()
    rows = (line.split("\t") for line in lines)
    return {key: tuple(words) for key, *words in rows}
