"""Sums of simple lists in a sentence: the parts against the whole that the sentence names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import ClassVar, Literal

import regex

from gongwen.checks.base import Hit, Reading, Scope
from gongwen.checks.code.base import Function
from gongwen.checks.code.quantities import HIDDEN, PERCENT, QUANTITY, Quantity, allowance, differs, quantity, texts
from gongwen.checks.masks import VEIL
from gongwen.patterns import compiled

OPEN_ENDED = "等外另还余"
"""What tells that a list is not the whole story, unless the rest has a figure of its own."""

_HEDGE = compiled(
    "[约近多超逾～~—–]|(?<!其)余|左右|以[上下内]|至少|不[少足低超]|比|较|同期|上年|去年|增[加长]|减少|下降|累计|各|每|平均|最|达到|其中|重复|标准|价格|[单均]价|提高"
)
_LEAD = compiled(
    rf"(?P<whole>{QUANTITY})(?P<noun>(?:(?!其中|分别|分为|由)\p{{Han}}){{0,8}})(?P<open>[（(])?[，：,:]?"
    r"(?P<word>其中|分别为|分别是|分为)[：:，]?(?P<region>[^。；;\n]{1,200}+)(?P<end>[。；;\n]|\Z)"
)
_TOTAL = compiled(rf"[，,、](?:合计|共计|总计|总共|一共)[为是达]?(?P<whole>{QUANTITY})")
_ITEM = compiled(
    rf"^(?:[和及]|以及)?(?P<label>(?:20\d\d年)?[^\d、，,。]{{0,20}})(?P<figure>{QUANTITY}|{PERCENT})(?P<tail>[^\d、，,。]{{0,12}})"
)
_QUANTITY = compiled(QUANTITY)
_DIGITS = compiled(r"\d[\d.,]*+")
_JOIN = compiled(r"以及|[和及](?=[^、，,]{0,20}\d)")
_BRACKETS = compiled(r"[（(][^（()）\n]{0,200}[）)]")
_REST = compiled("^(?:其余|其他|其它|剩余)")
_SHARE = compiled(rf"(?:[^\d、，,。；;\n{VEIL}]{{1,16}}占(?:比为?)?{PERCENT}[、，,]?){{2,12}}+(?P<end>[^\n]?)")
_SHARED = compiled(rf"(?P<label>[^\d、，,。；;\n]{{1,16}})占(?:比为?)?(?P<figure>{PERCENT})")
_RATIO = compiled(r"三次产业[^。；\n]{0,40}[\d.:：∶]{0,20}")
_THREE = compiled(
    r"(?<![\d.:：∶])(\d{1,2}(?:\.\d{1,2})?)[:：∶](\d{1,2}(?:\.\d{1,2})?)[:：∶](\d{1,2}(?:\.\d{1,2})?)(?![\d:：∶]|\.\d)"
)


@dataclass(frozen=True, slots=True)
class Part:
    """Hold one item of a list: what its figure counts, and the figure."""

    label: str
    figure: Quantity
    start: int
    end: int


class Classes(Function):
    """Know which labels exclude each other: each row of `open` and `closed` is a scheme of classes, blanks between.

    A `closed` scheme names all there are, so that its parts make the whole; parts of an open one cannot exceed it.
    """

    open: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    FIELDS: ClassVar[frozenset[str]] = frozenset({"whole"})

    @cached_property
    def _schemes(self) -> tuple[tuple[frozenset[str], bool], ...]:
        rows = ((row, True) for row in self.closed), ((row, False) for row in self.open)
        return tuple((frozenset(row.split()), closed) for group in rows for row, closed in group)

    def scheme(self, labels: Sequence[str]) -> Literal["", "exclusive", "complete"]:
        """Tell whether the labels are classes of one scheme, and whether they are all of it."""
        bare = [label.strip("的为有是：: 　") for label in labels]
        for members, closed in self._schemes:
            named = [max((m for m in members if label.startswith(m)), key=len, default="") for label in bare]
            rests = {label.removeprefix(name) for label, name in zip(bare, named, strict=True)} - {""}
            if all(named) and len(set(named)) == len(named) and len(rests) <= 1:
                return "complete" if closed and set(named) == members else "exclusive"
        return ""


class ListSum(Classes):
    """Find a whole that the parts listed right after it do not make (其中, 分为, 分别为), or a part that is more than the whole.

    `what` is `sum` or `part`; where a part is more than the whole, only that is told.
    """

    NEEDS = ("其中", "分别为", "分别是", "分为")
    what: Literal["sum", "part"] = "sum"

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on the whole, or on the part."""
        for element, text in texts(reading, scope, *HIDDEN):
            for match in _LEAD.finditer(text) if "其中" in text or "分" in text else ():
                whole = quantity(match["whole"])
                region, base, closed = _region(match)
                if whole is None or region is None or _clouded(text, match, whole):
                    continue
                parts = listed(region, base, whole.unit)
                big = _too_big(match["word"], whole, parts)
                if big and self.what == "part":
                    yield Hit(element, big.start, big.end, text[big.start : big.end], fields={"whole": match["whole"]})
                elif self.what == "sum" and not big and self._unlike(match["word"], region, whole, parts, closed):
                    total = whole.like(sum((part.figure.value for part in parts), Decimal(0)))
                    yield Hit(element, *match.span("whole"), match["whole"], total, {"whole": match["whole"]})

    def _unlike(self, word: str, region: str, whole: Quantity, parts: list[Part], closed: bool) -> bool:
        """Tell whether parts that do not make the whole should."""
        if len(parts) < 2 or not differs(whole, [part.figure for part in parts]):
            return False
        more = sum(part.figure.value for part in parts) > whole.value
        exclusive = more and self.scheme([part.label for part in parts]) != ""
        return exclusive or self._exhaustive(word, region, parts, closed)

    def _exhaustive(self, word: str, region: str, parts: list[Part], closed: bool) -> bool:
        """Tell whether the list says that it names all parts."""
        rest = any(_REST.match(part.label) for part in parts)
        if not closed or (not rest and any(mark in region for mark in OPEN_ENDED)):
            return False
        return word != "其中" or rest or self.scheme([part.label for part in parts]) == "complete"


def _too_big(word: str, whole: Quantity, parts: list[Part]) -> Part | None:
    """Give the first part that is more than the whole it is a part of."""
    bigger = (part for part in parts if part.figure.value > whole.value and differs(whole, [part.figure]))
    return next(bigger, None) if word == "其中" else None


def _region(match: regex.Match[str]) -> tuple[str | None, int, bool]:
    """Give the text of the list without what stands in brackets, where it begins, and whether it surely ends there."""
    region = match["region"]
    if match["open"]:
        head, closing, _ = _unbracketed(region).partition("）")
        return (head, match.start("region"), True) if closing else (None, 0, False)
    return _unbracketed(region), match.start("region"), match["end"] not in ("；", ";")


def _unbracketed(text: str) -> str:
    """Hide what stands in brackets."""
    return _BRACKETS.sub(lambda inner: VEIL * len(inner.group()), text)


def _clouded(text: str, match: regex.Match[str], whole: Quantity) -> bool:
    """Tell whether the whole is vague, or not the only figure of its unit that the list may be about."""
    start = max(text.rfind(mark, 0, match.start()) for mark in "。；;\n") + 1
    before = text[start : match.start()][-120:]
    others = (quantity(other.group()) for other in _QUANTITY.finditer(before))
    same = any(other and other.unit == whole.unit for other in others)
    return same or bool(_HEDGE.search(before[-12:]) or _HEDGE.search(match["noun"]))


def listed(region: str, base: int, unit: str) -> list[Part]:
    """Read a list of figures of one unit; empty when anything in it is vague or of another kind."""
    parts: list[Part] = []
    position = 0
    for piece in regex.split(r"[、，,]", region):
        for item, at in _joined(piece):
            match = _ITEM.fullmatch(item)
            figure = quantity(match["figure"]) if match else None
            if match is None or figure is None or figure.unit != unit or _runs_on(match):
                return [] if _again(region[position + at :], unit) else parts
            if _HEDGE.search(item) or "共" in match["label"] or "总" in match["label"]:
                return []
            start = base + position + at + match.start("figure")
            label = match["label"].replace(VEIL, "") or match["tail"]
            parts.append(Part(label, figure, start, start + len(match["figure"])))
        position += len(piece) + 1
    return parts


def _runs_on(item: regex.Match[str]) -> bool:
    """Tell whether a clause goes on behind the figure of an item that has its label in front."""
    return bool(item["label"].strip(f"{VEIL} ") and item["tail"].strip(VEIL)) and not _REST.match(item["label"])


def _joined(piece: str) -> Iterator[tuple[str, int]]:
    """Split the last item of a list at 和 or 及 where both sides carry a figure."""
    cut = next((m for m in _JOIN.finditer(piece) if regex.search(r"\d", piece[: m.start()])), None)
    if cut is None:
        yield piece.strip(), len(piece) - len(piece.lstrip())
        return
    yield piece[: cut.start()], 0
    yield piece[cut.end() :], cut.end()


def _again(rest: str, unit: str) -> bool:
    """Tell whether figures of this unit come again after a list, so that it may go on."""
    return any((q := quantity(m.group())) and q.unit == unit for m in _QUANTITY.finditer(rest))


class TotalAfter(Function):
    """Find a 合计 or 共计 that closes a sentence's list of parts and is not their sum."""

    NEEDS = ("合计", "共计", "总计", "总共", "一共")

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on the total."""
        for element, text in texts(reading, scope, *HIDDEN):
            for match in _TOTAL.finditer(text) if "计" in text or "共" in text else ():
                if (expected := _sum_before(text, match)) is not None:
                    yield Hit(element, *match.span("whole"), match["whole"], expected)


def _sum_before(text: str, match: regex.Match[str]) -> str | None:
    """Give the sum of the list that a total closes; None when it agrees, or when the list is not plain."""
    whole = quantity(match["whole"])
    start = max(text.rfind(mark, max(0, match.start() - 200), match.start()) for mark in "。；;\n") + 1
    if whole is None or (start and text[start - 1] in "；;") or (not start and match.start() > 200):
        return None
    region = _unbracketed(text[start : match.start()])
    parts = listed(region, start, whole.unit)
    if len(parts) < 2 or len(parts) != len(_DIGITS.findall(region)):
        return None
    if not differs(whole, [part.figure for part in parts]) or _explained(text, start, match, whole):
        return None
    return whole.like(sum((part.figure.value for part in parts), Decimal(0)))


def _explained(text: str, start: int, match: regex.Match[str], whole: Quantity) -> bool:
    """Tell whether earlier sentences have figures of the unit, which the total may take in, or vagueness follows."""
    before = (quantity(other.group()) for other in _QUANTITY.finditer(text[max(0, start - 400) : start]))
    return any(q and q.unit == whole.unit for q in before) or text[match.end() :][:2] in ("以上", "左右")


class Shares(Classes):
    """Find shares of exclusive classes that make more than 100%, or all shares of a scheme that make less."""

    NEEDS = ("占",)

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on the list of shares."""
        for element, text in texts(reading, scope, *HIDDEN):
            for match in _SHARE.finditer(text) if "占" in text else ():
                items = list(_SHARED.finditer(text, *match.span()))
                figures = [q for item in items if (q := quantity(item["figure"]))]
                total = sum((figure.value for figure in figures), Decimal(0))
                kind = self.scheme([_class(item["label"]) for item in items])
                over = total - 100 if kind == "exclusive" else abs(total - 100) if kind else Decimal(0)
                if over > allowance(figures):
                    start, end = items[0].start("figure"), items[-1].end()
                    yield Hit(element, start, end, text[start:end], "100%", {"whole": f"{total}%"})


def _class(label: str) -> str:
    """Take the class out of a label: what follows 其中, a comma or a colon."""
    return regex.split(r"其中|[：:]", label)[-1].strip("，、和及")


class IndustryRatio(Function):
    """Find a ratio of the three industries that does not make 100."""

    NEEDS = ("三次产业",)

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on the ratio; one in small whole numbers (1∶3∶6) is no share."""
        for element, text in texts(reading, scope, "quote", "url", "table"):
            for place in _RATIO.finditer(text):
                for match in _THREE.finditer(text, *place.span()):
                    total = sum(map(Decimal, match.groups()), Decimal(0))
                    if 85 < total < 115 and abs(total - 100) > Decimal("0.2"):
                        yield Hit(element, *match.span(), match.group(), "100", {"whole": str(total)})

    FIELDS: ClassVar[frozenset[str]] = frozenset({"whole"})
