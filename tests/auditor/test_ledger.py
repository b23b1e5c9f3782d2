import pytest

from gongwen.auditor.ledger import of_rows
from gongwen.auditor.records import Number
from gongwen.errors import ConfigError
from tests.auditor.made import ledger


def test_the_header_stands_below_a_title_and_who_keeps_the_register():
    register = of_rows(
        [
            ["2026年发文登记簿", ""],
            ["登记单位：办公室", ""],
            ["", ""],
            ["发文字号", "文件标题"],
            ["云水发〔2026〕1号", "通知"],
        ]
    )
    assert [(row.row, row.title) for row in register.rows] == [(5, "通知")]


@pytest.mark.parametrize("heading", ["文号", "文 号", "发文字号", "文件编号", "发文字号（全称）", "文号*"])
def test_columns_are_known_by_their_usual_names(heading):
    (row,) = ledger(["云水发〔2026〕1号", "通知"], header=[heading, "题名"]).rows
    assert row.number == Number("云水发", 2026, 1)
    assert row.locate("number").element == heading


def test_totals_empty_rows_and_headers_again_are_no_rows():
    register = ledger(
        ["云水发〔2026〕1号", "通知", "30"],
        ["", "", ""],
        ["文号", "标题", "份数"],
        ["合计", "", "30"],
        ["云水发〔2026〕2号", "通知", "30"],
    )
    assert [row.row for row in register.rows] == [2, 6]


@pytest.mark.parametrize("word", ["作废", "空号", "此号作废", "（空号）", "因故未用", "废号"])
def test_a_number_that_was_not_used_is_known_by_a_word(word):
    (row,) = ledger(["云水发〔2026〕1号", word]).rows
    assert row.void


@pytest.mark.parametrize("title", ["关于取消一批收费项目的通知", "关于废旧农膜作废处理的通知"])
def test_a_title_that_holds_such_a_word_is_a_title(title):
    (row,) = ledger(["云水发〔2026〕1号", title]).rows
    assert not row.void


def test_a_register_of_received_documents_is_known_by_its_columns():
    assert ledger(["云水发〔2026〕1号", "云溪县水利局"], header=["文号", "来文单位"]).incoming
    assert not ledger(["云水发〔2026〕1号", "办公室"], header=["文号", "主办单位"]).incoming


def test_days_of_every_column_are_kept_apart():
    (row,) = ledger(["云水发〔2026〕1号", "1月26日", "2026.1.27"], header=["文号", "成文日期", "印发日期"]).rows
    assert row.dates == {"date": "2026-01-26", "issued": "2026-01-27"}


def test_columns_that_nobody_knows_are_passed_over():
    (row,) = ledger(["云水发〔2026〕1号", "红"], header=["文号", "封面颜色"]).rows
    assert row.cells == {"number": "云水发〔2026〕1号"}


def test_a_table_without_numbers_is_no_register():
    with pytest.raises(ConfigError, match="没有找到“文号”一列"):
        of_rows([["标题", "份数"], ["通知", "30"]])
