"""The public layout: elements by page, in millimetres."""

from gongwen.anatomy.recognise import recognise
from gongwen.layout import Layout, Rectangle
from gongwen.placement import place
from gongwen.placement.model import Box
from gongwen.units import Pt, from_mm
from tests.papers import draft


def made(*texts: str) -> Layout:
    paper = draft(*texts)
    return Layout.of(recognise(paper), place(paper), path="通知.docx")


def test_a_rectangle_is_in_millimetres():
    box = Box(1, from_mm(28), from_mm(37), from_mm(156), from_mm(10), from_mm(1.004), Pt(0.0))
    assert Rectangle.of(box) == Rectangle(left=28, top=37, width=156, height=10, unsure=1.0, unsure_x=0.0)


def test_every_page_has_its_type_area():
    area = made("关于开展检查的通知").pages[0].area
    assert (area.left, area.top, area.width, area.height) == (28, 37, 156, 225)


def test_an_element_over_two_pages_stands_on_both():
    pages = made("关于开展检查的通知", *["现将有关事项通知如下。"] * 19, "各县区要认真落实。" * 12, "特此通知。").pages
    assert [page.elements[0].text[:4] for page in pages] == ["关于开展", "各县区要"]
    assert pages[0].elements[-1].text == pages[1].elements[0].text


def test_the_schema_is_named():
    assert made("关于开展检查的通知").model_dump(by_alias=True)["schema"] == "gongwen.layout/1"
