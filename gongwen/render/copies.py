"""Copy a document as LibreOffice should see it: what it says and where it stands stay the same."""

from collections.abc import Mapping
from io import BytesIO
from math import floor
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from gongwen.ooxml.names import PPR, RPR, SECT_PR, VAL, w
from gongwen.ooxml.package import Package, parse_xml
from gongwen.ooxml.values import Element, integer
from gongwen.render.floats import float_frames, float_tables, text_width, twips

_DELETED = tuple(map(w, ("del", "moveFrom")))
_INSERTED = tuple(map(w, ("ins", "moveTo")))
_LISTS = frozenset(map(w, ("rPr", "trPr", "numPr")))
_PER_TWIP = 4096 / 20
_SNAP = w("snapToGrid")
TRIFLE = 40
"""Twips of the type area that the lines of a grid may leave for it to be left out: the standard page leaves 18."""
SLACK = 4
"""Twips it may lose by rounding the paper."""
_STORIES = ("/header", "/footer")


def stories(package: Package) -> dict[str, Element]:
    """Parse the parts that carry the text: the main part, headers and footers, by name.

    Raises UnreadableDocument.
    """
    related = package.relationships(package.main)
    names = [found.target for found in related if found.target and found.type.endswith(_STORIES)]
    return {name: package.xml(name) for name in (package.main, *names)}


def serialise(roots: Mapping[str, Element]) -> dict[str, bytes]:
    """Write parsed parts."""
    return {
        name: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        for name, root in roots.items()
    }


def rewrite(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Put parts in place of those of the same name (letter case aside); the rest stays, but for what leads out of the file.

    Raises UnreadableDocument when a list of relationships cannot be read.
    """
    instead = {name.lower(): part for name, part in parts.items()}
    result = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(result, "w", ZIP_DEFLATED) as target:
        for member in source.infolist():
            part = instead.get(member.filename.lower())
            part = source.read(member) if part is None else part
            target.writestr(member.filename, _local(part) if member.filename.endswith(".rels") else part)
    return result.getvalue()


def _local(relationships: bytes) -> bytes:
    """Take out relationships to anywhere outside the file; links that only a click follows stay."""
    if b"External" not in relationships:
        return relationships
    root = parse_xml(relationships)
    for relationship in list(root):
        if relationship.get("TargetMode") == "External" and not relationship.get("Type", "").endswith("/hyperlink"):
            root.remove(relationship)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def settle(data: bytes) -> bytes:
    """Write a document so that LibreOffice sets it as Word does.

    Tracked changes stand accepted. A grid narrower than its characters, which it has not, becomes a grid of lines with narrower
    spacing. Lines of exact height, which it would set on the grid, leave it. Frames with borders and wide tables float, at the
    price of the borders and of some of the width.
    Raises UnreadableDocument.
    """
    package = Package.open(data)
    roots = stories(package)
    body = roots[package.main]
    spacing = _widen_grids(body)
    styles = package.related(package.main, "/styles")
    if styles:
        roots[styles] = package.xml(styles)
        _space(roots[styles], spacing)
    for root in roots.values():
        _accept(root)
        _unsnap(root)
        float_frames(root, roots.get(styles or ""))
        float_tables(root, roots.get(styles or ""), text_width(body))
    for section in body.iter(SECT_PR):
        _fill(section)
    return rewrite(data, serialise(roots))


def _accept(root: Element) -> None:
    for change in list(root.iter(*_DELETED)):
        parent = change.getparent()
        if parent is not None and parent.tag not in _LISTS:
            parent.remove(change)
    for change in list(root.iter(*_INSERTED)):
        parent = change.getparent()
        if parent is not None and parent.tag not in _LISTS:
            at = parent.index(change)
            parent[at : at + 1] = list(change)


def _unsnap(root: Element) -> None:
    """Take lines of exact height off the grid, and leave others on it that are based on a style of such lines."""
    for spacing in root.iterfind(f".//{PPR}/{w('spacing')}"):
        exact = spacing.get(w("lineRule")) == "exact"
        properties = spacing.getparent()
        snap = None if properties is None else properties.find(_SNAP)
        if snap is None and (exact or spacing.get(w("line"))):
            snap = spacing.makeelement(_SNAP)
            spacing.addprevious(snap)
            snap.set(VAL, "1")
        if snap is not None and exact:
            snap.set(VAL, "0")


def _fill(section: Element) -> None:
    """Make the type area as high as the lines of its grid when they leave no more than a trifle.

    LibreOffice puts half of it above the first line, so that the last one may no longer fit.
    """
    grid, size, margins = (section.find(w(name)) for name in ("docGrid", "pgSz", "pgMar"))
    if grid is None or size is None or margins is None or not grid.get(w("type")):
        return
    pitch, bottom = twips(grid, "linePitch"), twips(margins, "bottom")
    over = (twips(size, "h") - abs(twips(margins, "top")) - abs(bottom)) % pitch if pitch > 0 else 0
    if SLACK <= over <= TRIFLE:
        margins.set(w("bottom"), str(bottom + (over - SLACK if bottom >= 0 else SLACK - over)))


def _widen_grids(root: Element) -> int:
    """Turn narrowing character grids into grids of lines; give the spacing of the narrowest in twips, away from zero."""
    narrowest = 0
    for grid in root.iter(w("docGrid")):
        pitch = integer(grid.get(w("charSpace"))) or 0
        if grid.get(w("type")) in ("linesAndChars", "snapToChars") and pitch < 0:
            grid.set(w("type"), "lines")
            narrowest = min(narrowest, floor(pitch / _PER_TWIP))
    return narrowest


def _space(styles: Element, twips: int) -> None:
    """Set the spacing between characters that holds where nothing else is said."""
    if not twips:
        return
    defaults = _child(_child(_child(styles, w("docDefaults")), w("rPrDefault")), RPR)
    spacing = defaults.find(w("spacing"))
    if spacing is None:
        spacing = _child(defaults, w("spacing"))
        spacing.set(VAL, str(twips))


def _child(parent: Element, tag: str) -> Element:
    found = parent.find(tag)
    if found is None:
        found = parent.makeelement(tag)
        parent.insert(0, found)
    return found
