"""Terms: words of a table that should be others."""

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import ClassVar, Literal

import regex

from gongwen.checks.base import CheckModel, Hit, Reading, Scope
from gongwen.checks.masks import VEIL
from gongwen.checks.pattern import search
from gongwen.tables import word_table
from gongwen.words import Term, by_first_letter, load_terms, stands_alone, wrong_words


class TermsCheck(CheckModel):
    """Find wrong words: those of a `table`, or rows of its own; the longest counts where several begin.

    With `tokens`, a find must begin and end where words do. With `once`, each word is told the first time only.
    """

    kind: Literal["terms"]
    table: str = ""
    term: tuple[Term, ...] = ()
    tokens: bool = False
    once: bool = False
    NEEDS_WHERE: ClassVar[bool | None] = True
    FIELDS: ClassVar[frozenset[str]] = frozenset({"right", "reason"})

    def problems(self) -> Iterator[str]:
        """Tell of a table that is not there, and of words that stand in two places or nowhere."""
        if bool(self.table) == bool(self.term):
            yield "table、[[rule.check.term]] 写其中一个"
        elif self.table and not word_table(self.table).is_file():
            yield f"没有词表 rules/tables/{self.table}.tsv"

    @property
    def terms(self) -> tuple[Term, ...]:
        """Give the rows."""
        return load_terms(self.table) if self.table else self.term

    @cached_property
    def _words(self) -> Mapping[str, tuple[str, ...]]:
        """Sort the wrong words by the letter they begin with."""
        return by_first_letter(wrong_words(self.table) if self.table else (row.wrong for row in self.term))

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit for every wrong word; masks are only worked out where one occurs at all."""
        begun = self._words.keys() & reading.letters
        words = {word for letter in begun for word in self._words[letter] if reading.holds(word)}
        if not words:
            return
        present = {row.wrong: row for row in self.terms if row.wrong in words}
        told: set[str] = set()
        for element, base, match in search(_pattern(present.values()), reading, scope):
            term = present[match.group()]
            start, end = match.start() - base, match.end() - base
            if term.wrong not in told and (not self.tokens or stands_alone(element.text, start, end)):
                if self.once:
                    told.add(term.wrong)
                fields = {"right": term.right, "reason": term.reason}
                topic = term.wrong if self.once else None
                yield Hit(element, start, end, term.wrong, term.right, fields, trust=term.fix, topic=topic)


def _pattern(rows: Collection[Term]) -> regex.Pattern[str]:
    right = [word for row in rows for word in row.unless] or [VEIL]
    return regex.compile(r"\L<right>(*SKIP)(*FAIL)|\L<wrong>", right=right, wrong=[row.wrong for row in rows])
