"""Placing by arithmetic against what LibreOffice made of the samples; `python -m tests.placement.check --write` measures them again."""

import pytest

from tests.conftest import SAMPLES
from tests.placement.oracle import (
    CLOSE,
    MEASURED,
    SAME_PAGE,
    Pair,
    close,
    comparable,
    compare,
    draft_of,
    read_measured,
    same_breaks,
    same_page,
)

NAMES = sorted(path.stem for path in MEASURED.glob("*.json"))


def pairs_of(name: str) -> list[Pair]:
    return compare(draft_of(comparable((SAMPLES / f"{name}.docx").read_bytes())), read_measured(name))


@pytest.fixture(scope="module")
def pairs() -> dict[str, list[Pair]]:
    """Compare every sample."""
    return {name: pairs_of(name) for name in NAMES}


@pytest.fixture(scope="module")
def together(pairs: dict[str, list[Pair]]) -> list[Pair]:
    """Give the paragraphs of all samples."""
    return [pair for found in pairs.values() for pair in found]


def test_what_was_measured_are_samples():
    assert set(NAMES) <= {path.stem for path in SAMPLES.glob("*.docx")}
    assert len(NAMES) >= 40


def test_paragraphs_stand_on_the_page_that_was_measured(together):
    assert same_page(together) >= SAME_PAGE


def test_exact_positions_are_within_half_a_line(together):
    assert close(together) >= CLOSE


def test_lines_begin_with_the_characters_that_were_measured(together):
    assert same_breaks(together) >= 0.95


def test_most_positions_are_exact(together):
    assert sum(pair.exact for pair in together) / len(together) >= 0.8


@pytest.mark.parametrize("name", NAMES)
def test_nearly_all_of_each_sample_was_measured_and_stands_on_its_page(name, pairs):
    assert len(pairs[name]) >= 0.8 * len(read_measured(name))
    assert same_page(pairs[name]) >= 0.85
