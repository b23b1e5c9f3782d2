"""Floating objects stand where their anchors and offsets put them."""

import pytest

from gongwen.draft import Address, Position, Shape
from gongwen.placement import place
from gongwen.placement.model import Box
from gongwen.units import Pt, from_mm, to_mm
from tests.papers import CENTRED, FLUSH, draft, paragraph

SIDE = from_mm(42)
PATH = "body/p[2]/box[1]"
NOWHERE = Position()


def seal(position: Position = NOWHERE, **settings) -> Shape:
    return Shape(Address("body", PATH), "picture", SIDE, SIDE, position=position, **settings)


def box(shape: Shape, text: str = "示例市人民政府") -> Box:
    """Place a shape that hangs on the second of two lines."""
    return place(draft("示例", paragraph(text, form=FLUSH, shapes=[shape]))).shapes[shape.address.path]


def test_an_offset_from_the_page_counts_from_the_paper():
    found = box(seal(Position(from_mm(100), from_mm(200), x_from="page", y_from="page")))
    assert (to_mm(found.left), to_mm(found.top)) == (pytest.approx(100), pytest.approx(200))


def test_an_offset_from_the_margin_counts_from_the_type_area():
    found = box(seal(Position(from_mm(10), from_mm(20), x_from="margin", y_from="margin")))
    assert (to_mm(found.left), to_mm(found.top)) == (pytest.approx(38), pytest.approx(57))


def test_an_offset_from_the_paragraph_counts_from_its_first_line():
    found = box(seal(Position(Pt(0.0), Pt(-20.0))))
    assert found.top == pytest.approx(from_mm(37) + 28.95 - 20)


def test_an_offset_from_the_paragraph_is_as_unsure_as_the_paragraph():
    loose = paragraph("示例", form=FLUSH.__class__())
    placed = place(draft(loose, paragraph("示例", form=FLUSH, shapes=[seal()])))
    assert placed.shapes[PATH].unsure == placed.lines["body/p[2]"][0].box.unsure > 0


def test_an_offset_from_a_character_counts_from_where_it_stands():
    found = box(seal(Position(Pt(5.0), Pt(0.0), x_from="character", y_from="line"), offset=3))
    assert (found.left, found.top) == (pytest.approx(from_mm(28) + 48 + 5), pytest.approx(from_mm(37) + 28.95))


def test_a_character_on_a_later_line_takes_the_shape_along():
    found = box(seal(Position(Pt(0.0), Pt(0.0), x_from="character", y_from="line"), offset=28), "各" * 40)
    assert (found.left, found.top) == (pytest.approx(from_mm(28) + 16), pytest.approx(from_mm(37) + 2 * 28.95))


def test_an_alignment_wins_over_an_offset():
    found = box(seal(Position(Pt(5.0), Pt(5.0), "center", "bottom", "margin", "margin")))
    assert (to_mm(found.centre_x), to_mm(found.bottom)) == (pytest.approx(106), pytest.approx(262))


def test_outside_is_the_right_side_of_an_odd_page():
    assert to_mm(box(seal(Position(x_align="outside", x_from="page"))).right) == pytest.approx(210)


def test_margins_are_regions_too():
    found = box(seal(Position(x_align="right", y_align="top", x_from="leftMargin", y_from="bottomMargin")))
    assert (to_mm(found.right), to_mm(found.top)) == (pytest.approx(28), pytest.approx(262))


def test_an_inline_picture_stands_behind_the_characters_before_it():
    stamp = Shape(Address("body", PATH), "picture", Pt(20.0), Pt(10.0), floating=False, offset=2)
    assert box(stamp).left == pytest.approx(from_mm(28) + 32)


def test_an_inline_picture_makes_its_line_higher():
    stamp = Shape(Address("body", PATH), "picture", Pt(20.0), Pt(100.0), floating=False)
    placed = place(draft(paragraph("示例", form=FLUSH.__class__(), shapes=[stamp])))
    assert placed.lines["body/p[1]"][0].box.height == 100.0


def test_an_inline_picture_alone_is_centred_like_text():
    stamp = Shape(Address("body", PATH), "picture", Pt(20.0), Pt(10.0), floating=False)
    placed = place(draft(paragraph(form=CENTRED, shapes=[stamp])))
    assert to_mm(placed.shapes[PATH].centre_x) == pytest.approx(106)


def test_text_goes_on_under_what_it_keeps_clear_of():
    shape = seal(Position(Pt(0.0), Pt(0.0), y_from="margin", x_from="margin"), wrap="topAndBottom")
    placed = place(draft(paragraph("示例", form=FLUSH, shapes=[shape])))
    assert to_mm(placed.lines["body/p[1]"][0].box.top) == pytest.approx(37 + 42)


def test_text_does_not_give_way_to_what_it_does_not_wrap():
    placed = place(draft(paragraph("示例", form=FLUSH, shapes=[seal(Position(Pt(0.0), Pt(0.0)))])))
    assert to_mm(placed.lines["body/p[1]"][0].box.top) == pytest.approx(37)


def test_members_of_a_group_stand_inside_it():
    member = Shape(
        Address("body", PATH + "/box[1]"), "ellipse", Pt(10.0), Pt(10.0), position=Position(Pt(3.0), Pt(4.0))
    )
    shape = seal(Position(Pt(0.0), Pt(0.0), x_from="page", y_from="page"), children=(member,))
    placed = place(draft("示例", paragraph("示例", shapes=[shape])))
    found = placed.shapes[PATH + "/box[1]"]
    assert (found.left, found.top) == (3.0, 4.0)


def test_the_text_of_a_box_keeps_off_its_edges():
    inner = paragraph("示例", form=FLUSH, path=PATH + "/p[1]")
    shape = seal(Position(Pt(100.0), Pt(100.0), x_from="page", y_from="page"), blocks=(inner,))
    found = place(draft("示例", paragraph("示例", shapes=[shape]))).lines[PATH + "/p[1]"][0].box
    assert (found.left, found.top) == (pytest.approx(107.2), pytest.approx(103.6))


def test_the_text_of_a_box_may_stand_at_its_foot():
    inner = paragraph("示例", form=FLUSH, path=PATH + "/p[1]")
    shape = seal(Position(Pt(0.0), Pt(0.0), x_from="page", y_from="page"), blocks=(inner,), text_align="bottom")
    found = place(draft("示例", paragraph("示例", shapes=[shape]))).lines[PATH + "/p[1]"][0].box
    assert found.bottom == pytest.approx(SIDE - 3.6)
