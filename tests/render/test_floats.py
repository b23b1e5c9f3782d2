from gongwen.ooxml.package import Package
from gongwen.ooxml.reader import read
from gongwen.render.copies import settle
from tests.ooxml.packages import docx, p, part_xml

STYLED = '<w:pStyle w:val="imprint"/>'
STYLES = part_xml(
    "styles",
    '<w:style w:type="paragraph" w:styleId="imprint"><w:pPr><w:framePr w:yAlign="bottom"/>'
    '<w:pBdr><w:top w:val="single" w:sz="8"/></w:pBdr></w:pPr></w:style>',
)
PAGE = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:left="1588" w:right="1474"/></w:sectPr>'
TABLE = (
    '<w:tbl><w:tblPr>{}<w:tblW w:w="8844" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="8844"/></w:tblGrid>'
    '<w:tr><w:tc><w:tcPr><w:tcW w:w="8844" w:type="dxa"/></w:tcPr>{}</w:tc></w:tr></w:tbl>'
)
FLOATING = '<w:tblpPr w:tblpYSpec="bottom"/>'
TABBED = p("印发", '<w:tabs><w:tab w:val="right" w:pos="8564"/></w:tabs>')


def settled(body, **parts):
    return read(Package.open(settle(docx(body, **parts))))


def test_paragraphs_framed_by_a_style_are_framed_themselves_without_its_borders():
    first, second = settled(p("抄送", STYLED) + p("印发", STYLED), styles=STYLES).blocks
    assert first.format.frame.y_align == second.format.frame.y_align == "bottom"
    assert first.format.borders.top is None


def test_what_is_but_a_line_in_a_frame_is_filled_with_its_colour():
    framed = '<w:framePr w:yAlign="bottom"/>'
    line = '<w:pBdr><w:top w:val="single" w:sz="8" w:color="{}"/></w:pBdr><w:spacing w:line="20" w:lineRule="exact"/>'
    red, black, text = settled(
        "".join((p("", framed + line.format("FF0000")), p("", framed + line.format("auto")), p("印发", framed)))
    ).blocks
    assert [found.format.shading for found in (red, black, text)] == ["FF0000", "000000", None]
    assert [found.format.borders.top for found in (red, black, text)] == [None] * 3


def test_a_floating_table_becomes_narrower_than_the_text():
    assert settled(TABLE.format(FLOATING, TABBED) + PAGE).blocks[0].width == 8484 / 20


def test_tab_stops_in_it_keep_their_distance_from_the_right():
    cell = settled(TABLE.format(FLOATING, TABBED) + PAGE).blocks[0].rows[0].cells[0]
    assert cell.blocks[0].format.tabs == ((8204 / 20, "right"),)


def test_a_table_in_the_text_keeps_its_width():
    assert settled(TABLE.format("", TABBED) + PAGE).blocks[0].width == 8844 / 20
