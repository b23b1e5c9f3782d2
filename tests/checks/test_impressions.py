"""Distances between seals and text, and how far they may be wrong."""

import pytest

from gongwen.anatomy.elements import Element
from gongwen.checks.impressions import Place, Scene, firsts
from gongwen.placement.model import Box
from gongwen.units import Pt


def place(left: float, top: float, wide: float, high: float, *, unsure: float = 0, tied: bool = True) -> Place:
    box = Box(1, Pt(left), Pt(top), Pt(wide), Pt(high), Pt(unsure))
    return Place(Element("seal"), box, tied)


SIGNATURE = place(300, 300, 100, 30, unsure=20)


def scene(*seals: Place, signatures: tuple[Place, ...] = (SIGNATURE,)) -> Scene:
    return Scene(signatures, None, None, seals, Box(1, Pt(80), Pt(100), Pt(440), Pt(640)), Pt(29))


def test_what_moves_with_the_text_keeps_its_distance_however_unsure_both_are() -> None:
    assert place(300, 280, 120, 120, unsure=22).slack(SIGNATURE) == 2


def test_what_is_placed_on_the_page_does_not() -> None:
    assert place(300, 280, 120, 120, tied=False).slack(SIGNATURE) == 20


@pytest.mark.parametrize(("top", "touched"), [(200, True), (170, True), (150, False)])
def test_a_seal_placed_on_the_page_may_touch_what_is_not_surely_elsewhere(top: float, touched: bool) -> None:
    assert place(300, top, 120, 120, tied=False).touches(SIGNATURE) is touched


def test_round_seals_touch_where_the_distance_of_their_middles_is_their_diameter() -> None:
    seal = place(0, 0, 120, 120)
    assert seal.gap(place(120, 0, 120, 120)) == 0
    assert seal.gap(place(100, 100, 120, 120)) > 0


def test_a_seal_belongs_to_the_nearest_signature_it_touches() -> None:
    other = place(200, 300, 90, 30, unsure=20)
    found = scene(place(230, 260, 120, 120, unsure=20), signatures=(SIGNATURE, other))
    assert found.owner(found.seals[0]) is other


def test_a_seal_on_nothing_has_no_owner() -> None:
    found = scene(place(80, 600, 120, 120))
    assert found.owner(found.seals[0]) is None
    assert not found.pressed(found.seals[0])


def test_the_first_row_is_what_begins_within_half_a_seal() -> None:
    seals = (place(0, 10, 120, 120), place(200, 0, 120, 120), place(0, 150, 120, 120))
    assert list(firsts(seals)) == [seals[0], seals[1]]
