"""Walk containers as a reader sees them: wrappers opened, one branch of mc:AlternateContent taken.

Addresses count what these walks yield, so that whoever looks a node up again finds the same one.
"""

from collections.abc import Iterator

from gongwen.ooxml.names import ALTERNATE, CHOICE, FALLBACK, SDT, SDT_CONTENT, TBL, TRANSPARENT, UNDERSTOOD, P
from gongwen.ooxml.values import Element

_BLOCKS = frozenset({P, TBL})


def branch(alternate: Element) -> Element | None:
    """Give the branch of mc:AlternateContent to read: the first choice we understand, else the fallback."""
    for child in alternate:
        if child.tag == CHOICE and _understood(child):
            return child
    return alternate.find(FALLBACK)


def blocks(container: Element) -> Iterator[Element]:
    """Yield paragraphs, tables and whatever else stands between them."""
    for child in container:
        inner = None if child.tag in _BLOCKS else opened(child)
        if inner is None:
            yield child
        else:
            yield from blocks(inner)


def children(container: Element, tag: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, wrappers opened."""
    for child in container:
        if child.tag == tag:
            yield child
        else:
            inner = opened(child)
            if inner is not None:
                yield from children(inner, tag)


def opened(element: Element) -> Element | None:
    """Give the element whose children stand in the place of a wrapper, None when it is no wrapper."""
    if element.tag == SDT:
        return element.find(SDT_CONTENT)
    if element.tag in TRANSPARENT:
        return element
    return branch(element) if element.tag == ALTERNATE else None


def _understood(choice: Element) -> bool:
    prefixes = (choice.get("Requires") or "").split()
    return bool(prefixes) and all(choice.nsmap.get(prefix) in UNDERSTOOD for prefix in prefixes)
