"""Functions about the items of a list (分项列举)."""

from collections.abc import Iterator, Sequence

from gongwen.anatomy.elements import Element
from gongwen.checks.base import Hit, Reading, Scope
from gongwen.checks.code.base import Function
from gongwen.patterns import compiled

_ITEM = compiled(
    r"(?:[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]|\d{1,2}[.．、]|[一二三四五六七八九十]{1,3}(?:、|是)|[①-⑳])"
    r"[^\n。]{1,600}+。[^\n]{2,}；\Z"
)
"""An item that holds a full stop and ends with a semicolon."""
_SHELTERED = compiled(r"“[^“”\n]{0,300}”|（[^（）\n]{4,300}）|《[^《》\n]{0,100}》")


class ItemSemicolon(Function):
    """Find items of a list that hold a full stop of their own and end with a semicolon all the same."""

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on the semicolon."""
        for element in reading.elements(scope.where):
            if element.text.endswith("；"):
                text = _heading(reading.gongwen.elements, reading.position[id(element)]) + element.text
                if _ITEM.match(_SHELTERED.sub("", text)):
                    end = len(element.text)
                    yield Hit(element, end - 1, end, "；", "。")


def _heading(elements: Sequence[Element], at: int) -> str:
    """Give the heading that runs into an element."""
    element, before = elements[at], elements[max(0, at - 1)]
    runs_in = before.name.startswith("heading") and before.segments[-1].paragraph is element.segments[0].paragraph
    return before.text if runs_in and before is not element else ""
