"""Draw the pages of a document side by side as SVG: type area, rectangles of the elements, their names; dashed is unsure."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from gongwen.layout import Layout, PlacedElement, PlacedPage, Rectangle

_GAP, _HEAD, _LABEL = 12.0, 10.0, 2.6
_SURE = 0.5
"""Millimetres of doubt below which a rectangle is drawn with a full line."""
_RED = frozenset({"masthead", "red_line", "seal", "name_stamp"})
_STYLE = (
    ".sheet{fill:#fff;stroke:#999;stroke-width:.4}.area{fill:none;stroke:#bbb;stroke-width:.2;stroke-dasharray:1 1}"
    ".element{fill:#1f6feb;fill-opacity:.06;stroke:#1f6feb;stroke-width:.25}.red{fill:#c00;stroke:#c00}"
    ".unsure{stroke-dasharray:1.5 1}text{font-family:sans-serif;font-size:2.6px;fill:#333}"
    ".title{font-size:4px}"
)


def draw(layout: Layout) -> str:
    """Draw all pages; one unit of the drawing is a millimetre."""
    width = sum(page.width + _GAP for page in layout.pages) + _GAP
    height = max((page.height for page in layout.pages), default=0.0) + _GAP + _HEAD
    pages = "".join(_pages(layout.pages))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}mm" height="{height:g}mm" viewBox="0 0 {width:g} {height:g}">'
        f"<style>{_STYLE}</style>{pages}</svg>\n"
    )


def _pages(pages: Sequence[PlacedPage]) -> Iterator[str]:
    left = _GAP
    for page in pages:
        shown = f"（页码 {page.shown_number}）" if page.shown_number else ""
        yield f'<g transform="translate({left:g} {_HEAD:g})"><text class="title" y="-3">第 {page.number} 页{escape(shown)}</text>'
        yield f'<rect class="sheet" width="{page.width:g}" height="{page.height:g}"/>{_rectangle("area", page.area)}'
        yield from map(_element, page.elements)
        yield "</g>"
        left += page.width + _GAP


def _element(placed: PlacedElement) -> str:
    box = placed.box
    doubt = max(box.unsure, box.unsure_x)
    names = ("element", *(["red"] if placed.element in _RED else []), *(["unsure"] if doubt > _SURE else []))
    label = f"{placed.term}±{doubt:.0f}" if doubt > _SURE else placed.term
    text = f'<text x="{box.left:g}" y="{box.top + _LABEL:g}">{escape(label)}</text>'
    return f"<g><title>{escape(_printable(placed.text))}</title>{_rectangle(' '.join(names), box)}{text}</g>"


def _rectangle(names: str, box: Rectangle) -> str:
    return f'<rect class="{names}" x="{box.left:g}" y="{box.top:g}" width="{box.width:g}" height="{box.height:g}"/>'


def _printable(text: str) -> str:
    """Leave out what XML cannot hold."""
    return "".join(char if char.isprintable() else " " for char in text)
