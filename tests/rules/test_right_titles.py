"""Titles are wild: every rule that reads titles is silent on these."""

import tomllib
from pathlib import Path

import pytest

from gongwen.anatomy.elements import Facts
from gongwen.bookshelf import load_rules
from gongwen.checks.base import Reading
from gongwen.checks.pattern import PatternCheck
from gongwen.rules import fact_values
from tests.shelves import paper

TITLES = tomllib.loads((Path(__file__).parent / "right_titles.toml").read_text(encoding="utf-8"))["title"]
RULES = [rule for rule in load_rules().rules if isinstance(rule.check, PatternCheck) and "title" in rule.elements]


@pytest.mark.parametrize("title", TITLES, ids=[title["text"] for title in TITLES])
def test_a_right_title_is_left_alone(title: dict[str, str]) -> None:
    facts = Facts(kind=title["kind"], form=title.get("form", "文件"), organ="政府")
    reading = Reading(paper(("title", title["text"]), facts=facts))
    rules = [rule for rule in RULES if rule.applies(fact_values(facts), stage="final")]
    assert [(rule.code, hit.found) for rule in rules for hit in rule.check.run(reading, rule.scope)] == []
