"""The rule book itself, and what loading one does."""

from pathlib import Path

import pytest

from gongwen.anatomy.elements import Facts
from gongwen.bookshelf import load_rules
from gongwen.checks.code import CodeCheck
from gongwen.errors import ConfigError, RuleFileError
from gongwen.rules import Rule, fact_values
from gongwen.verify import verify_rule
from tests.shelves import book, one, rule_text

RULES = load_rules().rules


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_example_behaves(rule: Rule) -> None:
    assert [str(failure) for failure in verify_rule(rule)] == []


def test_the_file_shown_in_the_manual_works(tmp_path: Path) -> None:
    manual = (Path(__file__).parent.parent / "docs" / "rule-format.md").read_text(encoding="utf-8")
    shown = manual.split("```toml\n")[1].split("```")[0]
    rule = one(tmp_path, shown.split("\n", 3)[3])
    assert [str(failure) for failure in verify_rule(rule)] == []


def test_at_most_a_fifth_of_the_rules_need_a_function() -> None:
    assert sum(isinstance(rule.check, CodeCheck) for rule in RULES) <= len(RULES) / 5


def test_severity_and_basis_come_from_the_register(tmp_path: Path) -> None:
    rule = one(tmp_path, rule_text())
    assert (rule.severity, rule.basis[0].clause) == ("error", "7.2.5")


def test_a_rule_may_be_milder_than_its_clause(tmp_path: Path) -> None:
    assert one(tmp_path, rule_text(keys='where = ["doc_number"]\nseverity = "info"')).severity == "info"


def test_examples_are_parsed_when_asked_for(tmp_path: Path) -> None:
    rule = one(tmp_path, rule_text() + "[[rule.example]]\nbadd = '８'\n")
    with pytest.raises(RuleFileError, match=r"single.toml GF046：没有键 example.第1项.badd，是不是 bad"):
        _ = rule.examples


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (rule_text(keys='were = ["doc_number"]'), r"GF046：没有键 were，是不是 where"),
        (rule_text(check="kind = 'patern'"), r"GF046：check 没有这种检查"),
        (rule_text(check="kind = 'pattern'"), r"GF046：check.find 没有写"),
        (rule_text(keys='where = ["docnumber"]'), "没有名为 docnumber 的要素"),
        (rule_text(keys=""), "没有写 where"),
        (rule_text(keys='where = ["title"]\noutside = ["quotes"]'), "没有遮盖 quotes"),
        (rule_text(keys='where = ["title"]\nwhen = { mood = ["好"] }'), "没有事实 mood"),
        (rule_text(keys='where = ["title"]\nwhen = { regime = ["2013"] }'), "regime 没有值 2013"),
        (rule_text(keys='where = ["title"]\nstages = ["last"]'), "不在可取的值之中"),
        (rule_text(requirement="GF-999"), "GF-999 不在登记表中"),
        (rule_text(requirement="GF-047"), "与 code 不对应"),
        (rule_text(code="TL025", requirement="TL-025"), "应当以组名 GF 开头"),
        (rule_text(code="GF061", requirement="GF-061", keys='where = ["title"]\nseverity = "error"'), "只能降低"),
        (rule_text(check="kind = 'terms'\ntable = 'nowhere'"), "没有词表"),
        (rule_text(after=""), "message 里的 {expected} 这种检查给不出"),
        (rule_text(after="[rule.fix]\nreplace = '8'\napplicability = 'unsafe'\n"), "unsafe 须写 reason"),
        (rule_text(after="[rule.fix]\nreplace = '\\g<tail>'\napplicability = 'safe'\n"), r"\\g<tail> 这种检查给不出"),
        (rule_text(after="[rule.fix]\nadvice = '改'\napplicability = 'safe'\n"), "只能是 display"),
        (rule_text(after="[rule.fix]\napplicability = 'safe'\n"), "replace、advice 至少写一个"),
        (rule_text(after="[rule.fix]\nreplace = '\\g<found:wide>'\napplicability = 'safe'\n"), "没有 wide 这种转写"),
        (rule_text(keys='where = ["title"]', check="kind = 'presence'\nelement = 'title'\nat_least = 1"), "不写 where"),
        (rule_text(check="kind = 'code'\nfunction = 'calender_date'"), "没有函数 calender_date，是不是 calendar_date"),
        ("[[rule]\n", "不是合法的 TOML"),
    ],
)  # fmt: skip
def test_a_broken_rule_is_named_with_file_code_and_key(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(RuleFileError, match=rf"single.toml.*{problem}"):
        book(tmp_path, single=text)


def test_all_mistakes_of_all_files_are_listed_together(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError) as caught:
        book(tmp_path, one=rule_text(keys="colour = 1"), two=rule_text(requirement="GF-999"))
    assert len(caught.value.problems) == 3


def test_codes_and_names_are_used_once(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError) as caught:
        book(tmp_path, one=rule_text(), two=rule_text())
    assert len(caught.value.problems) == 4


@pytest.fixture
def two(tmp_path: Path) -> tuple[str, str]:
    return rule_text(), rule_text(code="GF047a", requirement="GF-047", name="other-digits")


@pytest.mark.parametrize(
    ("key", "codes"),
    [
        ("GF046", ["GF046"]),
        ("GF047", ["GF047a"]),
        ("GF047a", ["GF047a"]),
        ("other-digits", ["GF047a"]),
        ("GF-046", ["GF046"]),
        ("GF", ["GF046", "GF047a"]),
    ],
)
def test_a_rule_answers_to_code_name_group_and_requirement(
    tmp_path: Path, two: tuple[str, str], key: str, codes: list[str]
) -> None:
    assert [rule.code for rule in book(tmp_path, both="".join(two)).select([key])] == codes


def test_ignored_rules_are_left_out(tmp_path: Path, two: tuple[str, str]) -> None:
    assert [rule.code for rule in book(tmp_path, both="".join(two)).select(["GF"], ["GF-046"])] == ["GF047a"]


def test_an_unknown_rule_names_the_nearest(tmp_path: Path, two: tuple[str, str]) -> None:
    with pytest.raises(ConfigError, match="没有名为“GF064”的规则，是不是“GF04"):
        book(tmp_path, both="".join(two)).select(["GF064"])


def test_the_digest_follows_the_content(tmp_path: Path) -> None:
    before = book(tmp_path, single=rule_text()).digest
    assert book(tmp_path, single=rule_text()).digest == before
    assert book(tmp_path, single=rule_text(name="renamed")).digest != before


def applies(tmp_path: Path, keys: str, **facts: object) -> bool:
    rule = one(tmp_path, rule_text(keys=f'where = ["doc_number"]\n{keys}'))
    return rule.applies(fact_values(Facts(**facts)), stage="final")  # type: ignore[arg-type]


def test_a_rule_without_conditions_always_applies(tmp_path: Path) -> None:
    assert applies(tmp_path, "")


def test_a_fact_among_the_listed_ones_applies(tmp_path: Path) -> None:
    assert applies(tmp_path, 'when = { kind = ["请示", "报告"], joint = ["是"] }', kind="报告", joint=True)


@pytest.mark.parametrize("kind", ["", "通知"])
def test_an_unknown_or_other_fact_keeps_a_rule_silent(tmp_path: Path, kind: str) -> None:
    assert not applies(tmp_path, 'when = { kind = ["请示", "报告"] }', kind=kind)


def test_unknown_may_be_listed(tmp_path: Path) -> None:
    assert applies(tmp_path, 'when = { sealing = ["未知"] }')


def test_a_stage_left_out_keeps_a_rule_silent(tmp_path: Path) -> None:
    assert not applies(tmp_path, 'stages = ["draft"]')
