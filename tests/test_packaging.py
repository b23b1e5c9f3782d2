"""What the wheel has to carry so that an installed gongwen does all that a checkout does."""

import tomllib
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from gongwen import pressed
from gongwen.bookshelf import load_rules, read_book
from gongwen.outputs import html

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"][
    "wheel"
]["force-include"]


def test_the_rule_book_ships() -> None:
    assert SHIPPED["rules"] == "gongwen/_rules"


def test_the_page_for_browsers_ships() -> None:
    files = WheelBuilder(str(ROOT)).recurse_included_files()
    assert html.TEMPLATE.relative_to(ROOT).as_posix() in {file.distribution_path for file in files}


def test_every_sample_that_an_example_changes_ships() -> None:
    files = (path.read_text(encoding="utf-8") for path in (ROOT / "rules").glob("*/*.toml"))
    examples = [
        example for text in files for rule in tomllib.loads(text).get("rule", ()) for example in rule["example"]
    ]
    bases = {example["base"] for example in examples if "base" in example}
    assert bases
    assert {f"samples/{base}.docx" for base in bases} - set(SHIPPED) == set()


def test_what_ships_exists() -> None:
    assert [name for name in SHIPPED if not (ROOT / name).exists()] == []
    assert load_rules().rules


def test_a_pressed_book_is_the_book_until_rules_or_code_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pressed, "PATH", tmp_path / "_book.pickle")
    assert pressed.pressed_book() is None
    book = read_book()
    pressed.press(book)
    assert pressed.pressed_book() == book
    monkeypatch.setattr(pressed, "PACKAGE", tmp_path)
    assert pressed.pressed_book() is None


def test_a_pressed_book_that_cannot_be_opened_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pressed, "PATH", tmp_path / "_book.pickle")
    pressed.press(read_book())
    pressed.PATH.write_bytes(pressed.PATH.read_bytes()[:-9])
    assert pressed.pressed_book() is None
