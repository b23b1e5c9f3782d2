from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from gongwen.api import Checker
from tests.conftest import SAMPLES
from tests.outputs.hostile import HOSTILE
from tests.reports import ALL, BODY, CLEAN, FLAWED, PARTIAL, UNREADABLE, document, finding, written

SCHEMA = etree.XMLSchema(etree.fromstring((files("ub_test_reports") / "schemas" / "JUnit.xsd").read_bytes()))


def suites(*documents, total=None):
    tree = etree.fromstring(written("junit", *documents, total=total).encode())
    SCHEMA.assertValid(tree)
    return list(tree)


def test_the_schema_is_the_published_one_and_catches_mistakes():
    tree = etree.fromstring(written("junit", FLAWED).encode())
    del tree[0].attrib["hostname"]
    assert not SCHEMA.validate(tree)
    assert b"Windy Road Technology" in (files("ub_test_reports") / "schemas" / "JUnit.xsd").read_bytes()


@pytest.mark.parametrize("documents", [(), ALL, (HOSTILE,)])
def test_it_follows_the_schema(documents):
    assert len(suites(*documents)) == len(documents)


def test_the_samples_follow_the_schema():
    checker = Checker(stage="final")
    paths = sorted(SAMPLES.glob("flawed-*.docx"))
    assert len(suites(*(checker.check(path).documents[0] for path in paths))) == len(paths)


def test_a_rule_with_open_errors_or_warnings_fails_and_accepted_ones_are_left_out():
    (suite,) = suites(FLAWED)
    assert [suite.get(key) for key in ("name", "package", "tests", "failures", "errors")] == [
        "发文/通知.docx", "发文", "3", "2", "0",
    ]  # fmt: skip
    failures = [case.find("failure") for case in suite.iterfind("testcase")]
    assert [None if one is None else one.get("type") for one in failures] == ["error", "warning", None]
    assert "现为 [2024] → 应为 〔2024〕" in failures[0].text


def test_a_hint_passes_and_is_told_beside():
    (suite,) = suites(FLAWED)
    assert suite.findtext("system-out").startswith("提示 GF077 正文第1段：层次标题推荐左空二字")


def test_equal_findings_of_a_rule_are_one_case():
    found = [finding(BODY, (at, at + 1), code="BD001") for at in range(3)]
    (suite,) = suites(document([BODY], found))
    assert (suite.get("tests"), suite.find("testcase/failure").text.count("正文第1段：")) == ("1", 3)


def test_a_clean_document_is_one_case_that_passes():
    (suite,) = suites(CLEAN)
    assert [(case.get("name"), len(case)) for case in suite.iterfind("testcase")] == [("未发现问题", 0)]


@pytest.mark.parametrize(("paper", "message"), [(UNREADABLE, "文件是空的。"), (PARTIAL, "规则 GF061a")])
def test_what_could_not_be_checked_is_an_error(paper, message):
    (suite,) = suites(paper)
    assert suite.get("errors") == "1"
    assert suite.find("testcase/error").get("message").startswith(message)


def test_an_interrupted_run_ends_in_an_error():
    assert suites(CLEAN, total=2)[-1].find("testcase/error").get("message") == "已中断：检查了 1 份，其余 1 份未检查。"


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_characters_that_xml_forbids_are_dropped(text):
    (suite,) = suites(UNREADABLE.model_copy(update={"path": f"甲{text}.docx", "error": f"乙{text}"}))
    assert suite.find("testcase/error").text.startswith("乙")
