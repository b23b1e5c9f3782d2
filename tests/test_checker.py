from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from gongwen.anatomy.elements import Facts
from gongwen.checker import Checker
from gongwen.checks.base import Hit, Reading, Scope
from gongwen.checks.pattern import PatternCheck
from gongwen.errors import ConfigError
from gongwen.rules import RuleSet
from gongwen.settings import Settings
from gongwen.variants import sample
from tests.shelves import book, paper, rule_text

MISSING = rule_text(
    code="GF049", requirement="GF-049", name="no-signer", keys="",
    check="kind = 'presence'\nelement = 'signer'\nat_least = 1", after="",
)  # fmt: skip
TITLE = rule_text(
    code="GF060",
    requirement="GF-060",
    name="title-year",
    keys='where = ["title"]',
    check="kind = 'pattern'\nfind = '2024年'",
)


class Crash(PatternCheck):
    """Fail on every document."""

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        raise ZeroDivisionError


@pytest.fixture
def rules(tmp_path: Path) -> RuleSet:
    return book(tmp_path, all=MISSING + TITLE)


def test_findings_come_in_document_order_those_on_the_whole_first(rules: RuleSet) -> None:
    made = paper(("title", "关于2024年和2024年的通知"))
    found = Checker(rules=rules).examine(made).violations
    assert [(violation.code, violation.location.start) for violation in found] == [
        ("GF049", 0),
        ("GF060", 2),
        ("GF060", 8),
    ]


def test_a_report_holds_what_was_asked_and_found(rules: RuleSet) -> None:
    checker = Checker(Settings(stage="final"), rules=rules)
    report = checker.check(sample("notice").draft, path="通知.docx", sha256="ab")
    (document,) = report.documents
    assert (document.path, document.sha256, document.status, document.stage) == ("通知.docx", "ab", "checked", "final")
    assert document.facts is not None
    assert (document.facts.kind, report.tool.rules_digest) == ("通知", rules.digest)
    assert [violation.code for violation in document.violations] == ["GF049", "GF060"]


def test_a_rule_that_crashes_costs_only_itself(rules: RuleSet) -> None:
    broken = replace(rules.rules[1], code="GF061", check=Crash(kind="pattern", find="甲"))
    checker = Checker(rules=RuleSet((*rules.rules, broken), ""))
    document = checker.document(sample("notice").draft)
    assert [violation.code for violation in document.violations] == ["SYS001", "GF049", "GF060"]
    assert (document.status, document.error) == ("partial", "规则 GF061 运行出错")
    assert checker.check(sample("notice").draft).exit_code() == 2


def test_what_is_no_official_document_gets_one_remark(rules: RuleSet) -> None:
    made = paper(("title", "2024年度租房合同"), facts=Facts(official=False))
    (violation,) = Checker(rules=rules).examine(made).violations
    assert (violation.code, violation.severity) == ("SYS002", "info")


def test_a_pinned_kind_makes_it_official(rules: RuleSet) -> None:
    facts = Facts(official=False, kind="通知", pinned=frozenset({"kind"}))
    assert Checker(rules=rules).examine(paper(("title", "2024年"), facts=facts)).violations[-1].code == "GF060"


def test_selection_narrows_the_rules(rules: RuleSet) -> None:
    assert [rule.code for rule in Checker(Settings(ignore=("GF-049",)), rules=rules).rules] == ["GF060"]


@pytest.mark.parametrize(
    "settings",
    [Settings(select=("GF999",)), Settings(profile="other"), Settings(stage="last")],  # type: ignore[arg-type]
)
def test_a_setting_that_does_not_exist_is_told(settings: Settings) -> None:
    with pytest.raises(ConfigError):
        Checker(settings)


def test_only_the_gates_that_a_rule_was_applied_for_are_seen(rules: RuleSet) -> None:
    broken = replace(rules.rules[1], code="GF061", gate="语言", check=Crash(kind="pattern", find="甲"))
    elsewhere = replace(rules.rules[1], code="GF062", gate="政策", when={"kind": ("请示",)})
    checker = Checker(rules=RuleSet((*rules.rules, broken, elsewhere), ""))
    assert checker.document(sample("notice").draft).gates == ("格式",)


def test_what_is_no_official_document_passed_no_gate(rules: RuleSet) -> None:
    assert Checker(rules=rules).examine(paper(("title", "2024年"), facts=Facts(official=False))).gates == ()


def test_a_selection_outside_the_profile_is_told() -> None:
    with pytest.raises(ConfigError, match="规则“BG”不在配置 gbt9704 之内"):
        Checker(Settings(select=("GF", "BG")))


def test_rules_that_count_others_run_last() -> None:
    office = Checker(Settings(profile="office")).rules
    assert [rule.code for rule in office if rule.check.last] == [office[-1].code] == ["BG026"]


def test_threads_may_share_a_checker() -> None:
    checker = Checker(Settings(stage="final"))
    drafts = [sample(name).draft for name in ("notice", "request", "letter", "minutes")] * 4
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(checker.check, drafts))
    assert [report.to_json() for report in together] == [checker.check(draft).to_json() for draft in drafts]
