"""Drawing objects: pictures, red line shapes and text boxes, the last two with their VML fallback."""

from __future__ import annotations

from maker.parts import RED

EMU_PER_TWIP = 635
Place = tuple[str, int | str]
NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}


def emu(twips: int) -> int:
    """Convert twips to EMU."""
    return twips * EMU_PER_TWIP


def position(axis: str, relative: str, offset: int | str) -> str:
    """Return wp:positionH or wp:positionV; a word aligns, a number is an offset in twips."""
    inner = (
        f"<wp:align>{offset}</wp:align>" if isinstance(offset, str) else f"<wp:posOffset>{emu(offset)}</wp:posOffset>"
    )
    return f'<wp:position{axis} relativeFrom="{relative}">{inner}</wp:position{axis}>'


def anchor(*, places: str, wide: int, high: int, number: int, name: str, graphic: str, behind: bool = False) -> str:
    """Return an anchored drawing that text does not give way to."""
    return (
        f'<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{number}" '
        f'behindDoc="{int(behind)}" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>{places}'
        f'<wp:extent cx="{emu(wide)}" cy="{emu(high)}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{number}" name="{name}"/><wp:cNvGraphicFramePr/>{graphic}</wp:anchor></w:drawing>'
    )


def picture_graphic(relation: str, name: str, wide: int, high: int, turn: float = 0) -> str:
    """Return the graphic of a picture part, turned so many degrees to the right."""
    turned = f' rot="{round(turn * 60000)}"' if turn else ""
    return (
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="0" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm{turned}><a:off x="0" y="0"/><a:ext cx="{emu(wide)}" cy="{emu(high)}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    )


def both(requires: str, choice: str, fallback: str) -> str:
    """Return a run with the drawing and what older readers show instead."""
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="{requires}">{choice}</mc:Choice>'
        f"<mc:Fallback><w:pict>{fallback}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def shape_graphic(inner: str) -> str:
    """Return the graphic of a word-processing shape."""
    uri = NAMESPACES["wps"]
    return f'<a:graphic><a:graphicData uri="{uri}"><wps:wsp>{inner}</wps:wsp></a:graphicData></a:graphic>'


def line(*, length: int, down: int, relative: str, number: int, weight: float, form: str = "sng") -> str:
    """Return a run with a red line centred on the type area, `down` from the top of `relative`; weight in points."""
    style = {"sng": "single", "thickThin": "thickThin", "thinThick": "thinThick"}[form]
    inner = (
        f'<wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{emu(length)}" cy="0"/></a:xfrm>'
        f'<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="{round(weight * 12700)}" cmpd="{form}">'
        f'<a:solidFill><a:srgbClr val="{RED}"/></a:solidFill></a:ln></wps:spPr><wps:bodyPr/>'
    )
    across = "page" if length > 9000 else "margin"
    places = position("H", across, "center") + position("V", relative, down)
    name = "信函双线" if form != "sng" else "红色分隔线"
    drawing = anchor(places=places, wide=length, high=0, number=number, name=name, graphic=shape_graphic(inner))
    vml_relative = {"paragraph": "text", "page": "page"}[relative]
    fallback = (
        f'<v:line style="position:absolute;z-index:{number};mso-position-horizontal:center;'
        f"mso-position-horizontal-relative:{across};mso-position-vertical-relative:{vml_relative};"
        f'margin-top:{down / 20}pt" from="0,0" to="{length / 20}pt,0" strokecolor="#{RED}" strokeweight="{weight}pt">'
        f'<v:stroke linestyle="{style}"/></v:line>'
    )
    return both("wps", drawing, fallback)


def text_box(*, content: str, wide: int, high: int, across: Place, down: Place, number: int, name: str) -> str:
    """Return a run with a borderless text box.

    `across` and `down` say what the box is placed from, and where: twips, or a word of alignment.
    """
    inner = (
        f'<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{emu(wide)}" cy="{emu(high)}"/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"/>'
    )
    places = position("H", *across) + position("V", *down)
    drawing = anchor(places=places, wide=wide, high=high, number=number, name=name, graphic=shape_graphic(inner))
    fallback = (
        f'<v:rect style="position:absolute;width:{wide / 20}pt;height:{high / 20}pt;z-index:{number};'
        f'{vml_place("horizontal", *across)}{vml_place("vertical", *down)}" filled="f" stroked="f">'
        f'<v:textbox inset="0,0,0,0"><w:txbxContent>{content}</w:txbxContent></v:textbox></v:rect>'
    )
    return both("wps", drawing, fallback)


def vml_place(axis: str, relative: str, offset: int | str) -> str:
    """Return the style words that place a VML shape along one axis."""
    side = "left" if axis == "horizontal" else "top"
    reference = "text" if relative == "paragraph" else relative
    at = f"mso-position-{axis}:{offset}" if isinstance(offset, str) else f"margin-{side}:{offset / 20}pt"
    return f"{at};mso-position-{axis}-relative:{reference};"
