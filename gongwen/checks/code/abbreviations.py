"""Latin abbreviations (外文缩写) and whether the text says what they stand for."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from string import ascii_uppercase

from gongwen.checks.base import Hit, Reading, Scope
from gongwen.checks.code.base import Function
from gongwen.checks.code.quantities import texts
from gongwen.patterns import compiled

OUTSIDE = ("url", "email", "doc_number", "book_title", "code", "formula", "table")

_NAMES = 5
"""So many are named in one finding."""
_CAPITALS = compiled(
    r"(?=[A-Z])(?<!\d[\s ])(?!([A-Z])\1{1,5}(?![A-Z]))(?![IVX]{2,6}(?![A-Z]))"
    r"(?<![A-Za-z0-9.\-－—_/+#&@·*×])[A-Z]{2,6}(?![A-Za-z0-9.\-－—_/+#&@·*×%₀-₉⁺⁻²³])"
)
_NAMED = compiled(
    r"(?:[级型类座栋区档股号牌段组线轮码盘挡杯奖]|公司|集团|股份|品牌|银行)|[\s ]?[（(][^（()）\n]{0,20}\p{Han}{2}|[\s ][A-Za-z]|[\s ]?\d"
    r"|，?[即指](?!使|将|便|定|导|挥)"
)
_EXPLAINED = compiled(r"(?:简称|缩写|英文|全称|称为?|叫做|[A-Za-z][\s ]|[（(][^（()）\n]{0,30})[“”：:，,\s]{0,3}$")


class Unexplained(Function):
    """Find Latin abbreviations of two to six capitals that nothing near their first use explains: one hit names them all.

    `known` are those every reader knows, in rows with blanks between. In brackets, or followed by brackets, they are explained.
    """

    FIELDS = frozenset({"words"})
    NEEDS = tuple(ascii_uppercase)
    known: tuple[str, ...]

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(word for row in self.known for word in row.split())

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on the first of them."""
        hits = list(self._unexplained(reading, scope))
        if hits:
            named = "".join(f"“{hit.found}”" for hit in hits[:_NAMES])
            words = f"{named}等{len(hits)}个" if hits[_NAMES:] else named
            yield replace(hits[0], fields={"words": words}, topic="")

    def _unexplained(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        seen = set(self._known)
        for element, text in texts(reading, scope, *OUTSIDE):
            for match in _CAPITALS.finditer(text):
                word = match.group()
                if word not in seen:
                    seen.add(word)
                    if not _NAMED.match(text, match.end()) and not _EXPLAINED.search(
                        text[max(0, match.start() - 36) : match.start()]
                    ):
                        yield Hit(element, *match.span(), word)
