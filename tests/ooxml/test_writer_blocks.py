"""Paragraphs come and go."""

import pytest

from gongwen.draft import Table
from gongwen.edits import InsertParagraph, ParagraphChange, RemoveParagraph, RunChange, Span
from gongwen.ooxml.package import Package
from gongwen.ooxml.writer import Written, write
from tests.ooxml.edited import draft_of
from tests.ooxml.packages import docx, p, part_xml, run
from tests.ooxml.schema import faults

LINE = "<w:r><w:pict><v:line/></w:pict></w:r>"
TABLE = "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"
BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
NUMBERING = part_xml(
    "numbering",
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
)


def span(path: str) -> Span:
    return Span("body", path)


def edited(body: str, *edits, **parts: str) -> Written:
    result = write(Package.open(docx(body, **parts)), edits)
    assert faults(result.data) == []
    return result


def removed(body: str, *paths: str) -> Written:
    return edited(body, *(RemoveParagraph(span(path)) for path in paths))


def texts(result: Written) -> list[str]:
    return [found.text for found in draft_of(result.data).paragraphs()]


def source(result: Written) -> str:
    return Package.open(result.data).part("word/document.xml").decode()


def test_a_new_paragraph_is_formatted_like_its_neighbour_but_for_what_is_said():
    large = run("甲", '<w:sz w:val="44"/>')
    body = f"<w:p><w:pPr><w:jc w:val='center'/><w:rPr><w:b/></w:rPr></w:pPr>{large}</w:p>"
    edit = InsertParagraph(span("body/p[1]"), "乙", look=RunChange(italic=True), format=ParagraphChange(first=2.0))
    found = draft_of(edited(body, edit).data).blocks[1]
    assert (found.text, found.format.align, found.format.first.chars) == ("乙", "center", 2)
    assert (found.runs[0].format.size, found.runs[0].format.italic) == (22, True)
    assert (found.mark.bold, found.mark.italic) == (True, True)


def test_new_paragraphs_come_in_their_order():
    edits = [
        InsertParagraph(span("body/p[1]"), text, before=before)
        for text, before in (("一", False), ("二", False), ("三", True), ("四", True))
    ]
    assert texts(edited(p("甲") + p("乙"), *edits)) == ["三", "四", "甲", "一", "二", "乙"]


def test_a_new_paragraph_takes_over_no_number_line_break_or_section():
    own = (
        "<w:pageBreakBefore/><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>"
        "<w:pBdr><w:bottom w:val='single' w:sz='4'/></w:pBdr><w:sectPr/>"
    )
    found = draft_of(
        edited(
            p("甲", own) + p("乙") + "<w:sectPr/>", InsertParagraph(span("body/p[1]"), "新"), numbering=NUMBERING
        ).data
    )
    new = found.blocks[1]
    assert (new.text, new.number, new.format.borders.bottom, new.format.page_break_before) == ("新", None, None, False)
    assert (len(found.sections), found.blocks[0].section, new.section) == (2, 0, 1)


def test_an_empty_paragraph_may_be_put_in_a_cell():
    result = edited(TABLE.format(p("甲")), InsertParagraph(span("body/tbl[1]/r[1]/c[1]/p[1]"), ""))
    assert texts(result) == ["甲", ""]


def test_a_paragraph_is_taken_away():
    assert texts(removed(p("甲") + p("乙") + p("丙"), "body/p[2]")) == ["甲", "丙"]


def test_what_is_anchored_in_it_goes_to_the_next_paragraph_or_else_to_the_one_before():
    body = f"{p('甲')}<w:p>{run('乙')}{LINE}</w:p>{p('丙')}<w:p>{LINE}</w:p>"
    found = draft_of(removed(body, "body/p[2]", "body/p[4]").data).blocks
    assert [(block.text, [shape.offset for shape in block.shapes]) for block in found] == [("甲", []), ("丙", [0, 1])]


def test_bookmarks_and_comments_survive():
    marks = "<w:bookmarkStart w:id='1' w:name='x'/>{}<w:bookmarkEnd w:id='1'/><w:r><w:commentReference w:id='2'/></w:r>"
    result = removed(f"<w:p>{marks.format(run('甲'))}</w:p>{p('乙')}", "body/p[1]")
    assert texts(result) == ["乙"]
    assert all(f"<w:{name}" in source(result) for name in ("bookmarkStart", "bookmarkEnd", "commentReference"))


def test_the_end_of_a_section_goes_to_the_paragraph_before():
    found = draft_of(
        removed(
            p("甲") + p("乙", "<w:sectPr><w:cols w:num='2'/></w:sectPr>") + p("丙") + "<w:sectPr/>", "body/p[2]"
        ).data
    )
    assert [section.columns for section in found.sections] == [2, 1]
    assert [block.section for block in found.blocks] == [0, 1]


@pytest.mark.parametrize(
    ("body", "path", "left"),
    [
        (TABLE.format(p("甲")), "body/tbl[1]/r[1]/c[1]/p[1]", [""]),
        (TABLE.format(p("")) + p("甲") + TABLE.format(p("")), "body/p[1]", ["", "", ""]),
        (TABLE.format(p("")) + p("甲"), "body/p[1]", ["", ""]),
        (p("甲"), "body/p[1]", [""]),
        (p("甲", "<w:sectPr/>") + p("乙"), "body/p[1]", ["", "乙"]),
        (p("甲", "<w:sectPr/>") + p("乙") + "<w:sectPr/>", "body/p[2]", ["甲", ""]),
        (f"<w:sdt><w:sdtContent>{p('甲')}</w:sdtContent></w:sdt>{p('乙')}", "body/p[1]", ["", "乙"]),
    ],
)
def test_a_paragraph_that_must_stand_is_emptied(body: str, path: str, left: list[str]):
    assert texts(removed(body, path)) == left


def test_all_paragraphs_of_a_cell_but_the_last_go():
    path = "body/tbl[1]/r[1]/c[1]/p[{}]"
    result = removed(TABLE.format(p("甲") + p("乙") + p("丙")), *map(path.format, (1, 2, 3)))
    assert isinstance(draft_of(result.data).blocks[0], Table)
    assert texts(result) == [""]


def test_removing_twice_is_removing_once():
    assert texts(removed(p("甲") + p("乙"), "body/p[1]", "body/p[1]")) == ["乙"]


def test_a_field_that_goes_on_in_the_next_paragraph_keeps_its_paragraphs():
    toc = f"<w:p>{BEGIN}<w:r><w:instrText>TOC</w:instrText></w:r>{SEPARATE}{run('一')}</w:p><w:p>{run('二')}{END}</w:p>"
    result = removed(toc + p("甲"), "body/p[1]", "body/p[2]")
    assert [reason[:12] for _, reason in result.refused] == ["这一段里有跨段的域（如目"] * 2


def test_a_paragraph_with_tracked_changes_is_not_taken_away():
    result = removed(
        f"<w:p><w:ins w:id='1' w:author='a' w:date='2026-01-01T00:00:00Z'>{run('甲')}</w:ins></w:p>{p('乙')}",
        "body/p[1]",
    )
    assert "修订" in result.refused[0][1]


def test_a_bookmark_keeps_its_paragraph_where_no_other_can_take_it():
    table = TABLE.format(p(""))
    body = f"<w:p><w:bookmarkStart w:id='1' w:name='x'/>{run('甲')}<w:bookmarkEnd w:id='1'/></w:p>{table}{p('乙')}"
    result = removed(body, "body/p[1]")
    assert texts(result) == ["", "", "乙"]
    assert "w:bookmarkStart" in source(result)
