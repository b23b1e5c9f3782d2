"""Open the XML parts of a package for writing: comments, processing instructions and Strict namespaces come out as they went in."""

import re
from dataclasses import dataclass, field

from lxml import etree

from gongwen.ooxml.names import STRICT, VAL, w
from gongwen.ooxml.package import Package, parse_xml
from gongwen.ooxml.tracing import Twins
from gongwen.ooxml.values import Element

_STRICT_HOME = b"http://purl.oclc.org/ooxml/"
_SIDES = {"left": "start", "right": "end"}
_INDENTS = {
    w(side + unit): w(strict + unit) for side, strict in _SIDES.items() for unit in ("", "Chars")
}  # fmt: skip
_STANDALONE = re.compile(rb"""standalone=["'](yes|no)""")
_ASIDE = (b"<!--", b"<?")


@dataclass(slots=True)
class Part:
    """Hold an XML part: the tree to change, the tree as the reader sees it, and how elements of that one are found in it.

    The trees are one where nothing tells them apart. `mixed`: the part uses both the Strict and the transitional namespaces.
    """

    name: str
    root: Element
    seen: Element
    strict: bool = False
    mixed: bool = False
    new: bool = False
    twins: Twins = field(default_factory=dict)
    before: bytes = b""
    alone: str = ' standalone="yes"'

    def twin(self, element: Element) -> Element:
        """Give the element to change for one as the reader sees it."""
        return self.twins.get(element, element)

    def as_seen(self, element: Element) -> Element:
        """Give the element as the reader sees it for one to change."""
        return next((seen for seen, twin in self.twins.items() if twin is element), element)

    def data(self) -> bytes | None:
        """Write the part, None when it is as it was."""
        now = etree.tostring(self.root.getroottree(), encoding="UTF-8")
        if now == self.before and not self.new:
            return None
        if self.strict:
            _speak_strictly(self.root)
            now = etree.tostring(self.root.getroottree(), encoding="UTF-8")
            for strict, transitional in STRICT:
                now = now.replace(transitional, strict)
        return f'<?xml version="1.0" encoding="UTF-8"{self.alone}?>\n'.encode() + now


def open_part(package: Package, name: str) -> Part:
    """Open a part for writing.

    Raises UnreadableDocument.
    """
    source = package.source(name)
    alone = _alone(source)
    seen = parse_xml(source)
    root = _parse(source)
    strict = any(uri.startswith(_STRICT_HOME.decode()) for uri in root.nsmap.values())
    mixed = strict and any(transitional in source for _, transitional in STRICT)
    if strict:
        source = etree.tostring(root.getroottree(), encoding="UTF-8")
        for away, home in STRICT:
            source = source.replace(away, home)
        root = _parse(source)
    before = etree.tostring(root.getroottree(), encoding="UTF-8")
    if not any(mark in before for mark in _ASIDE):
        return Part(name, root, root, strict, mixed, before=before, alone=alone)
    return Part(name, root, seen, strict, mixed, twins=_twins(seen, root), before=before, alone=alone)


def new_part(name: str, root: Element, *, strict: bool = False) -> Part:
    """Take in a part that the package does not have yet."""
    return Part(name, root, root, strict, new=True)


def _parse(source: bytes) -> Element:
    """Parse what `parse_xml` has accepted, everything kept."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, collect_ids=False)
    return etree.fromstring(source, parser)


def _twins(seen: Element, root: Element) -> dict[Element, Element]:
    """Pair the elements of two trees that differ in comments and processing instructions only."""
    return dict(zip(seen.iter(etree.Element), root.iter(etree.Element), strict=True))


def _alone(source: bytes) -> str:
    """Give what the declaration of a part says of standing alone."""
    head = source[:200].partition(b"?>")[0]
    match = _STANDALONE.search(head) if b"<?xml" in head else None
    return f' standalone="{match[1].decode()}"' if match else ""


def _speak_strictly(root: Element) -> None:
    """Spell what Strict files spell otherwise: start and end for left and right, a percent sign."""
    for justified in root.iter(w("jc")):
        justified.set(VAL, _SIDES.get(justified.get(VAL, ""), justified.get(VAL, "")))
    for indent in root.iter(w("ind")):
        for loose, strict in _INDENTS.items():
            if loose in indent.attrib:
                indent.set(strict, indent.attrib.pop(loose))
    for scale in root.iterfind(f".//{w('rPr')}/{w('w')}"):
        scale.set(VAL, f"{scale.get(VAL, '').removesuffix('%')}%")
