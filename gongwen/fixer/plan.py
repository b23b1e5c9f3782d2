"""Choose what one pass may do: fixes that do not get into each other's way.

Every edit lays claim to what it changes. Two claims on the same thing agree when they want the same of it.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields

from gongwen.edits import (
    Edit,
    InsertParagraph,
    ParagraphChange,
    RemoveParagraph,
    ReplaceText,
    RunChange,
    SectionChange,
    SetBorder,
    SetFooters,
    SetParagraphFormat,
    SetRowBorder,
    SetRunFormat,
    SetSection,
    SetStroke,
    Span,
)
from gongwen.violations import SEVERITIES, Violation

_INDENTS = frozenset(("left", "right", "first"))
_MEASURED = _INDENTS | {"tabs"}
_WIDTHS = ("size", "latin_font", "scale", "spacing")
_LAST = re.compile(r"(?<=/p\[)\d+(?=\]$)")
_HERE = "here"


@dataclass(frozen=True, slots=True)
class _Claim:
    """Want `value` of the thing named by `key`, between two offsets where it is text (`touching`: ends count)."""

    key: tuple[object, ...]
    value: object
    start: int = 0
    end: int = 1
    touching: bool = False

    def fights(self, other: "_Claim") -> bool:
        """Tell whether both cannot be had."""
        if self.value == other.value and (self.start, self.end) == (other.start, other.end):
            return False
        if self.touching or other.touching:
            return self.start <= other.end and other.start <= self.end and self._meets(other)
        return self.start < other.end and other.start < self.end and self.value != other.value

    def _meets(self, other: "_Claim") -> bool:
        """Tell whether two replacements overlap; an insertion meets whatever ends or begins where it stands."""
        if self.start == self.end or other.start == other.end:
            return True
        return self.start < other.end and other.start < self.end


def choose(fixes: Iterable[Violation]) -> tuple[Violation, ...]:
    """Choose among violations with edits those that can be mended in one pass; the others wait for the next.

    Changes of text come first, by their place; then the graver finding wins. Equal edits of several findings are no conflict. What
    is measured in characters waits until the characters are what they will be.
    """
    fixes = list(fixes)
    steady = [violation for violation in fixes if not _any(violation, _is_measured)]
    if any(_any(violation, _stirs) for violation in steady):
        fixes = steady
    taken: dict[tuple[object, ...], list[_Claim]] = {}
    chosen: list[Violation] = []
    for violation in sorted(fixes, key=_rank):
        claims = [claim for edit in edits_of([violation]) for claim in _claims(edit)]
        if not any(claim.fights(other) for claim in claims for other in taken.get(claim.key, ())):
            chosen.append(violation)
            for claim in claims:
                held = taken.setdefault(claim.key, [])
                if claim not in held:
                    held.append(claim)
    return tuple(chosen)


def _any(violation: Violation, told: Callable[[Edit], bool]) -> bool:
    return violation.fix is not None and any(map(told, violation.fix.edits))


def _is_measured(edit: Edit) -> bool:
    """Tell whether an edit moves text by so many characters."""
    match edit:
        case SetParagraphFormat(_, change):
            return any(getattr(change, name) is not None for name in _MEASURED)
        case ReplaceText(_, text):
            return bool(text) and not text.strip()
    return False


def _stirs(edit: Edit) -> bool:
    """Tell whether an edit changes how wide or how many the characters of a line are."""
    match edit:
        case SetRunFormat(_, change):
            return any(getattr(change, name) is not None for name in _WIDTHS)
        case ReplaceText():
            return True
    return False


def edits_of(violations: Iterable[Violation]) -> tuple[Edit, ...]:
    """List the edits that mend violations: what several want is done once, what one wants twice (two empty lines) twice."""
    edits: list[Edit] = []
    listed = Counter[Edit]()
    for violation in violations:
        own = Counter[Edit]()
        for edit in violation.fix.edits if violation.fix else ():
            own[edit] += 1
            if own[edit] > listed[edit]:
                listed[edit] += 1
                edits.append(edit)
    return tuple(edits)


def _rank(violation: Violation) -> tuple[bool, int]:
    textual = not _any(violation, lambda edit: not isinstance(edit, ReplaceText))
    return not textual, 0 if textual else SEVERITIES.index(violation.severity)


def _claims(edit: Edit) -> Iterator[_Claim]:
    match edit:
        case ReplaceText(span, text):
            yield _there(span)
            yield _Claim(("text", span.part, span.path), text, span.start, span.end, touching=True)
        case SetRunFormat(span, change, mark):
            yield _there(span)
            for name, value in _set(change):
                yield _Claim(("run", span.part, span.path, name), value, span.start, span.end)
                if mark:
                    yield _Claim(("mark", span.part, span.path, name), value)
        case SetParagraphFormat(span, change):
            yield _there(span)
            yield from (_Claim(("paragraph", span.part, span.path, name), value) for name, value in _set(change))
        case SetBorder(span, side):
            yield _there(span)
            yield _Claim(("border", span.part, span.path, side), edit)
        case SetRowBorder(span, side):
            yield _there(span)
            yield _Claim(("row", span.part, _row(span.path), side), (edit.form, edit.width, edit.color))
        case InsertParagraph(span) | RemoveParagraph(span):
            yield from (_Claim(("place", span.part, path), edit) for path in _around(span.path))
        case _:
            yield from _page_claims(edit)


def _page_claims(edit: SetStroke | SetSection | SetFooters) -> Iterator[_Claim]:
    match edit:
        case SetStroke(part, path):
            wanted = (("color", edit.color), ("length", edit.length), ("width", edit.width))
            yield from (_Claim(("stroke", part, path, name), value) for name, value in wanted if value is not None)
        case SetSection(index, change):
            yield from (_Claim(("section", index, name), value) for name, value in _set(change))
        case SetFooters(lines):
            yield _Claim(("footers",), lines)


def _there(span: Span) -> _Claim:
    """Claim that a paragraph stays where it is: as many as like may do so, but none who moves it."""
    return _Claim(("place", span.part, span.path), _HERE)


def _set(change: RunChange | ParagraphChange | SectionChange) -> Iterator[tuple[str, object]]:
    """Yield what a change sets; an indent together with the characters it is measured in."""
    for name in (field.name for field in fields(change)):
        value = getattr(change, name)
        if isinstance(change, ParagraphChange):
            if name == "char":
                continue
            value = (value, change.char) if name in _INDENTS and value is not None else value
        if value is not None:
            yield name, value


def _row(path: str) -> str:
    """Give the path of the table row a paragraph stands in."""
    return path[: path.rfind("/c[")]


def _around(path: str) -> Sequence[str]:
    """Give the paths of a paragraph and of its neighbours in the same container."""
    number = _LAST.search(path)
    if number is None:
        return [path]
    head, tail = path[: number.start()], path[number.end() :]
    return [f"{head}{int(number[0]) + step}{tail}" for step in (0, -1, 1)]
