"""The rate of errors: how many the other rules found to the length of the document."""

from collections.abc import Iterator
from typing import ClassVar

from gongwen.checks.base import Hit, Reading, Scope
from gongwen.checks.code.base import Function
from gongwen.violations import Gate


class ErrorRate(Function):
    """Find a document with more errors and warnings of one gate than `per_thousand` characters allow.

    A short document counts as one of a thousand characters.
    """

    gate: Gate
    per_thousand: float
    FIELDS: ClassVar[frozenset[str]] = frozenset({"count", "characters"})
    LAST: ClassVar[bool] = True

    def run(self, reading: Reading, _scope: Scope) -> Iterator[Hit]:
        """Yield a hit on the document."""
        count = reading.tally[self.gate]
        characters = sum(len("".join(element.text.split())) for element in reading.gongwen.elements)
        if count > self.per_thousand * max(characters, 1000) / 1000:
            rate = f"{count * 1000 / characters:.1f}"
            yield Hit(None, found=rate, fields={"count": str(count), "characters": str(characters)})
