import json

from gongwen.outputs.json import elements, render, schema
from tests.reports import document, element, finding, report

NUMBER = element("doc_number", "示政发[2024]8号", 2)
PAPER = document([NUMBER], [finding(NUMBER, (3, 9))])


def test_the_report_has_the_keys_of_the_contract():
    data = json.loads(render(report(PAPER)))
    assert list(data) == ["schema", "tool", "documents", "summary"]
    assert data["schema"] == "gongwen.report/1"


def test_chinese_stands_as_it_is():
    assert "示政发[2024]8号" in render(report(PAPER))


def test_documents_stand_sorted_by_path():
    data = json.loads(render(report(document(path="b.docx"), document(path="a.docx"))))
    assert [one["path"] for one in data["documents"]] == ["a.docx", "b.docx"]


def test_the_same_report_gives_the_same_bytes():
    assert render(report(PAPER)) == render(report(PAPER))


def test_elements_come_without_violations():
    data = json.loads(elements(PAPER))
    assert "violations" not in data
    assert data["elements"][0]["element"] == "doc_number"


def test_the_schema_names_every_key_of_a_document():
    data = json.loads(schema())
    assert set(data["$defs"]["Document"]["properties"]) == set(json.loads(PAPER.model_dump_json()))
