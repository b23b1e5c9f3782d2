"""Functions about the red head: the masthead of several agencies, number and signers side by side, the red line."""

import re
from collections.abc import Iterator
from functools import cached_property, partial

import regex

from gongwen.anatomy.elements import Element, Segment
from gongwen.anatomy.spacing import Spacing, char_size
from gongwen.checks.base import PATIENCE, Cure, Hit, Reading, Scope
from gongwen.checks.code.base import Function
from gongwen.checks.cures import looks, places, strokes
from gongwen.checks.cures.spans import paragraphs
from gongwen.checks.expectations import ALIGNS, han, number
from gongwen.checks.fonts import belongs, is_family
from gongwen.edits import Edit, RunChange
from gongwen.patterns import compiled
from gongwen.units import to_mm

_ROW = re.compile(r"^.*r\[\d+\]")
TYPE_AREA = 156.0
"""The width of 版心 in millimetres (GB/T 9704-2012 §5.2.1)."""


class OffCentre(Function):
    """Find lines out of the middle; one that fills its line is in the middle however it is set.

    `tolerance` is how much more room one side may have than the other, in 字 of the line's own size; the last of several lines is
    out of the middle for sure where it leaves twice as much.
    """

    tolerance: float = 2.0
    MENDS = True

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on every element with such a line; boxes, tables and frames have edges of their own."""
        for element in reading.elements(scope.where):
            for segment in element.segments:
                spacing = reading.spacing(segment)
                free = segment.zone != "body" or segment.paragraph.format.frame is not None
                if free or spacing.align in ("center", "distribute"):
                    continue
                turned = spacing.lines > 1 and _left_over(segment, spacing) > 2 * self.tolerance
                if turned or (spacing.lines == 1 and abs(spacing.left - spacing.right) > self.tolerance):
                    cure = Cure(partial(_centred, reading, element))
                    yield Hit(element, 0, len(element.text), ALIGNS[spacing.align], ALIGNS["center"], cure=cure)
                    break


def _left_over(segment: Segment, spacing: Spacing) -> float:
    """Estimate the room that the last line of a paragraph leaves, in 字."""
    form, char = segment.paragraph.format, char_size(segment.paragraph, segment.start, segment.end)
    room = segment.section.text_width / char - spacing.turn - form.right.width(char) / char
    return room - (spacing.left - spacing.turn + spacing.width) % room if room > 1 else 0.0


def _centred(reading: Reading, element: Element) -> Iterator[Edit]:
    """Yield what centres every paragraph of an element that fills its lines in another way."""
    for paragraph, segments in paragraphs(element):
        if paragraph.format.align != "distribute":
            yield from places.aligned(reading, segments[0], "center")


class MastheadWordBelow(Function):
    """Find 文件 on a line of its own under the names of several agencies; in a table or a box it stands beside them."""

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on the word."""
        lines = [(element, segment) for element in reading.elements(scope.where) for segment in element.segments]
        free = any(segment.zone != "body" or segment.paragraph.format.frame for _, segment in lines)
        if len(lines) < 3 or free:
            return
        element, last = lines[-1]
        if _tight(last.text) == "文件" and _tight(last.paragraph.text) == "文件":
            end = len(element.text)
            yield Hit(element, end - len(last.text), end, last.text)


def _tight(text: str) -> str:
    return "".join(text.split())


class RecipientsMissing(Function):
    """Find a document without recipients (主送机关), those moved into the imprint counted."""

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on the document."""
        gongwen = reading.gongwen
        moved = any(_tight(row.text).startswith("主送") for element in gongwen.all("cc") for row in element.segments)
        if not gongwen.all("recipients") and not moved:
            yield Hit(None, name="recipients")


class NumberBesideSigner(Function):
    """Find a document number that is not on the line of the last signer (签发人)."""

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on the number; silent where the two stand in different boxes."""
        signers = [segment for element in reading.elements(frozenset({"signer"})) for segment in element.segments]
        for element in reading.elements(scope.where):
            if signers and _apart(element.segments[-1], signers[-1]):
                yield Hit(element, 0, len(element.text), element.text)


def _apart(left: Segment, right: Segment) -> bool:
    if left.zone != right.zone or left.zone not in ("body", "table"):
        return False
    if left.zone == "table":
        rows = [_ROW.match(segment.paragraph.address.path) for segment in (left, right)]
        return all(rows) and rows[0][0] != rows[1][0]  # type: ignore[index]  # all of them matched
    between = left.paragraph.text[left.end : right.start]
    return left.paragraph.address != right.paragraph.address or "\n" in between


class PartFont(Function):
    """Find parts of an element, matches of `part`, whose Chinese characters are mostly not of a font family."""

    part: str
    family: str
    MENDS = True

    def problems(self) -> Iterator[str]:
        """Tell of a family no table knows."""
        if not is_family(self.family):
            yield f"字体表里没有 {self.family}"

    @cached_property
    def _part(self) -> regex.Pattern[str]:
        return compiled(self.part, regex.MULTILINE)

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on every such part; fonts the file does not name count as right."""
        for element in reading.elements(scope.where):
            for match in self._part.finditer(element.text, timeout=PATIENCE):
                wrong = self._wrong(reading, element, match.start(), match.end())
                if wrong:
                    change = RunChange(han_font=self.family)
                    cure = Cure(partial(_dressed, reading, element, match.span(), change))
                    yield Hit(element, match.start(), match.end(), wrong, self.family, cure=cure)

    def _wrong(self, reading: Reading, element: Element, start: int, end: int) -> str:
        balance, shown = 0, ""
        for form, text, at in reading.faces(element):
            weight = han(text[max(0, start - at) : max(0, end - at)])
            off = weight and form.han_font is not None and not belongs(form.han_font, self.family)
            balance += weight if off else -weight
            shown = form.han_font or shown if off else shown
        return shown if balance > 0 else ""


def _dressed(reading: Reading, element: Element, part: tuple[int, int], change: RunChange) -> Iterator[Edit]:
    return looks.stretch(element, *part, looks.dressed(reading, change))


class LineWidth(Function):
    """Find lines that are not as wide as the type area (版心); `tolerance` in millimetres.

    `single`: only where there is one line; two red ones belong to a letter. A line of the 156 mm the standard asks
    for is right where too wide margins leave less: the margins are the fault.
    """

    tolerance: float
    single: bool = False
    MENDS = True

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on every such line."""
        lines = [(element, element.mark) for element in reading.elements(scope.where) if element.mark]
        for element, mark in () if self.single and len(lines) > 1 else lines:
            column = reading.gongwen.draft.sections[mark.paragraph.section].text_width
            wanted, width = to_mm(column), to_mm(mark.width)
            standard = wanted < width and abs(width - TYPE_AREA) <= self.tolerance
            if abs(width - wanted) > self.tolerance and not standard:
                cure = Cure(partial(strokes.stretched, mark, column, column))
                yield Hit(element, 0, 0, f"{number(width)}毫米", f"{number(wanted)}毫米", cure=cure)
