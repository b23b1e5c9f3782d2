"""Pins (指定要素): what a person says a segment is. Which segment is meant is told by its letters, blanks and marks aside."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from unicodedata import normalize

from gongwen.anatomy.elements import TERMS, Segment

Lettered = tuple[str, Segment]
"""The letters of a segment, and the segment."""

_SHOWN = 20
_SAID = "附带文件指定“{}”是{}，没有照办：{}"
_NOWHERE = "文件里没有这样的一段"
_TWICE = "同一段又指定为{}"
_SEVERAL = "文件里有 {} 处都有这些字，请把这一段写全"


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
    """Find what each pin means: the one segment that equals its text, or the lines that make it up, or the one segment that holds it.

    Nothing in a footer is meant.
    """
    texts = [(letters(segment.text), segment) for segment in segments if segment.zone != "footer"]
    places: dict[str, str] = {}
    loose: list[str] = []
    for pin in pins:
        fault = _settle(pin, texts, places)
        if fault:
            shown = pin.text if len(pin.text) <= _SHOWN else f"{pin.text[: _SHOWN - 1]}…"
            loose.append(_SAID.format(shown, TERMS[pin.element], fault))
    return Settled(places, tuple(dict.fromkeys(loose)))


def _settle(pin: Pin, texts: Sequence[Lettered], places: dict[str, str]) -> str:
    """Put a pin among those that found their place, or say why it did not."""
    found = _meant(letters(pin.text), texts)
    if len(found) != 1:
        return _SEVERAL.format(len(found)) if found else _NOWHERE
    keys = [f"{segment.paragraph.address.path} {segment.text}" for segment in found[0]]
    other = next((places[key] for key in keys if places.get(key, pin.element) != pin.element), None)
    if other:
        return _TWICE.format(TERMS[other])
    places.update(dict.fromkeys(keys, pin.element))
    return ""


def _meant(wanted: str, texts: Sequence[Lettered]) -> list[Sequence[Segment]]:
    """List what a text may mean, the closest alone."""
    alone: list[Sequence[Segment]] = [[segment] for text, segment in texts if text == wanted]
    return alone or list(_runs(wanted, texts)) or [[segment] for text, segment in texts if wanted in text]


def _runs(wanted: str, texts: Sequence[Lettered]) -> Iterator[Sequence[Segment]]:
    """Yield the lines in a row that make up a text, as those of a title do."""
    for first, (text, _) in enumerate(texts):
        if text and wanted.startswith(text):
            whole, last = "", first
            while last < len(texts) and len(whole) < len(wanted):
                whole, last = whole + texts[last][0], last + 1
            if whole == wanted:
                yield [segment for _, segment in texts[first:last]]


def letters(text: str) -> str:
    """Give the letters and digits of a text alone, whatever their width: a mended blank or mark leaves it the same text."""
    return "".join(letter for letter in normalize("NFKC", text) if letter.isalnum())
