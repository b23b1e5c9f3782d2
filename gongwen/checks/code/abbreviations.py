"""Latin abbreviations (外文缩写) and whether the text says what they stand for."""

from collections.abc import Iterator
from functools import cached_property

import regex

from gongwen.checks.base import Hit, Reading, Scope
from gongwen.checks.code.base import Function
from gongwen.checks.code.quantities import texts

OUTSIDE = ("url", "email", "doc_number", "book_title", "code", "formula", "table")

_CAPITALS = regex.compile(
    r"(?=[A-Z])(?<!\d[\s ])(?!([A-Z])\1{1,5}(?![A-Z]))(?<![A-Za-z0-9.\-－—_/+#&@·*×])[A-Z]{2,6}(?![A-Za-z0-9.\-－—_/+#&@·*×%])"
)
_NAMED = regex.compile(
    r"(?:[级型类座栋区档股号牌段组线轮码盘挡杯奖]|公司|集团|股份|品牌|银行)|[\s ]?[（(][^（()）\n]{0,20}\p{Han}{2}|[\s ][A-Za-z]|[\s ]?\d"
    r"|，?[即指](?!使|将|便|定|导|挥)"
)
_EXPLAINED = regex.compile(r"(?:简称|缩写|英文|全称|称为?|叫做|[A-Za-z][\s ]|[（(][^（()）\n]{0,30})[“”：:，,\s]{0,3}$")


class Unexplained(Function):
    """Find Latin abbreviations of two to six capitals that nothing near their first use explains, each once.

    `known` are those every reader knows, in rows with blanks between. In brackets, or followed by brackets, they are explained.
    """

    known: tuple[str, ...]

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(word for row in self.known for word in row.split())

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on the first use."""
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
