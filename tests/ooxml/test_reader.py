import io
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongwen.errors import UnreadableDocument
from gongwen.ooxml.package import Limits, Package
from gongwen.ooxml.reader import read
from tests.damage import READABLE, variants
from tests.ooxml.packages import ROOT_RELS, document_xml, draft, p, pack, part_xml, run, texts
from tests.ooxml.packages import docx as packed

RICH = (
    p("关于防汛工作的通知", '<w:pStyle w:val="a"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    + f"<w:tbl><w:tblPr/><w:tr><w:tc>{p('表')}</w:tc></w:tr></w:tbl>"
    + f"<w:p><w:r><w:pict><v:rect style='width:10pt'><v:textbox><w:txbxContent>{p('框')}</w:txbxContent></v:textbox></v:rect></w:pict>"
    "</w:r><w:fldSimple w:instr='PAGE'/></w:p><w:sectPr><w:headerReference w:type='default' r:id='rId-header1'/></w:sectPr>"
)
STYLES = part_xml("styles", '<w:style w:type="paragraph" w:styleId="a"><w:rPr><w:b/></w:rPr></w:style>')
NUMBERING = part_xml(
    "numbering",
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
)
HEADER = part_xml("hdr", p("密"))
RICH_FILE = packed(RICH, styles=STYLES, numbering=NUMBERING, header1=HEADER)
DEEP = {
    "content controls": ("<w:sdt><w:sdtContent>", 115, p("底"), "</w:sdtContent></w:sdt>"),
    "tables": ("<w:tbl><w:tr><w:tc>", 80, p("底"), "</w:tc></w:tr></w:tbl>"),
    "insertions": ("<w:p>" + "<w:ins>" * 240, 1, run("底"), "</w:ins>" * 240 + "</w:p>"),
    "groups": ("<w:p><w:r><w:pict>" + "<v:group>" * 240, 1, "", "</v:group>" * 240 + "</w:pict></w:r></w:p>"),
    "boxes": (
        "<w:p><w:r><w:pict><v:rect><v:textbox><w:txbxContent>",
        40,
        p("底"),
        "</w:txbxContent></v:textbox></v:rect></w:pict></w:r></w:p>",
    ),
}  # fmt: skip


def outcome(data: bytes) -> str:
    """Read a file; say `read`, or why not."""
    try:
        read(Package.open(data))
    except UnreadableDocument as error:
        return error.reason
    return "read"


def test_a_file_of_python_docx_is_read(tmp_path: Path):
    document = docx.Document()
    document.add_heading("关于防汛工作的通知", level=1)
    document.add_paragraph("各乡镇人民政府：").add_run("请抓好落实。").bold = True
    document.save(tmp_path / "通知.docx")
    heading, body = read(Package.open(tmp_path / "通知.docx")).paragraphs()
    assert (heading.text, heading.style) == ("关于防汛工作的通知", "heading 1")
    assert [(part.text, part.format.bold) for part in body.runs] == [
        ("各乡镇人民政府：", False),
        ("请抓好落实。", True),
    ]


def test_a_template_and_a_strict_file_read_as_any_other():
    strict = document_xml(f"<w:p>{run('通知', '<w:b/>')}</w:p>").replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    (found,) = read(Package.open(pack({"_rels/.rels": ROOT_RELS, "word/document.xml": strict}))).paragraphs()
    assert (found.text, found.runs[0].format.bold) == ("通知", True)


def test_settings_of_the_whole_document():
    found = draft(
        "",
        settings=part_xml(
            "settings", '<w:evenAndOddHeaders/><w:mirrorMargins w:val="1"/><w:defaultTabStop w:val="420"/>'
        ),
    )
    assert (found.even_and_odd, found.mirror_margins, found.default_tab) == (True, True, 21)
    plain = draft("")
    assert (plain.even_and_odd, plain.mirror_margins, plain.default_tab) == (False, False, 36)


@pytest.mark.parametrize(
    ("value", "closer"),
    [("compressPunctuation", True), ("compressPunctuationAndJapaneseKana", True), ("doNotCompress", False)],
)
def test_punctuation_may_be_set_closer(value: str, closer: bool):
    settings = part_xml("settings", f'<w:characterSpacingControl w:val="{value}"/>')
    assert draft("", settings=settings).compress_marks is closer


def test_hints_say_that_quotation_marks_stand_in_the_chinese_font():
    hinted = run("“通知”", '<w:rFonts w:hint="eastAsia"/>')
    assert draft(f"<w:p>{hinted}</w:p>").han_marks
    assert not draft(p("“通知”")).han_marks


def test_paragraph_styles_are_listed_by_name():
    styles = part_xml(
        "styles",
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style><w:style w:type="table" w:styleId="t"/>',
    )
    assert draft("", styles=styles).styles == ("heading 1",)


def test_a_broken_secondary_part_is_named_and_counts_as_missing():
    found = draft(p("通知"), styles="<w:styles", numbering="<!DOCTYPE x><x/>", theme="", settings="<w:q>", comments="&")
    assert found.unread == (
        "word/settings.xml",
        "word/theme.xml",
        "word/styles.xml",
        "word/numbering.xml",
        "word/comments.xml",
    )
    assert [part.text for part in found.paragraphs()] == ["通知"]


def test_footnotes_are_named_only_when_they_carry_text():
    assert draft("", footnotes=part_xml("footnotes", "<w:footnote><w:p/></w:footnote>")).unread == ()
    assert draft("", footnotes=part_xml("footnotes", p("注")), endnotes=part_xml("endnotes", p("注"))).unread == (
        "footnotes",
        "endnotes",
    )


def test_a_spreadsheet_is_named_for_what_it_is():
    with pytest.raises(UnreadableDocument, match="这是Excel表格"):
        read(Package.open(pack({"_rels/.rels": ROOT_RELS, "word/document.xml": "<workbook/>"})))


def test_a_document_without_a_body_is_no_document():
    assert outcome(pack({"_rels/.rels": ROOT_RELS, "word/document.xml": "<a/>"})) == "no_main_part"


def test_too_many_nodes_are_refused():
    with pytest.raises(UnreadableDocument) as caught:
        read(Package.open(packed(p("") * 4), limits=Limits(nodes=3)))
    assert caught.value.reason == "too_large"


@pytest.fixture(scope="module")
def damaged() -> dict[str, bytes]:
    stream = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("通知")
    document.save(stream)
    return variants(stream.getvalue())


@pytest.mark.parametrize("name", READABLE)
def test_damage_to_secondary_parts_and_references_is_survived(name: str, damaged: dict[str, bytes]):
    (found,) = read(Package.open(damaged[name])).paragraphs()
    assert found.text == "通知"


@pytest.mark.parametrize("name", sorted(DEEP))
def test_nesting_as_deep_as_the_parser_allows_is_read(name: str):
    opening, depth, bottom, closing = DEEP[name]
    assert texts(opening * depth + bottom + closing * depth) != []


@given(st.integers(0, len(RICH_FILE) - 1), st.binary(min_size=1, max_size=8))
@settings(max_examples=200, deadline=None)
def test_damaged_bytes_end_in_a_draft_or_one_sentence(position: int, noise: bytes):
    assert outcome(RICH_FILE[:position] + noise + RICH_FILE[position + len(noise) :])


@given(
    st.integers(0, len(RICH)),
    st.integers(0, 40),
    st.sampled_from(["", "<", ">", "<w:p>", "</w:p>", "<w:tc/>", '"', "&", "w:val", "\0"]),
)
@settings(max_examples=300, deadline=None)
def test_damaged_xml_ends_in_a_draft_or_one_sentence(position: int, length: int, noise: str):
    damaged = RICH[:position] + noise + RICH[position + length :]
    assert outcome(packed(damaged, styles=STYLES, numbering=NUMBERING, header1=HEADER))


@given(st.integers(0, len(STYLES + NUMBERING)), st.integers(1, 40))
@settings(max_examples=100, deadline=None)
def test_damage_to_secondary_parts_never_costs_the_document(position: int, length: int):
    damaged = (STYLES + "\0" + NUMBERING)[:position] + (STYLES + "\0" + NUMBERING)[position + length :]
    styles, _, numbering = damaged.partition("\0")
    assert outcome(packed(RICH, styles=styles, numbering=numbering, header1=HEADER)) == "read"
