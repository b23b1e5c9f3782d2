import pytest

from gongwen.auditor import proof
from gongwen.auditor.book import load_book, read_book
from gongwen.auditor.checks import CHECKS
from gongwen.bookshelf import load_rules
from gongwen.errors import RuleFileError
from gongwen.register import load_register
from gongwen.rules import graver

RULE = """schema = 1
title = "题"
[[rule]]
code = "WH002z"
covers = ["WH-002"]
name = "number-skipped"
title = "题"
gate = "事实"
message = "{series}缺{missing}"
why = "缘由"
advice = "改法"
[[rule.example]]
shows = ["WH-002"]
finds = ["文件1"]
[[rule.example]]
note = "缘由"
"""


@pytest.mark.parametrize("rule", load_book().rules, ids=lambda rule: rule.code)
def test_the_examples_of_a_rule_come_true_and_no_other_rule_speaks(rule):
    assert list(proof.problems([rule])) == []


def test_every_check_has_its_rule():
    assert {rule.name for rule in load_book().rules} == set(CHECKS)


def test_a_code_stands_for_one_rule_only():
    ours, theirs = load_book().rules, load_rules().rules
    assert {rule.code for rule in ours}.isdisjoint(rule.code for rule in theirs)
    assert {rule.name for rule in ours}.isdisjoint(rule.name for rule in theirs)


def test_no_rule_is_graver_than_its_requirement():
    register = load_register()
    assert [rule.code for rule in load_book().rules if graver(rule.severity, register[rule.covers[0]].severity)] == []
    assert {rule.severity for rule in load_book().rules} == {"warning", "info"}


def test_an_example_that_does_not_come_true_is_told(tmp_path):
    (tmp_path / "one.toml").write_text(RULE, encoding="utf-8")
    (rule,) = read_book(tmp_path).rules
    assert "WH002z 例1：应当报在文件1，实际报在（没有）" in list(proof.problems([rule]))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('why = "缘由"', 'wy = "缘由"', "没有键 wy，是不是 why"),
        ('code = "WH002z"', 'code = "WH003"', "code 应当由 covers 的第一条 WH-002 得来"),
        ('covers = ["WH-002"]', 'covers = ["WH-902"]', "登记表中没有 WH-902"),
        ('name = "number-skipped"', 'name = "number-missed"', "没有 number-missed 这种检查"),
        ("{missing}", "{path}", "message：没有 {path}"),
        ('gate = "事实"', 'gate = "事实"\nseverity = "error"', "比要求的程度重"),
        ('shows = ["WH-002"]', 'shows = ["BG-007"]', "shows 的 BG-007 不在 covers 中"),
        ('finds = ["文件1"]', 'note = "缘由"', "没有写错的例子"),
        ('[[rule.example]]\nnote = "缘由"\n', "", "没有看似有错而正确的例子"),
        ('note = "缘由"\n', "", "要用 note 说明为什么不算错"),
    ],
)
def test_a_broken_rule_is_refused(tmp_path, old, new, problem):
    (tmp_path / "one.toml").write_text(RULE.replace(old, new), encoding="utf-8")
    with pytest.raises(RuleFileError, match=problem.replace("{", r"\{")):
        read_book(tmp_path)


def test_a_code_used_twice_is_refused(tmp_path):
    (tmp_path / "one.toml").write_text(RULE, encoding="utf-8")
    (tmp_path / "two.toml").write_text(RULE, encoding="utf-8")
    with pytest.raises(RuleFileError, match="WH002z 用了不止一次"):
        read_book(tmp_path)
