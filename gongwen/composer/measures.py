"""Fonts, sizes, places and distances, looked up in the rule book: what a rule would call wrong is never written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, TypeVar

from gongwen.anatomy.elements import Facts
from gongwen.bookshelf import load_rules
from gongwen.checks.base import single_names
from gongwen.checks.code import CodeCheck
from gongwen.checks.expectations import Expect, Range
from gongwen.checks.formats import FormatCheck
from gongwen.checks.pages import PageCheck, Quantity
from gongwen.checks.structure import OrderCheck
from gongwen.errors import ConfigError
from gongwen.rules import RuleSet, fact_values
from gongwen.units import NAMED_SIZES, Pt

TYPEFACES = {
    "仿宋": "仿宋_GB2312",
    "楷体": "楷体_GB2312",
    "黑体": "黑体",
    "宋体": "宋体",
    "小标宋": "方正小标宋简体",
}
"""The typeface written for a family; any other of the family is as right."""
LATIN = "Times New Roman"
"""What numbers and Latin letters stand in: no rule says, one for the whole document (GB/T 9704-2012 5.2.2)."""
RED = "FF0000"
_COLORS = {"黑色": "", "红色": RED}
_GENERAL = "recipients"
"""The element whose font and size are those of all that no rule names (5.2.2)."""
_FORMS = ("文件", "信函", "命令", "纪要")
Side = Literal["left", "right", "turn"]
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Face:
    """Hold the look of characters: typefaces, size in points, colour RRGGBB or empty for black, width in percent."""

    font: str
    size: Pt
    latin: str = LATIN
    color: str = ""
    scale: int = 100


class Measures:
    """Answer for the documents of some facts; rules of the house come first.

    What no rule of their form holds is as in 文件, what is not to be found there as in the other forms.
    """

    def __init__(self, rules: RuleSet, facts: Facts) -> None:
        shipped = load_rules()
        codes = {rule.code for rule in shipped.rules}
        own = [rule for rule in rules.rules if rule.code not in codes]
        book = [rule for rule in (*own, *rules.rules, *shipped.rules) if not rule.profile]
        known = [fact_values(replace(facts, form=form)) for form in dict.fromkeys((facts.form, *_FORMS))]
        self._rules = [rule for each in known for rule in book if rule.applies(each, stage="final")]
        self._book = book
        self._formats: dict[str, list[Expect]] = {}
        for rule in self._rules:
            if isinstance(rule.check, FormatCheck):
                for element in rule.scope.where:
                    self._formats.setdefault(element, []).append(rule.check.expect)

    def face(self, element: str) -> Face:
        """Give the look of the characters of an element."""
        latin, color = self._expected(element, "latin_font"), self._expected(element, "color")
        return Face(
            font=TYPEFACES[self.family(element)],
            size=self.size(element),
            latin=TYPEFACES[latin] if latin else LATIN,
            color=_COLORS[color] if color else "",
        )

    def family(self, element: str) -> str:
        """Give the font family of an element."""
        found = self._expected(element, "font") or self._expected(_GENERAL, "font")
        return found if found in TYPEFACES else "仿宋"

    def size(self, element: str) -> Pt:
        """Give the size of an element."""
        return NAMED_SIZES[self._expected(element, "size") or self._expected(_GENERAL, "size") or "三号"]

    def room(self, element: str, side: Side) -> float:
        """Give how far an element stands from an edge, in whole 字; 0 where no rule says."""
        return next((_whole(value) for value in self._expectations(element, side)), 0.0)

    def length(self, element: str) -> float:
        """Give how long a line is, in millimetres; 0 where no rule says."""
        return next((_whole(value) for value in self._expectations(element, "length")), 0.0)

    def lines(self, upper: str, lower: str) -> int:
        """Give how many empty lines part two elements; ConfigError when no rule says."""
        for rule in self._rules:
            check = rule.check
            if isinstance(check, OrderCheck) and check.above is not None and _parts(check.sequence, upper, lower):
                return int(_whole(check.above))
        raise ConfigError(f"规则库里没有说{upper}与{lower}相隔几行")

    def page(self, quantity: Quantity) -> float:
        """Give a quantity of the page: lengths in millimetres, lines and characters counted."""
        for rule in self._rules:
            if isinstance(rule.check, PageCheck) and rule.check.quantity == quantity:
                value = rule.check.accept[0]
                return _whole(value) if isinstance(value, tuple) else value
        raise ConfigError(f"规则库里没有说版面的 {quantity}")

    def option(self, name: str, key: str) -> float:
        """Give a figure among the options of a rule that is Python, by the name of the rule."""
        return float(str(self._option(name, key)))

    def part(self, name: str) -> Face:
        """Give the look of a part of an element, by the name of the rule about its font."""
        rule = next(rule for rule in self._book if rule.name == name)
        return replace(self.face(rule.elements[0]), font=TYPEFACES[str(self._option(name, "family"))])

    def _option(self, name: str, key: str) -> object:
        for rule in self._book:
            if rule.name == name and isinstance(rule.check, CodeCheck):
                return rule.check.options[key]
        raise ConfigError(f"规则库里没有名为“{name}”的规则")

    def _expected(self, element: str, key: str) -> str | None:
        """Give the first of the values a rule of format accepts."""
        return next((str(_first(value)) for value in self._expectations(element, key)), None)

    def _expectations(self, element: str, key: str) -> Iterator[Range]:
        for expect in self._formats.get(element, ()):
            value = getattr(expect, key)
            if value is not None:
                yield value


def _first(value: _T | tuple[_T, ...]) -> _T:
    return value[0] if isinstance(value, tuple) else value


def _whole(value: Range) -> float:
    """Give the whole number a range stands around."""
    return float(round((value[0] + value[1]) / 2)) if isinstance(value, tuple) else float(value)


def _parts(sequence: Sequence[str], upper: str, lower: str) -> bool:
    """Tell whether a sequence names the one right before the other, by itself or in a group."""
    return any(
        upper in single_names((above,)) and lower in single_names((below,)) for above, below in pairwise(sequence)
    )
