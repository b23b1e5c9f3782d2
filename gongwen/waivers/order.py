"""What a waiver says: which rules, why, until when, how far; read here from comments as people write them.

    gongwen: 忽略 GF046 沿用旧发文字号 至2026-12-31

The comment names rules (codes, names, groups, requirement ids), a reason, and if need be the last day it counts.
"""

import re
from dataclasses import dataclass
from datetime import date

from gongwen.draft import Comment
from gongwen.violations import WaiverSource

FORM = "gongwen: 忽略 GF046 理由"
"""How a waiver is written, for people."""
_LONGEST = 200
"""A reason is cut after as many code points."""
_LONGEST_KEY = 60

_ADDRESSED = r"(?i)\A\s*gongwen(?:(?P<colon>\s*[:：]\s*)|[^\w:：]{0,8}(?=忽略[\s:：A-Za-z]))"
_KEY = r"[A-Za-z][A-Za-z0-9-]*+"
_CODE = r"[A-Za-z]{2,4}-?[0-9]{3}[a-z]?(?![A-Za-z0-9-])"
_KEYS = (
    rf"忽略\s*[:：]?\s*(?P<keys>{_KEY}(?:\s*[、，,；;和]\s*(?:{_CODE}|{_KEY}(?=[\s、，,；;。:：]|$))|\s+{_CODE})*+)?"
)
_GAP = " \t\n\r\f\v\u3000\u00a0，,。:：；;、"
_LEAD = rf"\A[{_GAP}]*(?:理由\s*(?:[:：]\s*|$))?"
_UNTIL = r"(?:^|[\s，,；;、（(])至\s*(?P<last>[0-9][^\s，,；;、（()）。]*)[\s）)。]*$|^至\s*(?P<first>[0-9][^\s，,；;、（()）。]*)"
_DAY = r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?"

_NO_COLON = f"批注里“gongwen”后面没有冒号，不起作用，请写成“{FORM}”"
_NO_KEY = f"批注没有写明忽略哪条规则，不起作用，请写成“{FORM}”"
_NO_REASON = f"批注没有写忽略的理由，不起作用，请写成“{FORM}”，“理由”换成实际的缘由"
_NO_DAY = "批注里的截止日期“{}”看不懂，不起作用，请写成“至2026-12-31”"


@dataclass(frozen=True, slots=True)
class Order:
    """Hold what a waiver says; `fault` is what keeps it from counting, a sentence for people.

    One from a file covers the whole document, or only findings in `elements` and in paragraphs whose letters hold those of `text`.
    """

    keys: tuple[str, ...] = ()
    reason: str = ""
    until: date | None = None
    fault: str = ""
    source: WaiverSource = "comment"
    elements: frozenset[str] = frozenset()
    text: str = ""


def addressed(comment: Comment) -> bool:
    """Tell whether a comment speaks to this tool; such a comment is no leftover of drafting."""
    return re.match(_ADDRESSED, comment.text) is not None


def parse(text: str) -> Order:
    """Read the text of a comment that speaks to this tool."""
    called = re.match(_ADDRESSED, text)
    words = text[called.end() :] if called else text
    if called and called["colon"] is None:
        return Order(fault=_NO_COLON)
    found = re.match(_KEYS, words)
    if found is None or found["keys"] is None:
        return Order(fault=_NO_KEY)
    keys = tuple(dict.fromkeys(re.findall(_KEY, found["keys"])))
    written, day = _parted(words[found.end() :].strip(_GAP))
    reason = reason_of(written)
    if not reason:
        return Order(keys, fault=_NO_REASON)
    until = day_of(day)
    if day and until is None:
        return Order(keys, reason, fault=_NO_DAY.format(day[:20]))
    return Order(keys, reason, until)


def is_key(word: str) -> bool:
    """Tell whether a word is written as codes, names, groups and requirement ids are."""
    return len(word) <= _LONGEST_KEY and re.fullmatch(_KEY, word) is not None


def reason_of(written: str) -> str:
    """Give a reason in one line, cut when it is long; empty when it says nothing."""
    reason = " ".join(written.split())
    if not re.search(r"\w", reason):
        return ""
    return reason if len(reason) <= _LONGEST else f"{reason[: _LONGEST - 1]}…"


def day_of(written: str) -> date | None:
    """Read a day as people write it, `2026-12-31` or `2026年12月31日`; None when it is none."""
    found = re.fullmatch(_DAY, written)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _parted(rest: str) -> tuple[str, str]:
    """Part the end date, as written, from the reason."""
    named = re.search(_UNTIL, rest)
    day = (named["last"] or named["first"]) if named else ""
    reason = f"{rest[: named.start()]}{rest[named.end() :]}" if named else rest
    return re.sub(_LEAD, "", reason, count=1).strip(_GAP), day
