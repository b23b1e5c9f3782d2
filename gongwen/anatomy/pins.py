"""Pins (指定要素): what a person says a segment is. Which segment is meant is told by its letters, blanks and marks aside."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from unicodedata import normalize

from gongwen.anatomy.elements import TERMS, Segment

_SHOWN = 20
_SAID = "附带文件指定“{}”是{}，{}，没有照办"
_NOWHERE = "文件里没有这样的一段"
_TWICE = "可是同一段又指定为{}"
_SEVERAL = "可是文件里有 {} 段都有这些字，请把这一段写全"


@dataclass(frozen=True, slots=True)
class Pin:
    """Say that the segment of this text is this element."""

    text: str
    element: str


@dataclass(frozen=True, slots=True)
class Settled:
    """Hold which segments are pinned, as `recognise` takes them, and a sentence on each pin that fits none or several."""

    places: Mapping[str, str] = field(default_factory=dict)
    loose: tuple[str, ...] = ()


def settle(pins: Iterable[Pin], segments: Sequence[Segment]) -> Settled:
    """Find the one segment each pin means: the one that equals its text, or else the one that holds it; footers have none."""
    texts = [(letters(segment.text), segment) for segment in segments if segment.zone != "footer"]
    places: dict[str, str] = {}
    loose: list[str] = []
    for pin in pins:
        fault = _settle(pin, texts, places)
        if fault:
            shown = pin.text if len(pin.text) <= _SHOWN else f"{pin.text[: _SHOWN - 1]}…"
            loose.append(_SAID.format(shown, TERMS[pin.element], fault))
    return Settled(places, tuple(dict.fromkeys(loose)))


def _settle(pin: Pin, texts: Sequence[tuple[str, Segment]], places: dict[str, str]) -> str:
    """Put a pin among those that found their segment, or say why it did not."""
    wanted = letters(pin.text)
    found = [segment for text, segment in texts if text == wanted] or [
        segment for text, segment in texts if wanted in text
    ]
    if len(found) != 1:
        return _SEVERAL.format(len(found)) if found else _NOWHERE
    place = f"{found[0].paragraph.address.path} {found[0].text}"
    before = places.setdefault(place, pin.element)
    return "" if before == pin.element else _TWICE.format(TERMS[before])


def letters(text: str) -> str:
    """Give the letters and digits of a text alone, whatever their width: a mended blank or mark leaves it the same text."""
    return "".join(letter for letter in normalize("NFKC", text) if letter.isalnum())
