"""Functions about paper and paragraphs: size of the sheet, blanks for indents, spacing, fonts of Latin text."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from gongwen.anatomy.elements import GROUPS, Element, Segment
from gongwen.anatomy.spacing import paragraph_line, space_after, space_before, text_width
from gongwen.checks.base import Cure, Hit, Reading, Scope
from gongwen.checks.code.base import Function
from gongwen.checks.cures import pages, places
from gongwen.checks.cures.distances import Gap, cleared, gap_above, removable
from gongwen.checks.cures.spans import span
from gongwen.checks.expectations import Aim, latin, number
from gongwen.checks.fonts import belongs, families
from gongwen.draft import Section
from gongwen.edits import Edit, ParagraphChange, SetParagraphFormat
from gongwen.units import Pt, to_mm

SHEETS = {
    "A4": (210, 297),
    "A3": (297, 420),
    "Letter": (215.9, 279.4),
    "Legal": (215.9, 355.6),
    "16开": (184, 260),
    "B5": (182, 257),
}
"""Sheets that have a name, in millimetres, upright."""
ROUGH = Pt(1.5)
"""Spacings and line heights that differ by less look the same."""
STANDARD_SIZE = Pt(16.0)
NONE = Pt(0.0)


class PaperSize(Function):
    """Find sections that are not on A4 upright; landscape ones are left alone where there are upright ones."""

    tolerance: float = 1.05
    MENDS = True

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield one hit for each wrong size; the tolerance is in millimetres."""
        sections = reading.gongwen.draft.sections
        upright = [section for section in sections if section.page_width <= section.page_height]
        sizes = dict.fromkeys((to_mm(s.page_width), to_mm(s.page_height)) for s in upright or sections)
        for size in sizes:
            if not self._same(size, SHEETS["A4"]):
                where = [s for s in upright or sections if (to_mm(s.page_width), to_mm(s.page_height)) == size]
                cure = Cure(partial(_on_a4, where))
                yield Hit(None, found=self._shown(size), expected="A4纵向（210毫米×297毫米）", cure=cure)

    def _same(self, size: tuple[float, float], sheet: tuple[float, float]) -> bool:
        return all(abs(one - other) <= self.tolerance for one, other in zip(size, sheet, strict=True))

    def _shown(self, size: tuple[float, float]) -> str:
        shown = f"{number(size[0])}毫米×{number(size[1])}毫米"
        for name, (width, height) in SHEETS.items():
            if self._same(size, (width, height)):
                return f"{name}（{shown}）"
            if self._same(size, (height, width)):
                return f"{name}横向（{shown}）"
        return shown


def _on_a4(where: Sequence[Section]) -> Iterator[Edit]:
    """Yield the paper of upright pages; turning a page may ruin what is made for it."""
    upright = [section for section in where if section.page_width <= section.page_height]
    width, height = SHEETS["A4"]
    yield from pages.sections(upright, {"page_width": width, "page_height": height})


class BlankIndents(Function):
    """Find paragraphs indented by blanks typed in front of them; message field `count`: how many there are."""

    MENDS = True
    FIELDS = frozenset({"count"})

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield one hit, on the first of them."""
        found = [(element, s) for element, s in _opening(reading, scope) if s.start and _blanks(s)]
        if found:
            first = found[0][0]
            cure = Cure(partial(_indented, reading, found), "首行缩进2字符", tuple(element for element, _ in found))
            count = {"count": str(len(found))}
            yield Hit(first, 0, len(first.text), "段首的空格", fields=count, cure=cure, topic="")


def _indented(reading: Reading, found: Sequence[tuple[Element, Segment]]) -> Iterator[Edit]:
    """Yield the indent of each paragraph, its blanks taken away."""
    for element, segment in found:
        yield from places.stood(reading, element, segment, Aim("left", 2.0))


def _blanks(segment: Segment) -> bool:
    lead = segment.paragraph.text[: segment.start]
    return "\t" not in lead and text_width(lead) >= 1.5


def _layouts(reading: Reading, scope: Scope) -> Iterator[Segment]:
    """Yield one line for each layout a rule looks at: when nothing is wrong with these, nothing is with the others."""
    for name in scope.where:
        for layout, lines in reading.by_layout.get(name, {}).items():
            yield from (segment for _, segment in (lines[:1] if layout else lines))


def _opening(reading: Reading, scope: Scope) -> Iterator[tuple[Element, Segment]]:
    """Yield the elements that begin a paragraph of the main column, with their first segment."""
    for element in reading.elements(scope.where):
        segment = element.segments[0]
        if segment.zone == "body" and (not segment.start or not segment.paragraph.text[: segment.start].strip()):
            yield element, segment


class BlankLines(Function):
    """Find empty lines between paragraphs of the main text; message field `count`: how many places there are.

    Lines that are no sentences, such as the title of a table, may stand apart.
    """

    MENDS = True
    FIELDS = frozenset({"count"})

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield one hit, on the first paragraph with an empty line above it."""
        said = {id(s.paragraph): _said(e) for e in reading.elements(scope.where) for s in e.segments}
        gaps = ((e, gap_above(reading, s.paragraph)) for e, s in _opening(reading, scope) if said[id(s.paragraph)])
        found = [(e, gap) for e, gap in gaps if gap and gap.over and said.get(id(gap.over)) and _empty(gap)]
        if found:
            first = found[0][0]
            cure = Cure(partial(_closed_up, reading, [gap for _, gap in found]), "不空行", tuple(e for e, _ in found))
            count = {"count": str(len(found))}
            yield Hit(first, 0, len(first.text), "空行", fields=count, cure=cure, topic="")


def _said(element: Element) -> bool:
    return element.name.startswith("heading.") or element.text[-1] in "。；：！？…”）"


def _empty(gap: Gap) -> bool:
    return bool(gap.blanks) and all(removable(blank, gap.paragraph) for blank in gap.blanks)


def _closed_up(reading: Reading, gaps: Sequence[Gap]) -> Iterator[Edit]:
    for gap in gaps:
        yield from cleared(reading, gap.paragraph)


class MixedLatinFonts(Function):
    """Find Latin letters and digits in another font than most of them; names of one family are one font."""

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield one hit for each font that is not the usual one, where it is first used."""
        buckets = (bucket for name in scope.where for bucket in reading.by_formats.get(name, {}).values())
        if len({form.latin_font for formats, _ in buckets for form in formats}) < 2:
            return
        counts: Counter[str] = Counter()
        firsts: dict[str, Hit] = {}
        for element in reading.elements(scope.where):
            if element.segments[0].zone != "body":
                continue
            for form, text, start in reading.faces(element):
                weight = latin(text)
                if weight and form.latin_font:
                    family = _family(form.latin_font)
                    counts[family] += weight
                    firsts.setdefault(family, Hit(element, start, start + len(text), form.latin_font))
        usual = counts.most_common(1)[0][0] if counts else ""
        for family, hit in firsts.items():
            if family != usual:
                yield replace(hit, expected=firsts[usual].found, topic=family)


def _family(font: str) -> str:
    return next((name for name in families() if belongs(font, name)), font.casefold())


class ParagraphSpacing(Function):
    """Find spacing between paragraphs of the main text; towards other elements it stands for empty lines."""

    MENDS = True

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on every paragraph with spacing before or after it."""
        if not any(max(_spaces(segment)) > ROUGH for segment in _layouts(reading, scope)):
            return
        prose = {id(element): prose for element, prose in _between(reading)}
        for element, segment in _opening(reading, scope):
            sides = tuple(zip(("段前", "段后"), prose[id(element)], _spaces(segment), strict=True))
            shown = [f"{word}{number(value)}磅" for word, counts, value in sides if counts and value > ROUGH]
            if shown and not segment.paragraph.format.contextual_spacing:
                before, after = (NONE if counts and value > ROUGH else None for _, counts, value in sides)
                cure = Cure(partial(_stood, segment, ParagraphChange(before=before, after=after)))
                yield Hit(element, 0, len(element.text), "、".join(shown), "0", cure=cure)


def _spaces(segment: Segment) -> tuple[Pt, Pt]:
    """Give the spacing before and after the paragraph of a segment."""
    return space_before(segment.paragraph, segment.section), space_after(segment.paragraph, segment.section)


def _between(reading: Reading) -> Iterator[tuple[Element, tuple[bool, bool]]]:
    """Yield every element and whether main text comes before and after its paragraph."""
    elements = reading.gongwen.elements
    main = [element.name in GROUPS["prose"] for element in elements]
    for index, element in enumerate(elements):
        yield element, (index > 0 and main[index - 1], index + 1 < len(main) and main[index + 1])


class UnevenLines(Function):
    """Find paragraphs of the main text whose line spacing is set otherwise than that of most of it."""

    MENDS = True

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on every such paragraph; drawings in the line ask for spacing of their own."""
        lines = [_line(segment) for segment in _layouts(reading, scope)]
        if not lines or max(lines) - min(lines) <= ROUGH:
            return
        opening = [(e, s, _line(s)) for e, s in _opening(reading, scope) if not s.paragraph.shapes]
        heights: Counter[float] = Counter()
        for _, segment, line in opening:
            heights[line] += len(segment.paragraph.text)
        usual = heights.most_common(1)[0][0] if heights else 0.0
        for element, segment, line in opening:
            if abs(line - usual) > ROUGH:
                cure = Cure(partial(_stood, segment, ParagraphChange(line=Pt(usual))))
                yield Hit(element, 0, len(element.text), f"{number(line)}磅", f"{number(usual)}磅", cure=cure)


def _stood(segment: Segment, change: ParagraphChange) -> Iterator[Edit]:
    yield SetParagraphFormat(span(segment.paragraph), change)


def _line(segment: Segment) -> float:
    """Give the line height as if the text were 三号: only what is set counts, not what other sizes make of it."""
    section: Section = segment.section
    return round(paragraph_line(segment.paragraph, section, STANDARD_SIZE), 2)
