"""Pins: which segment a person means, and what is said when that cannot be told."""

import pytest

from gongwen.anatomy.pins import Pin, letters, settle
from gongwen.anatomy.recognise import PINNED_EVIDENCE, recognise
from gongwen.anatomy.segments import segments
from tests.papers import draft

PAPER = draft(
    "春季防火工作安排", "春季防火工作安排（二）", "关于做好", "水库巡查的通知", "各县（区）人民政府：", "附件：名录"
)


def pinned(*pins: tuple[str, str]) -> dict[str, str]:
    return dict(settle([Pin(*pin) for pin in pins], segments(PAPER)).places)


def loose(*pins: tuple[str, str]) -> tuple[str, ...]:
    return settle([Pin(*pin) for pin in pins], segments(PAPER)).loose


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("各县（区）人民政府：", "body/p[5]"),
        ("各县(区)\u3000人民 政府", "body/p[5]"),
        ("县（区）人民", "body/p[5]"),
        ("名录", "body/p[6]"),
    ],
)
def test_a_segment_is_meant_by_its_text_or_a_part_of_it_blanks_and_marks_aside(text: str, path: str) -> None:
    (place,) = pinned((text, "recipients"))
    assert place.partition(" ")[0] == path


def test_the_segment_that_is_the_text_is_meant_before_one_that_holds_it() -> None:
    assert list(pinned(("春季防火工作安排", "title"))) == ["body/p[1] 春季防火工作安排"]


def test_lines_in_a_row_are_meant_by_the_text_they_make_up() -> None:
    assert list(pinned(("关于做好水库巡查的通知", "title"))) == ["body/p[3] 关于做好", "body/p[4] 水库巡查的通知"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("防火", "文件里有 2 处都有这些字，请把这一段写全"),
        ("秋季防火", "文件里没有这样的一段"),
        ("关于做好水库", "文件里没有这样的一段"),
    ],
)
def test_a_text_that_fits_none_or_several_is_pinned_nowhere_and_told(text: str, fault: str) -> None:
    assert pinned((text, "title")) == {}
    assert loose((text, "title")) == (f"附带文件指定“{text}”是标题，没有照办：{fault}",)


def test_a_segment_cannot_be_two_elements() -> None:
    (told,) = loose(("名录", "title"), ("附件：名录", "body"))
    assert told.endswith("没有照办：同一段又指定为标题")


def test_the_same_pin_twice_is_one() -> None:
    assert loose(("名录", "title"), ("名录", "title")) == ()


def test_a_long_text_is_cut_in_what_is_told() -> None:
    assert "“" + "长" * 19 + "…”" in loose(("长" * 999, "title"))[0]


def test_letters_are_those_of_any_width() -> None:
    assert letters("示政发〔２０２４〕 8号") == letters("示政发[2024]8号") == "示政发20248号"


def test_a_pin_is_sure_says_who_said_so_and_the_rest_adapts() -> None:
    paper = draft("春季防火工作安排", "各县（区）人民政府：", "请认真落实。")
    free, told = recognise(paper), recognise(paper, pins={"春季防火工作安排": "title"}, facts={"official": "是"})
    title, recipients, *_ = told.elements
    assert (title.name, title.confidence, title.evidence) == ("title", 1.0, PINNED_EVIDENCE)
    assert recipients.name == "recipients"
    assert free.first("title") is None


def test_a_pinned_signature_may_stand_in_the_head() -> None:
    paper = draft("示例市人民政府专题会议纪要", "示例市人民政府办公室", "2024年3月6日", "会议议定下列事项。")
    told = recognise(paper, pins={"示例市人民政府办公室": "signature"}, facts={"official": "是"})
    assert told.elements[1].name == "signature"
    assert told.elements[2].name == "date"
