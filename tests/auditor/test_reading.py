from dataclasses import replace

import pytest

from gongwen import api
from gongwen.auditor.reading import alike, record
from gongwen.auditor.records import Number
from gongwen.report import Document
from tests.conftest import SAMPLES

SEEN = api.elements(SAMPLES / "audit" / "01-tree-planting.docx", path="a.docx")


def doubted(document: Document, name: str) -> Document:
    """Give a document whose elements of one name are not sure."""
    elements = (replace(one, confidence=0.59) if one.element == name else one for one in document.elements)
    return document.model_copy(update={"elements": tuple(elements)})


def test_a_document_is_known_by_number_title_day_and_copies():
    made = record(SEEN)
    assert made.number == Number("云水发", 2026, 1)
    assert (made.title, made.date, made.copies) == ("云溪县水利局关于开展春季河岸植树的通知", "2026-01-12", 300)
    assert (made.left_out, made.secrecy, made.agencies) == ("", "", ("云溪县水利局",))
    assert made.locate("number").excerpt == "云水发〔2026〕1号"


@pytest.mark.parametrize(
    ("name", "value", "left"),
    [("title", "title", ""), ("date", "date", ""), ("printer", "copies", None), ("doc_number", "number", None)],
)
def test_what_is_not_sure_is_left_out(name, value, left):
    assert getattr(record(doubted(SEEN, name)), value) == left


def test_a_number_that_is_not_sure_is_kept_as_a_doubt():
    made = record(doubted(SEEN, "doc_number"))
    assert (made.doubtful, made.left_out) == (Number("云水发", 2026, 1), "unsure")


def test_a_secrecy_that_is_not_sure_is_not_taken_for_none():
    seen = api.elements(SAMPLES / "classified.docx")
    assert record(seen).secrecy == "机密"
    assert record(doubted(seen, "secrecy")).secrecy is None


def test_signers_and_recipients_are_kept():
    made = record(api.elements(SAMPLES / "request.docx"))
    assert (made.signers, made.recipients, made.upward) == (("田禾青",), "示例市人民政府", True)


def test_the_number_of_an_order_counts_by_its_masthead():
    number = record(api.elements(SAMPLES / "order.docx")).number
    assert (number.code, number.bare) == ("示例市人民政府令", True)


def test_a_draft_without_its_number_has_none():
    made = record(api.elements(SAMPLES / "flawed-placeholders.docx"))
    assert (made.number, made.left_out) == (None, "none")


def test_what_is_no_official_document_has_no_number():
    stranger = SEEN.model_copy(update={"facts": replace(SEEN.facts, official=False)})
    assert record(stranger).number is None


def test_a_document_that_could_not_be_read_keeps_its_reason():
    made = record(Document(path="b.docx", status="timeout", error="超时", stage="final", profile="audit"))
    assert (made.facts, made.status, made.error) == (None, "timeout", "超时")


def test_two_states_of_a_document_are_alike_two_documents_not():
    draft = SEEN.model_copy(update={"elements": SEEN.elements[:-4]})
    other = api.elements(SAMPLES / "audit" / "03-well-survey.docx")
    assert alike(record(SEEN).sketch, record(draft).sketch)
    assert alike(record(SEEN).sketch, record(other).sketch) is False
    assert alike(record(SEEN).sketch, b"") is None
