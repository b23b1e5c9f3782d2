"""Composing agrees with checking: nothing is found, and what went in is recognised again."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import tomli
from docx import Document
from hypothesis import HealthCheck, given, settings

import gongwen
from gongwen.composer.customs import FORMS
from gongwen.composer.examples import example
from gongwen.composer.memo import quoted
from tests.composer.memos import FAMILIES, memos
from tests.composer.papers import bare, findings, parts, recognised, styles, texts, value, xml

NOTICE = example("通知")
EXAMPLES = pytest.mark.parametrize(("kind", "form"), FAMILIES)
NAMED = frozenset({"文件", "命令"})
"""Forms whose head names all agencies; others name them only where they sign."""


@EXAMPLES
@pytest.mark.parametrize("stage", ["draft", "final", "archive"])
def test_nothing_is_found_in_an_example(kind, form, stage):
    assert findings(gongwen.compose(example(kind, form)), stage) == []


@EXAMPLES
def test_kind_and_form_of_an_example_are_recognised(kind, form):
    facts = recognised(gongwen.compose(example(kind, form))).facts
    assert (facts.kind, facts.form) == (kind, form)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(memos())
def test_what_went_in_is_recognised_and_nothing_is_found(memo: dict[str, Any]) -> None:
    data = gongwen.compose(memo)
    found = recognised(data)
    assert findings(data, "draft") + findings(data, "final") == []
    assert (found.facts.kind, found.facts.form) == (memo["文种"], memo["版式"])
    assert texts(found, "doc_number") == [memo["发文字号"]]
    assert texts(found, "title") == [bare(title) for title in [memo.get("标题")] if title]
    assert texts(found, "attachment_title") == [attachment["名称"] for attachment in memo.get("附件", ())]
    assert [field.text for element in found.all("signer") for field in element.fields] == memo.get("签发人", [])
    assert texts(found, "date") == [date for date in [memo.get("成文日期")] if date]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(memos().filter(lambda memo: memo["版式"] in NAMED and memo.get("用印") != "签名章"))
def test_the_agencies_of_a_head_are_recognised_in_their_order(memo: dict[str, Any]) -> None:
    facts = recognised(gongwen.compose(memo)).facts
    assert facts.joint is (len(memo["发文机关"]) > 1)


def test_text_mapping_and_file_give_the_same_bytes(tmp_path: Path) -> None:
    path = tmp_path / "通知.toml"
    path.write_text(NOTICE, encoding="utf-8-sig")
    made = gongwen.compose(NOTICE)
    assert gongwen.compose(path) == made
    assert gongwen.compose(tomli.loads(quoted(NOTICE))) == made


def test_other_programs_open_it_and_see_the_styles():
    paragraphs = Document(BytesIO(gongwen.compose(NOTICE))).paragraphs
    named = {paragraph.style.name: paragraph.text for paragraph in paragraphs}
    assert named["公文标题"] == "青禾县人民政府关于加强\n农村饮水安全工程管护的通知"
    assert named["主送机关"] == "各乡镇人民政府，县政府各部门："
    assert {"公文正文", "一级标题", "附件说明", "发文机关署名", "成文日期", "附件标识"} <= set(named)


def test_the_look_stands_in_styles_and_paragraphs_have_only_indents_of_their_own():
    body = xml(gongwen.compose(NOTICE))
    direct = {child.tag.split("}")[1] for properties in body.iter("{*}pPr") for child in properties}
    assert direct == {"pStyle", "ind"}
    runs = {child.tag.split("}")[1] for properties in body.iter("{*}rPr") for child in properties}
    assert runs == {"rStyle", "rFonts"}


ORDER = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "pBdr", "tabs", "autoSpaceDE"),
    *("autoSpaceDN", "snapToGrid", "spacing", "ind", "jc", "outlineLvl"),
    *("rStyle", "rFonts", "color", "w", "sz", "szCs"),
)


@EXAMPLES
def test_properties_stand_in_the_order_of_the_schema(kind, form):
    data = gongwen.compose(example(kind, form))
    roots = [xml(data, name) for name in parts(data) if name.startswith("word/") and name.endswith(".xml")]
    lists = [[child.tag.split("}")[1] for child in node] for root in roots for node in root.iter("{*}pPr", "{*}rPr")]
    lists = [names for names in lists if "lang" not in names]
    assert [names for names in lists if names != sorted(names, key=ORDER.index)] == []


def test_the_page_holds_22_lines_of_28_characters():
    section = xml(gongwen.compose(NOTICE)).find(".//{*}sectPr")
    assert (value(section, "docGrid", "type"), value(section, "docGrid", "linePitch")) == ("linesAndChars", "579")
    assert value(section, "docGrid", "charSpace") == "-848"
    margins = [value(section, "pgMar", side) for side in ("top", "right", "bottom", "left")]
    assert margins == ["2098", "1474", "1984", "1587"]


def test_the_file_names_no_person():
    core = parts(gongwen.compose(example("请示")))["docProps/core.xml"].decode()
    assert "云溪县人民政府关于审批城区排水防涝规划的请示" in core
    assert "creator" not in core
    assert "lastModifiedBy" not in core


def test_house_rules_decide_the_look(tmp_path: Path):
    (tmp_path / "own.toml").write_text(HOUSE, encoding="utf-8")
    usual, own = (styles(gongwen.compose(NOTICE, rules=rules)) for rules in (None, tmp_path))
    assert value(usual["公文标题"], "rPr/rFonts", "eastAsia") == "方正小标宋简体"
    assert value(own["公文标题"], "rPr/rFonts", "eastAsia") == "黑体"
    assert value(own["公文标题"], "rPr/sz") == "36"


HOUSE = """
schema = 1
group = "OWN"
title = "本机关的规定"

[[rule]]
code = "OWN001"
basis = [["本机关公文格式", "三"]]
name = "own-title"
title = "标题不是小二号黑体"
gate = "格式"
where = ["title"]
severity = "warning"
message = "标题用{expected}，此处为{found}"
why = "本机关的规定。"
[rule.check]
kind = "format"
expect = { font = "黑体", size = "小二" }
[[rule.example]]
base = "notice"
bad = { element = "title", font = "宋体" }
"""


def test_the_letter_has_double_lines_and_no_number_on_its_first_page():
    data = gongwen.compose(example("函"))
    found = styles(data)
    assert value(found["发文机关标志"], "pPr/pBdr/bottom") == "thickThinSmallGap"
    assert value(found["信函下双线"], "pPr/pBdr/bottom") == "thinThickSmallGap"
    assert value(found["发文机关标志"], "pPr/framePr", "w") == "9638"
    assert xml(data).find(".//{*}titlePg") is not None
    assert "发文字号" in found


def test_every_kind_has_a_form():
    assert len(FORMS) == 15
    assert sum(map(len, FORMS.values())) == len(FAMILIES)
