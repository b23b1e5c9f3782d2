from lxml import etree

from gongwen.layout import Layout
from gongwen.outputs.drawing import draw
from tests.outputs.test_layout import DOUBTFUL, SURE, layout

SVG = "{http://www.w3.org/2000/svg}"


def drawn(made: Layout) -> etree._Element:
    return etree.fromstring(draw(made))


def test_one_unit_is_a_millimetre():
    assert drawn(layout()).get("viewBox") == "0 0 234 319"


def test_a_page_shows_paper_and_type_area():
    assert [found.get("class") for found in drawn(layout()).iter(f"{SVG}rect")] == ["sheet", "area"]


def test_an_element_stands_at_its_place_under_its_name():
    root = drawn(layout(SURE))
    assert [found.get("x") for found in root.iter(f"{SVG}rect")][-1] == "60"
    assert "标题" in [found.text for found in root.iter(f"{SVG}text")]


def test_what_is_unsure_is_dashed_and_says_how_much():
    root = drawn(layout(DOUBTFUL))
    assert [found.get("class") for found in root.iter(f"{SVG}rect")][-1] == "element unsure"
    assert "成文日期±10" in [found.text for found in root.iter(f"{SVG}text")]


def test_signs_of_markup_and_control_characters_do_no_harm():
    text = SURE.model_copy(update={"text": "<通知>&\x0b\n"})
    assert [found.text for found in drawn(layout(text)).iter(f"{SVG}title")] == ["<通知>&  "]
