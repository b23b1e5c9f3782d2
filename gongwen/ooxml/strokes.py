"""Change drawn lines: their colour, thickness and length, in DrawingML and in VML."""

import re

from lxml import etree

from gongwen.edits import SetStroke
from gongwen.ooxml.drawings import content
from gongwen.ooxml.names import WP, WPS, A, V
from gongwen.ooxml.order import child, drop, unset
from gongwen.ooxml.refusal import Refused
from gongwen.ooxml.values import Element, length, number
from gongwen.units import Pt

_LINE, _XFRM = f"{{{A}}}ln", f"{{{A}}}xfrm"
_FILLS = tuple(f"{{{A}}}{name}" for name in ("noFill", "solidFill", "gradFill", "pattFill"))
_SHAPE, _PROPERTIES, _EXTENT = f"{{{WPS}}}wsp", f"{{{WPS}}}spPr", f"{{{WP}}}extent"
_FRAMES = (f"{{{WP}}}anchor", f"{{{WP}}}inline")
_RELATIVE_SIZE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing}sizeRel"
_EMU = 12700
_SIDES = ("width", "height")
_NO_LINE = "这个图形不是线条或形状，不能改线条的样式。"
_IN_GROUP = "这条线在组合图形里，不能单独改长度，请取消组合后再改。"


def check(shape: Element, edit: SetStroke) -> None:
    """Raise Refused unless a stroke can be changed as asked."""
    if shape.tag.startswith(f"{{{V}}}"):
        parent = shape.getparent()
        grouped = parent is not None and parent.tag == f"{{{V}}}group"
        if shape.tag == f"{{{V}}}group":
            raise Refused(_NO_LINE)
    else:
        grouped = shape.tag not in _FRAMES
        drawn = shape if grouped else content(shape)
        if drawn is None or drawn.tag != _SHAPE or drawn.find(_PROPERTIES) is None:
            raise Refused(_NO_LINE)
    if grouped and edit.length is not None:
        raise Refused(_IN_GROUP)


def stroke(shape: Element, edit: SetStroke) -> None:
    """Change the line of a shape after `check`; the longer side of a shape is its length."""
    if shape.tag.startswith(f"{{{V}}}"):
        _vml(shape, edit)
        return
    drawn = content(shape) if shape.tag in _FRAMES else shape
    properties = None if drawn is None else drawn.find(_PROPERTIES)
    if properties is None:
        return
    if edit.length is not None:
        _lengthen(shape, properties, edit.length)
    if edit.width is not None or edit.color is not None:
        line = child(properties, _LINE)
        if edit.width is not None:
            line.set("w", str(round(edit.width * _EMU)))
        if edit.color is not None:
            drop(line, *_FILLS)
            etree.SubElement(child(line, f"{{{A}}}solidFill"), f"{{{A}}}srgbClr").set("val", edit.color)


def _lengthen(frame: Element, properties: Element, points: Pt) -> None:
    """Set the length in the frame and in the shape; a size told relative to the page would win over it."""
    extents = [frame.find(_EXTENT), properties.find(f"{_XFRM}/{{{A}}}ext")]
    for extent in (found for found in extents if found is not None):
        wide = (number(extent.get("cx")) or 0.0) >= (number(extent.get("cy")) or 0.0)
        extent.set("cx" if wide else "cy", str(round(points * _EMU)))
        drop(frame, f"{_RELATIVE_SIZE}{'H' if wide else 'V'}")


def _vml(shape: Element, edit: SetStroke) -> None:
    if edit.color is not None:
        _attribute(shape, "strokecolor", "color", f"#{edit.color}")
        unset(shape, "stroked")
        inner = shape.find(f"{{{V}}}stroke")
        if inner is not None:
            unset(inner, "on")
    if edit.width is not None:
        _attribute(shape, "strokeweight", "weight", f"{edit.width:g}pt")
    if edit.length is not None:
        if shape.get("from") and shape.get("to"):
            _draw_to(shape, edit.length)
        _restyle(shape, edit.length)


def _attribute(shape: Element, outer: str, inner: str, value: str) -> None:
    """State a value on the shape and in its child v:stroke, where that states it and would win."""
    shape.set(outer, value)
    for found in shape.iterchildren(f"{{{V}}}stroke"):
        if found.get(inner) is not None:
            found.set(inner, value)


def _draw_to(shape: Element, points: Pt) -> None:
    """Move the end of a line so that it is as long as asked, along its longer direction."""
    (x1, y1), (x2, y2) = ([length(end, per_point=1) or 0.0 for end in _ends(shape, name)] for name in ("from", "to"))
    if abs(x2 - x1) >= abs(y2 - y1):
        x2 = x1 + (points if x2 >= x1 else -points)
    else:
        y2 = y1 + (points if y2 >= y1 else -points)
    shape.set("to", f"{x2:g}pt,{y2:g}pt")


def _ends(shape: Element, name: str) -> tuple[str, str]:
    x, _, y = (shape.get(name) or "").partition(",")
    return x, y


def _restyle(shape: Element, points: Pt) -> None:
    """Set the longer side in the style of a VML shape; a share of the page would win over it."""
    style = shape.get("style") or ""
    sizes = [_declared(style, side) for side in _SIDES]
    if sizes == [None, None]:
        return
    side = _SIDES[(sizes[0] or 0.0) < (sizes[1] or 0.0)]
    style = re.sub(rf"(?<![\w-]){side}\s*:[^;]*", f"{side}:{points:g}pt", style)
    shape.set("style", re.sub(rf";?\s*mso-{side}-percent\s*:[^;]*", "", style))


def _declared(style: str, side: str) -> Pt | None:
    match = re.search(rf"(?<![\w-]){side}\s*:\s*([^;]*)", style)
    return length(match[1].strip(), per_point=1) if match else None
