"""What a picture of a seal shows, and which pictures are refused."""

import io
import struct
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from maker.parts import Stamp
from maker.pictures import chunk, drawn
from PIL import Image

from gongwen.errors import UnreadablePicture
from gongwen.seals.look import look_at

STAR = drawn(Stamp())


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    data = io.BytesIO()
    image.save(data, kind, **options)
    return data.getvalue()


def on_paper(data: bytes, paper: str = "white") -> Image.Image:
    ink = Image.open(io.BytesIO(data)).convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", ink.size, paper), ink).convert("RGB")


def test_a_seal_is_red_and_round_with_a_star_that_stands_upright() -> None:
    look = look_at(STAR)
    assert (look.red, look.black, look.outline, look.middle) == (1.0, 0.0, "round", True)
    assert look.turn == pytest.approx(0, abs=1)


@pytest.mark.parametrize("lean", [-30, -12, 5, 20, 34])
def test_a_star_tells_how_far_a_seal_leans(lean: int) -> None:
    turned = Image.open(io.BytesIO(STAR)).convert("RGBA").rotate(-lean, Image.Resampling.BICUBIC)
    assert look_at(saved(turned, "PNG")).turn == pytest.approx(lean, abs=2)


@pytest.mark.parametrize(
    ("stamp", "outline", "middle"),
    [
        (Stamp(look="leaning"), "round", True),
        (Stamp(look="emblem"), "round", True),
        (Stamp(look="ring"), "round", False),
        (Stamp(look="square"), "square", True),
        (Stamp(look="name"), "square", True),
    ],
)
def test_outline_and_middle_are_told(stamp: Stamp, outline: str, middle: bool) -> None:
    look = look_at(drawn(stamp))
    assert (look.outline, look.middle) == (outline, middle)


def test_an_emblem_does_not_lean() -> None:
    assert look_at(drawn(Stamp(look="emblem"))).turn is None


def test_a_black_seal_is_black() -> None:
    look = look_at(drawn(Stamp(black=True)))
    assert (look.red, look.black, look.outline) == (0.0, 1.0, "round")


@pytest.mark.parametrize(("kind", "options"), [("JPEG", {"quality": 40}), ("BMP", {}), ("GIF", {})])
def test_other_kinds_of_image_show_the_same(kind: str, options: dict[str, object]) -> None:
    look = look_at(saved(on_paper(STAR), kind, **options))
    assert look.red > 0.95
    assert (look.outline, look.middle) == ("round", True)


def test_ink_is_found_inside_a_wide_margin() -> None:
    wide = Image.new("RGB", (480, 480), "white")
    wide.paste(on_paper(STAR), (120, 0))
    assert look_at(saved(wide, "PNG")).extent == pytest.approx((0.25, 0.0, 0.75, 0.5), abs=0.01)


def test_white_paper_has_no_ink() -> None:
    assert look_at(saved(Image.new("RGB", (300, 300), "white"), "PNG")).ink == 0


def test_a_moving_picture_is_refused() -> None:
    frames = [Image.new("RGB", (40, 40), color) for color in ("red", "blue")]
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    with pytest.raises(UnreadablePicture) as refusal:
        look_at(data)
    assert refusal.value.reason == "animated"


@pytest.mark.parametrize("side", [5_000, 12_000, 60_000])
def test_a_huge_picture_is_refused_before_it_is_unpacked(side: int) -> None:
    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(b"\0" * 1000)), chunk(b"IEND", b""))
    with pytest.raises(UnreadablePicture, match="像素过多"):
        look_at(b"\x89PNG\r\n\x1a\n" + b"".join(parts))


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "format"), (b"\x01\x00\x00\x00EMF", "format"), (STAR[:200], "broken"), (b"<svg/>", "format")],
)
def test_what_is_no_picture_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadablePicture) as refusal:
        look_at(data)
    assert refusal.value.reason == reason


def test_a_tall_strip_is_looked_at() -> None:
    assert look_at(saved(Image.new("RGB", (3, 9000), "red"), "PNG")).outline == "other"


@given(place=st.integers(0, len(STAR) - 1), byte=st.integers(0, 255))
def test_damage_is_refused_or_seen_through_but_never_a_crash(place: int, byte: int) -> None:
    damaged = STAR[:place] + bytes((byte,)) + STAR[place + 1 :]
    with suppress(UnreadablePicture):
        assert 0 <= look_at(damaged).ink <= 1
