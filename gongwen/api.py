"""Check a file: open it, read it, check what was read. What `import gongwen` offers is built here."""

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Union

from gongwen import checker, files
from gongwen.anatomy.elements import Gongwen
from gongwen.anatomy.facts import KINDS, PINNABLE
from gongwen.anatomy.recognise import recognise
from gongwen.bookshelf import add_house_rules, load_rules
from gongwen.draft import Draft
from gongwen.errors import ConfigError
from gongwen.faults import plain
from gongwen.ooxml.package import Limits, Package, Source
from gongwen.ooxml.reader import read
from gongwen.pressed import edition
from gongwen.report import Document, ElementRecord, FactsRecord, Report, Tool
from gongwen.rules import FACT_VALUES, RuleSet
from gongwen.settings import Settings, Stage
from gongwen.words import read_vocabulary

if TYPE_CHECKING:
    from gongwen.sidecar import Sidecar

Beside = Union["Sidecar", str, os.PathLike[str], None]
"""What is known of one document beside its bytes: a sidecar, or the path of one."""
Tell = Callable[[str], object]
"""Take a sentence for people."""
Words = Iterable[str] | str | os.PathLike[str]
"""Names and terms, or the path of a file that lists them."""


class Options(TypedDict, total=False):
    """Name the options of `Checker`, for those who hand them on."""

    stage: Stage
    facts: Mapping[str, str] | None
    profile: str | None
    rules: RuleSet | str | os.PathLike[str] | None
    limits: Limits | None
    select: Sequence[str]
    ignore: Sequence[str]
    vocabulary: Words
    inline_waivers: bool
    today: date | None


class Checker:
    """Keep a loaded rule book to check many documents with; threads may share one.

    Settings and errors are those of `gongwen.check`.
    """

    def __init__(
        self,
        *,
        stage: Stage = "draft",
        facts: Mapping[str, str] | None = None,
        profile: str | None = None,
        rules: RuleSet | str | os.PathLike[str] | None = None,
        limits: Limits | None = None,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        vocabulary: Words = (),
        inline_waivers: bool = True,
        today: date | None = None,
    ) -> None:
        pinned = dict(facts or {})
        self.settings = Settings(
            stage=stage,
            profile=profile or Settings().profile,
            select=_codes(select),
            ignore=_codes(ignore),
            facts=pinned,
            vocabulary=_vocabulary(vocabulary),
            inline_waivers=inline_waivers,
            today=today,
        )
        self._limits = limits or Limits()
        self._checker = checker.Checker(self.settings, rules=book(rules))
        permit(pinned, self._checker.ruleset)

    @cached_property
    def key(self) -> str:
        """Name by a digest all that decides the result of a document besides its bytes and the day: program, rules, settings."""
        asked = asdict(self.settings) | {"today": self.settings.today is not None, "limits": asdict(self._limits)}
        asked |= {"edition": edition().hex(), "rules": self.ruleset.digest, "house_words": self.ruleset.vocabulary}
        return hashlib.sha256(json.dumps(asked, sort_keys=True, default=sorted).encode()).hexdigest()

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

    def check(self, source: Source, *, path: str = "", sidecar: Beside = None) -> Report:
        """Check one document: a path, the bytes of a file or a binary stream.

        `path` names it in the report; a source that is a path names itself. `sidecar` is that of `gongwen.check`. Raises
        UnreadableDocument, and ConfigError for a sidecar that cannot be read or has faults.
        """
        known = self.sidecar(sidecar)
        package = Package.open(source, limits=self._limits)
        name = path or name_of(source)
        return self._checker.check(read(package), path=name, sha256=package.sha256, sidecar=known)

    def sidecar(self, given: Beside) -> "Sidecar | None":
        """Give what is known of one document, read when it is a path; ConfigError when it cannot be read or has faults."""
        return sidecar_of(given, self.ruleset)

    def beside(self, path: str) -> "Sidecar | None":
        """Give the sidecar that lies beside a document, None when there is none; ConfigError as `sidecar`."""
        return beside(path, self.ruleset)


def check(
    source: Source,
    *,
    stage: Stage = "draft",
    facts: Mapping[str, str] | None = None,
    profile: str | None = None,
    rules: RuleSet | str | os.PathLike[str] | None = None,
    limits: Limits | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    vocabulary: Words = (),
    inline_waivers: bool = True,
    today: date | None = None,
    sidecar: Beside = None,
) -> Report:
    """Check one document: a path, the bytes of a .docx file, or a binary stream read from where it stands.

    `stage` says how finished it is meant to be: "draft" (送签稿), "final" (印发件) or "archive" (归档件). `facts` pins what the
    caller knows better, in Chinese terms: `{"kind": "通知", "regime": "2012"}`. `profile` is "gbt9704", "party", "government",
    "office" or one of your own. `rules` is a folder of house rules that join the book, or a whole other book. `select` and
    `ignore` take rule codes ("GF046"), names, groups ("GF") or requirement ids ("GF-046"); no `select` means all.
    `limits` bounds what the file may cost, in bytes and entries. `vocabulary` holds names and terms that no rule of language
    may call wrong: words, or the path of a UTF-8 file with one a line; a `vocabulary.txt` among house rules counts too.
    `inline_waivers` lets comments in the document (`gongwen: 忽略 GF046 理由`) accept findings where they stand; say False for
    files you received. Their end dates are compared with `today`; without it none expires, for the library has no clock.
    `sidecar` is the path of a file that says what is known of this document - what to accept in it, which segment is which
    element, its facts, over which `facts` go - or a `gongwen.Sidecar`. No file is looked for that nobody named.

    The report holds one document. Offsets in it count Unicode code points of a paragraph's text, paths count from 1.
    Raises UnreadableDocument when the file is no readable .docx, ConfigError for a setting that does not exist,
    RuleFileError for a broken rule book. What is checked comes from GB/T 9704-2012, the 2012 regulations on official
    documents and the other sources each violation cites in `basis`.
    """
    return Checker(
        stage=stage,
        facts=facts,
        profile=profile,
        rules=rules,
        limits=limits,
        select=select,
        ignore=ignore,
        vocabulary=vocabulary,
        inline_waivers=inline_waivers,
        today=today,
    ).check(source, sidecar=sidecar)


def book(rules: RuleSet | str | os.PathLike[str] | None = None) -> RuleSet:
    """Give the rule book that ships, with the house rules of a folder when one is named; a rule book stands for itself."""
    if isinstance(rules, RuleSet):
        return rules
    return load_rules() if rules is None else add_house_rules(rules, load_rules())


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
        path=path or name_of(source),
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


def _codes(codes: Sequence[str]) -> tuple[str, ...]:
    """Take a bare text for one code: as a sequence it would be its letters."""
    return (codes,) if isinstance(codes, str) else tuple(codes)


def _vocabulary(words: Words) -> frozenset[str]:
    return read_vocabulary(Path(words)) if isinstance(words, str | os.PathLike) else frozenset(words)


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
