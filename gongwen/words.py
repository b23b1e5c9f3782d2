"""Words: tables of terms, a user's vocabulary, and word boundaries (jieba, behind a lazy door)."""

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import ConfigDict, Field

from gongwen.errors import ConfigError, RuleFileError
from gongwen.faults import Misread, content
from gongwen.files import shown
from gongwen.tables import word_table
from gongwen.violations import Applicability

if TYPE_CHECKING:
    from jieba import Tokenizer

COLUMNS = ("wrong", "right", "fix", "reason", "bad", "good", "unless")
"""The columns of a word table, in order."""

_LEVELS: Mapping[str, Applicability] = {"safe": "safe", "unsafe": "unsafe", "display": "display"}
_LARGEST = 16 << 20
"""Bytes a vocabulary may have."""
_CLAUSE = re.compile(r"[^。；！？\n]*")


@dataclass(frozen=True, slots=True)
class Term:
    """Hold one row: `wrong` and what is `right` (empty: several or none), and why.

    `fix` says how far the replacement may be trusted. `bad` and `good` show the same characters wrong and right;
    `unless` names right words that contain them.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    wrong: Annotated[str, Field(min_length=1)]
    right: str = ""
    fix: Applicability = "safe"
    reason: str = ""
    bad: str = ""
    good: str = ""
    unless: tuple[str, ...] = ()


@cache
def load_terms(table: str) -> tuple[Term, ...]:
    """Read a table of the rule book, tab-separated; RuleFileError lists the lines that do not fit."""
    rows = [line.split("\t") for line in _lines(table)]
    if wrong := [line for line, row in enumerate(rows, start=2) if not _fits(row)]:
        raise RuleFileError([f"tables/{table}.tsv 第{line}行：列数不对，或者 wrong、fix 不合规定" for line in wrong])
    return tuple(_term(*row) for row in rows)


def wrong_words(table: str) -> Iterator[str]:
    """Give what a table calls wrong: most documents hold none of it, and the rows need not be read."""
    return (line.partition("\t")[0] for line in _lines(table))


def _lines(table: str) -> list[str]:
    header, *lines = word_table(table).read_text(encoding="utf-8").splitlines()
    if tuple(header.split("\t")) != COLUMNS:
        raise RuleFileError([f"tables/{table}.tsv：第一行应当是 {' '.join(COLUMNS)}，用制表符隔开"])
    return lines


def _term(wrong: str, right: str, fix: str, reason: str, bad: str, good: str, unless: str) -> Term:
    return Term(wrong, right, _LEVELS[fix], reason, bad, good, tuple(unless.split()))


def _fits(row: list[str]) -> bool:
    return len(row) == len(COLUMNS) and row[0] != "" and row[2] in _LEVELS


def read_vocabulary(path: Path) -> frozenset[str]:
    """Read a user's names and terms: UTF-8, one a line, `#` begins a remark; ConfigError when it cannot be read."""
    try:
        lines = content(path, large="不像是词表", most=_LARGEST).splitlines()
    except Misread as error:
        raise ConfigError(f"读不出词表“{shown(str(path))}”：{error}。词表应当是 UTF-8 文本，每行一个词") from error
    return frozenset(word for line in lines if (word := line.split("#")[0].strip()))


def vouched(text: str, start: int, end: int, vocabulary: Iterable[str]) -> bool:
    """Tell whether [start, end) lies inside a word of the vocabulary."""
    return any(word in text[max(0, end - len(word)) : start + len(word)] for word in vocabulary)


def stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether [start, end) begins and ends where words do."""
    clause = next(match for match in _CLAUSE.finditer(text) if match.end() >= end)
    return {start - clause.start(), end - clause.start()} <= word_edges(clause.group())


def word_edges(text: str) -> frozenset[int]:
    """Give where the words of a text begin and end."""
    return frozenset(accumulate(map(len, _tokenizer().lcut(text)), initial=0))


@cache
def _tokenizer() -> "Tokenizer":
    """Load jieba's dictionary: from its own file, never from the cache it keeps in a folder others can write to."""
    import logging  # noqa: PLC0415  # needed for nothing else

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba  # noqa: PLC0415  # 0.8 s and 84 MB: only when a word has to be told from its neighbours

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


def by_first_letter(words: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Sort words by the letter they begin with."""
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(word[:1], []).append(word)
    return {letter: tuple(words) for letter, words in found.items()}
