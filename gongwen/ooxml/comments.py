"""Read comments.xml and follow where comments are anchored."""

from gongwen.draft import Address, Comment
from gongwen.ooxml.names import P, T, w
from gongwen.ooxml.values import Element

Mark = tuple[str, str, int]
Span = tuple[Address, int, int]


class Anchors:
    """Follow comment ranges through a document in reading order."""

    __slots__ = ("_open", "_spans")

    def __init__(self) -> None:
        self._open: dict[str, Address] = {}
        self._spans: dict[str, Span] = {}

    def paragraph(self, address: Address, length: int, marks: list[Mark]) -> tuple[str, ...]:
        """Take in the marks of one paragraph; give the ids of the comments that touch it."""
        if not marks and not self._open:
            return ()
        touching = dict.fromkeys(self._open)
        for kind, comment_id, offset in marks:
            if kind == "end":
                self._end(comment_id, address, offset, touching)
                continue
            touching[comment_id] = None
            if kind == "start" or comment_id not in self._spans:
                self._spans[comment_id] = (address, offset, offset)
            if kind == "start":
                self._open[comment_id] = address
        for comment_id, start in self._open.items():
            if start is address:
                self._spans[comment_id] = (address, self._spans[comment_id][1], length)
        return tuple(touching)

    def span(self, comment_id: str) -> Span | None:
        """Give the anchor of a comment; a range over several paragraphs ends with its first one."""
        return self._spans.get(comment_id)

    def _end(self, comment_id: str, address: Address, offset: int, touching: dict[str, None]) -> None:
        start = self._open.pop(comment_id, None)
        if start is address:
            self._spans[comment_id] = (address, self._spans[comment_id][1], offset)
        elif offset == 0:
            touching.pop(comment_id, None)


def read_comments(root: Element | None, anchors: Anchors) -> tuple[Comment, ...]:
    """Read every comment with its anchor."""
    return () if root is None else tuple(_comment(element, anchors) for element in root.iterfind(w("comment")))


def _comment(element: Element, anchors: Anchors) -> Comment:
    comment_id = element.get(w("id"), "")
    text = "\n".join("".join(part.text or "" for part in paragraph.iter(T)) for paragraph in element.iter(P))
    address, start, end = anchors.span(comment_id) or (None, 0, 0)
    return Comment(comment_id, element.get(w("author"), ""), text, address, start, end)
