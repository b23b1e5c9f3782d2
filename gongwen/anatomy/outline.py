"""层次序数: the numbers of the text in order, typed or automatic, on a line of their own or at the head of a paragraph."""

import re
from collections.abc import Iterable

from gongwen.anatomy.elements import Element, OutlineItem
from gongwen.anatomy.fields import han_number
from gongwen.patterns import compiled

_MARKER = compiled(
    r"(?P<chapter>第[一二三四五六七八九十百零\d]+[章节条编])|"
    r"(?P<han>[一二三四五六七八九十]{1,3})(?P<han_mark>[、.．，,：:]|(?=[（(]))|"
    r"[（(](?P<han_paren>[一二三四五六七八九十]{1,3})[）)]|"
    r"(?P<dotted>\d{1,2}(?:[.．]\d{1,2}){1,8})(?![\d年月日%％‰万亿元倍个家人次米公])[.．、]?(?=\s*[\u4e00-\u9fff《“])|"
    r"(?P<digit>\d{1,2})[.．、，,](?!\d(?!\d{3}年)|[、，])|"
    r"[（(](?P<digit_paren>\d{1,2})[）)]|"
    r"(?P<circled>[①-⑳])"
)
_FIRST = frozenset("第（(一二三四五六七八九十0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_LEVELS = {"han": 1, "han_paren": 2, "digit": 3, "digit_paren": 4, "circled": 5, "chapter": 0, "dotted": 0}
_NAMES = {"han_paren": "han-paren", "digit_paren": "digit-paren"}
NUMBERED = frozenset(("body", "heading.1", "heading.2", "heading.3", "heading.4", "closing"))
_CITED = compiled(r"^\s*(?:[、和及至]\s*[（(第]|[（(])")
"""After a marker, a sign that it is cited or counted (`（一）、（二）两项`), not the number of what follows."""


def outline(elements: Iterable[Element]) -> tuple[OutlineItem, ...]:
    """Give the numbered items of the main text, those of attachments left out."""
    items = []
    for element in elements:
        numbered = element.name in NUMBERED and element.segments[0].text[0] in _FIRST
        if numbered and element.segments[0].zone != "table" and _leads(element):
            item = _item(element)
            if item:
                items.append(item)
    return tuple(items)


def _leads(element: Element) -> bool:
    """Tell whether the element begins its paragraph or a line of it."""
    segment = element.segments[0]
    before = segment.paragraph.text[: segment.start].rstrip(" \u3000")
    return not before or before[-1] in "\n\f"


def _item(element: Element) -> OutlineItem | None:
    text = element.text
    match = _MARKER.match(text)
    if not match or match.lastgroup is None:
        return None
    style = next(name for name in _LEVELS if match[name])
    if style not in ("chapter", "circled") and _CITED.match(text[match.end() :]):
        return None
    value = _value(match[style])
    counted = style == "han" and han_number(text[match.end() : match.end() + 1]) == value + 1  # 一、二季度
    if not value or counted:
        return None
    segment = element.segments[0]
    whole = segment.paragraph.text
    return OutlineItem(
        level=_LEVELS[style],
        style=_NAMES.get(style, style),
        value=value,
        marker=match[0],
        element=element,
        start=match.start(),
        end=match.end(),
        automatic=segment.number_length > 0,
        run_in=segment.end < len(whole.rstrip()) and "\n" not in whole[segment.end :],
    )


def _value(text: str) -> int:
    """Read a number: digits, a circled digit, Han numerals up to 99; the last part of a dotted one; 0 when it is none."""
    tail = re.split(r"[.．]", text)[-1].strip("第章节条编")
    if tail.isdecimal():
        return int(tail)
    if "①" <= tail <= "⑳":
        return ord(tail) - ord("①") + 1
    return han_number(tail)
