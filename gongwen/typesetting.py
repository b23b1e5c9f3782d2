"""From a file to its typeset copy (排版): what `gongwen.typeset` does, a repair that leaves every word as it is."""

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Unpack

from gongwen.api import Beside, Checker, Options, name_of
from gongwen.findings import FIXABLE
from gongwen.fixer.passes import Fixer, Mended
from gongwen.fixer.setting import GATE, Setting
from gongwen.fixer.texts import read_alike
from gongwen.fixer.trial import Refusal
from gongwen.mending import Repair, judge_of, repaired, told
from gongwen.ooxml.package import Package, Source
from gongwen.ooxml.reader import read
from gongwen.outcome import FixResult, Manner, TypesetResult
from gongwen.report import ElementRecord
from gongwen.settings import Stage

STAGE: Stage = "final"
"""A document is set as it goes to the printer, with its imprint and page numbers."""
_ALTERED = "排版以后的文字、图片或者表格与原文不一致，全部没有采用"
_UNTOLD = frozenset(("other", "page_number"))


def typeset(
    source: Source,
    *,
    as_: Manner = "direct",
    date: datetime | None = None,
    sidecar: Beside = None,
    **options: Unpack[Options],
) -> TypesetResult:
    """Set one document as the standard wants it: a path, the bytes of a .docx file, or a binary stream.

    Every element that is surely recognised gets its own format, and page set-up, page numbers, red line and lines of the imprint are
    added where they are missing. Not a character that is read changes: blanks and empty lines used as layout may go. Elements that
    are not surely known are left as they are and listed in `unsure`, in the result. Options are those of `fix`; `stage` is "final"
    unless said otherwise. A file that is no official document is left alone.

    The source is never written to. Raises UnreadableDocument, ConfigError and RuleFileError as `check` does.
    """
    options.setdefault("stage", STAGE)
    return typeset_by(Checker(**options), source, as_=as_, date=date, sidecar=sidecar)


def typeset_by(
    keeper: Checker,
    source: Source,
    *,
    path: str = "",
    as_: Manner = "direct",
    date: datetime | None = None,
    sidecar: Beside = None,
) -> TypesetResult:
    """Set one document with a loaded rule book; `path` names it in the result."""
    known = keeper.sidecar(sidecar)
    package = Package.open(source, limits=keeper.limits)
    judge, _ = judge_of(keeper.engine)
    codes = frozenset(rule.code for rule in keeper.engine.rules if rule.gate == GATE)
    fixer = Fixer(partial(judge.look, sidecar=known), frozenset(("safe", "unsafe")), codes, only=Setting())
    repair = _vetted(fixer, repaired(fixer, package, as_=as_, date=date))
    return _result(told(repair, judge, path=path or name_of(source), codes=codes))


def _vetted(fixer: Fixer, repair: Repair) -> Repair:
    """Give a repair back when the file as written reads like the source; else the source, everything refused."""
    before, package = repair.mended.before, repair.package
    if read_alike(before.found.gongwen.draft, read(Package.open(repair.data, limits=package.limits))):
        return repair
    refused = tuple(Refusal(violation, _ALTERED) for violation in fixer.wanted(before.found))
    return replace(repair, mended=Mended(before, before, (), refused), data=package.data)


def _result(done: FixResult) -> TypesetResult:
    same = {name: getattr(done, name) for name in FixResult.model_fields if name != "schema_"}
    return TypesetResult(**same, unsure=tuple(filter(_unsure, done.after.elements)))


def _unsure(element: ElementRecord) -> bool:
    """Tell whether an element was left alone because it is not surely known; what is in tables is not set at all."""
    return element.confidence < FIXABLE and element.element not in _UNTOLD and "/tbl[" not in element.location.path
