"""Say what several passes did in terms of the document as it was first: one set of edits instead of several.

Every paragraph is kept as a list of pieces, stretches of its first text and new text; what a later pass does to it is done to the
pieces, and read off them in the end.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from itertools import combinations, groupby
from typing import TypeVar

from gongwen.draft import Draft, Paragraph
from gongwen.edits import (
    Edit,
    InsertParagraph,
    ParagraphChange,
    RemoveParagraph,
    ReplaceText,
    RunChange,
    SetBorder,
    SetParagraphFormat,
    SetRowBorder,
    SetRunFormat,
    Span,
)
from gongwen.fixer.texts import every_paragraph

_PARAGRAPH = re.compile(r"^(.*/)p\[(\d+)\]$")
_INSIDE = re.compile(r"^(.*/)p\[(\d+)\](/.*)$")

Change = TypeVar("Change", RunChange, ParagraphChange)


class Uncomposable(Exception):
    """Tell that a later pass builds on an earlier one in a way that cannot be said in terms of the first document."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Hold characters [start, end) of the first text, or, where `new` is not None, what stands in their place."""

    start: int
    end: int
    new: str | None = None

    def __len__(self) -> int:
        return self.end - self.start if self.new is None else len(self.new)


@dataclass(slots=True, eq=False)
class _Node:
    """Hold a paragraph of the first document with all that was done to it, or one that was put in (`made`).

    The pieces follow each other without a gap.
    """

    span: Span
    text: str
    pieces: list[_Piece]
    anchored: bool = False
    made: InsertParagraph | None = None
    gone: bool = False
    looks: dict[tuple[int, int, bool], RunChange] = field(default_factory=dict)
    format: ParagraphChange = ParagraphChange()
    borders: dict[str, SetBorder] = field(default_factory=dict)

    @property
    def length(self) -> int:
        """Count the characters there are now."""
        return sum(map(len, self.pieces))


def compose(draft: Draft, passes: Iterable[Sequence[Edit]]) -> tuple[Edit, ...]:
    """Join the edits of several passes into one set for the document as it was before the first.

    Raises Uncomposable.
    """
    work = _Composition(draft)
    for edits in passes:
        work.add(edits)
    return tuple(work.edits())


class _Composition:
    def __init__(self, draft: Draft) -> None:
        self._nodes = [_node(paragraph) for paragraph in every_paragraph(draft)]
        self._rows: dict[tuple[str, str], list[_Node]] = {}
        for node in self._nodes:
            self._rows.setdefault((node.span.part, _parts(node.span.path)[0]), []).append(node)
        self._shaken = False

    def add(self, edits: Sequence[Edit]) -> None:
        """Do to the paragraphs what a pass did; its addresses are those of the document before it."""
        found = [(edit, *self._find(edit)) for edit in edits]
        for edit, _, node in found:
            self._look(edit, node)
        texts = [(edit, node) for edit, _, node in found if isinstance(edit, ReplaceText)]
        for edit, node in sorted(texts, key=lambda pair: pair[0].span.start, reverse=True):
            node.pieces = list(_replaced(node.pieces, edit))
            if node.made:
                node.made = replace(node.made, text="".join(piece.new or "" for piece in node.pieces))
        moves = [(place, *one) for place, one in enumerate(found)]
        for _, edit, row, node in sorted(moves, key=lambda one: _turn(one[1], one[0])):
            self._move(edit, row, node)

    def edits(self) -> Iterator[Edit]:
        """Yield the edits that do it all at once."""
        for row in self._rows.values():
            yield from (node.made for node in row if node.made)
        for node in self._nodes:
            yield from [RemoveParagraph(node.span)] if node.gone else _net(node)

    def _find(self, edit: Edit) -> tuple[list[_Node], _Node]:
        """Find the paragraph an edit is about, and those in a row with it."""
        span = getattr(edit, "span", None)
        if span is None:
            raise Uncomposable
        head, number = _parts(span.path)
        row = self._rows[span.part, self._first(span.part, head)]
        return row, row[number - 1]

    def _first(self, part: str, head: str) -> str:
        """Give the path of a container as it was first."""
        inside = _INSIDE.match(head)
        if inside is None:
            return head
        if self._shaken:
            raise Uncomposable
        node = self._rows[part, self._first(part, inside[1])][int(inside[2]) - 1]
        if node.made:
            raise Uncomposable
        return node.span.path + inside[3]

    def _look(self, edit: Edit, node: _Node) -> None:
        """Put down a change of look; the pieces are still those before the pass."""
        match edit:
            case SetRunFormat(span, change, mark):
                if node.made:
                    node.made = replace(node.made, look=_over(node.made.look, _whole(node, edit)))
                else:
                    key = (*_traced(node, span.start, span.end), mark)
                    node.looks[key] = _over(node.looks.get(key, RunChange()), change)
            case SetParagraphFormat(_, change):
                if node.made:
                    node.made = replace(node.made, format=_over(node.made.format, change))
                else:
                    node.format = _over(node.format, change)
            case SetRowBorder():
                raise Uncomposable
            case SetBorder(span, side):
                if node.made:
                    raise Uncomposable
                node.borders[side] = replace(edit, span=replace(node.span, start=span.start, end=span.end))

    def _move(self, edit: Edit, row: list[_Node], node: _Node) -> None:
        """Put a paragraph in or take one away."""
        match edit:
            case InsertParagraph(_, text, before):
                if node.made:
                    raise Uncomposable
                made = _Node(node.span, "", [_Piece(0, 0, text)], made=replace(edit, span=node.span))
                row.insert(row.index(node) + (not before), made)
            case RemoveParagraph():
                self._shaken = self._shaken or node.anchored
                node.gone = True
                row.remove(node)


def _node(paragraph: Paragraph) -> _Node:
    text, address = paragraph.text, paragraph.address
    span = Span(address.part, address.path)
    return _Node(span, text, [_Piece(0, len(text))], anchored=bool(paragraph.shapes))


def _turn(edit: Edit, place: int) -> tuple[int, int]:
    """Give the turn of an edit that moves paragraphs: what comes after a neighbour is put in last one first, to stand in order."""
    if isinstance(edit, InsertParagraph):
        return (0, place) if edit.before else (1, -place)
    return 2, place


def _parts(path: str) -> tuple[str, int]:
    """Part the path of a paragraph into that of its container and its number there."""
    found = _PARAGRAPH.match(path)
    if found is None:
        raise Uncomposable
    return found[1], int(found[2])


def _replaced(pieces: Sequence[_Piece], edit: ReplaceText) -> Iterator[_Piece]:
    """Yield the pieces after a replacement."""
    start, end = edit.span.start, edit.span.end
    before: list[_Piece] = []
    after: list[_Piece] = []
    inside: list[_Piece] = []
    at = 0
    for piece in pieces:
        begin, at = at, at + len(piece)
        if at <= start:
            before.append(piece)
        elif begin >= end:
            after.append(piece)
        else:
            left, middle, right = _cut(piece, max(start - begin, 0), min(end, at) - begin)
            before += left
            inside.append(middle)
            after += right
    place = before[-1].end if before else 0
    low, high = (inside[0].start, inside[-1].end) if inside else (place, place)
    yield from (*before, _Piece(low, high, edit.text), *after)


def _cut(piece: _Piece, start: int, end: int) -> tuple[list[_Piece], _Piece, list[_Piece]]:
    """Cut the characters [start, end) out of a piece; of new text the first part keeps the place."""
    if piece.new is None:
        low, high = piece.start + start, piece.start + end
        left, middle, right = _Piece(piece.start, low), _Piece(low, high), _Piece(high, piece.end)
    else:
        left = _Piece(piece.start, piece.start, piece.new[:start])
        middle = _Piece(piece.start, piece.end, "")
        right = _Piece(piece.end, piece.end, piece.new[end:])
    return [left] if len(left) else [], middle, [right] if len(right) else []


def _traced(node: _Node, start: int, end: int) -> tuple[int, int]:
    """Give the characters of the first text that [start, end) covers, or that what it covers stands in the place of."""
    covered: list[tuple[int, int]] = []
    at = 0
    for piece in node.pieces:
        begin, at = at, at + len(piece)
        low, high = max(start, begin), min(end, at)
        if low >= high:
            continue
        if piece.new is None:
            covered.append((piece.start + low - begin, piece.start + high - begin))
        elif (low, high) == (begin, at):
            covered.append((piece.start, piece.end))
        else:
            raise Uncomposable
    if not covered:
        return 0, 0
    if covered[0][0] == covered[-1][1]:
        raise Uncomposable
    return covered[0][0], covered[-1][1]


def _whole(node: _Node, edit: SetRunFormat) -> RunChange:
    """Give the look of a paragraph that was put in: it has but one."""
    if (edit.span.start, edit.span.end) != (0, node.length):
        raise Uncomposable
    return edit.change


def _over(old: Change, new: Change) -> Change:
    """Lay a change over an earlier one."""
    wanted = {one.name: value for one in fields(new) if (value := getattr(new, one.name)) is not None}
    if isinstance(old, ParagraphChange) and isinstance(new, ParagraphChange) and old.char != new.char:
        if _indented(old) and _indented(new):
            raise Uncomposable
        wanted["char"] = new.char if _indented(new) else old.char
    return replace(old, **wanted)


def _indented(change: ParagraphChange) -> bool:
    return (change.left, change.right, change.first) != (None, None, None)


def _net(node: _Node) -> Iterator[Edit]:
    """Yield what was done to a paragraph in the end."""
    for new, group in groupby(node.pieces, key=lambda piece: piece.new is not None):
        pieces = list(group)
        start, end, text = pieces[0].start, pieces[-1].end, "".join(piece.new or "" for piece in pieces)
        if new and text != node.text[start:end]:
            yield ReplaceText(replace(node.span, start=start, end=end), text)
    _agree(node.looks)
    for (start, end, mark), change in node.looks.items():
        yield SetRunFormat(replace(node.span, start=start, end=end), change, mark)
    if node.format != ParagraphChange():
        yield SetParagraphFormat(node.span, node.format)
    yield from node.borders.values()


def _agree(looks: Mapping[tuple[int, int, bool], RunChange]) -> None:
    """Raise Uncomposable when two looks want different things of the same characters."""
    for ((start, end, _), one), ((low, high, _), other) in combinations(looks.items(), 2):
        if start < high and low < end:
            wanted = ((getattr(one, look.name), getattr(other, look.name)) for look in fields(RunChange))
            if any(None not in pair and pair[0] != pair[1] for pair in wanted):
                raise Uncomposable
