"""What became of every finding."""

from pathlib import Path

import pytest

from gongwen.checker import Checker
from gongwen.fixer.account import Account
from gongwen.fixer.passes import Fixer
from gongwen.outcome import ALONG, FindingRecord
from gongwen.variants import sample
from tests.desk import Desk
from tests.shelves import book, fix_rule, rule_text

ADVICE = rule_text(
    code="GF046d",
    name="advice",
    keys='where = ["title"]',
    check="kind = 'pattern'\nfind = '防汛'",
    after="[rule.fix]\nadvice = '请斟酌'\napplicability = 'display'\n",
).replace("应为{expected}，", "")
NOTHING = rule_text(
    code="GF046e", name="nothing", keys='where = ["date"]', check="kind = 'pattern'\nfind = '2024'", after=""
).replace("应为{expected}，", "")


@pytest.fixture
def account(tmp_path: Path) -> Account:
    rules = (
        fix_rule("GF046a", "溢洪道", "泄洪道"),
        fix_rule("GF046b", "渗水", "渗水渗水"),
        fix_rule("GF046c", "河道", "河流", level="unsafe"),
        ADVICE,
        NOTHING,
        fix_rule("GF046f", "溢洪", "泄洪", level="unsafe"),
        fix_rule("GF046g", "泄洪", "溢洪", level="unsafe", severity="info"),
    )
    checker = Checker(rules=book(tmp_path, all="".join(rules)))
    mended = Fixer(checker.look).mend(Desk(sample("notice").draft))
    return Account(mended, checker, path="通知.docx", codes=None)


def told(records: tuple[FindingRecord, ...]) -> set[tuple[str, str]]:
    return {(one.code, one.reason) for one in records}


def test_what_was_mended_stands_with_what_went_away_along_with_it(account):
    assert told(account.fixed) == {("GF046a", "要看上下文"), ("GF046f", ALONG)}
    first = account.fixed[0]
    assert (first.place, first.before, first.after, first.title) == (
        "四级标题第2个", "溢洪道", "泄洪道", "改为“泄洪道”",
    )  # fmt: skip


def test_what_was_refused_has_its_reason(account):
    assert told(account.refused) == {("GF046b", "改了以后这个问题仍在")}
    assert account.refused[0].place.startswith("正文第")


def test_what_is_left_to_a_person_has_its_reason(account):
    assert told(account.remaining) == {
        ("GF046c", "要看上下文"),
        ("GF046d", "只能由人来改"),
        ("GF046e", "没有可以自动套用的改法，请按说明修改"),
    }


def test_what_came_to_light_is_told_apart(account):
    assert {one.code for one in account.newly_visible} == {"GF046g"}


def test_the_account_leaves_nothing_out(account):
    left = (*account.refused, *account.remaining, *account.newly_visible)
    assert {one.fingerprint for one in left} == {one.fingerprint for one in account.after.open}
    assert len(account.before.open) - len(account.after.open) == len(account.fixed) - len(account.newly_visible)
