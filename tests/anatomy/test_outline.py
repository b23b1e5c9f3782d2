import pytest

from gongwen.anatomy.elements import Element, OutlineItem
from gongwen.anatomy.outline import outline
from gongwen.anatomy.segments import segments
from tests.papers import draft, paragraph


def items(*texts: str) -> tuple[OutlineItem, ...]:
    return outline([Element("body", (segment,)) for segment in segments(draft(*texts))])


@pytest.mark.parametrize(
    ("text", "level", "style", "value"),
    [
        ("一、总体要求", 1, "han", 1),
        ("十二、附则", 1, "han", 12),
        ("（三）加强领导", 2, "han-paren", 3),
        ("(三)加强领导", 2, "han-paren", 3),
        ("（一）、加强领导", 2, "han-paren", 1),
        ("2.河道清障", 3, "digit", 2),
        ("2、河道清障", 3, "digit", 2),
        ("1.2026年工作安排", 3, "digit", 1),
        ("（4）坝体", 4, "digit-paren", 4),
        ("①查现场", 5, "circled", 1),
        ("第二章　资金管理", 0, "chapter", 2),
    ],
)
def test_numbers_by_level_and_style(text: str, level: int, style: str, value: int) -> None:
    (item,) = items(text)
    assert (item.level, item.style, item.value) == (level, style, value)
    assert text[item.start : item.end] == item.marker


@pytest.mark.parametrize(
    "text",
    [
        "八一，驻地部队开放营区。",
        "五一期间窗口照常值班。",
        "1.5倍于上年的投入已经到位。",
        "2.0版系统上线运行。",
        "7、8两月是主汛期。",
        "（一）、（二）两项由县局核验。",
        "2024年5月6日，示例市召开会议。",
        "一、二季度增加值增速持平。",
    ],
)
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    assert items(text) == ()


def test_automatic_numbers_count() -> None:
    (segment,) = segments(draft(paragraph("总体要求", number="一、")))
    (item,) = outline([Element("heading.1", (segment,))])
    assert item.automatic
    assert (item.level, item.value) == (1, 1)


def test_text_after_a_line_break_in_the_same_paragraph_is_numbered_too() -> None:
    assert [item.value for item in items("1.查现场\n2.查台账")] == [1, 2]


def test_heading_that_runs_in_says_so() -> None:
    first, *_ = items("1.建立台账。各乡镇要逐户登记。")
    assert first.run_in
