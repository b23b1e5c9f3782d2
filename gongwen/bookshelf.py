"""Load the rule book: read the files, check them, list every mistake at once."""

import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from gongwen.errors import RuleFileError
from gongwen.register import Requirement, load_register
from gongwen.rulefile import RuleSpec, parse_rules
from gongwen.rulelint import rule_problems
from gongwen.rules import Rule, RuleSet
from gongwen.tables import rules_folder

Register = Mapping[str, Requirement]
Entry = tuple[str, RuleSpec, str]
"""Where a rule stands (file and code), the rule, the text of its examples."""

SKIPPED = frozenset({"tables", "profiles"})
"""Folders of the rule book that hold no rules."""

_RULE = re.compile(r"^(?=\[\[rule\]\])", re.MULTILINE)
_EXAMPLES = re.compile(r"^\[\[rule\.example\]\].*", re.MULTILINE | re.DOTALL)


@cache
def load_rules() -> RuleSet:
    """Load the rule book that ships with this package."""
    return read_rules(rules_folder(), load_register())


def read_rules(folder: Path, register: Register, *, only: Iterable[Path] = ()) -> RuleSet:
    """Read all rule files below a folder, or `only` some; RuleFileError lists what is wrong in any of them."""
    digest = hashlib.sha256()
    entries: list[Entry] = []
    problems: list[str] = []
    for path in sorted(only) or sorted(folder.rglob("*.toml")):
        content = path.read_text(encoding="utf-8")
        digest.update(content.encode())
        place = Path(os.path.relpath(path, folder))
        if SKIPPED.isdisjoint(place.parts):
            try:
                entries += _entries(place.as_posix(), content)
            except RuleFileError as error:
                problems += error.problems
    problems += (f"{place}：{problem}" for place, spec, _ in entries for problem in rule_problems(spec, register))
    problems += _duplicates(entries)
    if problems:
        raise RuleFileError(problems)
    rules = (Rule.of(spec, register, place=place, example_text=text) for place, spec, text in entries)
    return RuleSet(tuple(sorted(rules, key=lambda rule: rule.code)), digest.hexdigest()[:12])


def _entries(place: str, content: str) -> Iterator[Entry]:
    """Read one file. Examples are half of the book and no check needs them: they are kept as text and parsed when asked for."""
    head, *rules = _RULE.split(content)
    examples = [match[0] if (match := _EXAMPLES.search(rule)) else "" for rule in rules]
    bare = (_EXAMPLES.sub(lambda match: "\n" * match[0].count("\n"), rule) for rule in rules)
    file = parse_rules(place, head + "".join(bare))
    if len(file.rule) != len(examples):
        raise RuleFileError([f"{place}：[[rule]] 要顶格单独写一行"])
    for spec, text in zip(file.rule, examples, strict=True):
        if not spec.code.startswith(file.group):
            raise RuleFileError([f"{place} {spec.code}：code 应当以组名 {file.group} 开头"])
        yield f"{place} {spec.code}", spec, text


def _duplicates(entries: Iterable[Entry]) -> Iterator[str]:
    uses = [(key, place) for place, spec, _ in entries for key in (spec.code, spec.name, *spec.formerly)]
    counts = Counter(key for key, _ in uses)
    return (f"{place}：{key} 用了 {counts[key]} 次" for key, place in uses if counts[key] > 1)
