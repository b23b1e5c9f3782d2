"""Several passes said as one: done at once to the first document they give the last."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.draft import Draft
from gongwen.edits import (
    Edit,
    InsertParagraph,
    ParagraphChange,
    RemoveParagraph,
    RunChange,
    SectionChange,
    SetBorder,
    SetParagraphFormat,
    SetRowBorder,
    SetRunFormat,
    SetSection,
)
from gongwen.fixer.composition import Uncomposable, compose
from gongwen.units import Pt
from tests.desk import Desk
from tests.fixes import at, text
from tests.papers import draft

FIRST = draft("关于开展检查的通知", "现将有关事项通知如下。", "特此通知。")
BIG, BOLD = RunChange(size=Pt(22.0)), RunChange(bold=True)


def texts(desk: Desk) -> list[str]:
    return [paragraph.text for paragraph in desk.draft().paragraphs()]


def done(first: Draft, *passes: list[Edit]) -> Desk:
    desk = Desk(first)
    for edits in passes:
        desk, _ = desk.edited(edits)
    return desk


@st.composite
def replacements(draw: st.DrawFn, desk: Desk) -> list[Edit]:
    """Draw replacements that do not touch, some paragraphs left alone."""
    edits: list[Edit] = []
    for number, content in enumerate(texts(desk), 1):
        cuts = sorted(draw(st.sets(st.integers(0, len(content)), max_size=4)))
        pairs = zip(cuts[::2], cuts[1::2], strict=False)
        edits += [text(low, high, draw(st.text("甲乙丙", max_size=3)), paragraph=number) for low, high in pairs]
    return edits


@st.composite
def moves(draw: st.DrawFn, desk: Desk) -> list[Edit]:
    """Draw a paragraph to take away, or one or two to put in."""
    here = at(paragraph=draw(st.integers(1, len(texts(desk)))))
    new = [InsertParagraph(here, f"新的第{number}段。", before=draw(st.booleans())) for number in (1, 2)]
    return draw(st.sampled_from([[RemoveParagraph(here)], new[:1], new]))


@given(st.data())
def test_replacements_add_up(data: st.DataObject) -> None:
    desk, passes = Desk(FIRST), []
    for _ in range(3):
        passes.append(data.draw(replacements(desk)))
        desk, _ = desk.edited(passes[-1])
    assert texts(done(FIRST, list(compose(FIRST, passes)))) == texts(desk)


@given(st.data())
def test_what_follows_a_move_finds_its_paragraph(data: st.DataObject) -> None:
    move = data.draw(moves(Desk(FIRST)))
    moved = done(FIRST, move)
    after = data.draw(replacements(moved))
    assert texts(done(FIRST, list(compose(FIRST, [move, after])))) == texts(done(FIRST, move, after))


def test_what_is_put_back_is_no_change():
    assert compose(FIRST, [[text(2, 4, "组织")], [text(2, 4, "开展")]]) == ()


def test_a_look_follows_its_characters():
    longer, look = text(0, 2, "有关单位关于"), SetRunFormat(at(6, 8), BIG)
    assert compose(FIRST, [[longer], [look]]) == (longer, SetRunFormat(at(2, 4), BIG))


def test_a_look_over_new_text_covers_what_it_replaced():
    change, look = text(2, 4, "组织开展"), SetRunFormat(at(0, 11), BIG, mark=True)
    assert compose(FIRST, [[change], [look]]) == (change, SetRunFormat(at(0, 9), BIG, mark=True))


def test_looks_of_the_same_characters_are_joined():
    one, other = SetRunFormat(at(0, 9), BIG), SetRunFormat(at(0, 9), BOLD)
    assert compose(FIRST, [[one], [other]]) == (SetRunFormat(at(0, 9), RunChange(size=Pt(22.0), bold=True)),)


def test_the_later_format_of_a_paragraph_counts():
    one = SetParagraphFormat(at(), ParagraphChange(first=2.0, line=Pt(28.0)))
    other = SetParagraphFormat(at(), ParagraphChange(first=0.0))
    both = SetParagraphFormat(at(), ParagraphChange(first=0.0, line=Pt(28.0)))
    assert compose(FIRST, [[one], [other]]) == (both,)


def test_borders_go_with_their_paragraph():
    border = SetBorder(at(paragraph=2), "top", "single", Pt(1.0), "auto")
    moved = replace(border, span=at(paragraph=3))
    assert compose(FIRST, [[RemoveParagraph(at(paragraph=1))], [border]]) == (RemoveParagraph(at(paragraph=1)), moved)


def test_a_new_paragraph_takes_what_is_done_to_it_later():
    new = InsertParagraph(at(paragraph=1), "各县：")
    later: list[Edit] = [
        text(1, 2, "县区", paragraph=2),
        SetParagraphFormat(at(paragraph=2), ParagraphChange(first=0.0)),
    ]
    wanted = replace(new, text="各县区：", format=ParagraphChange(first=0.0))
    assert compose(FIRST, [[new], later, [SetRunFormat(at(0, 4, paragraph=2), BOLD)]]) == (replace(wanted, look=BOLD),)


def test_a_new_paragraph_taken_away_again_is_no_change():
    new = InsertParagraph(at(paragraph=1), "各县：")
    assert compose(FIRST, [[new], [RemoveParagraph(at(paragraph=2))]]) == ()


@pytest.mark.parametrize(
    "passes",
    [
        [[text(2, 4, "组织开展")], [SetRunFormat(at(3, 5), BIG)]],
        [[text(2, 2, "组织")], [SetRunFormat(at(2, 4), BIG)]],
        [[SetRunFormat(at(0, 5), BIG)], [SetRunFormat(at(3, 9), RunChange(size=Pt(16.0)))]],
        [[InsertParagraph(at(), "甲乙")], [SetRunFormat(at(0, 1, paragraph=2), BIG)]],
        [[InsertParagraph(at(), "甲乙")], [InsertParagraph(at(paragraph=2), "丙")]],
        [[InsertParagraph(at(), "甲乙")], [SetBorder(at(paragraph=2), "top", "single", Pt(1.0), "auto")]],
        [
            [SetParagraphFormat(at(), ParagraphChange(first=2.0))],
            [SetParagraphFormat(at(), ParagraphChange(left=1.0, char=Pt(22.0)))],
        ],
        [[SetSection(0, SectionChange(top=Pt(100.0)))]],
        [[SetRowBorder(at(), "top", "single", Pt(1.0), "auto")]],
    ],
)
def test_what_cannot_be_said_of_the_first_document_is_not(passes):
    with pytest.raises(Uncomposable):
        compose(FIRST, passes)
