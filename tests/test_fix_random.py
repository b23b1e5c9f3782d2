"""Mending whatever comes: drafts made of right words and any messes, in any construction."""

import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from maker.construct import CONSTRUCTIONS
from maker.container import pack
from maker.papers import prose_papers
from maker.parts import Paper

from gongwen.api import Checker
from gongwen.mending import mend
from gongwen.ooxml.package import Package
from gongwen.ooxml.reader import read
from tests.messy import MESSES
from tests.ooxml.revisions import accept_all, canonical, reject_all

ALL_MESSES = tuple(dict.fromkeys(mess for messes in MESSES for mess in messes))
FEW = settings(max_examples=8, deadline=None)


@cache
def papers() -> tuple[Paper, ...]:
    return tuple(sorted(prose_papers(), key=lambda paper: len(paper.main))[:12])


@cache
def checker() -> Checker:
    return Checker(stage="final")


@st.composite
def drafts(draw: Callable[[st.SearchStrategy], object]) -> bytes:
    """Draw the words of a document, up to four messes one on the other, and a way of building the file."""
    paper = draw(st.sampled_from(papers()))
    for mess in draw(st.lists(st.sampled_from(ALL_MESSES), max_size=4, unique=True)):
        paper = mess(paper)
    return pack(paper, draw(st.sampled_from(CONSTRUCTIONS)))


def text(data: bytes) -> str:
    return "".join(paragraph.text for paragraph in read(Package.open(data)).paragraphs())


def letters(content: str) -> str:
    """Give letters and digits, whatever their width: what a reader reads."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", content)))


@FEW
@given(drafts())
def test_no_letter_is_lost_or_won_and_mending_again_changes_nothing(data: bytes) -> None:
    result = mend(checker(), data)
    assert letters(text(result.data)) == letters(text(data))
    assert mend(checker(), result.data).data == result.data


@FEW
@given(drafts())
def test_signs_change_only_where_the_account_says_so(data: bytes) -> None:
    result = mend(checker(), data)
    before, after = Counter("".join(text(data).split())), Counter("".join(text(result.data).split()))
    told = Counter("".join(one.before + one.after for one in result.fixed))
    assert set((before - after) + (after - before)) <= set(told)


@FEW
@given(drafts())
def test_nothing_graver_than_a_hint_is_new(data: bytes) -> None:
    result = mend(checker(), data)
    known = {(one.code, one.location.element) for one in result.before.violations}
    assert {(one.code, one.location.element) for one in result.after.violations if one.severity != "info"} <= known


@FEW
@given(drafts())
def test_tracked_changes_can_be_taken_back_and_keep_their_promise(data: bytes) -> None:
    result = mend(checker(), data, as_="revision")
    assert canonical(reject_all(result.data)) == canonical(data)
    found = checker().check(accept_all(result.data)).documents[0]
    assert {one.fingerprint for one in found.violations} == {one.fingerprint for one in result.after.violations}
