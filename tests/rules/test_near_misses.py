"""Sentences that look wrong and are right: in a compliant sample the whole book finds nothing in them, not even a remark."""

import tomllib
from pathlib import Path

import pytest

from gongwen.checker import Checker
from gongwen.settings import Settings
from tests.shelves import varied

FILES = sorted(Path(__file__).parent.glob("near-misses*.toml"))
CASES = [case for path in FILES for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]]
CHECKER = Checker(Settings(stage="final"))


@pytest.mark.parametrize("case", CASES, ids=[case["what"] for case in CASES])
def test_a_right_sentence_that_looks_wrong_is_left_alone(case: dict[str, str]) -> None:
    change = {"element": case.get("element", "body"), "which": 2, "text": case["text"]}
    if change["element"] != "body":
        change.pop("which")
    found = CHECKER.examine(varied(case.get("base", "notice"), change)).violations  # type: ignore[arg-type]
    assert [f"{violation.code} {violation.message}" for violation in found] == []


def test_there_are_as_many_as_the_book_promises() -> None:
    assert len(CASES) >= 120
