"""What every kind of check shares: settings, the document under check, and what a check finds."""

from abc import abstractmethod
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate, pairwise
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from gongwen.anatomy.elements import GROUPS, TERMS, Element, Gongwen, Segment
from gongwen.anatomy.spacing import Spacing, measure
from gongwen.checks.masks import covered, veil
from gongwen.draft import ParagraphFormat, Run, RunFormat
from gongwen.edits import Edit
from gongwen.placement.model import Placement
from gongwen.placement.place import place
from gongwen.violations import Applicability

SURE = 0.6
"""Rules leave elements of lower confidence alone: silence is better than a false alarm."""
PATIENCE = 5.0
"""Seconds a pattern may take over one text: a bad one of a house rule, or a hostile text, must not hang the rest."""
COMMON_FIELDS = frozenset({"found", "expected", "element"})

Face = tuple[RunFormat, str, int]
"""A stretch of an element in one format: the format, the text, its offset in `Element.text`."""

Layout = tuple[int, float, str, int]
"""Format, size, zone and section of a paragraph: what settles its indents."""


@dataclass(frozen=True, slots=True)
class Cure:
    """Hold how a fault is mended beyond a change of its own text.

    `make` gives the edits, none where there is nothing to take hold of; it is called only when they are wanted. `after` is what a
    reader then sees, empty for what was expected. `rests` are the elements besides the one at fault that it changes or relies on.
    """

    make: Callable[[], Iterable[Edit]]
    after: str = ""
    rests: tuple[Element, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """Hold what a check found: code points [start, end) of the text of `element`, None for the document as a whole.

    `name` is the element that is missing where there is none to point at; `fields` are further message fields; `trust` limits
    how far a replacement may be trusted; `cure` mends what no replacement of the text can. `alike` are further finds that this hit
    tells of too. `topic` is set where a fault is told once for the whole document: what it is known by, wherever its first place is.
    """

    element: Element | None
    start: int = 0
    end: int = 0
    found: str = ""
    expected: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
    trust: Applicability = "safe"
    cure: Cure | None = None
    alike: tuple["Hit", ...] = ()
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """Say where a rule looks: single element names (empty: all), and the masks that hide text from it."""

    where: frozenset[str] = frozenset()
    outside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """Hold the text of the elements a rule looks at, joined by line feeds, and where in it each of them begins."""

    text: str
    starts: tuple[int, ...]
    elements: tuple[Element, ...]


class Reading:
    """Hold one document under check, with what several rules ask for worked out once.

    `tally` counts the errors and warnings found so far, by gate.
    """

    def __init__(self, gongwen: Gongwen) -> None:
        self.gongwen = gongwen
        self.tally = Counter[str]()
        self._elements: dict[frozenset[str], tuple[Element, ...]] = {}
        self._passages: dict[tuple[int, tuple[str, ...]], Passage] = {}
        self._spans: dict[str, Mapping[int, list[tuple[int, int]]]] = {}
        self._spacings: dict[int, Spacing] = {}
        self._faces: dict[int, tuple[Face, ...]] = {}
        self._held: dict[str, bool] = {}

    @cached_property
    def position(self) -> Mapping[int, int]:
        """Map id(element) to its place in reading order."""
        return {id(element): index for index, element in enumerate(self.gongwen.elements)}

    @cached_property
    def letters(self) -> frozenset[str]:
        """Give the letters that occur anywhere in the document."""
        return frozenset(self.gongwen.text)

    def holds(self, word: str) -> bool:
        """Tell whether a word occurs anywhere in the document: where it does not, nobody need look closer."""
        if word not in self._held:
            self._held[word] = self.letters.issuperset(word) and word in self.gongwen.text
        return self._held[word]

    @cached_property
    def placement(self) -> Placement:
        """Say where everything stands on the page; worked out only when a rule asks."""
        return place(self.gongwen.draft)

    @cached_property
    def _sure(self) -> tuple[Element, ...]:
        """Give the elements a rule may speak of."""
        return tuple(element for element in self.gongwen.elements if element.confidence >= SURE)

    @cached_property
    def turns(self) -> tuple[Element, ...]:
        """Give the sure elements that follow one of another name."""
        pairs = pairwise(self.gongwen.elements)
        return tuple(after for before, after in pairs if after.name != before.name and after.confidence >= SURE)

    @cached_property
    def _named(self) -> Mapping[str, tuple[Element, ...]]:
        """Sort the sure elements by name."""
        found: dict[str, list[Element]] = {}
        for element in self._sure:
            found.setdefault(element.name, []).append(element)
        return {name: tuple(elements) for name, elements in found.items()}

    def elements(self, where: frozenset[str]) -> tuple[Element, ...]:
        """Give the sure elements of these names in reading order; of all names when none is given."""
        if where not in self._elements:
            present = where.intersection(self._named)
            self._elements[where] = self._chosen(present) if present else () if where else self._sure
        return self._elements[where]

    def _chosen(self, names: frozenset[str]) -> tuple[Element, ...]:
        """Give the same elements, not only equal ones, for the same names that occur."""
        if names not in self._elements:
            (name, *more) = names
            found = tuple(element for element in self._sure if element.name in names) if more else self._named[name]
            self._elements[names] = found
        return self._elements[names]

    def passage(self, scope: Scope) -> Passage:
        """Give the text a rule looks at, what its masks cover replaced; one for all rules that see the same."""
        elements = self.elements(scope.where)
        masks = tuple(name for name in scope.outside if self._covered(name))
        key = (id(elements), masks)
        if key not in self._passages:
            self._passages[key] = self._veiled(scope, masks) if masks else self._plain(elements)
        return self._passages[key]

    def _plain(self, elements: tuple[Element, ...]) -> Passage:
        texts = [element.text for element in elements]
        starts = (0, *accumulate(len(text) + 1 for text in texts))
        return Passage("\n".join(texts), starts[: len(texts)], elements)

    def _veiled(self, scope: Scope, masks: tuple[str, ...]) -> Passage:
        """Cover a text mask by mask; the offsets stay."""
        plain = self.passage(Scope(scope.where))
        places = [self.position[id(element)] for element in plain.elements]
        text = plain.text
        for name in masks:
            text = veil(text, self._spans_in(plain, places, name))
        return replace(plain, text=text)

    def _spans_in(self, passage: Passage, places: Sequence[int], mask: str) -> Iterator[tuple[int, int]]:
        """Yield what a mask covers in a passage; `places` are those of its elements in reading order."""
        for element, spans in self._covered(mask).items():
            at = bisect_left(places, element)
            if at < len(places) and places[at] == element:
                base = passage.starts[at]
                yield from ((base + start, base + end) for start, end in spans)

    def _covered(self, mask: str) -> Mapping[int, list[tuple[int, int]]]:
        """Give what a mask covers in each element, by the element's place."""
        if mask not in self._spans:
            found: dict[int, list[tuple[int, int]]] = {}
            starts = self.gongwen.starts
            for start, end in covered(self.gongwen, mask, self.holds):
                at = bisect_right(starts, start) - 1
                found.setdefault(at, []).append((start - starts[at], end - starts[at]))
            self._spans[mask] = found
        return self._spans[mask]

    def spacing(self, segment: Segment) -> Spacing:
        """Give the distances of a segment."""
        if segment.index not in self._spacings:
            self._spacings[segment.index] = measure(segment, self.gongwen.line, self.gongwen.draft.default_tab)
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
        for name, elements in self._named.items():
            buckets = sorted_[name] = {}
            for element in elements:
                formats = _formats(element)
                key = frozenset(map(id, formats))
                if key not in buckets:
                    buckets[key] = (tuple({id(form): form for form in formats}.values()), [])
                buckets[key][1].append(element)
        return sorted_

    @cached_property
    def blocks(self) -> Mapping[int, int]:
        """Map id(block) to the place of each block of the body; asked for only where something is to be mended there."""
        return {id(block): index for index, block in enumerate(self.gongwen.draft.blocks)}

    @cached_property
    def fonts(self) -> Mapping[str, int]:
        """Count the elements that use each font, for Chinese or for Latin text; asked for only where a font is to be written."""
        found: Counter[str] = Counter()
        for buckets in self.by_formats.values():
            for formats, elements in buckets.values():
                for font in {font for form in formats for font in (form.han_font, form.latin_font) if font}:
                    found[font] += len(elements)
        return found

    @cached_property
    def turned_by_hand(self) -> bool:
        """Tell whether a line of any paragraph is turned by hand."""
        return any("\n" in segment.paragraph.text for segment in self.gongwen.segments)

    @cached_property
    def paragraph_formats(self) -> tuple[ParagraphFormat, ...]:
        """Give the formats of the paragraphs, each once."""
        formats = (segment.paragraph.format for segment in self.gongwen.segments)
        return tuple({id(form): form for form in formats}.values())

    @cached_property
    def by_layout(self) -> Mapping[str, Mapping[Layout | None, list[tuple[Element, Segment]]]]:
        """Sort the lines by the name of their element, then by what settles their indents."""
        sorted_: dict[str, dict[Layout | None, list[tuple[Element, Segment]]]] = {}
        for name, elements in self._named.items():
            buckets = sorted_[name] = {}
            for element in elements:
                for segment in element.segments:
                    buckets.setdefault(_layout(segment), []).append((element, segment))
        return sorted_


def _layout(segment: Segment) -> Layout | None:
    """Give what settles the indents of an ordinary paragraph; None for one where blanks, tabs or numbers count."""
    paragraph = segment.paragraph
    if segment.start or paragraph.number is not None or paragraph.format.align not in ("left", "justify"):
        return None
    runs = paragraph.runs
    alike = len(runs) == 1 or len({run.format.size for run in runs}) == 1
    return (id(paragraph.format), runs[0].format.size, segment.zone, segment.section.index) if alike else None


def _formats(element: Element) -> list[RunFormat]:
    """Give the formats of the runs in an element."""
    return [run.format for segment in element.segments for run in _runs(segment)]


def _runs(segment: Segment) -> Iterable[Run]:
    """Give the runs that touch a segment."""
    paragraph = segment.paragraph
    whole = segment.start == 0 and segment.end == len(paragraph.text)
    return paragraph.runs if whole else paragraph.runs_in(segment.start, segment.end)


def _faces(element: Element) -> Iterator[Face]:
    """Find where each piece of `Element.formats` stands: pieces follow the text, numbers and line feeds are skipped, hidden text too."""
    position = 0
    for piece, form in element.formats():
        position = element.text.find(piece, position)
        if not form.hidden:
            yield form, piece, position


class CheckModel(BaseModel):
    """Set up every kind of check: closed, frozen, one `kind` each.

    `NEEDS_WHERE`: True when a rule must say where, False when it may not, None when it may.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
    NEEDS_WHERE: ClassVar[bool | None] = False
    FIELDS: ClassVar[frozenset[str]] = frozenset()

    def fields(self) -> frozenset[str]:
        """Name what a message and a replacement may use beyond found, expected and element."""
        return self.FIELDS

    @property
    def last(self) -> bool:
        """Tell whether the check counts what other rules found, and so runs after them."""
        return False

    @property
    def mends(self) -> bool:
        """Tell whether what it finds may carry a cure, so that a fix without a replacement can be more than advice."""
        return False

    def problems(self) -> Iterator[str]:
        """Yield what is wrong with the settings beyond their types, in Chinese."""
        return iter(())

    @abstractmethod
    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield what is wrong with a document."""


def single_names(names: tuple[str, ...]) -> frozenset[str]:
    """Replace groups of elements by their members."""
    return frozenset(single for name in names for single in GROUPS.get(name, (name,)))


def unknown_names(names: tuple[str, ...]) -> Iterator[str]:
    """Yield a sentence for every name that is neither an element nor a group."""
    return (f"没有名为 {name} 的要素" for name in names if name not in TERMS and name not in GROUPS)


def term(name: str) -> str:
    """Give the Chinese term of an element or a group."""
    return TERMS[name] if name in TERMS else "、".join(TERMS[single] for single in GROUPS[name])
