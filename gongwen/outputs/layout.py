"""Print where everything stands: a table of pages and elements in millimetres."""

from collections.abc import Iterator

from gongwen.layout import Layout, PlacedPage, Rectangle
from gongwen.outputs.terminal import PLAIN, Style, clean, columns, pad, shorten

_HEAD = ("要素", "内容", "左", "上", "宽", "高", "误差（毫米）")
_TEXT_WIDTH = 32


def render(layout: Layout, style: Style = PLAIN) -> str:
    """Print the pages of a document one below the other."""
    name = style.paint(clean(layout.path) or "标准输入", "strong")
    note = "单位为毫米，从纸的左上角量起。"
    return "\n".join([f"{name}：共 {len(layout.pages)} 页。{note}", *_all(layout, style)]) + "\n"


def as_json(layout: Layout) -> str:
    """Print the JSON of a layout."""
    return layout.model_dump_json(indent=2, by_alias=True) + "\n"


def _all(layout: Layout, style: Style) -> Iterator[str]:
    for page in layout.pages:
        yield ""
        yield style.paint(_title(page), "strong")
        yield from _table(page) if page.elements else ("没有要素",)


def _title(page: PlacedPage) -> str:
    shown = f"页码 {page.shown_number}" if page.shown_number else "不显示页码"
    area = page.area
    return (
        f"第 {page.number} 页（{shown}）：纸 {page.width:.0f}×{page.height:.0f}，"
        f"版心 {area.width:.0f}×{area.height:.0f}，左 {area.left:.1f}，上 {area.top:.1f}"
    )


def _table(page: PlacedPage) -> Iterator[str]:
    rows = [_HEAD, *_rows(page)]
    widths = [max(columns(row[index]) for row in rows) for index in range(len(_HEAD))]
    for row in rows:
        words = [pad(cell, width) for cell, width in zip(row[:2], widths, strict=False)]
        figures = [" " * (width - columns(cell)) + cell for cell, width in zip(row[2:], widths[2:], strict=True)]
        yield "  ".join([*words, *figures])


def _rows(page: PlacedPage) -> Iterator[tuple[str, ...]]:
    for placed in page.elements:
        text = shorten(clean(placed.text), _TEXT_WIDTH) or "（图形）"
        box = placed.box
        figures = (f"{length:.1f}" for length in (box.left, box.top, box.width, box.height))
        yield placed.term, text, *figures, _doubt(box)


def _doubt(box: Rectangle) -> str:
    """Say how sure a place is: 上下 first, then 左右."""
    if not box.unsure and not box.unsure_x:
        return "准确"
    parts = ((box.unsure, "上下"), (box.unsure_x, "左右"))
    return "，".join(f"{side}±{length:.1f}" for length, side in parts if length)
