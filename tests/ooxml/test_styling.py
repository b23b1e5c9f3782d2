"""What all paragraphs of a style want alike is said in the style; wherever that could come to anything else, by each paragraph."""

import pytest

from gongwen.edits import (
    Edit,
    InsertParagraph,
    ParagraphChange,
    RemoveParagraph,
    ReplaceText,
    RunChange,
    SetParagraphFormat,
    SetRunFormat,
    Span,
)
from gongwen.ooxml.package import Package
from gongwen.ooxml.revisions import Revision
from gongwen.ooxml.writer import Written, write
from tests.ooxml.edited import changed, directly, draft_of
from tests.ooxml.packages import docx, p, part_xml, run, strict
from tests.ooxml.schema import faults

IN_STYLE, IN_TEXT = ["word/styles.xml"], ["word/document.xml"]
OWN = '<w:rPr><w:rFonts w:eastAsiaTheme="minorEastAsia"/><w:sz w:val="28"/></w:rPr>'
S = '<w:pStyle w:val="S"/>'
TWO = p("甲甲", S) + p("乙乙", S)
PLACES = (Span("body", "body/p[1]", 0, 2), Span("body", "body/p[2]", 0, 2))
LOOK = RunChange(han_font="仿宋", size=16.0, bold=True)
SHAPE = ParagraphChange(first=2.0, line=28.95)
LIST = '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0">{}<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
NUM = '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


def of_style(content: str = "") -> str:
    return f"<w:p><w:pPr>{S}</w:pPr>{content}</w:p>"


def style(inner: str = OWN, kind: str = "paragraph", key: str = "S", name: str = "公文正文", more: str = "") -> str:
    return f'<w:style w:type="{kind}" w:styleId="{key}"{more}><w:name w:val="{name}"/>{inner}</w:style>'


def styles(*found: str) -> str:
    return part_xml("styles", "".join(found))


def looks(change: RunChange = LOOK, *, mark: bool = True) -> list[Edit]:
    return [SetRunFormat(place, change, mark) for place in PLACES]


def shapes(change: ParagraphChange = SHAPE) -> list[Edit]:
    return [SetParagraphFormat(place, change) for place in PLACES]


def source(data: bytes, name: str = "word/styles.xml") -> str:
    return Package.open(data).part(name).decode()


def where(data: bytes, made: list[Edit]) -> list[str]:
    """Name the members that edits change, having seen that they do what direct formatting does."""
    result, direct = write(Package.open(data), made), directly(data, made)
    assert draft_of(result.data) == draft_of(direct.data)
    assert (result.done, result.refused) == (tuple(made), ())
    assert faults(result.data, tuple(changed(data, result.data))) == []
    return changed(data, result.data)


def written(made: list[Edit], *found: str, body: str = TWO) -> Written:
    return write(Package.open(docx(body, styles=styles(*found or (style(),)))), made)


def test_a_look_of_all_paragraphs_goes_into_their_style_and_replaces_its_theme_font():
    data = docx(TWO, styles=styles(style()))
    assert where(data, looks()) == IN_STYLE
    assert '<w:rPr><w:rFonts w:eastAsia="仿宋"/><w:b/><w:bCs/><w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr>' in source(
        written(looks()).data
    )


def test_how_all_paragraphs_stand_goes_into_their_style():
    assert where(docx(TWO, styles=styles(style())), shapes()) == IN_STYLE
    assert (
        '<w:pPr><w:spacing w:line="579" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="640"/></w:pPr><w:rPr>'
        in source(written(shapes()).data)
    )


def test_what_a_style_says_replaces_what_it_said_and_what_it_is_based_on_says():
    base = style(
        '<w:pPr><w:spacing w:beforeLines="50"/><w:ind w:hangingChars="300" w:hanging="9"/></w:pPr>',
        key="B",
        name="基准",
    )
    own = style('<w:basedOn w:val="B"/><w:pPr><w:ind w:start="40" w:startChars="10"/></w:pPr>')
    data = docx(TWO, styles=styles(base, own))
    assert where(data, shapes(ParagraphChange(left=0.0, first=2.0, before=10.0))) == IN_STYLE


def test_one_paragraph_says_it_itself():
    assert where(docx(p("甲甲", S), styles=styles(style())), looks()[:1]) == IN_TEXT


def test_empty_paragraphs_and_those_of_boxes_cells_and_footers_count():
    box = f"<w:r><w:pict><v:rect><v:textbox><w:txbxContent>{p('框框', S)}</w:txbxContent></v:textbox></v:rect></w:pict></w:r>"
    table = f"<w:tbl><w:tr><w:tc>{p('格格', S)}</w:tc></w:tr></w:tbl>"
    section = '<w:sectPr><w:footerReference w:type="default" r:id="rId-footer1"/></w:sectPr>'
    body = f"{of_style()}<w:p>{box}</w:p>{table}{section}"
    data = docx(body, styles=styles(style()), footer1=part_xml("ftr", p("脚脚", S)))
    spans = [
        Span("body", "body/p[1]"),
        Span("body", "body/p[2]/box[1]/p[1]", 0, 2),
        Span("body", "body/tbl[1]/r[1]/c[1]/p[1]", 0, 2),
        Span("footer1", "footer1/p[1]", 0, 2),
    ]
    made: list[Edit] = [SetRunFormat(place, LOOK, True) for place in spans]
    assert where(data, made) == IN_STYLE
    assert "word/styles.xml" not in [
        name for left in spans for name in where(data, [edit for edit in made if edit.span != left])
    ]


@pytest.mark.parametrize(
    "body",
    [
        TWO + p("丙丙", S),
        TWO + of_style(),
        p("甲甲", S) + of_style(run('乙乙', '<w:sz w:val="44"/>')),
        p("甲甲", S) + of_style(run('乙乙', '<w:rFonts w:eastAsia="黑体"/>')),
        p("甲甲", S) + of_style(run('乙乙', '<w:rFonts w:eastAsiaTheme="majorEastAsia"/>')),
        p("甲甲", S) + of_style(run('乙乙', '<w:rStyle w:val="C"/>')),
        p("甲甲", S) + p("乙乙", f'{S}<w:rPr><w:szCs w:val="44"/></w:rPr>'),
        p("甲甲", S) + of_style(run("乙乙") + "<w:r><w:footnoteReference w:id='1'/></w:r>"),
        p("甲甲", S) + p("乙乙", f"{S}<w:pPrChange w:id='1' w:author='甲' w:date='2026-01-01T00:00:00Z'><w:pPr/></w:pPrChange>"),
    ],
    ids=["another", "empty", "run", "font", "theme font", "character style", "mark", "footnote", "tracked"],
)  # fmt: skip
def test_a_look_is_not_said_in_the_style_when_a_paragraph_is_left_out_or_states_its_own(body: str):
    bold = style("<w:rPr><w:b/></w:rPr>", "character", "C", "加粗")
    assert where(docx(body, styles=styles(style(), bold)), looks()) == IN_TEXT


def test_what_a_run_states_beside_it_does_not_matter():
    beside = run("乙乙", '<w:rFonts w:hint="eastAsia" w:ascii="黑体"/><w:i/>')
    assert where(docx(p("甲甲", S) + of_style(beside), styles=styles(style())), looks()) == IN_STYLE


def test_what_a_box_states_inside_a_paragraph_does_not_matter():
    inner = "<w:p>" + run("框", '<w:sz w:val="9"/>') + "</w:p>"
    box = f"<w:r><w:pict><v:rect><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:rect></w:pict></w:r>"
    assert where(docx(p("甲甲", S) + of_style(run("乙乙") + box), styles=styles(style())), looks()) == IN_STYLE


def test_what_the_first_of_two_character_styles_with_one_id_states_counts():
    twice = (style("<w:rPr><w:b/></w:rPr>", "character", "C", "加粗"), style("", "character", "C", "其他"))
    body = p("甲甲", S) + of_style(run("乙乙", '<w:rStyle w:val="C"/>'))
    assert where(docx(body, styles=styles(style(), *twice)), looks()) == IN_TEXT


def test_what_the_default_character_style_states_counts_for_runs_without_properties():
    default = style("<w:rPr><w:sz w:val='9'/></w:rPr>", "character", "C", "字", ' w:default="1"')
    body = of_style("<w:r><w:t>甲甲</w:t></w:r>") + of_style("<w:r><w:t>乙乙</w:t></w:r>")
    assert where(docx(body, styles=styles(style(), default)), looks()) == IN_TEXT


def test_a_style_named_where_no_reader_looks_is_left_alone():
    astray = f"<w:p>{run('乙乙')}<w:pPr>{S}</w:pPr></w:p>"
    data = docx(p("甲甲", S) + astray, styles=styles(style()))
    assert changed(data, write(Package.open(data), looks()).data) == IN_TEXT


def test_a_box_written_twice_counts_in_both_branches():
    content = f"<w:txbxContent>{TWO}</w:txbxContent>"
    shape = f"<a:graphic><a:graphicData><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic>"
    choice = f"<mc:Choice Requires='wps'><w:drawing><wp:anchor>{shape}</wp:anchor></w:drawing></mc:Choice>"
    fallback = f"<mc:Fallback><w:pict><v:rect><v:textbox>{content}</v:textbox></v:rect></w:pict></mc:Fallback>"
    both = f"<mc:AlternateContent>{choice}{fallback}</mc:AlternateContent>"
    spans = [Span("body", f"body/p[1]/box[1]/p[{number}]", 0, 2) for number in (1, 2)]
    made: list[Edit] = [SetRunFormat(place, LOOK, True) for place in spans]
    assert where(docx(f"<w:p><w:r>{both}</w:r></w:p>", styles=styles(style())), made) == IN_STYLE
    own = both.replace(run("乙乙"), run("乙乙", '<w:sz w:val="9"/>'), 2).replace('<w:sz w:val="9"/>', "", 1)
    assert where(docx(f"<w:p><w:r>{own}</w:r></w:p>", styles=styles(style())), made) == IN_TEXT


@pytest.mark.parametrize("own", ['<w:ind w:left="20"/>', '<w:spacing w:after="20"/>', NUMBERED])
def test_how_paragraphs_stand_is_not_said_in_the_style_when_one_states_its_own_or_is_in_a_list(own: str):
    numbering = part_xml("numbering", LIST.format("") + NUM)
    assert (
        where(docx(p("甲甲", S) + p("乙乙", S + own), styles=styles(style()), numbering=numbering), shapes()) == IN_TEXT
    )


def test_tab_stops_are_said_in_the_style_unless_a_paragraph_or_its_list_has_some():
    change = ParagraphChange(tabs=((428.2, "right"),))
    stops = '<w:tabs><w:tab w:val="left" w:pos="420"/></w:tabs>'
    level = part_xml("numbering", LIST.format(f"<w:pPr>{stops}</w:pPr>") + NUM)
    found = styles(style(f"<w:pPr>{stops}</w:pPr>"))
    assert where(docx(TWO, styles=found), shapes(change)) == IN_STYLE
    assert where(docx(p("甲甲", S) + p("乙乙", S + stops), styles=found), shapes(change)) == IN_TEXT
    assert where(docx(p("甲甲", S) + p("乙乙", S + NUMBERED), styles=found, numbering=level), shapes(change)) == IN_TEXT


def test_a_style_that_is_in_a_list_says_no_indents_but_looks():
    listed = style(f"<w:pPr>{NUMBERED}</w:pPr>")
    data = docx(TWO, styles=styles(listed), numbering=part_xml("numbering", LIST.format("") + NUM))
    assert where(data, shapes()) == IN_TEXT
    assert where(data, looks()) == IN_STYLE


@pytest.mark.parametrize(
    ("found", "parts"),
    [
        ([style(more=' w:default="1"')], {}),
        ([style(), style('<w:basedOn w:val="S"/>', key="D", name="其他")], {}),
        ([style(), style("", key="s", name="其他")], {}),
        ([style('<w:link w:val="D"/>'), style("", key="D", name="其他")], {}),
        ([style('<w:link w:val="C"/>'), style("", "character", "C", "字", ' w:default="1"')], {}),
        ([style(name="Body A"), style("", key="D", name="BODY a")], {}),
        ([style(), style('<w:aliases w:val="正文,公文正文"/>', key="D", name="其他")], {}),
        ([style(), style("<w:rPr><w:sz w:val='9'/></w:rPr>", "character", "C", "字", ' w:default="1"')], {}),
        (["<w:docDefaults><w:rPrDefault><w:rPr><w:b/></w:rPr></w:rPrDefault></w:docDefaults>", style()], {}),
        ([style(kind="character", name="S")], {}),
        ([style("", key="D", name="其他")], {}),
        ([style()], {"numbering": part_xml("numbering", LIST.format('<w:pStyle w:val="S"/>') + NUM)}),
        ([style()], {"footnotes": part_xml("footnotes", f"<w:footnote w:id='1'>{p('注', S)}</w:footnote>")}),
        ([style()], {"header1": part_xml("hdr", p("眉", S))}),
        ([style()], {"comments": "<broken"}),
        ([style()], {"settings": part_xml("settings", "<w:linkStyles/>")}),
        ([style()], {"stylesWithEffects": styles(style())}),
    ],
    ids=[
        "default", "base", "same id", "linked paragraphs", "linked default",
        "same name", "same alias", "default characters", "bold by default", "of characters",
        "unknown", "level of a list", "footnote", "unused header", "unreadable", "renewed", "twice",
    ],
)  # fmt: skip
def test_a_style_that_others_take_after_or_that_is_not_sure_to_take_effect_is_left_alone(found, parts):
    assert where(docx(TWO, styles=styles(*found), **parts), looks()) == IN_TEXT


@pytest.mark.parametrize("missing", [{}, {"styles": "<broken"}, {"styles": styles()}])
def test_a_document_without_styles_is_formatted_directly(missing):
    assert where(docx(TWO, **missing), looks()) == IN_TEXT


def test_a_style_that_mixes_namespaces_is_left_alone():
    mixed = styles(style()).replace("<w:style ", '<w:style xmlns:s="http://purl.oclc.org/ooxml/wordprocessingml/main" ')
    strict = mixed.replace("<w:styles ", '<w:styles xmlns:s="http://purl.oclc.org/ooxml/wordprocessingml/main" ')
    assert where(docx(TWO, styles=strict), looks()) == IN_TEXT


def test_what_a_table_style_says_stands_nearer_in_doubt():
    grid = style("<w:rPr><w:b/></w:rPr>", "table", "T", "表格")
    cells = f"<w:tbl><w:tblPr><w:tblStyle w:val='T'/></w:tblPr><w:tr><w:tc>{TWO}</w:tc></w:tr></w:tbl>"
    places = [Span("body", f"body/tbl[1]/r[1]/c[1]/p[{number}]", 0, 2) for number in (1, 2)]
    made: list[Edit] = [SetRunFormat(place, RunChange(bold=True), True) for place in places]
    assert where(docx(cells, styles=styles(style(), grid)), made) == IN_TEXT


@pytest.mark.parametrize(
    ("own", "twin"),
    [('<w:link w:val="C"/>', '<w:link w:val="S"/>'), ('<w:link w:val="C"/>', ""), ("", '<w:link w:val="S"/>')],
)
def test_a_linked_style_of_characters_goes_along_unless_it_is_used(own: str, twin: str):
    pair = (style(own + OWN), style(twin + OWN, "character", "C", "公文正文字"))
    assert where(docx(TWO, styles=styles(*pair)), looks()) == IN_STYLE
    assert source(written(looks(), *pair).data).count('<w:sz w:val="32"/>') == 2
    assert source(written(shapes(), *pair).data).count("<w:pPr>") == 1
    elsewhere = p("丙丙").replace("<w:rPr>", '<w:rPr><w:rStyle w:val="C"/>')
    assert where(docx(TWO + elsewhere, styles=styles(*pair)), looks()) == IN_TEXT


def test_a_part_of_the_text_or_one_without_its_mark_is_not_the_whole():
    data = docx(TWO, styles=styles(style()))
    assert where(data, looks(mark=False)) == IN_TEXT
    assert where(data, [SetRunFormat(Span(place.part, place.path, 0, 1), LOOK, True) for place in PLACES]) == IN_TEXT


def test_an_edit_that_says_otherwise_of_a_paragraph_keeps_the_style_out_of_it():
    data = docx(TWO + p("丙丙"), styles=styles(style()))
    part = Span("body", "body/p[1]", 1, 2)
    assert where(data, [SetRunFormat(part, RunChange(size=22.0)), *looks()]) == IN_TEXT
    assert where(data, [*looks(), InsertParagraph(PLACES[1], "新")]) == IN_TEXT
    assert where(data, [*looks(), RemoveParagraph(PLACES[1])]) == IN_TEXT


def test_other_edits_of_the_paragraphs_are_done_beside_it():
    data = docx(TWO, styles=styles(style()))
    part = Span("body", "body/p[1]", 1, 2)
    assert where(data, [*looks(), SetRunFormat(part, RunChange(italic=True)), ReplaceText(part, "丙")]) == [
        *IN_TEXT,
        *IN_STYLE,
    ]
    assert where(data, [*looks(RunChange(spacing=1.0)), *shapes()]) == IN_STYLE


def test_tracked_changes_never_touch_a_style():
    data = docx(TWO, styles=styles(style()))
    tracked = write(Package.open(data), [*looks(), *shapes()], revision=Revision("gongwen", None))
    assert changed(data, tracked.data) == IN_TEXT


def test_strict_files_stay_strict():
    data = strict(docx(TWO, styles=styles(style())))
    made = [*looks(), *shapes(ParagraphChange(align="right", left=1.0))]
    written_anew = source(write(Package.open(data), made).data)
    assert where(data, made) == IN_STYLE
    assert "schemas.openxmlformats.org/wordprocessingml" not in written_anew
    assert '<w:ind w:start="320" w:startChars="100"/><w:jc w:val="end"/>' in written_anew
