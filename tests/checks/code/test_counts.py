from gongwen.checks.code.counts import AnnouncedCount
from tests.checks.code.papers import found
from tests.shelves import paper


def told(*texts: str) -> list[tuple[str, str]]:
    made = paper(*(("body", text) for text in texts))
    return [(hit.found, hit.fields["count"]) for hit in found(AnnouncedCount(), made, "body")]


def test_count_that_is_not_the_items_is_found() -> None:
    assert told("抓好三项工作：一是清淤；二是加固。") == [("三", "2")]
    assert told("抓好2项工作。一是清淤。", "二是加固。", "三是储备。") == [("2", "3")]


def test_right_count_is_left_alone_wherever_the_items_stand() -> None:
    assert told("抓好三项工作：一是清淤。", "二是加固。", "三是储备。", "各县照办。") == []
    assert told("提出两点要求。一是清淤，二是加固。解决三个方面问题：一是人，二是钱，三是物。") == []


def test_items_out_of_turn_are_left_alone() -> None:
    assert told("抓好三项工作：一是清淤；三是加固。") == []
    assert told("抓好三项工作：一是清淤。") == []
