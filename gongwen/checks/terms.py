"""Terms: words of a table that should be others."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from re import Pattern, compile, escape
from typing import Annotated, ClassVar, Literal

import regex
from pydantic import BaseModel, ConfigDict, Field

from gongwen.checks.base import CheckModel, Hit, Reading, Scope
from gongwen.checks.masks import VEIL
from gongwen.checks.pattern import search
from gongwen.tables import read_table, table_path


class Term(BaseModel):
    """Hold one row: `wrong` and what is `right` (empty: several or none); `unless` names right words around it."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
    wrong: Annotated[str, Field(min_length=1)]
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
    """Find wrong words: those of a `table`, or rows of its own; the longest counts where several begin."""

    kind: Literal["terms"]
    table: str = ""
    term: tuple[Term, ...] = ()
    NEEDS_WHERE: ClassVar[bool | None] = True
    FIELDS: ClassVar[frozenset[str]] = frozenset({"right", "reason"})

    def problems(self) -> Iterator[str]:
        """Tell of a table that is not there, and of words that stand in two places or nowhere."""
        if bool(self.table) == bool(self.term):
            yield "table、[[rule.check.term]] 写其中一个"
        elif self.table and not table_path(self.table).is_file():
            yield f"没有词表 rules/tables/{self.table}.toml"

    @cached_property
    def _words(self) -> Mapping[str, Term]:
        return load_terms(self.table) if self.table else {row.wrong: row for row in self.term}

    @cached_property
    def _first_letters(self) -> Pattern[str]:
        return compile(f"[{escape(''.join(word[0] for word in self._words))}]")

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit for every wrong word."""
        text = reading.passage(scope).text
        letters = set(self._first_letters.findall(text))
        present = {word: row for word, row in self._words.items() if word[0] in letters and word in text}
        if not present:
            return
        for element, base, match in search(_pattern(present.values()), reading, scope):
            term = present[match.group()]
            start, end = match.start() - base, match.end() - base
            fields = {"right": term.right, "reason": term.reason}
            yield Hit(element, start, end, term.wrong, term.right, fields)
