from pathlib import Path

import pytest

from gongwen.checks.terms import TermsCheck
from tests.shelves import hits, paper

TABLE = """
schema = 1
title  = "例"
term   = [
    { wrong = "报批", right = "报请批准", reason = "写全称", unless = ["已报批准"] },
    { wrong = "报批件", right = "报批文件", reason = "写全称" },
]
"""


@pytest.fixture(autouse=True)
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shortened.toml").write_text(TABLE, encoding="utf-8")
    monkeypatch.setattr("gongwen.tables.table_path", lambda name: tmp_path / f"{name}.toml")
    monkeypatch.setattr("gongwen.checks.terms.table_path", lambda name: tmp_path / f"{name}.toml")


CHECK = TermsCheck(kind="terms", table="shortened")


def test_a_wrong_word_is_found_with_what_is_right() -> None:
    (hit,) = hits(CHECK, paper(("body", "方案报批后实施。")), "body")
    assert (hit.found, hit.expected, hit.fields["reason"]) == ("报批", "报请批准", "写全称")


def test_the_longest_word_counts() -> None:
    assert [hit.found for hit in hits(CHECK, paper(("body", "报批件三份")), "body")] == ["报批件"]


def test_a_right_word_around_it_excuses() -> None:
    assert [hit.start for hit in hits(CHECK, paper(("body", "已报批准，再报批。")), "body")] == [6]


def test_a_text_without_any_of_them_is_silent() -> None:
    assert not hits(CHECK, paper(("body", "方案已经批准。")), "body")


def test_an_unknown_table_is_a_mistake() -> None:
    assert list(TermsCheck(kind="terms", table="nowhere").problems())


def test_a_check_may_bring_words_of_its_own() -> None:
    own = TermsCheck.model_validate(
        {"kind": "terms", "term": [{"wrong": "县农业局", "right": "县农业农村局", "reason": "更名"}]}
    )
    assert [hit.expected for hit in hits(own, paper(("body", "由县农业局牵头。")), "body")] == ["县农业农村局"]


@pytest.mark.parametrize("words", [{}, {"table": "shortened", "term": ({"wrong": "甲", "reason": "乙"},)}])
def test_words_stand_in_one_place(words: dict[str, object]) -> None:
    assert list(TermsCheck.model_validate({"kind": "terms", **words}).problems()) == [
        "table、[[rule.check.term]] 写其中一个"
    ]
