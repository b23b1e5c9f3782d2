"""The page as text. What a browser makes of it stands in test_page."""

import base64
import hashlib
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from gongwen.outputs.html import embedded
from gongwen.violations import Waiver
from tests.outputs.hostile import ATTACK, HOSTILE
from tests.reports import ALL, FLAWED, NUMBER, UNREADABLE, document, finding, written


def tree(*documents, total=None):
    return html.document_fromstring(written("html", *documents, total=total))


def data(*documents, name="documents", total=None):
    return json.loads(tree(*documents, total=total).get_element_by_id(name).text)


def digest(text):
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_the_policy_allows_its_own_script_and_style_and_nothing_else():
    page = tree(*ALL)
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    script, style = digest(page.xpath("//script")[-1].text), digest(page.find(".//style").text)
    expected = f"default-src 'none'; script-src {script}; style-src {style}; base-uri 'none'; form-action 'none'"
    assert policy == expected


def test_the_page_refers_to_nothing_outside():
    page = tree()
    assert page.xpath("//@src | //@href | //@action | //@srcset | //@data | //@style") == []
    assert not re.search(r"url\(|@import|https?:|import\(|fetch\(|innerHTML", written("html"))


def test_documents_come_with_headings_and_parted_excerpts():
    first = data(FLAWED)[0]
    assert (first["path"], first["heading"].partition("，")[0]) == ("发文/通知.docx", "发文/通知.docx（通知")
    assert first["findings"][0]["excerpt"] == ["示政发", "[2024]", "8号"]
    assert [one["state"] for one in first["findings"]] == ["open", "open", "open", "waived", "baselined"]


def test_what_was_accepted_says_why():
    accepted = finding(NUMBER, (3, 9), waiver=Waiver("沿用旧文号", "2026-12-31"))
    (told,) = data(document([NUMBER], [accepted]))
    first = told["findings"][0]
    assert (first["handling"], first["reason"]) == ("按批注忽略", "沿用旧文号（至2026-12-31）")


def test_tallies_rules_and_words_come_behind():
    told = data(*ALL, name="run")
    assert told["summary"]["documents"] == 4
    assert told["rules"]["GF046a"]["title"] == "发文字号年份未用六角括号括入"
    assert told["severities"]["info"] == "提示"


def test_what_could_not_be_checked_and_an_interruption_are_told():
    assert data(UNREADABLE)[0]["error"] == "文件是空的。"
    assert data(UNREADABLE, name="run", total=2)["interruption"] == "已中断：检查了 1 份，其余 1 份未检查。"


def test_a_hostile_document_ends_no_script():
    page = tree(HOSTILE)
    assert [script.get("id") for script in page.iter("script")] == ["documents", "run", None]
    assert page.find(".//img") is None
    assert data(HOSTILE)[0]["findings"][0]["basis"].startswith("GB/T")


@pytest.mark.parametrize("mark", ["</script", "<!--", "]]>", "&", "\u2028", "\u2029"])
def test_no_mark_of_html_or_script_stands_in_data(mark):
    assert mark not in embedded([ATTACK, mark, {mark: mark}])


@given(
    st.recursive(
        st.text(st.characters(codec="utf-8")), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_embedded_data_is_read_back_as_it_was(value):
    assert json.loads(embedded(value)) == value
