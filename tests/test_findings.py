from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.anatomy.elements import Gongwen
from gongwen.checker import Checker
from gongwen.checks.base import Reading
from gongwen.findings import violations
from gongwen.rules import Rule
from gongwen.violations import Violation
from tests.shelves import book, one, paper, rule_text, varied

WIDE = rule_text(
    check="kind = 'pattern'\nfind = '(?<year>[０-９]+)'",
    after="[rule.fix]\nreplace = '（\\g<year>）'\napplicability = 'safe'\n",
)


def found(rule: Rule, made: Gongwen) -> list[Violation]:
    return list(violations((rule, hit) for hit in rule.check.run(Reading(made), rule.scope)))


def test_message_expected_and_fix_are_filled_in(tmp_path: Path) -> None:
    (violation,) = found(one(tmp_path, WIDE), paper(("doc_number", "示政发〔２０〕8号")))
    assert violation.message == "应为（２０），此处为“２０”"
    assert (violation.found, violation.expected) == ("２０", "（２０）")
    assert violation.fix
    assert (violation.fix.title, violation.fix.applicability, violation.fix.edits[0].text) == (
        "改为“（２０）”", "safe", "（２０）",
    )  # fmt: skip


def test_the_place_is_that_of_the_paragraph(tmp_path: Path) -> None:
    (violation,) = found(one(tmp_path, WIDE), paper(("title", "甲"), ("doc_number", "示政发〔２〕")))
    place = violation.location
    assert (place.path, place.start, place.end, place.element) == ("body/p[2]", 4, 5, "doc_number")


def test_an_unsure_element_gets_no_safe_fix(tmp_path: Path) -> None:
    made = paper(("doc_number", "〔２〕"))
    object.__setattr__(made.elements[0], "confidence", 0.8)
    (violation,) = found(one(tmp_path, WIDE), made)
    assert violation.fix
    assert violation.fix.applicability == "unsafe"


WORDS = rule_text(
    keys='where = ["body"]',
    check="""kind = 'terms'
term = [
    { wrong = '布署', right = '部署', reason = '甲' },
    { wrong = '步聚', right = '步骤', fix = 'unsafe', reason = '乙' },
    { wrong = '附合', fix = 'display', reason = '丙' },
]""",
    after="[rule.fix]\nreplace = '\\g<right>'\napplicability = 'safe'\n",
)


def test_a_row_of_a_word_table_says_how_far_its_replacement_may_be_trusted(tmp_path: Path) -> None:
    fixes = [violation.fix for violation in found(one(tmp_path, WORDS), paper(("body", "布署、步聚、附合")))]
    assert [(fix.applicability, fix.after, fix.reason != "") for fix in fixes if fix] == [
        ("safe", "部署", False),
        ("unsafe", "步骤", True),
    ]
    assert fixes[2] is None


def test_tracked_text_is_not_edited(tmp_path: Path) -> None:
    made = paper(("doc_number", "〔２〕"))
    segment = made.elements[0].segments[0]
    tracked = replace(segment, paragraph=replace(segment.paragraph, tracked=True))
    changed = replace(made, elements=(replace(made.elements[0], segments=(tracked,)),))
    (violation,) = found(one(tmp_path, WIDE), changed)
    assert violation.fix
    assert (violation.fix.applicability, violation.fix.edits) == ("display", ())


def test_equal_findings_have_different_fingerprints(tmp_path: Path) -> None:
    rule = one(tmp_path, WIDE)
    pair = found(rule, paper(("doc_number", "〔２〕"), ("doc_number", "〔２〕")))
    assert len({violation.fingerprint for violation in pair}) == 2


@given(st.lists(st.sampled_from(["各县区要抓好落实。", "二是加强督查。"]), max_size=4))
def test_fingerprints_stay_when_text_is_added_elsewhere(added: list[str]) -> None:
    rule = _wide()
    alone = found(rule, paper(("doc_number", "〔２〕")))
    among = found(rule, paper(*(("body", text) for text in added), ("doc_number", "〔２〕"), ("date", "2024年5月6日")))
    assert [v.fingerprint for v in alone] == [v.fingerprint for v in among]


def _wide() -> Rule:
    (rule,) = Checker().ruleset.find("GF046b")
    check = rule.check.model_copy(update={"find": "[０-９]+"})
    return replace(rule, check=check)


def test_a_missing_element_is_named(tmp_path: Path) -> None:
    text = rule_text(keys="", check="kind = 'presence'\nelement = 'signer'\nat_least = 1", after="")
    (violation,) = found(one(tmp_path, text), varied("notice", {}))
    assert (violation.location.element, violation.location.path, violation.fix) == ("signer", "", None)


def test_advice_is_no_edit(tmp_path: Path) -> None:
    text = rule_text(after="[rule.fix]\nadvice = '补上'\napplicability = 'display'\n").replace("{expected}", "数字")
    (violation,) = found(one(tmp_path, text), paper(("doc_number", "〔２〕")))
    assert violation.fix
    assert (violation.fix.title, violation.fix.edits) == ("补上", ())


@pytest.mark.parametrize("length", [10, 500])
def test_a_message_cuts_what_is_long(tmp_path: Path, length: int) -> None:
    (violation,) = found(book(tmp_path, one=WIDE).rules[0], paper(("doc_number", "２" * length)))
    assert len(violation.found) == length
    assert len(violation.message) < 600
