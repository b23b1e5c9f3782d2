"""The samples under the whole rule book: the compliant ones are the alarm for false alarms, the flawed ones for silence."""

import tomllib
from pathlib import Path

import pytest
from make import Made, write
from maker.papers import all_papers

from gongwen.checker import Checker
from gongwen.ooxml.package import Package
from gongwen.ooxml.reader import read
from gongwen.report import Document
from gongwen.settings import Settings, Stage
from tests.golden import SAMPLES, golden, golden_path

FLAWED = tomllib.loads((SAMPLES / "flawed.toml").read_text(encoding="utf-8"))
FILES = sorted({fault["file"] for fault in FLAWED["fault"]})


def document(path: Path, stage: Stage = "final") -> Document:
    return Checker(Settings(stage=stage)).check(read(Package.open(path))).documents[0]


@pytest.mark.parametrize("stage", ["draft", "final", "archive"])
def test_compliant_samples_have_no_finding_of_any_severity(built: list[Made], stage: Stage) -> None:
    compliant = [made.path for made in built if made.compliant]
    assert len(compliant) >= 132
    assert [(path.name, v.code, v.message) for path in compliant for v in document(path, stage).violations] == []


@pytest.mark.parametrize("name", FILES)
def test_flawed_sample_shows_its_faults_and_nothing_graver_than_a_remark_beside_them(name: str) -> None:
    found = document(SAMPLES / name).violations
    listed = {code for fault in FLAWED["fault"] if fault["file"] == name for code in fault["codes"]}
    assert listed - {violation.code for violation in found} == set()
    grave = {violation.code for violation in found if violation.severity != "info"}
    assert grave - listed - set(FLAWED["consequences"].get(name, ())) == set()


def test_all_thirty_faults_of_the_notice_and_nine_of_the_request_have_their_code() -> None:
    assert sum(bool(fault["codes"]) for fault in FLAWED["fault"] if fault["id"][0] == "F") == 32
    assert sum(bool(fault["codes"]) for fault in FLAWED["fault"] if fault["id"][0] == "Q") == 9


@pytest.mark.parametrize("name", ["flawed-tongzhi", "flawed-qingshi", "flawed-title-size", "flawed-web-copy"])
def test_formatting_through_styles_gives_the_same_findings(name: str, tmp_path: Path) -> None:
    paper = next(paper for paper in all_papers() if paper.name == name)
    direct, styled = (document(write(paper, way, tmp_path).path) for way in ("direct", "styles"))
    assert _findings(styled) == _findings(direct)


def _findings(found: Document) -> list[tuple[str, str, str, str]]:
    """List what was found; the styles of a sample always fix the line height, so GF011 is left out."""
    return [(v.code, v.location.element, v.found, v.expected) for v in found.violations if v.code != "GF011"]


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.docx")), ids=lambda path: path.stem)
def test_report_is_the_golden_one(path: Path) -> None:
    assert golden(path) == golden_path(path).read_text(encoding="utf-8")
