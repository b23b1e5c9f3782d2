"""Documents from before July 2012: right by the rules of their time, and what has changed since by those of 2012."""

import tomllib

import pytest
from make import Made

from gongwen.checker import Checker
from gongwen.ooxml.package import Package
from gongwen.ooxml.reader import read
from gongwen.report import Document
from gongwen.settings import Settings, Stage
from tests.golden import SAMPLES

ARCHIVE = tomllib.loads((SAMPLES / "archive.toml").read_text(encoding="utf-8"))["sample"]
CHANGES = {sample["file"]: {change["code"] for change in sample["changes"]} for sample in ARCHIVE}


def found(made: Made, *, stage: Stage, **facts: str) -> Document:
    return Checker(Settings(stage=stage, facts=facts)).check(read(Package.open(made.path))).documents[0]


@pytest.fixture(scope="module")
def archived(built: list[Made]) -> list[Made]:
    return [made for made in built if f"{made.name}.docx" in CHANGES and made.construction in ("direct", "styles")]


def test_four_archived_samples_stand_in_two_constructions(archived: list[Made]) -> None:
    assert len(archived) == 8


def test_archived_samples_are_right_by_the_rules_of_their_time(archived: list[Made]) -> None:
    assert [(made.path.name, v.code) for made in archived for v in found(made, stage="archive").violations] == []


def test_archived_samples_show_by_the_rules_of_2012_what_has_changed(archived: list[Made]) -> None:
    shown = {
        made.path.name: {violation.code for violation in found(made, stage="final", regime="2012").violations}
        for made in archived
    }
    assert shown == {made.path.name: CHANGES[f"{made.name}.docx"] for made in archived}


@pytest.mark.parametrize("name", ["notice", "request", "letter", "minutes", "telegram", "communique"])
def test_no_rule_of_old_speaks_of_a_document_of_today(name: str) -> None:
    checker = Checker(Settings(stage="archive", select=("LS",)))
    assert checker.check(read(Package.open(SAMPLES / f"{name}.docx"))).documents[0].violations == ()
