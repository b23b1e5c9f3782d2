"""Which fixes go into one pass."""

import pytest

from gongwen.edits import (
    FooterLine,
    InsertParagraph,
    ParagraphChange,
    RemoveParagraph,
    RunChange,
    SectionChange,
    SetBorder,
    SetFooters,
    SetParagraphFormat,
    SetRowBorder,
    SetRunFormat,
    SetSection,
    SetStroke,
    Span,
)
from gongwen.fixer.plan import choose, edits_of
from gongwen.units import Pt
from tests.fixes import at, text, violation

BIG, SMALL = RunChange(size=Pt(22.0)), RunChange(size=Pt(16.0))
LINE = FooterLine("default", "center", 0.0, "— ", " —", SMALL)
TWO = ParagraphChange(first=2.0)
CELL, BESIDE = (Span("body", f"body/tbl[1]/r[2]/c[{number}]/p[1]") for number in (1, 2))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (text(0, 2, "甲"), text(2, 4, "乙")),
        (text(0, 2, "甲"), text(0, 2, "乙", paragraph=2)),
        (text(0, 2, "甲"), SetRunFormat(at(0, 9), BIG)),
        (SetRunFormat(at(0, 5), BIG), SetRunFormat(at(5, 9), SMALL)),
        (SetRunFormat(at(0, 5), BIG), SetRunFormat(at(3, 9), BIG)),
        (SetRunFormat(at(0, 5), BIG), SetRunFormat(at(0, 5), RunChange(bold=True))),
        (SetParagraphFormat(at(), TWO), SetParagraphFormat(at(), ParagraphChange(align="left"))),
        (SetParagraphFormat(at(), TWO), SetParagraphFormat(at(0, 3), TWO)),
        (SetBorder(at(), "top", "single", Pt(1.0), "auto"), SetBorder(at(), "bottom", "single", Pt(1.0), "auto")),
        (SetStroke("body", "body/p[1]/box[1]", color="FF0000"), SetStroke("body", "body/p[1]/box[1]", width=Pt(2.0))),
        (SetRowBorder(CELL, "top", "single", Pt(1.0), "auto"), SetRowBorder(CELL, "bottom", "single", Pt(1.0), "auto")),
        (SetSection(0, SectionChange(top=Pt(100.0))), SetSection(0, SectionChange(left=Pt(80.0)))),
        (SetSection(0, SectionChange(top=Pt(100.0))), SetSection(1, SectionChange(top=Pt(90.0)))),
        (RemoveParagraph(at(paragraph=1)), RemoveParagraph(at(paragraph=4))),
        (RemoveParagraph(at(paragraph=1)), text(0, 1, "甲", paragraph=3)),
    ],
)
def test_these_go_together(one, other):
    both = (violation(one, code="GF001"), violation(other, code="GF002"))
    assert set(choose(both)) == set(both)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (text(0, 3, "甲"), text(2, 4, "乙")),
        (text(0, 2, "甲"), text(0, 2, "乙")),
        (text(2, 2, "甲"), text(2, 2, "乙")),
        (text(0, 2, "甲"), text(2, 2, "乙")),
        (SetRunFormat(at(0, 5), BIG), SetRunFormat(at(3, 9), SMALL)),
        (SetRunFormat(at(), BIG, mark=True), SetRunFormat(at(), SMALL, mark=True)),
        (SetParagraphFormat(at(), TWO), SetParagraphFormat(at(), ParagraphChange(first=0.0))),
        (SetParagraphFormat(at(), TWO), SetParagraphFormat(at(), ParagraphChange(first=2.0, char=Pt(22.0)))),
        (SetBorder(at(), "top", "single", Pt(1.0), "auto"), SetBorder(at(), "top", "double", Pt(1.0), "auto")),
        (SetStroke("body", "body/p[1]/box[1]", width=Pt(1.0)), SetStroke("body", "body/p[1]/box[1]", width=Pt(2.0))),
        (SetRowBorder(CELL, "top", "single", Pt(1.0), "auto"), SetRowBorder(BESIDE, "top", "single", Pt(2.0), "auto")),
        (SetSection(0, SectionChange(top=Pt(100.0))), SetSection(0, SectionChange(top=Pt(90.0)))),
        (SetFooters(()), SetFooters((LINE,))),
        (RemoveParagraph(at()), InsertParagraph(at(), "甲")),
        (RemoveParagraph(at(paragraph=2)), SetRunFormat(at(0, 3, paragraph=3), BIG)),
        (InsertParagraph(at(paragraph=2), "甲"), InsertParagraph(at(paragraph=3), "乙", before=True)),
    ],
)
def test_of_these_one_has_to_wait(first, second):
    one, other = violation(first, code="GF001"), violation(second, code="GF002")
    assert choose([one, other]) == (one,)
    assert choose([other, one]) == (other,)


def test_the_graver_finding_wins():
    hint = violation(SetRunFormat(at(0, 5), BIG), severity="info")
    fault = violation(SetRunFormat(at(0, 5), SMALL), severity="warning")
    assert choose([hint, fault]) == (fault,)


def test_of_overlapping_texts_the_earlier_wins_however_grave():
    early = violation(text(0, 3, "甲"), severity="info")
    late = violation(text(2, 4, "乙"), severity="error")
    assert choose([early, late]) == (early,)


def test_words_go_before_the_paragraph_that_holds_them_moves():
    moved, reworded = violation(RemoveParagraph(at())), violation(text(0, 1, "甲"), severity="info")
    assert choose([moved, reworded]) == (reworded,)


def test_a_fix_is_taken_whole_or_not_at_all():
    whole = violation(text(0, 2, "甲"), text(0, 2, "乙", paragraph=2), code="GF002")
    first = violation(text(1, 2, "丙", paragraph=2), code="GF001")
    assert choose([first, whole]) == (first,)


def test_a_fix_does_not_get_in_its_own_way():
    both = violation(RemoveParagraph(at(paragraph=2)), RemoveParagraph(at(paragraph=3)))
    assert choose([both]) == (both,)


def test_equal_edits_of_two_findings_are_made_once():
    one, other = violation(text(0, 2, "甲"), code="GF001"), violation(text(0, 2, "甲"), code="GF002")
    assert choose([one, other]) == (one, other)
    assert edits_of([one, other]) == (text(0, 2, "甲"),)


def test_two_empty_lines_of_one_finding_are_two():
    blank = InsertParagraph(at(), "")
    one, other = violation(blank, blank, code="GF001"), violation(blank, code="GF002")
    assert edits_of([one, other]) == (blank, blank)


@pytest.mark.parametrize("moved", [SetParagraphFormat(at(paragraph=2), TWO), text(0, 0, "\u3000", paragraph=2)])
@pytest.mark.parametrize("stirring", [text(0, 2, "甲"), SetRunFormat(at(0, 9), BIG)])
def test_what_is_measured_in_characters_waits_for_the_characters(moved, stirring):
    measured, changed = violation(moved), violation(stirring, code="GF047")
    assert choose([measured, changed]) == (changed,)
    assert choose([measured]) == (measured,)


def test_what_is_measured_does_not_wait_for_a_look_that_leaves_every_width():
    measured, coloured = (
        violation(SetParagraphFormat(at(), TWO)),
        violation(SetRunFormat(at(0, 9), RunChange(color="FF0000"))),
    )
    assert set(choose([measured, coloured])) == {measured, coloured}
