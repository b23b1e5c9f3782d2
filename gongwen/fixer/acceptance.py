"""Whether a change may stand: what was to be mended is gone, nothing new is wrong, every part is still known for what it is.

Findings are counted by code and element, not compared by place: a change of text moves them and changes their excerpts.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongwen.anatomy.elements import TERMS, Element, Facts, Gongwen, Segment
from gongwen.checker import Examination
from gongwen.checks.base import SURE
from gongwen.draft import Paragraph
from gongwen.edits import NO_LINE, Edit, RemoveParagraph, ReplaceText, SetBorder, SetFooters
from gongwen.fixer.foot import torn
from gongwen.fixer.texts import Node
from gongwen.violations import Violation

STAYS = "改了以后这个问题仍在"
_BRINGS = "改了以后会出现新的问题：{}"
_HIDES = "改了以后认不出原有的{}"
_TURNS = "改了以后会把全文认成另一种公文"
_TEARS = "改了以后版记可能断到下一面，请先删去版记之上的几个空行"
_FREE = frozenset(("body", "attachment", "other"))
"""Elements that may become others: an unformatted heading is taken for text until it is mended."""
_FIRM = ("official", "form", "regime")
"""Facts that no change of the document may change."""
_KNOWN = ("kind", "direction", "sealing")
"""Facts that may not get lost: rules that ask for one fall silent without it."""
_UNKNOWN = frozenset(("", "未知"))

Key = tuple[str, str]
"""Code of a rule and name of an element."""


@dataclass(frozen=True, slots=True)
class Objection:
    """Say why a change may not stand, and whom it blames: findings still there, or the element that `brought` is about."""

    reason: str
    blamed: tuple[Violation, ...] = ()
    proved: bool = False
    brought: Violation | None = None


def objections(
    before: Examination, after: Examination, mended: Sequence[Violation], edits: Sequence[Edit]
) -> Iterator[Objection]:
    """Yield what speaks against a change that was to mend some of the findings `before`; `mended` are the ones in doubt.

    `proved` objections tell of a finding by name that was not mended; for others the culprit has to be found.
    """
    yield from _staying(before, after, mended)
    yield from _brought(before, after, mended)
    lost = tuple(_lost(before.gongwen, after.gongwen, edits))
    if lost:
        yield Objection(_HIDES.format("、".join(lost)), tuple(one for one in mended if _term(one) in lost))
    if torn(before.gongwen, after.gongwen):
        yield Objection(_TEARS)
    if _turned(before.gongwen.facts, after.gongwen.facts):
        yield Objection(_TURNS)


def key_of(violation: Violation) -> Key:
    """Give what a finding is counted by."""
    return violation.code, violation.location.element


def counted(violations: Iterable[Violation]) -> Counter[Key]:
    """Count findings by code and element."""
    return Counter(map(key_of, violations))


def open_in(found: Examination) -> tuple[Violation, ...]:
    """Give the findings nobody has accepted."""
    return tuple(violation for violation in found.violations if violation.state == "open")


def fresh(before: Sequence[Violation], after: Sequence[Violation]) -> tuple[Violation, ...]:
    """Give the findings `after` that were not there `before`: of each kind as many as it has grown by, unknown ones first."""
    grown = counted(after) - counted(before)
    known = {violation.fingerprint for violation in before}
    found: set[int] = set()
    for place in sorted(range(len(after)), key=lambda place: after[place].fingerprint in known):
        if grown[key_of(after[place])] > 0:
            grown[key_of(after[place])] -= 1
            found.add(place)
    return tuple(after[place] for place in sorted(found))


def brought(before: Examination, after: Examination) -> tuple[Violation, ...]:
    """Give the errors and warnings `after` that were not there `before`."""
    found = fresh(open_in(before), open_in(after))
    return tuple(violation for violation in found if violation.severity != "info")


def _staying(before: Examination, after: Examination, mended: Sequence[Violation]) -> Iterator[Objection]:
    planned = counted(mended)
    left, allowed = counted(open_in(after)), counted(open_in(before))
    staying = {key for key, number in planned.items() if left[key] > allowed[key] - number}
    for key in sorted(staying):
        suspects = [violation for violation in mended if key_of(violation) == key]
        prints = {violation.fingerprint for violation in open_in(after)}
        proved = tuple(violation for violation in suspects if violation.fingerprint in prints)
        yield Objection(STAYS, proved or tuple(suspects), proved=bool(proved))


def _brought(before: Examination, after: Examination, mended: Sequence[Violation]) -> Iterator[Objection]:
    planned = counted(mended)
    for violation in brought(before, after):
        if key_of(violation) not in planned:
            where = violation.location.element
            suspects = tuple(one for one in mended if where and one.location.element == where)
            yield Objection(_BRINGS.format(f"{violation.message}［{violation.code}］"), suspects, brought=violation)


def _lost(before: Gongwen, after: Gongwen, edits: Sequence[Edit]) -> Iterator[str]:
    """Yield the terms of elements of which fewer are surely known, but for those the edits take away."""
    footers = any(isinstance(edit, SetFooters) for edit in edits)
    left = _roles(after.elements)
    takings = _takings(edits)
    erased = [element for element in before.elements if _erased(element, takings)]
    gone = _roles([*erased, *(element for element in before.elements if _removed(element, takings))])
    gone[TERMS["cc"]] += sum(element.name == "imprint_line" for element in erased)
    for role, number in _roles(before.elements).items():
        replaced = footers and role == TERMS["page_number"]
        if left[role] < (1 if replaced else number - gone[role]):
            yield role


def _roles(elements: Iterable[Element]) -> Counter[str]:
    """Count the elements rules speak of by their terms; headings of all levels are of one kind."""
    return Counter(_role(element.name) for element in elements if element.confidence >= SURE and _role(element.name))


def _role(name: str) -> str:
    if name in _FREE:
        return ""
    return "标题层次" if name.startswith("heading.") else TERMS[name]


def _term(violation: Violation) -> str:
    name = violation.location.element
    return _role(name) if name in TERMS else ""


def _takings(edits: Iterable[Edit]) -> Mapping[Node, list[Edit]]:
    """Sort the edits that may take text or a line away by the paragraph they are about."""
    found: defaultdict[Node, list[Edit]] = defaultdict(list)
    for edit in edits:
        match edit:
            case RemoveParagraph(span):
                found[span.part, span.path].append(edit)
            case ReplaceText(span, text) if not text.strip():
                found[span.part, span.path].append(edit)
            case SetBorder(span, _, form) if form == NO_LINE:
                found[span.part, span.path].append(edit)
    return found


def _removed(element: Element, takings: Mapping[Node, list[Edit]]) -> bool:
    """Tell whether edits take the whole text of an element away."""
    return bool(element.segments) and all(
        any(_covers(edit, segment) for edit in takings.get(_node(segment.paragraph), ()))
        for segment in element.segments
    )


def _erased(element: Element, takings: Mapping[Node, list[Edit]]) -> bool:
    """Tell whether edits take a line away; what two lines of an imprint parted may then be one."""
    mark = element.mark
    return mark is not None and any(isinstance(edit, SetBorder) for edit in takings.get(_node(mark.paragraph), ()))


def _covers(edit: Edit, segment: Segment) -> bool:
    """Tell whether an edit of its paragraph takes a segment away."""
    match edit:
        case RemoveParagraph():
            return True
        case ReplaceText(span):
            return span.start <= segment.start and span.end >= segment.end
    return False


def _node(paragraph: Paragraph) -> Node:
    return paragraph.address.part, paragraph.address.path


def _turned(before: Facts, after: Facts) -> bool:
    """Tell whether what was known of the document is now something else, or unknown."""
    firm = any(getattr(before, name) != getattr(after, name) for name in _FIRM)
    return firm or any(getattr(before, name) not in _UNKNOWN and getattr(after, name) in _UNKNOWN for name in _KNOWN)
