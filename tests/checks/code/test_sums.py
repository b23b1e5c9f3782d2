from decimal import Decimal

import pytest

from gongwen.checks.code.base import Function
from gongwen.checks.code.quantities import differs, quantity
from gongwen.checks.code.sums import IndustryRatio, ListSum, Shares, TotalAfter
from tests.checks.code.papers import found
from tests.shelves import paper

SIZES = ("大型 中型 小型",)
LIST = ListSum(closed=SIZES, open=("一级 二级 三级",))


def told(function: Function, text: str) -> list[tuple[str, str]]:
    return [(hit.found, hit.expected) for hit in found(function, paper(("body", text)), "body")]


def test_exclusive_classes_cannot_exceed_the_whole() -> None:
    assert told(LIST, "排查隐患68处，其中一级3处、二级25处、三级50处。") == [("68处", "78处")]
    assert told(LIST, "排查隐患68处，其中一级3处、二级25处。") == []


def test_classes_that_are_all_there_are_make_the_whole() -> None:
    assert told(LIST, "水库126座，其中大型水库6座、中型水库20座和小型水库90座。") == [("126座", "116座")]
    assert told(LIST, "水库126座，其中大型水库6座、中型水库20座和小型水库100座。") == []


def test_classes_of_different_kinds_may_overlap() -> None:
    assert told(LIST, "干部120人，其中女性60人、党员80人。") == []
    assert told(LIST, "水库126座，其中大型水库100座、中型水闸90座、小型泵站80座。") == []


def test_part_larger_than_the_whole_is_found_whatever_its_class() -> None:
    text = "资金860万元，其中水毁修复900万元、管护60万元。"
    part = ListSum(what="part")
    assert [(hit.found, hit.fields["whole"]) for hit in found(part, paper(("body", text)), "body")] == [
        ("900万元", "860万元")
    ]
    assert told(LIST, text) == []
    assert told(part, "资金860万元，其中水毁修复800万元、管护90万元。") == []


def test_list_that_says_it_is_complete_makes_the_whole() -> None:
    assert told(LIST, "责任区24个，分别为城区6个、乡镇12个、景区5个。") == [("24个", "23个")]
    assert told(LIST, "责任区24个，分别为城区6个；乡镇12个、景区5个。") == []
    assert told(LIST, "责任区24个，分别为城区6个、乡镇12个等。") == []


def test_rest_with_a_figure_completes_a_list() -> None:
    assert told(LIST, "危房320户，其中已改造260户，其余50户月底前完成。") == [("320户", "310户")]
    assert told(LIST, "危房320户，其中已改造260户，其余月底前完成。") == []


def test_list_in_brackets_ends_with_them() -> None:
    assert told(LIST, "隐患68处（其中一级3处、二级25处、三级50处），去年90处。") == [("68处", "78处")]
    assert told(LIST, "隐患68处（其中一级3处、二级25处，") == []


@pytest.mark.parametrize(
    "text",
    [
        "约126座，其中大型60座、中型50座、小型40座。",
        "水库100座、水闸60座，其中大型60座、中型50座、小型40座。",
        "水库比上年增加12座，其中大型6座、中型5座、小型4座。",
        "水库126座，其中大型各6座、中型50座、小型140座。",
        "水库126座，其中大型60座、中型50座，小型140座的改造已经开始。",
        "水库126座，其中大型60座、中型50公里、小型140座。",
    ],
)
def test_what_is_vague_is_left_alone(text: str) -> None:
    assert told(LIST, text) == []


def test_inner_brackets_do_not_count() -> None:
    assert told(LIST, "水库126座，其中大型6座（含在建9座）、中型20座、小型100座。") == []


def test_total_closes_a_list() -> None:
    total = TotalAfter()
    assert told(total, "修复水渠12处、桥涵5处、泵站3处，共计21处。") == [("21处", "20处")]
    assert told(total, "修复水渠12处、桥涵5处、泵站3处，共计20处。") == []


def test_total_of_more_than_one_sentence_or_clause_is_left_alone() -> None:
    total = TotalAfter()
    assert told(total, "去年修复12处。今年修复桥涵5处、泵站3处，共计20处。") == []
    assert told(total, "白石镇6处；柳湾镇桥涵5处、泵站3处，共计14处。") == []
    assert told(total, "水渠2条，桥涵5处、泵站3处，共计10处。") == []


def test_shares_of_exclusive_classes_make_a_hundred() -> None:
    shares = Shares(closed=("满意 基本满意 不满意",), open=("优秀 良好 合格",))
    assert told(shares, "满意占72%，基本满意占20%，不满意占18%。") == [("72%，基本满意占20%，不满意占18%", "100%")]
    assert told(shares, "满意占72%，基本满意占20%，不满意占8%。") == []
    assert told(shares, "优秀占33.3%，良好占33.3%。") == []
    assert told(shares, "女性占60%，党员占70%。") == []


def test_ratio_of_the_three_industries_makes_a_hundred() -> None:
    ratio = IndustryRatio()
    assert told(ratio, "三次产业结构为10.5:41.3:49.2。") == [("10.5:41.3:49.2", "100")]
    assert told(ratio, "三次产业结构为10.5:41.3:48.2，投资比为1:3:6。") == []
    assert told(ratio, "配比为10.5:41.3:49.2。") == []


def test_quantities_are_read_with_their_scale() -> None:
    read = quantity("1.25万亩")
    assert read is not None
    assert (read.value, read.unit, read.step) == (Decimal(12500), "亩", Decimal(100))
    assert read.like(read.value * 2) == "2.5万亩"
    assert quantity("12,500元") == quantity("12500元")
    assert quantity("十二座") is None


def test_measures_may_be_rounded_and_counts_not() -> None:
    twelve, thirteen, people, more = (quantity(text) for text in ("12公里", "13公里", "12人", "13人"))
    assert twelve is not None
    assert thirteen is not None
    assert people is not None
    assert more is not None
    assert not differs(twelve, [thirteen])
    assert differs(people, [more])
