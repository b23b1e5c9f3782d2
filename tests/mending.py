"""Carry out edits on a draft, without a file: what the writer does to a document, said in the terms of `draft`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import singledispatchmethod
from typing import Any

from gongwen.alterations import cut, joined
from gongwen.anatomy.elements import Element, Gongwen, Segment
from gongwen.anatomy.fields import parse
from gongwen.anatomy.marks import with_marks
from gongwen.anatomy.outline import outline
from gongwen.anatomy.recognise import recognise
from gongwen.anatomy.segments import segments
from gongwen.bookshelf import load_rules
from gongwen.checks.base import Reading
from gongwen.draft import (
    Address,
    Block,
    Border,
    Draft,
    FieldSpan,
    Indent,
    Paragraph,
    ParagraphFormat,
    Run,
    RunFormat,
    Section,
    Shape,
    Story,
    Table,
)
from gongwen.edits import (
    AUTO,
    Edit,
    FooterLine,
    InsertParagraph,
    ParagraphChange,
    RemoveParagraph,
    ReplaceText,
    RunChange,
    SectionChange,
    SetBorder,
    SetFooters,
    SetParagraphFormat,
    SetRunFormat,
    SetSection,
    SetStroke,
    Span,
)
from gongwen.findings import violations
from gongwen.units import Pt
from gongwen.violations import Violation

Key = tuple[str, str]
"""Part and path of a node."""


def mended(draft: Draft, edits: Iterable[Edit]) -> Draft:
    """Give the draft as it is when the edits are done; all of them count from the draft as it was."""
    plan = _Plan()
    for edit in edits:
        plan.take(edit)
    return plan.carried_out(draft)


def _key(span: Span) -> Key:
    return span.part, span.path


@dataclass
class _Plan:
    """Sort edits by what they take hold of."""

    texts: dict[Key, list[ReplaceText]] = field(default_factory=dict)
    looks: dict[Key, list[SetRunFormat]] = field(default_factory=dict)
    forms: dict[Key, list[ParagraphChange]] = field(default_factory=dict)
    borders: dict[Key, list[SetBorder]] = field(default_factory=dict)
    strokes: dict[Key, list[SetStroke]] = field(default_factory=dict)
    inserts: dict[Key, list[InsertParagraph]] = field(default_factory=dict)
    removed: set[Key] = field(default_factory=set)
    sections: dict[int, list[SectionChange]] = field(default_factory=dict)
    footers: SetFooters | None = None

    @singledispatchmethod
    def take(self, edit: Any) -> None:
        raise AssertionError(f"no such edit: {edit}")

    @take.register
    def _(self, edit: ReplaceText) -> None:
        self.texts.setdefault(_key(edit.span), []).append(edit)

    @take.register
    def _(self, edit: SetRunFormat) -> None:
        self.looks.setdefault(_key(edit.span), []).append(edit)

    @take.register
    def _(self, edit: SetParagraphFormat) -> None:
        self.forms.setdefault(_key(edit.span), []).append(edit.change)

    @take.register
    def _(self, edit: SetBorder) -> None:
        self.borders.setdefault(_key(edit.span), []).append(edit)

    @take.register
    def _(self, edit: SetStroke) -> None:
        self.strokes.setdefault((edit.part, edit.path), []).append(edit)

    @take.register
    def _(self, edit: InsertParagraph) -> None:
        self.inserts.setdefault(_key(edit.span), []).append(edit)

    @take.register
    def _(self, edit: RemoveParagraph) -> None:
        self.removed.add(_key(edit.span))

    @take.register
    def _(self, edit: SetSection) -> None:
        self.sections.setdefault(edit.index, []).append(edit.change)

    @take.register
    def _(self, edit: SetFooters) -> None:
        self.footers = edit

    def carried_out(self, draft: Draft) -> Draft:
        sections = tuple(self._section(section) for section in draft.sections)
        made = replace(draft, blocks=self._blocks(draft.blocks), sections=sections)
        return _with_footers(made, self.footers) if self.footers else made

    def _section(self, section: Section) -> Section:
        for change in self.sections.get(section.index, ()):
            section = _paged(section, change)
        return replace(section, headers=self._stories(section.headers), footers=self._stories(section.footers))

    def _stories(self, stories: tuple[tuple[str, Story], ...]) -> tuple[tuple[str, Story], ...]:
        return tuple((kind, replace(story, blocks=self._blocks(story.blocks))) for kind, story in stories)

    def _blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(made for block in blocks for made in self._block(block))

    def _block(self, block: Block) -> Iterable[Block]:
        if isinstance(block, Table):
            rows = (
                replace(row, cells=tuple(replace(cell, blocks=self._blocks(cell.blocks)) for cell in row.cells))
                for row in block.rows
            )
            return [replace(block, rows=tuple(rows))]
        key = (block.address.part, block.address.path)
        kept = [] if key in self.removed else [self._paragraph(block, key)]
        inserts = self.inserts.get(key, [])
        before = [_inserted(block, edit, f"{n}-") for n, edit in enumerate(inserts) if edit.before]
        after = [_inserted(block, edit, f"{n}+") for n, edit in enumerate(inserts) if not edit.before]
        return [*before, *kept, *after]

    def _paragraph(self, paragraph: Paragraph, key: Key) -> Paragraph:
        for look in self.looks.get(key, ()):
            paragraph = _looked(paragraph, look)
        for edit in sorted(self.texts.get(key, ()), key=lambda edit: edit.span.start, reverse=True):
            paragraph = _retyped(paragraph, edit)
        for change in self.forms.get(key, ()):
            paragraph = replace(paragraph, format=_stood(paragraph.format, change))
        for line in self.borders.get(key, ()):
            color = None if line.color == AUTO else line.color
            border = None if line.form in ("nil", "none") else Border(line.form, line.width, color, line.space)
            borders = replace(paragraph.format.borders, **{line.side: border})
            paragraph = replace(paragraph, format=replace(paragraph.format, borders=borders))
        return replace(paragraph, shapes=tuple(map(self._shape, paragraph.shapes)))

    def _shape(self, shape: Shape) -> Shape:
        for edit in self.strokes.get((shape.address.part, shape.address.path), ()):
            color = {None: shape.stroke_color, AUTO: None}.get(edit.color, edit.color)
            width = shape.width if edit.length is None else edit.length
            thickness = shape.stroke_width if edit.width is None else edit.width
            shape = replace(shape, stroke_color=color, width=width, stroke_width=thickness)
        return replace(shape, blocks=self._blocks(shape.blocks), children=tuple(map(self._shape, shape.children)))


def _inserted(model: Paragraph, edit: InsertParagraph, serial: str) -> Paragraph:
    address = Address(model.address.part, model.address.path + serial)
    mark = _dressed(model.runs[0].format if model.runs else model.mark, edit.look)
    runs = (Run(edit.text, 0, mark),) if edit.text else ()
    form = _stood(model.format, edit.format)
    return Paragraph(address, edit.text, runs, form, mark, style=model.style, section=model.section)


def _looked(paragraph: Paragraph, edit: SetRunFormat) -> Paragraph:
    low, high, whole = edit.span.start, edit.span.end, len(paragraph.text)
    inside = [(text, _dressed(form, edit.change)) for text, form in cut(paragraph, low, high)]
    made = joined(paragraph, [*cut(paragraph, 0, low), *inside, *cut(paragraph, high, whole)])
    return replace(made, mark=_dressed(paragraph.mark, edit.change)) if edit.mark else made


def _retyped(paragraph: Paragraph, edit: ReplaceText) -> Paragraph:
    """Replace text: it takes the look of what it replaces, or of what stands before the place."""
    low, high, whole = edit.span.start, edit.span.end, len(paragraph.text)
    model = next(paragraph.runs_in(low, max(high, low + 1)), None) or next(
        paragraph.runs_in(max(0, low - 1), low), None
    )
    form = model.format if model else paragraph.mark
    made = joined(paragraph, [*cut(paragraph, 0, low), (edit.text, form), *cut(paragraph, high, whole)])
    longer = len(made.text) - whole
    fields = tuple(
        replace(field, start=field.start + longer, end=field.end + longer) if field.start >= high else field
        for field in paragraph.fields
    )
    shapes = tuple(replace(s, offset=s.offset + longer) if s.offset >= high else s for s in paragraph.shapes)
    return replace(made, fields=fields, shapes=shapes)


def _dressed(form: RunFormat, change: RunChange) -> RunFormat:
    plain = ("han_font", "latin_font", "size", "bold", "italic", "hidden", "scale", "spacing")
    given = {name: value for name in plain if (value := getattr(change, name)) is not None}
    if change.color is not None:
        given["color"] = None if change.color == AUTO else change.color
    if change.underline is not None:
        given["underline"] = "single" if change.underline else None
    if change.highlight is not None:
        given["highlight"] = "yellow" if change.highlight else None
    return replace(form, **given)


def _stood(form: ParagraphFormat, change: ParagraphChange) -> ParagraphFormat:
    plain = ("align", "tabs", "page_break_before", "kinsoku", "whole_words")
    given = {name: value for name in plain if (value := getattr(change, name)) is not None}
    for name in ("left", "right", "first"):
        chars = getattr(change, name)
        if chars is not None:
            given[name] = Indent(points=Pt(chars * change.char), chars=chars)
    if change.line is not None:
        given |= {"line": change.line, "line_rule": "exact"}
    for name in ("before", "after"):
        if getattr(change, name) is not None:
            given |= {name: getattr(change, name), f"{name}_lines": None}
    return replace(form, **given)


def _paged(section: Section, change: SectionChange) -> Section:
    apart = ("line_pitch", "char_space", "restart", "bordered")
    names = (name for name in SectionChange.__dataclass_fields__ if name not in apart)
    given = {name: value for name in names if (value := getattr(change, name)) is not None}
    if change.restart is False:
        given["page_number_start"] = None
    if change.bordered is False:
        given["bordered"] = False
    grid = section.grid
    if change.line_pitch is not None:
        grid = replace(grid, line_pitch=change.line_pitch, kind="lines" if grid.kind == "default" else grid.kind)
    if change.char_space is not None:
        grid = replace(grid, char_space=change.char_space, kind="linesAndChars")
    return replace(section, grid=grid, **given)


def _with_footers(draft: Draft, edit: SetFooters) -> Draft:
    """Give every section the same footers; page numbers read 1."""
    made = {line.page: Story(f"footer9{n}", (_numbered(line, n),)) for n, line in enumerate(edit.lines)}
    sections = tuple(
        replace(section, footers=tuple({**dict(section.footers), **made}.items())) for section in draft.sections
    )
    return replace(draft, sections=sections, even_and_odd=draft.even_and_odd or "even" in made)


def _numbered(line: FooterLine, serial: int) -> Paragraph:
    look = _dressed(RunFormat(), line.look)
    text = f"{line.before}1{line.after}"
    at = len(line.before)
    side = {line.align: Indent(chars=line.indent)} if line.align in ("left", "right") else {}
    form = ParagraphFormat(align=line.align, **side)
    address = Address(f"footer9{serial}", f"footer9{serial}/p[1]")
    return Paragraph(address, text, (Run(text, 0, look),), form, look, fields=(FieldSpan("PAGE", at, at + 1),))


def recognised(before: Gongwen, draft: Draft, *, facts: Mapping[str, str]) -> Gongwen:
    """Recognise a mended draft, every segment pinned to what it was, by its paragraph and its turn in it."""
    names: dict[str, list[str]] = {}
    for element in before.elements:
        for segment in element.segments:
            names.setdefault(segment.paragraph.address.path, []).append(element.name)
    pins = {}
    for segment in segments(draft):
        path = segment.paragraph.address.path
        if names.get(path):
            pins[f"{path} {segment.text}"] = names[path].pop(0)
    return recognise(draft, facts={"official": "是", **facts}, pins=pins)


def planted(before: Gongwen, draft: Draft) -> Gongwen:
    """Give a document of bare texts, one paragraph for each element, anew from its mended draft."""
    paragraphs = {paragraph.address.path: paragraph for paragraph in draft.paragraphs()}
    kept = (e for e in before.elements if not e.segments or e.segments[0].paragraph.address.path in paragraphs)
    elements = with_marks(draft, [_element(element, paragraphs) for element in kept])
    cut = tuple(segment for element in elements for segment in element.segments)
    whole = outline(element for element in elements if element.segments)
    return Gongwen(draft, cut, tuple(elements), before.facts, whole, before.line)


def _element(element: Element, paragraphs: Mapping[str, Paragraph]) -> Element:
    if not element.segments:
        return element
    first = element.segments[0]
    paragraph = paragraphs[first.paragraph.address.path]
    lines, start = [], 0
    for offset, text in enumerate(paragraph.text.split("\n")):
        lines.append(Segment(first.index + offset, paragraph, first.section, start, start + len(text), text, "body"))
        start += len(text) + 1
    made = Element(element.name, tuple(lines))
    return replace(made, fields=parse(element.name, made.text))


def edits_for(code: str, gongwen: Gongwen) -> list[Edit]:
    """Give the edits that a rule of the book proposes for a document."""
    (rule,) = load_rules().find(code)
    return edits_of(violations((rule, hit) for hit in rule.check.run(Reading(gongwen), rule.scope)))


def edits_of(found: Iterable[Violation]) -> list[Edit]:
    """Give the edits of several findings; two that ask for the very same are mended once."""
    fixes = dict.fromkeys(violation.fix.edits for violation in found if violation.fix)
    return [edit for fix in fixes for edit in fix]
