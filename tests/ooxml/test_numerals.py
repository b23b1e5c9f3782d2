import pytest

from gongwen.ooxml.numerals import chinese, numeral


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (100, "一百"), (101, "一百零一"), (110, "一百一十"),
        (1005, "一千零五"), (1050, "一千零五十"), (10_000, "一万"), (10_500, "一万零五百"), (100_000, "十万"),
        (11_111, "一万一千一百一十一"),
    ],
)  # fmt: skip
def test_chinese_counting(value: int, text: str):
    assert chinese(value) == text


@pytest.mark.parametrize(
    ("number_format", "value", "text"),
    [
        ("chineseCounting", 12, "十二"),
        ("chineseCountingThousand", 12, "十二"),
        ("japaneseCounting", 3, "三"),
        ("ideographDigital", 10, "一〇"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("decimal", 12, "12"),
        ("decimalZero", 3, "03"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircleChinese", 3, "③"),
        ("decimalEnclosedCircle", 21, "㉑"),
        ("decimalEnclosedCircle", 50, "㊿"),
        ("decimalEnclosedCircle", 51, "51"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("decimalEnclosedFullstop", 2, "⒉"),
        ("upperLetter", 27, "AA"),
        ("lowerLetter", 2, "b"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("lowerRoman", 4, "iv"),
        ("upperRoman", 4000, "4000"),
        ("ideographTraditional", 10, "癸"),
        ("ideographTraditional", 11, "11"),
        ("ideographZodiac", 12, "亥"),
        ("ideographZodiacTraditional", 13, "丙子"),
        ("numberInDash", 3, "- 3 -"),
        ("noSuchFormat", 7, "7"),
        ("chineseCounting", 0, "0"),
        ("chineseCounting", 10**9, "1000000000"),
        ("lowerLetter", -1, "-1"),
    ],
)
def test_number_format(number_format: str, value: int, text: str):
    assert numeral(value, number_format) == text
