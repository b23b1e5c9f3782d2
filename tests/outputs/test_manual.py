import pytest

from gongwen.coverage import Row
from gongwen.outputs import manual
from gongwen.outputs.rulebook import examples, explain, parts
from gongwen.register import load_register
from tests.shelves import book, rule_text

SHOWN = rule_text() + "[[rule.example]]\nshows = ['GF-046']\nbad = '⟦８⟧'\ngood = '8'\n[[rule.example]]\ngood = '9'\n"
ROWS = (Row(id="GF-047", why="umbrella", rests_on=("GF046",), note="由写法规则落实"),)


@pytest.fixture
def made(tmp_path):
    return manual.pages(book(tmp_path, one=SHOWN).rules, load_register(), ROWS)


def test_there_is_a_page_a_group_an_index_and_the_coverage(made):
    assert list(made) == ["rules/GF.md", "rules/README.md", "coverage.md"]


def test_a_page_says_what_explain_says(tmp_path, made):
    (rule,) = book(tmp_path, one=SHOWN).rules
    told = [f"{term}：{value}" for term, value in parts(rule)] + list(examples(rule))
    assert [line for line in told if line not in made["rules/GF.md"]] == []
    assert [line for line in told if line not in explain(rule)] == []


def test_a_rule_can_be_linked_to_by_its_code(made):
    assert "| [GF046](#gf046) | 错误 | 标题 |" in made["rules/GF.md"]
    assert "\n## GF046\n" in made["rules/GF.md"]


@pytest.mark.parametrize(
    "line",
    [
        "| GF-046 | 年份写法 | GB/T 9704-2012 7.2.5 | [GF046](rules/GF.md#gf046) 例1 |",
        "总括，由具体规则落实（[GF046](rules/GF.md#gf046)）：由写法规则落实 |",
        "| GF-003 | 纸张定量 | GB/T 9704-2012 4 | 不由文件可判 |",
        "| 合计 | 539 | 1 | 1 |",
    ],
)
def test_the_coverage_says_how_each_requirement_is_met(made, line):
    assert line in made["coverage.md"]


def test_pages_of_groups_that_are_gone_are_taken_away(tmp_path):
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "ZZ.md").write_text("旧", encoding="utf-8")
    manual.main(tmp_path)
    assert not (tmp_path / "rules" / "ZZ.md").exists()
    assert (tmp_path / "coverage.md").exists()
