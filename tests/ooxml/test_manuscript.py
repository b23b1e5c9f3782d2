"""Finding paragraphs by address, splitting runs and writing back; the addresses are tried on every sample in every construction."""

from io import BytesIO
from itertools import pairwise
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from gongwen.errors import UnreadableDocument
from gongwen.ooxml.manuscript import Manuscript
from gongwen.ooxml.names import W, w
from gongwen.ooxml.package import Package
from tests.golden import SAMPLES
from tests.ooxml.edited import draft_of, members, paragraphs, shapes
from tests.ooxml.packages import document_xml, docx, p, pack, part_xml, run, strict

STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
FILES = sorted(SAMPLES.glob("*.docx"))
BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
RUBY = "<w:ruby><w:rt><w:r><w:t>zhi</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>知</w:t></w:r></w:rubyBase></w:ruby>"
EMOJI = (
    "<mc:AlternateContent><mc:Choice Requires='w16se'/><mc:Fallback><w:t>☺☻</w:t></mc:Fallback></mc:AlternateContent>"
)
BOX = "<w:pict><v:rect><v:textbox><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></v:textbox></v:rect></w:pict>"
ZOO = "".join(
    (
        "<w:r><w:t> 甲 </w:t></w:r>",
        run("关于 防汛 "),
        f"<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t><w:tab/><w:br/>{BOX}<w:t>b</w:t><w:br w:type='page'/></w:r>",
        "<w:bookmarkStart w:id='1' w:name='x'/>",
        f"{BEGIN}<w:r><w:instrText>PAGE</w:instrText><w:t>不显示</w:t></w:r>{SEPARATE}{run('12')}{END}",
        "<w:bookmarkEnd w:id='1'/>",
        f"<w:hyperlink>{run('链接')}</w:hyperlink><w:smartTag>{run('标签')}</w:smartTag>",
        f"<w:sdt><w:sdtPr/><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>",
        f"<w:ins>{run('插入')}</w:ins><w:del>{run('删除')}</w:del>",
        f"<w:r><w:t>前</w:t>{RUBY}<w:t>后</w:t></w:r>",
        f"<w:r><w:sym w:font='Wingdings' w:char='F0FE'/><w:noBreakHyphen/>{EMOJI}<w:t>尾</w:t></w:r>",
        "<w:fldSimple w:instr='PAGE'/><w:r><w:pgNum/></w:r>",
    )
)
ZOO_FILE = docx(f"<w:p>{ZOO}</w:p>")
ZOO_TEXT = "甲关于 防汛 a\t\nb\f12链接标签控件插入前知后☑-☺☻尾11"
SPLITTABLE = ZOO_TEXT.index("☺")


def manuscript(data: bytes) -> Manuscript:
    return Manuscript(Package.open(data))


def text_of(runs: list[etree._Element]) -> str:
    """Read runs as a paragraph of their own."""
    content = "".join(etree.tostring(found, encoding="unicode", with_tail=False) for found in runs)
    return draft_of(docx(f"<w:p>{content}</w:p>")).blocks[0].text


def test_every_address_of_every_sample_leads_to_its_paragraph(built):
    found = 0
    for path in [made.path for made in built]:
        package = Package.open(path)
        written = Manuscript(package)
        for paragraph in paragraphs(draft_of(package.data)):
            passage = written.passage(paragraph.address.part, paragraph.address.path)
            assert (passage.read.text, passage.read.runs) == (paragraph.text, paragraph.runs)
            assert passage.element.tag == w("p")
            ends = [0, *(piece.end for piece in passage.pieces)]
            assert ([piece.start for piece in passage.pieces], ends[-1]) == (ends[:-1], len(paragraph.text))
            found += 1
    assert found > 3000


def test_every_shape_of_every_sample_has_its_element(built):
    tags = set()
    for path in [made.path for made in built]:
        package = Package.open(path)
        written = Manuscript(package)
        for paragraph in paragraphs(draft_of(package.data)):
            for shape in shapes(paragraph.shapes):
                tags.add(written.shape(shape.address.part, shape.address.path).tag.rpartition("}")[2])
    assert {"anchor", "line"} & tags


@pytest.mark.parametrize(
    ("part", "path"), [("body", "body/p[9]"), ("footer7", "footer7/p[1]"), ("body", "body/box[1]")]
)
def test_an_address_that_leads_nowhere_is_an_error(part: str, path: str):
    with pytest.raises(LookupError):
        manuscript(docx(p("甲"))).passage(part, path)


def test_addresses_lead_into_footers_and_boxes():
    data = docx(
        f"{p('甲')}<w:p><w:r>{BOX}</w:r></w:p><w:sectPr><w:footerReference r:id='rId-footer1'/></w:sectPr>",
        footer1=part_xml("ftr", p("页脚")),
    )
    written = manuscript(data)
    assert written.passage("footer1", "footer1/p[1]").read.text == "页脚"
    assert written.passage("body", "body/p[2]/box[1]/p[1]").read.text == "框"
    assert written.shape("body", "body/p[2]/box[1]").tag.endswith("}rect")


def test_the_paragraph_that_shows_all_there_is_reads_as_expected():
    assert draft_of(ZOO_FILE).blocks[0].text == ZOO_TEXT


@given(st.integers(0, SPLITTABLE), st.integers(0, SPLITTABLE))
def test_split_runs_cover_exactly_the_span(one: int, other: int):
    start, end = sorted((one, other))
    found = manuscript(ZOO_FILE)
    runs = found.split(found.passage("body", "body/p[1]").element, start, end)
    covered = text_of([run for run in runs if next(run.iterancestors(w("ruby")), None) is None])
    assert covered.replace("知", "") == ZOO_TEXT[start:end].replace("知", "")


@given(st.lists(st.integers(0, len(ZOO_TEXT)), min_size=2, max_size=8))
def test_splitting_again_and_again_changes_nothing_a_reader_sees(offsets: list[int]):
    found = manuscript(ZOO_FILE)
    for start, end in pairwise(offsets):
        found.split(found.passage("body", "body/p[1]").element, min(start, end), max(start, end))
    assert draft_of(found.data()) == draft_of(ZOO_FILE)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(FILES), st.data())
def test_splitting_samples_anywhere_changes_nothing_a_reader_sees(path: Path, data: st.DataObject):
    before = draft_of(path.read_bytes())
    found = manuscript(path.read_bytes())
    for paragraph in data.draw(st.lists(st.sampled_from(paragraphs(before)), max_size=6)):
        ends = sorted(data.draw(st.tuples(*[st.integers(0, len(paragraph.text))] * 2)))
        element = found.passage(paragraph.address.part, paragraph.address.path).element
        assert text_of(found.split(element, *ends)) == paragraph.text[ends[0] : ends[1]]
    assert draft_of(found.data()) == before


def test_a_drawing_between_two_halves_stays_where_it_is():
    found = manuscript(docx(f"<w:p><w:r><w:t>甲</w:t>{BOX}<w:t>乙</w:t></w:r></w:p>"))
    found.split(found.passage("body", "body/p[1]").element, 0, 1)
    after = draft_of(found.data()).blocks[0]
    assert (after.text, after.shapes[0].offset) == ("甲乙", 1)


def test_nothing_changed_gives_the_very_bytes():
    data = docx(p("甲"))
    found = manuscript(data)
    found.passage("body", "body/p[1]")
    assert found.data() is data


def test_only_the_changed_part_is_written_anew():
    data = docx(p("甲"), styles=part_xml("styles", ""), footer1=part_xml("ftr", p("乙")))
    found = manuscript(data)
    found.passage("body", "body/p[1]").element.append(etree.Element(w("r")))
    before, after = members(data), members(found.data())
    assert [name for name, _ in after] == [name for name, _ in before]
    assert [name for (name, new), (_, old) in zip(after, before, strict=True) if new != old] == ["word/document.xml"]


def test_comments_instructions_and_the_declaration_survive():
    body = document_xml(f"<!--一--><?go on?>{p('甲')}<w:p><w:r><w:t>乙<!--二-->丙</w:t></w:r></w:p>")
    data = pack(dict(members(docx(""))) | {"word/document.xml": body + "<!--尾-->"})
    found = manuscript(data)
    runs = found.split(found.passage("body", "body/p[2]").element, 1, 2)
    written = Package.open(found.data()).part("word/document.xml").decode()
    assert text_of(runs) == "丙"
    assert all(mark in written for mark in ("<!--一-->", "<?go on?>", "<!--二-->", "<!--尾-->"))
    assert written.startswith('<?xml version="1.0" encoding="UTF-8"?>\n')
    assert draft_of(found.data()) == draft_of(data)


def test_a_strict_file_stays_strict_and_is_spelt_strictly():
    data = strict(docx(p("甲乙", '<w:jc w:val="left"/><w:ind w:leftChars="200" w:right="10"/>')))
    found = manuscript(data)
    found.split(found.passage("body", "body/p[1]").element, 0, 1)
    written = Package.open(found.data()).part("word/document.xml").decode()
    assert (STRICT_W in written, W in written) == (True, False)
    assert '<w:jc w:val="start"/>' in written
    assert 'w:startChars="200"' in written
    assert draft_of(found.data()) == draft_of(data)


def test_a_part_that_mixes_both_kinds_of_namespaces_is_known():
    both = document_xml(f"{p('甲')}<!--{W}-->").replace(f'"{W}"', f'"{STRICT_W}"')
    mixed = pack(dict(members(docx(""))) | {"word/document.xml": both})
    assert [manuscript(data).is_mixed("body") for data in (docx(p("甲")), strict(docx(p("甲"))), mixed)] == [
        False,
        False,
        True,
    ]


def test_a_part_is_added_with_its_relationship_and_type():
    data = docx(p("甲"), footer1=part_xml("ftr", p("旧")))
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    data = pack(dict(members(data)) | {"[Content_Types].xml": types})
    found = manuscript(data)
    identity = found.add(etree.fromstring(part_xml("ftr", p("新"))), "footer", "footer", "application/x")
    package = Package.open(found.data())
    assert package.target("word/document.xml", identity) == "word/footer2.xml"
    assert b'PartName="/word/footer2.xml"' in package.part("[Content_Types].xml")
    assert [name for name, _ in members(found.data())] == [*(name for name, _ in members(data)), "word/footer2.xml"]


def test_a_member_nobody_can_unpack_is_carried_along():
    data = bytearray(docx(p("甲"), image="PICTURE"))
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/media/image1.png")) + 16
    data[at] ^= 0xFF
    found = manuscript(bytes(data))
    found.passage("body", "body/p[1]").element.append(etree.Element(w("r")))
    assert draft_of(found.data()).blocks[0].text == "甲"


def test_members_that_overlap_are_refused():
    data = docx(p("甲"))
    start = data.index(b"PK\x01\x02", data.rindex(b"_rels/.rels") - 60)
    broken = data[: start + 20] + len(data).to_bytes(4, "little") + data[start + 24 :]
    found = manuscript(docx(p("甲")))
    found.passage("body", "body/p[1]").element.append(etree.Element(w("r")))
    found.package._data = broken
    with pytest.raises(UnreadableDocument):
        found.data()


def test_stored_members_and_comments_of_the_archive_are_kept():
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_STORED) as archive:
        archive.comment = "说明".encode()
        for name, content in members(docx(p("甲"))):
            archive.writestr(name, content)
    found = manuscript(stream.getvalue())
    found.passage("body", "body/p[1]").element.append(etree.Element(w("r")))
    with ZipFile(BytesIO(found.data())) as archive:
        assert archive.comment == "说明".encode()
        assert archive.testzip() is None
        assert archive.getinfo("_rels/.rels").compress_type == ZIP_STORED


def test_python_docx_opens_what_was_written():
    found = manuscript((SAMPLES / "notice.docx").read_bytes())
    found.split(found.passage("body", "body/p[1]").element, 2, 4)
    assert python_docx.Document(BytesIO(found.data())).paragraphs[0].text == "示例市人民政府文件"
