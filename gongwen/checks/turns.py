r"""Turns: what a replacement may make of a text it takes over, as `\g<found:half>` in a rule."""

import re
from collections.abc import Callable, Mapping

from gongwen.anatomy.fields import han_number, han_year
from gongwen.ooxml.numerals import chinese

REFERENCE = re.compile(r"\\g<(\w+)(?::(\w+))?>")
"""A name in a replacement, and the turn of what it stands for."""
_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""Full-width ASCII to its half-width twin."""
_HAN_DIGITS = "〇零○Ｏ一二三四五六七八九"
_HAN_NUMBER = re.compile(rf"[{_HAN_DIGITS}十]+")
_CIRCLED = {ord("①") + value: str(value + 1) for value in range(20)}
_NUMERIC_DATE = re.compile(r"(?<!\d)(\d{4})[.．\-－/](\d{1,2})[.．\-－/](\d{1,2})(?!\d)")
_SHORT_YEAR = re.compile(r"(?<!\d)(\d\d)年")
_SERIAL = re.compile(r"\d{1,6}")
SERIAL_LENGTH = 6


def _half(text: str) -> str:
    """Make full-width letters, digits and marks half width."""
    return text.translate(_WIDTH)


def _arabic(text: str) -> str:
    """Write the Han numerals up to 99, years digit by digit, and circled numbers in Arabic digits."""
    return _HAN_NUMBER.sub(lambda match: _value(match[0]), text.translate(_CIRCLED))


def _value(text: str) -> str:
    plain = text.replace("零", "〇").replace("○", "〇").replace("Ｏ", "〇")
    if "十" in text:
        return str(han_number(text))
    return str(han_year(plain)).rjust(len(text), "0")


def _han(text: str) -> str:
    """Write the Arabic numbers in Han numerals."""
    return re.sub(r"\d+", lambda match: chinese(int(match[0])) or match[0], text)


def _date(text: str) -> str:
    """Write a date in Arabic digits with 年, 月, 日 and a year of four digits."""
    dated = _NUMERIC_DATE.sub(lambda m: f"{m[1]}年{int(m[2])}月{int(m[3])}日", _arabic(_half(text)))
    return _SHORT_YEAR.sub(lambda match: f"{_full_year(match[1])}年", dated)


def _full_year(text: str) -> str:
    """Write a year of two digits in full: those from 70 on are of the last century."""
    digits = text[:2]
    return ("19" if digits >= "70" else "20") + text


def _serial(text: str) -> str | None:
    """Give the only number in a text with six digits; None where there is none, or several."""
    numbers = _SERIAL.findall(_half(text))
    return numbers[0].zfill(SERIAL_LENGTH) if len(numbers) == 1 else None


TURNS: Mapping[str, Callable[[str], str | None]] = {
    "half": _half,
    "arabic": _arabic,
    "han": _han,
    "date": _date,
    "full_year": _full_year,
    "serial": _serial,
    "bare": lambda text: text[1:-1],
    "swapped": lambda text: text[::-1],
    "lower": str.lower,
}
"""Closed: `bare` leaves out the first and the last character, `swapped` reads backwards; None where a turn cannot be made."""
