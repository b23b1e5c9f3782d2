import pytest

from gongwen.ooxml.values import integer, is_on, length, number


@pytest.mark.parametrize("value", [None, "1", "true", "on"])
def test_a_switch_without_value_or_with_a_positive_one_is_on(value: str | None):
    assert is_on(value)


@pytest.mark.parametrize("value", ["0", "false", "off"])
def test_a_switch_with_a_negative_value_is_off(value: str):
    assert not is_on(value)


@pytest.mark.parametrize(
    ("value", "points"),
    [("240", 12), ("12pt", 12), ("2.54cm", 72), ("25.4mm", 72), ("1in", 72), ("1pc", 12), ("-20", -1), (".5in", 36)],
)
def test_lengths_are_twips_or_name_their_unit(value: str, points: float):
    assert length(value) == pytest.approx(points)


@pytest.mark.parametrize("value", [None, "", "abc", "nan", "inf", "1e300", "12 furlongs", "9" * 400])
def test_what_is_no_length_is_none(value: str | None):
    assert length(value) is None


def test_a_percent_sign_is_dropped():
    assert number("50%") == 50


def test_a_whole_number_is_cut_not_rounded():
    assert integer("2.9") == 2
