"""Whose word counts on one document, and what it was used for.

A comment covers only the text it is anchored in; a finding that has no place in the body - on the whole document, in a header or
footer - is covered by a comment on the title (标题). A waiver in a file covers what it names. One that is incomplete, expired or of no
use is told, never passed over in silence.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date

from gongwen.anatomy.elements import TERMS, Element, Gongwen
from gongwen.anatomy.pins import letters
from gongwen.draft import Comment, Draft, Paragraph
from gongwen.errors import ConfigError
from gongwen.violations import WAIVER_TERMS, Location, Waiver
from gongwen.waivers.order import Order, addressed, parse
from gongwen.waivers.scope import Anchored, Named, Scope, Spot

_MOST = 500
"""More waivers than this in one file are no work of people."""
_MARGIN = 12

_NO_PLACE = "批注没有批在正文的文字上，不起作用，请在有问题的文字上重新批注"
_UNKNOWN = "{}要忽略的规则不存在：{}"
_EXPIRED = "忽略 {} 的批注到{}为止，已经过期，不再起作用；还要忽略的，请改日期"
_UNUSED = "批注所在的文字没有 {} 的问题：已经改好的，请删去批注；批错地方的，请移到有问题的文字上"
_ENTRY_EXPIRED = "{}里忽略 {} 的一条到{}为止，已经过期，不再起作用；还要忽略的，请改日期"
_ENTRY_UNUSED = "{}里忽略 {}{}的一条没有用上，文件里没有这样的问题：已经改好的，请删去；写错的，请改正"
_TOO_MANY = f"写给检查程序的批注超过{_MOST}条，只看了前{_MOST}条"

Find = Callable[[str], Iterable[str]]
"""Give the codes of the rules a key names; raises ConfigError for a key that names none."""
_NOWHERE = Location("body", "", 0, 0, "", "")


@dataclass(frozen=True, slots=True)
class Remark:
    """Hold what is to be told about a waiver; `code` is that of a notice."""

    code: str
    message: str
    location: Location


@dataclass(slots=True)
class _Grant:
    """Hold what someone accepts: the codes behind each of its keys, how far it reaches, whether it is over, what it was used for."""

    order: Order
    waiver: Waiver
    codes: Mapping[str, frozenset[str]]
    scope: Scope
    location: Location
    expired: bool
    used: set[str] = field(default_factory=set)

    def covers(self, code: str, spot: Spot) -> bool:
        """Tell whether a finding of that code there is meant."""
        return any(code in codes for codes in self.codes.values()) and self.scope.covers(spot)

    def remarks(self, judged: Set[str]) -> Iterator[Remark]:
        """Yield that it is over, or of no use; what a configuration says of many documents is not looked for in each."""
        if self.expired and (self.order.source != "config" or self.used):
            yield Remark("SYS004", self._over(), self.location)
        if self.expired or self.order.source == "config":
            return
        for key, codes in self.codes.items():
            if codes <= judged and codes.isdisjoint(self.used):
                yield Remark("SYS005", self._useless(key), self.location)

    def _over(self) -> str:
        keys, day, source = "、".join(self.codes), self.waiver.until, self.order.source
        if source == "comment":
            return _EXPIRED.format(keys, day)
        return _ENTRY_EXPIRED.format(WAIVER_TERMS[source], keys, day)

    def _useless(self, key: str) -> str:
        order = self.order
        if order.source == "comment":
            return _UNUSED.format(key)
        where = "、".join(term for name, term in TERMS.items() if name in order.elements)
        words = f"“{order.text[:_MARGIN]}{'…' if order.text[_MARGIN:] else ''}”" if order.text else ""
        limits = "，".join(filter(None, (where, words)))
        return _ENTRY_UNUSED.format(WAIVER_TERMS[order.source], key, f"（{limits}）" if limits else " ")


class Waivers:
    """Hold the waivers of one document and keep count of what they are used for.

    `orders` are those of files; those in comments count first, if they count at all. `today` is the day end dates are compared
    with, the last day included; without one no waiver expires.
    """

    def __init__(
        self,
        gongwen: Gongwen,
        find: Find,
        *,
        orders: Sequence[Order] = (),
        comments: bool = True,
        today: date | None = None,
    ) -> None:
        self._find = find
        self._today = today
        self._grants: list[_Grant] = []
        self._remarks: list[Remark] = []
        if comments:
            self._read(gongwen)
        for order in orders:
            self._grant(order, Named(order.elements, letters(order.text)), _NOWHERE)

    @property
    def dated(self) -> bool:
        """Tell whether the outcome may be another on another day; to be asked when all findings are judged."""
        ending = (grant for grant in self._grants if grant.order.until is not None)
        return any(grant.used or grant.order.source != "config" for grant in ending)

    def of(self, code: str, element: Element | None, start: int, end: int, *, name: str = "") -> Waiver | None:
        """Give the waiver of a finding of rule `code` at [start, end) of the text of an element, None without one.

        Of a missing element only the `name` is known.
        """
        if not self._grants:
            return None
        spot = Spot(element, element.name if element else name, start, end)
        covering = [grant for grant in self._grants if grant.covers(code, spot)]
        for grant in covering:
            grant.used.add(code)
        return next((grant.waiver for grant in covering if not grant.expired), None)

    def remarks(self, judged: Set[str]) -> Iterator[Remark]:
        """Yield what is to be told of the waivers; `judged` are the codes of the rules that ran, of others no use can be expected."""
        yield from self._remarks
        for grant in self._grants:
            yield from grant.remarks(judged)

    def _read(self, gongwen: Gongwen) -> None:
        """Read the comments of a document."""
        comments = [comment for comment in gongwen.draft.comments if addressed(comment)]
        anchored = _anchored(gongwen.draft, comments) if comments else {}
        for comment in comments[:_MOST]:
            self._take(parse(comment.text), anchored[comment.id], gongwen)
        if len(comments) > _MOST:
            self._invalid(_TOO_MANY, _NOWHERE)

    def _take(self, order: Order, paragraphs: Sequence[tuple[Paragraph, int, int]], gongwen: Gongwen) -> None:
        """Let a comment count, or say why it does not."""
        location = _location(paragraphs[0], gongwen) if paragraphs else _NOWHERE
        fault = order.fault or ("" if paragraphs else _NO_PLACE)
        if fault:
            self._invalid(fault, location)
            return
        stretches = {paragraph.address.path: (start, max(end, 1)) for paragraph, start, end in paragraphs}
        on_title = any(_element_at(one, gongwen.all("title")) for one in paragraphs)
        self._grant(order, Anchored(stretches, on_title), location)

    def _grant(self, order: Order, scope: Scope, location: Location) -> None:
        """Let a waiver count as far as its keys are known."""
        codes = dict(self._known(order, location))
        if codes:
            expired = bool(order.until and self._today and order.until < self._today)
            waiver = Waiver(order.reason, order.until.isoformat() if order.until else None, order.source)
            self._grants.append(_Grant(order, waiver, codes, scope, location, expired))

    def _known(self, order: Order, location: Location) -> Iterator[tuple[str, frozenset[str]]]:
        for key in order.keys:
            try:
                yield key, frozenset(self._find(proper(key)))
            except ConfigError as error:
                self._invalid(_UNKNOWN.format(WAIVER_TERMS[order.source], error), location)

    def _invalid(self, message: str, location: Location) -> None:
        self._remarks.append(Remark("SYS003", message, location))


def proper(key: str) -> str:
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
