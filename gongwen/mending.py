"""From a file to its mended copy: what `gongwen.fix` does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import Unpack

from gongwen import checker
from gongwen.api import Beside, Checker, checker_for, name_of
from gongwen.draft import Draft
from gongwen.edits import Edit
from gongwen.errors import ConfigError
from gongwen.fixer.account import Account
from gongwen.fixer.passes import Fixer, Mended
from gongwen.fixer.tracking import UNTRACKABLE, alike, track
from gongwen.fixer.trial import Unwritable
from gongwen.ooxml.package import Package, Source
from gongwen.ooxml.reader import read
from gongwen.ooxml.revisions import Revision
from gongwen.ooxml.writer import write
from gongwen.outcome import MANNERS, FixResult, Manner, digest
from gongwen.report import Summary
from gongwen.settling import Options
from gongwen.violations import Applicability

AUTHOR = "gongwen"
"""Who tracked changes are by."""


def fix(
    source: Source,
    *,
    unsafe: bool = False,
    as_: Manner = "direct",
    date: datetime | None = None,
    sidecar: Beside = None,
    **options: Unpack[Options],
) -> FixResult:
    """Mend one document: a path, the bytes of a .docx file, or a binary stream read from where it stands.

    The source is never written to: `data` of the result holds the mended file, or the very bytes of the source when there was
    nothing to mend. Only fixes that leave every word and number as it is are applied; `unsafe` applies those that need a person's
    judgement too. `as_` "revision" writes tracked changes by the author "gongwen" that a person accepts or rejects in Word or WPS,
    at `date` if it is given; "direct" changes the text itself. `sidecar` and the other options are those of `check`; what is
    waived is not mended; rules that are not selected are not mended either, but no change may break them.

    Whatever does not do what it should, brings a new error or warning, or touches a word it should not, is refused and listed.
    Raises UnreadableDocument, ConfigError and RuleFileError as `check` does.
    """
    return mend(checker_for(source, options), source, unsafe=unsafe, as_=as_, date=date, sidecar=sidecar)


def mend(
    keeper: Checker,
    source: Source,
    *,
    path: str = "",
    unsafe: bool = False,
    as_: Manner = "direct",
    date: datetime | None = None,
    sidecar: Beside = None,
) -> FixResult:
    """Mend one document with a loaded rule book; `path` names it in the result."""
    if as_ not in MANNERS:
        raise ConfigError(f"没有“{as_}”这种改法，可用的有：{'、'.join(MANNERS)}")
    known = keeper.sidecar(sidecar)
    package = Package.open(source, limits=keeper.limits)
    judge, codes = judge_of(keeper.engine)
    levels: frozenset[Applicability] = frozenset(("safe", "unsafe") if unsafe else ("safe",))
    fixer = Fixer(partial(judge.look, sidecar=known), levels, codes)
    repair = repaired(fixer, package, as_=as_, date=date)
    return told(repair, judge, path=path or name_of(source), codes=codes, unsafe=unsafe)


@dataclass(frozen=True, slots=True)
class Repair:
    """Hold what became of a file, and the bytes of it."""

    package: Package
    mended: Mended
    as_: Manner
    data: bytes


def repaired(fixer: Fixer, package: Package, *, as_: Manner, date: datetime | None) -> Repair:
    """Carry out a repair, in the text itself or as tracked changes."""
    paper = Docx(package, Revision(AUTHOR, _moment(date)) if as_ == "revision" else None)
    if as_ == "revision":
        mended, edits = track(fixer, paper, paper.tracked)
        return Repair(package, mended, as_, paper.written(edits))
    mended = fixer.mend(paper)
    return Repair(package, mended, as_, mended.after.paper.data)


def told(
    repair: Repair, judge: checker.Checker, *, path: str, codes: frozenset[str] | None, unsafe: bool = False
) -> FixResult:
    """Give a repair its public form."""
    mended, data = repair.mended, repair.data
    account = Account(mended, judge, path=path, codes=codes)
    return FixResult(
        tool=judge.tool,
        path=account.before.path,
        sha256=repair.package.sha256,
        digest=digest(data),
        status=account.after.status,
        stage=account.after.stage,
        profile=account.after.profile,
        as_=repair.as_,
        unsafe=unsafe,
        passes=len(mended.passes),
        fixed=account.fixed,
        refused=account.refused,
        remaining=account.remaining,
        newly_visible=account.newly_visible,
        left=Summary.of([account.after]).by_severity,
        before=account.before,
        after=account.after,
        data=data,
    )


@dataclass(frozen=True, slots=True)
class Docx:
    """Stand for a .docx file, the fixer's paper; with a `revision` only edits that can be written as tracked changes are carried out."""

    package: Package
    revision: Revision | None = None

    @property
    def digest(self) -> str:
        """Name its bytes."""
        return self.package.sha256

    @property
    def data(self) -> bytes:
        """Give its bytes."""
        return self.package.data

    def draft(self) -> Draft:
        """Read it."""
        return read(self.package)

    def edited(self, edits: Sequence[Edit]) -> "tuple[Docx, Mapping[Edit, str]]":
        """Carry out edits on a copy."""
        written = write(self.package, edits)
        copy, refused = replace(self, package=self._opened(written.data)), dict(written.refused)
        if self.revision:
            tracked = write(self.package, edits, revision=self.revision)
            refused |= tracked.refused
            if not refused and not alike(read(self._opened(tracked.data)), copy.draft()):
                raise Unwritable(UNTRACKABLE)
        return copy, refused

    def tracked(self, edits: Sequence[Edit]) -> Draft | None:
        """Write edits as tracked changes; give the draft with all of them accepted, None when one could not be written."""
        written = write(self.package, edits, revision=self.revision)
        return None if written.refused else read(self._opened(written.data))

    def written(self, edits: Sequence[Edit]) -> bytes:
        """Give the file with edits as tracked changes; without any the file itself."""
        return write(self.package, edits, revision=self.revision).data if edits else self.package.data

    def _opened(self, data: bytes) -> Package:
        return Package.open(data, limits=self.package.limits)


def _moment(date: datetime | None) -> str | None:
    """Write a moment as a tracked change does, in UTC; one without a time zone stands as it is."""
    if date is None:
        return None
    return (date.astimezone(UTC) if date.tzinfo else date).strftime("%Y-%m-%dT%H:%M:%SZ")


def judge_of(engine: checker.Checker) -> tuple[checker.Checker, frozenset[str] | None]:
    """Give a checker that sees what every rule would say of a change, and the codes of the rules to mend for; None for all."""
    settings = engine.settings
    if not settings.select:
        return engine, None
    whole = checker.Checker(replace(settings, select=()), rules=engine.ruleset)
    return whole, frozenset(rule.code for rule in engine.rules)
