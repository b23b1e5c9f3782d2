import io
import os
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from gongwen.auditor import sheets
from gongwen.auditor.ledger import read
from gongwen.errors import ConfigError
from tests.conftest import SAMPLES

HEADER = ["文号", "标题", "份数", "日期"]
ROW = ["云水发〔2026〕1号", "关于检修泵站的通知", "260", "2026-01-27"]
LINES = "文号,标题,份数,日期\r\n云水发〔2026〕1号,关于检修泵站的通知,260,2026-01-27\r\n"


def saved(tmp_path, data, name="register.csv"):
    path = tmp_path / name
    path.write_bytes(data)
    return str(path)


def workbook(*tables, **more):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in tables:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    for name, state in more.items():
        book[name].sheet_state = state
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def changed(data, name, old, new):
    """Give a workbook with something else in one of its parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            content = source.read(info)
            target.writestr(info.filename, content.replace(old, new) if info.filename == name else content)
    return made.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_a_text_is_read_in_the_encodings_and_marks_of_offices(tmp_path, encoding, mark):
    (row,) = read(saved(tmp_path, LINES.replace(",", mark).encode(encoding))).rows
    assert list(row.cells.values()) == ROW


def test_a_cell_of_several_lines_is_one_row(tmp_path):
    text = LINES.replace("关于检修泵站的通知", '"关于检修\n泵站的通知"') + LINES.splitlines()[1].replace("1号", "2号")
    assert [row.row for row in read(saved(tmp_path, text.encode())).rows] == [2, 3]


def test_an_empty_line_counts_as_a_row_as_in_a_spreadsheet(tmp_path):
    text = LINES + "\r\n" + LINES.splitlines()[1].replace("1号", "2号")
    assert [row.row for row in read(saved(tmp_path, text.encode())).rows] == [2, 4]


def test_a_workbook_is_read_with_its_days_and_figures(tmp_path):
    data = workbook(
        (
            "2026",
            [HEADER, [ROW[0], ROW[1], 260.0, datetime(2026, 1, 27, 9, 30)], [ROW[0], ROW[1], 260, date(2026, 1, 27)]],
        )
    )
    rows = read(saved(tmp_path, data, "register.xlsx")).rows
    assert [list(row.cells.values()) for row in rows] == [ROW, ROW]


def test_rows_of_several_sheets_are_told_apart_and_hidden_ones_are_passed_over(tmp_path):
    data = workbook(
        ("2025", [HEADER, ROW]),
        ("说明", [["本簿由办公室保管"]]),
        ("2026", [HEADER, ROW]),
        ("旧", [HEADER, ROW]),
        旧="hidden",
    )
    assert [row.path for row in read(saved(tmp_path, data, "register.xlsx")).rows] == [
        "sheet[1]/row[2]",
        "sheet[3]/row[2]",
    ]


def test_formulas_are_not_worked_out(tmp_path):
    data = workbook(("2026", [HEADER, [ROW[0], ROW[1], "=1+299", "2026-01-27"]]))
    (row,) = read(saved(tmp_path, data, "register.xlsx")).rows
    assert "copies" not in row.cells


def test_a_size_that_the_file_tells_wrongly_does_not_count(tmp_path):
    data = changed(workbook(("2026", [HEADER, ROW])), "xl/worksheets/sheet1.xml", b'ref="A1:D2"', b'ref="A1:A1"')
    (row,) = read(saved(tmp_path, data, "register.xlsx")).rows
    assert list(row.cells.values()) == ROW


ENTITY = b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet '


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "是空的"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "请另存为 .xlsx 或 .csv"),
        (b"%PDF-1.7", "是PDF文件，请另存为"),
        (b"PK\x03\x04" + b"\0" * 40, "请另存为 .xlsx 或 .csv"),
        (b"\xff\xff\xff\x80abc", "编码认不出来"),
        (b"name,count\n1,2\n", "没有找到“文号”一列"),
        (changed(workbook(("2026", [HEADER, ROW])), "xl/worksheets/sheet1.xml", b"<worksheet ", ENTITY), "DOCTYPE"),
        (changed(workbook(("2026", [HEADER, ROW])), "xl/workbook.xml", b"<workbook", b"<wrokbook"), "打不开"),
        ((SAMPLES / "notice.docx").read_bytes(), "这是 Word 文档，不是表格"),
    ],
)  # fmt: skip
def test_what_is_no_register_is_refused_with_a_sentence(tmp_path, data, sentence):
    with pytest.raises(ConfigError, match=sentence):
        read(saved(tmp_path, data))


def test_the_header_that_is_missing_is_told_by_what_stands_there(tmp_path):
    with pytest.raises(ConfigError, match="前几行的内容是：姓名、单位、电话。"):
        read(saved(tmp_path, "姓名,单位\n电话\n".encode()))


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(ConfigError, match="打不开，请检查路径和权限"):
        read(str(tmp_path / "none.csv"))


def test_xml_in_an_encoding_that_hides_what_it_says_is_refused(tmp_path):
    head = b'<?xml version="1.0" encoding="cp037"?><worksheet '
    data = changed(workbook(("2026", [HEADER, ROW])), "xl/worksheets/sheet1.xml", b"<worksheet ", head)
    with pytest.raises(ConfigError, match="不常见的编码"):
        read(saved(tmp_path, data))


def test_more_rows_than_any_register_has_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(sheets, "MOST_ROWS", 2)
    with pytest.raises(ConfigError, match="最多 2 行"):
        read(saved(tmp_path, (LINES + "a,b\n" * 2).encode()))


def test_a_bomb_is_refused(tmp_path):
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"\0" * (1 << 26))
    with pytest.raises(ConfigError, match="文件过大"):
        read(saved(tmp_path, bomb.getvalue()))


def test_rows_below_that_have_a_format_only_are_no_rows(tmp_path, monkeypatch):
    monkeypatch.setattr(sheets, "MOST_ROWS", 2)
    assert [row.row for row in read(saved(tmp_path, (LINES.strip() + "\n,\n" * 9).encode())).rows] == [2]


def test_text_in_two_bytes_a_letter_without_its_mark_is_told_by_its_encoding(tmp_path):
    with pytest.raises(ConfigError, match="编码认不出来"):
        read(saved(tmp_path, LINES.encode("utf-16-le")))


def test_a_pipe_is_refused_without_waiting_for_anyone_to_write(tmp_path):
    os.mkfifo(tmp_path / "register.csv")
    with pytest.raises(ConfigError, match="打不开"):
        read(str(tmp_path / "register.csv"))


def test_what_is_said_of_a_broken_workbook_does_not_tell_to_save_a_document(tmp_path):
    with pytest.raises(ConfigError) as refused:
        read(saved(tmp_path, workbook(("2026", [HEADER, ROW]))[:2000]))
    assert str(refused.value).endswith("读不了：文件已损坏或不完整。请另存为 .xlsx 或 .csv 再试。")


def test_a_sheet_of_remarks_behind_the_register_makes_no_second_table(tmp_path):
    data = workbook(("2026", [HEADER, ROW]), ("说明", [["本簿由办公室保管"]]))
    assert [row.shown for row in read(saved(tmp_path, data, "register.xlsx")).rows] == ["第2行"]
