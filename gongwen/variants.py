"""Change one thing in a sample document: what the examples of rules on format and layout are made of."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TypedDict

from gongwen.anatomy.elements import Element, Gongwen, Segment
from gongwen.anatomy.recognise import recognise
from gongwen.draft import Address, Block, Borders, Cell, Draft, Indent, Paragraph, Run, Section, Shape, Story, Table
from gongwen.errors import ConfigError
from gongwen.ooxml.package import Package
from gongwen.ooxml.reader import read
from gongwen.rulefile import Change, PageChange
from gongwen.units import NAMED_SIZES, Pt, from_mm

Edits = dict[int, tuple[Paragraph, ...]]
"""What stands in the place of a paragraph, by id(paragraph)."""


@cache
def sample(name: str) -> Gongwen:
    """Read and recognise a compliant sample document."""
    here = Path(__file__).resolve().parent
    installed = here / "_samples"
    path = (installed if installed.is_dir() else here.parent / "samples") / f"{name}.docx"
    if not path.is_file():
        raise ConfigError(f"没有样张 {name}")
    return recognise(read(Package.open(path)))


def vary(base: Gongwen, change: Change, *, facts: Mapping[str, str]) -> Gongwen:
    """Apply a change to a sample and recognise it again, every segment pinned to what it was."""
    pins = {segment.text: element.name for element in base.elements for segment in element.segments}
    if change.text is not None and change.element:
        pins[change.text] = change.element
    if change.insert:
        pins[change.insert[1]] = change.insert[0]
    return recognise(_changed(base, change), facts={"official": "是", **facts}, pins=pins)


def _changed(base: Gongwen, change: Change) -> Draft:
    edits: Edits = {}
    if change.insert or (change.element and (change.before or change.after)):
        edits = _moved(base, change)
    elif change.element:
        for element in _targets(base, change.element, change.which):
            edits |= _edited(base, element, change)
    draft = _rebuilt(base.draft, edits)
    return replace(draft, sections=tuple(_paged(s, change.page) for s in draft.sections)) if change.page else draft


def _targets(base: Gongwen, name: str, which: int | None) -> Sequence[Element]:
    found = base.all(name)
    if not found or (which and which > len(found)):
        raise ConfigError(f"样张里没有要素 {name}")
    return found[which - 1 : which] if which else found


def _edited(base: Gongwen, element: Element, change: Change) -> Edits:
    if element.mark:
        return {id(element.mark.paragraph): (_without_mark(element),)} if change.remove else {}
    edits: Edits = {}
    for index, segment in enumerate(element.segments):
        current = edits.get(id(segment.paragraph), (segment.paragraph,))
        if change.remove or (change.text is not None and index):
            edits[id(segment.paragraph)] = _emptied(segment.paragraph)
        elif current:
            edits[id(segment.paragraph)] = (_restyled(base, current[0], segment, change),)
        if change.above is not None and index == 0:
            edits |= dict.fromkeys(map(id, _blanks_before(base.draft, segment.paragraph)), ())
    return edits


def _emptied(paragraph: Paragraph) -> tuple[Paragraph, ...]:
    """Take a paragraph away; one that anchors drawings stays without its text."""
    return (replace(paragraph, text="", runs=(), fields=()),) if paragraph.shapes else ()


def _without_mark(element: Element) -> Paragraph:
    mark = element.mark
    assert mark is not None
    paragraph = mark.paragraph
    shapes = tuple(shape for shape in paragraph.shapes if shape is not mark.shape)
    borders = Borders() if mark.border else paragraph.format.borders
    return replace(paragraph, shapes=shapes, format=replace(paragraph.format, borders=borders))


def _restyled(base: Gongwen, paragraph: Paragraph, segment: Segment, change: Change) -> Paragraph:
    form = replace(paragraph.format, **_layout(base, change))
    if change.text is not None:
        first = next(paragraph.runs_in(segment.start, segment.end))
        pieces = [*_cut(paragraph.runs, 0, segment.start), (change.text, first.format)]
        pieces += _cut(paragraph.runs, segment.end, len(paragraph.text))
        return replace(_joined(paragraph, pieces), format=form)
    look = _look(change)
    pieces = _cut(paragraph.runs, 0, segment.start)
    pieces += [(text, replace(face, **look)) for text, face in _cut(paragraph.runs, segment.start, segment.end)]
    pieces += _cut(paragraph.runs, segment.end, len(paragraph.text))
    return replace(_joined(paragraph, pieces), format=form)
