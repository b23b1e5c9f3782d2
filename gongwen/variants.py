"""Change one thing in a sample document: what the examples of rules on format and layout are made of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path

from gongwen.alterations import GALLERY, emptied, inserted, page_break, paged, restyled, stamped
from gongwen.anatomy.elements import Element, Gongwen, Mark
from gongwen.anatomy.recognise import recognise
from gongwen.draft import Block, Border, Borders, Comment, Draft, Paragraph, Shape, Story, Table
from gongwen.errors import ConfigError
from gongwen.ooxml.package import Package
from gongwen.ooxml.reader import read
from gongwen.rulefile import Change
from gongwen.units import Pt, from_mm


@dataclass(slots=True)
class Substitutes:
    """Hold what stands in the place of parts of a draft, by their ids."""

    paragraphs: dict[int, tuple[Paragraph, ...]] = field(default_factory=dict)
    shapes: dict[int, tuple[Shape, ...]] = field(default_factory=dict)
    borders: dict[int, Border | None] = field(default_factory=dict)
    breaks: dict[int, int] = field(default_factory=dict)


@cache
def sample(name: str) -> Gongwen:
    """Read and recognise a compliant sample document."""
    path = _folder() / f"{name}.docx"
    if not path.is_file():
        raise ConfigError(f"没有样张 {name}")
    return recognise(read(Package.open(path)))


def _folder() -> Path:
    here = Path(__file__).resolve().parent
    installed = here / "_samples"
    return installed if installed.is_dir() else here.parent / "samples"


def _media(draft: Draft, name: str) -> bytes | None:
    """Give a picture of the draft, or of the gallery that changes take theirs from."""
    return (_folder() / name).read_bytes() if name.startswith(GALLERY) else draft.media(name)


def vary(base: Gongwen, change: Change, *, facts: Mapping[str, str]) -> Gongwen:
    """Apply a change to a sample and recognise it again, every segment pinned to what it was."""
    segments = ((element.name, segment) for element in base.elements for segment in element.segments)
    pins = {f"{segment.paragraph.address.path} {segment.text}": name for name, segment in segments}
    if change.text and change.element:
        pins[change.text] = change.element
    if change.insert:
        pins[change.insert[1]] = change.insert[0]
    return recognise(_changed(base, change), facts={"official": "是", **facts}, pins=pins)


def _changed(base: Gongwen, change: Change) -> Draft:
    edits = Substitutes()
    if change.before or change.after:
        _move(base, change, edits)
    elif change.element:
        for element in _targets(base, change.element, change.which):
            _edit(base, element, change, edits)
    draft = _reviewed(_Rebuilder(edits).draft(base.draft), change)
    draft = replace(draft, media=partial(_media, base.draft)) if change.picture else draft
    return replace(draft, sections=paged(draft.sections, change.page)) if change.page else draft


def _reviewed(draft: Draft, change: Change) -> Draft:
    """Leave traces of work: a tracked change, a comment, file properties."""
    comments = (Comment("1", "", change.comment, None),) if change.comment is not None else draft.comments
    tracked = int(bool(change.tracked)) or draft.tracked_changes
    properties = (change.properties,) if change.properties else draft.properties
    return replace(draft, comments=comments, tracked_changes=tracked, properties=properties)


def _targets(base: Gongwen, name: str, which: int | None) -> Sequence[Element]:
    found = base.all(name)
    if not found or (which and which > len(found)):
        raise ConfigError(f"样张里没有要素 {name}")
    return found[which - 1 : which] if which else found


def _move(base: Gongwen, change: Change, edits: Substitutes) -> None:
    """Put a new paragraph, or those of an element, beside another element."""
    anchor = _targets(base, change.before or change.after or "", None)[0 if change.before else -1]
    there = anchor.segments[0 if change.before else -1].paragraph
    moved: tuple[Paragraph, ...]
    if change.insert:
        moved = (inserted(there, change.insert[1]),)
    else:
        segments = [s for e in _targets(base, change.element or "", change.which) for s in e.segments]
        moved = tuple({id(s.paragraph): s.paragraph for s in segments}.values())
        edits.paragraphs |= dict.fromkeys(map(id, moved), ())
    edits.paragraphs[id(there)] = (*moved, there) if change.before else (there, *moved)


def _edit(base: Gongwen, element: Element, change: Change, edits: Substitutes) -> None:
    holder = element.mark.paragraph if element.mark else element.segments[0].paragraph
    if change.breaks:
        edits.breaks[id(holder)] = change.breaks
    if element.mark:
        _edit_mark(element.mark, change, edits)
    for index, segment in enumerate(element.segments):
        key = id(segment.paragraph)
        current = edits.paragraphs.get(key, (segment.paragraph,))
        if change.remove or (change.text is not None and index):
            edits.paragraphs[key] = emptied(segment.paragraph)
        elif current:
            edits.paragraphs[key] = (restyled(current[0], segment, change, base.line),)
        if change.above is not None and index == 0:
            blanks = _blanks_before(base.draft, segment.paragraph)
            edits.paragraphs |= dict.fromkeys(map(id, blanks), ())


def _edit_mark(mark: Mark, change: Change, edits: Substitutes) -> None:
    """Change a line or a picture: length and thickness in millimetres."""
    if mark.shape and mark.form == "picture":
        edits.shapes[id(mark.shape)] = () if change.remove else (stamped(mark.shape, change),)
        return
    frame = mark.paragraph.format.frame
    if frame and (change.framed is False or change.shift):
        down = None if change.shift is None else replace(frame, y=Pt((frame.y or 0.0) + from_mm(change.shift[1])))
        free = replace(mark.paragraph, format=replace(mark.paragraph.format, frame=down))
        edits.paragraphs[id(mark.paragraph)] = (free,)
    color = change.color or mark.color
    width = from_mm(change.length) if change.length is not None else mark.width
    thickness = from_mm(change.thickness) if change.thickness is not None else mark.thickness
    if mark.shape:
        new = replace(mark.shape, stroke_color=color, width=width, stroke_width=thickness)
        edits.shapes[id(mark.shape)] = () if change.remove else (new,)
    if mark.border:
        line = replace(mark.border, color=color, width=thickness)
        edits.borders[id(mark.border)] = None if change.remove else line


def _blanks_before(draft: Draft, paragraph: Paragraph) -> Iterator[Paragraph]:
    """Yield the empty paragraphs right before one."""
    paragraphs = list(draft.paragraphs())
    at = next(index for index, other in enumerate(paragraphs) if other is paragraph)
    while at > 0 and not paragraphs[at - 1].text.strip() and not paragraphs[at - 1].shapes:
        at -= 1
        yield paragraphs[at]


class _Rebuilder:
    """Build a draft anew with the edits in their places."""

    def __init__(self, edits: Substitutes) -> None:
        self.edits = edits

    def draft(self, draft: Draft) -> Draft:
        """Rebuild body, headers and footers."""
        sections = tuple(
            replace(s, headers=self._stories(s.headers), footers=self._stories(s.footers)) for s in draft.sections
        )
        return replace(draft, blocks=self._blocks(draft.blocks), sections=sections)

    def _stories(self, stories: tuple[tuple[str, Story], ...]) -> tuple[tuple[str, Story], ...]:
        return tuple((kind, replace(story, blocks=self._blocks(story.blocks))) for kind, story in stories)

    def _blocks(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        result: list[Block] = []
        for block in blocks:
            if isinstance(block, Table):
                result.append(self._table(block))
            else:
                result += [page_break(block)] * self.edits.breaks.get(id(block), 0)
                kept = self.edits.paragraphs.get(id(block), (block,))
                result += [self._paragraph(paragraph) for paragraph in kept]
        return tuple(result)

    def _paragraph(self, paragraph: Paragraph) -> Paragraph:
        form = paragraph.format
        borders = self._borders(form.borders)
        form = form if borders is form.borders else replace(form, borders=borders)
        return replace(paragraph, format=form, shapes=self._shapes(paragraph.shapes))

    def _shapes(self, shapes: Sequence[Shape]) -> tuple[Shape, ...]:
        kept = [new for shape in shapes for new in self.edits.shapes.get(id(shape), (shape,))]
        return tuple(
            replace(shape, blocks=self._blocks(shape.blocks), children=self._shapes(shape.children)) for shape in kept
        )

    def _table(self, table: Table) -> Table:
        rows = tuple(
            replace(
                row,
                cells=tuple(
                    replace(cell, blocks=self._blocks(cell.blocks), borders=self._borders(cell.borders))
                    for cell in row.cells
                ),
            )
            for row in table.rows
        )
        return replace(table, rows=rows, borders=self._borders(table.borders))

    def _borders(self, borders: Borders) -> Borders:
        sides = ("top", "bottom", "left", "right", "between")
        changed = {
            side: self.edits.borders[id(line)]
            for side in sides
            if (line := getattr(borders, side)) is not None and id(line) in self.edits.borders
        }
        return replace(borders, **changed) if changed else borders
