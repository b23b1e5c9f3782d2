import json

import pytest

from gongwen.outputs.gitlab import line
from tests.outputs.hostile import HOSTILE, PATH
from tests.reports import ALL, CLEAN, FLAWED, PARTIAL, UNREADABLE, written


def entries(*documents):
    return json.loads(written("gitlab", *documents))


def test_an_entry_has_what_gitlab_asks_for():
    first = entries(FLAWED)[0]
    assert first["check_name"] == "GF046a"
    assert first["description"].startswith(
        "发文字号：发文字号年份应用六角括号“〔〕”括入；现为 [2024] → 应为 〔2024〕；依据："
    )
    assert first["location"] == {"path": "发文/通知.docx", "lines": {"begin": 2}}


def test_severities_are_those_of_gitlab_and_accepted_findings_are_left_out():
    assert [entry["severity"] for entry in entries(FLAWED)] == ["major", "minor", "info"]


def test_equal_findings_of_two_files_have_fingerprints_of_their_own():
    twin = FLAWED.model_copy(update={"path": "发文/通知二.docx"})
    prints = [entry["fingerprint"] for entry in entries(FLAWED, twin)]
    assert len(set(prints)) == len(prints) == 6


@pytest.mark.parametrize("paper", [UNREADABLE, PARTIAL])
def test_what_could_not_be_checked_blocks(paper):
    assert [entry["severity"] for entry in entries(paper)] == ["blocker"]


@pytest.mark.parametrize(("documents", "count"), [((), 0), ((CLEAN,), 0), (ALL, 5)])
def test_the_list_is_whole_however_many_there_are(documents, count):
    assert len(entries(*documents)) == count


def test_hostile_texts_stay_texts():
    assert [entry["location"]["path"] for entry in entries(HOSTILE)] == [PATH, PATH]


@pytest.mark.parametrize(("path", "number"), [("body/p[12]", 12), ("body/tbl[2]/r[1]/c[1]/p[3]", 1), ("", 1)])
def test_a_paragraph_of_the_body_stands_for_a_line(path, number):
    assert line(path) == number
