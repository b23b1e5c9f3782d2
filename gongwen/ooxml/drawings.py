"""Read DrawingML (w:drawing): lines, boxes with text, pictures, groups and canvases."""

from collections.abc import Iterator

from gongwen.draft import Position, Shape, VerticalAlign
from gongwen.ooxml.canvas import Canvas, Inside, Spot, Stroke, build, named_color, padding
from gongwen.ooxml.names import PIC, R_EMBED, TEXT_BOX, WP, WPC, WPG, WPS, A
from gongwen.ooxml.theme import hex_color
from gongwen.ooxml.values import Element, emu, integer, is_on, number
from gongwen.units import Pt, from_emu

_ANCHOR, _INLINE = f"{{{WP}}}anchor", f"{{{WP}}}inline"
_SHAPE, _PICTURE = f"{{{WPS}}}wsp", f"{{{PIC}}}pic"
_GROUPS = (f"{{{WPG}}}wgp", f"{{{WPG}}}grpSp")
_CANVAS = f"{{{WPC}}}wpc"
_XFRM, _LINE, _NO_FILL, _SOLID_FILL = (f"{{{A}}}{name}" for name in ("xfrm", "ln", "noFill", "solidFill"))
_FORMS = {
    "line": "line", "straightConnector1": "line",
    "rect": "rect", "roundRect": "rect", "flowChartProcess": "rect",
    "ellipse": "ellipse", "flowChartConnector": "ellipse",
}  # fmt: skip
_WRAP = f"{{{WP}}}wrap"
_ANCHORS: dict[str, VerticalAlign] = {"ctr": "center", "b": "bottom"}
_UNREAD = {"relIds": "smartArt"}
_DEFAULT_LINE = from_emu(9525)
_NOWHERE = Pt(0.0)


def read_drawing(drawing: Element, canvas: Canvas, path: str, count: int, offset: int) -> tuple[Shape, ...]:
    """Read the shapes in w:drawing; the first is called `path/box[count + 1]`."""
    shapes: list[Shape] = []
    for frame in frames(drawing):
        spot = _spot(frame, f"{path}/box[{count + len(shapes) + 1}]", offset)
        shapes.append(_read(content(frame), spot, canvas))
    return tuple(shapes)


def frames(drawing: Element) -> Iterator[Element]:
    """Yield wp:anchor and wp:inline."""
    return (frame for frame in drawing if frame.tag in (_ANCHOR, _INLINE))


def content(frame: Element) -> Element | None:
    """Give what is drawn in a frame: a shape, a picture, a group …"""
    data = frame.find(f"{{{A}}}graphic/{{{A}}}graphicData")
    return data[0] if data is not None and len(data) else None


def members(group: Element) -> Iterator[Element]:
    """Yield the members of a group that count in paths, none for a single shape."""
    grouped = group.tag in (*_GROUPS, _CANVAS)
    return (member for member in group if grouped and member.tag in (_SHAPE, _PICTURE, *_GROUPS))


def _spot(frame: Element, path: str, offset: int) -> Spot:
    extent = frame.find(f"{{{WP}}}extent")
    width, height = (_NOWHERE, _NOWHERE) if extent is None else _size(extent)
    floating = frame.tag == _ANCHOR
    position = Position()
    if floating:
        x, x_align, x_from = _offset(frame.find(f"{{{WP}}}positionH"), "column")
        y, y_align, y_from = _offset(frame.find(f"{{{WP}}}positionV"), "paragraph")
        position = Position(x, y, x_align, y_align, x_from, y_from)
    behind = is_on(frame.get("behindDoc", "0"))
    return Spot(path, offset, width, height, floating, position, behind, _wrap(frame))


def _wrap(frame: Element) -> str:
    """Name how text gives way: wp:wrapSquare is `square`, and so on."""
    names = (child.tag.removeprefix(_WRAP) for child in frame if child.tag.startswith(_WRAP))
    return next((name[:1].lower() + name[1:] for name in names), "none")


def _offset(element: Element | None, default_from: str) -> tuple[Pt | None, str | None, str]:
    if element is None:
        return None, None, default_from
    points = emu(element.findtext(f"{{{WP}}}posOffset"))
    return points, element.findtext(f"{{{WP}}}align"), element.get("relativeFrom", default_from)


def _size(extent: Element) -> tuple[Pt, Pt]:
    return emu(extent.get("cx")) or _NOWHERE, emu(extent.get("cy")) or _NOWHERE


def _read(element: Element | None, spot: Spot, canvas: Canvas) -> Shape:
    tag = "" if element is None else element.tag
    if element is None:
        return build(spot, canvas, "other")
    if tag == _SHAPE:
        return _wsp(element, spot, canvas)
    if tag == _PICTURE:
        return _picture(element, spot, canvas)
    if tag in _GROUPS:
        properties = element.find(f"{{{WPG}}}grpSpPr")
        return build(
            spot,
            canvas,
            "group",
            rotation=_rotation(properties),
            children=tuple(_members(element, properties, spot, canvas)),
        )
    if tag == _CANVAS:
        return build(spot, canvas, "group", children=tuple(_members(element, None, spot, canvas)))
    name = tag.rpartition("}")[2]
    canvas.unread(_UNREAD.get(name, name))
    return build(spot, canvas, "other")


def _wsp(element: Element, spot: Spot, canvas: Canvas) -> Shape:
    properties, style = element.find(f"{{{WPS}}}spPr"), element.find(f"{{{WPS}}}style")
    geometry = None if properties is None else properties.find(f"{{{A}}}prstGeom")
    return build(
        spot,
        canvas,
        "other" if geometry is None else _FORMS.get(geometry.get("prst", ""), "other"),
        stroke=_stroke(properties, style, canvas),
        fill=_fill(properties, style, canvas),
        rotation=_rotation(properties),
        inside=_inside(element, spot, canvas),
    )


def _inside(element: Element, spot: Spot, canvas: Canvas) -> Inside:
    text, body = element.find(f"{{{WPS}}}txbx/{TEXT_BOX}"), element.find(f"{{{WPS}}}bodyPr")
    if text is None:
        return Inside()
    blocks = canvas.blocks(text, spot.path)
    if body is None:
        return Inside(blocks)
    left, top, right, bottom = (emu(body.get(f"{side}Ins")) for side in "ltrb")
    return Inside(blocks, padding(left, top, right, bottom), _ANCHORS.get(body.get("anchor", "t"), "top"))


def _picture(element: Element, spot: Spot, canvas: Canvas) -> Shape:
    properties = element.find(f"{{{PIC}}}spPr")
    blip = element.find(f"{{{PIC}}}blipFill/{{{A}}}blip")
    return build(
        spot,
        canvas,
        "picture",
        stroke=_stroke(properties, None, canvas),
        rotation=_rotation(properties),
        picture=None if blip is None else canvas.resolve(blip.get(R_EMBED)),
    )


def _members(group: Element, properties: Element | None, spot: Spot, canvas: Canvas) -> Iterator[Shape]:
    """Yield the members of a group; their positions are points from its upper left corner."""
    scale = _Scale(properties, spot)
    for count, member in enumerate(members(group), start=1):
        yield _read(member, scale.spot(member, f"{spot.path}/box[{count}]", spot.offset), canvas)
    if any(member.tag.endswith("}graphicFrame") for member in group):
        canvas.unread("graphicFrame")


class _Scale:
    """Turn the child coordinates of a group into points."""

    __slots__ = ("_x", "_x_origin", "_y", "_y_origin")

    def __init__(self, properties: Element | None, spot: Spot) -> None:
        xfrm = None if properties is None else properties.find(_XFRM)
        origin = None if xfrm is None else xfrm.find(f"{{{A}}}chOff")
        extent = None if xfrm is None else xfrm.find(f"{{{A}}}chExt")
        self._x_origin = (origin is not None and number(origin.get("x"))) or 0.0
        self._y_origin = (origin is not None and number(origin.get("y"))) or 0.0
        width, height = (
            (extent is not None and number(extent.get("cx"))),
            (extent is not None and number(extent.get("cy"))),
        )
        self._x = spot.width / width if width else 1 / 12700
        self._y = spot.height / height if height else 1 / 12700

    def spot(self, member: Element, path: str, offset: int) -> Spot:
        """Give the spot of a member."""
        xfrm = next((found for found in member.iter(_XFRM)), None)
        place = None if xfrm is None else xfrm.find(f"{{{A}}}off")
        extent = None if xfrm is None else xfrm.find(f"{{{A}}}ext")
        x, y = ((place is not None and number(place.get(axis))) or 0.0 for axis in ("x", "y"))
        width, height = ((extent is not None and number(extent.get(axis))) or 0.0 for axis in ("cx", "cy"))
        position = Position(
            x=Pt((x - self._x_origin) * self._x), y=Pt((y - self._y_origin) * self._y), x_from="group", y_from="group"
        )
        return Spot(path, offset, Pt(width * self._x), Pt(height * self._y), True, position)


def _rotation(properties: Element | None) -> float:
    xfrm = None if properties is None else properties.find(_XFRM)
    turned = None if xfrm is None else number(xfrm.get("rot"))
    return (turned or 0.0) / 60000


def _stroke(properties: Element | None, style: Element | None, canvas: Canvas) -> Stroke:
    line = None if properties is None else properties.find(_LINE)
    reference = None if style is None else style.find(f"{{{A}}}lnRef")
    index = 0 if reference is None else integer(reference.get("idx")) or 0
    if line is not None and line.find(_NO_FILL) is not None:
        return Stroke()
    color = _color_in(line, canvas) or (_color(reference, canvas) if index else None)
    width = (None if line is None else emu(line.get("w"))) or canvas.theme.line_width(index) or _DEFAULT_LINE
    return Stroke(color, width, "sng" if line is None else line.get("cmpd", "sng"))


def _fill(properties: Element | None, style: Element | None, canvas: Canvas) -> str | None:
    if properties is None or properties.find(_NO_FILL) is not None:
        return None
    reference = None if style is None else style.find(f"{{{A}}}fillRef")
    themed = _color(reference, canvas) if reference is not None and integer(reference.get("idx")) else None
    return _color_in(properties, canvas) or themed


def _color_in(element: Element | None, canvas: Canvas) -> str | None:
    """Give the colour of a solid fill, or the first one of a gradient or pattern."""
    for fill in () if element is None else element:
        if fill.tag == _SOLID_FILL:
            return _color(fill, canvas)
        if fill.tag in (f"{{{A}}}gradFill", f"{{{A}}}pattFill"):
            return next((found for found in (_color(part, canvas) for part in fill.iter()) if found), None)
    return None


def _color(element: Element | None, canvas: Canvas) -> str | None:
    for color in () if element is None else element:
        value = color.get("val")
        found = hex_color(color.get("lastClr") or value) or canvas.theme.color(value) or named_color(value)
        if found:
            return found
    return None
