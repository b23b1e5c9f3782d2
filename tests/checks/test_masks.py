import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.checks.masks import VEIL, Mask, load_masks, pattern_spans, veil
from gongwen.checks.pattern import PatternCheck
from tests.shelves import hits, paper

MASKS = list(load_masks().values())


@pytest.mark.parametrize("mask", MASKS, ids=lambda mask: mask.name)
def test_a_mask_hides_its_examples(mask: Mask) -> None:
    assert all(list(pattern_spans(mask.name, text)) for text in mask.hides)


@pytest.mark.parametrize("mask", MASKS, ids=lambda mask: mask.name)
def test_a_mask_keeps_its_near_misses(mask: Mask) -> None:
    assert not any(list(pattern_spans(mask.name, text)) for text in mask.keeps)


def test_the_marks_of_a_quotation_stay() -> None:
    assert veil("称“甲乙”。", pattern_spans("quote", "称“甲乙”。")) == f"称“{VEIL}{VEIL}”。"


@given(st.text(alphabet="甲（）《》“”a@.\n", max_size=30), st.sampled_from([mask.name for mask in MASKS]))
def test_offsets_and_line_feeds_stay(text: str, name: str) -> None:
    hidden = veil(text, pattern_spans(name, text))
    assert [char == "\n" for char in hidden] == [char == "\n" for char in text]


def test_two_masks_work_together() -> None:
    made = paper(("body", "《甲》和（甲）及甲"))
    check = PatternCheck(kind="pattern", find="甲")
    assert [hit.start for hit in hits(check, made, "body", outside=["book_title", "brackets"])] == [8]
