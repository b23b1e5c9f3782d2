"""Load the rule book: read the files, check them, list every mistake at once."""

import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from gongwen import faults, files
from gongwen.errors import ConfigError, RuleFileError
from gongwen.pressed import pressed_book
from gongwen.profiles import profile_problems
from gongwen.register import Requirement, load_register
from gongwen.rulefile import ProfileSpec, RuleFile, RuleSpec, parse_profile, parse_rules
from gongwen.rulelint import rule_problems
from gongwen.rules import Rule, RuleSet, group_of
from gongwen.tables import rules_folder
from gongwen.words import read_vocabulary

Register = Mapping[str, Requirement]

SKIPPED = frozenset({"tables", "unsettled.toml"})
"""What stands in the rule book and holds no rules."""
ACROSS = "audit"
"""The folder of the rules on several documents side by side, which `auditor` reads."""
PROFILES = "profiles"
VOCABULARY = "vocabulary.txt"
"""The names and terms a folder of house rules declares right."""

_FULLEST = 10_000
"""More files and folders than these are not looked through."""
_RULE = re.compile(r"^(?=\[\[rule\]\])", re.MULTILINE)
_EXAMPLES = re.compile(r"^\[\[rule\.example\]\].*", re.MULTILINE | re.DOTALL)
_LATE = re.compile(r"^\[(?:severity|rules[.\]])", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one rule as read: where it stands (file and code), the text of its examples, the profile it belongs to."""

    place: str
    spec: RuleSpec
    examples: str
    profile: str


@dataclass(slots=True)
class Shelf:
    """Collect what the files of one folder hold, and what is wrong in them."""

    entries: list[Entry] = field(default_factory=list)
    profiles: dict[str, ProfileSpec] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


@cache
def load_rules() -> RuleSet:
    """Load the rule book that ships with this package."""
    return pressed_book() or read_book()


def read_book() -> RuleSet:
    """Read the rule book that ships with this package from its files."""
    return read_rules(rules_folder(), load_register())


def read_rules(
    folder: Path, register: Register, *, only: Iterable[Path] = (), beside: RuleSet | None = None
) -> RuleSet:
    """Read all rule files below a folder, or `only` some; RuleFileError lists what is wrong in any of them.

    With `beside`, these are house rules: they join that book, with group letters, names and profiles of their own.
    """
    digest = hashlib.sha256((beside.digest if beside else "").encode())
    shelf, skipped = Shelf(), SKIPPED if beside else SKIPPED | {ACROSS}
    for path in sorted(only) or sorted(_files(folder)):
        place = Path(os.path.relpath(path, folder))
        try:
            content = faults.content(path, large="不像是规则文件").replace("\r\n", "\n")
        except faults.Misread as error:
            shelf.problems.append(f"{files.shown(place.as_posix())}：{error}")
            continue
        digest.update(content.encode())
        if skipped.isdisjoint(place.parts):
            _take(shelf, place, content)
    problems = [*shelf.problems, *_rule_problems(shelf.entries, register, beside), *_clashes(shelf, beside)]
    if problems:
        raise RuleFileError(problems)
    rules = (
        Rule.of(entry.spec, register, place=entry.place, example_text=entry.examples, profile=entry.profile)
        for entry in shelf.entries
    )
    everything = sorted((*rules, *(beside.rules if beside else ())), key=lambda rule: rule.code)
    profiles = {**(beside.profiles if beside else {}), **shelf.profiles}
    book = RuleSet(tuple(everything), digest.hexdigest()[:12], profiles)
    wrong = [
        f"{PROFILES}/{name}.toml：{problem}" for name in shelf.profiles for problem in profile_problems(book, name)
    ]
    if wrong:
        raise RuleFileError(wrong)
    return book


def add_house_rules(folder: str | os.PathLike[str], book: RuleSet) -> RuleSet:
    """Add the house rules and the vocabulary of a folder to a book.

    ConfigError when there are none, RuleFileError when they are broken.
    """
    path, words = Path(folder), Path(folder) / VOCABULARY
    spoken = os.path.isfile(words)
    if not os.path.isdir(folder) or not (spoken or any(_files(path))):
        raise ConfigError(f"“{files.shown(str(path))}”里没有规则文件（.toml），也没有词表（{VOCABULARY}）")
    whole = read_rules(path, load_register(), beside=book)
    return replace(whole, vocabulary=read_vocabulary(words)) if spoken else whole


def _files(folder: Path) -> Iterator[Path]:
    """Yield the rule files below a folder; ConfigError for one that is too full to be a folder of rules."""
    seen = 0
    for root, _, names in os.walk(folder):
        seen += 1 + len(names)
        if seen > _FULLEST:
            raise ConfigError(f"“{files.shown(str(folder))}”里的文件太多，不像是规则文件夹")
        yield from (Path(root, name) for name in names if name.endswith(".toml"))


def _take(shelf: Shelf, place: Path, content: str) -> None:
    """Put the rules and the profile of one file on the shelf, or what is wrong with it."""
    home = place.stem if PROFILES in place.parts[:-1] else ""
    bare, examples = _parted(content)
    try:
        file = parse_profile(place.as_posix(), bare) if home else parse_rules(place.as_posix(), bare)
        if isinstance(file, ProfileSpec):
            shelf.profiles[home] = file
            if any(_LATE.search(text) for text in examples):
                raise RuleFileError([f"{place.as_posix()}：[severity]、[rules.…] 要写在 [[rule]] 之前"])
        shelf.entries += _entries(place.as_posix(), file, examples, home)
    except RuleFileError as error:
        shelf.problems += error.problems


def _parted(content: str) -> tuple[str, list[str]]:
    """Part a file from the examples of its rules: they are half of the book, and parsed when asked for.

    Line feeds stay in the place of examples, so that mistakes are told by their lines.
    """
    head, *rules = _RULE.split(content)
    examples = [match[0] if (match := _EXAMPLES.search(rule)) else "" for rule in rules]
    bare = (_EXAMPLES.sub(lambda match: "\n" * match[0].count("\n"), rule) for rule in rules)
    return head + "".join(bare), examples


def _entries(place: str, file: RuleFile | ProfileSpec, examples: list[str], profile: str) -> Iterator[Entry]:
    if len(file.rule) != len(examples):
        raise RuleFileError([f"{place}：[[rule]] 要顶格单独写一行"])
    for spec, text in zip(file.rule, examples, strict=True):
        if not file.group or group_of(spec.code) != file.group:
            raise RuleFileError([f"{place} {spec.code}：code 应当以组名 {file.group} 开头"])
        yield Entry(f"{place} {spec.code}", spec, text, profile)


def _rule_problems(entries: Iterable[Entry], register: Register, beside: RuleSet | None) -> Iterator[str]:
    taken = {rule.group for rule in beside.rules} | {group_of(number) for number in register} if beside else set()
    for entry in entries:
        yield from (f"{entry.place}：{problem}" for problem in rule_problems(entry.spec, register))
        if group_of(entry.spec.code) in taken:
            yield f"{entry.place}：组名 {group_of(entry.spec.code)} 规则库已用，自己的规则请另用字母"


def _clashes(shelf: Shelf, beside: RuleSet | None) -> Iterator[str]:
    """Tell of codes, names and profiles that are used more than once, in these files or in the book beside them."""
    uses = [(key, entry.place) for entry in shelf.entries for key in _keys(entry.spec)]
    counts = Counter(key for key, _ in uses)
    counts.update(key for rule in (beside.rules if beside else ()) for key in _keys(rule))
    yield from (f"{place}：{key} 用了 {counts[key]} 次" for key, place in uses if counts[key] > 1)
    clashing = shelf.profiles.keys() & (beside.profiles.keys() if beside else ())
    yield from (f"{PROFILES}/{name}.toml：规则库已有配置 {name}，请另用名字" for name in sorted(clashing))


def _keys(rule: RuleSpec | Rule) -> tuple[str, ...]:
    return rule.code, rule.name, *rule.formerly
