from dataclasses import replace

import pytest

from gongwen.anatomy.elements import Element
from gongwen.anatomy.marks import with_marks
from gongwen.anatomy.segments import segments
from gongwen.draft import Address, Border, Borders, Draft, Paragraph, Shape
from gongwen.units import Pt, from_mm
from tests.papers import FLUSH, draft, paragraph

RED = Border("single", Pt(1.5), "FF0000")
BLACK = Border("single", Pt(1.0), None)
NAMES = ("masthead", "doc_number", "title", "body", "date", "cc", "printer")


def bordered(text: str, *, top: Border | None = None, bottom: Border | None = None) -> Paragraph:
    return paragraph(text, form=replace(FLUSH, borders=Borders(top=top, bottom=bottom)))


def line(width: Pt, *, color: str | None = "FF0000", compound: str = "sng", form: str = "line") -> Shape:
    return Shape(Address("body", "x"), form, width, Pt(0.0), stroke_color=color, stroke_width=Pt(1), compound=compound)


def marked(made: Draft) -> list[tuple[str, float]]:
    found = segments(made)
    elements = [Element(name, (piece,)) for name, piece in zip(NAMES, found, strict=True)]
    return [(e.name, round(e.mark.width)) for e in with_marks(made, elements) if e.mark]


def paper(**changed: Paragraph) -> Draft:
    texts = dict(
        zip(NAMES, ("文件", "示政发〔2024〕8号", "通知", "正文。", "2024年5月6日", "抄送：甲局。", "印发"), strict=True)
    )
    return draft(*(changed.get(name, paragraph(text, form=FLUSH)) for name, text in texts.items()))


def test_red_border_under_the_number_is_the_red_line() -> None:
    assert marked(paper(doc_number=bordered("示政发〔2024〕8号", bottom=RED))) == [("red_line", 442)]


def test_red_line_as_a_shape_is_the_same_element() -> None:
    shaped = paragraph("示政发〔2024〕8号", form=FLUSH, shapes=[line(from_mm(156))])
    assert marked(paper(doc_number=shaped)) == [("red_line", 442)]


def test_black_line_in_the_head_is_a_red_line_of_the_wrong_colour() -> None:
    shaped = paragraph("示政发〔2024〕8号", form=FLUSH, shapes=[line(from_mm(156), color=None)])
    assert marked(paper(doc_number=shaped)) == [("red_line", 442)]


def test_borders_round_the_imprint_are_imprint_lines() -> None:
    made = paper(cc=bordered("抄送：甲局。", top=BLACK, bottom=BLACK), printer=bordered("印发", bottom=BLACK))
    assert [name for name, _ in marked(made)] == ["imprint_line"] * 3


def test_neighbours_with_equal_borders_share_one_frame() -> None:
    made = paper(
        cc=bordered("抄送：甲局。", top=BLACK, bottom=BLACK), printer=bordered("印发", top=BLACK, bottom=BLACK)
    )
    assert [name for name, _ in marked(made)] == ["imprint_line"] * 2


def test_line_between_copies_parts_the_element() -> None:
    upper, lower = bordered("主送：甲局。", top=BLACK), bordered("抄送：乙局。", top=BLACK, bottom=BLACK)
    made = draft(paragraph("2024年5月6日", form=FLUSH), upper, lower)
    date, *copies = segments(made)
    elements = [Element("date", (date,)), Element("cc", tuple(copies))]
    names = [(element.name, element.text) for element in with_marks(made, elements)]
    assert names == [
        ("date", "2024年5月6日"), ("imprint_line", ""), ("cc", "主送：甲局。"),
        ("imprint_line", ""), ("cc", "抄送：乙局。"), ("imprint_line", ""),
    ]  # fmt: skip


def test_an_empty_paragraph_with_a_line_between_copies_parts_the_element() -> None:
    upper, between, lower = (
        paragraph("主送：甲局。", form=FLUSH),
        bordered("", top=BLACK),
        paragraph("抄送：乙局。", form=FLUSH),
    )
    made = draft(paragraph("2024年5月6日", form=FLUSH), upper, between, lower)
    date, *copies = segments(made)
    elements = [Element("date", (date,)), Element("cc", tuple(copies))]
    names = [(element.name, element.text) for element in with_marks(made, elements)]
    assert names[1:] == [("cc", "主送：甲局。"), ("imprint_line", ""), ("cc", "抄送：乙局。")]


def test_border_in_the_text_is_no_element() -> None:
    assert marked(paper(body=bordered("正文。", bottom=BLACK))) == []


def test_short_line_is_an_ornament() -> None:
    shaped = paragraph("示政发〔2024〕8号", form=FLUSH, shapes=[line(from_mm(20))])
    assert marked(paper(doc_number=shaped)) == []


@pytest.mark.parametrize(
    ("width", "height", "expected"),
    [(42, 42, ["seal"]), (36, 14, ["name_stamp"]), (120, 80, [])],
)
def test_pictures_by_the_date_are_seals_or_name_stamps(width: float, height: float, expected: list[str]) -> None:
    picture = Shape(Address("body", "x"), "picture", from_mm(width), from_mm(height), picture="word/media/image1.png")
    made = paper(date=paragraph("2024年5月6日", form=FLUSH, shapes=[picture]))
    assert [name for name, _ in marked(made)] == expected


def test_picture_in_the_text_is_no_seal() -> None:
    picture = Shape(Address("body", "x"), "picture", from_mm(42), from_mm(42))
    assert marked(paper(title=paragraph("通知", form=FLUSH, shapes=[picture]))) == []
