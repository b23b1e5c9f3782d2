"""Accept or reject every tracked change of a file, as Word does."""

from collections.abc import Callable

from lxml import etree

from gongwen.ooxml.package import Package, parse_xml
from tests.ooxml.edited import members
from tests.ooxml.packages import pack

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
PROPERTIES = (f"{W}rPr", f"{W}trPr", f"{W}numPr", f"{W}pPr")
SHOWN = {f"{W}delText": f"{W}t", f"{W}delInstrText": f"{W}instrText"}


def accept_all(data: bytes) -> bytes:
    return _rewrite(data, _accept)


def reject_all(data: bytes) -> bytes:
    return _rewrite(data, _reject)


def canonical(data: bytes) -> dict[str, list]:
    """Give the parts with text as nested lists; runs side by side with one look count as one.

    What paragraphs have for attributes, ids of editing rounds, is left out.
    """
    package = Package.open(data)
    return {name: _plain(package.xml(name)) for name in _stories(data)}


def changes(data: bytes) -> list[etree._Element]:
    """List the records of changes in the parts with text."""
    package = Package.open(data)
    roots = (package.xml(name) for name in _stories(data))
    return [
        found
        for root in roots
        for found in root.iter(*(f"{W}{tag}" for tag in ("ins", "del", "rPrChange", "pPrChange")))
    ]


def _stories(data: bytes) -> list[str]:
    return [name for name, _ in members(data) if name.startswith(("word/document", "word/header", "word/footer"))]


def _rewrite(data: bytes, change: Callable[[etree._Element], None]) -> bytes:
    parts = dict(members(data))
    for name in _stories(data):
        root = parse_xml(parts[name])
        change(root)
        parts[name] = etree.tostring(root)
    return pack(parts)


def _accept(root: etree._Element) -> None:
    for record in list(root.iter(f"{W}rPrChange", f"{W}pPrChange")):
        record.getparent().remove(record)
    _settle(root, gone="del", kept="ins")


def _reject(root: etree._Element) -> None:
    for record in list(root.iter(f"{W}rPrChange", f"{W}pPrChange")):
        properties = record.getparent()
        stay = ("rPr", "sectPr") if properties.tag == f"{W}pPr" else ("ins", "del")
        kept = [child for child in properties if child.tag in [f"{W}{name}" for name in stay]]
        before = list(record[0])
        properties[:] = before + kept if properties.tag == f"{W}pPr" else kept + before
    _settle(root, gone="ins", kept="del")


def _settle(root: etree._Element, *, gone: str, kept: str) -> None:
    for change in list(root.iter(f"{W}{gone}")):
        if change.getparent() is not None and change.getparent().tag not in PROPERTIES:
            change.getparent().remove(change)
    for change in list(root.iter(f"{W}{kept}")):
        parent = change.getparent()
        if parent.tag in PROPERTIES:
            parent.remove(change)
            continue
        at = parent.index(change)
        parent[at : at + 1] = list(change)
    for node in list(root.iter(*SHOWN)):
        node.tag = SHOWN[node.tag]
    _join(root, gone)


def _join(root: etree._Element, gone: str) -> None:
    """Let paragraphs whose mark goes run on into the next one, which keeps its own properties."""
    for mark in list(root.iterfind(f".//{W}pPr/{W}rPr/{W}{gone}")):
        paragraph = mark.getparent().getparent().getparent()
        following = next(paragraph.itersiblings(f"{W}p", f"{W}tbl", f"{W}sdt"))
        assert following.tag == f"{W}p", "the mark of a last paragraph cannot go"
        content = [child for child in paragraph if child.tag != f"{W}pPr"]
        at = 1 if len(following) and following[0].tag == f"{W}pPr" else 0
        following[at:at] = content
        paragraph.getparent().remove(paragraph)


def _plain(element: etree._Element) -> list:
    children = [_plain(child) for child in element if isinstance(child.tag, str)]
    tag = element.tag.removeprefix(W)
    attributes = {} if tag == "p" else {name: value for name, value in element.attrib.items() if name != PRESERVE}
    text = element.text or "" if tag in ("t", "instrText") else ""
    children = [child for child in children if child[0] not in ("rPr", "pPr") or child[3]]
    return [tag, attributes, text, _joined(children)]


def _joined(children: list) -> list:
    result: list = []
    for child in children:
        last = result[-1] if result else None
        if last and last[0] == child[0] == "t":
            last[2] += child[2]
        elif last and last[0] == child[0] == "r" and _looks(last) == _looks(child):
            last[3] = _joined(last[3] + child[3][len(_looks(child)) :])
        elif child[0] != "r" or child[3][len(_looks(child)) :]:
            result.append(child)
    return result


def _looks(run: list) -> list:
    return [child for child in run[3] if child[0] == "rPr"]
