"""Whatever is edited in whatever sample: what was asked for is there, and nothing else is different."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongwen.draft import Indent, Paragraph, ParagraphFormat, RunFormat
from gongwen.edits import ParagraphChange, ReplaceText, RunChange, SetParagraphFormat, SetRunFormat
from gongwen.ooxml.package import Package
from gongwen.ooxml.writer import Written, write
from tests.golden import SAMPLES
from tests.ooxml.edited import (
    LOOKS,
    SHAPES,
    WORDS,
    alike,
    bare,
    changed,
    characters,
    directly,
    draft_of,
    edits,
    members,
    paragraphs,
    spans,
)
from tests.ooxml.schema import faults

FILES = sorted(SAMPLES.glob("*.docx"))
STORIES = ("word/document", "word/header", "word/footer")
MANY = settings(max_examples=40, deadline=None)


def written(path: Path, *made) -> Written:
    return write(Package.open(path), made)


def drawn(built, data: st.DataObject) -> Path:
    """Draw a sample in one of its constructions."""
    return data.draw(st.sampled_from([made.path for made in built]))


def others(found: list[Paragraph], place) -> list[Paragraph]:
    return [bare(paragraph) for paragraph in found if paragraph.address.path != place.path]


def at(found: list[Paragraph], place) -> Paragraph:
    return next(paragraph for paragraph in found if paragraph.address.path == place.path)


def looking(form: RunFormat, change: RunChange) -> RunFormat:
    """Give a format as a change makes it."""
    plain = {
        name: value
        for name in ("han_font", "latin_font", "size", "bold", "italic", "hidden", "scale", "spacing")
        if (value := getattr(change, name)) is not None
    }
    chosen = {"underline": (change.underline, "single"), "highlight": (change.highlight, "yellow")}
    drawn = {name: value if on else None for name, (on, value) in chosen.items() if on is not None}
    color = {} if change.color is None else {"color": None if change.color == "auto" else change.color}
    return replace(form, **plain, **drawn, **color)


def standing(form: ParagraphFormat, change: ParagraphChange) -> ParagraphFormat:
    """Give a format as a change makes it, indents apart."""
    plain = {
        name: value
        for name in ("align", "tabs", "page_break_before", "kinsoku", "whole_words")
        if (value := getattr(change, name)) is not None
    }
    line = {} if change.line is None else {"line": change.line, "line_rule": "exact"}
    before = {} if change.before is None else {"before": change.before, "before_lines": None}
    after = {} if change.after is None else {"after": change.after, "after_lines": None}
    return replace(form, **plain, **line, **before, **after, left=Indent(), right=Indent(), first=Indent())


def widths(form: ParagraphFormat) -> list[float]:
    return [indent.width(16.0) for indent in (form.left, form.right, form.first)]


@MANY
@given(WORDS, st.data())
def test_text_is_replaced_in_the_format_of_what_stood_there_and_nothing_else_changes(built, text, data):
    path = drawn(built, data)
    before = paragraphs(draft_of(path.read_bytes()))
    paragraph = data.draw(st.sampled_from(before))
    place = data.draw(spans(paragraph))
    result = written(path, ReplaceText(place, text))
    after = paragraphs(draft_of(result.data))
    assert others(after, place) == others(before, place)
    was, now = characters(paragraph), characters(at(after, place))
    if result.refused:
        assert (paragraph.fields != (), now) == (True, was)
        return
    model = max(place.start - (place.start == place.end), 0)
    form = was[model][1] if was else paragraph.mark
    assert now == [*was[: place.start], *((character, form) for character in text), *was[place.end :]]


@MANY
@given(LOOKS, st.booleans(), st.data())
def test_a_look_changes_as_asked_and_nothing_else_does(built, look, mark, data):
    path = drawn(built, data)
    before = paragraphs(draft_of(path.read_bytes()))
    paragraph = data.draw(st.sampled_from(before))
    place = data.draw(spans(paragraph))
    result = written(path, SetRunFormat(place, look, mark))
    after = paragraphs(draft_of(result.data))
    assert result.refused == ()
    assert others(after, place) == others(before, place)
    was, now = characters(paragraph), characters(at(after, place))
    assert now == [
        (character, looking(form, look) if place.start <= index < place.end else form)
        for index, (character, form) in enumerate(was)
    ]
    assert at(after, place).mark == (looking(paragraph.mark, look) if mark else paragraph.mark)
    assert at(after, place).format == paragraph.format


@MANY
@given(SHAPES, st.data())
def test_a_paragraph_stands_as_asked_and_nothing_else_changes(built, shape, data):
    path = drawn(built, data)
    before = paragraphs(draft_of(path.read_bytes()))
    paragraph = data.draw(st.sampled_from(before))
    place = data.draw(spans(paragraph))
    result = written(path, SetParagraphFormat(place, shape))
    after = paragraphs(draft_of(result.data))
    found = at(after, place)
    assert result.refused == ()
    assert others(after, place) == others(before, place)
    assert characters(found) == characters(paragraph)
    assert standing(found.format, ParagraphChange()) == standing(paragraph.format, shape)
    asked = zip((shape.left, shape.right, shape.first), widths(paragraph.format), strict=True)
    assert widths(found.format) == [was if chars is None else chars * 16 for chars, was in asked]


@MANY
@given(st.data())
def test_whatever_is_done_is_valid_and_leaves_other_members_alone(built, data):
    path = drawn(built, data)
    found = paragraphs(draft_of(path.read_bytes()))
    result = written(path, *data.draw(st.lists(edits(found), min_size=1, max_size=6)))
    before, after = members(path.read_bytes()), members(result.data)
    written_anew = changed(path.read_bytes(), result.data)
    assert [name for name, _ in after] == [name for name, _ in before]
    assert [name for name in written_anew if not name.startswith((*STORIES, "word/styles"))] == []
    assert faults(result.data, tuple(written_anew)) == []
    assert python_docx.Document(BytesIO(result.data)).paragraphs


@MANY
@given(st.data())
def test_what_a_style_says_comes_to_what_direct_formatting_comes_to(built, data):
    path = data.draw(st.sampled_from([made.path for made in built if made.construction in ("styles", "theme")]))
    found = paragraphs(draft_of(path.read_bytes()))
    others = data.draw(st.lists(edits(found), max_size=2))
    made = data.draw(st.permutations([*data.draw(alike(found)), *others]))
    result, direct = written(path, *made), directly(path.read_bytes(), made)
    assert draft_of(result.data) == draft_of(direct.data)
    assert (result.done, result.refused) == (direct.done, direct.refused)
    assert faults(result.data, tuple(changed(path.read_bytes(), result.data))) == []


@pytest.mark.parametrize("kind", [SetRunFormat, SetParagraphFormat])
@MANY
@given(st.data())
def test_what_a_style_says_is_not_said_again(built, kind, data):
    path = data.draw(st.sampled_from([made.path for made in built if made.construction == "styles"]))
    source = path.read_bytes()
    made = [edit for edit in data.draw(alike(paragraphs(draft_of(source)))) if isinstance(edit, kind)]
    where = changed(source, written(path, *made).data)
    assert where == ["word/styles.xml"] or [name for name in where if not name.startswith(STORIES)] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_samples_are_valid_before(path):
    assert faults(path.read_bytes()) == []
