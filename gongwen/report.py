"""The public, versioned result: `gongwen.report/1`.

The records are plain dataclasses, so that a report of ten thousand elements costs no validation;
`Report` and `Document` are pydantic models, which give the JSON and its schema. Everything in a report
follows from the input: no time, host or absolute path.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from gongwen.anatomy.elements import Element, Facts
from gongwen.settings import Stage
from gongwen.violations import (
    GATES,
    SEVERITIES,
    Applicability,
    Basis,
    Gate,
    Location,
    Severity,
    State,
    Violation,
    Waiver,
)

FailOn = Literal["error", "warning", "info", "never"]
Status = Literal["checked", "partial", "unreadable", "timeout"]
LANGUAGE: Gate = "语言"


@dataclass(frozen=True, slots=True)
class FixRecord:
    """Say how a violation is mended, as a reader would see it."""

    title: str
    applicability: Applicability
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ViolationRecord:
    """Hold one finding with all that is needed to print it; `waiver` says why a waived one is accepted."""

    code: str
    name: str
    severity: Severity
    gate: Gate
    message: str
    basis: tuple[Basis, ...]
    location: Location
    found: str
    expected: str
    fix: FixRecord | None
    fingerprint: str
    state: State
    waiver: Annotated[Waiver | None, Field(exclude_if=lambda value: value is None)] = None

    @property
    def content(self) -> str:
        """Give the fingerprint without what tells equal findings of one document apart."""
        return self.fingerprint.partition("-")[0]

    @classmethod
    def of(cls, violation: Violation) -> Self:
        """Take over a violation; its edits stay behind."""
        fix = violation.fix
        record = FixRecord(fix.title, fix.applicability, fix.before, fix.after) if fix else None
        return cls(
            violation.code,
            violation.name,
            violation.severity,
            violation.gate,
            violation.message,
            violation.basis,
            violation.location,
            violation.found,
            violation.expected,
            record,
            violation.fingerprint,
            violation.state,
            violation.waiver,
        )


@dataclass(frozen=True, slots=True)
class ElementRecord:
    """Hold one recognised element; `evidence` only where it was asked for."""

    element: str
    text: str
    confidence: float
    location: Location
    evidence: Annotated[tuple[str, ...] | None, Field(exclude_if=lambda value: value is None)] = None

    @classmethod
    def of(cls, element: Element, *, evidence: bool = False) -> Self:
        """Take over an element."""
        confidence = round(element.confidence, 3)
        reasons = element.evidence if evidence else None
        return cls(element.name, element.text, confidence, element.locate(), reasons)


@dataclass(frozen=True, slots=True)
class FactsRecord:
    """Hold the facts of a document in their Chinese terms, empty when unknown."""

    official: bool
    kind: str
    form: str
    direction: str
    joint: bool
    agencies: tuple[str, ...]
    organ: str
    regime: str
    sealing: str
    number: str
    title: str
    date: str
    pinned: tuple[str, ...]

    @classmethod
    def of(cls, facts: Facts) -> Self:
        """Take over the facts of a recognised document."""
        values = {name: getattr(facts, name) for name in cls.__dataclass_fields__}
        return cls(**values | {"pinned": tuple(sorted(facts.pinned))})


class Model(BaseModel):
    """Set up every public result: closed, frozen, built when first used."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        defer_build=True,
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
    )


class Tool(Model):
    """Name what made the report: `rules_digest` tells one rule book from another."""

    name: str = "gongwen"
    version: str
    rules_digest: str


class Document(Model):
    """Hold the result of one document; `facts` is None when it could not be read.

    `path` stands as the caller gave it. `gates` names those of the five that rules were applied for; of the others nothing is
    known. `unread` names parts that carry text and were not read. `dated`, which no output shows, tells whether the result may
    be another on another day.
    """

    path: str = ""
    sha256: str = ""
    status: Status = "checked"
    error: str | None = None
    stage: Stage
    profile: str
    facts: FactsRecord | None = None
    elements: tuple[ElementRecord, ...] = ()
    violations: tuple[ViolationRecord, ...] = ()
    gates: tuple[Gate, ...] = ()
    unread: tuple[str, ...] = ()
    dated: bool = Field(False, exclude=True)

    @property
    def open(self) -> tuple[ViolationRecord, ...]:
        """Give the violations that are neither waived nor in a baseline."""
        return tuple(violation for violation in self.violations if violation.state == "open")

    @property
    def characters(self) -> int:
        """Count the characters that were checked, blanks left out."""
        return sum(map(len, " ".join(element.text for element in self.elements).split()))


class Summary(Model):
    """Hold the tallies over all documents; only open violations are counted by severity, gate and code.

    A gate is None (未检) when no rule was applied for it to any of the documents. Hints are no language errors.
    """

    documents: int
    unreadable: int
    by_severity: dict[str, int]
    by_gate: dict[str, int | None]
    by_code: dict[str, int]
    waived: int
    baselined: int
    language_errors_per_thousand: float | None

    @staticmethod
    def of(documents: Iterable[Document]) -> "Summary":
        """Count over documents."""
        tally = Tally()
        for document in documents:
            tally.add(document)
        return tally.summary()


class Tally:
    """Count over documents as they come, so that nobody has to keep them; `documents` came, all `complete` (checked in full)."""

    def __init__(self) -> None:
        self.documents = 0
        self.complete = True
        self._unreadable = self._characters = self._language_errors = 0
        self._seen: set[Gate] = set()
        self._severities: Counter[Severity] = Counter()
        self._gates: Counter[Gate] = Counter()
        self._codes: Counter[str] = Counter()
        self._states: Counter[State] = Counter()

    def add(self, document: Document) -> None:
        """Count one more."""
        found = document.open
        self.documents += 1
        self.complete &= document.status == "checked"
        self._unreadable += document.status in ("unreadable", "timeout")
        self._characters += document.characters if LANGUAGE in document.gates else 0
        self._states.update(violation.state for violation in document.violations)
        self._severities.update(violation.severity for violation in found)
        self._gates.update(violation.gate for violation in found)
        self._codes.update(violation.code for violation in found)
        self._seen |= {*document.gates, *(violation.gate for violation in found)}
        self._language_errors += sum(_is_language_error(violation) for violation in found)

    def summary(self) -> Summary:
        """Sum up what came so far."""
        return Summary(
            documents=self.documents,
            unreadable=self._unreadable,
            by_severity={severity: self._severities[severity] for severity in SEVERITIES},
            by_gate={gate: self._gates[gate] if gate in self._seen else None for gate in GATES},
            by_code=dict(sorted(self._codes.items())),
            waived=self._states["waived"],
            baselined=self._states["baselined"],
            language_errors_per_thousand=_per_thousand(self._language_errors, self._characters),
        )

    def exit_code(self, fail_on: FailOn = "warning") -> int:
        """Give the exit code of a report over what came so far."""
        return exit_code(fail_on, self.summary().by_severity, complete=self.complete)


def _is_language_error(violation: ViolationRecord) -> bool:
    return violation.gate == LANGUAGE and violation.severity != "info"


def exit_code(fail_on: FailOn, by_severity: Mapping[str, int], *, complete: bool) -> int:
    """Give the exit code: 2 unless all was checked in full, 1 for open findings at or above `fail_on`, else 0."""
    if not complete:
        return 2
    if fail_on == "never":
        return 0
    grave = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return int(any(by_severity[severity] for severity in grave))


def _per_thousand(errors: int, characters: int) -> float | None:
    return round(errors * 1000 / characters, 2) if characters else None


class Report(Model):
    """Hold the result of one run; documents stand sorted by path as given."""

    schema_: Literal["gongwen.report/1"] = Field("gongwen.report/1", alias="schema")
    tool: Tool
    documents: tuple[Document, ...]
    summary: Summary

    @classmethod
    def of(cls, documents: Iterable[Document], *, tool: Tool) -> Self:
        """Make a report over documents."""
        ordered = tuple(sorted(documents, key=lambda document: document.path))
        return cls(tool=tool, documents=ordered, summary=Summary.of(ordered))

    @classmethod
    def merge(cls, reports: Iterable[Self], *, tool: Tool) -> Self:
        """Make one report out of several."""
        return cls.of((document for report in reports for document in report.documents), tool=tool)

    def ok(self, fail_on: FailOn = "warning") -> bool:
        """Tell whether every document was checked in full and nothing at or above `fail_on` is open."""
        return self.exit_code(fail_on) == 0

    def exit_code(self, fail_on: FailOn = "warning") -> int:
        """Give the exit code: 2 when a document could not be checked in full, 1 for violations, else 0."""
        complete = all(document.status == "checked" for document in self.documents)
        return exit_code(fail_on, self.summary.by_severity, complete=complete)

    def to_json(self) -> str:
        """Give the JSON of the contract: the same report gives the same bytes."""
        return self.model_dump_json(indent=2) + "\n"
