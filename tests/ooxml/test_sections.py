import pytest

from gongwen.draft import Grid
from tests.ooxml.packages import draft, p, part_xml

PAGE = (
    '<w:sectPr><w:type w:val="continuous"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1985" w:left="1588" w:header="851" w:footer="1400" w:gutter="20"/>'
    '<w:pgNumType w:fmt="numberInDash" w:start="3"/><w:cols w:num="2"/><w:titlePg/>'
    '<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-849"/></w:sectPr>'
)
HEADER, FOOTER = part_xml("hdr", p("机密")), part_xml("ftr", p("— 1 —"))


def reference(part: str, kind: str = "default") -> str:
    return f'<w:{part.rstrip("0123456789")}Reference w:type="{kind}" r:id="rId-{part}"/>'


def test_page_set_up_is_read_in_points():
    (section,) = draft(p("甲") + PAGE).sections
    assert (section.page_width, section.page_height, section.top, section.bottom) == (595.3, 841.9, 104.9, 99.25)
    assert (section.left, section.right, section.header, section.footer, section.gutter) == (79.4, 73.7, 42.55, 70, 1)
    assert (section.start, section.columns, section.title_page) == ("continuous", 2, True)
    assert (section.page_number_format, section.page_number_start) == ("numberInDash", 3)
    assert section.grid == Grid("linesAndChars", 28.95, pytest.approx(-849 / 4096))


def test_a_document_without_sections_has_words_defaults():
    (section,) = draft(p("甲")).sections
    assert (section.page_width, section.page_height, section.left, section.grid) == (612, 792, 72, Grid())


def test_strict_lengths_and_landscape_paper():
    (section,) = draft('<w:sectPr><w:pgSz w:w="29.7cm" w:h="21cm" w:orient="landscape"/></w:sectPr>').sections
    assert (section.page_width, section.landscape) == (pytest.approx(841.89, abs=0.01), True)


def test_paragraphs_know_their_section():
    found = draft(p("甲", PAGE) + p("乙") + "<w:sectPr/>")
    assert [(part.text, part.section) for part in found.paragraphs()] == [("甲", 0), ("乙", 1)]
    assert [section.index for section in found.sections] == [0, 1]


def test_headers_and_footers_are_inherited_from_the_section_before():
    first = f"<w:sectPr>{reference('header1')}{reference('footer1')}</w:sectPr>"
    last = f"<w:sectPr>{reference('footer2')}{reference('footer1', 'even')}</w:sectPr>"
    before, after = draft(
        p("甲", first) + last, header1=HEADER, footer1=FOOTER, footer2=part_xml("ftr", p("— 2 —"))
    ).sections
    assert [(kind, story.part) for kind, story in before.headers] == [("default", "header1")]
    assert [(kind, story.part) for kind, story in after.headers] == [("default", "header1")]
    assert [(kind, story.part) for kind, story in after.footers] == [("default", "footer2"), ("even", "footer1")]
    assert before.headers[0][1] is after.headers[0][1]


def test_a_header_counts_its_own_paragraphs():
    (section,) = draft(f"<w:sectPr>{reference('header1')}</w:sectPr>", header1=HEADER).sections
    (found,) = section.headers[0][1].blocks
    assert (found.address.part, found.address.path, found.text, found.section) == ("header1", "header1/p[1]", "机密", 0)


def test_a_header_belongs_to_the_first_section_that_has_it():
    _, last = draft(p("甲", "<w:sectPr/>") + f"<w:sectPr>{reference('header1')}</w:sectPr>", header1=HEADER).sections
    assert [found.section for found in last.headers[0][1].blocks] == [1]


def test_a_reference_to_nowhere_is_no_header():
    found = draft(f"<w:sectPr>{reference('header9')}</w:sectPr>")
    assert (found.sections[0].headers, found.unread) == ((), ())


def test_a_broken_header_is_named_as_unread():
    assert draft(f"<w:sectPr>{reference('header1')}</w:sectPr>", header1="<w:hdr").unread == ("word/header1.xml",)


def test_a_page_with_lines_on_three_sides_is_bordered():
    frame = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom"))
    rule = '<w:bottom w:val="single" w:sz="4"/><w:top w:val="nil"/>'
    framed, ruled = draft(
        p("甲", f"<w:sectPr><w:pgBorders>{frame}</w:pgBorders></w:sectPr>")
        + f"<w:sectPr><w:pgBorders>{rule}</w:pgBorders></w:sectPr>"
    ).sections
    assert (framed.bordered, ruled.bordered) == (True, False)


def test_columns_have_a_gap():
    first, second = draft(
        p("甲", '<w:sectPr><w:cols w:num="2" w:space="420"/></w:sectPr>') + '<w:sectPr><w:cols w:num="2"/></w:sectPr>'
    ).sections
    assert (first.columns, first.column_gap, second.column_gap) == (2, 21, 36)
