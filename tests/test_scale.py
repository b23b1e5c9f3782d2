"""The holdings that many documents are measured on, and damaged documents among them."""

import os
from collections import Counter
from hashlib import sha256

import pytest

from gongwen.api import elements
from tests import damage, holdings, scale

pytestmark = pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="测量要用 /proc（Linux）")
COUNT = 200


@pytest.fixture(scope="module")
def made():
    return dict(map(holdings.make, range(1, COUNT + 1)))


def test_the_same_documents_are_made_every_time(made):
    assert dict(map(holdings.make, range(1, COUNT + 1))) == made


def test_no_two_documents_are_alike(made):
    assert len({sha256(data).digest() for data in made.values()}) == COUNT


def test_no_two_texts_are_alike(made):
    assert len({text(data) for data in made.values()}) == COUNT


def test_every_sample_is_among_the_holdings(made):
    titles = {sample.title for sample in holdings.samples()}
    assert {path.partition(" ")[2].removesuffix(".docx") for path in made} == titles


def test_documents_differ_in_size(made):
    lengths = sorted(map(len, map(text, made.values())))
    assert lengths[-1] > 5 * lengths[0]


def test_they_lie_in_folders_of_years_and_agencies(made):
    assert {len(path.split("/")) for path in made} == {3}
    assert len({path.split("/")[0] for path in made}) >= 12


def test_damaged_documents_are_reported_and_change_nothing_else(tmp_path):
    folder = tmp_path / "归档"
    holdings.fill(folder, COUNT)
    alone, sound = scale.checked(folder, "--jobs", "2")
    kinds = holdings.spoil(folder, 2)
    mixed, results = scale.checked(folder, "--jobs", "2")
    assert Counter(kinds.values()) == dict.fromkeys((*damage.UNREADABLE, *damage.READABLE), 2)
    assert (alone.code, len(sound)) == (1, COUNT)
    assert scale.complaints(sound, results, kinds, mixed.code) == []


def test_whatever_is_wrong_among_damaged_documents_is_said():
    sound = {"a": ("checked", "1"), "b": ("checked", "2")}
    mixed = {"a": ("checked", "9"), "d": ("checked", "3"), "e": ("unreadable", "4"), "f": ("checked", "5")}
    assert scale.complaints(sound, mixed, {"c": "half", "d": "half", "e": "style_cycle"}, 1) == [
        "exit code 1",
        "c: missing",
        "d: checked",
        "e: unreadable",
        "a: other than without the damaged ones",
        "b: other than without the damaged ones",
        "f: nobody asked for it",
    ]


def test_a_run_that_is_killed_leaves_no_process_behind(tmp_path):
    holdings.fill(tmp_path, COUNT)
    run, results = scale.checked(tmp_path, "--jobs", "2", kill_after=COUNT // 10)
    assert (run.code, run.left_over) == (-9, 0)
    assert len(results) < COUNT


def text(data):
    return "".join(element.text for element in elements(data).elements)
