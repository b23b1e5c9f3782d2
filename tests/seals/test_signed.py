"""Documents without a seal and with name stamps: what is signed right is left alone, what is wrong is found with its code."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from gongwen.checker import Checker
from gongwen.rulefile import Change
from gongwen.settings import Settings
from gongwen.variants import sample, vary

CASES = tomllib.loads((Path(__file__).parent / "signed.toml").read_text(encoding="utf-8"))["case"]
RULES = ("GF-086", "GF-088", "GF-092", "GF-093", "GF-094", "GF-095", "GF-110")
CHECKER = Checker(Settings(stage="final", select=RULES))


@pytest.mark.parametrize("case", CASES, ids=[case["what"] for case in CASES])
def test_a_signature_is_judged_by_the_case_that_applies(case: Mapping[str, Any]) -> None:
    document = vary(sample(case["base"]), Change(**case["change"]), facts=case["facts"])
    assert sorted({violation.code for violation in CHECKER.examine(document).violations}) == case["codes"]


def test_there_are_twenty_cases() -> None:
    assert len(CASES) >= 20
