"""How the time of a pattern grows with the length of a hostile text: python -m tests.growth [CODE|GROUP …] lists the steep ones."""

import re
import sys
import time
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import regex

from gongwen.bookshelf import load_rules
from gongwen.checks.masks import load_masks
from gongwen.rules import Rule

SHORT, LONG = 2_000, 8_000
"""Lengths of a text, in characters: the long one four times the short one."""
STEEP = 8.0
"""Growth beyond which time is not proportional to length: it should be 4, and would be 16 if it were quadratic."""
FELT = 0.004
"""Seconds below which a search of the long text tells nothing: the clock and the rest of the machine would decide."""
PATIENCE = 0.4
"""Seconds after which a search is given up."""
PATTERNS = ("find", "unless", "after", "only", "left_find", "right_find")
"""The settings of a check that are patterns."""

_TABLE = Path(__file__).parent / "rules" / "adversarial.toml"
_MARKS = re.compile(r"[⟦⟧]")


@dataclass(frozen=True, slots=True)
class Steep:
    """Say which pattern takes ever longer over which text."""

    code: str
    setting: str
    text: str
    growth: float
    seconds: float

    def __str__(self) -> str:
        """Give one line for the terminal."""
        return f"{self.code} {self.setting} {self.text!r}: {self.growth:.1f}x, {self.seconds * 1000:.0f} ms"


def adversarial() -> Mapping[str, str]:
    """Read the table of hostile texts, by name."""
    return {row["what"]: row["seed"] for row in tomllib.loads(_TABLE.read_text(encoding="utf-8"))["text"]}


def steep(rule: Rule) -> Iterator[Steep]:
    """Find the patterns of a rule that are not linear, on the hostile texts and on those of its own examples."""
    seeds = {*adversarial().values(), *_own(rule)}
    for setting, pattern in patterns(rule):
        yield from growing(rule.code, setting, pattern, seeds)


def steep_masks() -> Iterator[Steep]:
    """Find the masks whose patterns are not linear."""
    for name, mask in load_masks().items():
        yield from growing(name, "pattern", mask.pattern, {*adversarial().values(), *mask.hides, *mask.keeps})


def patterns(rule: Rule) -> Iterator[tuple[str, str]]:
    """Give the patterns among the settings of a check."""
    for name in PATTERNS:
        if isinstance(pattern := getattr(rule.check, name, None), str):
            yield name, pattern
    for name in ("given", "without"):
        if isinstance(settings := getattr(rule.check, name, None), Mapping):
            yield from ((f"{name}.{element}", pattern) for element, pattern in settings.items() if pattern)


def growing(code: str, setting: str, pattern: str, seeds: set[str]) -> Iterator[Steep]:
    """Search texts of two lengths for a pattern and compare; what seems steep is measured again before it is told."""
    compiled = regex.compile(pattern, regex.MULTILINE)
    for seed in sorted(seeds):
        if _seconds(compiled, seed, LONG) < FELT:
            continue
        long = min(_seconds(compiled, seed, LONG) for _ in range(2))
        short = min(_seconds(compiled, seed, SHORT) for _ in range(3))
        if long > FELT and long / short > STEEP:
            yield Steep(code, setting, seed[:20], long / short, long)


def _seconds(pattern: regex.Pattern[str], seed: str, length: int) -> float:
    """Measure one search through a text; a search that is given up counts for the time it was given."""
    text = (seed * (length // len(seed) + 1))[:length]
    start = time.perf_counter()
    try:
        for _ in pattern.finditer(text, timeout=PATIENCE):
            pass
    except TimeoutError:
        return PATIENCE
    return time.perf_counter() - start


def _own(rule: Rule) -> Iterator[str]:
    """Give the texts of the examples of a rule, and of each its beginning: what a pattern begins to like."""
    for example in rule.examples:
        if isinstance(example.bad, str):
            text = _MARKS.sub("", example.bad)
            yield text
            yield text[: len(text) // 2 + 1]


def main() -> None:
    """List what is steep in the rules that are named, all without a name."""
    rules = load_rules().select(sys.argv[1:])
    for found in (found for rule in rules for found in steep(rule)):
        print(found, flush=True)
    for found in () if sys.argv[1:] else steep_masks():
        print(found)


if __name__ == "__main__":
    main()
