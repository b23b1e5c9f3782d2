"""Comments of our own: exact ranges in every kind of paragraph, people's comments left alone, ours taken out again."""

from datetime import datetime
from io import BytesIO

import docx as python_docx
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from gongwen.draft import Comment, Draft
from gongwen.errors import RenderingFailed, UnreadableDocument
from gongwen.ooxml import remarks
from gongwen.ooxml.manuscript import Manuscript
from gongwen.ooxml.package import Package
from gongwen.ooxml.reader import read
from gongwen.ooxml.remarks import INITIALS, Note, erase, room, write
from gongwen.render.office import convert, program
from tests.ooxml.packages import docx, p, pack, part_xml, run
from tests.ooxml.test_manuscript import ZOO, ZOO_TEXT, members

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
W14, X15, C16 = (
    f'xmlns:{prefix}="http://schemas.microsoft.com/office/word/{name}"'
    for prefix, name in (("w14", "2010/wordml"), ("x", "2012/wordml"), ("c", "2016/wordml/cid"))
)
RANGE = '<w:commentRangeStart w:id="4"/>{}<w:commentRangeEnd w:id="4"/><w:r><w:commentReference w:id="4"/></w:r>'
PEOPLE = part_xml("comments", f'<w:comment w:id="4" w:author="审核" w:initials="审">{p("请核对")}</w:comment>')
OURS = f'<w:comment w:id="{{}}" w:author="gongwen" w:initials="{INITIALS}">{{}}</w:comment>'
WHOLE = {"12", "链接", "知", "11", "☺☻"}
"""What cannot be cut: generated, drawn or read as one."""
CELLS = f"<w:tbl><w:tr><w:tc>{p('格')}<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>"
KINDS = {
    "empty": "<w:p/>",
    "empty with properties": '<w:p><w:pPr><w:jc w:val="center"/></w:pPr></w:p>',
    "blank": p("　　"),
    "end of a section": p("", "<w:sectPr/>"),
    "cell and nested cell": CELLS,
    "content control": f"<w:sdt><w:sdtContent>{p('控件里')}</w:sdtContent></w:sdt>",
    "all inserted": f"<w:p><w:ins w:id='9' w:author='a'>{run('插入')}</w:ins></w:p>",
    "break only": "<w:p><w:r><w:br/></w:r></w:p>",
    "formula only": "<w:p><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></w:p>",
    "zoo": f"<w:p>{ZOO}</w:p>",
}


def package(body: str, **parts: str) -> bytes:
    return docx(body, types=TYPES, **parts)


def annotated(data: bytes, *notes: Note, **options: datetime) -> bytes:
    manuscript = Manuscript(Package.open(data))
    write(manuscript, notes, **options)
    return manuscript.data()


def erased(data: bytes) -> bytes:
    manuscript = Manuscript(Package.open(data))
    assert erase(manuscript)
    return manuscript.data()


def draft_of(data: bytes) -> Draft:
    return read(Package.open(data))


def note(start: int, end: int, *lines: str, path: str = "body/p[1]") -> Note:
    return Note(path, start, end, lines or ("一处",))


def comments(data: bytes) -> tuple[Comment, ...]:
    return draft_of(data).comments


def canonical(data: bytes) -> list[bytes]:
    return [etree.tostring(etree.fromstring(content), method="c14n") for _, content in members(data)]


def on_everything(body: str) -> list[Note]:
    outside = (found for found in draft_of(package(body)).paragraphs() if "/box[" not in found.address.path)
    return [note(0, len(found.text), path=found.address.path) for found in outside]


def installed() -> bool:
    try:
        return bool(program())
    except RenderingFailed:
        return False


def test_a_comment_stands_on_the_characters_it_speaks_of():
    data = annotated(package(p("示政发[2024]8号")), note(3, 9, "年份应当用六角括号", "[GF046a]"))
    (comment,) = comments(data)
    assert (comment.author, comment.text) == ("gongwen", "年份应当用六角括号\n[GF046a]")
    assert (comment.address.path, comment.start, comment.end) == ("body/p[1]", 3, 9)


def test_all_of_a_paragraph_is_meant_when_there_are_no_characters():
    (comment,) = comments(annotated(package(p("关于水源保护")), note(0, 0)))
    assert (comment.start, comment.end) == (0, 6)


@given(st.lists(st.tuples(st.integers(0, len(ZOO_TEXT)), st.integers(0, len(ZOO_TEXT))).map(sorted), max_size=6))
@settings(max_examples=60, deadline=None)
def test_any_spans_of_any_text_are_covered_and_the_text_stays(spans: list[list[int]]):
    data = annotated(package(f"<w:p>{ZOO}</w:p>"), *(note(*span) for span in spans))
    assert draft_of(data).blocks[0].text == ZOO_TEXT
    found = [(comment.start, comment.end) for comment in comments(data)]
    assert all(start <= low and high <= end for (start, end), (low, high) in zip(found, spans, strict=True))


@given(st.lists(st.tuples(st.integers(0, len(ZOO_TEXT)), st.integers(0, len(ZOO_TEXT))).map(sorted), max_size=6))
@example([[0, 28], [0, 29]])
@example([[0, 26], [28, 29]])
@settings(max_examples=60, deadline=None)
def test_among_others_a_comment_stands_where_it_would_stand_alone(spans: list[list[int]]):
    file, notes = package(f"<w:p>{ZOO}</w:p>"), [note(*span) for span in spans]
    alone = [(comment.start, comment.end) for one in notes for comment in comments(annotated(file, one))]
    assert [(comment.start, comment.end) for comment in comments(annotated(file, *notes))] == alone


@pytest.mark.parametrize("at", range(len(ZOO_TEXT)))
def test_a_range_covers_no_more_than_what_cannot_be_cut(at: int):
    (comment,) = comments(annotated(package(f"<w:p>{ZOO}</w:p>"), note(at, at + 1)))
    covered = ZOO_TEXT[comment.start : comment.end]
    assert covered == ZOO_TEXT[at] or covered in WHOLE or "知" in covered or "☺" in covered


def test_comments_on_one_place_keep_their_order():
    data = annotated(package(p("甲乙丙")), note(1, 2, "一"), note(1, 2, "二"), note(0, 2, "三"), note(0, 3, "四"))
    ranges = [(comment.text, comment.start, comment.end) for comment in comments(data)]
    assert ranges == [("一", 1, 2), ("二", 1, 2), ("三", 0, 2), ("四", 0, 3)]
    references = [mark.get(remarks._ID) for mark in Manuscript(Package.open(data)).body.iter(remarks._REFERENCE)]
    assert references == ["0", "1", "2", "3"]


@pytest.mark.parametrize("body", KINDS.values(), ids=KINDS)
def test_every_kind_of_paragraph_takes_a_comment(body: str):
    before, notes = draft_of(package(body)), on_everything(body)
    data = annotated(package(body), *notes)
    after = draft_of(data)
    assert [found.address.path for found in after.paragraphs() if found.comments] == [one.path for one in notes]
    assert [found.text for found in after.paragraphs()] == [found.text for found in before.paragraphs()]
    assert len(list(python_docx.Document(BytesIO(data)).comments)) == len(notes)


def test_ranges_stand_behind_the_properties_of_a_paragraph():
    data = annotated(package(KINDS["empty with properties"]), note(0, 0))
    children = [child.tag.rpartition("}")[2] for child in Manuscript(Package.open(data)).body[0]]
    assert children == ["pPr", "commentRangeStart", "commentRangeEnd", "r"]


def test_the_part_is_added_once_and_everything_else_stays():
    before = package(p("甲"), styles=part_xml("styles", ""))
    after = annotated(before, note(0, 1))
    changed = ["[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels"]
    assert [name for name, _ in members(after)] == [*(name for name, _ in members(before)), "word/comments1.xml"]
    assert [name for name, content in members(before) if dict(members(after))[name] != content] == changed
    again = annotated(after, note(0, 1))
    assert [name for name, _ in members(again)] == [name for name, _ in members(after)]


def test_comments_of_people_stay_with_their_numbers_and_places():
    data = annotated(package(f"<w:p>{run('甲')}{RANGE.format(run('乙丙'))}</w:p>", comments=PEOPLE), note(1, 2))
    theirs, ours = comments(data)
    assert (theirs.id, theirs.author, theirs.text, theirs.start, theirs.end) == ("4", "审核", "请核对", 1, 3)
    assert (ours.id, ours.start, ours.end) == ("0", 1, 2)


def test_a_number_that_only_a_mark_has_is_not_given_again():
    body = '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>甲</w:t></w:r></w:p>'
    (ours,) = comments(annotated(package(body), note(0, 1)))
    assert ours.id == "1"


def test_a_comment_has_the_date_it_is_given_and_none_otherwise():
    dated = annotated(package(p("甲")), note(0, 1), date=datetime(2024, 5, 6, 7, 8, 9))
    assert b'w:date="2024-05-06T07:08:09Z"' in dict(members(dated))["word/comments1.xml"]
    assert b"w:date" not in dict(members(annotated(package(p("甲")), note(0, 1))))["word/comments1.xml"]


def test_erasing_undoes_writing_but_for_the_cuts_in_runs():
    before = package(f"<w:p>{run('甲')}{RANGE.format(run('乙丙'))}</w:p>\n  <w:p/>\n", comments=PEOPLE)
    once = annotated(before, note(1, 3), note(0, 0, path="body/p[2]"))
    assert canonical(erased(once)) == canonical(before)


def test_writing_erasing_and_writing_again_gives_the_same_bytes():
    notes = (note(0, 0), note(3, 8), note(3, 8), note(20, 24))
    once = annotated(package(f"<w:p>{ZOO}</w:p>"), *notes)
    assert annotated(erased(once), *notes) == once


def test_nothing_is_erased_where_nothing_is_ours():
    data = package(f"<w:p>{RANGE.format(run('甲'))}</w:p>", comments=PEOPLE)
    manuscript = Manuscript(Package.open(data))
    assert (erase(manuscript), manuscript.data()) == (False, data)
    assert erase(Manuscript(Package.open(package(p("甲"))))) is False


def test_a_person_of_the_same_name_is_not_us():
    theirs = part_xml("comments", '<w:comment w:id="4" w:author="gongwen" w:initials="g"><w:p/></w:comment>')
    assert erase(Manuscript(Package.open(package(p("甲"), comments=theirs)))) is False


def test_a_comment_that_shares_its_number_with_a_person_is_left():
    both = PEOPLE.replace("</w:comments>", OURS.format(4, "<w:p/>") + "</w:comments>")
    assert erase(Manuscript(Package.open(package(p("甲"), comments=both)))) is False


def test_a_reference_that_shares_its_run_with_text_leaves_the_text():
    body = '<w:p><w:r><w:t>甲</w:t><w:commentReference w:id="1"/></w:r></w:p>'
    data = erased(package(body, comments=part_xml("comments", OURS.format(1, "<w:p/>"))))
    assert draft_of(data).blocks[0].text == "甲"


def test_what_word_keeps_about_our_comments_goes_and_an_answer_stands_by_itself():
    ours = OURS.format(1, '<w:p w14:paraId="AA"/>')
    answer = '<w:comment w:id="2" w:author="审核"><w:p w14:paraId="BB"/></w:comment>'
    data = erased(
        package(
            p("甲"),
            comments=part_xml("comments", ours + answer).replace("<w:comments", f"<w:comments {W14}", 1),
            commentsExtended=f'<x:commentsEx {X15}><x:commentEx x:paraId="AA" x:done="0"/>'
            '<x:commentEx x:paraId="BB" x:paraIdParent="AA" x:done="0"/></x:commentsEx>',
            commentsIds=f'<c:ids {C16}><c:id c:paraId="AA" c:durableId="D1"/><c:id c:paraId="BB" c:durableId="D2"/></c:ids>',
            commentsExtensible=f'<c:ext {C16}><c:e c:durableId="D1"/><c:e c:durableId="D2"/></c:ext>',
        )
    )
    written = dict(members(data))
    assert [comment.id for comment in comments(data)] == ["2"]
    assert b"AA" not in written["word/commentsExtended.xml"] + written["word/commentsIds.xml"]
    assert b"BB" in written["word/commentsExtended.xml"]
    assert written["word/commentsExtensible.xml"].count(b"durableId") == 1


def test_we_write_no_more_than_we_read_again(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(remarks, "OURS", 2)
    assert room(Manuscript(Package.open(docx("<w:p/>")))) == 2


def test_there_is_room_for_as_many_comments_as_word_opens(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(remarks, "MOST", 3)
    data = package(f"<w:p>{RANGE.format(run('甲'))}</w:p>", comments=PEOPLE)
    assert room(Manuscript(Package.open(data))) == 2


def test_a_broken_part_with_comments_is_not_written_over():
    with pytest.raises(UnreadableDocument):
        annotated(package(p("甲"), comments="<w:comments"), note(0, 1))


def test_strict_files_get_strict_comments():
    home = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    strict = {
        name: content.replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", home.encode())
        for name, content in members(package(p("甲乙")))
    }
    data = annotated(pack(strict), note(0, 1))
    assert home.encode() in dict(members(data))["word/comments1.xml"]
    assert [(comment.start, comment.end) for comment in comments(data)] == [(0, 1)]


@pytest.mark.skipif(not installed(), reason="LibreOffice is not installed; make roundtrip tries it on all samples")
def test_libreoffice_keeps_comments_on_every_kind_of_paragraph():
    files = [annotated(package(body), *on_everything(body)) for body in KINDS.values()]
    counts = [len(comments(data)) for data in files]
    assert [len(comments(kept)) for kept in convert(files, "docx") if kept] == counts
