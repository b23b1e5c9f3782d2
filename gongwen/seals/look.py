"""Look at the picture of a seal: its colour, its outline, what stands in its middle, which way it is turned.

The picture comes from an untrusted file: kinds of image that seals do not come in, moving and huge ones are refused.
"""

import cmath
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from gongwen.errors import UnreadablePicture

if TYPE_CHECKING:
    from PIL.Image import Image

Outline = Literal["round", "square", "other"]

FORMATS: Final = ("PNG", "JPEG", "GIF", "BMP")
PIXELS: Final = 16_000_000
"""A seal of 60 mm scanned at 1 200 dpi has half as many."""
SIDE: Final = 120
"""The picture is looked at this many pixels wide or high."""
FAINT: Final = 48
"""What is less than so much darker than paper is paper."""
BINS: Final = 72
FEW: Final = 8

_MASK: Final = bytes(int(value > FAINT) for value in range(256))


@dataclass(frozen=True, slots=True)
class Look:
    """Hold what a picture shows.

    `ink` is the share of the picture that is covered, `red` and `black` the shares of the ink. `extent` is where the ink
    stands: left, top, right, bottom as shares of width and height. `middle` tells that something dense stands in the middle.
    `turn` is how far a five-pointed star in the middle leans to the right, in degrees from -36 to 36, None without a star.
    """

    ink: float
    red: float = 0.0
    black: float = 0.0
    outline: Outline = "other"
    extent: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)
    middle: bool = False
    turn: float | None = None


def look_at(data: bytes) -> Look:
    """Look at a picture.

    Raises UnreadablePicture.
    """
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415  # slow to load: only for documents with a seal

    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            _admit(image)
            return _look(_small(image))
    except UnreadablePicture:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large() from error
    except UnidentifiedImageError as error:
        raise UnreadablePicture("这种格式的图片不能查看。", reason="format") from error
    except Exception as error:  # a broken picture may raise anything from its decoder
        raise UnreadablePicture("图片已损坏，不能查看。", reason="broken") from error


def _admit(image: "Image") -> None:
    if image.width * image.height > PIXELS:
        raise _too_large()
    if getattr(image, "is_animated", False):
        raise UnreadablePicture("图片是动画，不能当作印章查看。", reason="animated")


def _too_large() -> UnreadablePicture:
    return UnreadablePicture("图片的像素过多，不能查看。", reason="too_large")


def _small(image: "Image") -> "Image":
    """Give the picture on white paper, small."""
    from PIL import Image  # noqa: PLC0415

    image.draft("RGB", (2 * SIDE, 2 * SIDE))
    layered = image.convert("RGBA")
    scale = SIDE / max(layered.size)
    size = tuple(max(1, round(side * scale)) for side in layered.size)
    paper = Image.new("RGBA", layered.size, "white")
    return Image.alpha_composite(paper, layered).convert("RGB").resize((size[0], size[1]), Image.Resampling.BOX)


def _look(image: "Image") -> Look:
    """Look at a small picture: ink is what is darker than paper, red where red is what it keeps."""
    from PIL import ImageChops  # noqa: PLC0415

    red, green, blue = image.split()
    lightest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    darkest = ImageChops.darker(ImageChops.darker(red, green), blue)
    ink = ImageChops.invert(darkest).tobytes()
    color = ImageChops.subtract(lightest, darkest).tobytes()
    warm = ImageChops.subtract(red, ImageChops.lighter(green, blue)).tobytes()
    mask = ink.translate(_MASK)
    covered = sum(mask)
    extent = _extent(mask, image.width, image.height)
    if extent is None:
        return Look(covered / len(mask))
    reds = sum(1 for depth, value, inked in zip(ink, warm, mask, strict=True) if inked and value > 0.35 * depth)
    blacks = sum(1 for depth, value, inked in zip(ink, color, mask, strict=True) if inked and value < 0.2 * depth)
    points = list(_points(mask, image.width, extent))
    left, top, right, bottom = extent
    return Look(
        ink=covered / len(mask),
        red=reds / covered,
        black=blacks / covered,
        outline=_outline(points),
        extent=(left / image.width, top / image.height, right / image.width, bottom / image.height),
        middle=_dense(points, (right - left) * (bottom - top)),
        turn=_turn(points),
    )


def _extent(mask: bytes, width: int, height: int) -> tuple[int, int, int, int] | None:
    """Give the rectangle around the ink, lone specks left out; None where there is none to speak of."""
    rows = [y for y in range(height) if sum(mask[y * width : (y + 1) * width]) > 1]
    columns = [x for x in range(width) if sum(mask[x::width]) > 1]
    if len(rows) < FEW or len(columns) < FEW:
        return None
    return columns[0], rows[0], columns[-1] + 1, rows[-1] + 1


def _points(mask: bytes, width: int, extent: tuple[int, int, int, int]) -> Iterator[complex]:
    """Yield the inked pixels from the middle of the ink, its edges at 1: upwards is negative."""
    left, top, right, bottom = extent
    x_half, y_half = (right - left) / 2, (bottom - top) / 2
    for place, inked in enumerate(mask):
        if inked:
            y, x = divmod(place, width)
            yield complex((x + 0.5 - left) / x_half - 1, (y + 0.5 - top) / y_half - 1)


def _outline(points: list[complex]) -> Outline:
    """Name the outline of the ink by how far it reaches in every direction."""
    reach = [0.0] * BINS
    for point in points:
        direction = int((cmath.phase(point) / math.tau + 1) * BINS) % BINS
        reach[direction] = max(reach[direction], abs(point))
    if sum(0.88 <= far <= 1.08 for far in reach) >= 0.9 * BINS:
        return "round"
    corners = [max(reach[BINS * turn // 8 - 1 : BINS * turn // 8 + 2]) for turn in (1, 3, 5, 7)]
    return "square" if all(far > 1.25 for far in corners) else "other"


def _dense(points: list[complex], area: int) -> bool:
    """Tell whether a fifth of the disc in the middle is inked."""
    inside = sum(abs(point) < 0.3 for point in points)
    return inside > 0.2 * math.pi * 0.09 * area / 4


def _turn(points: list[complex]) -> float | None:
    """Tell how far a star in the middle leans: its ink repeats five times a turn, and no other number of times."""
    near = [point for point in points if 0.1 < abs(point) < 0.42]
    if len(near) < 10 * FEW:
        return None
    waves = {n: sum((point / abs(point)) ** n for point in near) / len(near) for n in (1, 2, 3, 4, 5, 6)}
    others = max(abs(wave) for n, wave in waves.items() if n != 5)
    if abs(waves[5]) < 0.3 or others > 0.5 * abs(waves[5]):
        return None
    lean = math.degrees(cmath.phase(waves[5])) / 5 + 90
    return (lean + 36) % 72 - 36
