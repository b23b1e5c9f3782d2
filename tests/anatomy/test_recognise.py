"""Recognition against the truth of every sample in every construction; the table: python -m tests.accuracy."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from make import Made

from gongwen.anatomy.elements import Gongwen
from gongwen.anatomy.recognise import recognise
from tests.accuracy import Row, compare, recognised, truth_of
from tests.papers import draft


@dataclass(frozen=True, slots=True)
class Known:
    made: Made
    gongwen: Gongwen
    rows: list[Row]
    facts: dict[str, object]


@pytest.fixture(scope="module")
def known(built: list[Made]) -> list[Known]:
    return list(_known(built))


def _known(built: list[Made]) -> Iterator[Known]:
    for made in built:
        truth = truth_of(made.truth_path)
        gongwen = recognised(made.path)
        yield Known(made, gongwen, compare(gongwen, truth), truth["facts"])  # type: ignore[arg-type]


def accuracy(rows: list[Row]) -> float:
    return sum(row.right for row in rows) / len(rows)


def test_compliant_samples_are_recognised_at_99_percent(known: list[Known]) -> None:
    rows = [row for item in known if item.made.compliant for row in item.rows]
    assert accuracy(rows) >= 0.99


def test_flawed_samples_are_recognised_at_95_percent(known: list[Known]) -> None:
    rows = [row for item in known if not item.made.compliant and item.made.official for row in item.rows]
    assert accuracy(rows) >= 0.95


def test_every_element_is_recognised_at_95_percent(known: list[Known]) -> None:
    rows = [row for item in known if item.made.official for row in item.rows]
    elements = sorted({row.truth for row in rows if row.truth})
    poor = {name: accuracy([row for row in rows if row.truth == name]) for name in elements}
    assert {name: share for name, share in poor.items() if share < 0.95} == {}


def test_high_confidence_is_earned(known: list[Known]) -> None:
    sure = [row for item in known for row in item.rows if row.confidence >= 0.9]
    assert accuracy(sure) >= 0.97


def test_no_element_is_found_in_what_is_no_official_document(known: list[Known]) -> None:
    others = [item for item in known if not item.made.official]
    assert others
    assert {element.name for item in others for element in item.gongwen.elements} <= {"other", "page_number"}


def test_facts_agree_with_the_truth(known: list[Known]) -> None:
    wrong = [
        (item.made.path.name, name, value, getattr(item.gongwen.facts, name))
        for item in known
        for name, value in item.facts.items()
        if getattr(item.gongwen.facts, name) != value
    ]
    assert wrong == []


def test_pinned_segment_is_what_it_is_pinned_to() -> None:
    gongwen = recognise(
        draft("关于防汛工作的通知", "各县：", "正文。"), pins={"正文。": "note"}, facts={"official": "true"}
    )
    assert [element.name for element in gongwen.elements][-1] == "note"


def test_empty_document_has_no_elements() -> None:
    assert recognise(draft("")).elements == ()


def test_same_file_gives_the_same_elements(built: list[Made]) -> None:
    path: Path = built[0].path
    first, second = recognised(path), recognised(path)
    assert [(e.name, e.text, e.confidence) for e in first.elements] == [
        (e.name, e.text, e.confidence) for e in second.elements
    ]
