"""Seals and name stamps among the elements: by the signature by size, elsewhere only what surely is a seal."""

import pytest
from maker.parts import Stamp
from maker.pictures import drawn

from gongwen.anatomy.elements import Element
from gongwen.anatomy.marks import with_marks
from gongwen.anatomy.segments import segments
from gongwen.draft import Address, Draft, Paragraph, Shape
from gongwen.units import from_mm
from tests.papers import FLUSH, draft, paragraph

NAMES = ("title", "heading.1", "body", "signature", "date", "attachment_label", "attachment")
TEXTS = ("通知", "一、组织领导", "请认真贯彻执行。", "云溪县教育局", "2024年9月6日", "附件", "校车台账")
SEAL = drawn(Stamp())


def paper(place: str, data: bytes | None = SEAL, *, side: float = 42) -> Draft:
    picture = Shape(Address("body", "x"), "picture", from_mm(side), from_mm(side), picture="image1.png")
    texts = zip(NAMES, TEXTS, strict=True)
    blocks: list[Paragraph] = [
        paragraph(text, form=FLUSH, shapes=[picture] if name == place else []) for name, text in texts
    ]
    made = draft(*blocks)
    return Draft(made.blocks, made.sections, media=lambda _: data)


def order(made: Draft) -> list[str]:
    pieces = segments(made)
    elements = [Element(name, (piece,)) for name, piece in zip(NAMES, pieces, strict=True)]
    return [element.name for element in with_marks(made, elements)]


@pytest.mark.parametrize(("place", "at"), [("signature", 4), ("date", 5)])
def test_a_seal_follows_what_it_hangs_on(place: str, at: int) -> None:
    assert order(paper(place)).index("seal") == at


def test_a_seal_hung_on_the_text_belongs_to_the_signature() -> None:
    assert order(paper("heading.1")).index("seal") == 3


@pytest.mark.parametrize("place", ["title", "attachment"])
def test_a_seal_by_the_title_or_in_an_attachment_is_none_of_this_document(place: str) -> None:
    assert "seal" not in order(paper(place))


@pytest.mark.parametrize("data", [None, b"\x01\x00\x00\x00"])
def test_what_nobody_can_look_at_is_a_seal_by_the_signature_only(data: bytes | None) -> None:
    assert "seal" in order(paper("date", data))
    assert "seal" not in order(paper("heading.1", data))


def test_the_look_of_a_seal_is_kept_with_it() -> None:
    made = paper("date")
    elements = [Element(name, (piece,)) for name, piece in zip(NAMES, segments(made), strict=True)]
    looks = [element.mark.look for element in with_marks(made, elements) if element.mark]
    assert [look.outline if look else None for look in looks] == ["round"]
