from dataclasses import replace

import pytest

from gongwen.anatomy.elements import Gongwen
from gongwen.anatomy.recognise import recognise
from gongwen.checks.base import Reading
from gongwen.draft import Frame, Indent, Paragraph, ParagraphFormat
from gongwen.edits import ParagraphChange, ReplaceText, SetParagraphFormat, Span, TabStop
from gongwen.units import Pt
from tests.mending import edits_for, mended
from tests.papers import A4, BODY, CENTRED, FLUSH, RIGHT, draft, paragraph

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


PRINTER, DATE = "云溪县水利局办公室", "2024年5月7日印发"
STOP = Pt(A4.text_width - 16)


def imprint(gap: str, tail: str = "", form: ParagraphFormat = FLUSH, printer: str = PRINTER, **more: object) -> Gongwen:
    """Make a paper whose printer begins one character in, with a gap before the date."""
    inset = replace(form, first=Indent(chars=1.0), **more)  # type: ignore[arg-type]
    text = f"{printer}{gap}{DATE}"
    return made(paragraph(TEXT), paragraph(text + tail, form=inset), body=TEXT, printer=text)


def dated(gongwen: Gongwen) -> tuple[str, float]:
    """Give the imprint as it is when a rule has mended where its date stands, and how far from the edge that is."""
    after = mended(gongwen.draft, edits_for("GF127f", gongwen))
    line = after.blocks[-1]
    moved = made(*after.blocks, body=TEXT, printer=line.text)
    return line.text, round(Reading(moved).spacing(moved.segments[-1]).right, 1)


def test_a_date_behind_a_tab_without_a_stop_gets_one():
    edits = edits_for("GF127f", imprint("\t"))
    assert [edit.change for edit in edits] == [ParagraphChange(tabs=((STOP, "right"),))]


@pytest.mark.parametrize(
    ("gap", "tail", "stops"),
    [
        ("\t", "", ()),
        ("\t\t\t", "", ()),
        ("　\t　", "", ()),
        ("\t", "", ((A4.text_width, "right"),)),
        ("\t", "", ((Pt(250.0), "left"),)),
        ("\t\t", "　　", ((Pt(200.0), "left"), (Pt(260.0), "left"))),
        ("\t", "　　", ((STOP, "right"),)),
    ],
)
def test_a_date_behind_tabs_ends_one_character_from_the_edge(gap: str, tail: str, stops: tuple[TabStop, ...]) -> None:
    assert dated(imprint(gap, tail, tabs=stops)) == (f"{PRINTER}\t{DATE}", 1.0)


def test_a_stop_that_is_where_it_should_be_stays():
    edits = edits_for("GF127f", imprint("\t", "　　", tabs=((STOP, "right"),)))
    assert [type(edit) for edit in edits] == [ReplaceText]


def test_a_right_indent_beyond_the_stop_goes():
    edits = edits_for("GF127f", imprint("\t", right=Indent(chars=4.0)))
    assert [edit.change.right for edit in edits] == [0.0]


def test_tabs_that_other_stops_lead_just_as_far_are_left_alone():
    assert edits_for("GF127f", imprint("\t\t\t\t", tabs=((Pt(298.2), "left"),))) == []


@pytest.mark.parametrize(
    "gongwen",
    [
        imprint("\t", printer="云溪县水利局\t办公室"),
        imprint("\t", printer="云溪县人民代表大会常务委员会办公室秘书处综合科"),
        imprint("\t", frame=Frame(None, None, Pt(442.0), "text", "text", None, None)),
    ],
    ids=["another tab in the line", "too long for the line", "in a frame"],
)
def test_a_date_that_one_stop_does_not_surely_place_is_left_to_a_person(gongwen: Gongwen) -> None:
    assert [edit for edit in edits_for("GF127f", gongwen) if isinstance(edit, SetParagraphFormat)] == []


def test_a_date_pushed_by_blanks_is_not_judged():
    assert edits_for("GF127f", imprint(" " * 12)) == []
