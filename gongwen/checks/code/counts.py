"""Counts that a sentence announces (三项工作：) against the items that follow (一是…二是…)."""

from collections.abc import Iterator

from gongwen.anatomy.fields import han_number
from gongwen.checks.base import Hit, Reading, Scope
from gongwen.checks.code.base import Function
from gongwen.checks.code.quantities import HIDDEN, texts
from gongwen.patterns import compiled

_ANNOUNCED = compiled(
    r"(?<=[\p{Han}，](?<![第多近约几前后上余]))(?P<count>[二三四五六七八九十]|\d{1,2})(?:个方面|方面|项|点|条|大)"
    r"[^。；：，、\d一二三四五六七八九十\n]{0,10}[：。]\s?一是"
)
_ITEM = compiled(r"(?<=[。；：，\s]|^)(?P<number>[一二三四五六七八九十]{1,2})是(?![否不])")


class AnnouncedCount(Function):
    """Find a count that is not that of the items 一是, 二是 … which follow it in the same element or the next ones."""

    FIELDS = frozenset({"count"})
    NEEDS = ("一是",)

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on the count; silent unless the items run from one upwards without a break."""
        pieces = list(texts(reading, scope, *HIDDEN))
        for at, (element, text) in enumerate(pieces):
            for match in _ANNOUNCED.finditer(text) if "一是" in text else ():
                said = int(match["count"]) if match["count"].isdecimal() else han_number(match["count"])
                rest = text[match.end() - 2 :] + "".join(f"\n{later}" for _, later in pieces[at + 1 : at + 1 + said])
                count = _run(rest)
                if count > 1 and count != said:
                    yield Hit(element, *match.span("count"), match["count"], fields={"count": str(count)})


def _run(text: str) -> int:
    """Count items that run on from one; 0 when a number is out of turn before they begin anew."""
    count = 0
    for match in _ITEM.finditer(text):
        number = han_number(match["number"])
        if number == 1 and count:
            return count
        if number != count + 1:
            return 0
        count = number
    return count
