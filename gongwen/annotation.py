"""Put the findings of a check into a copy of the document as comments, one on each where it stands and one that sums up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Unpack

from gongwen.api import Beside, Checker, Options
from gongwen.draft import Draft, Paragraph
from gongwen.errors import UnreadableDocument
from gongwen.ooxml.manuscript import Manuscript
from gongwen.ooxml.package import Package, Source
from gongwen.ooxml.reader import read
from gongwen.ooxml.remarks import Note, erase, room, write
from gongwen.outputs import remarks
from gongwen.outputs.places import WHOLE, Places
from gongwen.report import Document, Report, ViolationRecord
from gongwen.violations import SEVERITIES, Location


@dataclass(frozen=True, slots=True)
class Annotated:
    """Hold the annotated copy, the report its comments come from, and how many they are."""

    data: bytes
    report: Report
    comments: int


def annotate(
    source: Source, *, date: datetime | None = None, sidecar: Beside = None, **options: Unpack[Options]
) -> bytes:
    """Check one document and give a copy with a comment on each finding, and one on the title that sums up.

    The settings are those of `gongwen.check`; waived findings get no comment. The comments are by "gongwen"; `date` is what Word
    shows as their time, without it they have none and the same input gives the same bytes. Comments of an earlier run are
    taken out first, those of people stay. What stands in a header, footer or text box is remarked on nearby, for Word takes no
    comments there. Raises UnreadableDocument, ConfigError and RuleFileError as `gongwen.check` does.
    """
    return annotated(source, Checker(**options), date=date, sidecar=sidecar).data


def annotated(
    source: Source, checker: Checker, *, path: str = "", date: datetime | None = None, sidecar: Beside = None
) -> Annotated:
    """Check a document and annotate a copy; comments of an earlier run are taken out first.

    Raises UnreadableDocument, and ConfigError for a sidecar that cannot be read or has faults.
    """
    known = checker.sidecar(sidecar)
    package = Package.open(source, limits=checker.limits)
    manuscript = Manuscript(package)
    if erase(manuscript):
        package = Package.open(manuscript.data(), limits=checker.limits)
        manuscript = Manuscript(package)
    report = checker.check(package.data, path=path, sidecar=known)
    notes = _notes(read(package), report.documents[0], room(manuscript))
    write(manuscript, notes, date=date)
    return Annotated(manuscript.data(), report, len(notes))


def _notes(draft: Draft, document: Document, most: int) -> Sequence[Note]:
    """Write a comment on each open finding, the gravest when there is no room for all, behind one that sums up."""
    findings = sorted(document.open, key=lambda finding: SEVERITIES.index(finding.severity))[: max(0, most - 1)]
    kept = {id(finding) for finding in findings}
    desk = _Desk(draft, document)
    left_out = len(document.open) - len(findings)
    first = replace(desk.title, lines=remarks.summary(document, left_out=left_out))
    return (first, *(desk.note(finding) for finding in document.open if id(finding) in kept))[:most]


class _Desk:
    """Find the place in the body for each comment.

    Word takes none in text boxes, headers and footers; LibreOffice drops those in frames (w:framePr) when it saves.
    """

    def __init__(self, draft: Draft, document: Document) -> None:
        outside = [paragraph for paragraph in draft.paragraphs() if "/box[" not in paragraph.address.path]
        if not outside:
            raise UnreadableDocument("文件里没有一个段落，没有地方可以加批注。", reason="no_main_part")
        self._free = [paragraph for paragraph in outside if paragraph.format.frame is None] or outside
        self._stands = dict(_stands(outside, self._free))
        self._footers = {story.part for section in draft.sections for _, story in section.footers}
        self._document = document
        self._places = Places(document)

    def note(self, finding: ViolationRecord) -> Note:
        """Write the comment on a finding."""
        here = finding.location
        at, aside = self._anchor(here)
        place = str(self._places.find(here))
        where = "" if not aside else aside if place == WHOLE else f"{place}（{aside}）"
        return replace(at, lines=remarks.remark(finding, where))

    @cached_property
    def title(self) -> Note:
        """Give the place of what stands nowhere: the title, without one the first paragraph with text."""
        titles = (element.location for element in self._document.elements if element.element == "title")
        title = next((here for here in titles if here.part == "body" and self._stand(here)), None)
        if title is not None:
            return self._anchor(title)[0]
        return _all(next((paragraph for paragraph in self._free if paragraph.text.strip()), self._free[0]))

    def _stand(self, here: Location) -> Paragraph | None:
        """Give the paragraph that takes the comments on a location in the body."""
        return self._stands.get(here.path.partition("/box[")[0])

    def _anchor(self, here: Location) -> tuple[Note, str]:
        """Give the place of a comment, and what to say of the place when it is another than that of the finding."""
        if here.part in self._footers:
            return _all(self._free[-1]), "页脚里"
        if here.part != "body":
            return _all(self._free[0]), "页眉里"
        stand = self._stand(here)
        if stand is None:
            return self.title, ""
        if here.path == stand.address.path:
            return _some(stand, here), ""
        return _all(stand), "文本框里" if "/box[" in here.path else "图文框里"


def _stands(outside: Sequence[Paragraph], free: Sequence[Paragraph]) -> Iterator[tuple[str, Paragraph]]:
    """Lead from each path to the paragraph itself, from one in a frame to the next outside any, the last one at the end."""
    unframed = {id(paragraph) for paragraph in free}
    stand = free[-1]
    for paragraph in reversed(outside):
        stand = paragraph if id(paragraph) in unframed else stand
        yield paragraph.address.path, stand


def _all(paragraph: Paragraph) -> Note:
    return Note(paragraph.address.path, 0, len(paragraph.text), ())


def _some(paragraph: Paragraph, here: Location) -> Note:
    """Anchor on the characters themselves; on the one before where there are none, on all of a paragraph at its beginning."""
    if here.start < here.end:
        return Note(here.path, here.start, here.end, ())
    return Note(here.path, here.start - 1, here.start, ()) if here.start else _all(paragraph)
