"""Cut a draft into segments, the unit of recognition, in the order a person reads them.

A paragraph is cut at line breaks, tabs, runs of six or more blanks, and after a heading that runs into its text. Floating boxes
hang on early empty paragraphs, so what closes a document (版记) is read last, the rest where it is anchored.
"""

import re
from collections.abc import Iterable, Iterator

from gongwen.anatomy.elements import Segment, Zone
from gongwen.anatomy.spacing import BLANKS, empty_height, space_after, space_before
from gongwen.draft import Block, Draft, Paragraph, RunFormat, Section, Shape, Table, walk
from gongwen.units import Pt

_BLANK = "".join(sorted(BLANKS))
_CUT = re.compile(rf"[\n\t\f\v]|[{_BLANK}]{{6,}}")
_NUMBERED = re.compile(
    r"(?P<upper>[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])|(?:\d{1,2}[.．](?!\d(?!\d{3}年))|[（(]\d{1,2}[）)])"
)
_IMPRINT = re.compile(rf"^抄[{_BLANK}]*[送报]|印发$|共印.{{1,6}}份")
_OPENING = frozenset(["", *BLANKS, *"\n\t\f\v", *"（(", *"一二三四五六七八九十0123456789"])
_CLOSING = frozenset("。；：，、！？）”》")
"""A paragraph that opens and closes otherwise is one plain segment unless something cuts it."""
RUN_IN_LENGTH = 25
"""A first sentence longer than this is text, not a heading that runs into its text."""

Span = tuple[int, int]


def segments(draft: Draft) -> tuple[Segment, ...]:
    """Give all segments of a draft: page header, body, boxes that close the document, then the footers."""
    cutter = _Cutter(draft)
    for blocks in _opening_headers(draft.sections[0]):
        cutter.flow(blocks, "header")
    cutter.flow(draft.blocks, "body")
    for shape in cutter.closing:
        cutter.flow(shape.blocks, "box")
    for blocks in _footers(draft):
        cutter.flow(blocks, "footer")
    return tuple(cutter.found)


def _opening_headers(section: Section) -> Iterator[tuple[Block, ...]]:
    """Yield the header of page one: some files put 份号 and 密级 there."""
    wanted = "first" if section.title_page else "default"
    return (story.blocks for kind, story in section.headers if kind == wanted)


def _footers(draft: Draft) -> Iterator[tuple[Block, ...]]:
    """Yield each footer that can print, once."""
    seen: set[str] = set()
    for section in draft.sections:
        for kind, story in section.footers:
            shown = {"even": draft.even_and_odd, "first": section.title_page}.get(kind, True)
            if shown and story.part not in seen:
                seen.add(story.part)
                yield story.blocks


class _Cutter:
    """Collect the segments of one draft."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.found: list[Segment] = []
        self.closing: list[Shape] = []
        self.section = 0
        self.ruled = False
        self.spacing: dict[tuple[int, int], tuple[Pt, Pt]] = {}

    def flow(self, blocks: Iterable[Block], zone: Zone) -> None:
        """Cut one column of text; heights are measured inside it only."""
        above: Pt | None = None
        for block in blocks:
            if isinstance(block, Paragraph):
                above = self._paragraph(block, zone, above)
                continue
            outside, self.ruled = self.ruled, self.ruled or _ruled(block)
            for row in block.rows:
                for cell in row.cells:
                    self.flow(cell.blocks, "table" if zone == "body" else zone)
            above, self.ruled = Pt(0.0), outside

    def _paragraph(self, paragraph: Paragraph, zone: Zone, above: Pt | None) -> Pt | None:
        """Cut one paragraph and give the height that has gathered since the last text (None: cannot be told)."""
        section = self.draft.sections[paragraph.section]
        boxed = sum(self._box(shape, zone) for shape in paragraph.shapes) if paragraph.shapes else 0
        text, form = paragraph.text, paragraph.format
        before, after = self._spacing(paragraph, section)
        if form.page_break_before or text[:1] == "\f" or self._new_page(paragraph):
            above = None
        spans = _spans(paragraph)
        if not spans:
            if boxed or "\f" in text or (above is None and not self.found):
                return None
            return Pt((above or 0.0) + before + empty_height(paragraph, section) + after)
        if above is not None:
            above = Pt(above + before)
        number = paragraph.number or ""
        for start, end in spans:
            piece = number + text[start:end]
            self.found.append(Segment(len(self.found), paragraph, section, start, end, piece, zone, above, self.ruled))
            number, above = "", Pt(0.0)
        return None if text[-1:] == "\f" else after

    def _new_page(self, paragraph: Paragraph) -> bool:
        """Tell whether the paragraph opens a section that begins on a new page."""
        before, self.section = self.section, paragraph.section
        return before != paragraph.section and self.draft.sections[paragraph.section].start != "continuous"

    def _spacing(self, paragraph: Paragraph, section: Section) -> tuple[Pt, Pt]:
        """Give the spacing before and after, worked out once for each format."""
        key = (id(paragraph.format), paragraph.section)
        if key not in self.spacing:
            self.spacing[key] = (space_before(paragraph, section), space_after(paragraph, section))
        return self.spacing[key]

    def _box(self, shape: Shape, zone: Zone) -> bool:
        """Cut a text box, or keep it for the end; tell whether it holds text."""
        inner: Zone = zone if zone in ("header", "footer") else "box"
        texts = [paragraph.text.strip() for paragraph in walk(shape.blocks)]
        if zone == "body" and any(_IMPRINT.search(text) for text in texts):
            self.closing.append(shape)
        else:
            self.flow(shape.blocks, inner)
        inside = [self._box(child, zone) for child in shape.children]
        return any(texts) or any(inside)


def _ruled(table: Table) -> bool:
    """Tell a table of data by its vertical lines; layout tables have none."""
    return any(cell.borders.left or cell.borders.right for row in table.rows for cell in row.cells)


def _spans(paragraph: Paragraph) -> list[Span]:
    """Cut a paragraph into the spans of its segments; a number alone makes one too."""
    text = paragraph.text
    smooth = text.isprintable() and "  " not in text  # of breaks and blanks only the plain blank can be printed
    if text[:1] in _OPENING or text[-1:] not in _CLOSING or paragraph.number or not smooth:
        return _trimmed_spans(paragraph)
    return [(0, len(text))]


def _trimmed_spans(paragraph: Paragraph) -> list[Span]:
    """Cut what may hold blanks, breaks or a heading that runs into its text."""
    text = paragraph.text
    if not text.strip():
        return [(len(text), len(text))] if paragraph.number else []
    spans = [(start, end) for start, end in (_trim(text, *span) for span in _between_cuts(text)) if start < end]
    head = _run_in(paragraph, *spans[0])
    return spans if head is None else [(spans[0][0], head), _trim(text, head, spans[0][1]), *spans[1:]]


def _between_cuts(text: str) -> Iterator[Span]:
    start = 0
    for cut in _CUT.finditer(text):
        yield start, cut.start()
        start = cut.end()
    yield start, len(text)


def _trim(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))


def _run_in(paragraph: Paragraph, start: int, end: int) -> int | None:
    """Find where a heading ends that runs into its text: `（一）加强领导。各乡镇要……`.

    The upper two levels must differ in font from what follows; the lower two are set like the text, so they must be short and
    have no comma.
    """
    text = paragraph.text
    number = paragraph.number or ""
    numbered = _NUMBERED.match(number + text[start : start + 8])
    if not numbered:
        return None
    stop = text.find("。", start, start + RUN_IN_LENGTH + 1) + 1
    if not stop or stop >= end:
        return None
    if numbered["upper"]:
        return stop if _face(paragraph, start, stop) != _face(paragraph, stop, end) else None
    return None if "，" in text[start:stop] else stop


def _face(paragraph: Paragraph, start: int, end: int) -> tuple[str | None, bool]:
    """Give font and weight of most of a span."""
    weights: dict[tuple[str | None, bool], int] = {}
    for run in paragraph.runs_in(start, end):
        form: RunFormat = run.format
        key = (form.han_font, form.bold)
        weights[key] = weights.get(key, 0) + min(end, run.start + len(run.text)) - max(start, run.start)
    return max(weights, key=lambda key: weights[key]) if weights else (None, False)
