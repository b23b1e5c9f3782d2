"""Tell whether a shape is a seal (印章) or a name stamp (签名章), by its size and by what it shows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from gongwen.draft import Shape
from gongwen.errors import UnreadablePicture
from gongwen.seals.look import Look, look_at
from gongwen.units import from_mm

Kind = Literal["seal", "name_stamp"]
Media = Callable[[str], bytes | None]

SEAL_SIDES = (from_mm(30), from_mm(70))
USUAL_SIDES = (from_mm(35), from_mm(65))
STAMP_SIDES = (from_mm(6), from_mm(65))
WHOLE = 0.8
"""A member that takes so much of a group's width and height is what the group shows."""
MOSTLY = 0.5
MOST = 40
"""So many pictures are looked at: more than any document bears, and no burden."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Hold what a shape was taken for; `look` is None where nobody could look. `sure` tells that it is one wherever it stands."""

    kind: Kind
    shape: Shape
    look: Look | None
    sure: bool


class Recogniser:
    """Look at the shapes of one document, each picture once."""

    def __init__(self, media: Media) -> None:
        self._media = media
        self._looks: dict[str, Look | None] = {}

    def stamp(self, shape: Shape) -> Stamp | None:
        """Tell what a shape is; None for what is neither a seal nor a name stamp."""
        if not _sized(shape, STAMP_SIDES) and not _sized(shape, SEAL_SIDES):
            return None
        picture = _picture(shape)
        if picture is None:
            drawn = _drawn(shape)
            return Stamp("seal", shape, drawn, _sized(shape, USUAL_SIDES)) if drawn and _square(shape) else None
        return _judged(shape, self._look(picture))

    def _look(self, picture: str) -> Look | None:
        if picture not in self._looks:
            self._looks[picture] = self._fresh(picture)
        return self._looks[picture]

    def _fresh(self, picture: str) -> Look | None:
        data = self._media(picture) if len(self._looks) < MOST else None
        try:
            return look_at(data) if data else None
        except UnreadablePicture:  # metafiles of signed objects: size and place must do
            return None


def _judged(shape: Shape, look: Look | None) -> Stamp | None:
    """Judge a picture by size and look: round ones and red square ones are seals, flat ones name stamps."""
    if not _square(shape) or not _sized(shape, SEAL_SIDES):
        return Stamp("name_stamp", shape, look, sure=False) if _inked(look) and _sized(shape, STAMP_SIDES) else None
    if look is None:
        return Stamp("seal", shape, None, sure=False)
    red = look.red >= MOSTLY
    if not _inked(look) or not (red or (look.outline == "round" and look.black >= MOSTLY)):
        return None
    return Stamp("seal", shape, look, sure=red and look.outline == "round" and _sized(shape, USUAL_SIDES))


def _inked(look: Look | None) -> bool:
    return look is None or look.ink > 0.01


def _sized(shape: Shape, sides: tuple[float, float]) -> bool:
    return all(sides[0] <= side <= sides[1] for side in (shape.width, shape.height))


def _square(shape: Shape) -> bool:
    return bool(shape.height) and 0.6 <= shape.width / shape.height <= 1.6


def _picture(shape: Shape) -> str | None:
    """Name the picture that a shape, or the one large member of a group, shows; empty where it names none."""
    if shape.form == "picture":
        return shape.picture or ""
    large = [member for member in shape.children if _fills(member, shape)]
    return _picture(large[0]) if len(large) == 1 else None


def _drawn(shape: Shape) -> Look | None:
    """Give what a drawn seal shows: a large ellipse, red, or with more in it; None for any other drawing."""
    ring = next((part for part in _parts(shape) if part.form == "ellipse" and _fills(part, shape)), None)
    color = None if ring is None else (ring.stroke_color or ring.fill)
    if ring is None or color is None:
        return None
    red, black = _shares(color)
    if not red and not (black and shape.children):
        return None
    return Look(ink=1.0, red=red, black=black, outline="round", middle=len(shape.children) > 1 or bool(ring.blocks))


def _shares(color: str) -> tuple[float, float]:
    """Give how red and how black a colour is, all or nothing."""
    red, green, blue = (int(color[at : at + 2], 16) for at in (0, 2, 4))
    return float(red >= 0x90 and max(green, blue) <= red * 0.4), float(max(red, green, blue) <= 0x40)


def _parts(shape: Shape) -> Iterator[Shape]:
    yield shape
    for member in shape.children:
        yield from _parts(member)


def _fills(member: Shape, shape: Shape) -> bool:
    return member.width >= WHOLE * shape.width and member.height >= WHOLE * shape.height
