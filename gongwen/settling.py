"""What a document is checked by, once everyone is heard: options, configuration files and defaults become settings and a rule book."""

import hashlib
import json
import os
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypedDict, cast

from gongwen import config, pressed, profiles
from gongwen.anatomy.facts import KINDS, PINNABLE
from gongwen.bookshelf import add_house_rules, load_rules
from gongwen.errors import ConfigError, ConfigFileError, GongwenError
from gongwen.ooxml.package import Limits
from gongwen.report import Tool
from gongwen.rules import FACT_VALUES, RuleSet
from gongwen.settings import DEFAULT_STAGE, Settings, Stage
from gongwen.violations import Severity
from gongwen.words import read_vocabulary

Words = Iterable[str] | str | os.PathLike[str]
"""Names and terms, or the path of a file that lists them."""
Rules = RuleSet | str | os.PathLike[str]
"""A rule book, or a folder of house rules that join the one that ships."""


class Options(TypedDict, total=False):
    """Name the options of `Checker`, for those who hand them on; None is what nobody asked for."""

    stage: Stage | None
    facts: Mapping[str, str] | None
    profile: str | None
    rules: Rules | None
    limits: Limits | None
    select: Sequence[str] | None
    ignore: Sequence[str] | None
    vocabulary: Words | None
    inline_waivers: bool | None
    severity: Mapping[str, Severity] | None
    config: str | os.PathLike[str] | None
    today: date | None


class _Settled(TypedDict):
    """Hold options as they count."""

    stage: Stage
    facts: Mapping[str, str]
    profile: str
    rules: Rules | None
    select: Sequence[str]
    ignore: Sequence[str]
    vocabulary: Words
    inline_waivers: bool
    severity: Mapping[str, Severity]


_NO_VALUES = frozenset(("limits", "config", "today"))
"""Options that no configuration file can state."""


@dataclass
class Books:
    """Keep rule books that were read, by the folder of their house rules."""

    _read: dict[str | None, RuleSet] = field(default_factory=dict)

    def of(self, rules: Rules | None) -> RuleSet:
        """Give the rule book with the house rules of a folder; ConfigError and RuleFileError as in reading it."""
        if isinstance(rules, RuleSet):
            return rules
        folder = None if rules is None else os.fspath(rules)
        if folder not in self._read:
            self._read[folder] = book(rules)
        return self._read[folder]

    def for_values(self, values: config.Values) -> RuleSet:
        """Give the rule book that values name."""
        return self.of(cast("Rules | None", values["rules"].value))


def book(rules: Rules | None = None) -> RuleSet:
    """Give the rule book that ships, with the house rules of a folder when one is named; a rule book stands for itself."""
    if isinstance(rules, RuleSet):
        return rules
    return load_rules() if rules is None else add_house_rules(rules, load_rules())


def heard(
    options: Options, found: config.Config | None, path: str = "", *, stage: Stage = DEFAULT_STAGE
) -> config.Values:
    """Give all values that count for the document at a path, and where each comes from; `stage` is what counts by default."""
    stated = {name: value for name, value in options.items() if name not in _NO_VALUES}
    written = found.values(found.layers_for(path)) if found else {}
    return config.joined(config.defaults(stage), written, config.asked(stated))


def settle(values: config.Values, books: Books, *, today: date | None = None) -> tuple[Settings, RuleSet]:
    """Give the settings that values make, and the rule book they are for.

    ConfigFileError lists what the rule book does not know of in a configuration file; what is wrong in the options themselves is
    a ConfigError or RuleFileError.
    """
    settled = cast("_Settled", config.options(values))
    whole = _known(values, books)
    permit(settled["facts"], whole)
    settings = Settings(
        stage=settled["stage"],
        profile=settled["profile"],
        select=_codes(settled["select"]),
        ignore=_codes(settled["ignore"]),
        facts=dict(settled["facts"]),
        vocabulary=_vocabulary(settled["vocabulary"]),
        inline_waivers=settled["inline_waivers"],
        severity=tuple(settled["severity"].items()),
        today=today,
    )
    return settings, whole


def key(settings: Settings, limits: Limits, tool: Tool, rules: RuleSet) -> str:
    """Name what decides a result beside the file itself: equal in every process, another when anything of it changes."""
    parts = {
        "program": _program(),
        "tool": tool.model_dump(),
        "house_vocabulary": sorted(rules.vocabulary),
        "limits": asdict(limits),
        **{name: _plain(getattr(settings, name)) for name in Settings.__slots__},
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@cache
def _program() -> str:
    """Name this program and its tables by their content: results of another release are not those of this one."""
    return pressed.digest().hex()


def alike(settings: Settings) -> Hashable:
    """Give what is equal for settings that are."""
    values = (getattr(settings, name) for name in Settings.__slots__)
    return tuple(tuple(sorted(value.items())) if isinstance(value, Mapping) else value for value in values)


def _plain(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    return value.isoformat() if isinstance(value, date) else dict(value) if isinstance(value, Mapping) else value


def permit(facts: Mapping[str, str], rules: RuleSet) -> None:
    """Raise ConfigError for a pinned fact or value that nothing knows of."""
    if not facts:
        return
    asked = {kind for rule in rules.rules for kind in rule.when.get("kind", ())}
    values = {**FACT_VALUES, "kind": frozenset(KINDS) | asked, "official": frozenset(("是", "否"))}
    for name, value in facts.items():
        if name not in PINNABLE:
            raise ConfigError(f"没有名为“{name}”的文档事实，可用的有：{'、'.join(sorted(PINNABLE))}")
        allowed = values.get(name)
        if allowed is not None and value not in allowed:
            raise ConfigError(f"文档事实 {name} 没有“{value}”这个值，可用的有：{'、'.join(sorted(allowed))}")


def vet(found: config.Config, books: Books) -> None:
    """Try all that a configuration file says, each override on top of the file; ConfigFileError lists what nothing knows of."""
    always = tuple(number for number, layer in enumerate(found.layers) if layer.covers is None)
    wrong: dict[str, list[str]] = {}
    for number, layer in enumerate(found.layers):
        whole = config.joined(config.defaults(), found.values((*always, number)))
        for file, said in _wrong(layer.values, whole, books):
            wrong.setdefault(file, []).append(said)
    _refuse(wrong)


def _known(values: config.Values, books: Books) -> RuleSet:
    """Give the rule book; ConfigFileError lists all that it does not know of in configuration files."""
    wrong: dict[str, list[str]] = {}
    for file, said in _wrong(values, values, books):
        wrong.setdefault(file, []).append(said)
    _refuse(wrong)
    return books.for_values(values)


def _refuse(wrong: Mapping[str, list[str]]) -> None:
    for file, said in wrong.items():
        raise ConfigFileError(file, said)


def _wrong(tried: config.Values, values: config.Values, books: Books) -> Iterator[tuple[str, str]]:
    """Yield the mistakes of files among the values tried, by the rule book that all values name; each with its file."""
    rules = values["rules"]
    problems = [(rules.origin.file, said) for said in _told("rules", rules, lambda _: books.for_values(values))]
    if problems:
        yield from problems
        return
    whole = books.for_values(values)
    for name, value in tried.items():
        trial = _trial(name, whole)
        if trial and value.origin.file:
            yield from ((value.origin.file, said) for said in _told(name, value, trial))


def _trial(name: str, whole: RuleSet) -> Callable[[object], object] | None:
    """Give what raises an error for a value that does not exist in a rule book; None for one that need not be tried."""
    table, _, within = name.partition(".")
    trials: Mapping[str, Callable[[object], object]] = {
        "profile": lambda value: profiles.resolve(whole, str(value)),
        "select": lambda value: [whole.find(code) for code in cast("Sequence[str]", value)],
        "ignore": lambda value: [whole.find(code) for code in cast("Sequence[str]", value)],
        "severity": lambda _: whole.find(within),
        "facts": lambda value: permit({within: str(value)}, whole),
        "vocabulary": lambda value: _vocabulary(cast("Words", value)),
    }
    return trials.get(table)


def _told(name: str, value: config.Value, trial: Callable[[object], object]) -> Iterator[str]:
    """Yield what is wrong with a value of a file; errors in what was asked for otherwise stay what they are."""
    try:
        trial(value.value)
    except GongwenError as error:
        if not value.origin.file:
            raise
        within = f"第{value.origin.override}个 [[override]] " if value.origin.override else ""
        yield f"{within}{name}：{'；'.join(str(error).splitlines())}"


def _codes(codes: Sequence[str]) -> tuple[str, ...]:
    """Take a bare text for one code: as a sequence it would be its letters."""
    return (codes,) if isinstance(codes, str) else tuple(codes)


def _vocabulary(words: Words) -> frozenset[str]:
    return read_vocabulary(Path(words)) if isinstance(words, str | os.PathLike) else frozenset(words)
