"""Mending drafts that are formatted by styles: a fault of a style is mended in the style, and it comes to the same as everywhere else."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import make
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from maker.flaws import Change, changed
from maker.papers import all_papers
from maker.parts import Paper

import gongwen
from gongwen.api import Checker
from gongwen.mending import mend
from tests.ooxml import edited
from tests.ooxml.edited import draft_of, styles_left_alone
from tests.ooxml.schema import faults

PAPERS = {paper.name: paper for paper in all_papers() if paper.facts["official"]}
RIGHT = sorted(name for name, paper in PAPERS.items() if paper.compliant)
FLAWED = sorted(name for name, paper in PAPERS.items() if not paper.compliant)
BODY = ("body",)
FONT, SIZE, INDENT = Change(roles=BODY, font="宋体"), Change(roles=BODY, size=14), Change(roles=BODY, first=0)
SPACING, ALIGN = Change(roles=BODY, line=400), Change(roles=BODY, align="center")
HEADING = Change(roles=("heading.1",), font="宋体", size=14)


@cache
def checker() -> Checker:
    return Checker()


def fixed(source: bytes, *, unsafe: bool = False) -> gongwen.FixResult:
    return mend(checker(), source, unsafe=unsafe)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("styled")


def styled(paper: Paper, folder: Path, *found: Change) -> bytes:
    """Build a paper with faults, its formats in styles."""
    for change in found:
        paper = changed(paper, change)
    return make.write(replace(paper, compliant=False), "styles", folder).path.read_bytes()


@pytest.mark.parametrize("change", [FONT, SIZE, INDENT], ids=["font", "size", "indent"])
def test_a_fault_of_the_style_of_the_text_is_mended_in_the_style_alone(change, folder):
    source = styled(PAPERS["notice"], folder, change)
    result = fixed(source)
    assert edited.changed(source, result.data) == ["word/styles.xml"]
    assert len(result.fixed) == 8
    assert faults(result.data, ("word/styles.xml",)) == []
    assert fixed(result.data).data == result.data


def test_what_is_mended_as_tracked_changes_leaves_the_styles_alone(folder):
    source = styled(PAPERS["notice"], folder, FONT)
    result = mend(checker(), source, as_="revision")
    assert edited.changed(source, result.data) == ["word/document.xml"]


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(RIGHT),
    st.lists(st.sampled_from([FONT, SIZE, INDENT, SPACING, ALIGN, HEADING]), min_size=1, max_size=3, unique=True),
)
def test_mending_in_styles_comes_to_what_mending_directly_comes_to(folder, name, found):
    same_as_directly(styled(PAPERS[name], folder, *found))


@pytest.mark.parametrize("unsafe", [False, True])
@pytest.mark.parametrize("name", FLAWED)
def test_flawed_drafts_in_styles_are_mended_as_they_are_directly(name, unsafe, folder):
    same_as_directly(styled(PAPERS[name], folder), unsafe=unsafe)


def same_as_directly(source: bytes, *, unsafe: bool = False) -> None:
    result = fixed(source, unsafe=unsafe)
    with styles_left_alone():
        direct = fixed(source, unsafe=unsafe)
    assert draft_of(result.data) == draft_of(direct.data)
    assert (result.fixed, result.refused, result.remaining) == (direct.fixed, direct.refused, direct.remaining)
    assert faults(result.data, ("word/document.xml", "word/styles.xml")) == []
