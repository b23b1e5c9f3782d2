"""Write the elements that record tracked changes: who, when, and how it was before."""

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from itertools import count

from gongwen.errors import UnreadableDocument
from gongwen.ooxml.interning import key
from gongwen.ooxml.names import CHANGES, PPR, RPR, SECT_PR, T, w
from gongwen.ooxml.order import drop, place
from gongwen.ooxml.package import Package
from gongwen.ooxml.values import Element

_ID, _UNNUMBERED = w("id"), ""
_NUMBERS = re.compile(rb"""\bid=["'](\d{1,9})["']""")
_DELETED = {T: w("delText"), w("instrText"): w("delInstrText")}


@dataclass(frozen=True, slots=True)
class Revision:
    """Say who makes tracked changes and when: an ISO 8601 moment in UTC such as `2026-01-01T08:00:00Z`, None to leave it unsaid."""

    author: str
    date: str | None = None

    def stamp(self, tag: str, beside: Element) -> Element:
        """Make an element that records a change; it gets its number in the end."""
        element = beside.makeelement(tag)
        element.set(_ID, _UNNUMBERED)
        element.set(w("author"), self.author)
        if self.date is not None:
            element.set(w("date"), self.date)
        return element

    def insert(self, run: Element) -> Element:
        """Put a run that is nowhere yet into w:ins."""
        inserted = self.stamp(w("ins"), run)
        inserted.append(run)
        return inserted

    def delete(self, node: Element) -> Element:
        """Put a run, where it stands, into w:del."""
        deleted = self.stamp(w("del"), node)
        node.addprevious(deleted)
        deleted.append(node)
        for child in node.iterchildren(*_DELETED):
            child.tag = _DELETED[child.tag]
        return deleted

    def mark(self, properties: Element, name: str) -> None:
        """Record in the w:rPr of a paragraph mark that the mark is inserted or deleted."""
        place(properties, self.stamp(w(name), properties))

    def note(self, properties: Element, before: Element | None) -> None:
        """Record how w:rPr or w:pPr was before, unless it is as it was; a record of this round stays the one that counts."""
        change = w("rPrChange" if properties.tag == RPR else "pPrChange")
        now = former(properties)
        then = now.makeelement(now.tag) if before is None else former(before)
        if properties.find(change) is None and key(now) != key(then):
            record = self.stamp(change, properties)
            record.append(then)
            place(properties, record)


def former(properties: Element) -> Element:
    """Give a copy of w:rPr or w:pPr with no record of changes and, of w:pPr, with neither mark nor section."""
    copy = deepcopy(properties)
    copy.tail = None
    drop(copy, *CHANGES)
    if copy.tag == PPR:
        drop(copy, RPR, SECT_PR)
    return copy


def number(roots: Iterable[Element], package: Package) -> None:
    """Give the records that were made numbers that no other element of the document has."""
    numbers = count(max(_taken(package), default=0) + 1)
    for root in roots:
        for record in root.iter(*CHANGES):
            if record.get(_ID) == _UNNUMBERED:
                record.set(_ID, str(next(numbers)))


def _taken(package: Package) -> Iterator[int]:
    for name in package.members():
        if name.endswith(".xml"):
            try:
                yield from map(int, _NUMBERS.findall(package.source(name)))
            except UnreadableDocument:
                continue
