"""Word tables, what is wrong with them, a user's vocabulary, and word boundaries."""

import subprocess
import sys
from pathlib import Path

import pytest

import gongwen
from gongwen.anatomy.elements import Facts
from gongwen.bookshelf import load_rules
from gongwen.checker import Checker
from gongwen.checks.terms import TermsCheck
from gongwen.verify import plain, verify
from gongwen.wordlint import table_problems
from gongwen.words import Term, load_terms, read_vocabulary, stands_alone, vouched, word_edges
from tests.shelves import book, rule_text

NOTICE = Path(__file__).parents[1] / "samples" / "notice.docx"
HEADER = "wrong\tright\tfix\treason\tbad\tgood\tunless\n"


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("gongwen.words.word_table", lambda name: tmp_path / f"{name}.tsv")
    monkeypatch.setattr("gongwen.checks.terms.word_table", lambda name: tmp_path / f"{name}.tsv")
    load_terms.cache_clear()
    return tmp_path / "own.tsv"


def test_a_row_is_read_column_by_column(table: Path) -> None:
    table.write_text(
        HEADER + "布署\t部署\tsafe\t没有这个词\t⟦布署⟧防汛\t发布署名\t发布署名 公布署名\n", encoding="utf-8"
    )
    row = Term("布署", "部署", "safe", "没有这个词", "⟦布署⟧防汛", "发布署名", ("发布署名", "公布署名"))
    assert load_terms("own") == (row,)


@pytest.mark.parametrize("line", ["布署\t部署", "布署\t部署\tmaybe\t\t\t\t", "\t部署\tsafe\t\t\t\t"])
def test_a_row_that_does_not_fit_is_told_by_its_line(table: Path, line: str) -> None:
    table.write_text(HEADER + line + "\n", encoding="utf-8")
    with pytest.raises(gongwen.RuleFileError, match=r"own.tsv 第2行"):
        load_terms("own")


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([Term("布署", "部署", reason="一"), Term("布署", "布置", reason="二")], "有 2 处"),
        ([Term("部署", "布署", reason="一"), Term("布署", "部署", reason="二")], "里有另一行的误词“布署”"),
        ([Term("布署", "部署")], "没有写缘由"),
        ([Term("布署", "布署", reason="一")], "正与误相同"),
        ([Term("布署", reason="一")], "只能是 display"),
        ([Term("布署", "部署", reason="一", unless=("署名",))], "不包含它"),
    ],
)
def test_rows_that_contradict_each_other_are_told(rows: list[Term], problem: str) -> None:
    assert any(problem in found for found in table_problems({"own": rows}))


def test_a_replacement_may_hold_what_is_right_around_another_wrong_word() -> None:
    rows = [Term("万事具备", "万事俱备", reason="俱是都"), Term("俱备", "具备", reason="具是有", unless=("万事俱备",))]
    assert list(table_problems({"own": rows})) == []


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("布署\t部署\tsafe\t理由\t布署防汛\t发布消息\t", "bad 里应当有一处"),
        ("布署\t部署\tsafe\t理由\t⟦布署⟧、布署防汛\t发布消息\t", "多报"),
        ("布署\t部署\tsafe\t理由\t⟦布署⟧防汛\t发布署名文章\t", "good 不该报"),
    ],
)
def test_every_row_is_tried_both_ways(table: Path, tmp_path: Path, row: str, problem: str) -> None:
    table.write_text(HEADER + row + "\n", encoding="utf-8")
    rules = book(tmp_path, single=rule_text(keys='where = ["body"]', check="kind = 'terms'\ntable = 'own'", after=""))
    assert any(problem in failure.problem for failure in verify(rules.rules))


def test_the_tables_of_the_book_do_not_contradict_each_other() -> None:
    rules = [rule for rule in load_rules().rules if isinstance(rule.check, TermsCheck) and rule.check.table]
    tables = {check.table: check.terms for rule in rules if isinstance(check := rule.check, TermsCheck)}
    assert list(table_problems(tables)) == []


def test_the_right_sentence_of_a_row_is_right_for_every_table() -> None:
    checks = [rule.check for rule in load_rules().rules if isinstance(rule.check, TermsCheck) and rule.check.table]
    sentences = [row.good for check in checks if isinstance(check, TermsCheck) for row in check.terms if row.good]
    assert sentences
    checker = Checker(rules=load_rules())
    made = plain([("body", text) for text in sentences], Facts(kind="通知", official=True))
    found = [violation for violation in checker.examine(made).violations if violation.code.startswith("YY011")]
    assert found == []


def test_a_vocabulary_is_read_line_by_line(tmp_path: Path) -> None:
    (tmp_path / "vocabulary.txt").write_text("\ufeff布署镇  # 地名\n\n# 人名\n李喆\n", encoding="utf-8")
    assert read_vocabulary(tmp_path / "vocabulary.txt") == {"布署镇", "李喆"}


@pytest.mark.parametrize("content", [None, b"\xb2\xbc\xca\xf0"])
def test_a_vocabulary_that_cannot_be_read_is_told(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "vocabulary.txt"
    if content:
        path.write_bytes(content)
    with pytest.raises(gongwen.ConfigError, match="读不出词表"):
        read_vocabulary(path)


def test_a_word_of_the_vocabulary_vouches_for_what_lies_inside_it() -> None:
    text = "布署镇布署工作"
    assert vouched(text, 0, 2, {"布署镇"})
    assert not vouched(text, 3, 5, {"布署镇"})


def test_words_are_told_from_letters_that_happen_to_meet() -> None:
    assert stands_alone("认真部署工作。", 2, 4)
    assert not stands_alone("发布署名文章。", 1, 3)


def test_edges_of_words_are_told() -> None:
    assert word_edges("认真部署工作") == {0, 2, 4, 6}


LOADED = """
import sys, tempfile, pathlib, gongwen
before = set(pathlib.Path(tempfile.gettempdir()).glob("jieba*"))
gongwen.check(sys.argv[1])
print("jieba" in sys.modules, set(pathlib.Path(tempfile.gettempdir()).glob("jieba*")) - before)
"""


def test_a_right_document_never_loads_the_word_boundaries() -> None:
    asked = [sys.executable, "-c", LOADED, str(NOTICE)]
    assert subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split() == ["False", "set()"]
