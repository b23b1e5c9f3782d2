import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from inspect import signature
from io import BytesIO
from pathlib import Path

import pytest

import gongwen
from gongwen.api import Options

SAMPLES = Path(__file__).parent.parent / "samples"
FLAWED = SAMPLES / "flawed-tongzhi.docx"


def codes(report: gongwen.Report) -> list[str]:
    return [violation.code for violation in report.documents[0].violations]


def test_the_public_names_are_these():
    assert gongwen.__all__ == [
        "Baseline",
        "Checker",
        "ComposeError",
        "ConfigError",
        "Document",
        "FixResult",
        "GongwenError",
        "Limits",
        "Report",
        "RuleFileError",
        "Sidecar",
        "TypesetResult",
        "UnreadableDocument",
        "Violation",
        "__version__",
        "annotate",
        "audit",
        "check",
        "compose",
        "fix",
        "typeset",
    ]


@pytest.mark.parametrize("name", gongwen.__all__)
def test_every_public_name_is_there_and_described(name):
    assert getattr(gongwen, name).__doc__


def test_other_names_are_not():
    with pytest.raises(AttributeError, match="frobnicate"):
        gongwen.frobnicate  # noqa: B018


def test_the_package_is_typed():
    assert (Path(gongwen.__file__).parent / "py.typed").exists()


def test_importing_loads_nothing_heavy():
    seen = "import sys, gongwen; print(sorted({'pydantic', 'lxml', 'regex', 'typer', 'docx'} & set(sys.modules)))"
    assert subprocess.check_output([sys.executable, "-c", seen], text=True) == "[]\n"


def test_a_path_names_itself_in_the_report():
    assert gongwen.check(FLAWED).documents[0].path == str(FLAWED)


def test_bytes_and_streams_have_no_name():
    assert gongwen.check(FLAWED.read_bytes()).documents[0].path == ""


def test_path_bytes_and_stream_give_the_same_findings():
    data = FLAWED.read_bytes()
    by_path, by_bytes, by_stream = gongwen.check(FLAWED), gongwen.check(data), gongwen.check(BytesIO(data))
    assert by_path.documents[0].violations == by_bytes.documents[0].violations
    assert by_bytes == by_stream


def test_a_flawed_draft_is_not_ok():
    report = gongwen.check(FLAWED, stage="final", select=["GF-046"])
    assert not report.ok()
    assert report.ok("never")


def test_only_the_selected_rules_run():
    assert set(codes(gongwen.check(FLAWED, select=["GF-046"]))) == {"GF046a"}


def test_a_bare_code_is_one_code():
    assert gongwen.check(FLAWED, select="GF046").to_json() == gongwen.check(FLAWED, select=["GF046"]).to_json()


def test_a_manner_that_does_not_exist_is_refused_before_any_work():
    with pytest.raises(gongwen.ConfigError, match="没有“comment”这种改法，可用的有：direct、revision"):
        gongwen.fix(b"", as_="comment")


def test_ignored_rules_do_not_run():
    assert codes(gongwen.check(FLAWED, select=["GF-046"], ignore=["GF046a"])) == []


def test_pinned_facts_are_taken_as_given():
    facts = gongwen.check(FLAWED, facts={"kind": "通报"}).documents[0].facts
    assert facts.kind == "通报"
    assert facts.pinned == ("kind",)


@pytest.mark.parametrize(
    "settings",
    [
        {"stage": "定稿"},
        {"profile": "none"},
        {"select": ["GF999"]},
        {"ignore": ["no-such-rule"]},
        {"facts": {"colour": "红"}},
        {"facts": {"regime": "2013"}},
        {"facts": {"kind": "通之"}},
    ],
)
def test_a_setting_that_does_not_exist_is_refused(settings):
    with pytest.raises(gongwen.ConfigError, match="可用"):
        gongwen.Checker(**settings)


@pytest.mark.parametrize("source", [b"", b"PK\x03\x04", b"plain text", SAMPLES, SAMPLES / "nowhere.docx"])
def test_what_is_no_document_is_refused_in_one_sentence(source):
    with pytest.raises(gongwen.UnreadableDocument, match=r"^[^\n]+$"):
        gongwen.check(source)


def test_one_checker_serves_many_threads():
    checker = gongwen.Checker(stage="final")
    with ThreadPoolExecutor(4) as pool:
        reports = list(pool.map(checker.check, [FLAWED] * 8))
    assert reports == [reports[0]] * 8


def test_the_options_that_are_handed_on_are_those_of_a_checker():
    assert list(Options.__annotations__) == list(signature(gongwen.Checker).parameters)


def test_a_caller_may_name_what_has_no_name():
    assert gongwen.Checker().check(FLAWED.read_bytes(), path="上传.docx").documents[0].path == "上传.docx"
