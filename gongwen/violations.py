"""The vocabulary that checks, fixer and outputs share: where something stands, what is wrong, how to mend it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from gongwen.edits import Edit, Span

Severity = Literal["error", "warning", "info"]
Applicability = Literal["safe", "unsafe", "display"]
State = Literal["open", "waived", "baselined"]
WaiverSource = Literal["comment", "sidecar", "config"]
Gate = Literal["政治", "政策", "事实", "格式", "语言"]

GATES: tuple[Gate, ...] = ("政治", "政策", "事实", "格式", "语言")
"""What every document has to pass, in order."""
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""From the gravest down."""
WAIVER_TERMS: Mapping[WaiverSource, str] = {"comment": "批注", "sidecar": "附带文件", "config": "配置文件"}
"""Where people write what they accept."""


REGISTER = "register"
"""The part that locations in a register (登记簿) name; a document has none of that name."""


@dataclass(frozen=True, slots=True)
class Location:
    """Point at a span: code points [start, end) of the text of the paragraph at `part`/`path`.

    `element` is the element name, empty for the document as a whole; `excerpt` the text around, the span included.
    """

    part: str
    path: str
    start: int
    end: int
    element: str
    excerpt: str

    @property
    def span(self) -> Span:
        """Give the span alone, as edits want it."""
        return Span(self.part, self.path, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Fix:
    """Say how a violation is mended: `before` and `after` as a reader would see them.

    `safe` leaves every word and number as it is; `unsafe` needs a person's judgement (`reason` says why); `display` is advice
    without edits. `sure` tells whether the elements it rests on are surely known for what they are.
    """

    title: str
    applicability: Applicability
    before: str
    after: str
    edits: tuple[Edit, ...] = ()
    reason: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Basis:
    """Cite what a rule rests on: `source` (`GB/T 9704-2012`) and `clause` (`7.2.5`)."""

    source: str
    clause: str


@dataclass(frozen=True, slots=True)
class Waiver:
    """Say why a violation is accepted; `until` is the last day that counts (ISO), None without end.

    `source` tells where that is written; a comment goes without saying.
    """

    reason: str
    until: str | None
    source: Annotated[WaiverSource, Field(exclude_if=lambda value: value == "comment")] = "comment"


@dataclass(frozen=True, slots=True)
class Violation:
    """Hold one finding, complete: a report needs nothing else to print it."""

    code: str
    name: str
    severity: Severity
    gate: Gate
    message: str
    basis: tuple[Basis, ...]
    location: Location
    found: str
    expected: str
    fix: Fix | None
    fingerprint: str
    state: State = "open"
    waiver: Waiver | None = None
