"""Terms: words of a table that should be others."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import ClassVar, Literal

import regex
from pydantic import BaseModel, ConfigDict

from gongwen.checks.base import CheckModel, Hit, Reading, Scope
from gongwen.checks.masks import VEIL
from gongwen.checks.pattern import search
from gongwen.tables import read_table, table_path


class Term(BaseModel):
    """Hold one row: `wrong` and what is `right` (empty: several or none); `unless` names right words around it."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
    wrong: str
    right: str = ""
    reason: str
    unless: tuple[str, ...] = ()


class TermFile(BaseModel):
    """Hold a table of terms."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
    schema_: Literal[1]
    title: str
    term: tuple[Term, ...]


@cache
def load_terms(table: str) -> Mapping[str, Term]:
    """Read a table of terms, by the wrong word."""
    data = dict(read_table(table))
    rows = TermFile.model_validate(data | {"schema_": data.pop("schema", None)}).term
    return {row.wrong: row for row in rows}


def _pattern(words: Iterable[Term]) -> regex.Pattern[str]:
    rows = tuple(words)
    safe = [word for row in rows for word in row.unless] or [VEIL]
    return regex.compile(r"\L<safe>(*SKIP)(*FAIL)|\L<wrong>", safe=safe, wrong=[row.wrong for row in rows])


class TermsCheck(CheckModel):
    """Find the wrong words of a table; the longest counts where several begin."""

    kind: Literal["terms"]
    table: str
    NEEDS_WHERE: ClassVar[bool | None] = True
    FIELDS: ClassVar[frozenset[str]] = frozenset({"right", "reason"})

    def problems(self) -> Iterator[str]:
        """Tell of a table that is not there."""
        if not table_path(self.table).is_file():
            yield f"没有词表 rules/tables/{self.table}.toml"

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit for every wrong word."""
        text = reading.passage(scope).text
        letters = set(text)
        present = {word: row for word, row in load_terms(self.table).items() if word[0] in letters and word in text}
        if not present:
            return
        for element, base, match in search(_pattern(present.values()), reading, scope):
            term = present[match.group()]
            start, end = match.start() - base, match.end() - base
            fields = {"right": term.right, "reason": term.reason}
            yield Hit(element, start, end, term.wrong, term.right, fields)
