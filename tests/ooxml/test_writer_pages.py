"""Sections, footers and drawn lines."""

import pytest

from gongwen.edits import FooterLine, RunChange, SectionChange, SetFooters, SetSection, SetStroke
from gongwen.ooxml.package import Package
from gongwen.ooxml.writer import Written, write
from gongwen.units import from_mm
from tests.golden import SAMPLES
from tests.ooxml.edited import draft_of, members
from tests.ooxml.packages import docx, p, pack, part_xml
from tests.ooxml.schema import faults

LOOK = RunChange(han_font="宋体", latin_font="宋体", size=14.0)
LINES = (
    FooterLine("default", "right", 1.0, "— ", " —", LOOK),
    FooterLine("even", "left", 1.0, "— ", " —", LOOK),
)
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
FULL = (
    "<w:sectPr><w:headerReference w:type='default' r:id='rId-header1'/><w:footerReference w:type='default' r:id='rId-footer1'/>"
    "<w:pgSz w:w='12240' w:h='15840' w:code='1'/><w:pgBorders><w:top w:val='single'/></w:pgBorders>"
    "<w:pgNumType w:start='3'/><w:cols w:num='2' w:equalWidth='0'><w:col w:w='100'/></w:cols></w:sectPr>"
)


def package(body: str, **parts: str) -> bytes:
    return pack(dict(members(docx(body, **parts))) | {"[Content_Types].xml": TYPES})


def edited(data: bytes, *edits) -> Written:
    result = write(Package.open(data), edits)
    assert faults(result.data) == []
    return result


def section(body: str, change: SectionChange):
    return draft_of(edited(docx(body), SetSection(0, change)).data).sections[0]


def stories(data: bytes, index: int = 0) -> dict[str, str]:
    found = draft_of(data).sections[index]
    return {
        f"{kind} {page}": story.blocks[0].text
        for kind in ("header", "footer")
        for page, story in getattr(found, f"{kind}s")
    }


def test_paper_and_margins_are_set_and_the_rest_stays():
    change = SectionChange(page_width=from_mm(210), page_height=from_mm(297), top=from_mm(37), left=from_mm(28))
    found = section(p("甲") + FULL, change)
    assert (found.page_width, found.page_height, found.top, found.left) == (595.3, 841.9, 104.9, 79.35)
    assert (found.right, found.columns, found.bordered, found.page_number_start) == (72, 2, False, 3)


def test_the_number_of_a_paper_kind_goes_with_its_size():
    data = edited(docx(p("甲") + FULL), SetSection(0, SectionChange(page_width=595.3))).data
    assert b"w:code" not in Package.open(data).part("word/document.xml")


def test_columns_frames_and_restarts_are_taken_away():
    data = edited(docx(p("甲") + FULL), SetSection(0, SectionChange(columns=1, bordered=False, restart=False))).data
    source = Package.open(data).part("word/document.xml").decode()
    assert '<w:cols w:num="1"/>' in source
    assert all(f"<w:{name}" not in source for name in ("pgBorders", "pgNumType", "col "))


@pytest.mark.parametrize(
    ("grid", "change", "kind"),
    [
        ("", SectionChange(line_pitch=28.95), ("lines", 28.95, 0)),
        ("", SectionChange(line_pitch=28.95, char_space=-0.25), ("linesAndChars", 28.95, -0.25)),
        ("<w:docGrid w:type='lines' w:linePitch='312'/>", SectionChange(char_space=-0.25), ("linesAndChars", 15.6, -0.25)),
        ("<w:docGrid w:type='snapToChars' w:linePitch='312'/>", SectionChange(line_pitch=28.95), ("snapToChars", 28.95, 0)),
    ],
)  # fmt: skip
def test_the_grid_is_set(grid: str, change: SectionChange, kind: tuple[str, float, float]):
    found = section(f"{p('甲')}<w:sectPr>{grid}</w:sectPr>", change).grid
    assert (found.kind, found.line_pitch, round(found.char_space, 3)) == kind


def test_a_title_page_is_switched_on_and_off():
    assert section(p("甲") + "<w:sectPr/>", SectionChange(title_page=True)).title_page
    assert not section(p("甲") + "<w:sectPr><w:titlePg/></w:sectPr>", SectionChange(title_page=False)).title_page


def test_a_document_without_a_section_gets_one():
    assert section(p("甲"), SectionChange(title_page=True)).title_page


def test_the_section_meant_is_the_one_changed():
    body = p("甲", "<w:sectPr/>") + p("乙") + "<w:sectPr/>"
    found = draft_of(edited(docx(body), SetSection(1, SectionChange(columns=2))).data).sections
    assert [one.columns for one in found] == [1, 2]
    assert write(Package.open(docx(body)), [SetSection(2, SectionChange(columns=2))]).refused[0][1].startswith("找不到")


def test_footers_with_page_numbers_replace_those_of_the_same_pages():
    result = edited((SAMPLES / "notice.docx").read_bytes(), SetFooters(LINES))
    found = draft_of(result.data).sections[0]
    odd, even = (dict(found.footers)[page].blocks[0] for page in ("default", "even"))
    assert (odd.text, odd.format.align, odd.format.right.chars) == ("— 1 —", "right", 1)
    assert (even.text, even.format.align, even.format.left.chars) == ("— 1 —", "left", 1)
    assert [(span.instruction, span.start, span.end) for span in odd.fields] == [("PAGE", 2, 3)]
    assert {(run.format.han_font, run.format.size) for run in odd.runs} == {("宋体", 14)}
    assert faults(result.data, ("word/footer3.xml", "word/footer4.xml")) == []


def test_every_section_gets_the_footers_and_the_title_page_stays_as_it_is():
    own = "<w:sectPr><w:footerReference w:type='default' r:id='rId-footer1'/><w:titlePg/></w:sectPr>"
    body = p("甲", own) + p("乙") + own
    data = edited(package(body, footer1=part_xml("ftr", p("旧"))), SetFooters(LINES[:1])).data
    assert [stories(data, index) for index in (0, 1)] == [{"footer default": "— 1 —"}] * 2
    assert [one.title_page for one in draft_of(data).sections] == [True, True]
    assert draft_of(data).even_and_odd is False


def test_footers_of_other_pages_stay():
    own = "<w:sectPr><w:footerReference w:type='first' r:id='rId-footer1'/></w:sectPr>"
    data = edited(package(p("甲") + own, footer1=part_xml("ftr", p("首页"))), SetFooters(LINES)).data
    assert stories(data) == {"footer default": "— 1 —", "footer even": "— 1 —", "footer first": "首页"}


@pytest.mark.parametrize("settings", [{}, {"settings": part_xml("settings", "<w:zoom/><w:compat/>")}])
def test_even_pages_are_parted_and_keep_the_header_they_had(settings: dict[str, str]):
    parts = {"header1": part_xml("hdr", p("页眉")), "footer1": part_xml("ftr", p("旧")), **settings}
    data = edited(package(p("甲") + FULL, **parts), SetFooters(LINES)).data
    assert draft_of(data).even_and_odd
    assert stories(data) == {
        "header default": "页眉",
        "header even": "页眉",
        "footer default": "— 1 —",
        "footer even": "— 1 —",
    }


def test_even_headers_in_use_stay_as_they_are():
    settings = part_xml("settings", "<w:evenAndOddHeaders/>")
    own = "<w:sectPr><w:headerReference w:type='even' r:id='rId-header1'/></w:sectPr>"
    data = edited(package(p("甲") + own, header1=part_xml("hdr", p("双页")), settings=settings), SetFooters(LINES)).data
    assert stories(data)["header even"] == "双页"


LINE = "<w:p><w:r><w:pict>{}</w:pict></w:r></w:p>"
VML = "<v:line from='10pt,20pt' to='110pt,20pt' strokecolor='black' strokeweight='1pt'/>"
GROUP = f"<v:group style='width:100pt;height:100pt' coordsize='100,100'>{VML}</v:group>"


def shape(data: bytes):
    return draft_of(data).blocks[0].shapes[0]


def test_a_vml_line_is_recoloured_thickened_and_lengthened():
    edit = SetStroke("body", "body/p[1]/box[1]", color="FF0000", length=442.2, width=1.5)
    found = shape(edited(docx(LINE.format(VML)), edit).data)
    assert (found.stroke_color, found.stroke_width, round(found.width, 1), found.position.x) == (
        "FF0000",
        1.5,
        442.2,
        10,
    )


def test_the_longer_side_is_the_length():
    upright = "<v:rect style='width:2pt;height:50pt'/>"
    found = shape(edited(docx(LINE.format(upright)), SetStroke("body", "body/p[1]/box[1]", length=80.0)).data)
    assert (found.width, found.height) == (2, 80)


def test_a_line_in_a_group_changes_its_colour_but_not_its_length():
    member = "body/p[1]/box[1]/box[1]"
    result = edited(
        docx(LINE.format(GROUP)), SetStroke("body", member, color="FF0000"), SetStroke("body", member, length=9.0)
    )
    assert shape(result.data).children[0].stroke_color == "FF0000"
    assert [reason[:10] for _, reason in result.refused] == ["这条线在组合图形里，"]


@pytest.mark.parametrize("path", ["body/p[1]/box[1]", "body/p[1]/box[3]"])
def test_what_is_no_line_is_refused(path: str):
    result = write(Package.open(docx(LINE.format(GROUP))), [SetStroke("body", path, color="FF0000")])
    assert (result.done, len(result.refused)) == ((), 1)
