from gongwen.checks.base import Reading, Scope
from gongwen.checks.code.pairs import Unpaired
from tests.checks.code.papers import document
from tests.papers import draft
from tests.shelves import paper

BRACKETS = Unpaired(opening=("（(", "〔"), closing=("）)", "〕"), reach=2)
QUOTES = Unpaired(opening=("“",), closing=("”",), reach=2, repeated=True)


def alone(function: Unpaired, *texts: str) -> list[tuple[str, int, str]]:
    reading = Reading(paper(*(("body", text) for text in texts)))
    hits = function.run(reading, Scope(frozenset({"body"})))
    return [(hit.found, hit.start, hit.expected) for hit in hits]


def test_mark_that_is_not_closed_is_found_with_its_other_half() -> None:
    assert alone(BRACKETS, "各县（区要研究。") == [("（", 2, "）")]


def test_mark_that_was_not_opened_is_found() -> None:
    assert alone(BRACKETS, "各县区）要研究。") == [("）", 3, "（")]


def test_halves_of_different_width_make_a_pair() -> None:
    assert alone(BRACKETS, "各县（区)要研究。") == []


def test_halves_of_different_form_make_none() -> None:
    assert alone(BRACKETS, "各县（区〕要研究。") == [("（", 2, "）")]


def test_other_half_may_stand_within_reach() -> None:
    assert alone(BRACKETS, "名单如下（按先后：", "石桥村、", "柳湾村）。") == []


def test_other_half_beyond_reach_counts_for_nothing() -> None:
    found = alone(BRACKETS, "名单如下（按先后：", "石桥村、", "柳湾村、", "白石村）。")
    assert found == [("（", 4, "）"), ("）", 3, "（")]


def test_bracket_of_a_number_needs_no_other_half() -> None:
    assert alone(BRACKETS, "1）核验；2）查看；a）签字", "分为1）核验", "一）登记") == []


def test_interval_is_no_pair() -> None:
    assert alone(BRACKETS, "取值区间为［0，5）。", "取值区间为(0, 5]。") == []


def test_quotation_of_several_paragraphs_opens_with_each() -> None:
    assert alone(QUOTES, "“管好责任田。", "“守住保护线。", "“修好水渠。”") == []


def test_quotation_of_several_lines_opens_with_each() -> None:
    assert alone(QUOTES, "“管好责任田。\n“守住保护线。”") == []


def test_quotation_that_only_opens_is_found() -> None:
    assert alone(QUOTES, "“管好责任田。", "守住保护线。") == [("“", 0, "”")]


def test_inch_minute_and_apostrophe_are_no_quotation_marks() -> None:
    single = Unpaired(opening=("‘",), closing=("’",), reach=2, repeated=True)
    assert alone(QUOTES, "14”显示屏", "北纬34°15’20”") == []
    assert alone(single, "Children’s English", "teachers’ guide", "‘90s", "北纬34°15’") == []


def test_only_the_first_in_a_paragraph_is_found() -> None:
    assert alone(QUOTES, "推行”河长制”管理。") == [("”", 2, "“")]


def test_halves_elsewhere_complete_a_pair_but_are_not_judged() -> None:
    reading = Reading(paper(("note", "（联系人："), ("body", "石白川）"), ("body", "共12户）")))
    hits = list(BRACKETS.run(reading, Scope(frozenset({"body"}))))
    assert [hit.start for hit in hits] == [4]


def test_half_in_another_line_of_a_title_completes_a_pair() -> None:
    made = draft("关于印发〔湿地", "管护〕办法的通知")
    assert list(BRACKETS.run(Reading(document(made, "title", "title")), Scope(frozenset({"title"})))) == []


def test_marks_without_counterpart_are_a_mistake_of_the_rule() -> None:
    assert list(Unpaired(opening=("（",), closing=(), reach=1).problems()) == ["opening 和 closing 的个数不同"]
