"""What each stage asks for: a draft may be unfinished, what is issued may not, what is archived is past mending."""

import pytest

from gongwen.checker import Checker
from gongwen.settings import STAGES, Settings
from tests.shelves import varied

CHECKERS = {stage: Checker(Settings(stage=stage)) for stage in STAGES}
UNFINISHED = {
    "no number": ("notice", {"element": "doc_number", "remove": True}),
    "number without serial": ("notice", {"element": "doc_number", "text": "示政发〔2024〕 号"}),
    "number of crosses": ("notice", {"element": "doc_number", "text": "示政发〔2024〕××号"}),
    "no date": ("notice", {"element": "date", "remove": True}),
    "date without day": ("notice", {"element": "date", "text": "2024年5月 日"}),
    "date of crosses": ("notice", {"element": "date", "text": "2024年×月×日"}),
    "no printer": ("notice", {"element": "printer", "remove": True}),
    "no copy number": ("classified", {"element": "copy_number", "remove": True}),
}
LEFTOVERS = {
    "YY009a": {"tracked": True},
    "YY009c": {"comment": "此处数字请再核对"},
    "YY009d": {"element": "body", "which": 2, "highlight": True},
    "YY009e": {"element": "recipients", "text": "××市人民政府："},
    "YY010": {"element": "body", "which": 2, "hidden": True},
}


def grave(stage, base, change):
    """Give the codes of errors and warnings."""
    return [found.code for found in examined(stage, base, change) if found.severity != "info"]


def examined(stage, base, change):
    return CHECKERS[stage].examine(varied(base, change)).violations


@pytest.mark.parametrize("case", UNFINISHED.values(), ids=UNFINISHED)
def test_a_draft_may_be_unfinished(case):
    assert grave("draft", *case) == []


@pytest.mark.parametrize("case", UNFINISHED.values(), ids=UNFINISHED)
def test_what_is_issued_is_all_there(case):
    assert examined("final", *case)


@pytest.mark.parametrize(("code", "change"), LEFTOVERS.items(), ids=LEFTOVERS)
def test_nothing_of_the_work_is_left_in_what_is_issued(code, change):
    assert {found.code: found.severity for found in examined("final", "notice", change)}[code] in ("warning", "info")


@pytest.mark.parametrize("stage", ["draft", "archive"])
@pytest.mark.parametrize("change", LEFTOVERS.values(), ids=LEFTOVERS)
def test_other_stages_let_it_pass(stage, change):
    assert grave(stage, "notice", change) == []


def test_tracked_changes_are_a_remark_in_a_draft():
    assert [(found.code, found.severity) for found in examined("draft", "notice", {"tracked": True})] == [
        ("YY009b", "info")
    ]


@pytest.mark.parametrize("stage", STAGES)
def test_a_missing_picture_of_a_seal_is_never_a_finding(stage):
    assert examined(stage, "sealed", {"element": "seal", "remove": True}) == ()
