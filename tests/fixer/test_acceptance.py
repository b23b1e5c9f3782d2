"""Whether a change may stand."""

from dataclasses import replace

import pytest

from gongwen.anatomy.elements import Facts
from gongwen.checker import Examination
from gongwen.edits import AUTO, NO_LINE, RemoveParagraph, SetBorder, SetFooters, Span
from gongwen.fixer.acceptance import STAYS, fresh, objections
from gongwen.units import Pt
from gongwen.variants import sample
from tests.fixes import at, text, violation
from tests.shelves import paper

ROLES = (("title", "关于开展检查的通知"), ("heading.1", "一、总体要求"), ("body", "现将有关事项通知如下。"))
NOTICE = Facts(kind="通知")
MENDED = violation(text(0, 1, "甲"), code="GF001", found="错")


def found(*violations, roles=ROLES, facts=NOTICE):
    return Examination(paper(*roles, facts=facts), violations)


def reasons(before, after, *mended, edits=()):
    return [one.reason for one in objections(before, after, mended, edits)]


def test_a_finding_that_is_gone_leaves_nothing_to_say():
    assert reasons(found(MENDED), found(), MENDED) == []


def test_a_finding_that_is_still_there_is_proved_by_name():
    (one,) = objections(found(MENDED), found(MENDED), [MENDED], ())
    assert (one.reason, one.blamed, one.proved) == (STAYS, (MENDED,), True)


def test_a_finding_with_another_excerpt_is_still_there():
    (one,) = objections(found(MENDED), found(violation(code="GF001", found="也错")), [MENDED], ())
    assert (one.reason, one.blamed, one.proved) == (STAYS, (MENDED,), False)


def test_one_of_two_like_findings_may_stay_for_the_next_pass():
    other = violation(text(5, 6, "乙"), code="GF001", found="还错")
    assert reasons(found(MENDED, other), found(other), MENDED) == []


@pytest.mark.parametrize("severity", ["error", "warning"])
def test_a_new_fault_is_an_objection(severity):
    new = violation(code="GF002", severity=severity)
    assert reasons(found(MENDED), found(new), MENDED) == ["改了以后会出现新的问题：错［GF002］"]


def test_a_new_fault_blames_the_fixes_of_its_element():
    title = violation(text(0, 1, "甲"), code="GF003", element="title")
    new = violation(code="GF002", element="title")
    (one,) = objections(found(MENDED, title), found(new), [MENDED, title], ())
    assert one.blamed == (title,)


def test_a_new_hint_is_none():
    assert reasons(found(MENDED), found(violation(code="GF002", severity="info")), MENDED) == []


def test_a_fault_somebody_accepted_is_none():
    waived = replace(violation(code="GF002"), state="waived")
    assert reasons(found(MENDED), found(waived), MENDED) == []


@pytest.mark.parametrize(
    ("roles", "lost"),
    [
        (ROLES[1:], ["标题"]),
        (ROLES[:1] + ROLES[2:], ["标题层次"]),
        (ROLES[:2], []),
        ((ROLES[0], ("heading.2", "（一）总体要求"), ROLES[2]), []),
    ],
)
def test_an_element_that_is_known_no_more_is_an_objection_but_text_may_become_something(roles, lost):
    assert reasons(found(MENDED), found(roles=roles), MENDED) == [f"改了以后认不出原有的{name}" for name in lost]


def test_an_element_that_is_hardly_known_any_more_is_lost():
    before, after = found(MENDED), found()
    weak = tuple(replace(one, confidence=0.5) for one in after.gongwen.elements)
    doubtful = replace(after, gongwen=replace(after.gongwen, elements=weak))
    assert reasons(before, doubtful, MENDED) == ["改了以后认不出原有的标题、标题层次"]


def test_what_is_taken_away_on_purpose_is_not_lost():
    before = found(MENDED)
    segment = before.gongwen.elements[1].segments[0]
    here = replace(at(), path=segment.paragraph.address.path)
    assert reasons(before, found(roles=ROLES[:1] + ROLES[2:]), MENDED, edits=[RemoveParagraph(here)]) == []
    whole = replace(text(0, len(segment.text), ""), span=replace(here, end=len(segment.text)))
    assert reasons(before, found(roles=ROLES[:1] + ROLES[2:]), MENDED, edits=[whole]) == []


def test_a_line_that_is_taken_away_may_join_what_it_parted():
    parted = Examination(sample("notice"), (MENDED,))
    line = sample("notice").all("imprint_line")[1]
    joined = replace(sample("notice"), elements=tuple(one for one in sample("notice").elements if one is not line))
    address = line.mark.paragraph.address
    erased = SetBorder(Span(address.part, address.path), "top", NO_LINE, Pt(0), AUTO)
    assert reasons(parted, Examination(joined), MENDED, edits=[erased]) == []
    assert reasons(parted, Examination(joined), MENDED) == ["改了以后认不出原有的版记分隔线"]


def test_footers_may_become_fewer_but_not_none():
    two = found(MENDED, roles=(*ROLES, ("page_number", "— 1 —"), ("page_number", "— 2 —")))
    one, none = found(roles=(*ROLES, ("page_number", "— 1 —"))), found()
    assert reasons(two, one, MENDED, edits=[SetFooters(())]) == []
    assert reasons(two, none, MENDED, edits=[SetFooters(())]) == ["改了以后认不出原有的页码"]
    assert reasons(two, one, MENDED) == ["改了以后认不出原有的页码"]


@pytest.mark.parametrize(
    ("change", "heard"),
    [
        ({"official": False}, True),
        ({"form": "信函"}, True),
        ({"kind": ""}, True),
        ({"sealing": "未知"}, True),
        ({"kind": "通报"}, False),
        ({"number": "示政发〔2024〕9号"}, False),
    ],
)
def test_the_document_stays_what_it_is(change, heard):
    facts = Facts(kind="通知", sealing="加盖印章")
    after = found(facts=replace(facts, **change))
    assert bool(reasons(found(MENDED, facts=facts), after, MENDED)) == heard


def test_fresh_findings_are_as_many_as_there_are_more_the_unknown_ones_first():
    old, new = violation(code="GF001", found="旧"), violation(code="GF001", found="新")
    assert fresh([old], [new, old]) == (new,)
    assert fresh([old], [new]) == ()
