"""The page in a browser: it shows, filters, prints and keeps to itself. Without Chromium these are skipped, and said to be."""

import base64
from dataclasses import replace
from pathlib import Path

import pytest

from tests.browser import program, running
from tests.outputs.hostile import HOSTILE
from tests.reports import ALL, BODY, CLEAN, TOOL, UNREADABLE, document, element, finding, written

CHROMIUM = program()
pytestmark = pytest.mark.skipif(
    not CHROMIUM, reason="没有安装 Chromium，网页没有在浏览器里打开（apt-get install chromium）"
)
SHOWN = "document.querySelectorAll('.finding').length"
STATUS = "document.getElementById('status').textContent"
LONG = [element("body", f"第{number}项工作要抓紧。", number) for number in range(100)]


@pytest.fixture(scope="module")
def browser():
    with running(CHROMIUM) as started:
        yield started


@pytest.fixture
def page(browser, tmp_path):
    """Give a function that opens the page of documents."""

    def opened(*documents, total=None):
        path = tmp_path / "结果 1.html"
        path.write_text(written("html", *documents, total=total), encoding="utf-8", newline="\n")
        browser.open(path)
        return browser

    yield opened
    assert browser.complaints() == []
    assert browser.requests() == [(tmp_path / "结果 1.html").as_uri()]


def many(documents: int) -> list:
    findings = [replace(finding(one, (0, 2), code="GF071a", severity="warning")) for one in LONG]
    return [document(LONG, findings, path=f"批次{number % 3}/{number:03}.docx") for number in range(documents)]


def fill(field: str, value: str) -> str:
    """Fill in a field as a person does and wait until the page has filtered."""
    return f"""(async () => {{
        const field = document.getElementById({field!r});
        field.value = {value!r};
        field.dispatchEvent(new Event("input", {{bubbles: true}}));
        await new Promise((done) => setTimeout(done, 300));
    }})()"""


def text(browser, selector: str) -> object:
    return browser.evaluate(f"[...document.querySelectorAll({selector!r})].map((one) => one.textContent)")


def test_the_summary_and_what_was_not_checked_are_shown(page):
    browser = page(*ALL)
    assert text(browser, "#numbers li") == [
        "4份文件", "2份有错误或警告", "1份未能检查", "2处错误", "1处警告", "1处提示", "1处写明不改", "1处在基线中",
    ]  # fmt: skip
    assert text(browser, "#failed li") == ["发文/令.docx：规则 GF061a 运行出错", "坏.docx：文件是空的。"]
    assert text(browser, "#kinds .chart:nth-child(3) .label") == ["发文"]


def test_a_finding_shows_its_excerpt_with_the_place_marked(page):
    browser = page(*ALL)
    assert text(browser, ".error .excerpt") == ["示政发[2024]8号"]
    assert text(browser, ".error mark") == ["[2024]"]
    assert "依据：GB/T 9704-2012 7.2.5" in text(browser, ".error .small")[-1]


@pytest.mark.parametrize(
    ("field", "value", "left"),
    [
        ("severity", "warning", 1),
        ("gate", "格式", 4),
        ("gate", "语言", 0),
        ("code", "GF046a", 1),
        ("folder", "发文", 4),
        ("file", "通知", 3),
        ("words", "〔2024〕", 1),
        ("words", "没有这样的话", 0),
    ],
)
def test_a_filter_leaves_what_matches(page, field, value, left):
    browser = page(*ALL)
    assert browser.evaluate(SHOWN) == 4
    browser.evaluate(fill(field, value))
    assert browser.evaluate(SHOWN) == left
    browser.evaluate("document.getElementById('clear').click()")
    assert browser.evaluate(SHOWN) == 4


def test_accepted_findings_are_shown_greyed_when_asked_for(page):
    browser = page(*ALL)
    browser.evaluate("document.getElementById('accepted').click()")
    browser.evaluate(fill("words", ""))
    assert browser.evaluate(SHOWN) == 6
    assert text(browser, ".accepted .small:first-child, .accepted p:first-child .small") == [
        "（按批注忽略）",
        "（在基线中）",
    ]


def test_a_bar_filters_by_keyboard(page):
    browser = page(*ALL)
    browser.evaluate("document.querySelector('button.bar[data-value=error]').focus()")
    browser.press("Enter", 13, "\r")
    assert browser.evaluate(SHOWN) == 2
    assert browser.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"
    browser.press("Enter", 13, "\r")
    assert browser.evaluate(SHOWN) == 4


def test_the_tab_key_leads_from_the_charts_to_the_filters(page):
    browser = page(CLEAN)
    browser.press("Tab", 9)
    assert browser.evaluate("document.activeElement.id") == "severity"
    browser.press("Tab", 9)
    assert browser.evaluate("document.activeElement.id") == "gate"


def test_a_clean_run_says_so(page):
    assert page(CLEAN).evaluate(STATUS) == "没有发现问题"


def test_an_interruption_is_told(page):
    assert text(page(UNREADABLE, total=2), "#interruption") == ["已中断：检查了 1 份，其余 1 份未检查。"]


def test_a_hostile_document_runs_nothing_and_is_shown_as_it_is(page):
    browser = page(HOSTILE)
    assert browser.evaluate("[typeof stolen, document.images.length, document.scripts.length]") == ["undefined", 0, 3]
    assert "<img src=http://example.com/x" in text(browser, ".error p")[0]


def test_five_thousand_findings_come_in_portions_and_are_filtered_as_a_whole(page):
    browser = page(*many(50))
    assert browser.evaluate(STATUS) == "符合 5000 处，显示 200 处"
    browser.evaluate("document.getElementById('more').click()")
    assert browser.evaluate(SHOWN) == 400
    browser.evaluate(fill("file", "批次1/"))
    assert browser.evaluate(STATUS) == "符合 1700 处，显示 200 处"
    browser.evaluate(fill("words", "第7项"))
    assert browser.evaluate(STATUS) == "符合 17 处，显示 17 处"


def test_on_paper_stands_everything_that_is_chosen(page):
    browser = page(*many(3))
    assert browser.evaluate(SHOWN) == 200
    printed = base64.b64decode(browser.call("Page.printToPDF")["data"])
    assert printed.startswith(b"%PDF")
    assert browser.evaluate(SHOWN) == 300


def test_a_breach_of_the_policy_would_be_noticed(browser, tmp_path: Path):
    path = tmp_path / "开.html"
    text = written("html", CLEAN).replace("<main>", "<main><img src='http://127.0.0.1:9/x.png'>")
    path.write_text(text, encoding="utf-8", newline="\n")
    browser.open(path)
    assert "Content Security Policy" in browser.complaints()[0]["entry"]["text"]


def test_the_tool_is_named(page):
    assert text(page(CLEAN), "#tool") == [f"gongwen {TOOL.version}　规则库 {TOOL.rules_digest}"]


def test_an_element_of_nothing_is_marked_by_a_sign(page):
    browser = page(document([BODY], [finding(BODY, (3, 3))]))
    assert browser.evaluate("getComputedStyle(document.querySelector('mark'), '::before').content") == '"▲"'
