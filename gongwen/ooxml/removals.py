"""Take a paragraph away; what is anchored in it, marks something or ends a section goes to its neighbour."""

from collections.abc import Iterator

from gongwen.ooxml.names import ALTERNATE, PPR, RPR, RUN, SDT, SECT_PR, TBL, P, w
from gongwen.ooxml.order import child, place
from gongwen.ooxml.refusal import Refused
from gongwen.ooxml.tracing import Passage
from gongwen.ooxml.values import Element

_ANCHORED = (w("drawing"), w("pict"), w("object"))
_KEPT_IN_RUNS = frozenset({*_ANCHORED, w("commentReference")})
_MARKS = frozenset(
    w(f"{name}{end}") for name in ("bookmark", "commentRange", "perm") for end in ("Start", "End")
) | frozenset(
    w(f"{name}Range{end}") for name in ("moveFrom", "moveTo", "customXmlIns", "customXmlDel") for end in ("Start", "End")
)  # fmt: skip
_BLOCKS = frozenset({P, TBL, SDT, ALTERNATE, w("customXml")})
_FIELD = "这一段里有跨段的域（如目录），不能单独删去。"
_TRACKED = "这里有尚未接受的修订，请先接受或拒绝修订。"


def check(passage: Passage) -> None:
    """Raise Refused when the paragraph is joined by tracked changes or holds only part of a field."""
    if len(passage.elements) > 1 or passage.read.tracked:
        raise Refused(_TRACKED)
    depth = 0
    for sign in passage.element.iter(w("fldChar")):
        if next(sign.iterancestors(P)) is passage.element:
            depth += {"begin": 1, "end": -1}.get(sign.get(w("fldCharType"), ""), 0)
            if depth < 0:
                raise Refused(_FIELD)
    if depth:
        raise Refused(_FIELD)


def remove(passage: Passage) -> None:
    """Take a paragraph away after `check`; where one must stand, it stays and is emptied."""
    paragraph = passage.element
    neighbour = neighbour_of(paragraph)
    if must_stay(paragraph) or (neighbour is None and next(left(paragraph), None) is not None):
        empty(paragraph)
        return
    if neighbour is not None:
        section = paragraph.find(f"{PPR}/{SECT_PR}")
        if section is not None:
            place(child(neighbour, PPR), section)
        hand_over(paragraph, neighbour)
    parent = paragraph.getparent()
    if parent is not None:
        parent.remove(paragraph)


def hand_over(paragraph: Element, neighbour: Element) -> None:
    """Move what outlives the text of a paragraph to the near end of a neighbour."""
    kept = [_loose(node) for node in left(paragraph)]
    if neighbour is beside(paragraph, 1):
        at = 1 if neighbour.find(PPR) is not None else 0
        neighbour[at:at] = kept
    else:
        neighbour.extend(kept)


def empty(paragraph: Element) -> None:
    """Take the text out of a paragraph."""
    kept = [_loose(node) for node in left(paragraph)]
    for node in list(paragraph):
        if node.tag != PPR:
            paragraph.remove(node)
    paragraph.extend(kept)


def must_stay(paragraph: Element) -> bool:
    """Tell whether a paragraph must stand where it stands.

    It must as the only one of its cell, box or section, between two tables, and behind the last one.
    """
    previous, following = beside(paragraph, -1), beside(paragraph, 1)
    ends_section = paragraph.find(f"{PPR}/{SECT_PR}") is not None
    if following is None:
        return _section_end(previous)
    return (ends_section and _section_end(previous)) or (is_table(previous) and is_table(following))


def neighbour_of(paragraph: Element) -> Element | None:
    """Give the paragraph that what is left of a removed one goes to, None when none stands beside it."""
    previous, following = beside(paragraph, -1), beside(paragraph, 1)
    nearer = (previous, following) if paragraph.find(f"{PPR}/{SECT_PR}") is not None else (following, previous)
    return next((found for found in nearer if found is not None and found.tag == P), None)


def _section_end(previous: Element | None) -> bool:
    """Tell whether the section of what follows would be lost without a paragraph to end it."""
    return previous is None or previous.tag != P or previous.find(f"{PPR}/{SECT_PR}") is not None


def is_table(block: Element | None) -> bool:
    """Tell whether a block is a table or holds one."""
    return block is not None and block.tag != P and next(block.iter(TBL), None) is not None


def beside(paragraph: Element, step: int) -> Element | None:
    """Give the block before (-1) or after (1) a paragraph in the same container."""
    return next(paragraph.itersiblings(*_BLOCKS, preceding=step < 0), None)


def left(paragraph: Element) -> Iterator[Element]:
    """Yield what outlives the text of a paragraph: marks, and runs that hold drawings or references to comments."""
    for node in list(paragraph.iter(RUN, *_MARKS)):
        own = next(node.iterancestors(P)) is paragraph
        if own and (node.tag != RUN or any(is_kept(part) for part in node)):
            yield node


def _loose(node: Element) -> Element:
    """Give a mark, or a run stripped of its text, to be put elsewhere."""
    node.tail = None
    for part in list(node) if node.tag == RUN else ():
        if part.tag != RPR and not is_kept(part):
            node.remove(part)
    return node


def is_kept(node: Element) -> bool:
    """Tell whether a child of a run outlives the text: a drawing or a reference to a comment."""
    if node.tag == ALTERNATE:
        return next(node.iter(*_ANCHORED), None) is not None
    return node.tag in _KEPT_IN_RUNS
