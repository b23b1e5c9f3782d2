"""The public result of a repair: `gongwen.fix/1`, with the bytes of the mended document beside it.

As in a report, everything follows from the input: no time, host or absolute path.
"""

import hashlib
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from gongwen.report import Document, ElementRecord, FailOn, FixRecord, Model, Status, Tool, ViolationRecord, exit_code
from gongwen.settings import Stage
from gongwen.violations import Applicability, Gate, Location, Severity

Manner = Literal["direct", "revision"]
MANNERS: tuple[Manner, ...] = ("direct", "revision")

ALONG = "随其他改动一并消除"
NO_WAY = "没有可以自动套用的改法，请按说明修改"
ADVICE = "只能由人来改"
"""Reasons that stand for many findings."""


@dataclass(frozen=True, slots=True)
class FindingRecord:
    """Hold what became of one finding.

    `place` says in words where it stood (“正文第3段”), `location` in figures; both as of the state of the document it was found in.
    `before` and `after` are what a reader would see there. `applicability` is None where no way to mend it is known; `reason` says
    why it was not mended, or what a person should look at.
    """

    code: str
    name: str
    severity: Severity
    gate: Gate
    message: str
    place: str
    location: Location
    title: str
    before: str
    after: str
    applicability: Applicability | None
    reason: str
    fingerprint: str

    @classmethod
    def of(cls, finding: ViolationRecord, *, place: str, reason: str = "") -> "FindingRecord":
        """Take over a finding."""
        fix = finding.fix or FixRecord("", "display", finding.found, finding.expected)
        return cls(
            finding.code,
            finding.name,
            finding.severity,
            finding.gate,
            finding.message,
            place,
            finding.location,
            fix.title,
            fix.before,
            fix.after,
            finding.fix.applicability if finding.fix else None,
            reason,
            finding.fingerprint,
        )


def _untold() -> Document:
    """Stand for the result of a check that JSON does not hold."""
    return Document(status="unreadable", error="读回的结果里没有检查结果，要看请重新检查", stage="draft", profile="")


class FixResult(Model):
    """Hold the result of mending one document; `data` is the mended file, the very bytes of the source when nothing was changed.

    Every open finding of the source or of the result stands in one list. `fixed`: gone. `refused`: could have been mended, but it
    would have done harm or could not be written. `remaining`: left to a person. `newly_visible`: hints that showed only after the
    rest was mended. `left` counts what is open in the result by severity, of all gates. `before` and `after` are the results of
    checking; with `as_` "revision", `after` tells of the document with all changes accepted. `sha256` is the digest of the source,
    `digest` that of `data`.

    JSON holds neither `data` nor the results of checking: a result read back from it has no bytes, and documents that say so.
    """

    schema_: Literal["gongwen.fix/1"] = Field("gongwen.fix/1", alias="schema")
    tool: Tool
    path: str = ""
    sha256: str
    digest: str
    status: Status = "checked"
    stage: Stage
    profile: str
    as_: Manner = Field("direct", alias="as")
    unsafe: bool = False
    passes: int = 0
    fixed: tuple[FindingRecord, ...] = ()
    refused: tuple[FindingRecord, ...] = ()
    remaining: tuple[FindingRecord, ...] = ()
    newly_visible: tuple[FindingRecord, ...] = ()
    left: dict[str, int]
    before: Document = Field(default_factory=_untold, exclude=True, repr=False)
    after: Document = Field(default_factory=_untold, exclude=True, repr=False)
    data: bytes = Field(b"", exclude=True, repr=False)

    @property
    def changed(self) -> bool:
        """Tell whether the document was changed at all."""
        return self.digest != self.sha256

    def ok(self, fail_on: FailOn = "warning") -> bool:
        """Tell whether the result was checked in full and nothing at or above `fail_on` is left open in it."""
        return self.exit_code(fail_on) == 0

    def exit_code(self, fail_on: FailOn = "warning") -> int:
        """Give the exit code: 2 when the result could not be checked in full, 1 for what is left, else 0."""
        return exit_code(fail_on, self.left, complete=self.status == "checked")

    def to_json(self) -> str:
        """Give the JSON of the contract: the same input gives the same bytes."""
        return self.model_dump_json(indent=2) + "\n"


class TypesetResult(FixResult):
    """Hold the result of setting one document; only findings of format stand in its lists.

    `unsure` lists the elements that were left as they are because they are not surely known for what they are; their confidence
    and place are those after the rest was set.
    """

    schema_: Literal["gongwen.typeset/1"] = Field("gongwen.typeset/1", alias="schema")  # type: ignore[assignment]  # its own contract
    unsure: tuple[ElementRecord, ...] = ()


def digest(data: bytes) -> str:
    """Name bytes by their digest."""
    return hashlib.sha256(data).hexdigest()
