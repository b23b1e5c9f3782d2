"""What a document is checked by, once everyone is heard: options, configuration files and defaults become settings and a rule book."""

import hashlib
import json
import os
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, cast

from gongwen import config, pressed, profiles
from gongwen.anatomy.facts import KINDS, PINNABLE
from gongwen.bookshelf import add_house_rules, load_rules
from gongwen.errors import ConfigError, ConfigFileError, GongwenError
from gongwen.faults import MOST_TOLD, plain
from gongwen.ooxml.package import Limits
from gongwen.report import Tool
from gongwen.rules import FACT_VALUES, RuleSet
from gongwen.settings import DEFAULT_STAGE, Settings, Stage
from gongwen.violations import SEVERITIES, Severity
from gongwen.words import read_vocabulary

if TYPE_CHECKING:
    from gongwen.sidecar import Sidecar, WaiveSpec

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


@dataclass(frozen=True, slots=True)
class Settled:
    """Hold what a document is checked by; `common` is what configuration files say of it as its sidecar might, and counts less."""

    settings: Settings
    rules: RuleSet
    common: "Sidecar | None" = None


class _Told(TypedDict):
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
    waive: "Mapping[str, WaiveSpec]"


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


def sound(options: Options) -> Options:
    """Give options back as they can be heard more than once; ConfigError for a value that is none of its kind."""
    given = cast("Options", {name: value for name, value in options.items() if value is not None})
    for name in ("select", "ignore", "vocabulary"):
        words = given.get(name)
        if isinstance(words, Iterable) and not isinstance(words, str):  # an iterator gives its words once
            given[name] = tuple(words)
    for name, value in given.items():
        fits, kind = _SHAPES.get(name, (None, ""))
        if fits and not fits(value):
            raise ConfigError(f"{name} 应当是{kind}。")
    return given


def _texts(value: object) -> bool:
    return isinstance(value, Iterable) and all(isinstance(word, str) for word in value)


def _paired(value: object) -> bool:
    return isinstance(value, Mapping) and _texts(value.keys()) and _texts(value.values())


_SHAPES: Mapping[str, tuple[Callable[[object], bool], str]] = {
    "facts": (_paired, '字典，名和值都是文字，例如 {"kind": "通知"}'),
    "severity": (
        lambda value: _paired(value) and set(cast("Mapping[str, str]", value).values()) <= set(SEVERITIES),
        '字典，值是 error、warning 或 info，例如 {"GF046a": "info"}',
    ),
    "select": (_texts, '一列规则编号、名称、组名或要求编号，例如 ["GF046"]'),
    "ignore": (_texts, '一列规则编号、名称、组名或要求编号，例如 ["GF046"]'),
    "vocabulary": (lambda value: isinstance(value, os.PathLike) or _texts(value), "一列词，或者词表的文件名"),
    "limits": (lambda value: isinstance(value, Limits), " gongwen.Limits"),
    "inline_waivers": (lambda value: isinstance(value, bool), " True 或 False"),
    "today": (lambda value: isinstance(value, date) and not isinstance(value, datetime), "日期（datetime.date）"),
}
"""What a value must be, and how that is said."""


def heard(
    options: Options, found: config.Config | None, path: str = "", *, stage: Stage = DEFAULT_STAGE
) -> config.Values:
    """Give all values that count for the document at a path, and where each comes from; `stage` is what counts by default."""
    stated = {name: value for name, value in options.items() if name not in _NO_VALUES}
    written = found.values(found.layers_for(path)) if found else {}
    return config.joined(config.defaults(stage), written, config.asked(stated))


def settle(values: config.Values, books: Books, *, today: date | None = None) -> Settled:
    """Give the settings that values make, and the rule book they are for.

    ConfigFileError lists what the rule book does not know of in a configuration file; what is wrong in the options themselves is
    a ConfigError or RuleFileError.
    """
    told, facts = cast("_Told", config.options(values)), _facts(values)
    whole = _known(values, books)
    permit(told["facts"], whole)
    settings = Settings(
        stage=told["stage"],
        profile=told["profile"],
        select=_codes(told["select"]),
        ignore=_codes(told["ignore"]),
        facts={name: value for name, value in told["facts"].items() if name not in facts},
        vocabulary=_vocabulary(told["vocabulary"]),
        inline_waivers=told["inline_waivers"],
        severity=tuple(told["severity"].items()),
        today=today,
    )
    return Settled(settings, whole, _common(told["waive"], facts))


def _facts(values: config.Values) -> dict[str, str]:
    """Give the facts that files pin: a sidecar knows better."""
    named = ((name.partition("."), value) for name, value in values.items())
    return {key: str(value.value) for (table, _, key), value in named if table == "facts" and value.origin.file}


def _common(waivers: "Mapping[str, WaiveSpec]", facts: Mapping[str, str]) -> "Sidecar | None":
    if not (waivers or facts):
        return None
    from gongwen.sidecar import Sidecar  # noqa: PLC0415 - few configurations need one

    return Sidecar(tuple(waiver.order("config") for waiver in waivers.values()), (), facts)


def key(settled: Settled, limits: Limits, tool: Tool) -> str:
    """Name what decides a result beside the file and the day: equal in every process, another when anything of it changes."""
    parts = {
        "program": _program(),
        "tool": tool.model_dump(),
        "house_vocabulary": sorted(settled.rules.vocabulary),
        "limits": asdict(limits),
        "common": asdict(settled.common) if settled.common else None,
        **{name: getattr(settled.settings, name) for name in Settings.__slots__},
        "today": settled.settings.today is not None,
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False, default=_plain).encode()).hexdigest()


@cache
def _program() -> str:
    """Name this program and its tables by their content: results of another release are not those of this one."""
    return pressed.digest().hex()


def alike(settled: Settled) -> Hashable:
    """Give what is equal for settings that are."""
    values = (getattr(settled.settings, name) for name in Settings.__slots__)
    plain = tuple(tuple(sorted(value.items())) if isinstance(value, Mapping) else value for value in values)
    common = (settled.common.orders, tuple(sorted(settled.common.facts.items()))) if settled.common else None
    return id(settled.rules), plain, common


def _plain(value: object) -> object:
    """Give what JSON has no word for: words and elements in order, a day by its name."""
    return sorted(value) if isinstance(value, frozenset) else str(value)


def permit(facts: Mapping[str, str], rules: RuleSet) -> None:
    """Raise ConfigError for pinned facts or values that nothing knows of."""
    unknown = list(unknown_facts(facts, rules)) if facts else []
    if unknown:
        raise ConfigError("；".join(unknown))


def unknown_facts(facts: Mapping[str, str], rules: RuleSet) -> Iterator[str]:
    """Yield a sentence on each fact or value that nothing knows of."""
    asked = {kind for rule in rules.rules for kind in rule.when.get("kind", ())}
    values = {**FACT_VALUES, "kind": frozenset(KINDS) | asked, "official": frozenset(("是", "否"))}
    for name, value in facts.items():
        if name not in PINNABLE:
            yield f"没有名为“{plain(name)}”的文档事实，可用的有：{'、'.join(sorted(PINNABLE))}"
            continue
        allowed = values.get(name)
        if allowed is not None and value not in allowed:
            yield f"文档事实 {name} 没有“{plain(value)}”这个值，可用的有：{'、'.join(sorted(allowed))}"


def vet(found: config.Config, books: Books) -> None:
    """Try all that a configuration file says, each override on top of the file; ConfigFileError lists what nothing knows of."""
    always = tuple(number for number, layer in enumerate(found.layers) if layer.covers is None)
    tried = (
        (layer.values, config.joined(config.defaults(), found.values((*always, number))))
        for number, layer in enumerate(found.layers)
    )
    _refuse(fault for values, whole in tried for fault in _wrong(values, whole, books))


def _known(values: config.Values, books: Books) -> RuleSet:
    """Give the rule book; ConfigFileError lists all that it does not know of in configuration files."""
    _refuse(_wrong(values, values, books))
    return books.for_values(values)


def _refuse(wrong: Iterator[tuple[str, str]]) -> None:
    """Raise ConfigFileError for the first file that has mistakes; after a good many nobody looks for more."""
    told = list(islice(wrong, MOST_TOLD + 1))
    for first, _ in told:
        said = [fault for file, fault in told[:MOST_TOLD] if file == first]
        raise ConfigFileError(first, said, rest="其余没有列出" if len(told) > MOST_TOLD else "")


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
        "waive": lambda value: _find_waived(cast("WaiveSpec", value), whole),
    }
    return trials.get(table)


def _find_waived(waiver: "WaiveSpec", whole: RuleSet) -> None:
    from gongwen.waivers.ledger import proper  # noqa: PLC0415 - few configurations need it

    for code in waiver.code:
        whole.find(proper(code))


def _told(name: str, value: config.Value, trial: Callable[[object], object]) -> Iterator[str]:
    """Yield what is wrong with a value of a file; errors in what was asked for otherwise stay what they are."""
    try:
        trial(value.value)
    except GongwenError as error:
        if not value.origin.file:
            raise
        within = f"{value.origin.within} " if value.origin.record else ""
        key = "code" if value.origin.record == "waive" else name
        yield f"{within}{key}：{'；'.join(str(error).splitlines()).replace('：；', '：')}"


def _codes(codes: Sequence[str]) -> tuple[str, ...]:
    """Take a bare text for one code: as a sequence it would be its letters."""
    return (codes,) if isinstance(codes, str) else tuple(codes)


def _vocabulary(words: Words) -> frozenset[str]:
    return read_vocabulary(Path(words)) if isinstance(words, str | os.PathLike) else frozenset(words)
