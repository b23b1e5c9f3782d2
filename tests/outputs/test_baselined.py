"""Every output knows a finding that is in a baseline: those that keep all show it as such, the others leave it out."""

import csv
import json
from dataclasses import replace
from io import StringIO

import pytest
from lxml import etree

from gongwen.outputs import remarks
from gongwen.settings import FORMATS
from tests.reports import BASELINED, BODY, GRAVE, NUMBER, WAIVED, document, printed, report, written

OLD = document([NUMBER, BODY], [BASELINED], path="旧.docx")
BOTH = document([NUMBER, BODY], [GRAVE, BASELINED, replace(BASELINED, fingerprint="another")], path="新旧.docx")


def test_text_only_counts_them():
    assert printed(report(OLD)).endswith("：未发现问题，另有 1 处在基线中\n")
    assert printed(report(BOTH)).splitlines()[-3:-1] == ["另有 2 处在基线中", "共 1 处错误"]
    assert "GF071c" not in printed(report(BOTH))


def test_text_counts_what_is_accepted_in_either_way():
    both = document([NUMBER, BODY], [WAIVED, BASELINED])
    assert printed(report(both)).splitlines()[0].endswith("：未发现问题，另有 1 处按批注忽略，另有 1 处在基线中")


def test_text_sums_them_up_over_many_documents():
    assert printed(report(BOTH, OLD)).splitlines()[-2] == (
        "共 2 份：1 份未发现问题，1 份有问题；在基线中 3 处；合计 1 处错误"
    )


def test_json_and_json_lines_keep_them_with_their_state():
    whole = json.loads(written("json", BOTH, OLD))
    assert whole["summary"]["baselined"] == 3
    assert [one["state"] for one in whole["documents"][1]["violations"]] == ["baselined"]
    line = json.loads(written("jsonl", OLD))
    assert (line["summary"]["baselined"], line["summary"]["by_code"]) == (1, {})


def test_sarif_suppresses_them_as_known_from_elsewhere():
    (result,) = json.loads(written("sarif", OLD))["runs"][0]["results"]
    assert result["suppressions"] == [{"kind": "external", "status": "accepted", "justification": "在基线中"}]


def test_the_page_keeps_them_among_those_that_are_shown_when_asked_for():
    data = written("html", OLD).partition('id="documents">')[2].partition("</script>")[0]
    assert [one["state"] for one in json.loads(data)[0]["findings"]] == ["baselined"]


def test_the_table_says_how_they_stand():
    (row,) = csv.DictReader(StringIO(written("csv", OLD).removeprefix("\ufeff")))
    assert (row["规则"], row["处理"], row["理由"]) == ("GF071c", "在基线中", "")


def test_junit_passes_them():
    suite = etree.fromstring(written("junit", OLD).encode())[0]
    assert [(case.get("name"), len(case)) for case in suite.findall("testcase")] == [("未发现问题", 0)]


@pytest.mark.parametrize(("form", "nothing"), [("gitlab", "[]\n"), ("github", "")])
def test_annotations_leave_them_out(form, nothing):
    assert written(form, OLD) == nothing
    assert "GF071c" not in written(form, BOTH)


def test_the_comment_that_sums_up_counts_them():
    assert remarks.summary(OLD)[0].endswith("未发现问题，另有 1 处在基线中")


def test_no_output_is_left_out_here():
    assert set(FORMATS) == {"text", "json", "jsonl", "sarif", "html", "csv", "junit", "gitlab", "github"}
