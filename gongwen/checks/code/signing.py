"""Functions about how a document is signed: where 署名 and 成文日期 stand (GB/T 9704-2012 §7.3.5)."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from typing import Literal

from gongwen.anatomy.elements import Element, Segment
from gongwen.anatomy.spacing import Spacing
from gongwen.checks.base import Cure, Hit, Reading, Scope
from gongwen.checks.code.base import Function
from gongwen.checks.cures import places
from gongwen.checks.expectations import number
from gongwen.checks.fonts import belongs, families
from gongwen.edits import Edit

SLACK = 1.0
"""Places made by blanks are right to one 字."""
SEALED, UNSEALED, STEP = 4.0, 2.0, 2.0
"""字 right of the date with a seal; right of the signature without; from the signature's first character to the date's."""
EXACT = 0.05
FEW = 3
"""So many narrow blanks are less than one 字 wider or narrower in another font."""
_PLACEHOLDER = re.compile(r"[XxＸ×✕□_＿*]|[○〇]{2}(?=[省市县区局])")
_ROW = re.compile(r"^.*r\[\d+\]")


@dataclass(frozen=True, slots=True)
class Pair:
    """Hold the places of a date and of the one signature over it, None when there is no signature."""

    date: Element
    below: Spacing
    signature: Element | None
    over: Spacing | None

    @property
    def dated(self) -> bool:
        """Tell whether the date stands as with a seal; a long signature pushes it further in."""
        if self.over is None:
            return UNSEALED - SLACK <= self.below.right <= SEALED + SLACK
        pushed = self.centred and self.below.right > SEALED and self.over.right < SLACK
        return near(self.below.right, SEALED) or pushed

    @property
    def centred(self) -> bool:
        """Tell whether signature and date have the same middle."""
        if self.over is None:
            return True
        return near(self.over.right + self.over.width / 2, self.below.right + self.below.width / 2)

    @property
    def stepped(self) -> bool:
        """Tell whether the date begins two 字 right of the signature."""
        return self.over is not None and near(self.below.left - self.over.left, STEP)

    @property
    def unsealed(self) -> bool:
        """Tell whether both stand as without a seal."""
        longer = self.below if self.long_date else self.over
        return longer is not None and self.stepped and near(longer.right, UNSEALED)

    @property
    def long_date(self) -> bool:
        """Tell whether the date is longer than the signature."""
        return self.over is not None and self.below.width > self.over.width


def near(left: float, right: float) -> bool:
    """Tell whether two lengths are the same but for what blanks cannot do better."""
    return abs(left - right) <= SLACK


class Signing(Function):
    """Find a single signature or its date out of place; silent where the two cannot be measured."""

    fault: Literal["date", "signature", "unsealed", "long_date"]
    MENDS = True

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on what stands wrong; its cure puts the other one of the two in its place too."""
        pair = paired(reading)
        if pair is None:
            return
        for hit in _FAULTS[self.fault](pair):
            sealed = self.fault in ("date", "signature") and not _meant_unsealed(pair)
            rests = tuple(element for element in (pair.signature, pair.date) if element and element is not hit.element)
            yield replace(hit, cure=Cure(partial(_signed, reading, pair, sealed=sealed), rests=rests))


def _meant_unsealed(pair: Pair) -> bool:
    """Tell whether the signature stands as without a seal already."""
    return pair.over is not None and not pair.long_date and near(pair.over.right, UNSEALED)


def _signed(reading: Reading, pair: Pair, *, sealed: bool) -> Iterator[Edit]:
    """Yield what puts a signature and its date where they belong, with a seal or without."""
    signed, dated = _rights(pair, sealed=sealed)
    for element, place, right in ((pair.signature, pair.over, signed), (pair.date, pair.below, dated)):
        if element and place and abs(place.right - right) > EXACT:
            yield from places.aligned(reading, element.segments[0], "right", right=right)


def _rights(pair: Pair, *, sealed: bool) -> tuple[float, float]:
    """Give how far from the right edge signature and date end, in 字."""
    over, below = pair.over.width if pair.over else 0.0, pair.below.width
    if sealed:
        signed = SEALED + (below - over) / 2
        return (signed, SEALED) if signed >= 0 or not over else (0.0, (over - below) / 2)
    if pair.long_date:
        return UNSEALED + below + STEP - over, UNSEALED
    dated = UNSEALED + over - STEP - below
    return (UNSEALED, dated) if dated >= UNSEALED else (below + STEP - over + UNSEALED, UNSEALED)


def paired(reading: Reading) -> Pair | None:
    """Measure the last date and the single signature over it; None where they cannot be measured or do not follow the text."""
    dates = list(reading.elements(frozenset({"date"})))
    signatures = list(reading.elements(frozenset({"signature"})))
    if not dates or len(signatures) > 1:
        return None
    date = dates[-1]
    below = _place(reading, date)
    texts = [element for element in reading.gongwen.elements if element.segments]
    before = texts[: next(index for index, element in enumerate(texts) if element is date)]
    if below is None or not any(element.name in ("body", "closing") for element in before):
        return None
    if not signatures:
        return Pair(date, below, None, None)
    over = _place(reading, signatures[0])
    return Pair(date, below, signatures[0], over) if over and before[-1] is signatures[0] else None


def _place(reading: Reading, element: Element) -> Spacing | None:
    """Measure an element of one line in the main column; how wide a placeholder will be is not known."""
    segment = element.segments[0]
    spacing = reading.spacing(segment)
    alone = len(element.segments) == 1 and segment.zone == "body" and spacing.lines == 1
    sure = not _PLACEHOLDER.search(element.text) and not _vague_blanks(segment)
    return spacing if alone and sure and segment.paragraph.format.frame is None else None


def _vague_blanks(segment: Segment) -> bool:
    """Tell whether narrow blanks place the line: in a Latin font they may be half as wide as in a Chinese one."""
    paragraph = segment.paragraph
    narrow = sum(
        run.text.count(" ")
        for run in paragraph.runs
        if not any(belongs(run.format.latin_font or "", f) for f in families())
    )
    return narrow > FEW


def _wrong_date(pair: Pair) -> Iterator[Hit]:
    if not pair.dated and not pair.unsealed:
        yield _hit(pair.date, pair.below, SEALED)


def _wrong_signature(pair: Pair) -> Iterator[Hit]:
    if pair.signature and pair.over and pair.dated and not pair.centred and not pair.unsealed:
        middle = pair.below.right + (pair.below.width - pair.over.width) / 2
        yield _hit(pair.signature, pair.over, middle)


def _wrong_unsealed(pair: Pair) -> Iterator[Hit]:
    if pair.signature is None or pair.over is None or pair.long_date:
        return
    if not near(pair.over.right, UNSEALED):
        yield _hit(pair.signature, pair.over, UNSEALED)
    elif not pair.stepped:
        yield _hit(pair.date, pair.below, UNSEALED + pair.over.width - STEP - pair.below.width)


def _wrong_long_date(pair: Pair) -> Iterator[Hit]:
    if pair.signature and pair.over and pair.long_date:
        if not near(pair.below.right, UNSEALED):
            yield _hit(pair.date, pair.below, UNSEALED)
        elif not pair.stepped:
            yield _hit(pair.signature, pair.over, UNSEALED + pair.below.width + STEP - pair.over.width)


_FAULTS: Mapping[str, Callable[[Pair], Iterator[Hit]]] = {
    "date": _wrong_date,
    "signature": _wrong_signature,
    "unsealed": _wrong_unsealed,
    "long_date": _wrong_long_date,
}


def _hit(element: Element, spacing: Spacing, right: float) -> Hit:
    found = "居左" if spacing.left < spacing.right else f"右空{number(spacing.right)}字"
    return Hit(element, 0, len(element.text), found, f"右空{number(right)}字")


class OnePerLine(Function):
    """Find signatures beside another one, in a line or in a row of a table."""

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on every one but the first of its line."""
        placed = [(element, segment) for element in reading.elements(scope.where) for segment in element.segments]
        for (_, left), (element, right) in pairwise(placed):
            if _beside(left, right):
                start = element.text.find(right.text)
                yield Hit(element, start, start + len(right.text), right.text)


def _beside(left: Segment, right: Segment) -> bool:
    if left.paragraph is right.paragraph:
        return "\n" not in left.paragraph.text[left.end : right.start]
    rows = [_ROW.match(segment.paragraph.address.path) for segment in (left, right)]
    return all(rows) and rows[0][0] == rows[1][0]  # type: ignore[index]  # all of them matched
