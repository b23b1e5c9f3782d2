"""Read what documents and registers say, however it is written: numbers, copies, days, levels of secrecy; compare titles."""

import re
import unicodedata
from datetime import date, timedelta
from difflib import SequenceMatcher

from gongwen.anatomy.facts import KINDS
from gongwen.anatomy.fields import parse
from gongwen.auditor.records import Number

_YEARS = range(1949, 2100)
_CENTURY = 50
"""Two digits from here on are a year of the last century."""
_COPIES = re.compile(r"^(?:共?印)?(\d{1,7})(?:\.0+)?份?$")
_PRINTED = re.compile(r"共印(\d{1,7})份")
_DAY = re.compile(r"^(?:((?:19|20)\d{2})[年.\-/])?(\d{1,2})[月.\-/](\d{1,2})日?(?:$|[\s星周T（(])")
_SOLID = re.compile(r"^((?:19|20)\d{2})(\d{2})(\d{2})$")
_SERIAL_DAY = re.compile(r"^([3-7]\d{4})(?:\.\d+)?$")
_EPOCH = date(1899, 12, 30)
"""The day before the first of a spreadsheet, as it counts."""
_BARE = re.compile(r"(?:^|[令纪要公告])第?[\d一二三四五六七八九十百〇零]+号$|期$")
_CODE = re.compile(r"([^\W\d_第号]+)")
_SPAN = re.compile(r"(\d{1,5})(?:号?[-—–~至到]+第?(\d{1,5}))?")
_FOUR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_LONGEST = 200
"""A span of numbers is no longer."""
_LEVEL = re.compile("绝密|机密|秘密")
_AGENCY = re.compile(r"^.*?(?=关于)")
_FRAME = re.compile(rf"^关于|(?:的)?(?:{'|'.join(KINDS)})$")
_PERSON = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]+·[\u4e00-\u9fff]+")
_NOBODY = re.compile("(?:长|主任|书记|局|主席|经理|代表|授权)$|[已未同无签待]")
"""Words beside or instead of a name: 田局长, 已签发, 同意."""
_NO_WORD = re.compile(r"[\W_]+")
_ALIKE = 0.4
"""Titles are clearly not the same when less of them agrees, what most titles share left out."""


def tight(text: str) -> str:
    """Write a text without blanks, digits and brackets narrow."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def number(text: str, *, masthead: str = "", day: str = "") -> Number | None:
    """Read a 发文字号 in any brackets; one without 机关代字 counts by masthead, and without a year by 成文日期; None when it is none."""
    written = tight(text)
    parts = {field.name: field.text for field in parse("doc_number", written)}
    serial, year = _count(parts.get("serial", "")), _year(parts.get("year", ""))
    if serial is None or ("year" in parts and year is None):
        return None
    code = parts.get("code", "").strip(",，:：")
    if code and year:
        return Number(code, year, serial, text)
    year = year or _year(day[:4])
    return Number(tight(masthead), year, serial, written, bare=True) if masthead and year and not code else None


def is_bare(text: str) -> bool:
    """Tell whether a cell holds a number that counts on its own: 第5号, 第12期, 〔2026〕3期, 示例市人民政府令第5号."""
    return _BARE.search(tight(text)) is not None


def several(text: str) -> tuple[str, int, frozenset[int]]:
    """Read code, year and serials of a cell that is no single 发文字号: `云水发〔2026〕7—9号`, `5号、6号`.

    Code and year are empty and 0 where it names none.
    """
    written = tight(text)
    code, year = _CODE.match(written), _FOUR.search(written)
    behind = written[year.end() :] if year else written
    spans = ((int(found[1]), int(found[2] or found[1])) for found in _SPAN.finditer(behind))
    serials = frozenset(serial for first, last in spans for serial in range(first, min(last, first + _LONGEST) + 1))
    return (code[1] if code else ""), (int(year[0]) if year else 0), serials


def unnumbered(text: str) -> bool:
    """Tell whether a number was left open: 〔2026〕号, 〔2026〕XX号."""
    parts = {field.name: field.text for field in parse("doc_number", tight(text))}
    return "year" in parts and _count(parts.get("serial", "")) is None


def names(text: str) -> tuple[str, ...]:
    """Read the names of those who signed, as a head has them."""
    return tuple(tight(field.text) for field in parse("signer", text))


def is_name(text: str) -> bool:
    """Tell whether a cell holds the name of one person, and nothing else."""
    written = tight(text)
    return _PERSON.fullmatch(written) is not None and not _NOBODY.search(written)


def _count(digits: str) -> int | None:
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 7 else None


def _year(digits: str) -> int | None:
    year = _count(digits)
    if year is not None and len(digits) == 2:
        year += 1900 if year >= _CENTURY else 2000
    return year if year in _YEARS else None


def copies(text: str) -> int | None:
    """Read how many copies a register says were printed: `300`, `300份`, `300.0`."""
    found = _COPIES.match(tight(text).replace(",", ""))
    return int(found[1]) if found else None


def printed(text: str) -> int | None:
    """Read how many copies a printer line says were printed: （共印300份）."""
    found = _PRINTED.search(tight(text))
    return int(found[1]) if found else None


def day(text: str, *, year: int | None = None) -> str:
    """Read a day as ISO: 2026-3-5, 2026.3.5, 2026年3月5日, 20260305, or as a spreadsheet counts; without its year that of `year`.

    Empty when it is none.
    """
    written = tight(text)
    counted = _SERIAL_DAY.match(written)
    if counted:
        return (_EPOCH + timedelta(days=int(counted[1]))).isoformat()
    found = _SOLID.match(written) or _DAY.match(unicodedata.normalize("NFKC", text).strip()) or _DAY.match(written)
    if found is None or not (found[1] or year):
        return ""
    try:
        return date(int(found[1] or year or 0), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        return ""


def days(earlier: str, later: str) -> int:
    """Count the days from one ISO day to another."""
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days


def level(text: str) -> str:
    """Read the level of secrecy; empty when it is none of the three."""
    found = _LEVEL.search(tight(text))
    return found[0] if found else ""


def plain(text: str) -> str:
    """Write a title without blanks and marks, so that only its words count."""
    return _NO_WORD.sub("", unicodedata.normalize("NFKC", text))


def subject(title: str) -> str:
    """Write a title from 关于 on, so that the agency in front does not count."""
    return _AGENCY.sub("", plain(title))


def same_title(left: str, right: str) -> bool:
    """Tell whether two titles are the same, or one is short for the other."""
    one, other = sorted((plain(left), plain(right)), key=len)
    return _within(one, other)


def other_title(left: str, right: str) -> bool:
    """Tell whether two titles are clearly not of the same document."""
    if same_title(left, right):
        return False
    one, other = _core(left), _core(right)
    if not one or not other or _within(*sorted((one, other), key=len)):
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() < _ALIKE


def _core(title: str) -> str:
    """Leave out what most titles share: the agency in front, 关于, the kind."""
    return _FRAME.sub("", subject(title))


def _within(short: str, long: str) -> bool:
    """Tell whether the characters of one text stand in another, in order."""
    rest = iter(long)
    return bool(short) and all(char in rest for char in short)


def related(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Tell whether two documents may be of one agency: unknown ones may, and so may 市政府 and its office."""
    if not left or not right:
        return True
    return any(one.startswith(other) or other.startswith(one) for one in left for other in right)
