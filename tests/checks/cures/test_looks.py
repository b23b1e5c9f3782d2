from dataclasses import replace

from gongwen.anatomy.recognise import recognise
from gongwen.checks.fonts import families, name_for
from gongwen.draft import Paragraph, RunFormat
from gongwen.edits import RunChange, SetRunFormat, Span
from gongwen.units import Pt
from tests.mending import edits_for
from tests.papers import FANGSONG, draft, paragraph
from tests.shelves import varied

SONG = replace(FANGSONG, han_font="宋体")
KAI = replace(FANGSONG, han_font="楷体_GB2312")
TEXT = "各县区要按照职责分工抓好落实。"
BODY = {"各县区要按照职责分工抓好落实。": "body"}


def body(*runs: tuple[str, RunFormat]) -> Paragraph:
    return paragraph(*runs)


def test_a_whole_paragraph_is_changed_with_its_mark():
    edits = edits_for("GF071a", recognise(draft(body((TEXT, SONG))), facts={"official": "是"}, pins=BODY))
    change = RunChange(han_font="仿宋_GB2312")
    assert edits == [SetRunFormat(Span("body", "body/p[1]", 0, len(TEXT)), change, mark=True)]


def test_what_looks_right_in_a_wrong_paragraph_keeps_its_look():
    made = draft(body((TEXT[:9], SONG), (TEXT[9:13], KAI), (TEXT[13:], SONG)))
    edits = edits_for("GF071a", recognise(made, facts={"official": "是"}, pins=BODY))
    assert [(edit.span.start, edit.span.end, edit.mark) for edit in edits] == [(0, 9, False), (13, 15, False)]


def test_digits_between_wrong_han_go_with_them():
    text = "全县共有126座水库需要除险加固。"
    made = draft(body((text[:4], SONG), ("126", KAI), (text[7:], SONG)))
    edits = edits_for("GF071a", recognise(made, facts={"official": "是"}, pins={text: "body"}))
    assert [(edit.span.start, edit.span.end, edit.mark) for edit in edits] == [(0, len(text), True)]


def test_every_line_of_a_title_gets_an_edit_of_its_own():
    made = varied("notice", {"element": "title", "size": "三号"})
    edits = edits_for("GF061b", made)
    assert [edit.change.size for edit in edits] == [Pt(22.0)] * len(made.first("title").segments)


def test_the_name_the_document_uses_is_written():
    assert name_for("小标宋", {"方正小标宋_GBK": 3, "华文中宋": 1, "仿宋": 9}) == "方正小标宋_GBK"


def test_the_usual_name_is_written_where_the_document_has_none():
    assert name_for("小标宋", {"仿宋": 9, "@华文中宋": 1}) == "方正小标宋简体"


def test_every_family_has_a_usual_name_of_its_own():
    assert {family: name_for(family, {}) for family in families()} == {
        "仿宋": "仿宋_GB2312",
        "楷体": "楷体_GB2312",
        "黑体": "黑体",
        "宋体": "宋体",
        "小标宋": "方正小标宋简体",
    }
