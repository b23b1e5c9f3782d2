from dataclasses import replace

from gongwen.anatomy.elements import Gongwen
from gongwen.anatomy.recognise import recognise
from gongwen.checks.base import Reading
from gongwen.draft import Indent, Paragraph
from gongwen.edits import ParagraphChange, ReplaceText, SetParagraphFormat, Span
from tests.mending import edits_for, mended
from tests.papers import BODY, CENTRED, FLUSH, RIGHT, draft, paragraph

TEXT = "各县区要按照职责分工抓好落实，定期报告工作进展情况，重要情况及时上报，不得迟报、漏报。"
DEEP = replace(FLUSH, left=Indent(chars=4.0))
HUNG = replace(BODY, left=Indent(chars=5.0), first=Indent(chars=-1.0))


def made(*paragraphs: Paragraph, **pins: str) -> Gongwen:
    names = {text: name for name, text in pins.items()}
    return recognise(draft(*paragraphs), facts={"official": "是", "form": "文件"}, pins=names)


def measured(gongwen: Gongwen, code: str, **pins: str) -> list[tuple[float, float]]:
    """Give left and turn of every segment after the edits of a rule."""
    after = made(*mended(gongwen.draft, edits_for(code, gongwen)).blocks, **pins)
    spacings = map(Reading(after).spacing, after.segments)
    return [(round(spacing.left, 1), round(spacing.turn, 1)) for spacing in spacings]


def test_blanks_typed_for_an_indent_give_way_to_one():
    edits = edits_for("GF071c", made(paragraph("\u3000" + TEXT, form=FLUSH), body=TEXT))
    assert edits == [
        SetParagraphFormat(Span("body", "body/p[1]", 0, len(TEXT) + 1), ParagraphChange(left=0.0, first=2.0)),
        ReplaceText(Span("body", "body/p[1]", 0, 1), ""),
    ]


def test_an_indented_block_becomes_a_paragraph_with_an_indented_first_line():
    assert measured(made(paragraph(TEXT, form=DEEP), body=TEXT), "GF071c", body=TEXT) == [(2.0, 0.0)]


def test_a_hanging_paragraph_keeps_its_turned_lines():
    assert measured(made(paragraph(TEXT, form=HUNG), body=TEXT), "GF071c", body=TEXT) == [(2.0, 5.0)]


def test_turned_lines_move_and_the_first_line_stays():
    block = replace(FLUSH, left=Indent(chars=2.0))
    assert measured(made(paragraph(TEXT, form=block), body=TEXT), "GF071d", body=TEXT) == [(2.0, 0.0)]


def test_a_line_begun_by_hand_is_indented_by_blanks():
    text = TEXT + "\n" + TEXT
    edits = edits_for("GF071c", made(paragraph(text), body=TEXT))
    assert edits == [ReplaceText(Span("body", "body/p[1]", len(TEXT) + 1, len(TEXT) + 1), "\u3000\u3000")]


def test_a_date_pushed_by_blanks_is_aligned_right():
    date = paragraph("\u3000" * 12 + "2024年5月6日  ", form=FLUSH)
    before = made(paragraph(TEXT), date, body=TEXT, date="2024年5月6日")
    edits = edits_for("GF086", before)
    assert edits[0].change == ParagraphChange(align="right", left=0.0, right=4.0, first=0.0)
    assert [(edit.span.start, edit.span.end, edit.text) for edit in edits[1:]] == [(0, 12, ""), (21, 23, "")]


def test_the_signature_follows_its_date():
    before = made(
        paragraph(TEXT),
        paragraph("云溪县农业农村局", form=FLUSH),
        paragraph("2024年5月6日", form=FLUSH),
        body=TEXT,
        signature="云溪县农业农村局",
        date="2024年5月6日",
    )
    first, second = edits_for("GF086", before)
    assert (first.span.path, first.change.right) == ("body/p[2]", 3.0)
    assert (second.span.path, second.change.right) == ("body/p[3]", 4.0)


def test_a_number_beside_its_signer_moves_alone():
    line = "云政发〔2024〕8号" + "\u3000" * 8 + "签发人：田禾青"
    before = made(
        paragraph(line, form=replace(FLUSH, first=Indent(chars=4.0))),
        paragraph("云溪县人民政府关于拨付经费的请示", form=CENTRED),
        doc_number="云政发〔2024〕8号",
        signer="签发人：田禾青",
        title="云溪县人民政府关于拨付经费的请示",
    )
    left = [round(Reading(before).spacing(segment).left, 1) for segment in before.segments[:2]]
    after = mended(before.draft, edits_for("GF048a", before))
    moved = made(*after.blocks, doc_number="云政发〔2024〕8号", signer="签发人：田禾青")
    spacings = [round(Reading(moved).spacing(segment).left, 1) for segment in moved.segments[:2]]
    assert left == [4.0, 20.5]
    assert spacings == [1.0, 20.5]


def test_an_element_that_shares_its_line_is_not_aligned():
    line = "云溪县水利局" + "\u3000" * 8 + "2024年5月6日"
    before = made(
        paragraph(TEXT), paragraph(line, form=RIGHT), body=TEXT, signature="云溪县水利局", date="2024年5月6日"
    )
    assert edits_for("GF094b", before) == []


def test_a_date_behind_a_tab_without_a_stop_is_not_pushed_by_blanks():
    printer = "云溪县水利局办公室\t2024年5月7日印发"
    line = paragraph(printer, form=replace(FLUSH, first=Indent(chars=1.0)))
    assert edits_for("GF127f", made(paragraph(TEXT), line, body=TEXT, printer=printer)) == []
