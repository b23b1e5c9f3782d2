"""What became of every finding: mended, refused, left to a person, or come to light, each with its place in words."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from gongwen.checker import Checker
from gongwen.fixer.acceptance import counted, fresh, key_of, open_in
from gongwen.fixer.passes import Mended, matched
from gongwen.fixer.trial import Refusal, Sheet
from gongwen.outcome import ADVICE, ALONG, NO_WAY, FindingRecord
from gongwen.outputs.places import Places
from gongwen.report import Document, ViolationRecord
from gongwen.violations import Violation

_OWN = "SYS"
_UNSAID = "要由人判断"
_UNFINISHED = "这一次没有改完，请对改好的文件再运行一次"


class Account:
    """Give an account of a repair by `checker` of the document at `path`, so far as it is about `codes` (None: all)."""

    def __init__(self, mended: Mended, checker: Checker, *, path: str, codes: frozenset[str] | None) -> None:
        self._mended = mended
        self._checker = checker
        self._path = path
        self._codes = codes
        self._first = self._open(mended.before)
        self._last = self._open(mended.after)
        self.before = self._record(mended.before)
        self.after = self._record(mended.after) if mended.passes else self.before
        self._places = Places(self.after)

    @cached_property
    def fixed(self) -> tuple[FindingRecord, ...]:
        """List what was mended, pass by pass, then what went away with it."""
        return (*self._applied(), *self._along())

    @cached_property
    def refused(self) -> tuple[FindingRecord, ...]:
        """List what might have been mended and was not."""
        return tuple(
            _told(violation, self._places, self._refusals[violation.fingerprint].reason)
            for violation in self._last
            if violation.fingerprint in self._refusals
        )

    @cached_property
    def newly_visible(self) -> tuple[FindingRecord, ...]:
        """List what showed only after the rest was mended."""
        return tuple(_told(violation, self._places, _why(violation)) for violation in self._new)

    @cached_property
    def remaining(self) -> tuple[FindingRecord, ...]:
        """List what is left to a person."""
        told = self._refusals.keys() | {violation.fingerprint for violation in self._new}
        left = (violation for violation in self._last if violation.fingerprint not in told)
        return tuple(_told(violation, self._places, _why(violation)) for violation in left)

    def _open(self, sheet: Sheet) -> tuple[Violation, ...]:
        return tuple(violation for violation in open_in(sheet.found) if self._asked(violation))

    def _asked(self, violation: Violation) -> bool:
        return self._codes is None or violation.code in self._codes or violation.code.startswith(_OWN)

    def _record(self, sheet: Sheet) -> Document:
        """Give the result of checking a state of the document."""
        asked = tuple(filter(self._asked, sheet.found.violations))
        found = replace(sheet.found, violations=asked)
        return self._checker.record(found, path=self._path, sha256=sheet.paper.digest)

    @cached_property
    def _refusals(self) -> Mapping[str, Refusal]:
        return matched(self._last, self._mended.refused)

    @cached_property
    def _new(self) -> tuple[Violation, ...]:
        found = fresh(self._first, self._last)
        return tuple(violation for violation in found if violation.fingerprint not in self._refusals)

    def _applied(self) -> Iterator[FindingRecord]:
        for one in self._mended.passes:
            places = Places(self._record(one.sheet))
            for violation in one.mended:
                reason = violation.fix.reason if violation.fix else ""
                yield _told(violation, places, reason)

    def _along(self) -> Iterator[FindingRecord]:
        """Yield the findings that went away though none of the fixes was theirs."""
        applied = [violation for one in self._mended.passes for violation in one.mended]
        done, places = {violation.fingerprint for violation in applied}, Places(self.before)
        gone = counted(self._first) - counted(self._last) - counted(applied)
        known = done | {violation.fingerprint for violation in self._last}
        for violation in sorted(self._first, key=lambda violation: violation.fingerprint in known):
            if gone[key_of(violation)] > 0 and violation.fingerprint not in done:
                gone[key_of(violation)] -= 1
                yield _told(violation, places, ALONG)


def _told(violation: Violation, places: Places, reason: str) -> FindingRecord:
    return FindingRecord.of(ViolationRecord.of(violation), place=str(places.find(violation.location)), reason=reason)


def _why(violation: Violation) -> str:
    """Say why an open finding was not mended."""
    fix = violation.fix
    if fix is None:
        return NO_WAY
    if fix.applicability == "display" or not fix.edits:
        return fix.reason or ADVICE
    if fix.applicability == "unsafe":
        return fix.reason or _UNSAID
    return _UNFINISHED
