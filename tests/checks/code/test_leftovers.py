from dataclasses import replace

import pytest

from gongwen.anatomy.elements import Facts, Gongwen
from gongwen.checks.base import Reading, Scope
from gongwen.checks.code.leftovers import Leftover
from gongwen.draft import Comment
from tests.papers import FANGSONG, draft, paragraph

HIDDEN = replace(FANGSONG, hidden=True)


def counts(what, **parts):
    made = replace(draft(paragraph("看得见", ("看 不见", HIDDEN))), **parts)
    hits = Leftover(what=what).run(Reading(Gongwen(made, (), (), Facts())), Scope())
    return [(hit.fields["count"], hit.found) for hit in hits]


def test_tracked_changes_are_counted():
    assert counts("tracked", tracked_changes=3) == [("3", "")]


def test_comments_are_counted_and_not_repeated():
    comments = (Comment("1", "", "请核对", None), Comment("2", "", "同意", None))
    assert counts("comments", comments=comments) == [("2", "")]


def test_a_comment_that_speaks_to_the_tool_is_no_leftover():
    assert counts("comments", comments=(Comment("1", "", "gongwen: 忽略 GF046a 沿用", None),)) == []


def test_hidden_characters_are_counted_without_blanks():
    assert counts("hidden") == [("3", "")]


def test_personal_properties_are_named():
    assert counts("properties", properties=("author", "company")) == [("2", "作者、单位")]


@pytest.mark.parametrize("what", ["tracked", "comments", "properties"])
def test_a_clean_file_has_none(what):
    assert counts(what) == []
