from gongwen.checks.code.consistency import MixedGrouping, MixedSeries, TwoNames
from tests.checks.code.papers import found
from tests.shelves import paper

LENGTHS = TwoNames(units=("公里 千米",))
SYMBOLS = TwoNames(units=("m² 平方米",), within="sentence")


def test_rarer_grouping_is_told_and_the_later_one_when_even() -> None:
    mixed = paper(("body", "县级1,200元。"), ("body", "市级12 500元，省级32 800元。"))
    assert [(hit.found, hit.expected) for hit in found(MixedGrouping(), mixed, "body")] == [("1,200", "1\u2009200")]
    even = paper(("body", "县级1,200元，市级12 500元。"))
    assert [(hit.found, hit.expected) for hit in found(MixedGrouping(), even, "body")] == [("12 500", "12,500")]


def test_one_way_of_grouping_is_right() -> None:
    assert found(MixedGrouping(), paper(("body", "县级1,200元，市级12,500元，编号20 240。")), "body") == []


def test_second_name_of_a_unit_is_told_once() -> None:
    made = paper(("body", "甲线12公里。"), ("body", "乙线8千米，丙线6千米。"))
    assert [(hit.element.text[:2] if hit.element else "", hit.found) for hit in found(LENGTHS, made, "body")] == [
        ("乙线", "千米")
    ]


def test_names_away_from_figures_and_in_compounds_do_not_count() -> None:
    assert found(LENGTHS, paper(("body", "全长12公里，千米赛跑，单价3元/千米，时速5千米/时。")), "body") == []


def test_reach_of_a_sentence() -> None:
    assert [hit.found for hit in found(SYMBOLS, paper(("body", "厂房85平方米、库房32 m²。")), "body")] == ["m²"]
    assert found(SYMBOLS, paper(("body", "厂房85平方米。库房32 m²。")), "body") == []
    assert found(SYMBOLS, paper(("body", "厂房85平方米"), ("body", "库房32 m²")), "body") == []


def test_unknown_reach_is_a_problem() -> None:
    assert list(TwoNames(units=(), within="page").problems()) == ["within 写 document 或 sentence"]
    assert list(SYMBOLS.problems()) == []


def test_next_number_of_a_series_keeps_the_numerals() -> None:
    made = paper(("body", "第一条　目的。"), ("body", "第2条　依据。\n第三条　范围。"))
    assert [(hit.found, hit.expected) for hit in found(MixedSeries(), made, "body")] == [("2", "二"), ("三", "3")]


def test_other_levels_other_lists_and_mentions_are_left_alone() -> None:
    levels = paper(("body", "第一章　总则"), ("body", "第2条　依据。"), ("body", "第9章　附则"))
    assert found(MixedSeries(), levels, "body") == []
    assert found(MixedSeries(), paper(("body", "第一条　目的。"), ("body", "依照第2条　规定。")), "body") == []
