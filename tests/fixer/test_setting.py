"""What setting may do: change how words stand and look, never what is read."""

from dataclasses import replace

import pytest

from gongwen.edits import (
    InsertParagraph,
    ParagraphChange,
    RemoveParagraph,
    RunChange,
    SectionChange,
    SetParagraphFormat,
    SetRunFormat,
    SetSection,
)
from gongwen.fixer.setting import Setting
from gongwen.units import Pt
from tests.fixes import at, text, violation
from tests.papers import draft

DRAFT = draft("　　一、总体要求", "签发人　　山亭", "", "现将有关事项通知如下。　")


@pytest.mark.parametrize(
    "edit",
    [
        SetRunFormat(at(0, 4), RunChange(han_font="黑体", size=Pt(16))),
        SetParagraphFormat(at(), ParagraphChange(first=2.0)),
        SetSection(0, SectionChange(top=Pt(100))),
        InsertParagraph(at(), ""),
        RemoveParagraph(at(paragraph=3)),
        text(0, 2, ""),
        text(3, 5, "　　　　", paragraph=2),
        text(11, 12, "", paragraph=4),
    ],
)
def test_what_leaves_the_words_is_setting(edit):
    assert Setting()(DRAFT, violation(edit))


@pytest.mark.parametrize(
    "edit",
    [
        text(2, 4, "二、"),
        text(3, 5, "", paragraph=2),
        text(0, 3, "", paragraph=2),
        text(2, 2, "　", paragraph=4),
        InsertParagraph(at(), "各县："),
        RemoveParagraph(at()),
        SetRunFormat(at(0, 4), RunChange(hidden=True)),
        SetSection(0, SectionChange(restart=False)),
    ],
)
def test_what_changes_the_words_is_none(edit):
    assert not Setting()(DRAFT, violation(edit))


def test_one_edit_that_changes_words_is_enough():
    assert not Setting()(DRAFT, violation(SetParagraphFormat(at(), ParagraphChange(first=2.0)), text(2, 4, "二、")))


def test_blanks_moved_within_a_paragraph_are_looked_at_together():
    both = violation(text(0, 2, ""), text(3, 3, "　"))
    assert not Setting()(DRAFT, both)


@pytest.mark.parametrize("severity", ["error", "warning", "info"])
@pytest.mark.parametrize("applicability", ["safe", "unsafe"])
def test_how_grave_it_is_does_not_matter(severity, applicability):
    found = violation(SetParagraphFormat(at(), ParagraphChange(first=2.0)), severity=severity)
    assert Setting()(DRAFT, replace(found, fix=replace(found.fix, applicability=applicability)))


def test_an_element_that_is_not_surely_known_is_left():
    found = violation(SetParagraphFormat(at(), ParagraphChange(first=2.0)))
    assert not Setting()(DRAFT, replace(found, fix=replace(found.fix, sure=False)))


def test_faults_of_language_are_left():
    found = violation(SetParagraphFormat(at(), ParagraphChange(first=2.0)))
    assert not Setting()(DRAFT, replace(found, gate="语言"))


def test_advice_without_a_fix_is_left():
    assert not Setting()(DRAFT, violation())


def test_another_draft_is_judged_by_its_own_words():
    setting = Setting()
    assert setting(DRAFT, violation(text(0, 2, "")))
    assert not setting(draft("一、总体要求"), violation(text(0, 2, "")))
