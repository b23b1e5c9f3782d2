"""Which shapes are seals, which are name stamps, which are neither."""

import io

import pytest
from maker.parts import Stamp
from maker.pictures import drawn
from PIL import Image

from gongwen.draft import Address, Shape
from gongwen.seals.recognise import MOST, Recogniser
from gongwen.units import Pt, from_mm

HERE = Address("body", "body/p[1]/box[1]")
RED, BLACK = "FF0000", "000000"


def picture(wide: float, high: float, name: str = "a.png") -> Shape:
    return Shape(HERE, "picture", from_mm(wide), from_mm(high), picture=name)


def group(*members: Shape) -> Shape:
    return Shape(HERE, "group", from_mm(42), from_mm(42), children=members)


def ring(color: str, side: float = 42) -> Shape:
    return Shape(HERE, "ellipse", from_mm(side), from_mm(side), stroke_color=color, stroke_width=Pt(3))


def kind(shape: Shape, data: bytes | None = None) -> str | None:
    stamp = Recogniser(lambda name: data).stamp(shape)
    return stamp.kind if stamp else None


def sure(shape: Shape, data: bytes | None = None) -> bool:
    stamp = Recogniser(lambda name: data).stamp(shape)
    return bool(stamp and stamp.sure)


def painted(color: str) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (200, 200), color).save(data, "PNG")
    return data.getvalue()


@pytest.mark.parametrize("look", ["star", "leaning", "emblem", "ring", "square"])
def test_a_red_picture_of_the_size_of_a_seal_is_one(look: str) -> None:
    assert kind(picture(42, 42), drawn(Stamp(look=look))) == "seal"


def test_a_round_one_is_a_seal_wherever_it_stands() -> None:
    assert sure(picture(45, 45), drawn(Stamp()))
    assert not sure(picture(45, 45), drawn(Stamp(look="square")))
    assert not sure(picture(68, 68), drawn(Stamp()))


def test_a_round_black_one_is_a_seal_of_the_wrong_colour() -> None:
    assert kind(picture(42, 42), drawn(Stamp(black=True))) == "seal"


@pytest.mark.parametrize("data", [painted("white"), painted("#3366cc"), drawn(Stamp(look="square", black=True))])
def test_a_photograph_a_code_and_white_paper_are_no_seals(data: bytes) -> None:
    assert kind(picture(42, 42), data) is None


def test_a_flat_picture_is_a_name_stamp() -> None:
    assert kind(picture(27, 12), drawn(Stamp(look="name"))) == "name_stamp"


def test_size_must_do_where_nobody_can_look() -> None:
    assert kind(picture(42, 42)) == "seal"
    assert kind(picture(42, 42), b"\x01\x00\x00\x00") == "seal"
    assert not sure(picture(42, 42))


@pytest.mark.parametrize("side", [5, 90])
def test_other_sizes_are_neither(side: float) -> None:
    assert kind(picture(side, side), drawn(Stamp())) is None


def test_a_drawn_ring_is_a_seal_when_it_is_red_or_has_something_in_it() -> None:
    assert kind(ring(RED)) == "seal"
    assert kind(ring(BLACK)) is None
    assert kind(group(ring(RED), ring(RED, 14))) == "seal"
    assert kind(group(ring(BLACK), ring(BLACK, 14))) == "seal"
    assert kind(group(ring("0000FF"), ring("0000FF", 14))) is None
    assert kind(group(ring(RED, 20))) is None


def test_a_group_round_one_picture_is_that_picture() -> None:
    assert kind(group(picture(42, 42)), drawn(Stamp())) == "seal"
    assert kind(group(picture(42, 42)), painted("#3366cc")) is None


def test_each_picture_is_asked_for_once_and_not_too_many() -> None:
    asked: list[str] = []
    recogniser = Recogniser(asked.append)  # type: ignore[arg-type]  # gives None
    for number in range(2 * MOST):
        recogniser.stamp(picture(42, 42, f"{number}.png"))
        recogniser.stamp(picture(42, 42, f"{number}.png"))
    assert len(asked) == MOST
