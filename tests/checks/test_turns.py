import pytest

from gongwen.checks.turns import TURNS


@pytest.mark.parametrize(
    ("turn", "text", "turned"),
    [
        ("half", "２０２４Ａ（", "2024A("),
        ("arabic", "二〇二四", "2024"),
        ("arabic", "二○零九", "2009"),
        ("arabic", "〇二八", "028"),
        ("arabic", "十二", "12"),
        ("arabic", "二十三、", "23、"),
        ("arabic", "⑨", "9"),
        ("han", "20届3", "二十届三"),
        ("date", "二〇二四年十二月三十一日", "2024年12月31日"),
        ("date", "2024-03-07", "2024年3月7日"),
        ("date", "24年", "2024年"),
        ("full_year", "98年", "1998年"),
        ("full_year", "24", "2024"),
        ("serial", "第000012份", "000012"),
        ("serial", "份号：12", "000012"),
        ("bare", "《取水许可证》", "取水许可证"),
        ("swapped", "》）", "）》"),
        ("lower", "KM²", "km²"),
    ],
)
def test_a_turn(turn, text, turned):
    assert TURNS[turn](text) == turned


@pytest.mark.parametrize("text", ["份号：", "第12份共40份"])
def test_a_serial_needs_one_number(text):
    assert TURNS["serial"](text) is None
