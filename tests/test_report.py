import json

import pytest

from gongwen.anatomy.elements import Element
from gongwen.report import Document, ElementRecord, FailOn, Report, Tool, ViolationRecord
from gongwen.violations import GATES, Basis, Fix, Gate, Location, Severity, State, Violation

TOOL = Tool(version="0", rules_digest="abc")


def record(severity: Severity = "warning", *, gate: Gate = "格式", state: State = "open") -> ViolationRecord:
    place = Location("body", "body/p[1]", 0, 1, "title", "标题")
    fix = Fix("改为“乙”", "safe", "甲", "乙")
    basis = (Basis("GB/T 9704-2012《党政机关公文格式》", "7.3.1"),)
    return ViolationRecord.of(
        Violation("GF061a", "title-font", severity, gate, "错", basis, place, "甲", "乙", fix, "f0", state)
    )


def document(*violations: ViolationRecord, path: str = "a.docx", status: str = "checked", text: str = "") -> Document:
    elements = (ElementRecord.of(Element("body")),) if not text else (_text(text),)
    values = {"path": path, "status": status, "stage": "final", "profile": "gbt9704"}
    return Document.model_validate(values | {"violations": violations, "elements": elements, "gates": GATES})


def _text(text: str) -> ElementRecord:
    return ElementRecord("body", text, 1.0, Location("body", "body/p[1]", 0, len(text), "body", text))


def report(*documents: Document) -> Report:
    return Report.of(documents, tool=TOOL)


@pytest.mark.parametrize(
    ("severity", "fail_on", "code"),
    [
        ("error", "error", 1),
        ("warning", "error", 0),
        ("warning", "warning", 1),
        ("info", "warning", 0),
        ("info", "info", 1),
        ("error", "never", 0),
    ],
)
def test_the_exit_code_follows_the_gravest_open_violation(severity: Severity, fail_on: FailOn, code: int) -> None:
    made = report(document(record(severity)))
    assert (made.exit_code(fail_on), made.ok(fail_on)) == (code, code == 0)


@pytest.mark.parametrize("status", ["partial", "unreadable", "timeout"])
def test_a_document_that_was_not_checked_in_full_is_two(status: str) -> None:
    assert report(document(status=status), document(record("error"))).exit_code() == 2


@pytest.mark.parametrize("state", ["waived", "baselined"])
def test_accepted_violations_do_not_fail(state: State) -> None:
    made = report(document(record("error", state=state)))
    assert made.ok()
    assert made.summary.by_code == {}


def test_the_summary_counts_open_violations() -> None:
    language = (record("info", gate="语言"), record("warning", gate="语言"))
    made = report(document(record("error"), *language, record(state="waived"), text="甲 乙" * 50))
    summary = made.summary
    assert (summary.by_severity, summary.waived) == ({"error": 1, "warning": 1, "info": 1}, 1)
    assert (summary.by_gate["格式"], summary.by_code, summary.language_errors_per_thousand) == (1, {"GF061a": 3}, 10.0)


def test_a_gate_without_rules_is_null_not_zero() -> None:
    seen = document(text="甲乙").model_copy(update={"gates": ("格式",)})
    summary = report(seen).summary
    assert (summary.by_gate["格式"], summary.by_gate["语言"], summary.language_errors_per_thousand) == (0, None, None)


def test_a_gate_counts_as_seen_when_one_document_was() -> None:
    unseen = document(path="b.docx").model_copy(update={"gates": ()})
    assert report(document(), unseen).summary.by_gate["政治"] == 0


def test_documents_stand_sorted_and_reports_merge() -> None:
    merged = Report.merge([report(document(path="b.docx")), report(document(path="a.docx"))], tool=TOOL)
    assert [found.path for found in merged.documents] == ["a.docx", "b.docx"]


def test_the_json_is_the_contract() -> None:
    data = json.loads(report(document(record())).to_json())
    assert list(data) == ["schema", "tool", "documents", "summary"]
    assert data["schema"] == "gongwen.report/1"
    violation = data["documents"][0]["violations"][0]
    assert violation["fix"] == {"title": "改为“乙”", "applicability": "safe", "before": "甲", "after": "乙"}
    assert violation["location"] == {
        "part": "body", "path": "body/p[1]", "start": 0, "end": 1, "element": "title", "excerpt": "标题",
    }  # fmt: skip


def test_evidence_stands_only_where_asked_for() -> None:
    element = Element("body", evidence=("成句",))
    bare = document().model_copy(update={"elements": (ElementRecord.of(element),)})
    told = document().model_copy(update={"elements": (ElementRecord.of(element, evidence=True),)})
    assert '"evidence"' not in report(bare).to_json()
    assert '"evidence"' in report(told).to_json()


def test_the_json_can_be_read_back() -> None:
    made = report(document(record(), text="正文"))
    assert Report.model_validate_json(made.to_json()) == made
    assert made.to_json() == made.to_json()
