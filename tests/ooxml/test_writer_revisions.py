"""Tracked changes: accepted, they are what the direct change is; rejected, the document is what it was."""

from io import BytesIO

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongwen.edits import (
    Edit,
    FooterLine,
    InsertParagraph,
    ParagraphChange,
    RemoveParagraph,
    ReplaceText,
    RunChange,
    SectionChange,
    SetBorder,
    SetFooters,
    SetParagraphFormat,
    SetRowBorder,
    SetRunFormat,
    SetSection,
    SetStroke,
    Span,
)
from gongwen.ooxml.package import Package
from gongwen.ooxml.writer import Revision, Written, write
from tests.ooxml.edited import draft_of, edits, paragraphs
from tests.ooxml.packages import docx, p, run
from tests.ooxml.revisions import accept_all, canonical, changes, reject_all
from tests.ooxml.schema import faults

BY = Revision("gongwen", "2026-01-01T08:00:00Z")


def written(data: bytes, *made: Edit) -> Written:
    return write(Package.open(data), made, revision=BY)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_accepted_it_is_the_direct_change_and_rejected_it_is_the_original(built, data):
    original = data.draw(st.sampled_from([made.path for made in built])).read_bytes()
    wanted = data.draw(st.lists(edits(paragraphs(draft_of(original))), min_size=1, max_size=6))
    result = written(original, *wanted)
    direct = write(Package.open(original), result.done)
    assert direct.refused == ()
    assert draft_of(accept_all(result.data)) == draft_of(direct.data)
    assert canonical(reject_all(result.data)) == canonical(original)
    assert faults(result.data) == []
    numbers = [record.get(record.tag.partition("}")[0] + "}id") for record in changes(result.data)]
    assert len(numbers) == len(set(numbers))
    assert python_docx.Document(BytesIO(result.data)).paragraphs


def source(result: Written) -> str:
    assert faults(result.data) == []
    return Package.open(result.data).part("word/document.xml").decode()


def both_ways(body: str, *made: Edit, **parts: str) -> tuple[list[str], list[str]]:
    """Give the paragraphs after accepting and after rejecting everything."""
    result = written(docx(body, **parts), *made)
    assert result.refused == ()
    return tuple(
        [found.text for found in draft_of(data).paragraphs()]
        for data in (accept_all(result.data), reject_all(result.data))
    )


def refusals(body: str, *made: Edit) -> list[str]:
    return [reason for _, reason in written(docx(body), *made).refused]


def span(start: int = 0, end: int = 0, path: str = "body/p[1]") -> Span:
    return Span("body", path, start, end)


def test_replaced_text_is_one_deletion_and_one_insertion_beside_it():
    result = written(docx(p("示政发[2024]8号")), ReplaceText(span(3, 4), "〔"))
    stamp = 'w:author="gongwen" w:date="2026-01-01T08:00:00Z"'
    assert (
        f'<w:del w:id="1" {stamp}><w:r><w:rPr/><w:delText xml:space="preserve">[</w:delText></w:r></w:del>'
        f'<w:ins w:id="2" {stamp}><w:r><w:rPr/><w:t>〔</w:t></w:r></w:ins>'
    ) in source(result)


def test_a_look_is_recorded_with_the_whole_look_before():
    result = written(docx(f"<w:p>{run('甲乙', '<w:b/>')}</w:p>"), SetRunFormat(span(0, 1), RunChange(size=16.0)))
    assert (
        '<w:szCs w:val="32"/><w:rPrChange w:id="1" w:author="gongwen" w:date="2026-01-01T08:00:00Z"><w:rPr><w:b/></w:rPr>'
        in source(result)
    )
    assert source(result).count("rPrChange ") == 1


def test_how_a_paragraph_stood_is_recorded_without_mark_and_section():
    body = p("甲", '<w:jc w:val="left"/><w:rPr><w:b/></w:rPr><w:sectPr/>') + p("乙")
    edits_made = (
        SetParagraphFormat(span(), ParagraphChange(align="center")),
        SetBorder(span(), "top", "single", 1.0, "auto"),
    )
    written_source = source(written(docx(body), *edits_made))
    assert '<w:pPr><w:jc w:val="left"/></w:pPr></w:pPrChange></w:pPr>' in written_source
    assert written_source.count("<w:pPrChange") == 1


def test_tab_stops_are_recorded_with_those_there_were():
    before = '<w:tabs><w:tab w:val="left" w:pos="420"/></w:tabs>'
    body = p("甲\t乙", before)
    result = written(docx(body), SetParagraphFormat(span(), ParagraphChange(tabs=((428.2, "right"),))))
    assert f"<w:pPr>{before}</w:pPr></w:pPrChange></w:pPr>" in source(result)
    accepted, rejected = (draft_of(made(result.data)).blocks[0].format.tabs for made in (accept_all, reject_all))
    assert (accepted, rejected) == (((428.2, "right"),), ((21.0, "left"),))


def test_a_change_that_changes_nothing_leaves_no_record():
    result = written(
        docx(p("甲", '<w:jc w:val="center"/>')), SetParagraphFormat(span(), ParagraphChange(align="center"))
    )
    assert changes(result.data) == []


def test_records_get_numbers_that_nobody_has():
    body = f"<w:p><w:bookmarkStart w:id='41' w:name='x'/>{run('甲')}<w:bookmarkEnd w:id='41'/></w:p>"
    assert '<w:del w:id="42"' in source(written(docx(body), ReplaceText(span(0, 1), "")))


@pytest.mark.parametrize(
    ("path", "before"),
    [("body/p[1]", True), ("body/p[1]", False), ("body/p[2]", False), ("body/tbl[1]/r[1]/c[1]/p[1]", False)],
)
def test_a_new_paragraph_comes_or_vanishes_whole(path: str, before: bool):
    body = p("甲") + p("乙") + f"<w:tbl><w:tr><w:tc>{p('丙')}</w:tc></w:tr></w:tbl>"
    accepted, rejected = both_ways(body, InsertParagraph(span(path=path), "新", before=before))
    assert sorted(accepted) == sorted(["甲", "乙", "丙", "新"])
    assert rejected == ["甲", "乙", "丙"]


@pytest.mark.parametrize("gone", [[1], [2], [3], [1, 2], [2, 3], [1, 3]])
def test_a_paragraph_goes_or_stays_whole(gone: list[int]):
    texts = ["甲", "乙", "丙"]
    for pattern in ("{}", "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"):
        body = pattern.format("".join(map(p, texts)))
        path = "body/p[{}]" if pattern == "{}" else "body/tbl[1]/r[1]/c[1]/p[{}]"
        accepted, rejected = both_ways(body, *(RemoveParagraph(span(path=path.format(number))) for number in gone))
        assert accepted == [text for number, text in enumerate(texts, start=1) if number not in gone]
        assert rejected == texts


def test_the_only_paragraph_of_a_cell_is_emptied_or_stays():
    body = f"<w:tbl><w:tr><w:tc>{p('甲')}</w:tc></w:tr></w:tbl>"
    assert both_ways(body, RemoveParagraph(span(path="body/tbl[1]/r[1]/c[1]/p[1]"))) == ([""], ["甲"])


def test_drawings_in_deleted_text_are_not_deleted():
    body = "<w:p><w:r><w:t>甲</w:t><w:pict><v:line/></w:pict><w:t>乙</w:t></w:r></w:p>" + p("丙")
    for edit in (ReplaceText(span(0, 2), "丁"), RemoveParagraph(span())):
        result = written(docx(body), edit)
        counts = [len(draft_of(data).blocks[0].shapes) for data in (accept_all(result.data), reject_all(result.data))]
        assert counts == [1, 1]


@pytest.mark.parametrize(
    "edit",
    [
        SetSection(0, SectionChange(columns=1)),
        SetFooters((FooterLine("default", "right", 1.0, "— ", " —", RunChange()),)),
        SetStroke("body", "body/p[1]/box[1]", color="FF0000"),
        SetRowBorder(span(), "top", "single", 1.0, "auto"),
    ],
)
def test_what_word_keeps_no_record_of_is_left_alone(edit: Edit):
    assert refusals("<w:p><w:r><w:pict><v:line/></w:pict></w:r></w:p>", edit) == [
        "Word 不能把页面设置、页脚、图形和表格线的改动记为修订，请用直接修改。"
    ]


OTHERS = "w:id='1' w:author='他人' w:date='2025-01-01T00:00:00Z'"


@pytest.mark.parametrize(
    ("body", "edit"),
    [
        (
            f"<w:p>{run('甲', f'<w:rPrChange {OTHERS}><w:rPr/></w:rPrChange>')}</w:p>",
            SetRunFormat(span(0, 1), RunChange(bold=True)),
        ),
        (
            p("甲", f"<w:rPr><w:rPrChange {OTHERS}><w:rPr/></w:rPrChange></w:rPr>"),
            SetRunFormat(span(), RunChange(bold=True), mark=True),
        ),
        (
            p("甲", f"<w:pPrChange {OTHERS}><w:pPr/></w:pPrChange>"),
            SetParagraphFormat(span(), ParagraphChange(first=2.0)),
        ),
        (p("甲", f"<w:rPr><w:ins {OTHERS}/></w:rPr>") + p("乙"), InsertParagraph(span(), "新")),
        (p("甲", f"<w:rPr><w:ins {OTHERS}/></w:rPr>") + p("乙"), RemoveParagraph(span())),
        (f"<w:p><w:ins {OTHERS}>{run('甲')}</w:ins></w:p>", ReplaceText(span(0, 1), "乙")),
    ],
)
def test_nothing_is_mixed_with_tracked_changes_of_others(body: str, edit: Edit):
    assert refusals(body, edit) == ["这里有尚未接受的修订，请先接受或拒绝修订。"]


def test_changes_of_others_in_the_same_paragraph_stay():
    body = f"<w:p>{run('甲')}<w:ins {OTHERS}>{run('乙')}</w:ins></w:p>"
    result = written(docx(body), ReplaceText(span(0, 1), "丙"))
    assert [record.get(record.tag.partition("}")[0] + "}author") for record in changes(result.data)] == [
        "gongwen",
        "gongwen",
        "他人",
    ]


@pytest.mark.parametrize(
    ("body", "edit"),
    [
        (p("甲", "<w:sectPr/>") + "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>", InsertParagraph(span(), "新")),
        (p("零") + p("甲", "<w:sectPr/>") + p("乙"), RemoveParagraph(span(path="body/p[2]"))),
        (p("甲") + "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>" + p("乙"), RemoveParagraph(span())),
    ],
)
def test_paragraphs_whose_marks_cannot_go_cleanly_are_left_alone(body: str, edit: Edit):
    assert refusals(body, edit) == ["这一段在表格、控件或分节符旁边，增删不能记为修订，请用直接修改。"]


def test_a_paragraph_that_goes_is_not_changed_as_well():
    edits_made = (ReplaceText(span(0, 1), "乙"), RemoveParagraph(span()), InsertParagraph(span(path="body/p[2]"), "新"))
    both = [refusals(p("甲") + p("丙"), *edits_made), refusals(p("甲") + p("丙"), *edits_made[1::-1])]
    assert both == [["同一段又要改动又要删去，不能都记为修订，请分两次改。"]] * 2


def test_formulas_and_simple_fields_keep_their_paragraph():
    body = f"<w:p><w:fldSimple w:instr='PAGE'>{run('1')}</w:fldSimple></w:p>" + p("乙")
    assert refusals(body, RemoveParagraph(span())) == ["这一段里有公式、注音或域，删去不能记为修订，请用直接修改。"]


def test_text_goes_into_a_run_whose_look_changes_too():
    original = docx(p("各县"))
    look = SetRunFormat(Span("body", "body/p[1]", 0, 2), RunChange(bold=True))
    result = written(original, look, ReplaceText(Span("body", "body/p[1]", 2, 2), "："))
    assert result.refused == ()
    assert draft_of(accept_all(result.data)) == draft_of(write(Package.open(original), result.done).data)
    assert canonical(reject_all(result.data)) == canonical(original)


def test_text_round_a_field_is_recorded_outside_it():
    marks = ("begin", "separate", "end")
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{mark}"/></w:r>' for mark in marks)
    original = docx(
        f"<w:p>{begin}<w:r><w:instrText>PAGE</w:instrText></w:r>{separate}<w:r><w:t>1</w:t></w:r>{end}</w:p>"
    )
    result = written(
        original, *(ReplaceText(Span("body", "body/p[1]", at, at), mark) for at, mark in ((0, "第"), (1, "页")))
    )
    assert result.refused == ()
    assert draft_of(accept_all(result.data)).blocks[0].text == "第1页"
    assert canonical(reject_all(result.data)) == canonical(original)
