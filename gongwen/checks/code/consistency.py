"""One way of writing the same kind of thing within a document: digit groups, names of units, numbers in a series."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import ClassVar

import regex

from gongwen.anatomy.elements import Element
from gongwen.anatomy.fields import han_number
from gongwen.checks.base import Hit, Reading, Scope
from gongwen.checks.code.base import Function
from gongwen.checks.code.quantities import HIDDEN, texts
from gongwen.ooxml.numerals import chinese
from gongwen.patterns import compiled

BLANKS = " \u00a0\u2009\u2005\u202f"

_BY_COMMA = compiled(r"(?=\d)(?<![\d.,，A-Za-z（(])\d{1,3}(?:,\d{3}){1,5}(?![\d,])(?=[.\s]?[\d\p{Han}%℃])")
_BY_BLANK = compiled(
    rf"(?=[1-9])(?<![\d.,，A-Za-z{BLANKS}-])\d{{1,3}}(?:[{BLANKS}]\d{{3}}){{1,5}}(?![\d{BLANKS}])(?=\.\d|\p{{Han}}|%|℃)"
)
_PLACE = compiled(r"第(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})(?P<unit>[编章节条])(?=[\s　]|$)")


class MixedGrouping(Function):
    """Find numbers whose thousands are set off the way fewer numbers of the document are: by comma or by blank."""

    NEEDS = (",",)

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on each number of the rarer way; the later one when both are as frequent."""
        pieces = list(texts(reading, scope, *HIDDEN))
        commas = list(_numbers(_BY_COMMA, [piece for piece in pieces if "," in piece[1]]))
        blanks = list(_numbers(_BY_BLANK, pieces if commas else []))
        if blanks:
            rarer, mark = (commas, "\u2009") if len(commas) < len(blanks) else (blanks, ",")
            for element, start, number in rarer:
                expected = regex.sub(rf"[,{BLANKS}]", mark, number)
                yield Hit(element, start, start + len(number), number, expected)


def _numbers(pattern: regex.Pattern[str], pieces: Sequence[tuple[Element, str]]) -> Iterator[tuple[Element, int, str]]:
    """Yield the numbers a pattern finds, each with its element and place."""
    return ((element, match.start(), match.group()) for element, text in pieces for match in pattern.finditer(text))


class TwoNames(Function):
    """Find a unit written by two names within reach; each row of `units` holds the names of one unit, blanks between.

    `within` is "document" or "sentence"; only names that come right after a figure count, and none in a compound (元/公斤).
    """

    units: tuple[str, ...]
    within: str = "document"
    FIELDS: ClassVar[frozenset[str]] = frozenset({"other"})

    def problems(self) -> Iterator[str]:
        """Tell of a reach that is none."""
        if self.within not in ("document", "sentence"):
            yield "within 写 document 或 sentence"

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on the first use of the second name, once for each unit."""
        used = [names for names in map(str.split, self.units) if sum(map(reading.holds, names)) > 1]
        pieces = list(texts(reading, scope, *HIDDEN, "brackets")) if used else []
        for names in used:
            yield from islice(self._second(_after_figures(names), pieces), 1)

    def _second(self, pattern: regex.Pattern[str], pieces: list[tuple[Element, str]]) -> Iterator[Hit]:
        """Yield the uses of another name than the first within reach."""
        first = ""
        for element, text in pieces:
            for match in pattern.finditer(text):
                name = match.group()
                if name in "。；\n":
                    first = first if self.within == "document" else ""
                elif (first := first or name) != name:
                    topic = "/".join(sorted((first, name)))
                    yield Hit(element, *match.span(), name, first, {"other": first}, topic=topic)
            first = first if self.within == "document" else ""


def _after_figures(names: Sequence[str]) -> regex.Pattern[str]:
    """Match a name of a unit right after a figure, and the end of a sentence."""
    either = "|".join(sorted(map(regex.escape, names), key=len, reverse=True))
    return regex.compile(rf"(?:{either})(?<=\d[{BLANKS}]?[万亿多余]?(?:{either}))(?![A-Za-z0-9/／每²³·])|[。；\n]")


class MixedSeries(Function):
    """Find a chapter, section or article numbered in digits right after one in Han numerals, or the other way round."""

    NEEDS = ("第",)

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on the number, with the form of the one before."""
        last: dict[str, tuple[int, bool]] = {}
        for element in reading.elements(scope.where):
            for match in _PLACE.finditer(element.text):
                if match.start() and element.text[match.start() - 1] != "\n":
                    continue
                digits = match["number"].isdecimal()
                value = int(match["number"]) if digits else han_number(match["number"])
                before = last.get(match["unit"])
                last[match["unit"]] = (value, digits)
                if before is not None and before[0] == value - 1 and before[1] != digits:
                    form = (chinese(value) or "") if digits else str(value)
                    yield Hit(element, *match.span("number"), match["number"], form, {"unit": match["unit"]})

    FIELDS: ClassVar[frozenset[str]] = frozenset({"unit"})
