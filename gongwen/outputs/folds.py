"""Put findings in the order and grouping a clerk reads: equal ones folded, faults marked in their excerpts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongwen.anatomy.elements import WRAPPED
from gongwen.outputs.places import Place, Places, gather
from gongwen.outputs.terminal import clean
from gongwen.report import Document, ElementRecord, ViolationRecord

MARGIN = 12
"""Code points of context on each side of a fault in an excerpt."""


@dataclass(frozen=True, slots=True)
class Fold:
    """Hold equal findings: same rule, same words, same kind of element."""

    findings: tuple[ViolationRecord, ...]
    places: tuple[Place, ...]

    @property
    def first(self) -> ViolationRecord:
        """Give the finding that stands for all."""
        return self.findings[0]


def grouped(document: Document) -> Mapping[str, Sequence[Fold]]:
    """Fold the open findings and group them by where they stand, in document order."""
    places = Places(document)
    equal: dict[tuple[str, ...], list[tuple[ViolationRecord, Place]]] = {}
    for finding in document.open:
        key = (finding.location.element, finding.code, finding.message, finding.found, finding.expected)
        equal.setdefault(key, []).append((finding, places.find(finding.location)))
    groups: dict[str, list[Fold]] = {}
    for members in sorted(equal.values(), key=lambda members: places.rank(members[0][1])):
        findings, where = zip(*members, strict=True)
        groups.setdefault(gather(where), []).append(Fold(findings, where))
    return groups


def fault(finding: ViolationRecord, place: Place) -> tuple[int, int]:
    """Find the fault in its own excerpt, which holds at most MARGIN code points before and after it."""
    excerpt, found = finding.location.excerpt, finding.found
    length = finding.location.end - finding.location.start
    if length >= len(excerpt) or _whole(finding, place):
        return 0, len(excerpt)
    low, high = max(0, len(excerpt) - length - MARGIN), min(MARGIN, len(excerpt) - length)
    start = min(max(_start(finding, place), low), high)
    if found and len(found) == length:
        hits = [at for at in range(low, high + 1) if excerpt.startswith(found, at)]
        start = min(hits, key=lambda at: abs(at - start), default=start)
    return start, start + length


def parted(finding: ViolationRecord, place: Place) -> tuple[str, str, str]:
    """Part an excerpt, one line long and harmless, into what stands before the fault, the fault, and what comes after.

    An ellipsis stands where text of the element is left out.
    """
    text = clean(finding.location.excerpt)
    start, end = fault(finding, place)
    before, after = ("…" if cut else "" for cut in clipped(finding, place))
    return before + text[:start], text[start:end], text[end:] + after


def clipped(finding: ViolationRecord, place: Place) -> tuple[bool, bool]:
    """Tell whether text of the element is left out before and after the excerpt."""
    text, excerpt = place.record.text if place.record else "", finding.location.excerpt
    return bool(text) and not text.startswith(excerpt), bool(text) and not text.endswith(excerpt)


def _whole(finding: ViolationRecord, place: Place) -> bool:
    """Tell whether the fault is all of an element of several paragraphs: its location is that of the element itself."""
    here, record = finding.location, place.record
    if record is None or here.excerpt != record.text:
        return False
    where = record.location
    return (here.path, here.start, here.end) == (where.path, where.start, where.end)


def _start(finding: ViolationRecord, place: Place) -> int:
    """Reckon where the fault begins in its excerpt: MARGIN off a clipped end, else as far as it begins in the element."""
    before, after = clipped(finding, place)
    if place.record is None or before:
        return MARGIN
    where = place.record.location
    if after:
        return len(finding.location.excerpt) - (finding.location.end - finding.location.start) - MARGIN
    return finding.location.start - where.start + _number(place.record)


def _number(record: ElementRecord) -> int:
    """Count the code points an automatic number adds in front; elements of several lines have none."""
    if record.element in WRAPPED or "\n" in record.text:
        return 0
    return max(0, len(record.text) - (record.location.end - record.location.start))
