"""What a pattern cannot match without: read out of the pattern, and true for every text."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from gongwen.bookshelf import load_rules
from gongwen.checks.base import Reading
from gongwen.checks.masks import load_masks
from gongwen.checks.needles import digest, may_match, needles_path
from gongwen.checks.pattern import PatternCheck
from gongwen.needles import needles, table
from tests.shelves import paper

PATTERNS = sorted(
    {rule.check.find for rule in load_rules().rules if isinstance(rule.check, PatternCheck)}
    | {mask.pattern for mask in load_masks().values()}
)
EXAMPLES = sorted(
    {
        text.replace("⟦", "").replace("⟧", "")
        for rule in load_rules().rules
        for example in rule.examples
        for text in (example.bad, example.good)
        if isinstance(text, str)
    }
)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("截止", [["截止"]]),
        ("截止(?=日)", [["截止"], ["日"]]),
        ("(?:今年|去年)底", [["今年", "去年"], ["底"]]),
        ("(?:甲乙|丙.丁戊)", [["丁戊", "甲乙"]]),
        ("甲?乙丙", [["乙丙"]]),
        ("甲*乙", [["乙"]]),
        ("甲{0,3}乙", [["乙"]]),
        ("甲{2,3}乙", [["甲甲"], ["乙"]]),
        ("[甲乙]{2}", [["乙", "甲"]]),
        ("甲+", [["甲"]]),
        ("(?<![甲])乙", [["乙"]]),
        (r"[，。]\d", [["。", "，"]]),
        (r"\.\d", [["."]]),
        ("[①-③]", [["①", "②", "③"]]),
        ("[-甲]", [["-", "甲"]]),
        (r"[甲\-乙]", [["-", "乙", "甲"]]),
        ("(?<year>甲)|乙", [["乙", "甲"]]),
    ],
)
def test_the_longest_certain_strings_are_read_out(pattern: str, words: list[list[str]]) -> None:
    assert list(map(list, needles(pattern))) == words


@pytest.mark.parametrize("pattern", [r"\d+", "甲|", "(?:甲)?", "[^甲]", "[一-龥]", r"\p{Han}", "(?i)a", "(?:甲|乙?)"])
def test_where_nothing_is_certain_nothing_is_said(pattern: str) -> None:
    assert needles(pattern) == ()


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_of_the_book_never_matches_without_its_needles(pattern: str) -> None:
    sets = needles(pattern)
    compiled = regex.compile(pattern, regex.MULTILINE)
    matching = [text for text in EXAMPLES if compiled.search(text)]
    assert all(any(word in text for word in words) for text in matching for words in sets)


@given(st.text(alphabet="甲乙丙[](|)?*+{}2,^-.\\d", max_size=12), st.text(alphabet="甲乙丙2d-.", max_size=8))
def test_no_pattern_matches_without_its_needles(pattern: str, text: str) -> None:
    try:
        found = regex.search(pattern, text)
    except regex.error:
        return
    if found:
        assert all(any(word in text for word in words) for words in needles(pattern))


def test_a_pattern_that_is_not_in_the_table_simply_runs() -> None:
    assert may_match("没有写进表里的", Reading(paper()).holds)


def test_a_pattern_is_spared_when_its_needles_are_missing() -> None:
    pattern = next(pattern for pattern in PATTERNS if len(needles(pattern)) == 1)
    ((word, *_),) = needles(pattern)
    assert not may_match(pattern, Reading(paper(("body", "没有"))).holds)
    assert may_match(pattern, Reading(paper(("body", f"有{word}"))).holds)


def test_digests_tell_the_patterns_apart() -> None:
    assert len({digest(pattern) for pattern in PATTERNS}) == len(PATTERNS)


def test_the_table_is_up_to_date() -> None:
    assert needles_path().read_text(encoding="utf-8") == table()
