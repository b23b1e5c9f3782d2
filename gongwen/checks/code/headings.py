"""Functions about headings (层次标题)."""

from collections.abc import Iterator
from itertools import pairwise

from gongwen.anatomy.elements import Element
from gongwen.checks.base import Hit, Reading, Scope
from gongwen.checks.code.base import Function
from gongwen.checks.expectations import han
from gongwen.checks.fonts import belongs

FACES = ("黑体", "楷体")
"""What sets a heading off from text; a sentence in the type of the text is an item of a list, not a heading."""


class HeadingStop(Function):
    """Find a full stop at the end of a heading that stands on a line of its own, in a type of its own."""

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on the full stop."""
        after = {id(element): following for element, following in pairwise(reading.gongwen.elements)}
        for element in reading.elements(scope.where):
            following = after.get(id(element))
            if following and element.text.endswith("。") and _faced(reading, element):
                paragraph = element.segments[-1].paragraph
                if all(segment.paragraph is not paragraph for segment in following.segments):
                    end = len(element.text)
                    yield Hit(element, end - 1, end, "。")


def _faced(reading: Reading, element: Element) -> bool:
    """Tell whether most Chinese characters are in a type of headings."""
    balance = 0
    for form, text, _ in reading.faces(element):
        own = form.han_font is not None and any(belongs(form.han_font, family) for family in FACES)
        balance += han(text) if own else -han(text)
    return balance > 0
