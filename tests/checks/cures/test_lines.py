from dataclasses import replace

from gongwen.anatomy.elements import Gongwen
from gongwen.anatomy.recognise import recognise
from gongwen.draft import Address, Border, Borders, Draft, Indent, Paragraph, Position, Shape
from gongwen.edits import ParagraphChange, RemoveParagraph, SetBorder, SetParagraphFormat, SetStroke, Span
from gongwen.units import Pt, from_mm
from tests.mending import edits_for
from tests.papers import CENTRED, FLUSH, draft, paragraph

HEAD, NUMBER, TITLE = "云溪县水利局文件", "云水发〔2024〕8号", "云溪县水利局关于开展检查的通知"
TEXT, CC, PRINTER = "各单位要按照职责分工抓好落实。", "抄送：县委办公室。", "云溪县水利局办公室2024年5月7日印发"
NAMES = {HEAD: "masthead", NUMBER: "doc_number", TITLE: "title", TEXT: "body", CC: "cc", PRINTER: "printer"}
BLACK = Border("single", Pt(0.75), None, Pt(1.0))


def number(form: object = CENTRED, **changes: object) -> Paragraph:
    return paragraph(NUMBER, form=replace(form, **changes))  # type: ignore[type-var, arg-type]


def paper(*paragraphs: Paragraph) -> Gongwen:
    return known(draft(*paragraphs))


def known(made: Draft) -> Gongwen:
    return recognise(made, facts={"official": "是", "form": "文件", "kind": "通知"}, pins=NAMES)


def letter_head(numbered: Paragraph) -> Gongwen:
    return paper(paragraph(HEAD, form=CENTRED), numbered, paragraph(TITLE, form=CENTRED), paragraph(TEXT))


def imprint(*paragraphs: Paragraph) -> Gongwen:
    return paper(paragraph(TITLE, form=CENTRED), paragraph(TEXT), *paragraphs)


def test_a_missing_red_line_is_drawn_under_the_number():
    (edit,) = edits_for("GF053a", letter_head(number()))
    assert edit == SetBorder(Span("body", "body/p[2]", 0, 11), "bottom", "single", Pt(1.5), "FF0000", from_mm(4))


def test_the_paragraph_of_a_drawn_line_is_as_wide_as_the_column():
    first, second = edits_for("GF053a", letter_head(number(left=Indent(chars=1.0))))
    assert first == SetParagraphFormat(
        Span("body", "body/p[2]", 0, 11), ParagraphChange(left=0.0, right=0.0, first=0.0)
    )
    assert isinstance(second, SetBorder)


def test_a_black_border_under_the_number_turns_red_and_keeps_its_form():
    made = letter_head(number(borders=Borders(bottom=BLACK)))
    assert edits_for("GF053b", made) == [
        SetBorder(Span("body", "body/p[2]", 0, 11), "bottom", "single", Pt(0.75), "FF0000", Pt(1.0))
    ]


def test_a_drawn_line_takes_colour_and_length_by_its_own_address():
    address = Address("body", "body/p[2]/shape[1]")
    line = Shape(address, "line", from_mm(120), Pt(0.0), position=Position(), stroke_color="000000", stroke_width=Pt(1))
    made = letter_head(replace(number(), shapes=(line,)))
    assert edits_for("GF053b", made) == [SetStroke("body", address.path, color="FF0000")]
    assert edits_for("GF053c", made) == [SetStroke("body", address.path, length=made.draft.sections[0].text_width)]


def test_the_lines_of_an_imprint_are_thick_outside_and_thin_between():
    made = imprint(paragraph(CC, form=FLUSH), paragraph(PRINTER, form=FLUSH))
    edits = edits_for("GF129b", made)
    assert [(edit.span.path, edit.side, edit.width) for edit in edits] == [
        ("body/p[3]", "top", 1.0),
        ("body/p[4]", "top", 0.75),
        ("body/p[4]", "bottom", 1.0),
    ]


def test_no_line_is_drawn_along_an_indented_paragraph_of_several_lines():
    deep = replace(FLUSH, left=Indent(chars=4.0), first=Indent(chars=-3.0))
    long = paragraph("抄送：" + "县委办公室，" * 12 + "县纪委。", form=deep)
    made = recognise(
        draft(paragraph(TITLE, form=CENTRED), paragraph(TEXT), long, paragraph(PRINTER, form=FLUSH)),
        facts={"official": "是", "form": "文件", "kind": "通知"},
        pins={**NAMES, long.text: "cc"},
    )
    assert edits_for("GF129b", made) == []


def test_equal_lines_are_graded_together():
    lines = Borders(top=BLACK, bottom=BLACK)
    cc = paragraph(CC, form=replace(FLUSH, borders=Borders(top=BLACK)))
    made = imprint(cc, paragraph(PRINTER, form=replace(FLUSH, borders=lines)))
    edits = edits_for("GF131", made)
    assert [(edit.span.path, edit.side, edit.width) for edit in edits] == [
        ("body/p[3]", "top", 1.0),
        ("body/p[4]", "top", 0.75),
        ("body/p[4]", "bottom", 1.0),
    ]


def test_the_lines_of_a_letter_s_imprint_are_taken_away():
    cc = paragraph(CC, form=replace(FLUSH, borders=Borders(top=BLACK)))
    made = recognise(
        draft(paragraph(TITLE, form=CENTRED), paragraph(TEXT), cc),
        facts={"official": "是", "form": "信函", "kind": "函"},
        pins=NAMES,
    )
    assert edits_for("GF168b", made) == [SetBorder(Span("body", "body/p[3]", 0, 9), "top", "nil", 0.0, "auto", 0.0)]


def test_a_letter_s_printer_is_taken_away_with_its_paragraph():
    made = recognise(
        draft(paragraph(TITLE, form=CENTRED), paragraph(TEXT), paragraph(PRINTER, form=FLUSH)),
        facts={"official": "是", "form": "信函", "kind": "函"},
        pins=NAMES,
    )
    assert edits_for("GF168a", made) == [RemoveParagraph(Span("body", "body/p[3]", 0, len(PRINTER)))]
