"""Patterns: compiled at installation, taken up when asked for, and the same either way."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import regex

from gongwen import patterns, pressed
from gongwen.bookshelf import read_book
from gongwen.checks.pattern import PatternCheck
from gongwen.patterns import compiled


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Keep patterns in a file of our own, none known yet."""
    path = tmp_path / "_patterns.pickle"
    monkeypatch.setattr(patterns, "PATH", path)
    monkeypatch.setattr(patterns, "_known", {})
    patterns._pressed.cache_clear()
    yield path
    patterns._pressed.cache_clear()


def begin_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do as a new process does: nothing is known, the file is read again."""
    monkeypatch.setattr(patterns, "_known", {})
    patterns._pressed.cache_clear()


def test_a_pattern_is_compiled_once(shelf: Path) -> None:
    assert compiled("甲+") is compiled("甲+")
    assert compiled("甲+", regex.MULTILINE) is not compiled("甲+")


def test_a_pressed_pattern_is_not_compiled_again(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled(r"^(?<year>\d{4})年(?<!前年)", regex.MULTILINE)
    patterns.press()
    begin_anew(monkeypatch)
    monkeypatch.setattr(regex, "compile", None)
    found = compiled(r"^(?<year>\d{4})年(?<!前年)", regex.MULTILINE).search("于\n2024年")
    assert found is not None
    assert found["year"] == "2024"


def test_without_the_file_patterns_are_compiled(shelf: Path) -> None:
    assert compiled("甲").search("乙甲")


@pytest.mark.parametrize("content", [b"", b"\x80\x05no pickle"])
def test_a_broken_file_is_passed_over(shelf: Path, content: bytes) -> None:
    shelf.write_bytes(content)
    assert compiled("甲").search("乙甲")


def test_patterns_of_another_release_of_the_library_are_passed_over(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled("甲")
    patterns.press()
    begin_anew(monkeypatch)
    monkeypatch.setattr(regex, "__version__", "0")
    assert patterns._pressed() == {}
    assert compiled("甲").search("乙甲")


def test_preparing_a_book_asks_for_its_patterns(shelf: Path) -> None:
    book = read_book()
    pressed.prepare(book)
    asked = {pattern for pattern, _ in patterns._known}
    assert {rule.check.find for rule in book.rules if isinstance(rule.check, PatternCheck)} <= asked
