"""Draw edits for a document, and look at what they did."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import strategies as st

from gongwen.draft import Draft, Paragraph, RunFormat, Shape, walk
from gongwen.edits import (
    Edit,
    InsertParagraph,
    ParagraphChange,
    RemoveParagraph,
    ReplaceText,
    RunChange,
    SetBorder,
    SetParagraphFormat,
    SetRunFormat,
    Span,
)
from gongwen.ooxml.package import Package
from gongwen.ooxml.pen import Pen
from gongwen.ooxml.reader import read
from gongwen.ooxml.writer import Written, write

WORDS = st.text(st.sampled_from("防汛工作通知〔〕，。 ab1\t\n\f"), max_size=5)
SIZES = st.sampled_from([10.5, 14.0, 16.0, 22.0])
SWITCH = st.none() | st.booleans()
INDENT = st.none() | st.sampled_from([-2.0, 0.0, 1.0, 2.0])
LOOKS = st.builds(
    RunChange,
    han_font=st.none() | st.sampled_from(["仿宋", "黑体"]),
    latin_font=st.none() | st.just("Times New Roman"),
    size=st.none() | SIZES,
    bold=SWITCH,
    italic=SWITCH,
    underline=SWITCH,
    highlight=SWITCH,
    hidden=SWITCH,
    color=st.none() | st.sampled_from(["auto", "FF0000"]),
    scale=st.none() | st.just(80.0),
    spacing=st.none() | st.sampled_from([-1.0, 2.0]),
)
SHAPES = st.builds(
    ParagraphChange,
    align=st.none() | st.sampled_from(["left", "center", "right", "justify", "distribute"]),
    left=INDENT,
    right=st.none() | st.sampled_from([0.0, 4.0]),
    first=INDENT,
    line=st.none() | st.just(28.95),
    before=st.none() | st.sampled_from([0.0, 14.0, 20.0]),
    after=st.none() | st.just(10.0),
    tabs=st.sampled_from([None, (), ((428.2, "right"),), ((21.0, "left"), (200.0, "center"))]),
    page_break_before=SWITCH,
    kinsoku=SWITCH,
    whole_words=SWITCH,
)


def draft_of(data: bytes) -> Draft:
    return read(Package.open(data))


def members(data: bytes) -> list[tuple[str, bytes]]:
    with ZipFile(BytesIO(data)) as archive:
        return [(info.filename, archive.read(info)) for info in archive.infolist()]


def changed(before: bytes, after: bytes) -> list[str]:
    """Name the members that differ, none of them new."""
    return [name for (name, old), (_, new) in zip(members(before), members(after), strict=True) if old != new]


@contextmanager
def styles_left_alone() -> Iterator[None]:
    """Have all formatting written as direct formatting."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Pen, "shared", lambda *_: [])
        yield


def directly(data: bytes, made: Sequence[Edit]) -> Written:
    """Carry out edits, all formatting as direct formatting."""
    with styles_left_alone():
        return write(Package.open(data), made)


def paragraphs(draft: Draft) -> list[Paragraph]:
    """List every paragraph, those of each header and footer once."""
    stories = {story.part: story for section in draft.sections for _, story in (*section.headers, *section.footers)}
    return [*draft.paragraphs(), *(found for story in stories.values() for found in walk(story.blocks))]


def shapes(found: tuple[Shape, ...]) -> list[Shape]:
    return [shape for one in found for shape in (one, *shapes(one.children))]


def bare(paragraph: Paragraph) -> Paragraph:
    """Give a paragraph without the text in its boxes, which is paragraphs of its own."""
    return replace(paragraph, shapes=tuple(map(_emptied, paragraph.shapes)))


def _emptied(shape: Shape) -> Shape:
    return replace(shape, blocks=(), children=tuple(map(_emptied, shape.children)))


def characters(paragraph: Paragraph) -> list[tuple[str, RunFormat]]:
    """List the characters of a paragraph, each with its format."""
    return [(character, run.format) for run in paragraph.runs for character in run.text]


def span(paragraph: Paragraph, start: int = 0, end: int = 0) -> Span:
    return Span(paragraph.address.part, paragraph.address.path, start, end)


@st.composite
def spans(draw: st.DrawFn, paragraph: Paragraph) -> Span:
    length = len(paragraph.text)
    return span(paragraph, *sorted(draw(st.tuples(st.integers(0, length), st.integers(0, length)))))


@st.composite
def alike(draw: st.DrawFn, found: list[Paragraph]) -> list[Edit]:
    """Draw edits that ask for the same of all paragraphs of one style."""
    name = draw(st.sampled_from(sorted({paragraph.style or "" for paragraph in found})))
    fellows = [paragraph for paragraph in found if (paragraph.style or "") == name]
    wholes = [span(paragraph, 0, len(paragraph.text)) for paragraph in fellows]
    look, shape = draw(LOOKS), draw(SHAPES)
    looks = [SetRunFormat(place, look, True) for place in wholes]
    shapes = [SetParagraphFormat(place, shape) for place in wholes]
    return draw(st.sampled_from([looks, shapes, [*shapes, *looks]]))


@st.composite
def edits(draw: st.DrawFn, found: list[Paragraph]) -> Edit:
    """Draw an edit of any kind that stands in a paragraph."""
    place = draw(spans(draw(st.sampled_from(found))))
    return draw(
        st.one_of(
            st.builds(ReplaceText, st.just(place), WORDS),
            st.builds(SetRunFormat, st.just(place), LOOKS, st.booleans()),
            st.builds(SetParagraphFormat, st.just(place), SHAPES),
            st.builds(SetBorder, st.just(place), st.sampled_from(["top", "bottom"]), st.just("single"), st.just(1.5), st.just("FF0000")),
            st.builds(InsertParagraph, st.just(place), WORDS, st.booleans(), LOOKS, SHAPES),
            st.builds(RemoveParagraph, st.just(place)),
        )
    )  # fmt: skip
