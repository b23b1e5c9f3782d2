"""Mark every paragraph of a document so that it can be found again: a bookmark shows nothing to a reader, but has a place.

Only their heads are marked: LibreOffice breaks text where a bookmark stands, and sets it a little differently.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from gongwen.draft import Draft, Paragraph, walk
from gongwen.ooxml.names import FALLBACK, PPR, RUN, P, T, w
from gongwen.ooxml.package import Package
from gongwen.ooxml.reader import read
from gongwen.ooxml.values import Element
from gongwen.render.copies import rewrite, serialise, settle, stories

PREFIX = "gongwen"
_POINTS = tuple(map(chr, chain(range(0xF0000, 0xFFFFE), range(0x100000, 0x10FFFE))))
"""Characters no document uses; as many paragraphs can be marked."""
_FIRST_ID = 1 << 20


@dataclass(frozen=True, slots=True)
class Copy:
    """Hold a copy to measure: its draft, the file with a bookmark in each paragraph, and whose each bookmark is, by path."""

    draft: Draft
    marked: bytes
    heads: Mapping[str, str]


def copy_of(data: bytes) -> Copy:
    """Make a copy to measure.

    Raises UnreadableDocument.
    """
    plain = settle(data)
    package = Package.open(plain)
    roots = stories(package)
    marks = [mark for root in roots.values() for mark in _bookmarks(root)][: len(_POINTS)]
    for number, (start, end) in enumerate(marks):
        start.set(w("name"), f"{PREFIX}{number}")
        for node in (start, end):
            node.set(w("id"), str(_FIRST_ID + number))
    marked = rewrite(plain, serialise(roots))
    for (_, end), point in zip(marks, _POINTS, strict=False):
        end.addnext(_run(end, point))
    seen = read(Package.open(rewrite(plain, serialise(roots))))
    return Copy(read(package), marked, dict(_heads(seen)))


def paragraphs(draft: Draft) -> Iterator[Paragraph]:
    """Yield every paragraph, those of each header and footer once."""
    yield from draft.paragraphs()
    named = {story.part: story for section in draft.sections for _, story in (*section.headers, *section.footers)}
    for story in named.values():
        yield from walk(story.blocks)


def _bookmarks(root: Element) -> Iterator[tuple[Element, Element]]:
    """Put an empty bookmark at the head of each paragraph, in one branch of each mc:AlternateContent; yield start and end."""
    for paragraph in list(root.iter(P)):
        if next(paragraph.iterancestors(FALLBACK), None) is None:
            start, end = paragraph.makeelement(w("bookmarkStart")), paragraph.makeelement(w("bookmarkEnd"))
            at = 1 if len(paragraph) and paragraph[0].tag == PPR else 0
            paragraph[at:at] = [start, end]
            yield start, end


def _run(beside: Element, text: str) -> Element:
    run, piece = beside.makeelement(RUN), beside.makeelement(T)
    piece.text = text
    run.append(piece)
    return run


def _heads(seen: Draft) -> Iterator[tuple[str, str]]:
    """Yield the bookmarks of the paragraphs in which a reader found their characters; the first of two that were joined."""
    numbers = {point: number for number, point in enumerate(_POINTS)}
    for paragraph in paragraphs(seen):
        found = next((numbers[char] for char in paragraph.text if char in numbers), None)
        if found is not None:
            yield f"{PREFIX}{found}", paragraph.address.path
