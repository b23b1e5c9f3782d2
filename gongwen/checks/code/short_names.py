"""Short names (简称) and how a document defines them: 以下简称, 以下称."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import regex

from gongwen.anatomy.elements import Element
from gongwen.checks.base import Hit, Reading, Scope
from gongwen.checks.code.base import Function
from gongwen.checks.code.quantities import texts
from gongwen.patterns import compiled

COMMON = frozenset(
    (
        *("省委", "市委", "县委", "区委", "省政府", "市政府", "县政府", "区政府", "自治区", "国务院"),
        *("本市", "本县", "本省", "我市", "我县", "双方", "甲方", "乙方"),
    )
)
"""Names everyone reads without a definition."""

_DEFINED = compiled(
    r"（(?:[^（）\n]{0,40}?[，,；])?(?:以下|下文)?(?<how>统称|并称|合称|简称|(?<=以下|下)称)(?:之?为|作)?[：:，]?(?P<name>[^（）\n]{1,18})）"
)
_TITLE = compiled(r"《([^《》\n]{2,80})》(?:〔[^〔〕\n]{0,12}〕)?$")
_AGENCY = compiled(r"[\p{Han}A-Za-z0-9·“”]{2,24}$")
_SENTENCE = compiled("[，。；：]")
"""What a line has that is no heading: a heading may use the name of what the text below it defines."""
_QUOTES = "“”‘’\"'　 "
_BEFORE = frozenset("由向经报请和与及按在对将是为从给送到让使被据")


@dataclass(frozen=True, slots=True)
class Definition:
    """Hold one definition: short name, full name as far as the letters tell, place; `several` names share it (统称)."""

    name: str
    full: str
    several: bool
    element: Element
    at: int
    start: int
    end: int


def definitions(pieces: Iterable[tuple[Element, str]]) -> list[Definition]:
    """Read the definitions in a stretch of text; one that names two short names at once is left out."""
    found = []
    for at, (element, text) in enumerate(pieces):
        for match in _DEFINED.finditer(text) if "称" in text else ():
            name = match["name"].strip(_QUOTES)
            if (
                2 <= len(name) <= 14
                and not regex.search("[、，；和或及]|“|”", name)
                and not name.startswith(("为", "呼"))
            ):
                before = text[max(0, match.start() - 90) : match.start()]
                full = _full(before)
                several = match["how"] in ("统称", "并称", "合称")
                found.append(Definition(name, full, several, element, at, *match.span("name")))
    return found


def _full(before: str) -> str:
    """Give the name in front of the bracket: a title with its marks, else the letters back to the last mark."""
    title = _TITLE.search(before)
    if title:
        return f"《{title[1]}》"
    agency = _AGENCY.search(before)
    return agency.group() if agency else ""


def regions(reading: Reading, scope: Scope) -> list[list[tuple[Element, str]]]:
    """Part the text into the document proper and each of its attachments: each defines its own names."""
    labels = [at for at, e in enumerate(reading.gongwen.elements) if e.name in ("attachment_label", "attachment_title")]
    found: dict[int, list[tuple[Element, str]]] = {}
    for element, text in texts(reading, scope):
        at = reading.position[id(element)]
        found.setdefault(sum(label < at for label in labels), []).append((element, text))
    return list(found.values())


class UsedTooSoon(Function):
    """Find a short name used before the place that defines it, once for each name."""

    NEEDS = ("称",)

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on the first use."""
        for pieces in regions(reading, scope):
            seen: set[str] = set()
            for definition in definitions(pieces):
                if definition.name in seen or definition.name in COMMON:
                    continue
                seen.add(definition.name)
                yield from _first_use(definition, pieces)


def _first_use(definition: Definition, pieces: list[tuple[Element, str]]) -> Iterator[Hit]:
    name = definition.name
    titled = name.startswith("《")
    if not titled and (name in definition.full or not _telling(name, definition.full)):
        return
    for element, text in pieces[: definition.at + 1]:
        if not _SENTENCE.search(text):
            continue
        end = definition.start if element is definition.element else len(text)
        position = text.find(name, 0, end)
        while position >= 0:
            if titled or _alone(text, position):
                yield Hit(element, position, position + len(name), name, definition.full, topic=name)
                return
            position = text.find(name, position + 1, end)


def _telling(name: str, full: str) -> bool:
    """Tell whether a short name is drawn from the letters of its full name, in their order, and ends as it does."""
    letters = iter(full)
    return len(name) >= 3 and all(char in letters for char in name) and full.endswith(name[-1])


def _alone(text: str, position: int) -> bool:
    """Tell whether no longer name begins before a position."""
    return (
        position == 0 or not regex.match(r"[\p{Han}A-Za-z0-9“《]", text[position - 1]) or text[position - 1] in _BEFORE
    )


class DefinedTwice(Function):
    """Find a short name given to two things, or two short names given to one.

    `what`: `one_name` or `one_thing`.
    """

    what: str
    FIELDS = frozenset({"other"})

    NEEDS = ("称",)

    def problems(self) -> Iterator[str]:
        """Tell of a `what` that is none."""
        if self.what not in ("one_name", "one_thing"):
            yield "what 写 one_name 或 one_thing"

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on the later definition."""
        for pieces in regions(reading, scope):
            firsts: dict[str, Definition] = {}
            for one in definitions(pieces):
                first = firsts.setdefault(self._key(one), one) if one.full and not one.several else one
                if first is not one and self._clash(first, one):
                    other = first.full if self.what == "one_name" else first.name
                    yield Hit(one.element, one.start, one.end, one.name, fields={"other": other})

    def _key(self, one: Definition) -> str:
        """Give what two definitions must share to be compared: the name, or the thing as far as its last letters tell."""
        return one.name if self.what == "one_name" else one.full if one.full.startswith("《") else one.full[-6:]

    def _clash(self, first: Definition, second: Definition) -> bool:
        if self.what == "one_thing":
            return first.name != second.name and _same_thing(first.full, second.full)
        titled = first.full.startswith("《")
        tail = 0 if titled else -4
        return titled == second.full.startswith("《") and first.full[tail:] != second.full[tail:]


def _same_thing(one: str, other: str) -> bool:
    """Tell whether two full names are the same, up to words that run into an agency's name from before."""
    shorter, longer = sorted((one, other), key=len)
    return shorter == longer if shorter.startswith("《") else len(shorter) >= 6 and longer.endswith(shorter)
