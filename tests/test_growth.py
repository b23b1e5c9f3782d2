"""Time grows as the length of the text does, whatever the text: no pattern of the house takes ever longer."""

import re

import pytest
import regex

from gongwen.bookshelf import load_rules
from gongwen.rules import Rule
from tests.growth import (
    AnyPattern,
    adversarial,
    growing,
    hostile,
    module_patterns,
    steep,
    steep_masks,
    steep_modules,
    stretched,
)


@pytest.mark.parametrize("rule", load_rules().rules, ids=lambda rule: rule.code)
def test_no_pattern_of_a_rule_is_steep(rule: Rule) -> None:
    assert [str(found) for found in steep(rule)] == []


def test_no_mask_is_steep() -> None:
    assert [str(found) for found in steep_masks()] == []


def test_no_pattern_of_checks_and_anatomy_is_steep() -> None:
    assert [str(found) for found in steep_modules()] == []


@pytest.mark.parametrize(
    ("planted", "example"),
    [
        (regex.compile("(?:，[^。]*)+$"), "甲，乙"),
        (regex.compile("[一二三]+(?=年)"), "三年"),
        (regex.compile("(?<=^(?:甲|乙)[ 　]*、[ 　]*)(?:[12]|[1-9]月)$"), "甲、1"),
        (regex.compile("关于.*通知$"), "关于开会的通知"),
        (regex.compile(r"(?:\w|\d)+。"), "第8号。"),
        (regex.compile(r"\d+\s*至\s*元"), "5至 元"),
        (re.compile("（[^）]*）"), "（甲）"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.pattern,
)
def test_a_steep_pattern_is_found(planted: AnyPattern, example: str) -> None:
    assert list(growing("GW001", "find", planted, (*hostile(), *stretched(example))))


@pytest.mark.parametrize(
    ("sound", "example"),
    [
        ("，[^。]*+", "甲，乙"),
        ("(?<![一二三])[一二三]++(?=年)", "三年"),
        (r"^甲\s*+\d$", "甲 1"),
        ("关于.{0,40}?通知$", "关于开会的通知"),
        (r"(?<!\w)\w++。", "第8号。"),
        ("（[^（）]*+）", "（甲）"),
    ],
)
def test_a_sound_pattern_is_let_be(sound: str, example: str) -> None:
    assert not list(growing("GW001", "find", regex.compile(sound, regex.MULTILINE), (*hostile(), *stretched(example))))


def test_the_patterns_of_both_floors_are_measured() -> None:
    rooms = {place.rsplit(".", 2)[0] for place, _ in module_patterns()}
    assert rooms == {"gongwen.anatomy", "gongwen.checks", "gongwen.checks.code"}


def test_every_hostile_text_is_of_its_own() -> None:
    assert len(set(adversarial().values())) == len(adversarial())
