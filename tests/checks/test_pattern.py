import regex
from hypothesis import given
from hypothesis import strategies as st

from gongwen.checks.pattern import PatternCheck, within
from tests.shelves import hits, paper


def check(find: str, unless: str | None = None) -> PatternCheck:
    return PatternCheck(kind="pattern", find=find, unless=unless)


def test_a_hit_holds_span_found_and_groups() -> None:
    (hit,) = hits(check(r"\[(?<year>\d{4})\]"), paper(("doc_number", "示政发[2024]8号")), "doc_number")
    assert (hit.start, hit.end, hit.found, dict(hit.fields)) == (3, 9, "[2024]", {"year": "2024"})


def test_the_group_fault_narrows_the_span() -> None:
    (hit,) = hits(check(r"^\d(?<fault>、)"), paper(("body", "1、指导思想")), "body")
    assert (hit.start, hit.end, hit.found) == (1, 2, "、")


def test_what_is_told_once_stands_on_the_first_with_a_count() -> None:
    made = paper(("body", "甲甲"), ("body", "乙"), ("body", "甲"))
    (hit,) = hits(PatternCheck(kind="pattern", find="甲", once=True), made, "body")
    assert (hit.element, hit.start, hit.fields["count"]) == (made.elements[0], 0, "3")


def test_other_elements_are_left_alone() -> None:
    assert not hits(check("甲"), paper(("title", "甲"), ("body", "乙")), "body")


def test_an_excuse_that_overlaps_silences_a_hit() -> None:
    made = paper(("body", "八一，驻地部队开放营区。"), ("body", "一，总体要求"))
    assert [hit.element for hit in hits(check("^[一八]{1,2}(?<fault>，)", "八一，"), made, "body")] == [
        made.elements[1]
    ]


def test_a_match_never_goes_beyond_its_element() -> None:
    made = paper(("body", "甲乙"), ("body", "丙甲丁"))
    assert [hit.found for hit in hits(check("甲[^丁]*"), made, "body")] == ["甲乙", "甲"]


def test_a_fault_hidden_behind_a_long_match_is_found() -> None:
    made = paper(("body", "甲"), ("body", "甲乙"))
    assert [hit.found for hit in hits(check("甲[^丁]*乙"), made, "body")] == ["甲乙"]


def test_anchors_are_the_ends_of_segments() -> None:
    made = paper(("attachment_note", "1.名单\n2.方案"), ("body", "3.结果"))
    assert [hit.start for hit in hits(check(r"^\d"), made, "attachment_note", "body")] == [0, 5, 0]


def test_masked_text_is_not_searched_and_found_text_is_what_stands_there() -> None:
    made = paper(("body", "按照《办法[2003]》和[2004]执行"))
    assert [hit.found for hit in hits(check(r"\[\d+\]"), made, "body", outside=["book_title"])] == ["[2004]"]


def test_an_empty_match_marks_a_place() -> None:
    (hit,) = hits(check("$(?<!。)"), paper(("cc", "抄送：市委办公室")), "cc")
    assert (hit.start, hit.end) == (8, 8)


def test_unsure_elements_are_left_alone() -> None:
    made = paper(("body", "甲"))
    object.__setattr__(made.elements[0], "confidence", 0.5)
    assert not hits(check("甲"), made, "body")


def test_anchors_of_the_whole_text_are_refused() -> None:
    assert list(check(r"\A甲").problems())


LINES = st.lists(st.text(alphabet="甲乙丙丁", max_size=6), min_size=1, max_size=5)


@given(LINES)
def test_one_search_over_all_equals_a_search_in_each(lines: list[str]) -> None:
    pattern = regex.compile("甲[^丁]*|乙丙?$", regex.MULTILINE)
    starts = tuple(sum(len(line) + 1 for line in lines[:index]) for index in range(len(lines)))
    together = [match.span() for match in within(pattern, "\n".join(lines), starts)]
    apart = [
        (start + match.start(), start + match.end())
        for start, line in zip(starts, lines, strict=True)
        for match in pattern.finditer(line)
    ]
    assert together == apart


def context(**sides: dict[str, str]) -> PatternCheck:
    return PatternCheck.model_validate({"kind": "pattern", "find": "公开", **sides})


NOTE, SECRECY = ("note", "（此件公开发布）"), ("secrecy", "机密★5年")


def test_a_pattern_may_ask_for_what_other_elements_say() -> None:
    check_ = context(given={"head": "密★"})
    assert hits(check_, paper(SECRECY, NOTE), "note")
    assert not hits(check_, paper(NOTE), "note")


def test_what_other_elements_say_may_silence_a_pattern() -> None:
    check_ = context(without={"secrecy": "★5年"})
    assert not hits(check_, paper(SECRECY, NOTE), "note")
    assert hits(check_, paper(("secrecy", "机密★1年"), NOTE), "note")


def test_an_unsure_element_may_excuse_but_not_accuse() -> None:
    made = paper(SECRECY, NOTE)
    object.__setattr__(made.elements[0], "confidence", 0.5)
    assert not hits(context(given={"secrecy": ""}), made, "note")
    assert not hits(context(without={"secrecy": ""}), made, "note")


def test_unknown_elements_of_the_context_are_mistakes() -> None:
    assert len(list(context(given={"nowhere": ""}, without={"nobody": ""}).problems())) == 2


def test_the_first_finds_may_be_right() -> None:
    made = paper(("closing", "特此通知。"), ("closing", "特此报告。"))
    rule = PatternCheck(kind="pattern", find="^特此..", beyond=1)
    assert [hit.found for hit in hits(rule, made, "closing")] == ["特此报告"]


def test_what_comes_before_may_be_asked_for() -> None:
    made = paper(("body", "分为三类："), ("body", "1.河滩"), ("body", "2.水库"))
    rule = PatternCheck(kind="pattern", find=r"^\d\.", after="：$")
    assert [hit.found for hit in hits(rule, made, "body")] == ["1."]
