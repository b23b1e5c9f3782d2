"""Numbering: the 层次序数 of the main text taken as a tree."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar, Literal

from gongwen.anatomy.elements import OutlineItem
from gongwen.checks.base import SURE, CheckModel, Hit, Reading, Scope

What = Literal["jump", "gap", "repeat", "restart", "mixed", "reverse"]
ORDINALS = "零一二三四五六七八九十"
_DOTS = re.compile(r"^[…\s]++$")
"""A paragraph of dots: lines are left out, and their numbers with them."""
_CORE = re.compile(r"[一二三四五六七八九十百零]+|\d+|[①-⑳]")
Finding = tuple[OutlineItem, OutlineItem | None, str]
"""The item at fault, the one before it that matters, what is expected."""


@dataclass(frozen=True, slots=True)
class Step:
    """Hold an item with the sibling before it under the same parent, None for the first one."""

    item: OutlineItem
    sibling: OutlineItem | None


class NumberingCheck(CheckModel):
    """Follow the numbers of the main text; chapters and section numbers such as 1.1 are left alone."""

    kind: Literal["numbering"]
    what: What
    NEEDS_WHERE: ClassVar[bool | None] = None
    FIELDS: ClassVar[frozenset[str]] = frozenset({"marker", "previous"})

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on every number at fault."""
        items = [item for item in reading.gongwen.outline if item.element.confidence >= SURE]
        if self.what == "gap" and any(_DOTS.match(element.text) for element in reading.elements(frozenset({"body"}))):
            return
        for item, previous, expected in _FINDERS[self.what]([i for i in items if i.level > 0]):
            if not scope.where or item.element.name in scope.where:
                fields = {"marker": item.marker, "previous": previous.marker if previous else ""}
                yield Hit(item.element, item.start, item.end, item.marker, expected, fields)


def _steps(items: Sequence[OutlineItem]) -> Iterator[Step]:
    """Pair every item with its elder sibling; an upper level closes what is below it."""
    last: dict[int, OutlineItem] = {}
    for item in items:
        for level in [level for level in last if level > item.level]:
            del last[level]
        yield Step(item, last.get(item.level))
        last[item.level] = item


def _jump(items: Sequence[OutlineItem]) -> Iterator[Finding]:
    """Find items that leave out a level which the text uses elsewhere."""
    used = {item.level for item in items}
    for previous, item in pairwise(items):
        skipped = [level for level in range(previous.level + 1, item.level) if level in used]
        if previous.level > 0 and skipped:
            yield item, previous, f"第{ORDINALS[skipped[0]]}层序数"


def _gap(items: Sequence[OutlineItem]) -> Iterator[Finding]:
    for step in _steps(items):
        if step.sibling and step.item.value > step.sibling.value + 1:
            yield step.item, step.sibling, _numbered(step.item, step.sibling.value + 1)


def _repeat(items: Sequence[OutlineItem]) -> Iterator[Finding]:
    for step in _steps(items):
        if step.sibling and step.item.value <= step.sibling.value and step.item.value != 1:
            yield step.item, step.sibling, _numbered(step.item, step.sibling.value + 1)


def _restart(items: Sequence[OutlineItem]) -> Iterator[Finding]:
    """Find items that begin a level with another number than one."""
    before: OutlineItem | None = None
    for step in _steps(items):
        if step.sibling is None and step.item.value != 1:
            yield step.item, before, _numbered(step.item, 1)
        before = step.item


def _mixed(items: Sequence[OutlineItem]) -> Iterator[Finding]:
    """Find the shapes (`1、` among `1.`) a level uses less often; of equally many, the later."""
    for level in sorted({item.level for item in items}):
        here = [item for item in items if item.level == level]
        usual = Counter(map(_shape, here)).most_common(1)[0][0]
        model = next(item for item in here if _shape(item) == usual)
        for item in here:
            if _shape(item) != usual:
                yield item, model, usual.replace("#", _core(item))


def _reverse(items: Sequence[OutlineItem]) -> Iterator[Finding]:
    """Find levels that first come up after a lower one that had no upper one over it."""
    highest = items[0].level if items else 0
    for previous, item in pairwise(items):
        if item.level < highest:
            yield item, previous, f"低于“{previous.marker}”的层次"
        highest = min(highest, item.level)


def _core(item: OutlineItem) -> str:
    """Give the number in a marker: `一` of `（一）`."""
    found = _CORE.search(item.marker)
    return found[0] if found else ""


def _shape(item: OutlineItem) -> str:
    """Give a marker without its number: `（#）`."""
    return _CORE.sub("#", item.marker, count=1)


def _numbered(item: OutlineItem, value: int) -> str:
    """Give the marker of an item with another number, up to 99."""
    core = _core(item)
    if core.isdecimal():
        return _shape(item).replace("#", str(value))
    if "①" <= core <= "⑳":
        return chr(ord("①") + value - 1)
    tens, ones = divmod(value, 10)
    ten = ("" if tens == 1 else ORDINALS[tens]) + "十" if tens else ""
    return _shape(item).replace("#", ten + (ORDINALS[ones] if ones else ""))


_FINDERS: Mapping[What, Callable[[Sequence[OutlineItem]], Iterator[Finding]]] = {
    "jump": _jump,
    "gap": _gap,
    "repeat": _repeat,
    "restart": _restart,
    "mixed": _mixed,
    "reverse": _reverse,
}
