from dataclasses import replace

import pytest

from gongwen.anatomy.elements import Gongwen
from gongwen.anatomy.recognise import recognise
from gongwen.draft import Address, Border, Borders, Paragraph, Shape
from gongwen.edits import InsertParagraph, ParagraphChange, RemoveParagraph, RunChange, SetParagraphFormat, Span
from gongwen.units import Pt
from tests.mending import edits_for
from tests.papers import BODY, CENTRED, FLUSH, draft, paragraph
from tests.shelves import varied

TITLE, TO, TEXT = "云溪县水利局关于开展检查的通知", "各水利站：", "各单位要按照职责分工抓好落实。"
NAMES = {TITLE: "title", TO: "recipients", TEXT: "body"}
EMPTY = paragraph(form=FLUSH)


def made(*between: Paragraph, last: Paragraph | None = None) -> Gongwen:
    """Make a title, what stands between, and 主送机关."""
    to = last or paragraph(TO, form=FLUSH)
    return recognise(
        draft(paragraph(TITLE, form=CENTRED), *between, to, paragraph(TEXT)),
        facts={"official": "是", "form": "文件"},
        pins=NAMES,
    )


PRINTER = "云溪县水利局办公室　2024年5月7日印发"


def footed(*between: Paragraph, held: int, text: Paragraph | None = None) -> Gongwen:
    """Make the same with an imprint that so many empty lines hold down."""
    opening = (paragraph(TITLE, form=CENTRED), *between, paragraph(TO, form=FLUSH), text or paragraph(TEXT))
    closing = (*[EMPTY] * held, paragraph(PRINTER, form=FLUSH))
    facts = {"official": "是", "form": "文件"}
    return recognise(draft(*opening, *closing), facts=facts, pins={**NAMES, PRINTER: "printer"})


def removed(*numbers: int) -> list[RemoveParagraph]:
    return [RemoveParagraph(Span("body", f"body/p[{number}]")) for number in numbers]


def test_surplus_empty_lines_go_from_below():
    assert edits_for("GF065e", made(EMPTY, EMPTY, EMPTY)) == removed(4, 3)


def test_a_missing_empty_line_is_put_in_with_the_height_of_a_body_line():
    (edit,) = edits_for("GF065e", made())
    look = RunChange(size=Pt(16.0), bold=False, underline=False, highlight=False)
    flat = ParagraphChange(line=Pt(28.95), before=Pt(0.0), after=Pt(0.0), page_break_before=False)
    assert edit == InsertParagraph(Span("body", "body/p[2]", 0, len(TO)), "", before=True, look=look, format=flat)


def test_several_missing_lines_are_as_many_edits():
    edits = edits_for("GF171b", varied("order", {"element": "doc_number", "above": 0}))
    assert [type(edit) for edit in edits] == [InsertParagraph, InsertParagraph]


def test_an_empty_line_that_holds_a_drawing_stays():
    drawing = Shape(Address("body", "body/p[3]/shape[1]"), "line", Pt(100.0), Pt(0.0))
    assert edits_for("GF065e", made(EMPTY, paragraph(form=FLUSH, shapes=[drawing]), EMPTY)) == removed(4, 2)


def test_an_empty_line_with_traces_of_work_stays():
    assert edits_for("GF065e", made(EMPTY, replace(EMPTY, tracked=True), EMPTY)) == removed(4, 2)


def test_spacing_is_cut_where_no_empty_line_can_go():
    wide = paragraph(TO, form=replace(FLUSH, before=Pt(86.85)))
    (edit,) = edits_for("GF065e", made(last=wide))
    assert edit.span == Span("body", "body/p[2]", 0, len(TO))
    assert edit.change == ParagraphChange(before=pytest.approx(28.95))


def test_a_paragraph_with_a_border_is_not_copied_for_an_empty_line():
    ruled = replace(FLUSH, borders=Borders(bottom=Border("single", Pt(1.0), None)))
    assert edits_for("GF065e", made(last=paragraph(TO, form=ruled))) == [
        SetParagraphFormat(Span("body", "body/p[2]", 0, len(TO)), ParagraphChange(before=Pt(28.95)))
    ]


def test_an_attachment_begins_a_page_and_loses_the_empty_lines_over_it():
    before = recognise(
        draft(paragraph(TEXT), EMPTY, EMPTY, paragraph("附件1", form=FLUSH), paragraph("水库名录", form=CENTRED)),
        facts={"official": "是"},
        pins={TEXT: "body", "附件1": "attachment_label", "水库名录": "attachment_title"},
    )
    assert edits_for("GF103a", before) == [
        SetParagraphFormat(Span("body", "body/p[4]", 0, 3), ParagraphChange(page_break_before=True)),
        *removed(3, 2),
    ]


def test_the_gap_of_body_text_is_left_alone():
    assert edits_for("GF065e", made(EMPTY, last=paragraph(TO, form=BODY))) == []


def test_what_is_taken_away_above_is_put_back_over_an_imprint_that_empty_lines_hold_down():
    edits = edits_for("GF065e", footed(EMPTY, EMPTY, EMPTY, held=3))
    (back, again) = [edit for edit in edits if isinstance(edit, InsertParagraph)]
    assert [edit for edit in edits if edit not in (back, again)] == removed(4, 3)
    assert (back.span.path, back.text, back.before) == ("body/p[8]", "", True)
    assert back == again


def test_what_is_put_in_above_is_taken_away_over_such_an_imprint():
    edits = edits_for("GF065e", footed(held=3))
    assert [type(edit) for edit in edits] == [InsertParagraph, RemoveParagraph]
    assert edits[1:] == removed(6)


def test_the_last_empty_line_over_an_imprint_stays():
    assert [type(edit) for edit in edits_for("GF065e", footed(held=1))] == [InsertParagraph]


def test_an_imprint_on_a_page_the_file_begins_needs_nothing_put_back():
    torn_off = paragraph(TEXT, form=replace(BODY, page_break_before=True))
    assert edits_for("GF065e", footed(EMPTY, EMPTY, EMPTY, held=3, text=torn_off)) == removed(4, 3)
