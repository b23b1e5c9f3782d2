"""How the time of a pattern grows with the length of a hostile text: python -m tests.growth [CODE|GROUP …] lists the steep ones.

Time is the processor's, of this thread: what else runs on the machine does not count.
"""

import importlib
import math
import pkgutil
import re
import sys
import time
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import regex

import gongwen.anatomy
import gongwen.checks
from gongwen.bookshelf import load_rules
from gongwen.checks.masks import load_masks
from gongwen.rules import Rule

SHORT, LONG, LONGEST = 750, 3_000, 24_000
"""Lengths of a text, in characters: the first look compares the first two, the verdict the last two."""
STEEP = 8.0
"""Growth from SHORT to LONG that asks for a closer look: it should be 4, and would be 16 if it were quadratic."""
QUADRATIC = 24.0
"""Growth from LONG to LONGEST that is not proportional: it should be 8, and would be 64 if it were quadratic."""
FELT = 0.0006
"""Seconds below which a search of the long text tells nothing: a quadratic one takes more."""
PATIENCE = 0.5
"""Seconds on the clock after which a search is given up, for the closer look at least: a linear one takes a few milliseconds."""
AGAIN = 3
"""Times that a search is measured when its time matters; the shortest counts."""
PATTERNS = ("find", "unless", "after", "only", "left_find", "right_find", "part", "prefix")
"""The settings of a check, and the options of a function, that are patterns."""
TAILS = ("", "：。A")
"""What a repeated text ends in: a pattern that liked all of it is disappointed at the last."""

AnyPattern = re.Pattern[str] | regex.Pattern[str]
Text = tuple[str, str, str]
"""What a hostile text begins with, what it repeats, what it ends in."""

_TABLE = Path(__file__).parent / "rules" / "adversarial.toml"
_MARKS = re.compile(r"[⟦⟧]")


@dataclass(frozen=True, slots=True)
class Steep:
    """Say which pattern takes ever longer over which text: how many times longer for one four times as long."""

    code: str
    setting: str
    text: Text
    growth: float

    def __str__(self) -> str:
        """Give one line for the terminal."""
        head, unit, tail = self.text
        return f"{self.code} {self.setting} {head}⟦{unit}⟧{tail}: {self.growth:.1f}x".replace("\n", "␊")


@cache
def adversarial() -> Mapping[str, str]:
    """Read the table of hostile texts, by name."""
    return {row["what"]: row["seed"] for row in tomllib.loads(_TABLE.read_text(encoding="utf-8"))["text"]}


@cache
def hostile() -> tuple[Text, ...]:
    """Give the texts of the table."""
    return tuple(("", seed, tail) for seed in adversarial().values() for tail in TAILS)


def stretched(example: str) -> Iterator[Text]:
    """Repeat a text as a whole, and in it each character and a blank behind each: what a loop of a pattern likes is among these.

    What follows is broken off and begun anew, so that the loop is disappointed and still all letters it asks for are in the text;
    behind blanks it also goes on.
    """
    yield from (("", example, tail) for tail in TAILS)
    for at, char in enumerate(example):
        yield example[:at], char, TAILS[-1] + example
        yield example[: at + 1], " ", TAILS[-1] + example
        yield example[: at + 1], " ", example[at + 1 :]


def steep(rule: Rule) -> Iterator[Steep]:
    """Find the patterns of a rule that are not linear, on the hostile texts and on those made of its own examples."""
    own = dict.fromkeys(text for example in _own(rule) for text in stretched(example))
    for setting, pattern in patterns(rule):
        yield from growing(rule.code, setting, regex.compile(pattern, regex.MULTILINE), (*hostile(), *own))


def steep_masks() -> Iterator[Steep]:
    """Find the masks whose patterns are not linear."""
    for name, mask in load_masks().items():
        own = [text for example in (*mask.hides, *mask.keeps) for text in stretched(example)]
        yield from growing(name, "pattern", regex.compile(mask.pattern, regex.MULTILINE), (*hostile(), *own))


def steep_modules() -> Iterator[Steep]:
    """Find the patterns in the modules of checks and anatomy that are not linear."""
    own = [text for seed in adversarial().values() for text in stretched(seed)]
    for place, pattern in module_patterns():
        yield from growing(place, pattern.pattern[:30], pattern, (*hostile(), *own))


def patterns(rule: Rule) -> Iterator[tuple[str, str]]:
    """Give the patterns among the settings of a check, those for elements beside, and those among the options of a function."""
    options: Mapping[str, object] = getattr(rule.check, "options", {})
    for name in PATTERNS:
        if isinstance(pattern := getattr(rule.check, name, options.get(name)), str):
            yield name, pattern
    for name in ("given", "without"):
        if isinstance(settings := getattr(rule.check, name, None), Mapping):
            yield from ((f"{name}.{element}", pattern) for element, pattern in settings.items() if pattern)


def module_patterns() -> Iterator[tuple[str, AnyPattern]]:
    """Give the patterns that the modules of checks and anatomy keep, with the name of each."""
    for package in (gongwen.anatomy, gongwen.checks):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            for name, value in vars(importlib.import_module(found.name)).items():
                if isinstance(value, re.Pattern | regex.Pattern) and isinstance(value.pattern, str):
                    yield f"{found.name}.{name}", value


def growing(code: str, setting: str, pattern: AnyPattern, hostile: Iterable[Text]) -> Iterator[Steep]:
    """Tell the first text that takes a pattern ever longer: what seems so at first is looked at over lengths where noise is small."""
    for text in hostile:
        if _seconds(pattern, text, SHORT) > FELT / 16 and _seems_steep(pattern, text):
            growth = _growth(pattern, text)
            if growth > QUADRATIC:
                yield Steep(code, setting, text, growth)
                return


def _seems_steep(pattern: AnyPattern, text: Text) -> bool:
    long = _shortest(pattern, text, LONG)
    return long >= FELT and (long == math.inf or long > STEEP * _shortest(pattern, text, SHORT))


def _growth(pattern: AnyPattern, text: Text) -> float:
    """Compare the times of LONG and of LONGEST, further apart than chance can carry; without bound when one is given up."""
    long = _shortest(pattern, text, LONG)
    if long == math.inf:
        return math.inf
    return _shortest(pattern, text, LONGEST, max(PATIENCE, QUADRATIC * long), enough=QUADRATIC * long) / long


def _shortest(
    pattern: AnyPattern, text: Text, length: int, patience: float = PATIENCE, *, enough: float = FELT
) -> float:
    """Measure a search up to AGAIN times and give the shortest; no more once it is short enough, or given up."""
    best = math.inf
    for _ in range(AGAIN):
        seconds = _seconds(pattern, text, length, patience)
        best = min(best, seconds)
        if best <= enough or seconds == math.inf:
            break
    return best


def _seconds(pattern: AnyPattern, text: Text, length: int, patience: float = PATIENCE) -> float:
    """Measure one search through a text; one that is given up is without bound."""
    head, unit, tail = text
    whole = head + (unit * (length // len(unit) + 1))[:length] + tail
    start = time.thread_time()
    try:
        for _ in _search(pattern, whole, patience):
            pass
    except TimeoutError:
        return math.inf
    return time.thread_time() - start


def _search(pattern: AnyPattern, text: str, patience: float) -> Iterator[object]:
    """Search a text; the module `re` cannot be told to give up."""
    return pattern.finditer(text) if isinstance(pattern, re.Pattern) else pattern.finditer(text, timeout=patience)


def _own(rule: Rule) -> Iterator[str]:
    """Give the texts of the examples of a rule."""
    for example in rule.examples:
        for side in (example.bad, example.good):
            if isinstance(side, str):
                yield _MARKS.sub("", side)
            elif isinstance(side, tuple):
                yield from (_MARKS.sub("", text) for _, text in side if text)


def main() -> None:
    """List what is steep in the rules that are named, all without a name."""
    rules = load_rules().select(sys.argv[1:])
    for found in (found for rule in rules for found in steep(rule)):
        print(found, flush=True)
    for found in () if sys.argv[1:] else (*steep_masks(), *steep_modules()):
        print(found)


if __name__ == "__main__":
    main()
