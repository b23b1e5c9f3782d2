import pytest
from openpyxl import Workbook

from gongwen.auditor.ledger import of_rows, read
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


@pytest.mark.parametrize("word", [
    "作废", "空号", "此号作废", "（空号）", "因故未用", "废号", "领导未签发，作废", "作废，重编为云水发〔2026〕15号",
    "号已作废，原件退回", "该文已撤销", "未印发", "预留", "留给办公室用", "空", "作废：关于清查水表的通知",
    "关于清查水表的通知（作废）",
])  # fmt: skip
def test_a_number_that_was_not_used_is_known_by_a_word(word):
    (row,) = ledger(["云水发〔2026〕1号", word]).rows
    assert row.void


@pytest.mark.parametrize(("column", "word"), [("状态", "作废"), ("处理情况", "已撤回"), ("备注", "空号")])
def test_it_may_stand_in_a_column_of_its_own(column, word):
    (row,) = ledger(["云水发〔2026〕1号", "通知", word], header=["文号", "标题", column]).rows
    assert row.void


def test_it_may_stand_behind_the_number():
    (row,) = ledger(["云水发〔2026〕1号（作废）", "通知"]).rows
    assert (row.number, row.void) == (Number("云水发", 2026, 1), True)


@pytest.mark.parametrize(
    "note", ["原2号作废", "原件保留", "已发", "县委办未发", "附件撤销条款见第三条", "本文件印发后旧办法作废止处理"]
)
def test_a_remark_on_something_else_does_not_void_a_number(note):
    (row,) = ledger(["云水发〔2026〕1号", "通知", note], header=["文号", "标题", "备注"]).rows
    assert not row.void


@pytest.mark.parametrize("title", ["关于取消一批收费项目的通知", "关于废旧农膜作废处理的通知"])
def test_a_title_that_holds_such_a_word_is_a_title(title):
    (row,) = ledger(["云水发〔2026〕1号", title]).rows
    assert not row.void


def test_a_register_of_received_documents_is_known_by_its_columns():
    assert ledger(["云水发〔2026〕1号", "云溪县水利局"], header=["文号", "来文单位"]).incoming
    assert not ledger(["云水发〔2026〕1号", "办公室"], header=["文号", "主办单位"]).incoming


def test_sheets_of_received_and_of_issued_documents_are_told_apart_row_by_row(tmp_path):
    book = Workbook()
    book.active.append(["来文单位", "文号"])
    book.active.append(["示例市水利局", "示水发〔2026〕3号"])
    issued = book.create_sheet()
    issued.append(["文号", "标题"])
    issued.append(["云水发〔2026〕1号", "通知"])
    book.save(tmp_path / "register.xlsx")
    register = read(str(tmp_path / "register.xlsx"))
    assert [row.incoming for row in register.rows] == [True, False]
    assert not register.incoming


@pytest.mark.parametrize("cells", [["云水发", "2026", "7"], ["云水发", "2026年", "第7号"]])
def test_code_and_year_may_stand_in_columns_of_their_own(cells):
    (row,) = ledger(cells, header=["代字", "年份", "文号"]).rows
    assert row.number == Number("云水发", 2026, 7)


def test_a_heading_may_span_code_year_and_serial():
    register = of_rows(
        [
            ["序号", "发文字号", "", "", "标题"],
            ["", "代字", "年号", "顺序号", ""],
            ["1", "云水发", "2026", "7", "通知"],
        ]
    )
    (row,) = register.rows
    assert (row.row, row.number, row.title) == (3, Number("云水发", 2026, 7), "通知")
    assert row.locate("number").element == "顺序号"


def test_two_rows_of_headings_make_no_row():
    register = of_rows(
        [["文号", "标题", "份数", ""], ["", "", "正本", "副本"], ["云水发〔2026〕1号", "通知", "30", "2"]]
    )
    assert [(row.row, row.copies) for row in register.rows if row.number] == [(3, 30)]


@pytest.mark.parametrize("cell", ["第5号", "第十二期", "〔2026〕3期", "示例市人民政府令第5号", "无", "—"])
def test_orders_and_minutes_count_on_their_own_and_are_not_unread(cell):
    (row,) = ledger([cell, "通知"]).rows
    assert (row.number, row.unread) == (None, False)


@pytest.mark.parametrize("cell", ["云水发2026-1号", "云水发〔2026〕7—9号", "7", "见原件"])
def test_a_number_that_cannot_be_read_is_known_as_such(cell):
    (row,) = ledger([cell, "通知"]).rows
    assert (row.number, row.unread) == (None, True)


def test_of_two_columns_that_may_be_the_number_the_usual_name_counts():
    (row,) = ledger(["A-001", "云水发〔2026〕1号"], header=["文件编号", "发文字号"]).rows
    assert row.number == Number("云水发", 2026, 1)


def test_days_of_every_column_are_kept_apart():
    (row,) = ledger(["云水发〔2026〕1号", "1月26日", "2026.1.27"], header=["文号", "成文日期", "印发日期"]).rows
    assert row.dates == {"date": "2026-01-26", "issued": "2026-01-27"}


def test_columns_that_nobody_knows_are_passed_over():
    (row,) = ledger(["云水发〔2026〕1号", "红"], header=["文号", "封面颜色"]).rows
    assert row.cells == {"number": "云水发〔2026〕1号"}


def test_a_table_without_numbers_is_no_register():
    with pytest.raises(ConfigError, match="没有找到“文号”一列"):
        of_rows([["标题", "份数"], ["通知", "30"]])
