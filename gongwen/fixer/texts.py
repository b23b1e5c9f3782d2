"""The last guard over the words of a document: what may have changed is what the edits say, and nothing else.

The text of a draft is compared paragraph by paragraph with what the edits should have made of it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from gongwen.anatomy.features import pattern
from gongwen.draft import Draft, Paragraph, Story, Table, walk
from gongwen.edits import Edit, InsertParagraph, RemoveParagraph, ReplaceText, SetFooters, Span
from gongwen.patterns import compiled

_BREAK = compiled(r"[\n\f]")
_BOX = "/box["
_PAGE = "PAGE"

Node = tuple[str, str]
"""Part and path of a paragraph."""


@dataclass(frozen=True, slots=True)
class Words:
    """Hold all words of a document: `flow` in reading order; those of boxes, headers and footers each sorted.

    Empty paragraphs are left out: one that must stay, as the last of a cell, is emptied instead of removed.
    """

    flow: tuple[str, ...]
    boxes: tuple[str, ...]
    headers: tuple[str, ...]
    footers: tuple[str, ...]


def kept(before: Draft, after: Draft, edits: Iterable[Edit]) -> bool:
    """Tell whether `after` has the words of `before`, changed as the edits say and nowhere else.

    New footers may take the place of page numbers, never of other words.
    """
    change = _Change(edits)
    wanted, found = _words(before, change), _words(after, _Change(()))
    if not change.footers:
        return wanted == found
    lost = set(_other(before)) - set(found.footers)
    return (wanted.flow, wanted.boxes, wanted.headers) == (found.flow, found.boxes, found.headers) and not lost


def read_alike(before: Draft, after: Draft) -> bool:
    """Tell whether a reader finds the same words, pictures and tables in both.

    Only blanks used as layout, empty lines and page numbers may differ.
    """
    one, other = _words(before, _Change(())), _words(after, _Change(()))
    apart = ((one.boxes, other.boxes), (one.headers, other.headers), (_other(before), _other(after)))
    return (
        _read(one.flow) == _read(other.flow)
        and all(set(_read(texts)) == set(_read(found)) for texts, found in apart)
        and _things(before) == _things(after)
    )


def lines_read(text: str) -> tuple[str, ...]:
    """Give what is read in a text: its lines, blanks at their ends left out, every gap between words one blank."""
    lines = (" ".join(line.split()) for line in _BREAK.split(text))
    return tuple(line for line in lines if line)


def every_paragraph(draft: Draft) -> Iterator[Paragraph]:
    """Yield every paragraph of a document: of the body, then of headers and footers, each story once."""
    yield from draft.paragraphs()
    yield from _in(section.headers for section in draft.sections)
    yield from _in(section.footers for section in draft.sections)


class _Change:
    """Hold edits of text by the paragraph they stand in."""

    def __init__(self, edits: Iterable[Edit]) -> None:
        self.replaced: dict[Node, list[ReplaceText]] = {}
        self.before: dict[Node, list[str]] = {}
        self.after: dict[Node, list[str]] = {}
        self.removed: set[Node] = set()
        self.footers = False
        for edit in edits:
            self._take(edit)

    def _take(self, edit: Edit) -> None:
        if isinstance(edit, ReplaceText):
            self.replaced.setdefault(_node(edit.span), []).append(edit)
        elif isinstance(edit, InsertParagraph):
            side = self.before if edit.before else self.after
            side.setdefault(_node(edit.span), []).append(edit.text)
        elif isinstance(edit, RemoveParagraph):
            self.removed.add(_node(edit.span))
        elif isinstance(edit, SetFooters):
            self.footers = True

    def apply(self, paragraph: Paragraph) -> Iterator[str]:
        """Yield what becomes of a paragraph: itself, changed, and what is put round it."""
        node = (paragraph.address.part, paragraph.address.path)
        yield from self.before.get(node, ())
        if node not in self.removed:
            yield replaced(paragraph.text, self.replaced.get(node, ()))
        yield from self.after.get(node, ())


def replaced(text: str, edits: Sequence[ReplaceText]) -> str:
    """Carry out replacements that do not overlap; offsets are those of the text as given."""
    for edit in sorted(edits, key=lambda edit: (edit.span.start, edit.span.end), reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def _things(draft: Draft) -> Counter[tuple[str, str | None]]:
    """Count drawings by their form and picture, and tables by themselves."""
    shapes = (shape for paragraph in draft.paragraphs() for shape in paragraph.shapes)
    tables = sum(isinstance(block, Table) for block in draft.blocks)
    return Counter((shape.form, shape.picture) for shape in shapes) + Counter({("table", None): tables})


def _read(texts: Iterable[str]) -> list[str]:
    return [line for text in texts for line in lines_read(text)]


def _words(draft: Draft, change: _Change) -> Words:
    body = list(draft.paragraphs())
    return Words(
        tuple(_texts((paragraph for paragraph in body if _BOX not in paragraph.address.path), change)),
        tuple(sorted(_texts((paragraph for paragraph in body if _BOX in paragraph.address.path), change))),
        tuple(sorted(_texts(_in(section.headers for section in draft.sections), change))),
        tuple(sorted(_texts(_in(section.footers for section in draft.sections), change))),
    )


def _texts(found: Iterable[Paragraph], change: _Change) -> Iterator[str]:
    return filter(None, chain.from_iterable(change.apply(paragraph) for paragraph in found))


def _in(stories: Iterable[Sequence[tuple[str, Story]]]) -> Iterator[Paragraph]:
    """Yield the paragraphs of headers or footers, each story once however many sections share it."""
    found = {story.part: story for one in stories for _, story in one}
    return chain.from_iterable(walk(story.blocks) for story in found.values())


def _other(draft: Draft) -> Iterator[str]:
    """Yield the words of footers that are no page numbers."""
    for paragraph in _in(section.footers for section in draft.sections):
        counted = any(_PAGE in field.instruction.upper().split() for field in paragraph.fields)
        bare = "".join(paragraph.text.split())
        if bare and not counted and not pattern("page_number").match(bare):
            yield paragraph.text


def _node(span: Span) -> Node:
    return span.part, span.path
