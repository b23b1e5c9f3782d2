"""Tell what a text must hold for a pattern to match at all, so that most patterns need not run, nor even compile.

Finding out takes as long as compiling, so it is done beforehand: `python -m gongwen.needles` writes rules/tables/needles.tsv, by
digest of the pattern. A pattern that is not in it, such as one of a house rule, simply runs.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from gongwen.bookshelf import load_rules
from gongwen.checks.masks import load_masks
from gongwen.checks.needles import digest, needles_path
from gongwen.checks.pattern import PatternCheck

MANY = 48
"""More alternatives than these cost as much to look for as the pattern itself."""

Choices = frozenset[str]
"""Strings of which a match holds at least one."""

_OPENING = re.compile(r"\(\?(?:[:>=]|<=|P?<[A-Za-z_]\w*>)|\((?!\?)")
_ABSENT = ("(?!", "(?<!")
_QUANTIFIER = re.compile(r"(?:[*+?]|\{(\d*)(?:,\d*)?\})[+?]?")
_ESCAPES = "dDwWsSpPbBAZGRXNhHKLmM0123456789gkux"


def needles(pattern: str) -> tuple[tuple[str, ...], ...]:
    """Give sets of strings: of each, every match of a pattern, with what stands around it, holds one; empty when none are certain."""
    try:
        found = _Reader(pattern).alternatives()[0]
    except IndexError:
        return ()
    return tuple(tuple(sorted(choices)) for choices in sorted(dict.fromkeys(found), key=_worth, reverse=True))


class _Reader:
    """Read a pattern from left to right; what is not understood tells nothing."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0

    def alternatives(self) -> tuple[list[Choices], bool]:
        """Read up to the end of a group: what all of its branches hold."""
        branches = [self._branch()]
        while self.at < len(self.pattern) and self.pattern[self.at] == "|":
            self.at += 1
            branches.append(self._branch())
        if len(branches) == 1:
            return branches[0], False
        joined = frozenset().union(*(max(found, key=_worth) for found in branches if found))
        return ([joined] if all(branches) and len(joined) <= MANY else []), False

    def _branch(self) -> list[Choices]:
        """Read a sequence; the letters that follow each other make one string."""
        parts = list(self._parts())
        found = [choices for part, literal in parts if not literal for choices in part]
        for literal, run in groupby(parts, key=lambda part: part[1]):
            if literal:
                found.append(frozenset(["".join(letter for part, _ in run for letter in part[0])]))
        return found

    def _parts(self) -> Iterator[tuple[list[Choices], bool]]:
        """Yield what each item of a sequence holds, and whether it is a letter that stands for itself, once."""
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            choices, literal = self._item()
            quantifier = _QUANTIFIER.match(self.pattern, self.at)
            if quantifier is None:
                yield choices, literal
                continue
            self.at = quantifier.end()
            least = 1 if quantifier.group()[0] == "+" else int(quantifier[1] or 0)
            if literal and least:
                choices = [frozenset(letter * least for letter in choices[0])]
            yield (choices if least else []), False

    def _item(self) -> tuple[list[Choices], bool]:
        letter = self.pattern[self.at]
        if letter == "(":
            return self._group(), False
        if letter == "[":
            return self._class(), False
        self.at += 1
        if letter == "\\":
            return self._escape()
        return ([], False) if letter in ".^$" else ([frozenset([letter])], True)

    def _escape(self) -> tuple[list[Choices], bool]:
        letter = self.pattern[self.at]
        self.at += 1
        if letter in "pP" and self.pattern[self.at] == "{":
            self.at = self.pattern.index("}", self.at) + 1
        if letter.isascii() and letter.isalnum():
            if letter not in _ESCAPES and letter not in "nrtfv":
                raise IndexError
            return [], False
        return [frozenset([letter])], True

    def _group(self) -> list[Choices]:
        absent = next((opening for opening in _ABSENT if self.pattern.startswith(opening, self.at)), "")
        opening = _OPENING.match(self.pattern, self.at)
        if absent:
            self.at += len(absent)
        elif opening:
            self.at = opening.end()
        else:
            raise IndexError
        choices, _ = self.alternatives()
        self.at += 1
        return [] if absent else choices

    def _class(self) -> list[Choices]:
        """Read a class of letters; one that is negated, or holds a kind of letters, tells nothing."""
        self.at += 1
        negated = self.pattern[self.at] == "^"
        letters: set[str] = set()
        known, last = not negated, ""
        self.at += negated
        while not letters or self.pattern[self.at] != "]":
            ranged = self.pattern[self.at] == "-" and last and self.pattern[self.at + 1] != "]"
            letter, literal = self._letter()
            known = known and literal
            if ranged:
                letter, literal = self._letter()
                known = known and literal and ord(letter) - ord(last) < MANY
                letters |= set(map(chr, range(ord(last), ord(letter) + 1))) if known else {letter}
            letters.add(letter)
            last = letter
        self.at += 1
        return [frozenset(letters)] if known and len(letters) <= MANY else []

    def _letter(self) -> tuple[str, bool]:
        """Read one letter of a class, and whether it stands for itself."""
        letter = self.pattern[self.at]
        self.at += 1
        if letter != "\\":
            return letter, letter != "["
        choices, literal = self._escape()
        return (next(iter(choices[0])) if choices else letter), literal


def _worth(choices: frozenset[str]) -> tuple[int, int]:
    """Prefer long strings, then few of them."""
    return min(map(len, choices)), -len(choices)


def table() -> str:
    """Write the table for the patterns of the rule book."""
    finds = {rule.check.find for rule in load_rules().rules if isinstance(rule.check, PatternCheck)}
    patterns = sorted(finds | {mask.pattern for mask in load_masks().values()})
    rows = ((digest(pattern), needles(pattern)) for pattern in patterns)
    lines = ((key, "\t\t".join(map("\t".join, filter(_writable, sets)))) for key, sets in rows)
    return "".join(f"{key}\t{sets}\n" for key, sets in lines if sets)


def _writable(words: Iterable[str]) -> bool:
    return not any(set(word) & set("\t\n") for word in words)


if __name__ == "__main__":
    needles_path().write_text(table(), encoding="utf-8")
