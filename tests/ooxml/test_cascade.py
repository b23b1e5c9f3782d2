import pytest

from gongwen.draft import Borders, Indent, Paragraph, ParagraphFormat, RunFormat
from tests.ooxml.packages import NAMESPACES, draft, p, paragraph, part_xml, run

THEME = (
    f"<a:theme {NAMESPACES}><a:themeElements><a:clrScheme><a:dk1><a:sysClr val='windowText' lastClr='000000'/></a:dk1>"
    "<a:accent1><a:srgbClr val='4472c4'/></a:accent1><a:hlink><a:srgbClr val='0563C1'/></a:hlink></a:clrScheme>"
    "<a:fontScheme><a:majorFont><a:latin typeface='Cambria'/><a:ea typeface='方正小标宋简体'/></a:majorFont>"
    "<a:minorFont><a:latin typeface='Calibri'/><a:ea typeface=''/><a:font script='Jpan' typeface='游明朝'/>"
    "<a:font script='Hans' typeface='等线'/><a:font script='Hant' typeface='新細明體'/></a:minorFont></a:fontScheme>"
    "</a:themeElements></a:theme>"
)


def styles(*definitions: str, defaults: str = "") -> str:
    return part_xml("styles", f"<w:docDefaults>{defaults}</w:docDefaults>{''.join(definitions)}")


def style(style_id: str, content: str, *, kind: str = "paragraph", default: bool = False) -> str:
    return f'<w:style w:type="{kind}" w:styleId="{style_id}" w:default="{int(default)}"><w:name w:val="{style_id}"/>{content}</w:style>'


def run_format(properties: str, paragraph_properties: str = "", **parts: str) -> RunFormat:
    return (
        paragraph(f"<w:p><w:pPr>{paragraph_properties}</w:pPr>{run('通知', properties)}</w:p>", **parts).runs[0].format
    )


def paragraph_format(properties: str, **parts: str) -> ParagraphFormat:
    return paragraph(p("通知", properties), **parts).format


def test_nothing_said_gives_words_defaults():
    assert run_format("") == RunFormat()
    assert paragraph_format("") == ParagraphFormat()


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ('<w:sz w:val="32"/>', RunFormat(size=16)),
        ('<w:sz w:val="16pt"/>', RunFormat(size=16)),
        ('<w:sz w:val="0"/>', RunFormat()),
        ('<w:rFonts w:eastAsia="仿宋_GB2312" w:ascii="Times New Roman"/>', RunFormat("仿宋_GB2312", "Times New Roman")),
        ('<w:rFonts w:eastAsia="宋体;SimSun"/>', RunFormat("宋体")),
        ('<w:rFonts w:eastAsia=" ; SimSun"/>', RunFormat("SimSun")),
        ('<w:rFonts w:hAnsi="Arial"/>', RunFormat(latin_font="Arial")),
        ('<w:rFonts w:hint="eastAsia"/>', RunFormat()),
        ("<w:b/><w:i/>", RunFormat(bold=True, italic=True)),
        ('<w:b w:val="0"/>', RunFormat()),
        ("<w:dstrike/>", RunFormat(strike=True)),
        ("<w:vanish/>", RunFormat(hidden=True)),
        ('<w:u w:val="single"/>', RunFormat(underline="single")),
        ('<w:u w:val="none"/>', RunFormat()),
        ('<w:color w:val="ff0000"/>', RunFormat(color="FF0000")),
        ('<w:color w:val="auto"/>', RunFormat()),
        ('<w:highlight w:val="yellow"/>', RunFormat(highlight="yellow")),
        ('<w:shd w:val="clear" w:fill="D9D9D9"/>', RunFormat(shading="D9D9D9")),
        ('<w:w w:val="66"/><w:spacing w:val="-20"/>', RunFormat(scale=66, spacing=-1)),
        ('<w:w w:val="66%"/>', RunFormat(scale=66)),
        ('<w:vertAlign w:val="superscript"/>', RunFormat(vertical="superscript")),
    ],
)
def test_direct_run_property(properties: str, expected: RunFormat):
    assert run_format(properties) == expected


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ('<w:jc w:val="both"/>', ParagraphFormat(align="justify")),
        ('<w:jc w:val="end"/>', ParagraphFormat(align="right")),
        ('<w:jc w:val="thaiDistribute"/>', ParagraphFormat(align="distribute")),
        ('<w:ind w:firstLine="640" w:firstLineChars="200"/>', ParagraphFormat(first=Indent(32, 2))),
        ('<w:ind w:firstLine="640" w:firstLineChars="0"/>', ParagraphFormat(first=Indent(32))),
        ('<w:ind w:hanging="640"/>', ParagraphFormat(first=Indent(-32))),
        ('<w:ind w:start="320" w:end="160"/>', ParagraphFormat(left=Indent(16), right=Indent(8))),
        ('<w:ind w:startChars="100" w:rightChars="400"/>', ParagraphFormat(left=Indent(chars=1), right=Indent(chars=4))),
        (
            '<w:ind w:left="1280" w:leftChars="200" w:hanging="640" w:hangingChars="200"/>',
            ParagraphFormat(left=Indent(64, 4), first=Indent(-32, -2)),
        ),
        (
            '<w:ind w:left="960" w:leftChars="100" w:hanging="640"/>',
            ParagraphFormat(left=Indent(48), first=Indent(-32)),
        ),
        ('<w:spacing w:line="579" w:lineRule="exact"/>', ParagraphFormat(line=28.95, line_rule="exact")),
        ('<w:spacing w:line="360"/>', ParagraphFormat(line=1.5)),
        ('<w:spacing w:line="300" w:lineRule="atLeast"/>', ParagraphFormat(line=15, line_rule="at_least")),
        ('<w:spacing w:before="100" w:beforeLines="50" w:after="200"/>', ParagraphFormat(before=5, before_lines=0.5, after=10)),
        ('<w:spacing w:beforeLines="50" w:beforeAutospacing="1"/>', ParagraphFormat(before=14)),
        ('<w:snapToGrid w:val="0"/>', ParagraphFormat(grid=False)),
        ('<w:pageBreakBefore/><w:keepNext/><w:keepLines/>', ParagraphFormat(page_break_before=True, keep_next=True, keep_lines=True)),
        (
            '<w:kinsoku w:val="0"/><w:overflowPunct w:val="0"/><w:wordWrap w:val="0"/>',
            ParagraphFormat(kinsoku=False, hanging_marks=False, whole_words=False),
        ),
        (
            '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>',
            ParagraphFormat(space_latin=False, space_digits=False),
        ),
        ('<w:widowControl w:val="off"/><w:contextualSpacing/>', ParagraphFormat(widow_control=False, contextual_spacing=True)),
        ('<w:outlineLvl w:val="0"/>', ParagraphFormat(outline_level=0)),
        ('<w:outlineLvl w:val="9"/>', ParagraphFormat()),
        ('<w:pBdr><w:bottom w:val="nil"/></w:pBdr>', ParagraphFormat(borders=Borders())),
    ],
)  # fmt: skip
def test_direct_paragraph_property(properties: str, expected: ParagraphFormat):
    assert paragraph_format(properties) == expected


def test_a_border_has_form_width_colour_and_space():
    line = paragraph_format(
        '<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="1" w:color="FF0000"/></w:pBdr>'
    ).borders.bottom
    assert line is not None
    assert (line.form, line.width, line.color, line.space) == ("single", 1.5, "FF0000", 1)


def test_a_frame_keeps_where_it_stands():
    frame = paragraph_format('<w:framePr w:w="1740" w:hAnchor="margin" w:xAlign="outside" w:y="1"/>').frame
    assert frame is not None
    assert (frame.width, frame.horizontal_from, frame.vertical_from, frame.x_align, frame.y) == (
        87,
        "margin",
        "text",
        "outside",
        0.05,
    )


def test_formats_come_from_defaults_styles_and_direct_formatting_in_this_order():
    sheet = styles(
        style("base", '<w:rPr><w:sz w:val="32"/><w:color w:val="FF0000"/><w:u w:val="single"/></w:rPr>', default=True),
        style("title", '<w:basedOn w:val="base"/><w:rPr><w:color w:val="00FF00"/><w:highlight w:val="red"/></w:rPr>'),
        style("strong", '<w:rPr><w:highlight w:val="blue"/><w:w w:val="80"/></w:rPr>', kind="character"),
        defaults='<w:rPrDefault><w:rPr><w:rFonts w:eastAsia="宋体"/><w:sz w:val="21"/></w:rPr></w:rPrDefault>',
    )
    found = run_format('<w:rStyle w:val="strong"/><w:w w:val="66"/>', '<w:pStyle w:val="title"/>', styles=sheet)
    expected = RunFormat(han_font="宋体", size=16, color="00FF00", underline="single", highlight="blue", scale=66)
    assert found == expected


@pytest.mark.parametrize(
    ("in_paragraph", "in_character", "direct", "bold"),
    [
        ("<w:b/>", "", "", True),
        ("<w:b/>", "<w:b/>", "", False),
        ("<w:b/>", '<w:b w:val="0"/>', "", True),
        ("<w:b/>", "<w:b/>", "<w:b/>", True),
        ("<w:b/>", "", '<w:b w:val="0"/>', False),
    ],
)
def test_toggles_of_two_style_levels_cancel_out(in_paragraph: str, in_character: str, direct: str, bold: bool):
    sheet = styles(
        style("a", f"<w:rPr>{in_paragraph}</w:rPr>", default=True),
        style("c", f"<w:rPr>{in_character}</w:rPr>", kind="character"),
    )
    assert run_format(f'<w:rStyle w:val="c"/>{direct}', styles=sheet).bold is bold


def test_a_toggle_repeated_along_one_chain_stays_on():
    sheet = styles(style("a", "<w:rPr><w:b/></w:rPr>"), style("b", '<w:basedOn w:val="a"/><w:rPr><w:b/></w:rPr>'))
    assert run_format("", '<w:pStyle w:val="b"/>', styles=sheet).bold


def test_a_toggle_of_the_defaults_is_not_cancelled():
    sheet = styles(
        style("a", "<w:rPr><w:b/></w:rPr>", default=True), defaults="<w:rPrDefault><w:rPr><w:b/></w:rPr></w:rPrDefault>"
    )
    assert run_format("", styles=sheet).bold


def test_hidden_text_of_a_style_is_kept_and_marked():
    sheet = styles(style("note", "<w:rPr><w:vanish/></w:rPr>"))
    found = paragraph(p("内部使用", '<w:pStyle w:val="note"/>'), styles=sheet)
    assert (found.text, found.runs[0].format.hidden) == ("内部使用", True)


@pytest.mark.parametrize(
    ("direct", "first"),
    [
        ("", Indent(32, 2)),
        ('<w:ind w:firstLine="420"/>', Indent(21, 2)),
        ('<w:ind w:firstLineChars="0" w:firstLine="420"/>', Indent(21)),
        ('<w:ind w:firstLineChars="0"/>', Indent(0)),
        ("<w:ind/>", Indent(32, 2)),
    ],
)
def test_characters_in_a_style_last_until_zero_is_said(direct: str, first: Indent):
    sheet = styles(style("a", '<w:pPr><w:ind w:firstLineChars="200" w:firstLine="640"/></w:pPr>', default=True))
    assert paragraph_format(direct, styles=sheet).first == first


def test_tab_stops_add_up_and_can_be_cleared():
    sheet = styles(style("a", '<w:pPr><w:tabs><w:tab w:pos="400"/><w:tab w:pos="800"/></w:tabs></w:pPr>', default=True))
    direct = '<w:tabs><w:tab w:val="clear" w:pos="800"/><w:tab w:val="right" w:pos="1200"/></w:tabs>'
    assert paragraph_format(direct, styles=sheet).tabs == ((20, "left"), (60, "right"))


@pytest.mark.parametrize(
    ("attributes", "language", "fonts"),
    [
        ('w:eastAsiaTheme="minorEastAsia" w:asciiTheme="minorHAnsi"', "zh-CN", ("等线", "Calibri")),
        ('w:eastAsiaTheme="minorEastAsia"', "ja-JP", ("游明朝", None)),
        ('w:eastAsiaTheme="minorEastAsia"', "zh-TW", ("新細明體", None)),
        ('w:eastAsiaTheme="majorEastAsia" w:eastAsia="宋体"', "zh-CN", ("方正小标宋简体", None)),
        ('w:asciiTheme="minorEastAsia"', "zh-CN", (None, "等线")),
        ('w:eastAsiaTheme="noSuchTheme" w:eastAsia="宋体"', "zh-CN", ("宋体", None)),
    ],
)
def test_theme_fonts_follow_the_language_of_the_document(
    attributes: str, language: str, fonts: tuple[str | None, str | None]
):
    settings = part_xml("settings", f'<w:themeFontLang w:eastAsia="{language}"/>')
    found = run_format(f"<w:rFonts {attributes}/>", theme=THEME, settings=settings)
    assert (found.han_font, found.latin_font) == fonts


def test_a_theme_font_without_a_theme_falls_back_on_the_named_one():
    assert run_format('<w:rFonts w:eastAsiaTheme="minorEastAsia" w:eastAsia="宋体"/>').han_font == "宋体"


@pytest.mark.parametrize(
    ("attributes", "color"),
    [
        ('w:val="auto" w:themeColor="text1"', "000000"),
        ('w:val="123456" w:themeColor="accent1"', "4472C4"),
        ('w:val="8EAADB" w:themeColor="accent1" w:themeTint="99"', "8EAADB"),
        ('w:val="123456" w:themeColor="accent6"', "123456"),
    ],
)
def test_theme_colours(attributes: str, color: str):
    assert run_format(f"<w:color {attributes}/>", theme=THEME).color == color


def test_an_unknown_style_counts_as_the_default_one():
    sheet = styles(style("a", '<w:rPr><w:sz w:val="32"/></w:rPr>', default=True))
    found = paragraph(p("通知", '<w:pStyle w:val="nowhere"/>'), styles=sheet)
    assert (found.style, found.runs[0].format.size) == ("a", 16)


def test_a_cycle_of_styles_ends():
    sheet = styles(style("a", '<w:basedOn w:val="b"/><w:rPr><w:b/></w:rPr>'), style("b", '<w:basedOn w:val="a"/>'))
    assert run_format("", '<w:pStyle w:val="b"/>', styles=sheet).bold


def test_equal_formats_are_one_object():
    body = p("甲", '<w:jc w:val="left"/>') + p("乙") + "<w:p>" + run("丙", '<w:b w:val="0"/>') + "</w:p>"
    first, second, third = (block for block in draft(body).blocks if isinstance(block, Paragraph))
    assert first.format is second.format
    assert first.runs[0].format is second.runs[0].format is third.runs[0].format
