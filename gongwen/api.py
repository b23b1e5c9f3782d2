"""Check a file: open it, read it, check what was read. What `import gongwen` offers is built here."""

import os
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, Union

from gongwen import checker, files
from gongwen.anatomy.elements import Gongwen
from gongwen.anatomy.recognise import recognise
from gongwen.bookshelf import load_rules
from gongwen.config import Config, load
from gongwen.draft import Draft
from gongwen.errors import ConfigError, ConfigFileError, GongwenError
from gongwen.ooxml.package import Limits, Package, Source
from gongwen.ooxml.reader import read
from gongwen.report import Document, ElementRecord, FactsRecord, Report, Tool
from gongwen.rules import RuleSet
from gongwen.settings import DEFAULT_STAGE, Settings, Stage
from gongwen.settling import (
    Books,
    Options,
    Settled,
    Words,
    alike,
    book,
    heard,
    key,
    permit,
    settle,
    sound,
    unknown_facts,
    vet,
)
from gongwen.violations import Severity

if TYPE_CHECKING:
    from gongwen.sidecar import Sidecar

Beside = Union["Sidecar", str, os.PathLike[str], None]
"""What is known of one document beside its bytes: a sidecar, or the path of one."""
Tell = Callable[[str], object]
"""Take a sentence for people."""


class Checker:
    """Keep a loaded rule book to check many documents with; threads may share one.

    Settings and errors are those of `gongwen.check`.
    """

    def __init__(
        self,
        *,
        stage: Stage | None = None,
        facts: Mapping[str, str] | None = None,
        profile: str | None = None,
        rules: RuleSet | str | os.PathLike[str] | None = None,
        limits: Limits | None = None,
        select: Sequence[str] | None = None,
        ignore: Sequence[str] | None = None,
        vocabulary: Words | None = None,
        inline_waivers: bool | None = None,
        severity: Mapping[str, Severity] | None = None,
        config: str | os.PathLike[str] | None = None,
        today: date | None = None,
    ) -> None:
        given = sound(
            Options(
                stage=stage,
                facts=facts,
                profile=profile or None,
                rules=rules,
                limits=limits,
                select=select,
                ignore=ignore,
                vocabulary=vocabulary,
                inline_waivers=inline_waivers,
                severity=severity,
                today=today,
            )
        )
        self._config = None if config is None else load(config)
        self._others = Checkers(given) if self._config and self._config.overriding else None
        self._open(settle(heard(given, self._config), Books(), today=today), limits)

    @classmethod
    def by(cls, settled: Settled, limits: Limits | None) -> "Checker":
        """Make the checker of documents that are all checked alike."""
        made = cls.__new__(cls)
        made._config = made._others = None
        made._open(settled, limits)
        return made

    def _open(self, settled: Settled, limits: Limits | None) -> None:
        self.settings = settled.settings
        self._common = settled.common
        self._limits = limits or Limits()
        self._checker = checker.Checker(self.settings, rules=settled.rules)

    @property
    def limits(self) -> Limits:
        """Give what a file may cost."""
        return self._limits

    @property
    def engine(self) -> checker.Checker:
        """Give what checks a draft once it is read."""
        return self._checker

    @property
    def tool(self) -> Tool:
        """Name this tool and its rule book, for a report over several documents."""
        return self._checker.tool

    @property
    def ruleset(self) -> RuleSet:
        """Give the rule book with the house rules: what findings are explained by."""
        return self._checker.ruleset

    @cached_property
    def key(self) -> str:
        """Name all that decides a result beside the file and its sidecar: program, rules, settings and limits, the day aside."""
        return key(Settled(self.settings, self.ruleset, self._common), self._limits, self.tool)

    def of(self, source: Source) -> "Checker":
        """Give the checker of one source: another than this when a configuration file has overrides for its path.

        ConfigFileError when an override is wrong.
        """
        return self if self._others is None else self._others.by(self._config, name_of(source))

    def check(self, source: Source, *, path: str = "", sidecar: Beside = None) -> Report:
        """Check one document: a path, the bytes of a file or a binary stream.

        `path` names it in the report; a source that is a path names itself, and may have settings of its own in a configuration
        file. `sidecar` is that of `gongwen.check`. Raises UnreadableDocument, and ConfigError for a sidecar that cannot be read or
        has faults.
        """
        keeper = self.of(source)
        known = keeper.sidecar(sidecar)
        package = Package.open(source, limits=self._limits)
        name = files.shown(path or name_of(source))
        return keeper.engine.check(read(package), path=name, sha256=package.sha256, sidecar=known)

    def sidecar(self, given: Beside) -> "Sidecar | None":
        """Give what is known of one document: of a sidecar, read when it is a path, and of a configuration file, that counts less.

        ConfigError when the sidecar cannot be read or has faults.
        """
        own = sidecar_of(given, self.ruleset)
        return self._common if own is None else own.over(self._common) if self._common else own

    def beside(self, path: str) -> "Sidecar | None":
        """Give the sidecar that lies beside a document, None when there is none; ConfigError as `sidecar`."""
        return beside(path, self.ruleset)


def check(
    source: Source,
    *,
    stage: Stage | None = None,
    facts: Mapping[str, str] | None = None,
    profile: str | None = None,
    rules: RuleSet | str | os.PathLike[str] | None = None,
    limits: Limits | None = None,
    select: Sequence[str] | None = None,
    ignore: Sequence[str] | None = None,
    vocabulary: Words | None = None,
    inline_waivers: bool | None = None,
    severity: Mapping[str, Severity] | None = None,
    config: str | os.PathLike[str] | None = None,
    today: date | None = None,
    sidecar: Beside = None,
) -> Report:
    """Check one document: a path, the bytes of a .docx file, or a binary stream read from where it stands.

    `stage` says how finished it is meant to be: "draft" (送签稿), "final" (印发件) or "archive" (归档件). `facts` pins what the
    caller knows better, in Chinese terms: `{"kind": "通知", "regime": "2012"}`. `profile` is "gbt9704", "party", "government",
    "office" or one of your own. `rules` is a folder of house rules that join the book, or a whole other book. `select` and
    `ignore` take rule codes ("GF046"), names, groups ("GF") or requirement ids ("GF-046"); no `select` means all.
    `limits` (`gongwen.Limits`) bounds what the file may cost, in bytes and entries. `vocabulary` holds names and terms that no rule of
    language may call wrong: words, or the path of a UTF-8 file with one a line; a `vocabulary.txt` among house rules counts too.
    `inline_waivers` lets comments in the document (`gongwen: 忽略 GF046 理由`) accept findings where they stand; say False for
    files you received. Their end dates are compared with `today`; without it none expires, for the library has no clock.
    `sidecar` is the path of a file that says what is known of this document - what to accept in it, which segment is which
    element, its facts, over which `facts` go - or a `gongwen.Sidecar`. `severity` grades rules otherwise than the book does:
    `{"GF046a": "info"}`. `config` is the path of a configuration file: it says what no keyword does, and its overrides count for
    a source that is a path. No file is looked for that nobody named.

    The report holds one document. Offsets in it count Unicode code points of a paragraph's text, paths count from 1.
    Raises UnreadableDocument when the file is no readable .docx, ConfigError for a setting that does not exist or has no such
    value, and for a configuration file or sidecar that is broken, RuleFileError for a broken rule book. What is checked comes
    from GB/T 9704-2012, the 2012 regulations on official documents and the other sources each violation cites in `basis`.
    """
    options = Options(
        stage=stage,
        facts=facts,
        profile=profile,
        rules=rules,
        limits=limits,
        select=select,
        ignore=ignore,
        vocabulary=vocabulary,
        inline_waivers=inline_waivers,
        severity=severity,
        config=config,
        today=today,
    )
    return checker_for(source, options).check(source, sidecar=sidecar)


class Checkers:
    """Make checkers by what is asked for and what configuration files say, one for each distinct settings; threads may share them."""

    def __init__(self, options: Options, *, stage: Stage = DEFAULT_STAGE) -> None:
        self._options = sound(options)
        self._stage = stage
        self._books = Books()
        self._vetted: set[str] = set()
        self._by_place: dict[tuple[str, tuple[int, ...]], Checker | GongwenError] = {}
        self._by_settings: dict[Hashable, Checker] = {}

    def by(self, config: Config | None, path: str = "") -> Checker:
        """Give the checker for the document at a path under a configuration file.

        ConfigFileError tells what the rule book does not know of in that file; errors beside are those of `Checker`.
        """
        place = (config.path, config.layers_for(path)) if config else ("", ())
        if place not in self._by_place:
            self._by_place[place] = self._tried(config, path)
        found = self._by_place[place]
        if isinstance(found, GongwenError):
            raise found.with_traceback(None)
        return found

    def plain(self, config: Config | None) -> Checker:
        """Give the checker for no document in particular; where that makes no sense, one that knows the rule book only."""
        try:
            return self.by(config)
        except ConfigFileError:
            raise
        except ConfigError:
            return Checker(rules=self._books.for_values(heard(self._options, config)))

    def _tried(self, config: Config | None, path: str) -> Checker | GongwenError:
        try:
            return self._made(config, path)
        except GongwenError as error:  # told of each document that it concerns
            return error

    def _made(self, config: Config | None, path: str) -> Checker:
        if config and config.path not in self._vetted:
            vet(config, self._books)
            self._vetted.add(config.path)
        today = self._options.get("today")
        settled = settle(heard(self._options, config, path, stage=self._stage), self._books, today=today)
        same = alike(settled)
        if same not in self._by_settings:
            self._by_settings[same] = Checker.by(settled, self._options.get("limits"))
        return self._by_settings[same]


def checker_for(source: Source, options: Options, *, stage: Stage = DEFAULT_STAGE) -> Checker:
    """Give what checks one source: by what is asked for, and by the configuration file that is named for its path."""
    named = options.get("config")
    return Checkers(options, stage=stage).by(None if named is None else load(named), name_of(source))


def house_rules(folder: str | os.PathLike[str]) -> RuleSet:
    """Give the house rules of a folder alone, read beside the rule book."""
    whole, shipped = book(folder), {rule.code for rule in book().rules}
    return replace(whole, rules=tuple(rule for rule in whole.rules if rule.code not in shipped))


def elements(
    source: Source,
    *,
    path: str = "",
    facts: Mapping[str, str] | None = None,
    sidecar: Beside = None,
    tell: Tell | None = None,
) -> Document:
    """Recognise one document without checking it: elements with their evidence, and facts.

    `facts`, `sidecar` and `tell` are those of `recognised`. Raises UnreadableDocument, and ConfigError for a fact or value that
    does not exist and a sidecar that cannot be read or has faults.
    """
    package = Package.open(source)
    draft = read(package)
    found = recognised(draft, facts=facts, sidecar=sidecar, tell=tell)
    return Document(
        path=files.shown(path or name_of(source)),
        sha256=package.sha256,
        stage=Settings().stage,
        profile=Settings().profile,
        facts=FactsRecord.of(found.facts),
        elements=tuple(ElementRecord.of(element, evidence=True) for element in found.elements),
        unread=draft.unread,
    )


def recognised(
    draft: Draft, *, facts: Mapping[str, str] | None = None, sidecar: Beside = None, tell: Tell | None = None
) -> Gongwen:
    """Recognise a draft by what the caller knows: pinned `facts`, and the pins and facts of a sidecar, over which `facts` go.

    `tell` gets a sentence on each pin that fits no segment, or several. ConfigError as `elements`.
    """
    if facts:
        permit(facts, load_rules())
    known = None if sidecar is None else sidecar_of(sidecar, load_rules())
    if known is None:
        return recognise(draft, facts=facts)
    gongwen, loose = known.recognise(draft, facts or {})
    if tell:
        for sentence in loose:
            tell(sentence)
    return gongwen


def name_of(source: Source) -> str:
    """Give the path of a source that is one; empty for bytes and streams."""
    return os.fspath(source) if isinstance(source, str | os.PathLike) else ""


def beside(path: str, rules: RuleSet | None = None) -> "Sidecar | None":
    """Give the sidecar that lies beside a document, None when there is none; ConfigError when it cannot be read or has faults."""
    if path == files.STDIN:
        return None
    there = path + files.SIDECAR
    content = files.read_sidecar(there)
    if content is None:
        return None
    from gongwen.sidecar import Sidecar  # noqa: PLC0415 - few documents have one

    vet = partial(unknown_facts, rules=rules or load_rules())
    return Sidecar.read(content, place=f"附带文件“{files.shown(there)}”", vet=vet)


def sidecar_of(given: Beside, rules: RuleSet) -> "Sidecar | None":
    """Give a sidecar, read when it is a path; ConfigError when it cannot be read or has faults."""
    if given is None:
        return None
    from gongwen.sidecar import Sidecar  # noqa: PLC0415 - few documents have one

    if isinstance(given, Sidecar):
        permit(given.facts, rules)
        return given
    return Sidecar.load(given, vet=partial(unknown_facts, rules=rules))
