from dataclasses import replace

from gongwen.anatomy.elements import Element, Facts, Gongwen
from gongwen.anatomy.segments import segments
from gongwen.checks.code.attachments import AttachmentNamed, Hanging, IssuedAsAttachment, SamePage
from gongwen.draft import Draft, Indent, Paragraph
from gongwen.units import Pt
from tests.checks.code.papers import document, found
from tests.papers import A4, FLUSH, draft, paragraph
from tests.shelves import paper

LONG = "附件：青禾县农村饮水安全工程水质检测、消毒设备运行和管网巡查维护计划"
NAMES = Hanging(prefix=r"^附件：")
LABEL = paragraph("附件", form=FLUSH)


def hanging(left: float, first: float, text: str = LONG) -> list[tuple[str, str]]:
    form = replace(FLUSH, left=Indent(chars=left), first=Indent(chars=first))
    made = document(draft(paragraph(text, form=form)), "attachment_note")
    return [(hit.found, hit.expected) for hit in found(NAMES, made, "attachment_note")]


def test_turned_line_under_the_first_character_of_the_name_is_right() -> None:
    assert hanging(5, -3) == []


def test_turned_line_at_the_edge_is_found() -> None:
    assert hanging(0, 2) == [("左空0字", "左空5字")]


def test_name_of_one_line_has_no_turned_line() -> None:
    assert hanging(0, 2, "附件：水质检测计划") == []


def test_name_that_nearly_fits_is_left_alone() -> None:
    assert hanging(0, 2, LONG[:26]) == []


def test_text_without_the_prefix_is_left_alone() -> None:
    assert hanging(0, 2, LONG.removeprefix("附件：")) == []


def labelled(made: Draft) -> int:
    return len(found(SamePage(lines=4), document(made, "body", "attachment_label"), "attachment_label"))


def test_label_close_under_the_text_is_found() -> None:
    assert labelled(draft("请执行。", paragraph(), LABEL)) == 1


def test_label_after_a_page_break_is_right() -> None:
    assert labelled(draft("请执行。", replace(LABEL, format=replace(FLUSH, page_break_before=True)))) == 0
    assert labelled(draft("请执行。", paragraph("\f"), LABEL)) == 0


def test_label_pushed_down_by_empty_lines_is_left_alone() -> None:
    empty: list[Paragraph] = [paragraph()] * 5
    assert labelled(draft("请执行。", *empty, LABEL)) == 0


def test_label_in_a_new_section_is_right() -> None:
    made = draft("请执行。", replace(LABEL, section=1))
    assert labelled(replace(made, sections=(A4, replace(A4, index=1)))) == 0
    running_on = replace(A4, index=1, start="continuous")
    assert labelled(replace(made, sections=(A4, running_on))) == 1


def test_label_at_the_very_beginning_is_right() -> None:
    made = draft(LABEL, "水质检测计划。")
    pieces = segments(made)
    elements = (Element("attachment_label", pieces[:1]), Element("attachment", pieces[1:]))
    assert found(SamePage(lines=4), Gongwen(made, pieces, elements, Facts(), line=Pt(28.95)), "attachment_label") == []


def test_issued_document_among_the_attachments_is_found() -> None:
    title = ("title", "青禾县人民政府关于印发《湿地管护办法》的通知")
    made = paper(title, ("attachment_note", "附件：1.《湿地管护办法》\n2.湿地名录"))
    assert [hit.found for hit in found(IssuedAsAttachment(), made, "attachment_note")] == ["湿地管护办法"]
    other = paper(title, ("attachment_note", "附件：湿地名录"))
    assert found(IssuedAsAttachment(), other, "attachment_note") == []


def unlisted(note: str, *titles: str) -> list[str]:
    made = paper(("attachment_note", note), *(("attachment_title", title) for title in titles))
    return [hit.found for hit in found(AttachmentNamed(), made, "attachment_title")]


def test_title_must_be_listed_word_for_word() -> None:
    assert unlisted("附件：1.水质检测计划\n2.2024年名册", "水质检测计划", "2024年名册") == []
    assert unlisted("附件：1.水质检测计划\n2.名册", "检测计划", "管护名册") == ["检测计划", "管护名册"]


def test_names_broken_over_lines_marked_or_closed_by_punctuation_count() -> None:
    assert unlisted("附件：水库、河道\n管护责任人名册", "水库、河道管护责任人名册") == []
    assert unlisted("附件：1.《湿地管护办法》；\n2.名册。", "湿地管护办法", "名册") == []
