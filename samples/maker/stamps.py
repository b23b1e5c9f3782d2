"""Put seals and name stamps on the paper: as pictures, groups of shapes, VML and previews of objects."""

from __future__ import annotations

from maker.measure import mm
from maker.parts import RED, Stamp
from maker.shapes import anchor, emu, picture_graphic, position

NAMES = {"name": "签名章"}
STAR = "l-1,-4 4,0 -3,2 1,4z"
GROUP = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"


def stamped(stamp: Stamp, relation: str, number: int) -> str:
    """Return a run with the stamp; `relation` leads to its picture."""
    drawn = {"inline": inline, "group": group, "vml": vml, "oval": oval, "object": preview}.get(stamp.way, picture)
    return f"<w:r>{drawn(stamp, relation, number)}</w:r>"


def sides(stamp: Stamp) -> tuple[int, int]:
    """Return width and height in twips."""
    return mm(stamp.wide), mm(stamp.high)


def anchored(stamp: Stamp, number: int, graphic: str) -> str:
    """Return the drawing at its place."""
    wide, high = sides(stamp)
    places = position("H", stamp.across[0], mm(stamp.across[1])) + position("V", stamp.down[0], mm(stamp.down[1]))
    name = NAMES.get(stamp.look, "印章")
    return anchor(places=places, wide=wide, high=high, number=number, name=name, graphic=graphic, behind=stamp.behind)


def picture(stamp: Stamp, relation: str, number: int) -> str:
    """Return a picture that floats."""
    name = NAMES.get(stamp.look, "印章")
    return anchored(stamp, number, picture_graphic(relation, name, *sides(stamp), stamp.turn))


def inline(stamp: Stamp, relation: str, number: int) -> str:
    """Return a picture in the line."""
    wide, high = sides(stamp)
    name = NAMES.get(stamp.look, "印章")
    return (
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{emu(wide)}" '
        f'cy="{emu(high)}"/><wp:docPr id="{number}" name="{name}"/><wp:cNvGraphicFramePr/>'
        f"{picture_graphic(relation, name, wide, high)}</wp:inline></w:drawing>"
    )


def group(stamp: Stamp, _: str, number: int) -> str:
    """Return a group of shapes: a red ring and a star."""
    wide, high = (emu(side) for side in sides(stamp))
    star = round(wide / 3), round(high / 3)
    inner = (
        f'<wpg:wgp xmlns:wpg="{GROUP}"><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{wide}" cy="{high}"/><a:chOff x="0" y="0"/><a:chExt cx="{wide}" cy="{high}"/></a:xfrm></wpg:grpSpPr>'
        f"{member('ellipse', 0, 0, wide, high)}{member('star5', star[0], star[1], *star)}</wpg:wgp>"
    )
    return anchored(stamp, number, f'<a:graphic><a:graphicData uri="{GROUP}">{inner}</a:graphicData></a:graphic>')


def member(form: str, left: int, top: int, wide: int, high: int) -> str:
    """Return a red shape of a group."""
    return (
        f'<wps:wsp xmlns:wps="{SHAPE}"><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="{left}" y="{top}"/>'
        f'<a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="{form}"><a:avLst/></a:prstGeom><a:noFill/>'
        f'<a:ln w="38100"><a:solidFill><a:srgbClr val="{RED}"/></a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>'
    )


def style(stamp: Stamp) -> str:
    """Return the style that sets size and place of a VML shape."""
    relatives = {"paragraph": "text", "column": "text", "character": "char"}
    across, down = (relatives.get(place[0], place[0]) for place in (stamp.across, stamp.down))
    wide, high = (side / 20 for side in sides(stamp))
    return (
        f"position:absolute;margin-left:{mm(stamp.across[1]) / 20}pt;margin-top:{mm(stamp.down[1]) / 20}pt;"
        f"width:{wide}pt;height:{high}pt;z-index:{-7 if stamp.behind else 7};"
        f"mso-position-horizontal-relative:{across};mso-position-vertical-relative:{down}"
    )


def vml(stamp: Stamp, relation: str, _: int) -> str:
    """Return a picture as older files hold it."""
    return f'<w:pict><v:shape style="{style(stamp)}"><v:imagedata r:id="{relation}"/></v:shape></w:pict>'


def oval(stamp: Stamp, _: str, __: int) -> str:
    """Return a VML group: a red ring and a star."""
    return (
        f'<w:pict><v:group style="{style(stamp)}" coordsize="100,100">'
        f'<v:oval style="left:0;top:0;width:100;height:100" filled="f" strokecolor="#{RED}" strokeweight="3pt"/>'
        f'<v:shape style="left:33;top:33;width:33;height:33" path="m5,0{STAR}e" fillcolor="#{RED}" stroked="f"/>'
        "</v:group></w:pict>"
    )


def preview(stamp: Stamp, relation: str, _: int) -> str:
    """Return a signed object with the picture it shows."""
    return f'<w:object><v:shape style="{style(stamp)}"><v:imagedata r:id="{relation}"/></v:shape></w:object>'
