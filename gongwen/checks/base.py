"""What every kind of check shares: settings, the document under check, and what a check finds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from gongwen.anatomy.elements import GROUPS, TERMS, Element, Gongwen, Segment
from gongwen.anatomy.spacing import Spacing, measure
from gongwen.checks.masks import hide
from gongwen.draft import RunFormat

SURE = 0.6
"""Rules leave elements of lower confidence alone: silence is better than a false alarm."""
COMMON_FIELDS = frozenset({"found", "expected", "element"})

Face = tuple[RunFormat, str, int]
"""A stretch of an element in one format: the format, the text, its offset in `Element.text`."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Hold what a check found: code points [start, end) of the text of `element`, None for the document as a whole.

    `name` is the element that is missing where there is none to point at; `fields` are further message fields.
    """

    element: Element | None
    start: int = 0
    end: int = 0
    found: str = ""
    expected: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    name: str = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """Say where a rule looks: single element names (empty: all), and the masks that hide text from it."""

    where: frozenset[str] = frozenset()
    outside: tuple[str, ...] = ()


class Reading:
    """Hold one document under check, with what several rules ask for worked out once."""

    def __init__(self, gongwen: Gongwen) -> None:
        self.gongwen = gongwen
        self._spacings: dict[int, Spacing] = {}
        self._masked: dict[tuple[str, ...], str] = {}
        self._faces: dict[int, tuple[Face, ...]] = {}

    def elements(self, where: frozenset[str]) -> Iterator[Element]:
        """Yield the elements of these names in reading order; of all names when none is given."""
        return (element for element in self.gongwen.elements if self.speaks_of(element, where))

    @staticmethod
    def speaks_of(element: Element, where: frozenset[str]) -> bool:
        """Tell whether a rule that looks at these names may speak of an element."""
        return element.confidence >= SURE and (not where or element.name in where)

    @cached_property
    def start_of(self) -> Mapping[int, int]:
        """Map id(element) to its offset in the text of the document."""
        pairs = zip(self.gongwen.elements, self.gongwen.starts, strict=True)
        return {id(element): start for element, start in pairs}

    def masked(self, outside: tuple[str, ...]) -> str:
        """Give the text of the document with what the masks cover replaced, every offset kept."""
        if outside not in self._masked:
            self._masked[outside] = hide(self.gongwen, outside)
        return self._masked[outside]

    def spacing(self, segment: Segment) -> Spacing:
        """Give the distances of a segment."""
        if segment.index not in self._spacings:
            self._spacings[segment.index] = measure(segment, self.gongwen.line)
        return self._spacings[segment.index]

    def faces(self, element: Element) -> tuple[Face, ...]:
        """Give the stretches of an element, each in one format."""
        key = id(element)
        if key not in self._faces:
            self._faces[key] = tuple(_faces(element))
        return self._faces[key]

    @cached_property
    def by_formats(self) -> Mapping[str, Mapping[frozenset[int], tuple[tuple[RunFormat, ...], list[Element]]]]:
        """Sort the elements by name, then by the set of formats in them: what is right in one is right in all."""
        sorted_: dict[str, dict[frozenset[int], tuple[tuple[RunFormat, ...], list[Element]]]] = {}
        for element in self.elements(frozenset()):
            formats = {id(form): form for form, _, _ in self.faces(element)}
            buckets = sorted_.setdefault(element.name, {})
            buckets.setdefault(frozenset(formats), (tuple(formats.values()), []))[1].append(element)
        return sorted_


def _faces(element: Element) -> Iterator[Face]:
    """Find where each piece of `Element.formats` stands: pieces follow the text, numbers and line feeds are skipped."""
    position = 0
    for piece, form in element.formats():
        position = element.text.find(piece, position)
        yield form, piece, position
        position += len(piece)


class CheckModel(BaseModel):
    """Set up every kind of check: closed, frozen, one `kind` each.

    `NEEDS_WHERE`: True when a rule must say where, False when it may not, None when it may.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    NEEDS_WHERE: ClassVar[bool | None] = False
    FIELDS: ClassVar[frozenset[str]] = frozenset()

    def fields(self) -> frozenset[str]:
        """Name what a message and a replacement may use beyond found, expected and element."""
        return self.FIELDS

    def problems(self) -> Iterator[str]:
        """Yield what is wrong with the settings beyond their types, in Chinese."""
        return iter(())

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield what is wrong with a document."""
        raise NotImplementedError


def single_names(names: tuple[str, ...]) -> frozenset[str]:
    """Replace groups of elements by their members."""
    return frozenset(single for name in names for single in GROUPS.get(name, (name,)))


def unknown_names(names: tuple[str, ...]) -> Iterator[str]:
    """Yield a sentence for every name that is neither an element nor a group."""
    return (f"没有名为 {name} 的要素" for name in names if name not in TERMS and name not in GROUPS)


def term(name: str) -> str:
    """Give the Chinese term of an element or a group."""
    return TERMS[name] if name in TERMS else "、".join(TERMS[single] for single in GROUPS[name])
