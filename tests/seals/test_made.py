"""Sixty documents with seals: the right ones are left alone, the wrong ones are found with their codes."""

import pytest

from gongwen.checker import Checker
from gongwen.ooxml.package import Package
from gongwen.ooxml.reader import read
from gongwen.settings import Settings
from tests.seals.made import Case, cases, made

RULES = ("GF-087", "GF-089", "GF-090", "GF-096", "GF-109", "GF-112", "SP-009", "SP-010")
CHECKER = Checker(Settings(stage="final", select=RULES))
RIGHT, WRONG = cases("right.toml"), cases("wrong.toml")


def found(case: Case) -> tuple[str, set[str]]:
    document = CHECKER.check(read(Package.open(made(case)))).documents[0]
    assert document.facts is not None
    return document.facts.sealing, {violation.code for violation in document.violations}


@pytest.mark.parametrize("case", RIGHT, ids=[case.name for case in RIGHT])
def test_a_right_seal_is_seen_and_left_alone(case: Case) -> None:
    assert found(case) == ("加盖印章", set())


@pytest.mark.parametrize("case", WRONG, ids=[case.name for case in WRONG])
def test_a_wrong_seal_is_found_with_its_codes(case: Case) -> None:
    assert found(case) == ("加盖印章", set(case.codes))


def test_there_are_sixty_cases() -> None:
    assert len(RIGHT) + len(WRONG) >= 60
