from gongwen.draft import Draft
from tests.ooxml.packages import draft, part_xml

LEVELS = (
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/>'
    '<w:pPr><w:ind w:left="640" w:hanging="640"/></w:pPr><w:rPr><w:rFonts w:eastAsia="黑体"/></w:rPr></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="space"/><w:lvlText w:val="（%2）"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2.%3"/></w:lvl>'
)
OUTLINE = f'<w:abstractNum w:abstractNumId="1">{LEVELS}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'


def item(level: int, num_id: int = 1) -> str:
    return f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr></w:pPr></w:p>'


def numbered(body: str, numbering: str = OUTLINE, **parts: str) -> Draft:
    return draft(body, numbering=part_xml("numbering", numbering), **parts)


def numbers(body: str, numbering: str = OUTLINE, **parts: str) -> list[str | None]:
    return [found.number for found in numbered(body, numbering, **parts).paragraphs()]


def test_levels_count_and_start_anew_under_a_higher_one():
    assert numbers(item(0) + item(1) + item(1) + item(0) + item(1)) == ["一、", "（一）", "（二）", "二、", "（一）"]


def test_a_number_may_hold_the_numbers_above_it():
    assert numbers(item(0) + item(1) + item(2) + item(2))[2:] == ["一.一.1", "一.一.2"]


def test_legal_numbering_turns_every_level_into_digits():
    legal = OUTLINE.replace('<w:numFmt w:val="decimal"/>', '<w:numFmt w:val="decimal"/><w:isLgl/>')
    assert numbers(item(0) + item(1) + item(2), legal)[2] == "1.1.1"


def test_a_skipped_level_counts_as_its_start():
    assert numbers(item(2)) == ["一.一.1"]


def test_two_lists_over_one_abstract_list_count_on():
    second = OUTLINE + '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    assert numbers(item(0) + item(0, 2), second) == ["一、", "二、"]


def test_a_start_override_restarts_once():
    second = (
        OUTLINE + '<w:num w:numId="2"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    assert numbers(item(0) + item(0, 2) + item(0, 2), second) == ["一、", "五、", "六、"]


def test_an_overridden_level_replaces_the_abstract_one():
    second = OUTLINE.replace(
        '<w:abstractNumId w:val="1"/></w:num>',
        '<w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:lvlOverride></w:num>',
    )
    assert numbers(item(0), second) == ["1."]


def test_a_level_that_never_restarts_counts_through():
    through = OUTLINE.replace('<w:lvlText w:val="（%2）"/>', '<w:lvlRestart w:val="0"/><w:lvlText w:val="（%2）"/>')
    assert numbers(item(0) + item(1) + item(0) + item(1), through) == ["一、", "（一）", "二、", "（二）"]


def test_num_id_zero_takes_the_number_of_the_style_away():
    styles = part_xml(
        "styles",
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
    )
    assert numbers("<w:p/>" + item(0, 0) + "<w:p/>", styles=styles) == ["一、", None, "二、"]


def test_a_style_finds_its_level_through_the_list():
    tied = OUTLINE.replace('<w:lvlText w:val="（%2）"/>', '<w:pStyle w:val="h2"/><w:lvlText w:val="（%2）"/>')
    styles = part_xml(
        "styles",
        '<w:style w:type="paragraph" w:styleId="h2"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
    )
    assert numbers('<w:p><w:pPr><w:pStyle w:val="h2"/></w:pPr></w:p>', tied, styles=styles) == ["（一）"]


def test_a_list_style_leads_to_the_list_that_holds_the_levels():
    linked = (
        OUTLINE + '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="outline"/></w:abstractNum>'
        '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    )
    styles = part_xml(
        "styles",
        '<w:style w:type="numbering" w:styleId="outline"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
    )
    assert numbers(item(0, 2), linked, styles=styles) == ["一、"]


def test_a_bullet_of_a_symbol_font_is_its_character():
    bullet = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF06C;"/>'
        '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    assert numbers(item(0), bullet) == ["●"]


def test_unknown_lists_and_levels_give_no_number():
    assert numbers(item(0, 99) + item(8)) == [None, None]


def test_the_number_has_its_own_format_and_suffix():
    first, second = numbered(item(0) + item(1)).paragraphs()
    assert first.number_format is not None
    assert (first.number_format.han_font, first.mark.han_font, first.number_suffix) == ("黑体", None, "")
    assert second.number_suffix == " "


def test_the_indent_of_a_level_lies_between_style_and_direct_formatting():
    styles = part_xml(
        "styles",
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:pPr><w:ind w:left="100" w:right="200"/></w:pPr></w:style>',
    )
    direct = item(0).replace("</w:pPr>", '<w:ind w:left="20"/></w:pPr>')
    plain, own = numbered(item(0) + direct, styles=styles).paragraphs()
    assert (plain.format.left.points, plain.format.first.points, plain.format.right.points) == (32, -32, 10)
    assert (own.format.left.points, own.format.first.points) == (1, -32)


def test_the_indent_of_the_style_that_names_the_list_wins_over_the_level():
    styles = part_xml(
        "styles",
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        '<w:ind w:left="100"/></w:pPr></w:style>',
    )
    (found,) = numbered("<w:p/>", styles=styles).paragraphs()
    assert (found.format.left.points, found.format.first.points) == (5, -32)
