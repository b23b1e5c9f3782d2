"""Functions about the imprint (版记): its lines, what they part, where its text stands (GB/T 9704-2012 §7.4)."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

from gongwen.anatomy.elements import Element, Mark
from gongwen.checks.base import Cure, Hit, Reading, Scope
from gongwen.checks.code.base import Function
from gongwen.checks.cures import furniture, places, strokes
from gongwen.checks.expectations import Aim, number
from gongwen.edits import Edit
from gongwen.units import Pt

THICK = (Pt(0.7), Pt(1.6))
"""What passes for the 0.35 mm (1 pt) of the first and the last line."""
THIN = (Pt(0.4), Pt(1.15))
"""What passes for the 0.25 mm (0.75 pt) of the lines between."""
ALIKE = Pt(0.1)
ONE = (0.3, 1.7)
"""What passes for one 字 from the edge."""


def _lines(reading: Reading) -> list[tuple[Element, Mark]]:
    """Give the lines whose thickness the file names."""
    elements = reading.elements(frozenset({"imprint_line"}))
    return [(element, element.mark) for element in elements if element.mark and element.mark.thickness]


class ImprintThickness(Function):
    """Find lines much thicker or thinner than recommended; message field `place`: 首条, 中间, 末条."""

    FIELDS = frozenset({"place"})
    MENDS = True

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on every such line; a single line tells nothing."""
        lines = _lines(reading)
        for index, (element, mark) in enumerate(lines if len(lines) > 1 else ()):
            place = "首条" if index == 0 else "末条" if index == len(lines) - 1 else "中间"
            low, high = THIN if place == "中间" else THICK
            if not low <= mark.thickness <= high:
                expected = "0.25毫米（0.75磅）" if place == "中间" else "0.35毫米（1磅）"
                width = furniture.THIN if place == "中间" else furniture.THICK
                cure = Cure(partial(strokes.redrawn, mark, width=width))
                yield Hit(element, 0, 0, f"{mark.thickness:.3g}磅", expected, {"place": place}, cure=cure)


class ImprintAlike(Function):
    """Find an imprint whose outer and inner lines are equally thick."""

    MENDS = True

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on the first inner line."""
        lines = _lines(reading)
        thickness = [mark.thickness for _, mark in lines]
        if len(lines) > 2 and max(thickness) - min(thickness) <= ALIKE:
            cure = Cure(partial(_graded, [mark for _, mark in lines]), "首条、末条1磅，中间0.75磅")
            yield Hit(lines[1][0], 0, 0, f"{thickness[0]:.3g}磅", cure=cure)


def _graded(marks: Sequence[Mark]) -> Iterator[Edit]:
    """Yield the thickness of every line; none unless all of them can be redrawn."""
    outer = (marks[0], marks[-1])
    widths = [furniture.THICK if mark in outer else furniture.THIN for mark in marks]
    edits = [list(strokes.redrawn(mark, width=width)) for mark, width in zip(marks, widths, strict=True)]
    yield from (edit for group in edits for edit in group) if all(edits) else ()


class ImprintParted(Function):
    """Find 印发机关 with no line between it and what stands over it, in an imprint that has lines."""

    MENDS = True

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on the printer."""
        elements = reading.gongwen.elements
        if not any(element.name == "imprint_line" for element in elements):
            return
        for above, element in pairwise(elements):
            if above.name == "cc" and element.name == "printer":
                cure = Cure(partial(furniture.parted, reading, element), "加一条0.75磅的线")
                yield Hit(element, 0, len(element.text), element.text, cure=cure)


class RecipientsParted(Function):
    """Find a line between 主送机关 that were moved into the imprint and 抄送机关."""

    MENDS = True

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on 抄送机关."""
        elements: Sequence[Element] = reading.gongwen.elements
        for above, line, element in zip(elements, elements[1:], elements[2:], strict=False):
            if (above.name, line.name, element.name) == ("cc", "imprint_line", "cc") and above.text.startswith("主送"):
                cure = Cure(partial(_erased, line), "（删去）", (line,))
                yield Hit(element, 0, len(element.text), element.text, cure=cure)


def _erased(line: Element) -> Iterator[Edit]:
    if line.mark:
        yield from strokes.erased(line.mark)


class PrinterPlace(Function):
    """Find 印发机关 that does not begin one 字 from the left, or 印发日期 that does not end one 字 from the right.

    The date is measured only where a tab sets it: how wide a row of blanks prints depends on the font.
    """

    MENDS = True

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on each that stands elsewhere; tables and boxes have edges of their own."""
        for element in reading.elements(scope.where):
            first = element.segments[0]
            last = [segment for segment in element.segments if segment.paragraph is first.paragraph][-1]
            left, right = reading.spacing(first), reading.spacing(last)
            if first.zone != "body" or max(left.lines, right.lines) > 1:
                continue
            if not ONE[0] <= left.left <= ONE[1]:
                cure = Cure(partial(places.stood, reading, element, first, Aim("left", 1.0)))
                yield Hit(element, 0, len(first.text), f"印发机关左空{number(left.left)}字", "左空1字", cure=cure)
            tabbed = last is not first and "\t" in last.paragraph.text[first.end : last.start]
            if tabbed and not ONE[0] <= right.right <= ONE[1]:
                start = element.text.rindex(last.text)
                cure = Cure(partial(places.stood, reading, element, last, Aim("right", 1.0)))
                found = f"印发日期右空{number(right.right)}字"
                yield Hit(element, start, start + len(last.text), found, "右空1字", cure=cure)
