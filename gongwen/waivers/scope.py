"""How far a waiver reaches: over the words a comment is anchored in, or over what a file says of elements and text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from gongwen.anatomy.elements import WRAPPED, Element, Segment
from gongwen.anatomy.pins import letters
from gongwen.draft import Address, Paragraph

Stretch = tuple[Address, int, int]
"""Code points [start, end) of the paragraph at an address."""


@dataclass(frozen=True)
class Spot:
    """Stand for what a finding is about: [start, end) of the text of an element, or the document; `name` is that of an element too
    where it is missing.
    """

    element: Element | None
    name: str
    start: int
    end: int

    @cached_property
    def stretches(self) -> Sequence[Stretch]:
        """Give what it covers of the body; where it has no length, the whole line or paragraph it points into."""
        return [stretch for stretch in self._stretches() if stretch[0].part == "body"]

    @cached_property
    def letters(self) -> str:
        """Give the letters of the paragraphs it stands in; of an element of several lines, those of all."""
        whole = self.element is not None and self.element.name in WRAPPED
        segments = self.element.segments if self.element and whole else [segment for segment, *_ in self._touched()]
        paragraphs = {id(segment.paragraph): segment.paragraph for segment in segments}
        if not paragraphs and self._marked:
            paragraphs = {0: self._marked}
        return letters("".join(f"{paragraph.number or ''}{paragraph.text}" for paragraph in paragraphs.values()))

    @property
    def _marked(self) -> Paragraph | None:
        return self.element.mark.paragraph if self.element and self.element.mark else None

    def _stretches(self) -> Iterator[Stretch]:
        touched = list(self._touched())
        if not touched and self._marked:
            yield self._marked.address, 0, max(len(self._marked.text), 1)
        for segment, begin, stop in touched:
            yield segment.paragraph.address, begin, stop

    def _touched(self) -> Iterator[tuple[Segment, int, int]]:
        """Yield the segments it touches, with what it covers of their paragraphs."""
        element, start, end = self.element, self.start, self.end
        if element is None or not element.segments:
            return
        (first, low), (last, high) = element.segment_at(start), element.segment_at(max(start, end))
        for segment in element.segments:
            if first.index <= segment.index <= last.index:
                begin = segment.offset(low) if segment is first and start < end else segment.start
                stop = segment.offset(high) if segment is last and start < end else segment.end
                yield segment, begin, stop


class Scope(Protocol):
    """Tell what a waiver reaches."""

    def covers(self, spot: Spot) -> bool:
        """Tell whether a finding there is reached."""


@dataclass(frozen=True, slots=True)
class Anchored:
    """Reach the words a comment is anchored in, by the paths of their paragraphs; on the title, what stands nowhere in the body."""

    stretches: Mapping[str, tuple[int, int]]
    on_title: bool

    def covers(self, spot: Spot) -> bool:
        """Tell whether a finding touches the words."""
        return any(self._touches(*stretch) for stretch in spot.stretches) if spot.stretches else self.on_title

    def _touches(self, address: Address, start: int, end: int) -> bool:
        if any(path in self.stretches for path in _holders(address.path)):
            return True
        first, last = self.stretches.get(address.path, (0, 0))
        return start < last and first < end


@dataclass(frozen=True, slots=True)
class Named:
    """Reach the whole document, or only `elements`, or only paragraphs that hold these `letters`, or what is both."""

    elements: frozenset[str]
    letters: str

    def covers(self, spot: Spot) -> bool:
        """Tell whether a finding is in one of the elements, and in a paragraph with the letters."""
        return (not self.elements or spot.name in self.elements) and (not self.letters or self.letters in spot.letters)


def _holders(path: str) -> Iterator[str]:
    """Yield the paths of the paragraphs that hold the text boxes a paragraph stands in: comments cannot stand inside."""
    at = path.find("/box[")
    while at >= 0:
        yield path[:at]
        at = path.find("/box[", at + 1)
