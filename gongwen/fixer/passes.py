"""Mend one document, pass by pass: choose fixes, try them, choose again, until nothing is left to do."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from gongwen.checker import Examination
from gongwen.draft import Draft
from gongwen.edits import Edit
from gongwen.fixer.acceptance import Key, brought, key_of, open_in
from gongwen.fixer.plan import choose, edits_of
from gongwen.fixer.trial import Paper, Refusal, Sheet, Trial
from gongwen.violations import Applicability, Violation

PASSES = 10
"""A document that is not settled after so many passes is left as it then is."""
ROUNDS = 4
"""How often a repair may begin anew with what was learned of new faults that it could not make good."""

_CYCLE = "{} 的改法互相抵触，改来改去又回到原样，全文没有改动"


@dataclass(frozen=True, slots=True)
class Pass:
    """Hold what one pass mended, and the state of the document in which it was found."""

    sheet: Sheet
    mended: tuple[Violation, ...]

    @property
    def edits(self) -> tuple[Edit, ...]:
        """List what was done; addresses are those of that state."""
        return edits_of(self.mended)


@dataclass(frozen=True, slots=True)
class Mended:
    """Hold what became of a document: what was mended pass by pass, what was refused, the states before and after."""

    before: Sheet
    after: Sheet
    passes: tuple[Pass, ...] = ()
    refused: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class Fixer:
    """Mend documents that `examine` finds fault with, by fixes of these `levels`; those of the rules in `codes` alone when there are.

    `only` may narrow them further, looking at the draft a finding is in.

    When `patient`, a pass may bring new faults that the next can mend: closing up lines changes what distances are in lines. What
    cannot make good all it brought is done over without.
    """

    examine: Callable[[Draft], Examination]
    levels: frozenset[Applicability] = frozenset(("safe",))
    codes: frozenset[str] | None = None
    patient: bool = True
    only: Callable[[Draft, Violation], bool] | None = None

    def mend(self, paper: Paper) -> Mended:
        """Mend a document; one without anything to mend comes back as it is."""
        first = Sheet(paper, self.examine(paper.draft()))
        wary: frozenset[Key] = frozenset()
        for left in reversed(range(ROUNDS if self.patient else 1)):
            work = _Work(self, first, wary if left else None)
            work.run()
            if not work.unpaid:
                break
            wary |= work.unpaid
        return work.result

    def wanted(self, found: Examination) -> list[Violation]:
        """List the open findings that may be mended at this level."""
        return [violation for violation in open_in(found) if self.wants(found, violation)]

    def wants(self, found: Examination, violation: Violation) -> bool:
        """Tell whether a finding may be mended at this level."""
        fix = violation.fix
        if fix is None or not fix.edits or fix.applicability not in self.levels:
            return False
        if self.codes is not None and violation.code not in self.codes:
            return False
        return self.only is None or self.only(found.gongwen.draft, violation)


class _Work:
    """Mend a document once through; no new fault of the kinds in `wary` is put up with, none at all when that is None."""

    def __init__(self, fixer: Fixer, first: Sheet, wary: frozenset[Key] | None) -> None:
        self._fixer = fixer
        self._first = first
        self._wary = wary
        self._passes: list[Pass] = []
        self._refused: list[Refusal] = []
        self._seen = {first.paper.digest: 0}
        self._circle: tuple[Pass, ...] = ()
        self.sheet = first

    def run(self) -> None:
        """Go on until nothing is left to do, or nothing new comes of it."""
        stale = False
        for _ in range(PASSES):
            plan = choose(self._waiting())
            if not plan and stale:  # what failed in an earlier state may do in this one
                self._refused, stale = [], False
                plan = choose(self._waiting())
            if not plan:
                return
            trial = Trial(self._fixer.examine, self.sheet, self._hopeful)
            trial.settle(plan)
            self._refused += trial.refused
            if trial.kept:
                self._passes.append(Pass(self.sheet, trial.mended))
                self.sheet, stale = trial.sheet, bool(self._refused)
                since = self._seen.setdefault(self.sheet.paper.digest, len(self._passes))
                self._circle = tuple(self._passes[since:])
                if self._circle:
                    return

    @property
    def unpaid(self) -> frozenset[Key]:
        """Give the kinds of faults that were brought and not mended; of a circle, all that were brought in it."""
        states = (*(one.sheet for one in self._circle), self.sheet)
        return frozenset(key_of(one) for state in states for one in brought(self._first.found, state.found))

    @property
    def result(self) -> Mended:
        """Tell what was done; after a circle nothing: fixes that undo each other led back to a state seen before."""
        if not self._circle:
            return Mended(self._first, self.sheet, tuple(self._passes), tuple(self._refused))
        codes = sorted({violation.code for one in self._circle for violation in one.mended})
        reason = _CYCLE.format("、".join(codes))
        refused = tuple(Refusal(violation, reason) for violation in self._fixer.wanted(self._first.found))
        return Mended(self._first, self._first, (), refused)

    def _waiting(self) -> list[Violation]:
        """List what may be mended and was not refused before."""
        wanted = self._fixer.wanted(self.sheet.found)
        known = matched(wanted, self._refused)
        return [violation for violation in wanted if violation.fingerprint not in known]

    def _hopeful(self, found: Examination, violation: Violation) -> bool:
        """Tell whether a later pass may be hoped to mend a new fault."""
        if self._wary is None or key_of(violation) in self._wary or matched([violation], self._refused):
            return False
        return self._fixer.wants(found, violation)


def matched(found: Sequence[Violation], refused: Iterable[Refusal]) -> Mapping[str, Refusal]:
    """Lead from findings, by fingerprint, to their refusals: the same finding, or one of its kind when its surroundings changed."""
    prints = {violation.fingerprint for violation in found}
    known: dict[str, Refusal] = {}
    changed: dict[tuple[str, ...], list[Refusal]] = {}
    for one in refused:
        if one.violation.fingerprint in prints:
            known[one.violation.fingerprint] = one
        else:
            changed.setdefault(_kind(one.violation), []).append(one)
    for violation in found:
        alike = changed.get(_kind(violation))
        if alike and violation.fingerprint not in known:
            known[violation.fingerprint] = alike.pop(0)
    return known


def _kind(violation: Violation) -> tuple[str, ...]:
    return (*key_of(violation), violation.found, violation.expected)
