"""What a change makes of one thing of a draft: a paragraph, a picture, the pages."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypedDict

from gongwen.anatomy.elements import Segment
from gongwen.draft import (
    Address,
    Align,
    Indent,
    LineRule,
    Paragraph,
    ParagraphFormat,
    Run,
    RunFormat,
    Section,
    Shape,
)
from gongwen.rulefile import Change, PageChange
from gongwen.units import NAMED_SIZES, Pt, from_mm

GALLERY = "pictures/"
"""The folder of the pictures that may be put in the place of others."""


def paged(sections: tuple[Section, ...], page: PageChange) -> tuple[Section, ...]:
    """Set the page of all sections; numbers can only start anew in a second one."""
    single = page.restart is not None and len(sections) == 1
    return tuple(_page(s, page) for s in (*sections, *([replace(sections[0], index=1)] if single else [])))


def inserted(model: Paragraph, text: str) -> Paragraph:
    """Give a new paragraph with a text, formatted like a model."""
    form = model.runs[0].format if model.runs else model.mark
    address = Address(model.address.part, model.address.path + "+")
    bare = replace(model, address=address, number=None, shapes=(), fields=(), comments=())
    return joined(bare, [(text, form)])


def stamped(shape: Shape, change: Change) -> Shape:
    """Give a picture moved, of another size, turned, or showing something else; one in the line floats once it is moved."""
    right, down = change.shift or (0.0, 0.0)
    place = shape.position
    return replace(
        shape,
        position=replace(place, x=Pt((place.x or 0.0) + from_mm(right)), y=Pt((place.y or 0.0) + from_mm(down))),
        floating=shape.floating or change.shift is not None,
        width=shape.width if change.side is None else from_mm(change.side),
        height=shape.height if change.side is None else from_mm(change.side),
        rotation=shape.rotation + (change.turn or 0.0),
        picture=f"{GALLERY}{change.picture}.png" if change.picture else shape.picture,
    )


def emptied(paragraph: Paragraph) -> tuple[Paragraph, ...]:
    """Take a paragraph away; one that anchors drawings stays without its text."""
    return (replace(paragraph, text="", runs=(), fields=()),) if paragraph.shapes else ()


def page_break(model: Paragraph) -> Paragraph:
    """Give a paragraph that holds but a page break, to stand ahead of another."""
    plain = replace(inserted(model, "\f"), format=ParagraphFormat())
    return replace(plain, address=Address(model.address.part, model.address.path + "-"))


def restyled(paragraph: Paragraph, segment: Segment, change: Change, line: Pt) -> Paragraph:
    """Give a paragraph with the text and look of one segment in it changed."""
    before = cut(paragraph, 0, segment.start)
    inside = cut(paragraph, segment.start, segment.end)
    after = cut(paragraph, segment.end, len(paragraph.text))
    if change.text is not None:
        inside = [(change.text, inside[0][1])]
    inside = [(text, _look(form, change)) for text, form in inside]
    made = joined(paragraph, before + inside + after)
    longer = len(made.text) - len(paragraph.text)
    shapes = tuple(replace(s, offset=s.offset + longer) if s.offset >= segment.end else s for s in made.shapes)
    return replace(made, shapes=shapes if longer else made.shapes, format=_layout(paragraph.format, change, line))


def cut(paragraph: Paragraph, start: int, end: int) -> list[tuple[str, RunFormat]]:
    """Cut text out of a paragraph, with its looks."""
    return [
        (run.text[max(0, start - run.start) : end - run.start], run.format) for run in paragraph.runs_in(start, end)
    ]


def joined(paragraph: Paragraph, pieces: Sequence[tuple[str, RunFormat]]) -> Paragraph:
    """Give a paragraph other text, with its looks; empty pieces go."""
    runs: list[Run] = []
    for text, form in pieces:
        if text:
            runs.append(Run(text, sum(len(run.text) for run in runs), form))
    return replace(paragraph, text="".join(run.text for run in runs), runs=tuple(runs))


class _Look(TypedDict, total=False):
    han_font: str
    latin_font: str
    size: Pt
    bold: bool
    italic: bool
    underline: str | None
    highlight: str | None
    hidden: bool
    color: str
    scale: float


def _look(form: RunFormat, change: Change) -> RunFormat:
    look = _Look()
    if change.font is not None:
        look["han_font"] = change.font
    if change.latin_font is not None:
        look["latin_font"] = change.latin_font
    if change.size is not None:
        look["size"] = NAMED_SIZES[change.size]
    if change.bold is not None:
        look["bold"] = change.bold
    if change.italic is not None:
        look["italic"] = change.italic
    if change.underline is not None:
        look["underline"] = "single" if change.underline else None
    if change.highlight is not None:
        look["highlight"] = "yellow" if change.highlight else None
    if change.hidden is not None:
        look["hidden"] = change.hidden
    if change.color is not None:
        look["color"] = change.color
    if change.scale is not None:
        look["scale"] = change.scale
    return replace(form, **look)


class _Layout(TypedDict, total=False):
    align: Align
    left: Indent
    right: Indent
    first: Indent
    line: float
    line_rule: LineRule
    before: Pt
    before_lines: float | None
    frame: None
    kinsoku: bool
    whole_words: bool


def _layout(form: ParagraphFormat, change: Change, line: Pt) -> ParagraphFormat:
    layout = _Layout()
    if change.align is not None:
        layout["align"] = change.align
    if change.left is not None:
        layout["left"] = Indent(chars=change.left)
    if change.right is not None:
        layout["right"] = Indent(chars=change.right)
    if change.first is not None:
        layout["first"] = Indent(chars=change.first)
    if change.line is not None:
        layout |= {"line": change.line, "line_rule": "exact"}
    if change.above is not None:
        layout |= {"before": Pt(change.above * line), "before_lines": None}
    if change.framed is False:
        layout["frame"] = None
    if change.kinsoku is not None:
        layout["kinsoku"] = change.kinsoku
    if change.whole_words is not None:
        layout["whole_words"] = change.whole_words
    return replace(form, **layout)


def _page(section: Section, page: PageChange) -> Section:
    lengths = {
        name: from_mm(getattr(page, name)) if getattr(page, name) is not None else getattr(section, key)
        for name, key in _LENGTHS.items()
    }
    return replace(
        section,
        page_width=lengths["width"],
        page_height=lengths["height"],
        top=lengths["top"],
        bottom=lengths["bottom"],
        left=lengths["left"],
        right=lengths["right"],
        gutter=lengths["gutter"],
        footer=lengths["footer"],
        columns=section.columns if page.columns is None else page.columns,
        title_page=section.title_page if page.title_page is None else page.title_page,
        page_number_start=section.page_number_start if page.restart is None else page.restart,
        bordered=section.bordered if page.bordered is None else page.bordered,
    )


_LENGTHS = {name: name for name in ("top", "bottom", "left", "right", "gutter", "footer")} | {
    "width": "page_width",
    "height": "page_height",
}
