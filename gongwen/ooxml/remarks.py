"""Write comments (批注) of our own into a document, and take them out again.

A comment is a w:comment in a part of its own, a range round the characters it speaks of, and a run with its reference behind
the range. Word passes over comments in text boxes, headers and footers and refuses a file with more than 32 767 of them
([MS-OI29500] 2.1.315), so all stand in the body and there is a limit.
"""

from collections.abc import Iterator, Sequence, Set
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Final

from lxml import etree

from gongwen.ooxml.manuscript import Manuscript
from gongwen.ooxml.names import PPR, RPR, RUN, SPACE, P, T, W, w
from gongwen.ooxml.splitting import between
from gongwen.ooxml.tracing import Passage
from gongwen.ooxml.values import Element

AUTHOR: Final = "gongwen"
INITIALS: Final = "公文检查"
"""Author and initials tell our comments from those of people."""
MOST: Final = 32767
"""Word opens no file with more comments."""
OURS: Final = 10_000
"""We write no more: they take 20 MB of XML, and what we write we must be able to read again."""

_COMMENT, _ID, _AUTHOR, _INITIALS = w("comment"), w("id"), w("author"), w("initials")
_START, _END, _REFERENCE = w("commentRangeStart"), w("commentRangeEnd"), w("commentReference")
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_COMPANIONS = ("/commentsIds", "/commentsExtended", "/commentsExtensible")
"""Parts in which Word keeps more about comments, those that name durable ids first."""
_PARENT = "{http://schemas.microsoft.com/office/word/2012/wordml}paraIdParent"
_OPEN = frozenset(
    w(name) for name in ("p", "ins", "moveTo", "hyperlink", "smartTag", "customXml", "sdtContent", "dir", "bdo")
)
"""Where a range may begin and end; what is generated or drawn (fields, ruby, formulas) is enclosed whole."""
_LINE = etree.fromstring(
    f'<w:p xmlns:w="{W}"><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    '<w:ind w:left="0" w:right="0" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="left"/></w:pPr></w:p>'
)
_RUN = etree.fromstring(f'<w:r xmlns:w="{W}"><w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr></w:r>')
_RUN_OF_MARK = etree.fromstring(f'<w:r xmlns:w="{W}"><w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></w:r>')
"""Formats are spelled out: what the styles of an official document say (large type, indents) does not suit a comment."""


@dataclass(frozen=True, slots=True)
class Note:
    """Hold a comment to be written on code points [start, end) of the body's paragraph at `path`, all of it when they are none."""

    path: str
    start: int
    end: int
    lines: tuple[str, ...]


def room(manuscript: Manuscript) -> int:
    """Count the comments that may be added."""
    return max(0, min(OURS, MOST - sum(1 for _ in manuscript.body.iter(_REFERENCE))))


def write(manuscript: Manuscript, notes: Sequence[Note], *, date: datetime | None = None) -> None:
    """Write comments; `date` is shown as it stands, without regard to time zones.

    Raises LookupError for a path that leads to no paragraph, UnreadableDocument when the part with comments is broken.
    """
    comments = _comments(manuscript)
    taken = {element.get(_ID) for element in (*comments, *manuscript.body.iter(_START, _END, _REFERENCE))}
    free = (number for number in count() if str(number) not in taken)
    passages = [manuscript.passage("body", note.path) for note in notes]
    for passage, note in zip(passages, notes, strict=True):
        manuscript.split(passage.element, note.start, note.end)
    closings: dict[Element, Element] = {}
    for number, passage, note in zip(free, passages, notes, strict=False):
        comments.append(_comment(number, note.lines, date))
        _anchor(passage, note, number, closings)


def erase(manuscript: Manuscript) -> bool:
    """Take out the comments that were written by us earlier; tell whether there were any.

    Raises UnreadableDocument when the part with comments is broken.
    """
    name = manuscript.related("/comments")
    comments = [] if name is None else manuscript.root(name).findall(_COMMENT)
    foreign = {comment.get(_ID) for comment in comments if not _ours(comment)}
    ours = [comment for comment in comments if _ours(comment) and comment.get(_ID) not in foreign]
    if not ours:
        return False
    _forget(manuscript, {value for comment in ours for value in _names(comment)})
    for mark in list(_marks(manuscript, {comment.get(_ID, "") for comment in ours})):
        parent = mark.getparent()
        alone = parent is not None and parent.tag == RUN and all(child.tag in (RPR, mark.tag) for child in parent)
        _drop(parent if alone and parent is not None else mark)
    for comment in ours:
        _drop(comment)
    return True


def _ours(comment: Element) -> bool:
    return (comment.get(_AUTHOR), comment.get(_INITIALS)) == (AUTHOR, INITIALS)


def _comments(manuscript: Manuscript) -> Element:
    """Give the root of the part with comments, a new one when there is none."""
    name = manuscript.related("/comments")
    if name is not None:
        return manuscript.root(name)
    root = etree.Element(w("comments"), nsmap={"w": W})
    manuscript.add(root, "comments", "comments", _CONTENT_TYPE)
    return root


def _comment(number: int, lines: Sequence[str], date: datetime | None) -> Element:
    comment = etree.Element(_COMMENT, nsmap={"w": W})
    comment.set(_ID, str(number))
    comment.set(_AUTHOR, AUTHOR)
    if date:
        comment.set(w("date"), f"{date:%Y-%m-%dT%H:%M:%SZ}")
    comment.set(_INITIALS, INITIALS)
    for index, line in enumerate(lines):
        paragraph = deepcopy(_LINE)
        if index == 0:
            reference = deepcopy(_RUN_OF_MARK)
            etree.SubElement(reference, w("annotationRef"))
            paragraph.append(reference)
        run = deepcopy(_RUN)
        text = etree.SubElement(run, T)
        text.text = line
        text.set(SPACE, "preserve")
        paragraph.append(run)
        comment.append(paragraph)
    return comment


def _anchor(passage: Passage, note: Note, number: int, closings: dict[Element, Element]) -> None:
    """Put the range of a comment round its characters, behind those that end there already: `closings` leads to the last of them."""
    pieces = between(passage, note.start, note.end) if note.start < note.end else []
    nodes = [_enclosed(piece.node) for piece in pieces]
    start, end, reference = _mark(_START, number), _mark(_END, number), deepcopy(_RUN_OF_MARK)
    reference.append(_mark(_REFERENCE, number))
    if nodes:
        nodes[0].addprevious(start)
    else:
        _open(passage.element, start)
    last = nodes[-1] if nodes else passage.element[-1]
    closings.get(last, last).addnext(end)
    end.addnext(reference)
    closings[last] = reference


def _enclosed(node: Element) -> Element:
    """Give what a range must enclose to enclose a node: the nearest element that stands where ranges may begin and end."""
    while (parent := node.getparent()) is not None and parent.tag not in _OPEN:
        node = parent
    return node


def _open(paragraph: Element, start: Element) -> None:
    """Put the start of a range before all content of a paragraph."""
    properties = paragraph.find(PPR)
    if properties is None:
        paragraph.insert(0, start)
    else:
        properties.addnext(start)


def _mark(tag: str, number: int) -> Element:
    mark = etree.Element(tag, nsmap={"w": W})
    mark.set(_ID, str(number))
    return mark


def _marks(manuscript: Manuscript, numbers: Set[str]) -> Iterator[Element]:
    return (mark for mark in manuscript.body.iter(_START, _END, _REFERENCE) if mark.get(_ID) in numbers)


def _names(comment: Element) -> Iterator[str]:
    """Yield the ids by which other parts know a comment: those of its paragraphs."""
    return (known["paraId"] for known in map(_attributes, comment.iter(P)) if "paraId" in known)


def _forget(manuscript: Manuscript, names: set[str]) -> None:
    """Take comments out of the parts that keep more about them; an answer to one of them then stands by itself."""
    for suffix in _COMPANIONS if names else ():
        part = manuscript.related(suffix)
        for entry in [] if part is None else list(manuscript.root(part)):
            known = _attributes(entry)
            if known.get("paraId", known.get("durableId")) in names:
                names.add(known.get("durableId", ""))
                _drop(entry)
            elif known.get("paraIdParent") in names:
                entry.attrib.pop(_PARENT, "")


def _attributes(element: Element) -> dict[str, str]:
    """Give the attributes by their local names: each of those parts has a namespace of its own."""
    return {etree.QName(str(name)).localname: str(value) for name, value in element.items()}


def _drop(element: Element) -> None:
    """Take an element out, the blanks behind it left in place."""
    parent, before, tail = element.getparent(), element.getprevious(), element.tail or ""
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + tail or None
    else:
        parent.text = (parent.text or "") + tail or None
    parent.remove(element)
