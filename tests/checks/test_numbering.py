import pytest

from gongwen.checks.numbering import NumberingCheck
from tests.shelves import hits, paper


def found(what: str, *lines: str) -> list[tuple[str, str]]:
    check = NumberingCheck.model_validate({"kind": "numbering", "what": what})
    return [(hit.found, hit.expected) for hit in hits(check, paper(*(("body", line) for line in lines)))]


WHATS = ["jump", "gap", "repeat", "restart", "mixed", "reverse"]


@pytest.mark.parametrize("what", WHATS)
def test_a_well_numbered_text_is_silent(what: str) -> None:
    lines = ("一、甲", "（一）甲", "1.甲", "2.乙", "（1）甲", "（二）乙", "二、乙", "（一）甲", "三、丙")
    assert not found(what, *lines)


@pytest.mark.parametrize("what", WHATS)
def test_a_text_may_begin_with_any_level(what: str) -> None:
    assert not found(what, "（一）甲", "1.甲", "2.乙", "（二）乙")


@pytest.mark.parametrize("what", WHATS)
def test_two_levels_may_leave_one_out_throughout(what: str) -> None:
    assert not found(what, "一、甲", "1.甲", "2.乙", "二、乙", "1.甲")


@pytest.mark.parametrize("what", WHATS)
def test_chapters_and_section_numbers_are_left_alone(what: str) -> None:
    assert not found(what, "第二章　管理", "第四章　附则", "1.1总则", "1.3附则")


def test_a_level_used_elsewhere_may_not_be_left_out() -> None:
    assert found("jump", "一、甲", "（一）甲", "1.甲", "二、乙", "1.甲") == [("1.", "第二层序数")]


def test_a_gap_is_found() -> None:
    assert found("gap", "一、甲", "三、丙") == [("三、", "二、")]


def test_a_gap_beyond_ten_is_spelt_out() -> None:
    assert found("gap", "十、甲", "十三、丙") == [("十三、", "十一、")]


def test_a_repeated_number_is_found() -> None:
    assert found("repeat", "（一）甲", "（二）乙", "（二）丙") == [("（二）", "（三）")]


def test_a_new_list_may_begin_at_one_again() -> None:
    assert not found("repeat", "1.甲", "2.乙", "另一份清单如下：", "1.甲")


def test_a_level_that_begins_with_two_is_found() -> None:
    assert found("restart", "一、甲", "（二）乙") == [("（二）", "（一）")]


def test_the_rarer_shape_is_found() -> None:
    assert found("mixed", "1.甲", "2.乙", "3、丙") == [("3、", "3.")]


def test_an_upper_level_after_a_lower_one_is_found() -> None:
    assert [marker for marker, _ in found("reverse", "1.甲", "（一）甲")] == ["（一）"]
