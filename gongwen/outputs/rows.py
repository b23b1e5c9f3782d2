"""One finding as every table and page shows it: in Chinese, on one line, free of control characters."""

from collections.abc import Iterator
from dataclasses import dataclass

from gongwen.outputs.folds import parted
from gongwen.outputs.places import Place, Places
from gongwen.outputs.terminal import clean
from gongwen.outputs.text import SEVERITY_TERMS, change, cite, remarks, standing
from gongwen.report import Document, ViolationRecord

CRASHED = "SYS001"
"""The code of what the tool says of a rule that could not run; it is no fault of the document."""


@dataclass(frozen=True, slots=True)
class Row:
    """Hold a finding with its place (“正文第3段”) and its excerpt, parted around the fault."""

    finding: ViolationRecord
    place: Place
    before: str
    fault: str
    after: str

    @property
    def handling(self) -> str:
        """Say what is to be done about the finding, or why nothing is."""
        waiver = self.finding.waiver
        return standing(self.finding.state, {waiver.source if waiver else "comment"})

    @property
    def severity(self) -> str:
        """Give the severity as a clerk calls it."""
        return SEVERITY_TERMS[self.finding.severity]

    @property
    def message(self) -> str:
        """Give the message."""
        return clean(self.finding.message)

    @property
    def excerpt(self) -> str:
        """Give the excerpt, the fault marked where it is only a part."""
        if not self.before and not self.after:
            return self.fault
        return f"{self.before}⟦{self.fault}⟧{self.after}"

    @property
    def authority(self) -> str:
        """Cite what the finding rests on."""
        return cite(self.finding.basis)

    @property
    def cure(self) -> str:
        """Say how it is mended."""
        return clean(self.finding.fix.title) if self.finding.fix else ""

    @property
    def notes(self) -> list[str]:
        """Say what is and what should be, what that rests on and how to mend it, each where there is something to say."""
        return [*filter(None, [change(self.finding)]), *remarks(self.finding)]


def rows(document: Document) -> Iterator[Row]:
    """Yield the findings of a document, accepted ones too, in document order."""
    places = Places(document)
    for finding in document.violations:
        place = places.find(finding.location)
        yield Row(finding, place, *parted(finding, place))
