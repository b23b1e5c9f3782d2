"""Forty pages of right prose under the whole rule book: what the language rules must leave alone.

The documents are written by the standards and the usage of offices, never by the rules.
"""

import math
import tomllib
import zipfile
from pathlib import Path

import pytest
from make import write_prose
from maker.measure import width

from gongwen.checker import Checker
from gongwen.ooxml.package import Package
from gongwen.ooxml.reader import read
from gongwen.settings import Settings, Stage
from tests.golden import SAMPLES

CHARACTERS, LINES = 28, 22
TEXTS = sorted((SAMPLES / "texts" / "prose").glob("*.toml"))


def pages(path: Path) -> int:
    """Count the pages that the text of a document and its attachments fills, head and imprint left out."""
    words = tomllib.loads(path.read_text(encoding="utf-8"))
    texts = [words["text"], *(attachment["text"] for attachment in words.get("attachments", ()))]
    return math.ceil(sum(lines(line) for text in texts for line in text.strip().splitlines()) / LINES)


def lines(line: str) -> int:
    """Count the printed lines of a line of markup, two characters in from the left; a row of a table is one."""
    return 1 if line.startswith("| ") else math.ceil((width(line) + 2) / CHARACTERS)


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("stage", ["draft", "final"])
@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.stem)
def test_right_prose_has_no_error_no_warning_and_at_most_one_remark_a_page(text: Path, stage: Stage) -> None:
    document = SAMPLES / "prose" / f"{text.stem}.docx"
    found = Checker(Settings(stage=stage)).check(read(Package.open(document))).documents[0].violations
    assert [(finding.code, finding.message) for finding in found if finding.severity != "info"] == []
    assert len(found) <= pages(text)


def test_prose_fills_at_least_forty_pages() -> None:
    assert sum(map(pages, TEXTS)) >= 40


def test_committed_prose_is_what_the_maker_makes_of_the_texts(tmp_path: Path) -> None:
    write_prose(tmp_path)
    made = {path.name: members(path) for path in tmp_path.glob("*.docx")}
    assert made == {path.name: members(path) for path in (SAMPLES / "prose").glob("*.docx")}
