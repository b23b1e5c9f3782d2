"""Whole documents: one change to a compliant sample yields its codes, and no other error or warning."""

import tomllib
from pathlib import Path

import pytest

from gongwen.checker import Checker
from gongwen.settings import Settings
from tests.shelves import varied

CASES = tomllib.loads((Path(__file__).parent / "faults.toml").read_text(encoding="utf-8"))["case"]
CHECKER = Checker(Settings(stage="final"))


@pytest.mark.parametrize("case", CASES, ids=[case["what"] for case in CASES])
def test_a_single_fault_yields_its_codes_and_no_more(case: dict[str, object]) -> None:
    found = CHECKER.examine(varied(str(case["base"]), dict(case["change"]))).violations  # type: ignore[call-overload]
    assert sorted({violation.code for violation in found if violation.severity != "info"}) == case["codes"]
