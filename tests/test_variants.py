"""A changed sample stays what it was, but for the change."""

import pytest

from gongwen.anatomy.elements import Element
from gongwen.errors import ConfigError
from gongwen.units import to_mm
from gongwen.variants import sample
from tests.shelves import varied


def names(change: dict[str, object]) -> list[str]:
    return [element.name for element in varied("notice", change).elements]


NAMES = [element.name for element in sample("notice").elements]


def first(name: str, change: dict[str, object]) -> Element:
    found = varied("notice", {"element": name, **change}).first(name)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"element": "title", "size": "五号", "font": "宋体", "align": "left"},
        {"element": "body", "first": 0, "line": 20},
        {"element": "date", "right": 0, "align": "left"},
        {"element": "recipients", "above": 3},
        {"page": {"top": 25.4, "columns": 2}},
        {"element": "red_line", "color": "000000"},
    ],
)
def test_elements_stay_what_they_were(change: dict[str, object]) -> None:
    assert names(change) == NAMES


def test_a_format_reaches_the_whole_element() -> None:
    assert {form.han_font for _, form in first("title", {"font": "黑体"}).formats()} == {"黑体"}


def test_a_text_is_replaced() -> None:
    assert first("date", {"text": "2024年05月06日"}).text == "2024年05月06日"


def test_an_element_is_removed() -> None:
    assert "printer" not in names({"element": "printer", "remove": True})


def test_a_line_is_removed() -> None:
    assert "red_line" not in names({"element": "red_line", "remove": True})


def test_an_element_is_inserted() -> None:
    after = names({"insert": ["note", "（此件公开发布）"], "after": "date"})
    assert after[after.index("note") - 1] == "date"


def test_an_element_is_moved() -> None:
    after = names({"element": "date", "before": "signature"})
    assert after.index("date") < after.index("signature")


def test_the_page_is_set_in_millimetres() -> None:
    assert round(to_mm(varied("notice", {"page": {"top": 25.4}}).draft.sections[0].top), 1) == 25.4


@pytest.mark.parametrize("change", [{"element": "name_stamp", "remove": True}, {"element": "title", "which": 9}])
def test_an_element_the_sample_has_not_is_a_mistake(change: dict[str, object]) -> None:
    with pytest.raises(ConfigError, match="样张里没有要素"):
        varied("notice", change)
