"""Split the runs of a paragraph at text offsets."""

from bisect import bisect_right
from collections.abc import Iterator
from copy import deepcopy
from operator import attrgetter

from gongwen.ooxml.names import RPR, RUN, SPACE, P
from gongwen.ooxml.tracing import Passage, Piece
from gongwen.ooxml.values import Element

_start = attrgetter("start")
_WHITE = " \t\r\n"


def split(passage: Passage, start: int, end: int) -> list[Element]:
    """Give the runs that cover the characters [start, end), cut so that they cover no others.

    What gives several characters and cannot be cut (an alternative inside a run) comes whole; formulas, which are no runs, are left out.
    """
    if start >= end:
        return []
    for offset in (end, start):
        _cut(passage, offset)
    runs = (run_of(piece.node) for piece in between(passage, start, end))
    return list(dict.fromkeys(run for run in runs if run is not None))


def between(passage: Passage, start: int, end: int) -> list[Piece]:
    """List the pieces that give any of the characters [start, end)."""
    return [piece for piece in passage.pieces if piece.start < end and piece.end > start]


def run_of(node: Element) -> Element | None:
    """Give the run a node stands in, None when it stands in none."""
    return next(node.iterancestors(RUN), None)


def preserve(text: Element, content: str) -> None:
    """Set the content of w:t so that all of it shows, blanks of any width at its ends; comments inside are put before it."""
    for comment in list(text):
        text.addprevious(comment)
        comment.tail = None
    text.text = content
    if content != content.strip():
        text.set(SPACE, "preserve")


def cut_text(passage: Passage, offset: int) -> None:
    """Cut the w:t that holds an offset in two, side by side in their run; nothing happens at its ends or in anything else."""
    index = bisect_right(passage.pieces, offset, key=_start) - 1
    piece = passage.pieces[index] if index >= 0 else None
    if piece is None or piece.start == offset or piece.end <= offset or not piece.literal:
        return
    content, at = shown(piece.node), offset - piece.start
    rest = deepcopy(piece.node)
    rest.tail = None
    piece.node.addnext(rest)
    preserve(piece.node, content[:at])
    preserve(rest, content[at:])
    halves = [Piece(piece.node, piece.start, offset, True), Piece(rest, offset, piece.end, True)]
    passage.pieces[index : index + 1] = halves


def part(run: Element, first: Element) -> Element:
    """Move a child of a run and all that follow it into a run of their own, formatted alike; give that run."""
    rest = deepcopy(run)
    kept = run.index(first)
    for child in list(rest)[:kept]:
        if child.tag != RPR:
            rest.remove(child)
    rest[1 if rest.find(RPR) is not None else 0 :] = list(run)[kept:]
    run.tail = None
    run.addnext(rest)
    return rest


def shown(text: Element) -> str:
    """Give the content of w:t that shows."""
    content = (text.text or "") + "".join(comment.tail or "" for comment in text)
    return content if text.get(SPACE) == "preserve" else content.strip(_WHITE)


def _cut(passage: Passage, offset: int) -> None:
    """Cut the run that goes on over an offset in two."""
    cut_text(passage, offset)
    index = bisect_right(passage.pieces, offset, key=_start) - 1
    if index < 1 or passage.pieces[index].start != offset:
        return
    before = dict(_places(passage.pieces[index - 1].node))
    for run, child in _places(passage.pieces[index].node):
        if run in before and before[run] is not child:
            part(run, child)
            return


def _places(node: Element) -> Iterator[tuple[Element, Element]]:
    """Yield the runs around a node, each with its child that the node is or stands in."""
    child = node
    for parent in node.iterancestors():
        if parent.tag == P:
            return
        if parent.tag == RUN:
            yield parent, child
        child = parent
