import pytest

from gongwen.composer.prose import Chart, Passage, parse
from gongwen.errors import ComposeError


def shown(text: str) -> list[str]:
    return [piece.heading + piece.text for piece in parse(text)]


def test_numbers_of_headings_are_written():
    assert shown("# 甲\n## 乙\n### 丙\n#### 丁\n## 戊\n# 己\n## 庚") == [
        "一、甲", "（一）乙", "1.丙", "（1）丁", "（二）戊", "二、己", "（一）庚",
    ]  # fmt: skip


def test_a_number_that_is_typed_stays_and_counts():
    assert shown("# 一、甲\n# 乙") == ["一、甲", "二、乙"]


def test_numbers_go_past_ten():
    assert shown("\n".join(["# 甲"] * 21))[-1] == "二十一、甲"


def test_text_runs_on_behind_a_full_stop():
    assert parse("## 落实经费 | 列入预算。") == (Passage("列入预算。", 2, "（一）落实经费。"),)
    assert parse("## 落实经费。 | 列入预算。") == (Passage("列入预算。", 2, "（一）落实经费。"),)


def test_blank_lines_and_blanks_around_lines_are_nothing():
    assert parse("　　甲。\n\n  乙。") == (Passage("甲。"), Passage("乙。"))


def test_a_mark_inside_a_line_is_text():
    assert parse("甲#乙 | 丙") == (Passage("甲#乙 | 丙"),)


def test_rows_make_a_table():
    assert parse("| 甲 | 乙 |\n|---|:-:|\n| 1 | |") == (Chart((("甲", "乙"), ("1", ""))),)


def test_rows_of_different_lengths_are_told():
    with pytest.raises(ComposeError, match=r"格数不一，表头是“\| 甲 \| 乙 \|”"):
        parse("| 甲 | 乙 |\n| 1 |")
