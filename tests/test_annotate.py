"""Findings as comments in a copy: one each where it stands, one that sums up, nothing else changed."""

import inspect
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

import gongwen
from gongwen.annotation import _Desk, annotated
from gongwen.api import Options
from gongwen.draft import Comment, Draft, Frame, Story
from gongwen.errors import UnreadableDocument
from gongwen.ooxml import remarks
from gongwen.report import ViolationRecord
from tests import papers
from tests.golden import SAMPLES
from tests.notes import commented
from tests.ooxml.edited import draft_of, members
from tests.ooxml.packages import docx
from tests.reports import document, element, finding

FILES = sorted(SAMPLES.glob("*.docx"))
FLAWED = SAMPLES / "flawed-tongzhi.docx"
FRAMED = replace(papers.BODY, frame=Frame(None, None, None, "page", "page", None, None))
PLAIN = papers.draft("示例市人民政府文件", "关于水源保护的通知", "各县、区人民政府：")
TITLE = element("title", "关于水源保护的通知", 2)


def ours(data: bytes) -> list[Comment]:
    return [comment for comment in draft_of(data).comments if comment.author == "gongwen"]


def spot(comment: Comment) -> tuple[str, int, int]:
    assert comment.address is not None
    return comment.address.path, comment.start, comment.end


def moved(one: ViolationRecord, part: str, path: str, start: int = 0, end: int = 0) -> ViolationRecord:
    return replace(one, location=replace(one.location, part=part, path=path, start=start, end=end))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_sample_gets_a_comment_for_each_finding_and_one_that_sums_up(path: Path) -> None:
    found = gongwen.check(path, stage="final").documents[0].violations
    copy = gongwen.annotate(path, stage="final")
    assert len(ours(copy)) == len(found) + 1
    assert all(comment.address is not None for comment in ours(copy))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_only_what_carries_comments_is_changed_and_no_word_of_the_text(path: Path) -> None:
    data = path.read_bytes()
    copy = gongwen.annotate(data)
    before, after = dict(members(data)), dict(members(copy))
    changed = {name for name in after if before.get(name) != after[name]}
    assert changed == {"[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels", "word/comments1.xml"}
    texts = [[paragraph.text for paragraph in draft_of(one).paragraphs()] for one in (data, copy)]
    assert texts[0] == texts[1]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_annotating_twice_is_annotating_once(path: Path) -> None:
    once = gongwen.annotate(path, stage="final")
    assert gongwen.annotate(once, stage="final") == once


def test_a_comment_says_what_where_why_and_how() -> None:
    comment = ours(gongwen.annotate(FLAWED, select=["GF046a"]))[1]
    assert comment.text.splitlines() == [
        "错误：发文字号的年份应当用六角括号“〔〕”括入，此处为“[2024]”",
        "现为 [2024] → 应为 〔2024〕",
        "依据：GB/T 9704-2012 7.2.5；GB/T 15834-2011 4.9.3.4、4.9.3.6",
        "[GF046a]",
    ]
    assert spot(comment)[1:] == (3, 9)


def test_the_title_carries_the_sum() -> None:
    comment = ours(gongwen.annotate(FLAWED, select=["GF-046"]))[0]
    assert comment.text.splitlines() == [
        "gongwen 检查结果（通知，文件格式，下行文，按送签稿检查）：共 1 处错误",
        "政治关 未检；政策关 未检；事实关 未检；格式关 1 处错误；语言关 未检",
        "确实不改的，在有问题的文字上加批注写明理由：gongwen: 忽略 GF046 理由",
    ]
    assert (
        next(one.text for one in draft_of(FLAWED.read_bytes()).paragraphs() if one.address == comment.address)
        == "示例市人民政府"
    )


def test_a_document_without_findings_gets_the_sum_alone() -> None:
    (comment,) = ours(gongwen.annotate(SAMPLES / "notice.docx"))
    assert comment.text == "gongwen 检查结果（通知，文件格式，下行文，按送签稿检查）：未发现问题"


def test_a_document_that_is_not_official_is_told_so() -> None:
    first, second = ours(gongwen.annotate(SAMPLES / "other-contract.docx"))
    assert first.text == "gongwen 检查结果：未识别为公文，未作检查；确是公文的，请指明文种后再查"
    assert second.text.endswith("[SYS002]")


def test_waived_findings_get_no_comment_and_the_waiver_stays() -> None:
    data = commented("flawed-tongzhi", ("[2024]", "gongwen: 忽略 GF046 沿用旧式"))
    copy = gongwen.annotate(data, select=["GF046", "GF047"])
    assert [comment.text[-8:] for comment in ours(copy)[1:]] == ["[GF047a]", "[GF047b]"]
    assert "另有 1 处按批注忽略，不再批注" in ours(copy)[0].text
    assert [comment.text for comment in draft_of(copy).comments if comment.author == "审核"] == [
        "gongwen: 忽略 GF046 沿用旧式"
    ]


def test_our_comments_of_an_earlier_run_are_no_leftovers() -> None:
    copy = gongwen.annotate(FLAWED, stage="final")
    assert not any("YY009c" in comment.text for comment in ours(gongwen.annotate(copy, stage="final")))


def test_the_comments_follow_the_settings() -> None:
    assert len(ours(gongwen.annotate(FLAWED, select=["GF046"], inline_waivers=False))) == 2


def test_comments_have_the_date_the_caller_gives() -> None:
    copy = gongwen.annotate(FLAWED, select=["GF046"], date=datetime(2024, 5, 6, 7, 8))
    assert dict(members(copy))["word/comments1.xml"].count(b'w:date="2024-05-06T07:08:00Z"') == 2


def test_the_settings_are_those_of_a_checker() -> None:
    assert list(Options.__annotations__) == [*inspect.signature(gongwen.Checker).parameters]


def test_what_cannot_be_read_is_not_annotated() -> None:
    with pytest.raises(UnreadableDocument, match="文件是空的"):
        gongwen.annotate(b"")


def test_a_file_without_any_paragraph_has_no_place_for_comments() -> None:
    with pytest.raises(UnreadableDocument, match="没有地方可以加批注"):
        gongwen.annotate(docx("<w:sectPr/>"))


def test_the_gravest_findings_come_first_when_word_takes_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remarks, "MOST", 4)
    done = annotated(FLAWED, gongwen.Checker())
    texts = [comment.text for comment in ours(done.data)]
    assert [text[:2] for text in texts[1:]] == ["错误", "错误", "错误"]
    assert "另有 28 处未能标出" in texts[0]
    assert done.comments == 4


# by hand: places no sample has


def desk(draft: Draft = PLAIN, *, title: bool = True) -> _Desk:
    section = replace(draft.sections[0], footers=(("default", Story("footer1", ())),))
    return _Desk(replace(draft, sections=(section,)), document([TITLE] if title else []))


def test_a_finding_in_a_footer_is_told_at_the_end_of_the_text() -> None:
    note = desk().note(moved(finding(TITLE, (0, 2)), "footer1", "footer1/p[1]"))
    assert (note.path, note.start, note.end) == ("body/p[3]", 0, 9)
    assert note.lines[1] == "位置：标题（页脚里）"


def test_a_finding_in_a_header_is_told_at_the_beginning_of_the_text() -> None:
    note = desk().note(moved(finding(TITLE, (0, 2)), "header1", "header1/p[1]"))
    assert (note.path, note.lines[1]) == ("body/p[1]", "位置：标题（页眉里）")


def test_a_finding_in_a_text_box_is_told_on_the_paragraph_that_holds_it() -> None:
    note = desk().note(moved(finding(TITLE, (0, 2)), "body", "body/p[1]/box[1]/p[2]", 0, 2))
    assert (note.path, note.start, note.end, note.lines[1]) == ("body/p[1]", 0, 9, "位置：标题（文本框里）")


@pytest.mark.parametrize(("span", "expected"), [((2, 4), (2, 4)), ((3, 3), (2, 3)), ((0, 0), (0, 9))])
def test_what_has_no_length_is_told_on_the_character_before_or_the_whole_paragraph(
    span: tuple[int, int], expected: tuple[int, int]
) -> None:
    note = desk().note(moved(finding(TITLE, (0, 2)), "body", "body/p[3]", *span))
    assert (note.path, note.start, note.end) == ("body/p[3]", *expected)


@pytest.mark.parametrize(("title", "path"), [(True, "body/p[2]"), (False, "body/p[1]")])
def test_what_stands_nowhere_is_told_on_the_title_or_where_the_text_begins(title: bool, path: str) -> None:
    assert desk(title=title).note(moved(finding(TITLE, (0, 2)), "body", "")).path == path


@pytest.mark.parametrize(("path", "stand"), [("body/p[1]", "body/p[2]"), ("body/p[4]", "body/p[3]")])
def test_a_finding_in_a_frame_is_told_on_the_next_paragraph_outside(path: str, stand: str) -> None:
    framed = papers.paragraph("示例市人民政府", form=FRAMED)
    note = desk(papers.draft(framed, "关于水源保护的通知", "各县：", framed)).note(
        moved(finding(TITLE, (0, 2)), "body", path)
    )
    assert (note.path, note.lines[1]) == (stand, "位置：标题（图文框里）")


def test_where_all_text_is_framed_comments_stand_in_frames() -> None:
    framed = papers.paragraph("示例市人民政府", form=FRAMED)
    note = desk(papers.draft(framed, framed)).note(moved(finding(TITLE, (0, 2)), "body", "body/p[2]", 1, 3))
    assert (note.path, note.start, note.end) == ("body/p[2]", 1, 3)
