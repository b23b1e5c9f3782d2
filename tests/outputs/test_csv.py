import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.outputs.csv import COLUMNS, harmless
from gongwen.violations import Waiver
from tests.outputs.hostile import FORMULA, HOSTILE
from tests.reports import ALL, CLEAN, FLAWED, NUMBER, UNREADABLE, document, finding, written


def table(*documents):
    return list(csv.DictReader(StringIO(written("csv", *documents).removeprefix("\ufeff"), newline="")))


def test_it_begins_with_a_byte_order_mark_and_a_chinese_header():
    assert written("csv", CLEAN).encode().startswith(b"\xef\xbb\xbf" + "文件,程度,关,规则,错误,位置".encode())
    assert table(CLEAN) == []


def test_lines_end_as_the_standard_says():
    lines = written("csv", *ALL).split("\r\n")
    assert lines[-1] == ""
    assert "\n" not in "".join(lines)


def test_a_row_is_a_finding():
    first = table(FLAWED)[0]
    assert list(first) == list(COLUMNS)
    assert first | {
        "文件": "发文/通知.docx",
        "程度": "错误",
        "规则": "GF046a",
        "错误": "发文字号年份未用六角括号括入",
        "位置": "发文字号",
        "现为": "[2024]",
        "应为": "〔2024〕",
        "能否直接改": "可直接修改",
        "段落": "body/p[2]",
        "起": "3",
    } == first  # fmt: skip


def test_accepted_findings_are_told_apart():
    assert [row["处理"] for row in table(FLAWED)] == ["待处理", "待处理", "待处理", "按批注忽略", "在基线中"]


def test_an_accepted_finding_comes_with_its_reason():
    (row,) = table(document([NUMBER], [finding(NUMBER, (3, 9), waiver=Waiver("沿用旧文号", "2026-12-31"))]))
    assert (row["处理"], row["理由"]) == ("按批注忽略", "沿用旧文号（至2026-12-31）")


def test_what_a_sidecar_accepts_says_so():
    (row,) = table(document([NUMBER], [finding(NUMBER, (3, 9), waiver=Waiver("沿用旧文号", None, "sidecar"))]))
    assert (row["处理"], row["理由"]) == ("按附带文件忽略", "沿用旧文号")


def test_a_document_that_could_not_be_checked_has_a_row():
    (row,) = table(UNREADABLE)
    assert (row["文件"], row["程度"], row["说明"], row["指纹"]) == ("坏.docx", "未能检查", "文件是空的。", "")


def test_no_cell_of_a_hostile_document_is_a_formula():
    row = table(HOSTILE)[1]
    assert (row["说明"], row["摘录"], row["现为"]) == (f"'{FORMULA}",) * 3


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "＝", "＋", "－", "＠"])
def test_what_would_start_a_formula_does_not(start):
    assert harmless(f"{start}1").startswith("'")


@given(st.text(st.characters(codec="utf-8")))
def test_a_cell_is_one_line_and_loses_nothing_but_control_characters(text):
    cell = harmless(text)
    assert "\n" not in cell
    assert len(cell.removeprefix("'")) >= len(text) - text.startswith("'")
