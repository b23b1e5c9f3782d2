"""Turn what checks hit into violations: message, place, cure, fingerprint."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace

from gongwen.anatomy.elements import TERMS, WRAPPED, Element
from gongwen.checks.base import Cure, Hit
from gongwen.checks.turns import REFERENCE, TURNS
from gongwen.edits import Edit, ReplaceText
from gongwen.rulefile import FixSpec
from gongwen.rules import Rule
from gongwen.violations import Applicability, Fix, Location, Violation

FIXABLE = 0.9
"""Below this confidence in the element no fix is safe."""
SHOWN = 60
"""Longer finds are cut in a message; the violation holds them whole."""
DOCUMENT = "全文"

_AROUND = 12
"""So many code points on each side of a fault belong to what it is known by, as they do to its excerpt."""
_RECKONED = frozenset(
    {"AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "LISTNUM", "SEQ"}
    | {"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "REF", "NOTEREF"}
    | {"DATE", "TIME", "SAVEDATE", "PRINTDATE", "CREATEDATE"}
)
"""Fields whose result changes by itself."""
_COUNTED = r"[（(]?([一二三四五六七八九十]{1,4}|[0-9０-９]{1,3})(?=[）)、.．])"
"""The number of a heading, where it is typed."""

_UNSURE = "这一要素识别把握不大"
_IN_CONTEXT = "对不对要看上下文"
_FAILED = "这一处的改法没有算出来，请按说明自己改"
_UNTOUCHABLE = "这里有修订痕迹或自动生成的文字，请在文字处理软件中修改"


def violations(pairs: Iterable[tuple[Rule, Hit]]) -> Iterator[Violation]:
    """Yield a violation for each hit; equal ones are told apart by an ordinal in their fingerprints."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for rule, hit in pairs:
        location = locate(hit)
        key = (rule.code, *_content(hit, location))
        yield _violation(rule, hit, location, fingerprint(*key, seen[key]))
        seen[key] += 1


def fingerprint(code: str, element: str, text: str, ordinal: int) -> str:
    """Name a finding by its content, so that it keeps its name when text is added elsewhere: 16 digits, and `-2` behind a second one.

    What stands before the hyphen is the content alone, whichever of several equal findings it is.
    """
    content = hashlib.sha256("\0".join((code, element, text, "0")).encode()).hexdigest()[:16]
    return f"{content}-{ordinal + 1}" if ordinal else content


def _content(hit: Hit, location: Location) -> tuple[str, str]:
    """Give what tells a finding from others of its rule: the element, and the words around as somebody typed them.

    Numbers of headings, page numbers and the like are left out: they change with what stands elsewhere.
    """
    if hit.topic is not None:
        return "", hit.topic
    if hit.element is None:
        return location.element, ""
    text, start, end = hit.element.text, hit.start, hit.end
    reckoned = _reckoned(hit.element)
    if reckoned:
        start, end = (at - sum(place < at for place in reckoned) for at in (start, end))
        text = "".join(char for at, char in enumerate(text) if at not in reckoned)
    return location.element, "".join(text[max(0, start - _AROUND) : end + _AROUND].split())


def _reckoned(element: Element) -> Set[int]:
    """Give the places in the text of an element that the word processor fills in by itself, or that count headings."""
    counted = re.match(_COUNTED, element.text) if element.name.startswith("heading.") else None
    found = set(range(*counted.span(1))) if counted else set[int]()
    base = 0
    for segment in element.segments:
        first = base + segment.number_length
        found.update(range(base, first))
        for field in segment.paragraph.fields:
            if field.instruction.strip().partition(" ")[0].upper() in _RECKONED:
                low, high = max(field.start, segment.start), min(field.end, segment.end)
                found.update(range(first + low - segment.start, first + high - segment.start))
        base += len(segment.text) + (0 if element.name in WRAPPED else 1)
    return found


def locate(hit: Hit) -> Location:
    """Give the location of a hit; of a missing element only its name is known."""
    if hit.element is None:
        return Location("body", "", 0, 0, hit.name, "")
    return hit.element.locate(hit.start, hit.end)


def _violation(rule: Rule, hit: Hit, location: Location, name: str) -> Violation:
    after = replacement(rule, hit)
    expected = hit.expected if after is None else hit.expected or after
    return Violation(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        gate=rule.gate,
        message=rule.message.format_map(_fields(hit, expected)),
        basis=rule.basis,
        location=location,
        found=hit.found,
        expected=expected,
        fix=_fix(rule, hit, location, after),
        fingerprint=name,
    )


def _fields(hit: Hit, expected: str) -> Mapping[str, str]:
    name = hit.element.name if hit.element else hit.name
    found = hit.found if len(hit.found) <= SHOWN else hit.found[: SHOWN - 1] + "…"
    return {**hit.fields, "found": found, "expected": expected, "element": TERMS.get(name, DOCUMENT)}


def replacement(rule: Rule, hit: Hit) -> str | None:
    r"""Give the text that mends a hit, `\g<name>` filled in, `\g<name:turn>` turned; None where that cannot be, or none is asked for."""
    if rule.fix is None or rule.fix.replace is None:
        return None
    values = {**hit.fields, "found": hit.found, "expected": hit.expected}
    text = ""
    at = 0
    for reference in REFERENCE.finditer(rule.fix.replace):
        value = values[reference[1]]
        turned = TURNS[reference[2]](value) if reference[2] else value
        if turned is None:
            return None
        text += rule.fix.replace[at : reference.start()] + turned
        at = reference.end()
    return text + rule.fix.replace[at:]


def _fix(rule: Rule, hit: Hit, location: Location, after: str | None) -> Fix | None:
    if rule.fix is None:
        return None
    if hit.trust == "display" and rule.fix.advice is None:
        return None
    if after is None or hit.element is None:
        advice = Fix(rule.fix.advice or "", "display", hit.found, hit.expected)
        return _cured(rule.fix, hit, hit.cure) or advice
    edits = _retyped(hit, hit.element, location, after)
    level, reason = _level(rule.fix.applicability, hit, hit.element) if edits else ("display", _UNTOUCHABLE)
    alike = tuple(edit for other in hit.alike for edit in _alike(rule, other)) if level != "display" else ()
    sure = hit.element.confidence >= FIXABLE
    return Fix(_title(hit.found, after), level, hit.found, after, (*edits, *alike), reason or rule.fix.reason, sure)


def _alike(rule: Rule, hit: Hit) -> tuple[Edit, ...]:
    """Give the edits of a find that another hit tells of."""
    after = replacement(rule, hit)
    return () if hit.element is None or after is None else _retyped(hit, hit.element, locate(hit), after)


def _cured(fix: FixSpec, hit: Hit, cure: Cure | None) -> Fix | None:
    """Make the fix of a hit that brings its own cure; None where there is nothing to do, or a person must do it."""
    if cure is None or fix.applicability == "display":
        return None
    try:
        edits = tuple(cure.make())
    except (
        Exception
    ):  # a cure that fails must not cost the document its findings; the examples of the book see that none does
        return Fix(fix.advice or "", "display", hit.found, cure.after or hit.expected, reason=_FAILED)
    if not edits:
        return None
    elements = (hit.element, *cure.rests) if hit.element else cure.rests
    title, after = fix.advice or "", cure.after or hit.expected
    if any(map(_tracked, elements)):
        return Fix(title, "display", hit.found, after, reason=_UNTOUCHABLE)
    sure = all(element.confidence >= FIXABLE for element in elements)
    lowered = fix.applicability == "safe" and not sure
    level: Applicability = "unsafe" if lowered else fix.applicability
    return Fix(title, level, hit.found, after, edits, _UNSURE if lowered else fix.reason, sure)


def _tracked(element: Element) -> bool:
    """Tell whether a tracked change touches the paragraphs of an element."""
    for segment in element.segments:
        if segment.paragraph.tracked:
            return True
    return element.mark is not None and element.mark.paragraph.tracked


def _title(before: str, after: str) -> str:
    if not before:
        return f"加上“{after}”"
    return f"改为“{after}”" if after else f"删去“{before}”"


def _retyped(hit: Hit, element: Element, location: Location, after: str) -> tuple[Edit, ...]:
    """Give the edits that put `after` in the place of a hit; none in tracked or generated text.

    A field inside stays: what stands before and behind it is replaced, if `after` holds what it shows.
    """
    segment, inside = element.segment_at(hit.start)
    last, _ = element.segment_at(hit.end - 1 if hit.end > hit.start else hit.start)
    span = location.span
    if segment.paragraph.tracked or inside < segment.number_length or last is not segment:
        return ()
    held = [field for field in segment.paragraph.fields if field.start < span.end and span.start < field.end]
    if not held:
        return (ReplaceText(span, after),)
    shown = segment.paragraph.text[held[0].start : held[0].end]
    whole = span.start <= held[0].start and held[0].end <= span.end
    if len(held) > 1 or not whole or not shown or after.count(shown) != 1:
        return ()
    before, behind = after.split(shown)
    sides = (replace(span, end=held[0].start), replace(span, start=held[0].end))
    texts = [segment.paragraph.text[side.start : side.end] for side in sides]
    wanted = zip(sides, texts, (before, behind), strict=True)
    return tuple(ReplaceText(side, text) for side, now, text in wanted if now != text)


def _level(wanted: Applicability, hit: Hit, element: Element) -> tuple[Applicability, str]:
    """Lower the level of a fix where the word or the element is not sure."""
    if wanted == "safe" and hit.trust == "unsafe":
        return "unsafe", _IN_CONTEXT
    return ("unsafe", _UNSURE) if wanted == "safe" and element.confidence < FIXABLE else (wanted, "")
