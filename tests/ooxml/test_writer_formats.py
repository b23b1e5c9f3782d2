import pytest

from gongwen.draft import Border
from gongwen.edits import (
    ParagraphChange,
    RunChange,
    SetBorder,
    SetParagraphFormat,
    SetRunFormat,
    Span,
)
from gongwen.ooxml.package import Package
from gongwen.ooxml.writer import write
from tests.ooxml.edited import draft_of
from tests.ooxml.packages import docx, p, part_xml
from tests.ooxml.schema import faults

WHOLE = Span("body", "body/p[1]", 0, 2)
THEMED = (
    '<w:rFonts w:hint="eastAsia" w:ascii="A" w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" '
    'w:eastAsiaTheme="minorEastAsia" w:cstheme="minorBidi"/><w:color w:val="FF0000" w:themeColor="accent1" w:themeTint="99"/>'
)


INDENTS = (
    'w:hangingChars="300" w:hanging="9"',
    'w:firstLineChars="100" w:firstLine="9"',
    'w:start="40" w:startChars="10"',
)


def default_style(properties: str) -> str:
    style = f'<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:pPr>{properties}</w:pPr></w:style>'
    return part_xml("styles", style)


def source(data: bytes) -> str:
    return Package.open(data).part("word/document.xml").decode()


def styled(change: RunChange, properties: str = "", *, mark: bool = False) -> bytes:
    body = f"<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>甲乙</w:t></w:r></w:p>"
    data = write(Package.open(docx(body)), [SetRunFormat(WHOLE, change, mark)]).data
    assert faults(data) == []
    return data


def shaped(change: ParagraphChange, properties: str = "", **parts: str):
    data = write(Package.open(docx(p("甲乙", properties), **parts)), [SetParagraphFormat(WHOLE, change)]).data
    assert faults(data) == []
    return data


def format_of(data: bytes):
    return draft_of(data).blocks[0].format


def test_fonts_replace_theme_fonts_and_keep_the_hint():
    written = source(styled(RunChange(han_font="仿宋", latin_font="Times New Roman"), THEMED))
    assert (
        '<w:rFonts w:hint="eastAsia" w:ascii="Times New Roman" w:eastAsia="仿宋" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
        in written
    )
    assert 'w:themeColor="accent1"' in written


def test_a_han_font_leaves_the_latin_one_alone():
    assert 'w:asciiTheme="minorHAnsi"' in source(styled(RunChange(han_font="仿宋"), THEMED))


@pytest.mark.parametrize(
    ("change", "written"),
    [
        (RunChange(size=10.5), '<w:sz w:val="21"/><w:szCs w:val="21"/>'),
        (RunChange(bold=True), "<w:b/><w:bCs/>"),
        (RunChange(bold=False), '<w:b w:val="0"/><w:bCs w:val="0"/>'),
        (RunChange(italic=False), '<w:i w:val="0"/><w:iCs w:val="0"/>'),
        (RunChange(underline=True), '<w:u w:val="single"/>'),
        (RunChange(underline=False), '<w:u w:val="none"/>'),
        (RunChange(highlight=False), '<w:highlight w:val="none"/>'),
        (RunChange(hidden=True), "<w:vanish/>"),
        (RunChange(color="auto"), '<w:color w:val="auto"/>'),
        (RunChange(scale=80.0), '<w:w w:val="80"/>'),
        (RunChange(spacing=-0.5), '<w:spacing w:val="-10"/>'),
    ],
)
def test_a_look_is_written_and_replaces_what_said_otherwise(change: RunChange, written: str):
    other = (
        '<w:b/><w:i/><w:vanish w:val="0"/><w:color w:val="FF0000" w:themeColor="accent1"/><w:spacing w:val="5"/><w:w w:val="50"/>'
        '<w:sz w:val="9"/><w:szCs w:val="9"/><w:highlight w:val="red"/><w:u w:val="wave" w:color="FF0000"/>'
    )
    for properties in ("", other):
        assert written in source(styled(change, properties))


def test_the_mark_is_changed_only_when_asked():
    assert draft_of(styled(RunChange(bold=True))).blocks[0].mark.bold is False
    assert draft_of(styled(RunChange(bold=True), mark=True)).blocks[0].mark.bold is True


def test_indents_are_written_in_characters_and_points():
    written = source(shaped(ParagraphChange(left=1, right=2, first=2, char=14.0)))
    assert (
        '<w:ind w:leftChars="100" w:left="280" w:rightChars="200" w:right="560" w:firstLineChars="200" w:firstLine="560"/>'
        in written
    )


def test_an_indent_of_nothing_cancels_that_of_the_style():
    styles = default_style('<w:ind w:firstLineChars="200" w:leftChars="300"/>')
    found = format_of(shaped(ParagraphChange(first=0, left=0), styles=styles))
    assert (found.first.width(16), found.left.width(16)) == (0, 0)


@pytest.mark.parametrize("stated", ['w:beforeLines="100" w:before="5"', 'w:beforeAutospacing="1"', ""])
def test_space_before_wins_over_its_twins(stated: str):
    styles = default_style('<w:spacing w:beforeLines="50" w:afterAutospacing="1"/>')
    found = format_of(shaped(ParagraphChange(before=20.0, after=0.0), f"<w:spacing {stated}/>", styles=styles))
    assert (found.before, found.before_lines, found.after) == (20, None, 0)


def test_an_exact_line_and_switches_are_written():
    found = format_of(shaped(ParagraphChange(line=28.95, page_break_before=True, kinsoku=False, whole_words=False)))
    assert (found.line, found.line_rule, found.page_break_before, found.kinsoku, found.whole_words) == (
        28.95, "exact", True, False, False,
    )  # fmt: skip


STOP = (428.2, "right")
TAB = '<w:tab w:val="{}" w:pos="{}"/>'


def test_tab_stops_take_the_place_of_those_there_were_even_in_a_style():
    styles = default_style(f"<w:tabs>{TAB.format('center', 4000)}{TAB.format('left', 8564)}</w:tabs>")
    data = shaped(ParagraphChange(tabs=(STOP,)), f"<w:tabs>{TAB.format('left', 420)}</w:tabs>", styles=styles)
    assert format_of(data).tabs == (STOP,)
    assert "".join([TAB.format("clear", 420), TAB.format("clear", 4000), TAB.format("right", 8564)]) in source(data)


def test_a_stop_of_the_style_that_a_paragraph_had_cleared_stays_away():
    styles = default_style(f"<w:tabs>{TAB.format('center', 4000)}</w:tabs>")
    data = shaped(ParagraphChange(tabs=(STOP,)), f"<w:tabs>{TAB.format('clear', 4000)}</w:tabs>", styles=styles)
    assert format_of(data).tabs == (STOP,)


def test_no_tab_stops_are_none():
    assert format_of(shaped(ParagraphChange(tabs=()), f"<w:tabs>{TAB.format('left', 420)}</w:tabs>")).tabs == ()
    assert "w:tabs" not in source(shaped(ParagraphChange(tabs=())))


def test_tab_stops_stand_between_borders_and_indents():
    data = shaped(ParagraphChange(tabs=(STOP,)), '<w:pBdr><w:top w:val="single"/></w:pBdr><w:ind w:left="20"/>')
    assert f"</w:pBdr><w:tabs>{TAB.format('right', 8564)}</w:tabs><w:ind" in source(data)


def test_a_border_is_drawn_in_its_place_and_others_stay():
    stated = '<w:pBdr><w:top w:val="single" w:sz="4" w:color="auto"/><w:between w:val="single" w:sz="4"/></w:pBdr>'
    edit = SetBorder(WHOLE, "bottom", "thinThickSmallGap", 2.25, "FF0000")
    data = write(Package.open(docx(p("甲乙", stated))), [edit]).data
    borders = format_of(data).borders
    assert faults(data) == []
    assert borders.bottom == Border("thinThickSmallGap", 2.25, "FF0000", 1.0)
    assert (borders.top, borders.between) == (Border("single", 0.5, None), Border("single", 0.5, None))


def test_a_paragraph_without_properties_gets_them():
    data = write(
        Package.open(docx("<w:p/>")), [SetParagraphFormat(Span("body", "body/p[1]"), ParagraphChange(align="center"))]
    ).data
    assert format_of(data).align == "center"


def test_part_of_a_run_is_changed_and_the_rest_keeps_its_look():
    edits = [SetRunFormat(Span("body", "body/p[1]", 1, 2), RunChange(bold=True))]
    found = draft_of(write(Package.open(docx(p("甲乙丙"))), edits).data).blocks[0]
    assert [(run.text, run.format.bold) for run in found.runs] == [("甲", False), ("乙", True), ("丙", False)]
