"""Read a story once more to find what its paragraphs are made of: which node gives which characters, which element is which shape.

It is the reader itself that walks, so addresses and offsets are those of the draft.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from gongwen.draft import Paragraph, RunFormat
from gongwen.ooxml.canvas import Canvas
from gongwen.ooxml.cascade import Cascade, Look, Surroundings
from gongwen.ooxml.drawings import content, frames, members
from gongwen.ooxml.inline import InlineReader, Text
from gongwen.ooxml.names import V, w
from gongwen.ooxml.story import Reading, StoryReader
from gongwen.ooxml.values import Element
from gongwen.ooxml.vml import drawn

_DRAWING = w("drawing")
_PICTS = frozenset({w("pict"), w("object")})
_GROUP = f"{{{V}}}group"

Twins = Mapping[Element, Element]
"""Elements as the reader sees them → the same elements as they are written; those that are the same are left out."""


@dataclass(slots=True)
class Piece:
    """Hold a node and the characters [start, end) it gives: w:t (`literal`), w:tab, w:br, w:sym, m:oMath …"""

    node: Element
    start: int
    end: int
    literal: bool = False


@dataclass(slots=True)
class Passage:
    """Hold a paragraph as it was read, and what it is made of.

    `elements`: its w:p, several where tracked changes joined them; the last one has the properties. `pieces` keep up with what is
    split. `around` is what a table style gives it.
    """

    read: Paragraph
    elements: tuple[Element, ...]
    pieces: list[Piece]
    around: Surroundings

    @property
    def element(self) -> Element:
        """Give the w:p that carries the properties."""
        return self.elements[-1]


class _Inline(InlineReader):
    """Note the nodes that the pieces of text come from, and the elements of shapes, both by path."""

    __slots__ = ("pieces", "shapes")

    def __init__(self, cascade: Cascade, canvas: Canvas) -> None:
        super().__init__(cascade, canvas)
        self.pieces: dict[str, list[Piece]] = {}
        self.shapes: dict[str, Element] = {}

    def _text(self, child: Element, text: Text, format: RunFormat) -> None:
        super()._text(child, text, format)
        self._note(child, text, literal=True)

    def _special(self, child: Element, tag: str, text: Text, format: RunFormat, look: Look) -> None:
        count = len(text.shapes)
        super()._special(child, tag, text, format, look)
        self._note(child, text)
        if len(text.shapes) > count and (tag == _DRAWING or tag in _PICTS):
            self._register(frames(child) if tag == _DRAWING else drawn(child), text.path, count)

    def _wrapper(self, child: Element, tag: str, text: Text, look: Look) -> None:
        super()._wrapper(child, tag, text, look)
        self._note(child, text)

    def _note(self, node: Element, text: Text, *, literal: bool = False) -> None:
        """Put down to a node whatever text was added and no node inside it accounts for."""
        pieces = self.pieces.setdefault(text.path, [])
        seen = pieces[-1].end if pieces else 0
        if text.length > seen:
            pieces.append(Piece(node, seen, text.length, literal))

    def _register(self, shapes: Iterable[Element], path: str, count: int = 0) -> None:
        for number, shape in enumerate(shapes, start=count + 1):
            self.shapes[f"{path}/box[{number}]"] = shape
            self._register(inside(shape), f"{path}/box[{number}]")


def inside(shape: Element) -> Iterator[Element]:
    """Yield the members of a group that count in paths, none for anything else."""
    drawing = content(shape)
    return drawn(shape) if shape.tag == _GROUP else members(shape if drawing is None else drawing)


@dataclass(frozen=True, slots=True)
class Trace:
    """Hold what the paragraphs and shapes of one story are made of, by path."""

    passages: Mapping[str, Passage]
    shapes: Mapping[str, Element]


class Tracer(StoryReader):
    """Read a story for its trace."""

    __slots__ = ("_notes", "_passages", "_sources", "_twins")

    def __init__(self, reading: Reading, name: str, part: str, twins: Twins) -> None:
        super().__init__(reading, name, part)
        self._sources: dict[str, tuple[tuple[Element, ...], Surroundings]] = {}
        self._passages: dict[str, Passage] = {}
        self._twins = twins

    def walk(self, container: Element, path: str) -> Trace:
        """Trace everything in a container."""
        self.blocks(container, path)
        return Trace(self._passages, {path: self._twin(shape) for path, shape in self._notes.shapes.items()})

    def alone(self, paragraph: Element, path: str, around: Surroundings) -> Passage:
        """Trace one paragraph by itself."""
        self._paragraph(*self._source(paragraph, path, around, None))
        return self._passages[path]

    def _inline_reader(self, cascade: Cascade, canvas: Canvas) -> InlineReader:
        self._notes = _Inline(cascade, canvas)
        return self._notes

    def _source(
        self,
        paragraph: Element,
        path: str,
        around: Surroundings,
        unended: tuple[str, list[Element], Look] | None,
    ) -> tuple[str, list[Element], Look]:
        before = self._sources[unended[0]][0] if unended else ()
        self._sources[path] = ((*before, self._twin(paragraph)), around)
        return super()._source(paragraph, path, around, unended)

    def _paragraph(self, path: str, content: list[Element], look: Look) -> Paragraph:
        found = super()._paragraph(path, content, look)
        elements, around = self._sources[path]
        noted = self._notes.pieces.pop(path, [])
        pieces = [Piece(self._twin(piece.node), piece.start, piece.end, piece.literal) for piece in noted]
        self._passages[path] = Passage(found, elements, pieces, around)
        return found

    def _twin(self, element: Element) -> Element:
        return self._twins.get(element, element)
