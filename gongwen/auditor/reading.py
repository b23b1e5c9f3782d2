"""Make the record of a document of what was recognised in it; what is not sure stays out."""

import zlib
from array import array
from collections.abc import Iterable
from dataclasses import replace
from sys import intern

from gongwen.auditor import values
from gongwen.auditor.records import LeftOut, Number, Record
from gongwen.checks.base import SURE
from gongwen.report import Document, ElementRecord, FactsRecord
from gongwen.violations import Location

_NONE: LeftOut = "none"
_PROSE = frozenset(("body", "heading.1", "heading.2", "attachment"))
_SHORTEST = 8
_SKETCHED = 16
"""How many paragraphs of a document are kept in mind, of these as many as have at least so many characters."""
_EXCERPT = 60


def record(document: Document) -> Record:
    """Make the record of a recognised document, or of one that could not be read."""
    if document.facts is None:
        return Record(document.path, sha256=document.sha256, status=document.status, error=document.error)
    read = _Read(document.elements)
    official = document.facts.official
    number, doubtful, left_out = read.number() if official else (None, None, _NONE)
    title, date = read.element("title"), read.element("date")
    secrecy = read.first("secrecy")
    return Record(
        path=document.path,
        number=number,
        doubtful=doubtful,
        left_out=left_out,
        title=title.text if title else "",
        date=document.facts.date if date else "",
        copies=read.copies(),
        secrecy="" if secrecy is None else values.level(secrecy.text) if _sure(secrecy) else None,
        signers=read.signers(),
        recipients=values.plain(found.text) if (found := read.element("recipients")) else "",
        sketch=_sketch(document.elements),
        places=read.places,
        facts=_kept(document.facts),
        sha256=document.sha256,
        status=document.status,
        error=document.error,
    )


class _Read:
    """Give the values of one document, and remember where those that were asked for stand."""

    def __init__(self, elements: Iterable[ElementRecord]) -> None:
        self._elements = tuple(elements)
        self.places: dict[str, Location] = {}

    def first(self, name: str) -> ElementRecord | None:
        """Give the first element of that name: it belongs to the document itself, not to one that it forwards."""
        return next((element for element in self._elements if element.element == name), None)

    def element(self, name: str) -> ElementRecord | None:
        """Give the first element of that name when it is sure."""
        found = self.first(name)
        if found is None or not _sure(found):
            return None
        self.places[name] = _short(found.location)
        return found

    def number(self) -> tuple[Number | None, Number | None, LeftOut]:
        """Give the number when it is sure, else the one that it may be, and why it is left out."""
        found, masthead, date = self.first("doc_number"), self.first("masthead"), self.first("date")
        if found is None:
            return None, None, "none"
        head = masthead.text if masthead and _sure(masthead) else ""
        read = values.number(found.text, masthead=head, day=values.day(date.text) if date and _sure(date) else "")
        if read is None or not _sure(found):
            return None, read, "none" if values.unnumbered(found.text) else "unsure"
        self.places["number"] = _short(found.location)
        return read, None, ""

    def copies(self) -> int | None:
        """Give how many copies were printed, where an element of the imprint says so."""
        for element in reversed(self._elements):
            count = values.printed(element.text) if element.element == "printer" and _sure(element) else None
            if count is not None:
                self.places["copies"] = _short(element.location)
                return count
        return None

    def signers(self) -> tuple[str, ...]:
        """Give those who signed, several of a joint document."""
        found = self.element("signer")
        return values.names(found.text) if found else ()


def _sure(element: ElementRecord) -> bool:
    return element.confidence >= SURE


def _short(location: Location) -> Location:
    """Keep the beginning of a long excerpt: many records are kept."""
    if len(location.excerpt) <= _EXCERPT:
        return location
    end = min(location.end, location.start + _EXCERPT)
    return Location(location.part, location.path, location.start, end, location.element, location.excerpt[:_EXCERPT])


def _sketch(elements: Iterable[ElementRecord]) -> bytes:
    """Keep the smallest digests of paragraphs, by which two states of one document are known."""
    texts = (values.plain(element.text) for element in elements if element.element in _PROSE)
    digests = sorted({zlib.crc32(text.encode()) for text in texts if len(text) >= _SHORTEST})
    return array("I", digests[:_SKETCHED]).tobytes()


def alike(left: bytes, right: bytes) -> bool | None:
    """Tell whether two sketches share half of their paragraphs, None where one of them says nothing."""
    if not left or not right:
        return None
    one, other = set(array("I", left)), set(array("I", right))
    return 2 * len(one & other) >= min(len(one), len(other))


def _kept(facts: FactsRecord) -> FactsRecord:
    """Share equal texts among the facts of many documents."""
    return replace(
        facts,
        kind=intern(facts.kind),
        form=intern(facts.form),
        direction=intern(facts.direction),
        organ=intern(facts.organ),
        regime=intern(facts.regime),
        sealing=intern(facts.sealing),
        agencies=tuple(map(intern, facts.agencies)),
    )
