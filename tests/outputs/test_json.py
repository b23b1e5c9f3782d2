import json

import pytest

from gongwen.outputs.json import elements, schema
from gongwen.report import Report
from tests.reports import document, element, finding, report, written

NUMBER = element("doc_number", "示政发[2024]8号", 2)
ODD = element("body", '分行\u2028分段\u2029换行\n控制\u0085引号"反斜\\', 3)
PAPER = document([NUMBER, ODD], [finding(NUMBER, (3, 9)), finding(ODD, (0, 2))])


def test_the_report_has_the_keys_of_the_contract():
    data = json.loads(written("json", PAPER))
    assert list(data) == ["schema", "tool", "documents", "summary"]
    assert data["schema"] == "gongwen.report/1"


def test_chinese_stands_as_it_is():
    assert "示政发[2024]8号" in written("json", PAPER)


@pytest.mark.parametrize("documents", [(), (PAPER,), (document(path="b.docx"), PAPER), (PAPER, PAPER)])
def test_written_document_by_document_it_is_the_report_to_the_byte(documents):
    assert written("json", *documents) == report(*documents).to_json()


def test_elements_come_without_violations():
    data = json.loads(elements(PAPER))
    assert "violations" not in data
    assert data["elements"][0]["element"] == "doc_number"


def test_the_schema_names_every_key_of_a_document():
    data = json.loads(schema(Report))
    assert set(data["$defs"]["Document"]["properties"]) == set(json.loads(PAPER.model_dump_json()))
