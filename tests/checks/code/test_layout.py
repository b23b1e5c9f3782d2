from dataclasses import replace

from gongwen.checks.code.layout import (
    BlankIndents,
    BlankLines,
    MixedLatinFonts,
    PaperSize,
    ParagraphSpacing,
    UnevenLines,
)
from gongwen.draft import Address, Draft, Paragraph, Shape
from gongwen.units import Pt, from_mm
from tests.checks.code.papers import document, found
from tests.papers import A4, BODY, FANGSONG, FLUSH, draft, paragraph, table

SONG = replace(FANGSONG, latin_font="宋体")
SPACED = replace(BODY, after=Pt(8.0))


def on(*sizes: tuple[float, float]) -> Draft:
    sections = tuple(
        replace(A4, index=index, page_width=from_mm(width), page_height=from_mm(height))
        for index, (width, height) in enumerate(sizes)
    )
    return replace(draft("正文。"), sections=sections)


def sizes(made: Draft) -> list[str]:
    return [hit.found for hit in found(PaperSize(), document(made))]


def test_paper_has_the_name_a_clerk_knows() -> None:
    assert sizes(on((215.9, 279.4))) == ["Letter（215.9毫米×279.4毫米）"]


def test_paper_without_a_name_is_told_by_its_size() -> None:
    assert sizes(on((200, 290))) == ["200毫米×290毫米"]


def test_rounded_a4_is_a4() -> None:
    assert sizes(on((209.97, 296.9))) == []


def test_landscape_section_among_upright_ones_is_left_alone() -> None:
    assert sizes(on((210, 297), (297, 210), (420, 297))) == []


def test_document_that_is_landscape_throughout_is_told_of() -> None:
    assert sizes(on((297, 210))) == ["A4横向（297毫米×210毫米）"]


def test_blanks_in_front_of_paragraphs_are_counted_once_for_all() -> None:
    lines = [paragraph(text, form=FLUSH) for text in ("　　第一段。", "    第二段。", "第三段。")]
    hits = found(BlankIndents(), document(draft(*lines)), "body")
    assert [(hit.fields["count"], hit.found) for hit in hits] == [("2", "段首的空格")]


def test_single_blank_and_a_tab_are_no_indent_of_blanks() -> None:
    lines = [paragraph(text, form=FLUSH) for text in ("　第一段。", "\t第二段。")]
    assert not found(BlankIndents(), document(draft(*lines)), "body")


def test_empty_lines_between_paragraphs_are_counted_once_for_all() -> None:
    made = document(draft("第一段。", "", "第二段。", "", "　", "第三段。"))
    hits = found(BlankLines(), made, "body")
    assert [(hit.element.text, hit.fields["count"]) for hit in hits if hit.element] == [("第二段。", "2")]
    assert hits[0].cure is not None
    assert [edit.span.path for edit in hits[0].cure.make()] == ["body/p[2]", "body/p[5]", "body/p[4]"]


def test_a_line_that_is_no_sentence_may_stand_apart() -> None:
    assert not found(BlankLines(), document(draft("第一段。", "", "各县水库数量表", "", "第二段。")), "body")


def test_an_empty_line_that_holds_a_drawing_is_none() -> None:
    drawn = paragraph("", shapes=[Shape(Address("body", "body/p[2]/box[1]"), "picture", Pt(100), Pt(50))])
    assert not found(BlankLines(), document(draft("第一段。", drawn, "第二段。")), "body")


def test_digits_in_another_font_are_told_of_where_they_first_stand() -> None:
    made = document(draft("共12345座水库。", paragraph("到2024年，", ("38", SONG), "处。")))
    hits = found(MixedLatinFonts(), made, "body")
    assert [(hit.found, hit.expected, hit.start, hit.end) for hit in hits] == [("宋体", "Times New Roman", 7, 9)]


def test_two_names_of_one_font_are_one_font() -> None:
    other = replace(FANGSONG, latin_font="SimSun")
    made = document(draft(paragraph("共12座，", run=SONG), paragraph("到2024年。", run=other)))
    assert not found(MixedLatinFonts(), made, "body")


def test_fonts_in_tables_are_their_own() -> None:
    assert not found(MixedLatinFonts(), document(draft(paragraph("共12座。", run=SONG), table(["38"]))), "body")


def test_space_between_paragraphs_of_text_is_told_of() -> None:
    made = document(draft(paragraph("第一段。", form=SPACED), "第二段。"))
    assert [hit.found for hit in found(ParagraphSpacing(), made, "body")] == ["段后8磅"]


def test_space_towards_another_element_stands_for_empty_lines() -> None:
    after = paragraph("正文。", form=replace(BODY, before=Pt(29), after=Pt(58)))
    made = document(draft("各县：", after, "示例市人民政府"), "recipients", "body", "signature")
    assert not found(ParagraphSpacing(), made, "body")


def test_paragraph_with_other_line_spacing_than_most_is_told_of() -> None:
    odd = paragraph("第二段。", form=replace(BODY, line=20.0))
    made = document(draft("第一段，写得长一些。", odd, "第三段，也写得长一些。"))
    assert [(hit.found, hit.expected) for hit in found(UnevenLines(), made, "body")] == [("20磅", "28.9磅")]


def test_smaller_text_with_the_same_setting_is_not() -> None:
    single = replace(BODY, line=1.0, line_rule="auto")
    small = paragraph("第二段。", form=single, run=replace(FANGSONG, size=Pt(14)))
    made = document(draft(paragraph("第一段，写得长一些。", form=single), small))
    assert not found(UnevenLines(), made, "body")


def test_paragraph_that_holds_a_picture_may_differ() -> None:
    shape = Shape(Address("body", "x"), "picture", Pt(100), Pt(80), floating=False)
    drawn: Paragraph = paragraph("如图：", form=replace(BODY, line=1.0, line_rule="auto"), shapes=[shape])
    assert not found(UnevenLines(), document(draft("第一段，写得长一些。", drawn)), "body")
