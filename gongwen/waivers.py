"""Waivers (豁免): comments in which people accept a finding where it stands, and say why.

    gongwen: 忽略 GF046 沿用旧发文字号 至2026-12-31

The comment names rules (codes, names, groups, requirement ids), a reason, and if need be the last day it counts. It covers only
the text it is anchored in; a finding that has no place in the body - on the whole document, in a header or footer - is covered
by a comment on the title (标题). A waiver that is incomplete, expired or of no use is told, never passed over in silence.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date

from gongwen.anatomy.elements import Element, Gongwen
from gongwen.draft import Address, Comment, Draft, Paragraph
from gongwen.errors import ConfigError
from gongwen.violations import Location, Severity, Waiver

FORM = "gongwen: 忽略 GF046 理由"
"""How a waiver is written, for people."""
_MOST = 500
"""More waivers than this in one file are no work of people."""
_LONGEST = 200
"""A reason is cut after as many code points."""
_MARGIN = 12

_ADDRESSED = r"(?i)\A\s*gongwen\s*[:：]\s*"
_KEY = r"[A-Za-z][A-Za-z0-9-]*+"
_CODE = r"[A-Za-z]{2,4}-?[0-9]{3}[a-z]?(?![A-Za-z0-9-])"
_KEYS = (
    rf"忽略\s*[:：]?\s*(?P<keys>{_KEY}(?:\s*[、，,；;和]\s*(?:{_CODE}|{_KEY}(?=[\s、，,；;。:：]|$))|\s+{_CODE})*+)?"
)
_GAP = " \t\n\r\f\v\u3000\u00a0，,。:：；;、"
_LEAD = rf"\A[{_GAP}]*(?:理由\s*(?:[:：]\s*|$))?"
_UNTIL = r"(?:^|[\s，,；;、（(])至\s*(?P<last>[0-9][^\s，,；;、（()）。]*)[\s）)。]*$|^至\s*(?P<first>[0-9][^\s，,；;、（()）。]*)"
_DAY = r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?"

_NO_KEY = f"批注没有写明忽略哪条规则，不起作用，请写成“{FORM}”"
_NO_REASON = f"批注没有写忽略的理由，不起作用，请写成“{FORM}”，“理由”换成实际的缘由"
_NO_DAY = "批注里的截止日期“{}”看不懂，不起作用，请写成“至2026-12-31”"
_NO_PLACE = "批注没有批在正文的文字上，不起作用，请在有问题的文字上重新批注"
_UNKNOWN = "批注要忽略的规则不存在：{}"
_EXPIRED = "忽略 {} 的批注到{}为止，已经过期，不再起作用；还要忽略的，请改日期"
_UNUSED = "批注所在的文字没有 {} 的问题：已经改好的，请删去批注；批错地方的，请移到有问题的文字上"
_TOO_MANY = f"写给检查程序的批注超过{_MOST}条，只看了前{_MOST}条"

Find = Callable[[str], Iterable[str]]
"""Give the codes of the rules a key names; raises ConfigError for a key that names none."""
Stretch = tuple[Address, int, int]
"""Code points [start, end) of the paragraph at an address."""
_NOWHERE = Location("body", "", 0, 0, "", "")


@dataclass(frozen=True, slots=True)
class Order:
    """Hold what a waiver comment says; `fault` is what keeps it from counting, a sentence for people."""

    keys: tuple[str, ...] = ()
    reason: str = ""
    until: date | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """Hold what is to be told about a waiver."""

    code: str
    name: str
    severity: Severity
    message: str
    location: Location


def addressed(comment: Comment) -> bool:
    """Tell whether a comment speaks to this tool; such a comment is no leftover of drafting."""
    return re.match(_ADDRESSED, comment.text) is not None


def parse(text: str) -> Order:
    """Read the text of a comment that speaks to this tool."""
    words = re.sub(_ADDRESSED, "", text, count=1)
    found = re.match(_KEYS, words)
    if found is None or found["keys"] is None:
        return Order(fault=_NO_KEY)
    keys = tuple(dict.fromkeys(re.findall(_KEY, found["keys"])))
    reason, day = _parted(words[found.end() :].strip(_GAP))
    if not re.search(r"\w", reason):
        return Order(keys, fault=_NO_REASON)
    until = _date(day)
    if day and until is None:
        return Order(keys, reason, fault=_NO_DAY.format(day[:20]))
    return Order(keys, reason if len(reason) <= _LONGEST else f"{reason[: _LONGEST - 1]}…", until)


def _parted(rest: str) -> tuple[str, str]:
    """Part the end date, as written, from the reason."""
    named = re.search(_UNTIL, rest)
    day = (named["last"] or named["first"]) if named else ""
    reason = f"{rest[: named.start()]}{rest[named.end() :]}" if named else rest
    return " ".join(re.sub(_LEAD, "", reason, count=1).strip(_GAP).split()), day


def _date(written: str) -> date | None:
    found = re.fullmatch(_DAY, written)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


@dataclass(slots=True)
class _Grant:
    """Hold a waiver that counts: the codes behind each of its keys, the stretches it covers by paragraph, what it was used for."""

    waiver: Waiver
    codes: Mapping[str, frozenset[str]]
    stretches: Mapping[str, tuple[int, int]]
    on_title: bool
    location: Location
    used: set[str] = field(default_factory=set)

    def covers(self, code: str, stretches: Sequence[Stretch]) -> bool:
        """Tell whether a finding of that code on these stretches of the body is accepted; one on none belongs to the title."""
        if not any(code in codes for codes in self.codes.values()):
            return False
        return any(self._touches(*stretch) for stretch in stretches) if stretches else self.on_title

    def _touches(self, address: Address, start: int, end: int) -> bool:
        if any(path in self.stretches for path in _holders(address.path)):
            return True
        first, last = self.stretches.get(address.path, (0, 0))
        return start < last and first < end


class Waivers:
    """Hold the waivers of one document and keep count of what they are used for.

    `today` is the day end dates are compared with, the last day included; without one no waiver expires.
    """

    def __init__(self, gongwen: Gongwen, find: Find, *, today: date | None = None) -> None:
        self._find = find
        self._today = today
        self._grants: list[_Grant] = []
        self._remarks: list[Remark] = []
        comments = [comment for comment in gongwen.draft.comments if addressed(comment)]
        anchored = _anchored(gongwen.draft, comments) if comments else {}
        for comment in comments[:_MOST]:
            self._take(parse(comment.text), anchored[comment.id], gongwen)
        if len(comments) > _MOST:
            self._invalid(_TOO_MANY, _NOWHERE)

    def of(self, code: str, element: Element | None, start: int, end: int) -> Waiver | None:
        """Give the waiver of a finding of rule `code` at [start, end) of the text of an element, None without one."""
        if not self._grants:
            return None
        stretches = [stretch for stretch in _stretches(element, start, end) if stretch[0].part == "body"]
        covering = [grant for grant in self._grants if grant.covers(code, stretches)]
        for grant in covering:
            grant.used.add(code)
        return covering[0].waiver if covering else None

    def remarks(self, judged: Set[str]) -> Iterator[Remark]:
        """Yield what is to be told of the waivers; `judged` are the codes of the rules that ran, of others no use can be expected."""
        yield from self._remarks
        for grant in self._grants:
            for key, codes in grant.codes.items():
                if codes <= judged and codes.isdisjoint(grant.used):
                    yield Remark("SYS005", "waiver-unused", "info", _UNUSED.format(key), grant.location)

    def _take(self, order: Order, paragraphs: Sequence[tuple[Paragraph, int, int]], gongwen: Gongwen) -> None:
        """Let a comment count, or say why it does not."""
        location = _location(paragraphs[0], gongwen) if paragraphs else _NOWHERE
        fault = order.fault or ("" if paragraphs else _NO_PLACE)
        if fault:
            self._invalid(fault, location)
            return
        codes = dict(self._known(order.keys, location))
        if codes and order.until and self._today and order.until < self._today:
            message = _EXPIRED.format("、".join(codes), order.until.isoformat())
            self._remarks.append(Remark("SYS004", "waiver-expired", "info", message, location))
        elif codes:
            waiver = Waiver(order.reason, order.until.isoformat() if order.until else None)
            stretches = {paragraph.address.path: (start, max(end, 1)) for paragraph, start, end in paragraphs}
            on_title = any(_element_at(one, gongwen.all("title")) for one in paragraphs)
            self._grants.append(_Grant(waiver, codes, stretches, on_title, location))

    def _known(self, keys: Iterable[str], location: Location) -> Iterator[tuple[str, frozenset[str]]]:
        for key in keys:
            try:
                yield key, frozenset(self._find(_proper(key)))
            except ConfigError as error:
                self._invalid(_UNKNOWN.format(error), location)

    def _invalid(self, message: str, location: Location) -> None:
        self._remarks.append(Remark("SYS003", "waiver-invalid", "warning", message, location))


def _proper(key: str) -> str:
    """Write a key as rules write it: letters of a group in upper case, names in lower case."""
    head = re.match(r"[A-Za-z]{2,4}(?=-?[0-9]{3}|$)", key)
    return f"{head[0].upper()}{key[head.end() :].lower()}" if head else key.lower()


def _anchored(draft: Draft, comments: Iterable[Comment]) -> Mapping[str, list[tuple[Paragraph, int, int]]]:
    """Find the paragraphs of comments; of the first one only the range, all of it where there is none."""
    found: dict[str, list[tuple[Paragraph, int, int]]] = {comment.id: [] for comment in comments}
    ranges = {comment.id: (comment.start, comment.end) for comment in comments}
    for paragraph in draft.paragraphs():
        for id_ in paragraph.comments:
            if id_ in found:
                start, end = (0, 0) if found[id_] else ranges[id_]
                found[id_].append((paragraph, start, end) if start < end else (paragraph, 0, len(paragraph.text)))
    return found


def _location(stretch: tuple[Paragraph, int, int], gongwen: Gongwen) -> Location:
    paragraph, start, end = stretch
    element = _element_at(stretch, gongwen.elements)
    excerpt = paragraph.text[max(0, start - _MARGIN) : end + _MARGIN]
    return Location("body", paragraph.address.path, start, end, element.name if element else "", excerpt)


def _element_at(stretch: tuple[Paragraph, int, int], elements: Iterable[Element]) -> Element | None:
    """Give the first of the elements that a stretch touches."""
    paragraph, start, end = stretch
    for element in elements:
        for segment in element.segments:
            if segment.paragraph is paragraph and segment.start < end and start < segment.end:
                return element
    return None


def _holders(path: str) -> Iterator[str]:
    """Yield the paths of the paragraphs that hold the text boxes a paragraph stands in: comments cannot stand inside."""
    at = path.find("/box[")
    while at >= 0:
        yield path[:at]
        at = path.find("/box[", at + 1)


def _stretches(element: Element | None, start: int, end: int) -> Iterator[Stretch]:
    """Yield what [start, end) of an element's text covers; where it has no length, the whole line or paragraph it points into."""
    if element is None or not element.segments:
        paragraph = element.mark.paragraph if element and element.mark else None
        if paragraph:
            yield paragraph.address, 0, max(len(paragraph.text), 1)
        return
    (first, low), (last, high) = element.segment_at(start), element.segment_at(max(start, end))
    for segment in element.segments:
        if first.index <= segment.index <= last.index:
            begin = segment.offset(low) if segment is first and start < end else segment.start
            stop = segment.offset(high) if segment is last and start < end else segment.end
            yield segment.paragraph.address, begin, stop
