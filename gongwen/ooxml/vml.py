"""Read VML (w:pict, w:object): the drawings of older files and of files WPS writes."""

import re
from collections.abc import Iterator

from gongwen.draft import Position, Shape, VerticalAlign
from gongwen.ooxml.canvas import Canvas, Inside, Spot, Stroke, build, named_color, padding
from gongwen.ooxml.names import R_ID, TEXT_BOX, W10, V
from gongwen.ooxml.values import Element, length, number
from gongwen.units import Pt

_TAGS = {
    f"{{{V}}}{tag}": form
    for tag, form in {
        "line": "line", "rect": "rect", "roundrect": "rect", "oval": "ellipse", "group": "group", "shape": "other",
        "polyline": "other", "curve": "other", "arc": "other", "image": "picture",
    }.items()
}  # fmt: skip
_SHAPE_TYPES = {"1": "rect", "3": "ellipse", "20": "line", "32": "line", "75": "picture", "202": "rect"}
_SHAPE_TYPE = re.compile(r"#_x0000_t(\d+)")
_COMPOUNDS = {"thinThin": "dbl", "thickThin": "thickThin", "thinThick": "thinThick", "thickBetweenThin": "tri"}
_HORIZONTAL = {
    "text": "column",
    "char": "character",
    "left-margin-area": "leftMargin",
    "right-margin-area": "rightMargin",
}
_VERTICAL = {"text": "paragraph", "top-margin-area": "topMargin", "bottom-margin-area": "bottomMargin"}
_DEFAULT_STROKE = Pt(0.75)
_OFF = ("f", "false", "0")

Css = dict[str, str]


def read_pict(pict: Element, canvas: Canvas, path: str, count: int, offset: int) -> tuple[Shape, ...]:
    """Read the shapes in w:pict or w:object; the first is called `path/box[count + 1]`."""
    shapes: list[Shape] = []
    for element in drawn(pict):
        css = _css(element)
        spot = _spot(element, css, f"{path}/box[{count + len(shapes) + 1}]", offset)
        shapes.append(_read(element, css, spot, canvas))
    return tuple(shapes)


def drawn(container: Element) -> Iterator[Element]:
    """Yield the shapes in w:pict, w:object or v:group that count in paths."""
    return (element for element in container if element.tag in _TAGS)


def _read(element: Element, css: Css, spot: Spot, canvas: Canvas) -> Shape:
    image = element.find(f"{{{V}}}imagedata")
    form = "picture" if image is not None else _form(element)
    if any(art.get("string") for art in element.iterfind(f"{{{V}}}textpath")):
        canvas.unread("wordArt")
    return build(
        spot,
        canvas,
        form,
        stroke=_stroke(element, form),
        fill=None if _is_off(element.get("filled")) else named_color(element.get("fillcolor")),
        rotation=number(css.get("rotation")) or 0.0,
        inside=_inside(element, css, spot, canvas),
        children=tuple(_members(element, spot, canvas)) if form == "group" else (),
        picture=None if image is None else canvas.resolve(image.get(R_ID)),
    )


def _inside(element: Element, css: Css, spot: Spot, canvas: Canvas) -> Inside:
    box = element.find(f"{{{V}}}textbox")
    text = None if box is None else box.find(TEXT_BOX)
    if box is None or text is None:
        return Inside()
    left, top, right, bottom = (_length(side) for side in f"{box.get('inset') or ''},,,".split(",")[:4])
    return Inside(canvas.blocks(text, spot.path), padding(left, top, right, bottom), _anchor(css))


def _anchor(css: Css) -> VerticalAlign:
    word = css.get("v-text-anchor", "top")
    return "center" if word.startswith("middle") else "bottom" if word.startswith("bottom") else "top"


def _form(element: Element) -> str:
    match = _SHAPE_TYPE.search(element.get("type") or "")
    return _SHAPE_TYPES.get(match[1], "other") if match else _TAGS[element.tag]


def _stroke(element: Element, form: str) -> Stroke:
    child = element.find(f"{{{V}}}stroke")
    on, color, weight, line_style = (
        None if child is None else child.get(key) for key in ("on", "color", "weight", "linestyle")
    )
    if _is_off(on or element.get("stroked") or ("f" if form in ("picture", "group") else "t")):
        return Stroke()
    return Stroke(
        named_color(color or element.get("strokecolor")) or "000000",
        _length(weight or element.get("strokeweight")) or _DEFAULT_STROKE,
        _COMPOUNDS.get(line_style or "", "sng"),
    )


def _spot(element: Element, css: Css, path: str, offset: int) -> Spot:
    width, height = _length(css.get("width")), _length(css.get("height"))
    x, y = _length(css.get("margin-left") or css.get("left")), _length(css.get("margin-top") or css.get("top"))
    ends = [_pair(element.get(end)) for end in ("from", "to")]
    if element.tag == f"{{{V}}}line" and ends[0] and ends[1]:
        (x1, y1), (x2, y2) = ends[0], ends[1]
        width, height = Pt(abs(x2 - x1)), Pt(abs(y2 - y1))
        x, y = Pt((x or 0.0) + min(x1, x2)), Pt((y or 0.0) + min(y1, y2))
    x_from, y_from = (css.get(f"mso-position-{axis}-relative", "text") for axis in ("horizontal", "vertical"))
    position = Position(
        x=x,
        y=y,
        x_align=_align(css.get("mso-position-horizontal")),
        y_align=_align(css.get("mso-position-vertical")),
        x_from=_HORIZONTAL.get(x_from, x_from),
        y_from=_VERTICAL.get(y_from, y_from),
    )
    behind = (number(css.get("z-index")) or 0.0) < 0
    wrap = element.find(f"{{{W10}}}wrap")
    kind = "none" if wrap is None else wrap.get("type", "none")
    absolute = css.get("position") == "absolute"
    return Spot(path, offset, width or Pt(0.0), height or Pt(0.0), absolute, position, behind, kind)


def _members(group: Element, spot: Spot, canvas: Canvas) -> Iterator[Shape]:
    """Yield the members of a group; their positions are points from its upper left corner."""
    size, origin = _pair(group.get("coordsize")) or (1000.0, 1000.0), _pair(group.get("coordorigin")) or (0.0, 0.0)
    x_scale, y_scale = spot.width / (size[0] or 1000.0), spot.height / (size[1] or 1000.0)
    for count, member in enumerate(drawn(group), start=1):
        css = _css(member)
        left, top, width, height = (number(css.get(key)) or 0.0 for key in ("left", "top", "width", "height"))
        ends = [_pair(member.get(end)) for end in ("from", "to")]
        if ends[0] and ends[1]:
            left, top = min(ends[0][0], ends[1][0]), min(ends[0][1], ends[1][1])
            width, height = abs(ends[0][0] - ends[1][0]), abs(ends[0][1] - ends[1][1])
        x, y = Pt((left - origin[0]) * x_scale), Pt((top - origin[1]) * y_scale)
        position = Position(x=x, y=y, x_from="group", y_from="group")
        inner = Spot(
            f"{spot.path}/box[{count}]", spot.offset, Pt(width * x_scale), Pt(height * y_scale), True, position
        )
        yield _read(member, css, inner, canvas)


def _css(element: Element) -> Css:
    pairs = (entry.partition(":") for entry in (element.get("style") or "").split(";"))
    return {key.strip().lower(): value.strip() for key, colon, value in pairs if colon}


def _length(value: str | None) -> Pt | None:
    return length(value, per_point=1)


def _pair(value: str | None) -> tuple[float, float] | None:
    left, _, right = (value or "").partition(",")
    x, y = _length(left), _length(right)
    return None if x is None or y is None else (x, y)


def _align(value: str | None) -> str | None:
    return None if value in (None, "absolute") else value


def _is_off(value: str | None) -> bool:
    return value in _OFF
