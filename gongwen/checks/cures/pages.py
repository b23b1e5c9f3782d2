"""Pages: margins, lines and characters a page, footers with page numbers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from gongwen.anatomy.elements import GROUPS, Gongwen
from gongwen.anatomy.spacing import paragraph_line
from gongwen.checks.base import Reading
from gongwen.checks.cures.looks import dressed
from gongwen.checks.cures.spans import span
from gongwen.draft import Draft, Paragraph, Section, walk
from gongwen.edits import (
    Edit,
    FooterLine,
    Page,
    ParagraphChange,
    RunChange,
    SectionChange,
    SetFooters,
    SetParagraphFormat,
    SetSection,
)
from gongwen.units import NAMED_SIZES, Pt, from_mm

Length = Literal["page_width", "page_height", "top", "bottom", "left", "right", "gutter", "footer"]

CHARACTERS = 28
LINE = Pt(28.95)
"""The line spacing that gives 22 lines a page."""
SLIGHT = 0.05
MAIN = frozenset((*GROUPS["prose"], "recipients", "attachment_note", "signature", "date", "note"))
"""What is set line by line; mastheads, titles and imprints have lines of their own."""
NUMBER = RunChange(han_font="宋体", latin_font="宋体", size=NAMED_SIZES["四号"])
"""How page numbers look (GB/T 9704-2012 §7.5)."""


def sections(where: Sequence[Section], lengths: Mapping[Length, float]) -> Iterator[Edit]:
    """Yield what gives sections these lengths in millimetres."""
    change = SectionChange()
    for name, length in lengths.items():
        change = replace(change, **{name: from_mm(length)})  # type: ignore[arg-type]  # all of Length are lengths
    yield from (SetSection(section.index, change) for section in where)


def lines(reading: Reading) -> Iterator[Edit]:
    """Yield the line spacing that puts 22 lines on a page: on the main text, and on empty lines behind the first text."""
    gongwen = reading.gongwen
    main = {id(s.paragraph) for e in gongwen.elements if e.name in MAIN for s in e.segments if s.zone == "body"}
    begun = False
    for block in gongwen.draft.blocks:
        begun = begun or not isinstance(block, Paragraph) or not _empty(block)
        if not isinstance(block, Paragraph) or not (id(block) in main or (begun and _empty(block))):
            continue
        section = gongwen.draft.sections[block.section]
        if abs(paragraph_line(block, section, NAMED_SIZES["三号"]) - LINE) > SLIGHT:
            yield SetParagraphFormat(span(block), ParagraphChange(line=LINE))


def _empty(paragraph: Paragraph) -> bool:
    return not paragraph.text.strip() and not paragraph.shapes and paragraph.format.frame is None


def characters(where: Sequence[Section], gongwen: Gongwen) -> Iterator[Edit]:
    """Yield the grid that puts 28 characters of 三号 on a line."""
    body = gongwen.first("body")
    form = next((form for _, form in body.formats()), None) if body else None
    for section in where if form else ():
        space = Pt(section.text_width / CHARACTERS - form.size - form.spacing)  # type: ignore[union-attr]  # none without it
        yield SetSection(section.index, SectionChange(line_pitch=LINE, char_space=space))


def numbered(reading: Reading) -> Iterator[Edit]:
    """Yield the footers of the standard: odd numbers right, even ones left, one 字 from the edge, between dashes.

    None where a footer holds anything else, or where headers would no longer show on even pages.
    """
    gongwen = reading.gongwen
    draft = gongwen.draft
    if not _bare(draft) or _headers_lost(draft):
        return
    letter = gongwen.facts.form == "信函"
    pages: tuple[tuple[Page, str], ...] = (("default", "right"), ("even", "left"))
    if not letter and any(section.title_page for section in draft.sections):
        pages = (*pages, ("first", "right"))
    look = dressed(reading, NUMBER)
    yield SetFooters(tuple(FooterLine(page, side, 1.0, "— ", " —", look) for page, side in pages))  # type: ignore[arg-type]
    if letter and not draft.sections[0].title_page:
        yield SetSection(0, SectionChange(title_page=True))


def _bare(draft: Draft) -> bool:
    """Tell whether footers hold page numbers at most."""
    stories = [story for section in draft.sections for kind, story in section.footers if kind != "first"]
    return not any(_says_more(paragraph) for story in stories for paragraph in walk(story.blocks))


def _says_more(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph of a footer holds letters, or a drawing that is no box for a number."""
    drawn = any(not shape.blocks and not shape.children for shape in paragraph.shapes)
    return drawn or any(char.isalpha() and char not in "—" for char in paragraph.text)


def _headers_lost(draft: Draft) -> bool:
    """Tell whether a header stands on all pages and even ones have none of their own yet."""
    stories = [story for section in draft.sections for kind, story in section.headers if kind == "default"]
    held = (paragraph for story in stories for paragraph in walk(story.blocks))
    return not draft.even_and_odd and any(paragraph.text.strip() or paragraph.shapes for paragraph in held)


def unnumbered_first(draft: Draft) -> Iterator[Edit]:
    """Yield what keeps the number off the first page; none where that page has a footer with a number already."""
    first = draft.sections[0]
    own = [story for kind, story in first.footers if kind == "first"]
    fields = (field for story in own for paragraph in walk(story.blocks) for field in paragraph.fields)
    if not first.title_page and not any("PAGE" in field.instruction.upper() for field in fields):
        yield SetSection(0, SectionChange(title_page=True))
