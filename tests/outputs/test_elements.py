from dataclasses import replace

from gongwen.outputs.elements import render
from gongwen.outputs.terminal import Style
from tests.reports import document, element

NUMBER = replace(element("doc_number", "示政发〔2024〕8号", 2), evidence=("文号式样", "居中"))


def test_a_row_holds_term_text_confidence_and_evidence():
    assert "发文字号  示政发〔2024〕8号  99%   文号式样、居中" in render(document([NUMBER]))


def test_a_mark_without_text_is_called_a_figure():
    assert "版头分隔线  （图形）" in render(document([element("red_line", "", 3)]))


def test_facts_follow_in_chinese():
    lines = render(document([NUMBER])).splitlines()
    assert "行文方向：下行文" in lines
    assert "联合行文：否" in lines
    assert "成文日期：2024-05-06" in lines


def test_what_was_not_read_comes_last():
    text = render(document([NUMBER]).model_copy(update={"unread": ("脚注",)}))
    assert text.endswith("未读部分：脚注\n")


def test_the_table_keeps_to_the_terminal():
    assert "文号式样、居中" in render(document([NUMBER]), Style(width=80))
