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
