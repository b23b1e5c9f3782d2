"""Whole documents: one change to a compliant sample yields its codes, and no other error or warning."""

import tomllib
from pathlib import Path

import pytest

from gongwen.checker import Checker
from gongwen.settings import Settings
from tests.shelves import varied

FILES = sorted(Path(__file__).parent.glob("faults*.toml"))
CASES = [case for path in FILES for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]]
CHECKER = Checker(Settings(stage="final"))


@pytest.mark.parametrize("case", CASES, ids=[case["what"] for case in CASES])
def test_a_single_fault_yields_its_codes_and_nothing_graver_than_a_remark_beside_them(case: dict[str, object]) -> None:
    codes = case["codes"]
    assert isinstance(codes, list)
    found = CHECKER.examine(varied(str(case["base"]), dict(case["change"]))).violations  # type: ignore[call-overload]
    shown = {violation.code for violation in found if violation.severity != "info" or violation.code in codes}
    assert sorted(shown) == codes
