"""Find the same paragraph or shape in the other branches of mc:AlternateContent: a text box is written as DrawingML and again as VML."""

from collections.abc import Callable, Iterable, Iterator

from gongwen.ooxml.drawings import frames
from gongwen.ooxml.names import ALTERNATE, CHOICE, FALLBACK, P, w
from gongwen.ooxml.refusal import Refused
from gongwen.ooxml.tracing import inside
from gongwen.ooxml.values import Element
from gongwen.ooxml.vml import drawn

_PICTS = (w("pict"), w("object"))
_DIFFERENT = "文本框在文件里存有两份，内容不一致，请在 Word 或 WPS 中打开并保存一次后再改。"


def same_paragraphs(paragraph: Element) -> list[Element]:
    """List the paragraphs that stand for this one in other branches.

    Raises Refused when the branches are not built alike.
    """
    return _same(paragraph, lambda branch: list(branch.iter(P)))


def same_shapes(shape: Element) -> list[Element]:
    """List the shapes that stand for this one in other branches.

    Raises Refused when the branches are not built alike.
    """
    return _same(shape, lambda branch: list(_shapes(branch)))


def _same(element: Element, listed: Callable[[Element], list[Element]]) -> list[Element]:
    found = {element: None}
    waiting = [element]
    while waiting:
        current = waiting.pop()
        for branch in _branches(current):
            mine = listed(branch)
            for other in _others(branch):
                theirs = listed(other)
                if theirs and len(theirs) != len(mine):
                    raise Refused(_DIFFERENT)
                waiting += [twin for twin in theirs[mine.index(current) :][:1] if twin not in found]
        found |= dict.fromkeys(waiting)
    return [twin for twin in found if twin is not element]


def _branches(element: Element) -> Iterator[Element]:
    """Yield the branches of alternatives an element stands in."""
    return (parent for parent in element.iterancestors(CHOICE, FALLBACK) if _is_branch(parent))


def _is_branch(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == ALTERNATE


def _others(branch: Element) -> Iterator[Element]:
    alternate = branch.getparent()
    return (other for other in (() if alternate is None else alternate) if other is not branch)


def _shapes(branch: Element) -> Iterator[Element]:
    """Yield the shapes in a branch, members after their group; what stands in text boxes comes along."""
    for drawing in branch.iter(w("drawing"), *_PICTS):
        yield from _with_members(frames(drawing) if drawing.tag == w("drawing") else drawn(drawing))


def _with_members(shapes: Iterable[Element]) -> Iterator[Element]:
    for shape in shapes:
        yield shape
        yield from _with_members(inside(shape))
