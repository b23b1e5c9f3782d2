from pathlib import Path

import pytest

from gongwen.checks.terms import TermsCheck
from gongwen.words import load_terms
from tests.shelves import hits, paper

TABLE = """\
wrong\tright\tfix\treason\tbad\tgood\tunless
报批\t报请批准\tunsafe\t写全称\t方案⟦报批⟧。\t已报批准。\t已报批准
报批件\t报批文件\tsafe\t写全称\t⟦报批件⟧三份。\t报批一件。\t
"""


@pytest.fixture(autouse=True)
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shortened.tsv").write_text(TABLE, encoding="utf-8")
    monkeypatch.setattr("gongwen.words.word_table", lambda name: tmp_path / f"{name}.tsv")
    monkeypatch.setattr("gongwen.checks.terms.word_table", lambda name: tmp_path / f"{name}.tsv")
    load_terms.cache_clear()


CHECK = TermsCheck(kind="terms", table="shortened")


def test_a_wrong_word_is_found_with_what_is_right() -> None:
    (hit,) = hits(CHECK, paper(("body", "方案报批后实施。")), "body")
    assert (hit.found, hit.expected, hit.fields["reason"], hit.trust) == ("报批", "报请批准", "写全称", "unsafe")


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


def test_with_tokens_a_word_must_begin_and_end_where_words_do() -> None:
    tokens = TermsCheck.model_validate(
        {"kind": "terms", "tokens": True, "term": [{"wrong": "布署", "right": "部署", "reason": "部署"}]}
    )
    made = paper(("body", "市报发布署名文章，布署防汛工作。"))
    assert [hit.start for hit in hits(tokens, made, "body")] == [9]


def test_a_word_may_be_told_of_once() -> None:
    once = TermsCheck(kind="terms", table="shortened", once=True)
    paper_with_three = paper(("body", "报批后报批件存档。"), ("body", "再报批。"))
    assert [hit.found for hit in hits(once, paper_with_three, "body")] == ["报批", "报批件"]
