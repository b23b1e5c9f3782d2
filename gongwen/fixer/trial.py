"""Try fixes on one state of a document: write them, check again, keep what did good, refuse what did not.

The document behind a `Paper` may be anything that can be read as a draft and written with edits: a .docx, or a test's few paragraphs.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from gongwen.checker import Examination
from gongwen.draft import Draft
from gongwen.edits import Edit
from gongwen.fixer.acceptance import Objection, key_of, objections
from gongwen.fixer.plan import edits_of
from gongwen.fixer.texts import kept
from gongwen.violations import Violation

TRIES = 40
"""How often one pass may check again to find the culprits; what is then still in doubt is refused together."""

_DAMAGED = "写入以后文字与应有的不一致，没有采用"
_BROKEN = "写入时出错（{}），没有采用"
_TOO_MANY = "几处改动互相牵连，没有试出可以单独采用的改法"


class Unwritable(Exception):
    """Say in a sentence why edits cannot be written together, when no single one of them can be blamed."""


class Paper(Protocol):
    """Stand for a document that can be read and written."""

    @property
    def digest(self) -> str:
        """Name its bytes."""

    @property
    def data(self) -> bytes:
        """Give its bytes."""

    def draft(self) -> Draft:
        """Read it."""

    def edited(self, edits: Sequence[Edit]) -> "tuple[Paper, Mapping[Edit, str]]":
        """Carry out edits on a copy; those that could not be carried out come back with a reason.

        Raises Unwritable.
        """


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold one state of a document: the paper and what the check says of it."""

    paper: Paper
    found: Examination


@dataclass(frozen=True, slots=True)
class Refusal:
    """Hold a finding that could not be mended, and why."""

    violation: Violation
    reason: str


class Trial:
    """Try fixes on one state of a document: keep those that did good together, refuse the others.

    A new fault is no objection when a later pass is `hopeful` to mend it.
    """

    def __init__(
        self,
        examine: Callable[[Draft], Examination],
        base: Sheet,
        hopeful: Callable[[Examination, Violation], bool],
    ) -> None:
        self._examine = examine
        self._hopeful = hopeful
        self._base = base
        self._checked = 0
        self.sheet = base
        self.kept: list[Violation] = []
        self.refused: list[Refusal] = []

    @property
    def mended(self) -> tuple[Violation, ...]:
        """List what was kept, in document order."""
        done = {violation.fingerprint for violation in self.kept}
        return tuple(violation for violation in self._base.found.violations if violation.fingerprint in done)

    def settle(self, plan: Sequence[Violation]) -> None:
        """Settle the fate of every fix: all at once, or else in halves until the culprits stand alone."""
        doubtful = [sorted(plan, key=key_of)]
        while doubtful:
            group = doubtful.pop()
            if self._checked >= TRIES:
                self._refuse(group, _TOO_MANY)
                continue
            against = self._try(group) if group else []
            if against:
                doubtful += self._parted(group, against)

    def _try(self, group: list[Violation]) -> Sequence[Objection]:
        """Try fixes together with those kept so far; keep them when nothing speaks against it."""
        mended = [*self.kept, *group]
        edits = edits_of(mended)
        try:
            paper, failed = self._base.paper.edited(edits)
            if failed:
                return [_failing(edit, reason, group) for edit, reason in failed.items()]
            draft = paper.draft()
        except Unwritable as error:
            return [Objection(str(error))]
        except Exception as error:  # what one edit breaks must not cost the document the others
            return [Objection(_BROKEN.format(type(error).__name__))]
        if not kept(self._base.found.gongwen.draft, draft, edits):
            return [Objection(_DAMAGED)]
        self._checked += 1
        found = self._examine(draft)
        raised = objections(self._base.found, found, mended, edits)
        against = [one for one in raised if one.brought is None or not self._hopeful(found, one.brought)]
        if not against:
            self.sheet, self.kept = Sheet(paper, found), mended
        return against

    def _parted(self, group: list[Violation], against: Sequence[Objection]) -> list[list[Violation]]:
        """Refuse what is proved or stands alone; give the others in parts, the last to be tried first."""
        proved = [one for one in against if one.proved]
        guilty = {id(violation) for one in proved or against for violation in one.blamed}
        blamed = [violation for violation in group if id(violation) in guilty]
        rest = [violation for violation in group if id(violation) not in guilty]
        if proved and blamed:
            for violation in blamed:
                self._refuse([violation], next(one.reason for one in proved if violation in one.blamed))
            return [rest]
        if len(group) == 1:
            self._refuse(group, against[0].reason)
            return []
        if blamed and rest:
            return [blamed, rest]
        half = len(group) // 2
        return [group[half:], group[:half]]

    def _refuse(self, group: Iterable[Violation], reason: str) -> None:
        self.refused += [Refusal(violation, reason) for violation in group]


def _failing(edit: Edit, reason: str, group: Iterable[Violation]) -> Objection:
    """Blame the fixes that an edit belongs to."""
    owners = tuple(violation for violation in group if violation.fix and edit in violation.fix.edits)
    return Objection(reason, owners, proved=bool(owners))
