"""The sample documents: made the same on every run, and holding what their truth says."""

from __future__ import annotations

import re
import sys
import tomllib
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
sys.path.insert(0, str(SAMPLES))

import make  # noqa: E402
from maker.construct import CONSTRUCTIONS  # noqa: E402

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
SHOWN_ONLY = {"red_line", "imprint_line", "seal", "name_stamp"}


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> list[make.Made]:
    return make.build(tmp_path_factory.mktemp("samples"), constructions=CONSTRUCTIONS)


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def truth(path: Path) -> dict[str, object]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def visible(path: Path) -> str:
    """Return all text of body and footers without blanks, one branch of alternate content only."""
    texts = []
    for name, data in members(path).items():
        if re.match(r"word/(document|footer\d*)\.xml", name):
            root = etree.fromstring(data)
            etree.strip_elements(root, FALLBACK, with_tail=False)
            texts += [node.text or "" for node in root.iter(f"{W}t")]
    return re.sub(r"\s", "", "".join(texts))


def bare(text: str) -> str:
    """Return a text without blanks and without a number that may be automatic."""
    return re.sub(r"^([一二三四五六七八九十]+、|（[一二三四五六七八九十\d]+）|\d+\.)", "", re.sub(r"\s", "", text))


def test_building_twice_gives_the_same_bytes(built: list[make.Made], tmp_path: Path) -> None:
    again = make.build(tmp_path, constructions=CONSTRUCTIONS)
    assert [made.path.read_bytes() for made in again] == [made.path.read_bytes() for made in built]


def test_every_text_of_a_truth_occurs_in_its_file(built: list[make.Made]) -> None:
    wanted = [
        (made.path, bare(text))
        for made in built
        for role, text in truth(made.truth_path)["segments"]  # type: ignore[attr-defined]
        if role not in SHOWN_ONLY
    ]
    shown = {made.path: visible(made.path) for made in built}
    assert [(path.name, text) for path, text in wanted if text not in shown[path]] == []


def test_every_text_of_a_file_is_told_by_its_truth(built: list[make.Made]) -> None:
    told = {
        made.path: "".join(
            text
            for role, text in truth(made.truth_path)["segments"]  # type: ignore[attr-defined]
            if role not in SHOWN_ONLY
        )
        for made in built
    }
    untold = {made.path.name: Counter(visible(made.path)) - Counter(told[made.path]) for made in built}
    assert {name: chars for name, chars in untold.items() if chars} == {}


def test_committed_samples_are_what_the_script_builds(built: list[make.Made]) -> None:
    direct = [made for made in built if made.construction == "direct"]
    assert {made.path.name for made in direct} == {path.name for path in SAMPLES.glob("*.docx")}
    differing = [made.name for made in direct if members(made.path) != members(SAMPLES / made.path.name)]
    assert differing == []


def test_committed_truths_are_what_the_script_writes(built: list[make.Made]) -> None:
    names = {made.truth_path.name for made in built}
    assert names == {path.name for path in SAMPLES.glob("*.truth.toml")}
    written = {made.truth_path.name: made.truth_path.read_text(encoding="utf-8") for made in built}
    assert written == {name: (SAMPLES / name).read_text(encoding="utf-8") for name in names}


def test_samples_are_small(built: list[make.Made]) -> None:
    assert [made.path.name for made in built if made.path.stat().st_size > 12 * 1024] == []


def test_every_fault_listed_stands_in_its_file() -> None:
    faults = truth(SAMPLES / "flawed.toml")["fault"]
    shown = {fault["file"]: visible(SAMPLES / fault["file"]) for fault in faults}  # type: ignore[attr-defined]
    missing = [fault["id"] for fault in faults if bare(fault["text"]) not in shown[fault["file"]]]  # type: ignore[attr-defined]
    assert missing == []


def test_fault_ids_are_used_once() -> None:
    ids = [fault["id"] for fault in truth(SAMPLES / "flawed.toml")["fault"]]  # type: ignore[attr-defined]
    assert len(ids) == len(set(ids))


def test_committed_pictures_are_what_the_script_draws(tmp_path: Path) -> None:
    make.write_pictures(tmp_path)
    drawn = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert drawn == {path.name: path.read_bytes() for path in (SAMPLES / "pictures").iterdir()}
