import pytest

from gongwen.draft import Position, Shape
from tests.ooxml.packages import draft, p, paragraph

LINE = (
    '<wps:wsp><wps:spPr><a:xfrm rot="5400000"/><a:prstGeom prst="line"/><a:ln w="25400" cmpd="thickThin">'
    '<a:solidFill><a:srgbClr val="ff0000"/></a:solidFill></a:ln></wps:spPr></wps:wsp>'
)
PLACE = (
    '<wp:positionH relativeFrom="page"><wp:posOffset>127000</wp:posOffset></wp:positionH>'
    '<wp:positionV relativeFrom="margin"><wp:align>bottom</wp:align></wp:positionV>'
)
THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:clrScheme>'
    '<a:accent1><a:srgbClr val="C00000"/></a:accent1></a:clrScheme><a:lnStyleLst><a:ln w="6350"/><a:ln w="12700"/></a:lnStyleLst>'
    "</a:themeElements></a:theme>"
)


def anchored(content: str, *, attributes: str = "", place: str = PLACE) -> str:
    return (
        f"<w:p><w:r><w:t>甲</w:t><w:drawing><wp:anchor {attributes}>{place}<wp:extent cx='5615940' cy='0'/>"
        f"<a:graphic><a:graphicData>{content}</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r></w:p>"
    )


def shape(content: str, **parts: str) -> Shape:
    return paragraph(anchored(content), **parts).shapes[0]


def box(spot: str = "", style: str = "", text: str = "") -> str:
    return f"<wps:wsp><wps:spPr>{spot}</wps:spPr>{style}<wps:txbx><w:txbxContent>{text}</w:txbxContent></wps:txbx></wps:wsp>"


def test_a_line_has_form_colour_width_compound_and_rotation():
    found = shape(LINE)
    assert (found.form, found.stroke_color, found.stroke_width, found.compound, found.rotation) == (
        "line",
        "FF0000",
        2,
        "thickThin",
        90,
    )


def test_an_anchored_shape_has_size_position_and_anchor():
    found = shape(LINE)
    assert (found.width, found.height, found.floating, found.behind, found.offset) == (442.2, 0, True, False, 1)
    assert found.position == Position(x=10, y=None, x_align=None, y_align="bottom", x_from="page", y_from="margin")


def test_without_a_position_the_column_and_the_paragraph_count():
    found = paragraph(anchored(LINE, attributes="behindDoc='1'", place="")).shapes[0]
    assert (found.behind, found.position) == (True, Position())


def test_the_text_of_a_box_is_read():
    found = shape(box('<a:prstGeom prst="rect"/>', text=p("青禾县人民政府文件")))
    assert (found.form, found.blocks[0].text) == ("rect", "青禾县人民政府文件")


def test_only_one_branch_of_an_alternative_is_read():
    drawing = f"<w:drawing><wp:inline><a:graphic><a:graphicData>{box(text=p('甲'))}</a:graphicData></a:graphic></wp:inline></w:drawing>"
    pict = f"<w:pict><v:rect><v:textbox><w:txbxContent>{p('乙')}</w:txbxContent></v:textbox></v:rect></w:pict>"
    both = f"<mc:AlternateContent><mc:Choice Requires='wps'>{drawing}</mc:Choice><mc:Fallback>{pict}</mc:Fallback></mc:AlternateContent>"
    assert [found.text for found in draft(f"<w:p><w:r>{both}</w:r></w:p>").paragraphs()] == ["", "甲"]
    unknown = both.replace("'wps'", "'nobody'")
    assert [found.text for found in draft(f"<w:p><w:r>{unknown}</w:r></w:p>").paragraphs()] == ["", "乙"]


@pytest.mark.parametrize(
    ("line", "style", "stroke"),
    [
        ("", "", (None, 0)),
        (
            "<a:ln><a:noFill/></a:ln>",
            '<wps:style><a:lnRef idx="1"><a:schemeClr val="accent1"/></a:lnRef></wps:style>',
            (None, 0),
        ),
        ("", '<wps:style><a:lnRef idx="2"><a:schemeClr val="accent1"/></a:lnRef></wps:style>', ("C00000", 1)),
        ("", '<wps:style><a:lnRef idx="0"><a:schemeClr val="accent1"/></a:lnRef></wps:style>', (None, 0)),
        ('<a:ln><a:solidFill><a:prstClr val="red"/></a:solidFill></a:ln>', "", ("FF0000", 0.75)),
        ('<a:ln w="12700"><a:gradFill><a:gs><a:srgbClr val="00ff00"/></a:gs></a:gradFill></a:ln>', "", ("00FF00", 1)),
    ],
)
def test_the_stroke_comes_from_the_line_or_the_theme(line: str, style: str, stroke: tuple[str | None, float]):
    found = shape(box(line, style), theme=THEME)
    assert (found.stroke_color, found.stroke_width) == stroke


@pytest.mark.parametrize(
    ("fill", "style", "color"),
    [
        ('<a:solidFill><a:sysClr val="window" lastClr="FFFFFF"/></a:solidFill>', "", "FFFFFF"),
        ("<a:noFill/>", '<wps:style><a:fillRef idx="1"><a:schemeClr val="accent1"/></a:fillRef></wps:style>', None),
        ("", '<wps:style><a:fillRef idx="1"><a:schemeClr val="accent1"/></a:fillRef></wps:style>', "C00000"),
    ],
)
def test_the_fill_comes_from_the_shape_or_the_theme(fill: str, style: str, color: str | None):
    assert shape(box(fill, style), theme=THEME).fill == color


def test_a_picture_names_its_part():
    picture = '<pic:pic><pic:blipFill><a:blip r:embed="rId-image"/></pic:blipFill><pic:spPr><a:xfrm rot="600000"/></pic:spPr></pic:pic>'
    found = shape(picture, image="")
    assert (found.form, found.picture, found.rotation) == ("picture", "word/media/image1.png", 10)


def test_the_members_of_a_group_stand_in_points_from_its_corner():
    group = (
        '<wpg:wgp><wpg:grpSpPr><a:xfrm><a:chOff x="100" y="0"/><a:chExt cx="1000" cy="0"/></a:xfrm></wpg:grpSpPr>'
        '<wps:wsp><wps:spPr><a:xfrm><a:off x="600" y="0"/><a:ext cx="500" cy="0"/></a:xfrm></wps:spPr></wps:wsp></wpg:wgp>'
    )
    found = shape(group)
    (member,) = found.children
    assert (found.form, member.width, member.position.x, member.position.x_from) == ("group", 221.1, 221.1, "group")
    assert member.address.path == "body/p[1]/box[1]/box[1]"


def test_an_inline_drawing_does_not_float():
    inline = f"<wp:inline><a:graphic><a:graphicData>{LINE}</a:graphicData></a:graphic></wp:inline>"
    assert not paragraph(f"<w:p><w:r><w:drawing>{inline}</w:drawing></w:r></w:p>").shapes[0].floating


def test_what_is_not_understood_is_named_as_unread():
    assert draft(anchored("<c:chart/>")).unread == ("chart",)
    assert draft(anchored("")).unread == ()


def test_a_box_says_how_far_its_text_keeps_inside():
    text = f'<wps:wsp><wps:txbx><w:txbxContent>{p("甲")}</w:txbxContent></wps:txbx><wps:bodyPr lIns="0" tIns="25400" anchor="b"/></wps:wsp>'
    found = shape(text)
    assert (found.padding, found.text_align) == ((0, 2, 7.2, 3.6), "bottom")


def test_a_drawing_says_how_text_gives_way():
    inner = f"<wp:wrapTopAndBottom/><a:graphic><a:graphicData>{LINE}</a:graphicData></a:graphic>"
    found = paragraph(f"<w:p><w:r><w:drawing><wp:anchor>{inner}</wp:anchor></w:drawing></w:r></w:p>").shapes[0]
    assert found.wrap == "topAndBottom"
