"""The guard over the words: what the edits say, and nothing else."""

from dataclasses import replace

import pytest

from gongwen.draft import Address, Draft, FieldSpan, Shape, Story
from gongwen.edits import InsertParagraph, RemoveParagraph, RunChange, SetFooters, SetRunFormat
from gongwen.fixer.texts import kept, read_alike, replaced
from gongwen.units import Pt
from tests.fixes import at, text
from tests.papers import A4, draft, paragraph, table

BEFORE = draft("关于开展检查的通知", "现将有关事项通知如下。")
PICTURE = Shape(Address("body", "body/p[2]/box[1]"), "picture", Pt(100), Pt(50), picture="image1.png")


def footed(*texts: str, numbered: bool = False) -> Draft:
    fields = (FieldSpan("PAGE", 0, 1),) if numbered else ()
    blocks = tuple(replace(paragraph(one), address=Address("footer1", "footer1/p[1]"), fields=fields) for one in texts)
    return replace(BEFORE, sections=(replace(A4, footers=(("default", Story("footer1", blocks)),)),))


@pytest.mark.parametrize(
    ("edits", "after"),
    [
        ((), BEFORE),
        ((text(2, 4, "组织"),), draft("关于组织检查的通知", "现将有关事项通知如下。")),
        ((text(0, 0, "甲"), text(9, 9, "乙")), draft("甲关于开展检查的通知乙", "现将有关事项通知如下。")),
        ((InsertParagraph(at(), "各县："),), draft("关于开展检查的通知", "各县：", "现将有关事项通知如下。")),
        ((InsertParagraph(at(), "文件", before=True),), draft("文件", "关于开展检查的通知", "现将有关事项通知如下。")),
        ((RemoveParagraph(at(paragraph=2)),), draft("关于开展检查的通知")),
        ((RemoveParagraph(at(paragraph=2)),), draft("关于开展检查的通知", "")),
        ((SetRunFormat(at(0, 4), RunChange(bold=True)),), BEFORE),
    ],
)
def test_what_the_edits_say_may_change(edits, after):
    assert kept(BEFORE, after, edits)


@pytest.mark.parametrize(
    ("edits", "after"),
    [
        ((), draft("关于开展检查的通知", "现将有关事项通知如下")),
        ((), draft("关于开展检查的通知")),
        ((), draft("现将有关事项通知如下。", "关于开展检查的通知")),
        ((text(2, 4, "组织"),), BEFORE),
        ((text(2, 4, "组织"),), draft("关于组织检查的通知", "现将有关事项通知如下")),
        ((RemoveParagraph(at(paragraph=2)),), draft("现将有关事项通知如下。")),
    ],
)
def test_nothing_else_may(edits, after):
    assert not kept(BEFORE, after, edits)


def test_new_footers_may_replace_page_numbers():
    assert kept(footed("1", numbered=True), footed("— 1 —", numbered=True), [SetFooters(())])
    assert kept(footed("- 1 -"), footed("— 1 —", numbered=True), [SetFooters(())])


def test_new_footers_may_not_replace_other_words():
    assert not kept(footed("内部资料"), footed("— 1 —", numbered=True), [SetFooters(())])


def test_footers_do_not_change_unasked():
    assert not kept(footed("1", numbered=True), footed("— 1 —", numbered=True), [])


def test_replacements_count_from_the_text_as_it_was():
    assert replaced("一二三四", [text(0, 1, "壹壹"), text(2, 3, ""), text(4, 4, "。")]) == "壹壹二四。"


@pytest.mark.parametrize(
    "after",
    [
        draft("关于开展检查的通知", "现将有关事项通知如下。"),
        draft("　关于开展检查的通知　", "", "　　现将有关事项通知如下。"),
        footed("— 1 —", numbered=True),
    ],
)
def test_blanks_empty_lines_and_page_numbers_are_not_read(after):
    assert read_alike(BEFORE, after)


@pytest.mark.parametrize(
    "after",
    [
        draft("关于开展检查的通知", "现将有关事项通知如下"),
        draft("现将有关事项通知如下。", "关于开展检查的通知"),
        draft("关于 开展检查的通知", "现将有关事项通知如下。"),
        draft("关于开展检查的通知现将有关事项通知如下。"),
        draft("关于开展检查的通知", paragraph("现将有关事项通知如下。", shapes=[PICTURE])),
        draft("关于开展检查的通知", table(["现将有关事项通知如下。"])),
        footed("示例市人民政府办公室"),
    ],
)
def test_words_pictures_and_tables_are(after):
    assert not read_alike(BEFORE, after)
