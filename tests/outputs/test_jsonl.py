from gongwen.report import Report
from tests.reports import ALL, TOOL, report, written


def test_each_line_is_a_report_of_its_own():
    lines = written("jsonl", *ALL).splitlines()
    assert [Report.model_validate_json(line) for line in lines] == [report(document) for document in ALL]


def test_merged_they_are_the_report_of_all():
    lines = written("jsonl", *ALL).splitlines()
    assert Report.merge(map(Report.model_validate_json, lines), tool=TOOL) == report(*ALL)
