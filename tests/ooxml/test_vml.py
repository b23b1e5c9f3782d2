import pytest

from gongwen.draft import Position, Shape
from tests.ooxml.packages import draft, p, paragraph


def shape(element: str, **parts: str) -> Shape:
    return paragraph(f"<w:p><w:r><w:pict>{element}</w:pict></w:r></w:p>", **parts).shapes[0]


def stroke(element: str) -> tuple[str | None, float, str]:
    found = shape(element)
    return found.stroke_color, found.stroke_width, found.compound


@pytest.mark.parametrize(
    ("element", "form"),
    [
        ("<v:line/>", "line"),
        ("<v:rect/>", "rect"),
        ("<v:roundrect/>", "rect"),
        ("<v:oval/>", "ellipse"),
        ("<v:shape/>", "other"),
        ('<v:shape type="#_x0000_t202"/>', "rect"),
        ('<v:shape type="#_x0000_t32"/>', "line"),
        ('<v:shape type="#_x0000_t999"/>', "other"),
        ('<v:shape><v:imagedata r:id="x"/></v:shape>', "picture"),
        ("<v:group/>", "group"),
    ],
)
def test_form(element: str, form: str):
    assert shape(element).form == form


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        ("<v:line/>", ("000000", 0.75, "sng")),
        ('<v:line strokecolor="red" strokeweight="2.25pt"/>', ("FF0000", 2.25, "sng")),
        ('<v:line strokecolor="#f00 [3]"/>', ("FF0000", 0.75, "sng")),
        ('<v:line><v:stroke color="#FF0000" weight="2pt" linestyle="thickThin"/></v:line>', ("FF0000", 2, "thickThin")),
        ('<v:rect stroked="f"/>', (None, 0, "sng")),
        ('<v:rect><v:stroke on="f"/></v:rect>', (None, 0, "sng")),
        ('<v:shape><v:imagedata r:id="x"/></v:shape>', (None, 0, "sng")),
    ],
)
def test_stroke_from_the_element_or_its_child(element: str, expected: tuple[str | None, float, str]):
    assert stroke(element) == expected


def test_size_and_position_come_from_the_style():
    found = shape(
        '<v:rect style="position:absolute;margin-left:-0.15pt;margin-top:1cm;width:442pt;height:1in;z-index:-1;rotation:90;'
        'mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical-relative:page"/>'
    )
    assert (found.width, found.height, found.floating, found.behind, found.rotation) == (442, 72, True, True, 90)
    assert found.position == Position(-0.15, pytest.approx(28.3465, abs=1e-3), "center", None, "margin", "page")


def test_words_of_vml_are_told_in_those_of_drawingml():
    found = shape('<v:rect style="position:absolute;mso-position-horizontal:absolute"/>').position
    assert (found.x_align, found.x_from, found.y_from) == (None, "column", "paragraph")


def test_a_line_runs_between_its_ends():
    found = shape('<v:line from="10pt,20pt" to="452pt,20pt" style="position:absolute"/>')
    assert (found.width, found.height, found.position.x, found.position.y) == (442, 0, 10, 20)


def test_an_inline_shape_does_not_float():
    assert not shape('<v:rect style="width:10pt;height:10pt"/>').floating


def test_fill():
    assert shape('<v:rect fillcolor="white"/>').fill == "FFFFFF"
    assert shape('<v:rect fillcolor="white" filled="f"/>').fill is None


def test_the_text_of_a_box_is_read():
    assert (
        shape(f"<v:shape><v:textbox><w:txbxContent>{p('云溪县')}</w:txbxContent></v:textbox></v:shape>").blocks[0].text
        == "云溪县"
    )


def test_a_picture_names_its_part():
    assert shape('<v:shape><v:imagedata r:id="rId-image"/></v:shape>', image="").picture == "word/media/image1.png"


def test_members_of_a_group_are_scaled_to_points():
    found = shape(
        '<v:group style="width:200pt;height:100pt" coordsize="2000,1000" coordorigin="100,0">'
        '<v:rect style="left:600;top:0;width:500;height:100"/><v:line from="100,0" to="2100,0"/></v:group>'
    )
    rect, line = found.children
    assert (rect.width, rect.height, rect.position.x, rect.address.path) == (50, 10, 50, "body/p[1]/box[1]/box[1]")
    assert (line.form, line.width, line.position.x) == ("line", 200, 0)


def test_word_art_is_named_as_unread():
    assert draft('<w:p><w:r><w:pict><v:shape><v:textpath string="红头"/></v:shape></w:pict></w:r></w:p>').unread == (
        "wordArt",
    )


def test_a_box_says_how_text_gives_way_and_how_far_it_keeps_inside():
    found = shape(
        '<v:shape style="position:absolute;v-text-anchor:middle"><w10:wrap type="topAndBottom"/>'
        '<v:textbox inset="1pt,,3pt"><w:txbxContent><w:p/></w:txbxContent></v:textbox></v:shape>'
    )
    assert (found.wrap, found.padding, found.text_align) == ("topAndBottom", (1, 3.6, 3, 3.6), "center")


def test_a_shape_that_says_nothing_lets_text_pass():
    assert shape("<v:rect/>").wrap == "none"
