"""Write the value of an automatic number in its number format (w:numFmt)."""

from collections.abc import Callable

_DIGITS = "零一二三四五六七八九"
_LEGAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LARGEST_CHINESE = 99_999_999
_MOST_LETTERS = 26 * 30


def numeral(value: int, number_format: str) -> str:
    """Write `value` in `number_format`; an unknown format or a value it cannot write gives decimal digits."""
    write = _FORMATS.get(number_format)
    return (write(value) if write else None) or str(value)


def chinese(value: int) -> str | None:
    """Write a number in Chinese numerals (十、二十一、一百零五)."""
    if not 0 < value <= _LARGEST_CHINESE:
        return None
    high, low = divmod(value, 10_000)
    text = _below_ten_thousand(low)
    if high:
        gap = "零" if 0 < low < 1000 else ""
        text = f"{_below_ten_thousand(high)}万{gap}{text}"
    return text.removeprefix("一") if text.startswith("一十") else text


def _below_ten_thousand(value: int) -> str:
    text, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + name
        gap = not digit
    return text


def _legal(value: int) -> str | None:
    text = chinese(value)
    return text and (f"一{text}" if text.startswith("十") else text).translate(_LEGAL)


def _digits(value: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(value)) if value >= 0 else ""


def _roman(value: int) -> str | None:
    if not 0 < value < 4000:
        return None
    text = ""
    for unit, letters in _ROMAN:
        count, value = divmod(value, unit)
        text += letters * count
    return text


def _letters(value: int) -> str | None:
    """Count A … Z, AA, BB … as Word does."""
    return chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1) if 0 < value <= _MOST_LETTERS else None


def _row(first: str, count: int) -> Callable[[int], str | None]:
    """Take the value-th of `count` consecutive characters."""
    return lambda value: chr(ord(first) + value - 1) if 0 < value <= count else None


def _choice(signs: str) -> Callable[[int], str | None]:
    return lambda value: signs[value - 1] if 0 < value <= len(signs) else None


def _circled(value: int) -> str | None:
    if 20 < value <= 35:
        return chr(ord("㉑") + value - 21)
    return chr(ord("㊱") + value - 36) if 35 < value <= 50 else _row("①", 20)(value)


def _zodiac_traditional(value: int) -> str | None:
    return _STEMS[(value - 1) % 10] + _BRANCHES[(value - 1) % 12] if 0 < value <= 60 else None


def _lower(write: Callable[[int], str | None]) -> Callable[[int], str | None]:
    return lambda value: (write(value) or "").lower() or None


_FORMATS: dict[str, Callable[[int], str | None]] = {
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "japaneseDigitalTenThousand": _digits,
    "ideographDigital": _digits,
    "taiwaneseDigital": _digits,
    "chineseLegalSimplified": _legal,
    "decimalZero": lambda value: f"{value:02d}",
    "numberInDash": lambda value: f"- {value} -",
    "decimalFullWidth": lambda value: "".join(chr(ord(digit) + 0xFEE0) for digit in str(value)) if value >= 0 else None,
    "decimalFullWidth2": lambda value: (
        "".join(chr(ord(digit) + 0xFEE0) for digit in str(value)) if value >= 0 else None
    ),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _row("⑴", 20),
    "decimalEnclosedFullstop": _row("⒈", 20),
    "ideographEnclosedCircle": _row("㊀", 10),
    "upperLetter": _letters,
    "lowerLetter": _lower(_letters),
    "upperRoman": _roman,
    "lowerRoman": _lower(_roman),
    "ideographTraditional": _choice(_STEMS),
    "ideographZodiac": _choice(_BRANCHES),
    "ideographZodiacTraditional": _zodiac_traditional,
}
