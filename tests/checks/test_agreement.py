import pytest

from gongwen.anatomy.elements import Facts
from gongwen.checks.agreement import AgreeCheck
from tests.shelves import hits, paper

NUMBER, DATE = ("doc_number", "示政发〔2023〕8号"), ("date", "2024年5月6日")


def check(left: str, by: str, right: str) -> AgreeCheck:
    return AgreeCheck.model_validate({"kind": "agree", "left": left, "right": right, "by": by})


def test_a_value_the_other_side_lacks_is_found() -> None:
    (hit,) = hits(check("doc_number.year", "equal", "date.year"), paper(NUMBER, DATE))
    assert (hit.found, hit.start, hit.expected) == ("2023", 4, "2024")


def test_equal_values_are_silent_and_blanks_do_not_count() -> None:
    made = paper(("masthead", "云溪县 人民政府"), ("signature", "云溪县人民政府"))
    assert not hits(check("signature", "equal", "masthead"), made)


def test_a_side_that_is_empty_is_silent() -> None:
    assert not hits(check("doc_number.year", "equal", "date.year"), paper(NUMBER))


def test_a_fact_may_be_a_side_and_the_element_is_marked() -> None:
    made = paper(("signature", "青禾县人民政府"), facts=Facts(agencies=("云溪县人民政府",)))
    (hit,) = hits(check("signature", "equal", "facts.agencies"), made)
    assert hit.element is made.elements[0]


def test_years_are_compared_wherever_they_stand() -> None:
    assert hits(check("doc_number", "same_year", "facts.date"), paper(NUMBER, facts=Facts(date="2024-05-06")))


@pytest.mark.parametrize(
    ("printed", "count"), [("2024年5月6日印发", 0), ("2024年5月10日印发", 0), ("2024年4月30日印发", 1)]
)
def test_a_date_before_the_other_is_found(printed: str, count: int) -> None:
    made = paper(DATE, ("printer", printed))
    assert len(hits(check("printer", "not_before", "date"), made)) == count


NOTE = ("attachment_note", "附件：1.人员名单\n2.实施方案")


def test_items_without_their_counterpart_are_found() -> None:
    made = paper(NOTE, ("attachment_title", "人员名单"), ("attachment_title", "工作方案"), ("attachment_title", "附表"))
    found = hits(check("attachment_note.item", "one_to_one", "attachment_title"), made)
    assert [hit.found for hit in found] == ["实施方案", "（无）"]


def test_a_different_count_is_found() -> None:
    made = paper(NOTE, ("attachment_title", "人员名单"))
    (hit,) = hits(check("attachment_note.item", "same_count", "attachment_title"), made)
    assert (hit.found, hit.expected) == ("2个", "1个")


def test_another_order_is_found() -> None:
    made = paper(("signature", "甲县政府"), ("signature", "乙县政府"), facts=Facts(agencies=("乙县政府", "甲县政府")))
    assert [hit.found for hit in hits(check("signature", "same_order", "facts.agencies"), made)] == [
        "甲县政府",
        "乙县政府",
    ]


@pytest.mark.parametrize("side", ["nowhere", "date.hour", "facts.weather"])
def test_a_side_that_does_not_exist_is_a_mistake(side: str) -> None:
    assert list(check(side, "equal", "date").problems())


TITLE = ("title", "云溪县教育局关于做好招生工作的通知")


def taken(by: str, left: str, right: str, **more: object) -> AgreeCheck:
    return AgreeCheck.model_validate({"kind": "agree", "left": left, "right": right, "by": by, **more})


def test_a_side_may_be_what_a_pattern_takes() -> None:
    agency = taken("equal", "title", "signature", left_find="^(?<value>.+?)关于")
    (hit,) = hits(agency, paper(TITLE, ("signature", "云溪县水利局")))
    assert (hit.found, hit.start, hit.end) == ("云溪县教育局", 0, 6)
    assert not hits(agency, paper(TITLE, ("signature", "云溪县教育局")))


@pytest.mark.parametrize(
    ("signed", "count"), [("示例市发展改革委", 0), ("示例市教育局", 1), ("示例市发展和改革委员会办公室", 1)]
)
def test_a_short_name_is_the_same_name(signed: str, count: int) -> None:
    made = paper(("masthead", "示例市发展和改革委员会"), ("signature", signed))
    assert len(hits(taken("same_name", "signature", "masthead"), made)) == count


def test_only_the_first_element_of_each_side_may_count() -> None:
    made = paper(TITLE, ("signature", "云溪县教育局"), ("signature", "示例市教育局"))
    assert hits(taken("same_name", "signature", "title"), made)
    assert not hits(taken("same_name", "signature", "title", first=True), made)


def test_every_date_of_a_group_is_compared() -> None:
    made = paper(("body", "截至2024年5月6日"), ("body", "截至2024年6月1日"), facts=Facts(date="2024-05-06"))
    found = hits(taken("not_after", "prose", "facts.date", left_find="截至(?<value>.+日)"), made)
    assert [hit.found for hit in found] == ["2024年6月1日"]


def test_a_value_both_sides_have_is_found_where_they_must_differ() -> None:
    made = paper(("body", "你局来函（示水函〔2024〕5号）收悉。"), ("doc_number", "示水函〔2024〕5号"))
    rule = AgreeCheck(kind="agree", left="body", left_find=r"\p{Han}+〔\d+〕\d+号", right="doc_number", by="unlike")
    assert [hit.found for hit in hits(rule, made)] == ["示水函〔2024〕5号"]


@pytest.mark.parametrize(("words", "count"), [("两部门", 0), ("2部门", 0), ("三部门", 1)])
def test_a_number_in_words_is_held_against_the_count(words: str, count: int) -> None:
    made = paper(("title", words), ("signature", "甲县政府"), ("signature", "乙县政府"))
    rule = AgreeCheck(kind="agree", left="title", left_find="^.*(?=部门)", right="signature", by="counts")
    assert len(hits(rule, made)) == count


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("财 政 局水 利 局文件", []),
        ("水利局财政局文件", [("水利局", "财政局")]),
        ("财政局林业局水利局文件", [("林业局", "水利局")]),
        ("林业局文件", []),
    ],
)
def test_names_in_a_text_stand_in_the_order_of_the_other_side(head: str, found: list[tuple[str, str]]) -> None:
    made = paper(("masthead", head), ("signature", "财政局"), ("signature", "水利局"), ("signature", "林业局"))
    rule = AgreeCheck(kind="agree", left="masthead", right="signature.agency", by="named_order")
    assert [(hit.found, hit.expected) for hit in hits(rule, made)] == found
