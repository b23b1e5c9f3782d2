"""Take repeated property lists out of a part before it is parsed.

A document states the same few w:pPr and w:rPr thousands of times, and turning each into objects costs more than all the
text. Here every distinct list is cut out of the bytes and replaced by an empty element with a token; whoever needs the
list asks `Interned` for it. A run of such a list and one text becomes a w:rPr that holds the text. Cutting at the first
end tag is exact: such an element holds no other of its name (lists with tracked changes do, and stay); parts with
comments, CDATA, processing instructions or tokens of their own are left alone.
"""

import re

from gongwen.ooxml.package import parse_xml
from gongwen.ooxml.values import Element, integer

_START = re.compile(
    rb"""(?:\xef\xbb\xbf)?(?:<\?xml[^>]*encoding=["'](?i:utf-8)["'][^>]*\?>)?\s*(<w:document\s[^<>]*[^/<>]>)"""
)
_PLAIN_RUN = re.compile(
    rb"""<w:r(?: w:rsid\w*="\w*")*>(<w:rPr token="\d+")/><w:t((?: xml:space="preserve")?>[^<]*)</w:t></w:r>"""
)
_MARKUP = re.compile(rb"<[!?]")
_TOKEN = "token"

Key = str | tuple[object, ...]


class Interned:
    """Hold the property lists taken out of one part."""

    __slots__ = ("_lists",)

    def __init__(self, lists: tuple[Element, ...] = ()) -> None:
        self._lists = lists

    def expand(self, element: Element) -> Element:
        """Give the element with its full content."""
        token = integer(element.get(_TOKEN))
        return element if token is None or not 0 <= token < len(self._lists) else self._lists[token]


def key(properties: Element) -> Key:
    """Give what tells one property list from another: its token, or its tags, attributes and nested keys."""
    token = properties.get(_TOKEN)
    if token is not None:
        return token
    content: list[object] = []
    for child in properties:
        content.append(child.tag)
        content += child.items()
        if len(child):
            content.append(key(child))
    return tuple(content)


def parse(data: bytes) -> tuple[Element, Interned]:
    """Parse a main part with its repeated property lists taken out.

    Raises UnreadableDocument.
    """
    start = _START.match(data)
    if start is None or b" token=" in data:
        return parse_xml(data), Interned()
    lists: dict[bytes, int] = {}
    cut = _cut(_cut(data, b"pPr", lists), b"rPr", lists)
    apart = b"".join((start[1], *lists, b"</w:document>"))
    if _MARKUP.search(cut, start.end()) or _MARKUP.search(apart):
        return parse_xml(data), Interned()
    return parse_xml(_fold(cut)), Interned(tuple(parse_xml(apart)))


def _cut(data: bytes, name: bytes, lists: dict[bytes, int]) -> bytes:
    """Replace the lists called `name` by tokens, entering each distinct one in `lists`."""
    opening, closing = b"<w:" + name + b">", b"</w:" + name + b">"
    kept = re.compile(rb"<w:(?:" + name + rb"|sectPr|ins|del|moveFrom|moveTo)\b|Change\b")
    head, *pieces = data.split(opening)
    elements: dict[bytes, bytes] = {}
    parts = [head]
    for piece in pieces:
        content, found, rest = piece.partition(closing)
        if not found:
            parts += (opening, piece)
            continue
        if content not in elements:
            whole = opening + content + closing
            token = (
                whole if kept.search(content) else b'<w:%b token="%d"/>' % (name, lists.setdefault(whole, len(lists)))
            )
            elements[content] = token
        parts += (elements[content], rest)
    return b"".join(parts)


def _fold(data: bytes) -> bytes:
    """Put the text of every run of a token and one text into its w:rPr, and drop the run around it.

    Neighbours with one token become one where they meet in letters beyond ASCII: no blank is lost or won there.
    """
    head, *pieces = _PLAIN_RUN.split(data)
    parts = [head]
    before = b""
    for opening, text, rest in zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True):
        if opening == before and text[:1] == b">" and text[1:2] > b"\x7f":
            parts[-1] = text[1:]
        else:
            parts += (opening, text)
        parts.append(b"</w:rPr>" + rest)
        before = opening if not rest and text[:1] == b">" and text[-1:] > b"\x7f" else b""
    return b"".join(parts)
