import json

import pytest

from gongwen.bookshelf import read_rules
from gongwen.outputs.rulebook import as_json, explain, listing, requirement
from gongwen.register import load_register

FILE = """
schema = 1
group  = "GF"
title  = "发文字号"

[[rule]]
code     = "GF046"
covers   = ["GF-046"]
name     = "number-year-brackets"
title    = "发文字号年份未用六角括号括入"
gate     = "格式"
where    = ["doc_number"]
when     = { regime = ["2012"] }
stages   = ["draft", "final"]
message  = "发文字号的年份应当用六角括号“〔〕”括入，此处为“{found}”"
why      = "六角括号使年份与机关代字、顺序号分明。"
[rule.check]
kind = "pattern"
find = '[\\[【（(](?<year>(?:19|20)\\d{2})[\\]】）)]'
[rule.fix]
replace       = '〔\\g<year>〕'
applicability = "safe"
[[rule.example]]
shows = ["GF-046"]
bad   = "示政发⟦[2024]⟧8号"
good  = "示政发〔2024〕8号"
[[rule.example]]
facts = { regime = "1996" }
good  = "示政发[1998]8号"
[[rule.example]]
base = "notice"
bad  = { element = "doc_number", size = "四号", bold = true, left = 1.0 }
"""


@pytest.fixture
def book(tmp_path):
    (tmp_path / "doc_number.toml").write_text(FILE, encoding="utf-8")
    return read_rules(tmp_path, load_register())


def test_a_rule_is_explained_line_by_line(book):
    assert explain(book.rules[0]).splitlines() == [
        "GF046　发文字号年份未用六角括号括入",
        "名称：number-year-brackets",
        "把关：格式关",
        "程度：错误",
        "范围：发文字号",
        "条件：适用规定为2012",
        "阶段：送签稿、印发件",
        "要求：GF-046",
        "依据：GB/T 9704-2012《党政机关公文格式》 7.2.5",
        "说明：六角括号使年份与机关代字、顺序号分明。",
        "改法：可直接修改",
        "不查：gongwen check --ignore GF046",
        "",
        "  有误：示政发⟦[2024]⟧8号",
        "  应为：示政发〔2024〕8号",
        "  无误：示政发[1998]8号（适用规定为1996）",
        "  有误：（样例 notice）发文字号：字号 四号，加粗 是，左缩进 1.0",
    ]


def test_the_list_has_a_line_for_each_rule_and_a_count(book):
    assert listing(book.rules).splitlines() == [
        "GF046    错误  发文字号年份未用六角括号括入  number-year-brackets",
        "共 1 条规则",
    ]


def test_the_json_says_what_a_rule_asks_for(book):
    rule = json.loads(as_json(book.rules, book.digest))["rules"][0]
    assert rule["when"] == {"regime": ["2012"]}
    assert rule["stages"] == ["draft", "final"]
    assert rule["check"] == "pattern"
    assert (rule["fix"], rule["fixable"]) == ("safe", True)
    assert (rule["strength"], rule["profile"]) == ("must", None)


def test_a_requirement_without_rules_is_printed_with_its_basis():
    text = requirement(load_register()["GF-003"])
    assert text.startswith("GF-003　纸张定量\n要求：")
    assert "依据：GB/T 9704-2012《党政机关公文格式》 4" in text
