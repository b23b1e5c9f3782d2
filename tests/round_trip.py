"""Take the examples of rules through real files: the fault shown in a .docx, mended, opened again, mended again."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import groupby

from gongwen.anatomy.elements import Gongwen, Segment
from gongwen.anatomy.recognise import recognise
from gongwen.anatomy.segments import segments
from gongwen.bookshelf import load_rules
from gongwen.checker import Checker, Examination
from gongwen.draft import Draft
from gongwen.fixer.passes import Fixer
from gongwen.mending import Docx
from gongwen.ooxml.package import Package
from gongwen.rulefile import Change, ExampleSpec
from gongwen.rules import Rule
from gongwen.settings import Settings, Stage
from gongwen.verify import built
from gongwen.violations import Applicability
from tests import showing

LEVELS: frozenset[Applicability] = frozenset(("safe", "unsafe"))
WITH = {"GF129b": ("GF122",)}
"""Rules whose cure needs that of another: lines that were not there must stand at the foot of the page."""
Names = tuple[str, tuple[str, ...]]
"""The text of a paragraph, and the elements of its segments."""


@dataclass(frozen=True, slots=True)
class RoundTrip:
    """Hold what became of an example: as it stands here when all went well.

    `fired`: the rule found its fault. `changed`: the file was. `left`: what the rule still finds. `new`: codes of errors and warnings
    that came. `settled`: a second repair gave the same bytes. `refused`: why something was not mended.
    """

    fired: bool = True
    changed: bool = True
    left: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    settled: bool = True
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Eye:
    """Examine drafts of a document whose elements are known: every segment is pinned to what it was, by its paragraph's text."""

    checker: Checker
    facts: Mapping[str, str]
    names: tuple[Names, ...]

    def __call__(self, draft: Draft) -> Examination:
        return self.checker.examine(recognise(draft, facts=self.facts, pins=dict(self._pins(draft))))

    def _pins(self, draft: Draft) -> Iterator[tuple[str, str]]:
        found = _paragraphs(segments(draft))
        known = [text for text, _ in self.names]
        match = SequenceMatcher(None, known, [pieces[0].paragraph.text for pieces in found], autojunk=False)
        for tag, low, high, start, end in match.get_opcodes():
            if tag == "equal" or (tag == "replace" and high - low == end - start):
                for (_, names), pieces in zip(self.names[low:high], found[start:end], strict=True):
                    yield from _pinned(names, pieces)


def _paragraphs(found: tuple[Segment, ...]) -> list[list[Segment]]:
    main = (segment for segment in found if segment.zone != "footer")
    return [list(pieces) for _, pieces in groupby(main, key=lambda segment: segment.paragraph.address.path)]


def _pinned(names: tuple[str, ...], pieces: list[Segment]) -> Iterator[tuple[str, str]]:
    """Pin segments to elements one by one; those that came of one segment to what that was."""
    for place, piece in enumerate(pieces):
        yield f"{piece.paragraph.address.path} {piece.text}", names[min(place, len(names) - 1)]


def names_of(gongwen: Gongwen) -> tuple[Names, ...]:
    """Give the paragraphs of a document with what they are."""
    known = {id(segment): element.name for element in gongwen.elements for segment in element.segments}
    found = (segment for segment in gongwen.segments if known[id(segment)] != "page_number")
    return tuple(
        (pieces[0].paragraph.text, tuple(known[id(piece)] for piece in pieces)) for pieces in _paragraphs(tuple(found))
    )


def shown(rule: Rule, example: ExampleSpec) -> tuple[bytes, Eye]:
    """Make the file of a bad example, and what examines it."""
    assert example.bad is not None
    gongwen = built(rule, example, example.bad)
    whole = isinstance(example.bad, Change)
    data = showing.changed(example.base or "", gongwen) if whole else showing.texts(gongwen)
    defaults = {} if whole else {"regime": "2012", **{name: values[0] for name, values in rule.when.items()}}
    facts = {"official": "是", **defaults, **example.facts}
    stage: Stage = "draft" if "draft" in rule.stages else "final"
    return data, Eye(_checker(stage, rule), facts, names_of(gongwen))


@cache
def _remarks() -> tuple[str, ...]:
    return tuple(rule.code for rule in load_rules().rules if rule.severity == "info")


def _checker(stage: Stage, rule: Rule) -> Checker:
    """Give a checker by this rule and all that are more than remarks."""
    return Checker(Settings(stage=stage, ignore=tuple(code for code in _remarks() if code != rule.code)))


def taken(rule: Rule, example: ExampleSpec) -> RoundTrip:
    """Take a bad example through: mend its file, open it again, mend it again."""
    data, eye = shown(rule, example)
    fixer = Fixer(eye, LEVELS, frozenset({rule.code, *WITH.get(rule.code, ())}))
    once = fixer.mend(Docx(Package.open(data)))
    twice = fixer.mend(Docx(Package.open(once.after.paper.data)))
    return RoundTrip(
        fired=any(one.code == rule.code for one in once.before.found.violations),
        changed=once.after.paper.data != data,
        left=tuple(one.found for one in twice.before.found.violations if one.code == rule.code),
        new=tuple(sorted((_grave(twice.before.found) - _grave(once.before.found)).elements())),
        settled=twice.after.paper.data == once.after.paper.data,
        refused=tuple(one.reason for one in once.refused),
    )


def _grave(found: Examination) -> Counter[str]:
    return Counter(one.code for one in found.violations if one.severity != "info")
