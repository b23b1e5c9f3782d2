"""A repair as tracked changes: all of it at once, or what can be said of the source, or nothing."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from gongwen.checker import Checker
from gongwen.draft import Draft
from gongwen.edits import Edit, ReplaceText
from gongwen.fixer.passes import Fixer, Mended
from gongwen.fixer.tracking import Tracked, alike, track
from gongwen.variants import sample
from tests.desk import Desk
from tests.papers import FANGSONG, draft, paragraph
from tests.shelves import book, fix_rule

STEPS = (
    fix_rule("GF046a", "渗水", "渗漏水"),
    fix_rule("GF046b", "渗漏水", "漏水", severity="info"),
    fix_rule("GF046c", "溢洪道", "泄洪道"),
)
SOURCE = sample("notice").draft


def repair(folder: Path, written: Tracked, *, rules: Sequence[str] = STEPS) -> tuple[Mended, Sequence[Edit]]:
    return track(Fixer(Checker(rules=book(folder, all="".join(rules))).look), Desk(SOURCE), written)


def written(edits: Sequence[Edit]) -> Draft | None:
    return Desk(SOURCE).edited(edits)[0].draft()


def in_one_step(edits: Sequence[Edit]) -> Draft | None:
    """Write nothing that says what only a second pass can say."""
    later = any(isinstance(edit, ReplaceText) and edit.text == "漏水" for edit in edits)
    return None if later else written(edits)


def brittle(edits: Sequence[Edit]) -> Draft | None:
    """Break on what only a second pass can say."""
    if in_one_step(edits) is None:
        raise ZeroDivisionError
    return written(edits)


def codes(mended: Mended) -> list[set[str]]:
    return [{violation.code for violation in one.mended} for one in mended.passes]


def test_all_passes_are_written_at_once(tmp_path):
    mended, edits = repair(tmp_path, written)
    assert codes(mended) == [{"GF046a", "GF046c"}, {"GF046b"}]
    assert alike(written(edits), mended.after.paper.draft())


@pytest.mark.parametrize("writer", [in_one_step, brittle])
def test_what_cannot_be_written_at_once_is_left_for_another_run(writer, tmp_path):
    mended, edits = repair(tmp_path, writer)
    assert codes(mended) == [{"GF046a", "GF046c"}]
    assert alike(written(edits), mended.after.paper.draft())


def test_a_pass_that_does_harm_without_the_next_is_not_written_without_it(tmp_path):
    rules = (STEPS[0], fix_rule("GF046b", "渗漏水", "漏水"), STEPS[2])
    mended, edits = repair(tmp_path, in_one_step, rules=rules)
    assert codes(mended) == [{"GF046c"}]
    assert {one.violation.code for one in mended.refused} == {"GF046a"}
    assert alike(written(edits), mended.after.paper.draft())


def test_a_result_that_would_differ_is_not_written(tmp_path):
    mended, edits = repair(tmp_path, lambda _: SOURCE)
    assert (mended.passes, mended.after, edits) == ((), mended.before, ())
    assert {one.violation.code for one in mended.refused} == {"GF046a", "GF046c"}
    assert "全部接受与直接修改的结果不一致" in mended.refused[0].reason


def test_nothing_to_mend_is_nothing_to_write(tmp_path):
    mended, edits = repair(tmp_path, written, rules=(fix_rule("GF046a", "没有这样的字", "无"),))
    assert (mended.passes, edits) == ((), ())


def test_drafts_are_alike_however_their_runs_are_cut():
    whole, cut = draft(paragraph("关于开展检查的通知")), draft(paragraph("关于开展", "检查的通知"))
    bold = draft(paragraph("关于开展", ("检查的通知", replace(FANGSONG, bold=True))))
    assert alike(whole, cut)
    assert not alike(whole, bold)
    assert not alike(whole, draft(paragraph("关于开展检查的通报")))
