"""The engine on small rule books and drafts without a file: what it takes, what it refuses, where it stops."""

from dataclasses import replace
from pathlib import Path

from gongwen.checker import Checker, Examination
from gongwen.draft import Draft
from gongwen.edits import ReplaceText
from gongwen.fixer.passes import PASSES, Fixer, Mended
from gongwen.variants import sample
from tests.desk import Desk
from tests.shelves import book, fix_rule


def fixer(folder: Path, *rules: str) -> Fixer:
    return Fixer(Checker(rules=book(folder, all="".join(rules))).look)


def notice(**marks: tuple[str, ...]) -> Desk:
    return Desk(sample("notice").draft, **marks)


def codes(mended: Mended) -> list[list[str]]:
    return [[violation.code for violation in one.mended] for one in mended.passes]


def refused(mended: Mended) -> list[tuple[str, str]]:
    return [(one.violation.code, one.reason) for one in mended.refused]


def text(mended: Mended) -> str:
    return "\n".join(paragraph.text for paragraph in mended.after.paper.draft().paragraphs())


def test_what_is_in_order_comes_back_as_it_was(tmp_path):
    desk = notice()
    mended = fixer(tmp_path, fix_rule("GF046a", "没有这样的字", "无")).mend(desk)
    assert mended.after.paper is desk
    assert (mended.passes, mended.refused) == ((), ())


def test_every_fault_of_a_kind_is_mended_in_one_pass(tmp_path):
    mended = fixer(tmp_path, fix_rule("GF046a", "溢洪道", "泄洪道")).mend(notice())
    assert codes(mended) == [["GF046a"] * 2]
    assert "溢洪道" not in text(mended)


def test_overlapping_replacements_take_turns_the_earlier_one_first(tmp_path):
    mended = fixer(tmp_path, fix_rule("GF046a", "体渗", "身渗"), fix_rule("GF046b", "坝[体身]", "堤坝")).mend(notice())
    assert codes(mended)[0].count("GF046a") == 0
    assert "发现堤坝渗水" in text(mended)


def test_what_one_step_leaves_to_the_next_is_mended_in_the_next(tmp_path):
    rules = (fix_rule("GF046a", "渗水", "渗漏水"), fix_rule("GF046b", "渗漏水", "漏水"))
    mended = fixer(tmp_path, *rules).mend(notice())
    assert [set(one) for one in codes(mended)] == [{"GF046a"}, {"GF046b"}]
    assert mended.refused == ()
    assert "坝体漏水" in text(mended)


def test_a_step_is_not_taken_when_the_next_fails(tmp_path):
    rules = (
        fix_rule("GF046a", "渗水", "渗漏水"),
        fix_rule("GF046b", "渗漏水", "漏水"),
        fix_rule("GF046c", "溢洪道", "泄洪道"),
    )
    mended = fixer(tmp_path, *rules).mend(notice(refuses=("漏水",)))
    assert codes(mended) == [["GF046c"] * 2]
    assert {code for code, _ in refused(mended)} == {"GF046a"}
    assert "改了以后会出现新的问题" in refused(mended)[0][1]


def test_unsafe_fixes_wait_to_be_asked_for(tmp_path):
    cautious = fixer(tmp_path, fix_rule("GF046a", "溢洪道", "泄洪道", level="unsafe"))
    assert cautious.mend(notice()).passes == ()
    bold = replace(cautious, levels=frozenset(("safe", "unsafe")))
    assert codes(bold.mend(notice())) == [["GF046a"] * 2]


def test_waived_findings_are_left_alone(tmp_path):
    plain = fixer(tmp_path, fix_rule("GF046a", "溢洪道", "泄洪道"))

    def waived(draft: Draft) -> Examination:
        found = plain.examine(draft)
        return replace(found, violations=tuple(replace(one, state="waived") for one in found.violations))

    assert replace(plain, examine=waived).mend(notice()).passes == ()


def test_only_the_rules_asked_for_are_mended(tmp_path):
    both = fixer(tmp_path, fix_rule("GF046a", "溢洪道", "泄洪道"), fix_rule("GF046b", "渗水", "漏水"))
    mended = replace(both, codes=frozenset({"GF046b"})).mend(notice())
    assert codes(mended) == [["GF046b"] * len(codes(mended)[0])]
    assert "溢洪道" in text(mended)


def test_the_culprit_is_refused_and_the_others_are_mended(tmp_path):
    rules = (
        fix_rule("GF046a", "溢洪道", "泄洪道"),
        fix_rule("GF046b", "渗水", "渗漏水"),
        fix_rule("GF046c", "漏水", "漏", level="unsafe"),
    )
    mended = fixer(tmp_path, *rules).mend(notice())
    assert codes(mended) == [["GF046a"] * 2]
    assert {code for code, _ in refused(mended)} == {"GF046b"}
    assert "改了以后会出现新的问题" in refused(mended)[0][1]
    assert "渗水" in text(mended)


def test_a_finding_that_stays_is_refused(tmp_path):
    mended = fixer(tmp_path, fix_rule("GF046a", "溢洪道", "溢洪道口"), fix_rule("GF046b", "渗水", "漏水")).mend(
        notice()
    )
    assert set(codes(mended)[0]) == {"GF046b"}
    assert set(refused(mended)) == {("GF046a", "改了以后这个问题仍在")}


def test_a_change_that_hides_an_element_is_refused(tmp_path):
    mended = fixer(tmp_path, fix_rule("GF046a", "各县.*：", "现将有关事项通知如下。", where="recipients")).mend(
        notice()
    )
    assert mended.passes == ()
    assert "改了以后认不出原有的主送机关" in refused(mended)[0][1]


def test_what_cannot_be_written_is_refused_in_the_words_of_the_writer(tmp_path):
    rules = (fix_rule("GF046a", "溢洪道", "泄洪道"), fix_rule("GF046b", "渗水", "漏水"))
    mended = fixer(tmp_path, *rules).mend(notice(refuses=("泄洪道",)))
    assert set(codes(mended)[0]) == {"GF046b"}
    assert set(refused(mended)) == {("GF046a", "这里写不进去")}


def test_a_text_that_comes_out_different_is_refused(tmp_path):
    rules = (fix_rule("GF046a", "溢洪道", "泄洪道"), fix_rule("GF046b", "渗水", "漏水"))
    mended = fixer(tmp_path, *rules).mend(notice(garbles=("泄洪道",)))
    assert set(codes(mended)[0]) == {"GF046b"}
    assert {code for code, _ in refused(mended)} == {"GF046a"}
    assert "！" not in text(mended)


def test_a_writer_that_breaks_costs_only_what_broke_it(tmp_path):
    class Brittle(Desk):
        def edited(self, edits):
            if any(isinstance(edit, ReplaceText) and edit.text == "泄洪道" for edit in edits):
                raise ZeroDivisionError
            return super().edited(edits)

    rules = (fix_rule("GF046a", "溢洪道", "泄洪道"), fix_rule("GF046b", "渗水", "漏水"))
    mended = fixer(tmp_path, *rules).mend(Brittle(sample("notice").draft))
    assert set(codes(mended)[0]) == {"GF046b"}
    assert set(refused(mended)) == {("GF046a", "写入时出错（ZeroDivisionError），没有采用")}


def test_rules_that_undo_each_other_leave_the_document_as_it_was(tmp_path):
    rules = (
        fix_rule("GF046a", "溢洪道", "泄洪道", severity="info"),
        fix_rule("GF046b", "泄洪道", "溢洪道", severity="info"),
        fix_rule("GF046c", "渗水", "漏水"),
    )
    desk = notice()
    mended = fixer(tmp_path, *rules).mend(desk)
    assert mended.after.paper is desk
    assert mended.passes == ()
    assert "GF046a、GF046b 的改法互相抵触" in refused(mended)[0][1]


def test_rules_that_contradict_each_other_as_errors_are_refused(tmp_path):
    desk = notice()
    mended = fixer(tmp_path, fix_rule("GF046a", "溢洪道", "泄洪道"), fix_rule("GF046b", "泄洪道", "溢洪道")).mend(desk)
    assert mended.after.paper is desk
    assert {code for code, _ in refused(mended)} == {"GF046a"}


def test_a_text_that_grows_for_ever_is_stopped(tmp_path):
    grow = [fix_rule(f"GF046{letter}", f"道{'甲' * length}$", f"道{'甲' * (length + 1)}", where="heading", severity="info")
            for length, letter in enumerate("abcdefghijklmn")]  # fmt: skip
    mended = fixer(tmp_path, *grow).mend(notice())
    assert len(mended.passes) == PASSES


def test_fixing_what_was_fixed_changes_nothing(tmp_path):
    engine = fixer(tmp_path, fix_rule("GF046a", "溢洪道", "泄洪道"), fix_rule("GF046b", "渗水", "漏水"))
    once = engine.mend(notice())
    again = engine.mend(once.after.paper)
    assert again.after.paper is once.after.paper
    assert again.passes == ()
