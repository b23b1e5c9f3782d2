"""What is found across documents, beyond the examples of the rules."""

import pytest

from gongwen.auditor.records import Record
from tests.auditor.made import facts, ledger, record, results, told

TITLES = (
    "关于检修泵站的通知",
    "关于疏浚渠道的通知",
    "关于普查机井的通知",
    "关于观测水位的通知",
    "关于植树护岸的通知",
    "关于清查水表的通知",
)
SERIES = [record(serial, title) for serial, title in enumerate(TITLES, start=1)]
ROWS = [[str(one.number), one.title, "30"] for one in SERIES]


def test_a_whole_series_with_its_register_gives_nothing():
    assert told(SERIES, ledger(*ROWS)) == []
    assert told(SERIES) == []


def test_a_wrong_row_a_missing_one_a_doubled_one_and_a_gap_are_four_findings():
    files = [record(one.number.serial, one.title, copies=30) for one in (*SERIES[:4], SERIES[5])]
    rows = [[*ROWS[0][:2], "20"], ROWS[1], ROWS[3], ROWS[3], ROWS[5]]
    assert told(files, ledger(*rows)) == [
        ("BG007e", "", "row[2]"),
        ("BG007d", "", "row[5]"),
        ("WH002b", "", "row[6]"),
        ("BG007b", "003.docx", ""),
    ]


def test_many_gaps_of_a_series_are_one_finding():
    files = [record(serial, f"关于第{serial}号渠道的通知") for serial in range(1, 90) if serial % 4]
    (finding,) = (finding for document in results(files) for finding in document.violations)
    assert finding.message.startswith("云水发〔2026〕缺第4、8、12、16")
    assert len(finding.message) < 120


def test_what_is_no_official_document_is_passed_over():
    assert told([*SERIES, Record("c.docx", facts=facts(official=False))]) == []


def test_documents_without_a_number_or_with_an_unsure_one_are_counted():
    files = [*SERIES, Record("x.docx", facts=facts()), Record("y.docx", left_out="unsure", facts=facts())]
    found = [
        (document.path, finding.code, finding.message) for document in results(files) for finding in document.violations
    ]
    assert found == [("x.docx", "SYS010", "1份的文号没有认准、1份没有文号，未参加比对：y.docx、x.docx")]


def test_rows_whose_number_cannot_be_read_are_counted():
    register, *_ = results(SERIES, ledger(*ROWS, ["第7号到第9号", "关于三件事的通知", "30"]))
    (finding,) = register.violations
    assert (finding.code, finding.message) == ("SYS011", "登记簿有1行的文号没有认出（第8行），未参加比对")


def test_a_document_that_cannot_be_read_is_reported_and_the_rest_compared():
    broken = Record("broken.docx", status="unreadable", error="文件是空的。")
    (document,) = (one for one in results([*SERIES, broken]) if one.facts is None)
    assert (document.status, document.error, document.violations) == ("unreadable", "文件是空的。", ())


def test_results_stand_in_the_order_of_their_paths_the_register_among_them():
    register = ledger(*ROWS)
    named = type(register)("003-register.csv", "", register.rows)
    assert [document.path for document in results(SERIES, named)][2:4] == ["003-register.csv", "003.docx"]


@pytest.mark.parametrize("position", [0, 3])
def test_a_finding_keeps_its_fingerprint_when_rows_are_added_above(position):
    rows = [[*ROWS[0][:2], "20"], *ROWS[1:]]
    files = [record(one.number.serial, one.title, copies=30) for one in SERIES]
    longer = [["云水发〔2025〕1号", "作废", ""]] * position + rows
    prints = [finding.fingerprint for document in results(files, ledger(*rows)) for finding in document.violations]
    after = [finding.fingerprint for document in results(files, ledger(*longer)) for finding in document.violations]
    assert prints
    assert prints == after


def test_the_same_file_twice_is_no_number_used_twice():
    assert told([*SERIES, record(3, SERIES[2].title, path="copy.docx")]) == []


def test_two_drafts_of_a_document_whose_title_was_changed_share_their_paragraphs():
    sketch = bytes(range(64))
    files = [
        *SERIES,
        record(7, "关于整治河道的意见", sketch=sketch),
        record(7, "关于禁采河砂的通告", path="z.docx", sketch=sketch),
    ]
    assert told(files) == []


def test_a_hostile_heap_of_documents_with_one_number_is_looked_at_in_part():
    files = [
        record(1, f"关于第{serial}座泵站检修一事的通知{serial * 7919}", path=f"{serial:05}.docx")
        for serial in range(2000)
    ]
    assert {code for code, _, _ in told(files)} == {"WH002a"}
    assert len(told(files)) == 49


def test_most_files_of_a_series_unregistered_is_one_line():
    files = [record(serial, f"关于第{serial}号渠道的通知") for serial in range(1, 20)]
    found = [
        finding
        for document in results(files, ledger(ROWS[0]))
        for finding in document.violations
        if finding.code == "BG007b"
    ]
    assert [finding.message for finding in found] == ["登记簿里没有云水发〔2026〕2号这一行，同一代字和年份的共18份"]


def test_swapped_rows_are_told_though_the_titles_are_much_alike():
    titles = ["关于做好2026年防汛工作的通知", "关于做好2026年抗旱工作的通知"]
    files = [record(serial, title) for serial, title in enumerate(titles, start=1)]
    rows = [[str(files[0].number), titles[1], "30"], [str(files[1].number), titles[0], "30"]]
    assert [code for code, _, _ in told(files, ledger(*rows))] == ["BG007f", "BG007f"]


def test_a_draft_with_another_title_is_no_reason_to_doubt_the_row_of_the_final_one():
    sketch = bytes(range(64))
    final = record(7, "关于疏浚灌区渠道的通知", sketch=sketch)
    draft = record(7, "关于疏通灌区渠道的通知", path="草稿.docx", sketch=sketch)
    row = [str(final.number), final.title, "30"]
    assert told([*SERIES, final, draft], ledger(*ROWS, row)) == []


def test_a_row_of_the_same_title_in_another_year_is_not_a_number_written_wrongly():
    files = [*SERIES, record(7, "关于开展汛前检查的通知")]
    rows = [*ROWS, ["云水发〔2025〕31号", "关于开展汛前检查的通知", "30"]]
    assert told(files, ledger(*rows)) == [("BG007c", "", "row[8]"), ("BG007b", "007.docx", "")]


def test_a_sheet_of_received_documents_does_not_stop_the_look_at_the_issued_ones():
    received = ledger(
        ["示例市水利局", "示水发〔2026〕3号"], ["示例市水利局", "示水发〔2026〕9号"], header=["来文单位", "文号"]
    )
    files = [record(one.number.serial, one.title, copies=30) for one in SERIES]
    issued = ledger([*ROWS[0][:2], "20"], *ROWS[1:])
    both = type(issued)("", "", received.rows + issued.rows, incoming=False)
    assert told(files, both) == [("BG007e", "", "row[2]")]


def test_a_hundred_thousand_cells_that_cannot_be_read_are_looked_at_once():
    rows = [["云水发〔2026〕1-99号", "关于几件事的通知", "30"]] * 100_000
    assert [code for code, _, _ in told(SERIES, ledger(*rows))] == ["SYS011", "WH001"]


DATED = ("文号", "标题", "成文日期", "印发日期", "签发日期")


def test_a_day_without_a_year_is_the_nearest_to_that_of_the_document_at_the_turn_of_the_year():
    files = [record(1, TITLES[0], date="2027-01-03"), record(2, TITLES[1], date="2026-12-30")]
    rows = [
        [str(files[0].number), TITLES[0], "1月3日", "1.4", "1.3"],
        [str(files[1].number), TITLES[1], "12月30日", "1.3", "12.30"],
    ]
    assert {code for code, _, _ in told(files, ledger(*rows, header=DATED))} <= {"WH002c"}


def test_a_day_without_a_year_that_is_another_is_told():
    files = [record(1, TITLES[0], date="2026-03-03"), record(2, TITLES[1], date="2026-03-12")]
    rows = [
        [str(files[0].number), TITLES[0], "3月3日", "3.4", "3.3"],
        [str(files[1].number), TITLES[1], "3月21日", "3.2", "3.15"],
    ]
    assert sorted(code for code, _, _ in told(files, ledger(*rows, header=DATED))) == ["BG007g", "BG007h", "BG023"]


def test_a_row_that_says_the_document_is_secret_needs_no_document():
    files = [one for one in SERIES if one is not SERIES[3]]
    rows = [[*row, "涉密文件另册登记" if row is ROWS[3] else ""] for row in ROWS]
    assert told(files, ledger(*rows, header=("文号", "标题", "份数", "备注"))) == []
