from gongwen.anatomy.elements import Facts
from gongwen.checks.code.weekdays import Weekday
from tests.checks.code.papers import found
from tests.shelves import paper


def told(text: str, issued: str = "2024-12-20") -> list[tuple[str, str, str]]:
    made = paper(("body", text), facts=Facts(date=issued))
    return [(hit.found, hit.expected, hit.fields["date"]) for hit in found(Weekday(), made, "body")]


def test_weekday_of_a_full_date() -> None:
    assert told("定于2024年5月6日（星期二）召开。") == [("二", "一", "2024年5月6日")]
    assert told("定于2024年5月6日（周一下午）召开。") == []
    assert told("2024年5月5日，星期天，值班。") == []


def test_date_without_a_year_is_the_nearest_one() -> None:
    assert told("定于1月6日（星期一）召开。") == []
    assert told("定于1月6日（星期六）召开。") == [("六", "一", "2025年1月6日")]


def test_year_named_before_counts_as_well() -> None:
    assert told("2023年检查两次，5月13日（星期六）结束。") == []


def test_other_years_and_unknown_dates_of_issue_are_left_alone() -> None:
    assert told("去年5月13日（星期日）发生内涝。") == []
    assert told("定于5月13日（星期日）召开。", issued="") == []


def test_days_the_calendar_lacks_are_another_fault() -> None:
    assert told("定于2024年2月30日（星期日）召开。") == []


def test_ranges_and_places_are_no_weekdays() -> None:
    assert told("2024年5月6日至5月10日（星期一至星期五）培训。") == []
    assert told("2024年5月6日周二平到任。") == []
