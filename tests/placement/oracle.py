"""Where LibreOffice puts the paragraphs of a document, kept as data, and how placing by arithmetic compares with it."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from gongwen.anatomy.spacing import body_line
from gongwen.draft import Draft, Paragraph
from gongwen.ooxml.names import w
from gongwen.ooxml.package import Package
from gongwen.ooxml.reader import read
from gongwen.ooxml.values import Element
from gongwen.placement.model import Line, Placement
from gongwen.placement.place import place
from gongwen.render.copies import SLACK, rewrite, serialise, settle, stories
from gongwen.render.floats import twips
from gongwen.render.marks import copy_of, paragraphs
from gongwen.render.printed import measure_copies
from tests.placement.fonts import base_font, write_fonts

SAME_PAGE, CLOSE = 0.97, 0.95
"""Shares of paragraphs below which placing by arithmetic is not good enough."""
MEASURED = Path(__file__).resolve().parent / "measured"

Row = tuple[int, int, float, float]
"""A printed line: page, offset of its first character, the left of that, the top of the line; in points."""
Measured = Mapping[str, Sequence[Row]]
"""The printed lines of each paragraph by its path."""


_AIR = re.compile(rb'<w:autoSpaceD[EN] w:val="(?:0|false|off)"/>')


def comparable(data: bytes) -> bytes:
    """Take out what LibreOffice has no ear for: it parts Chinese from Latin letters whatever the file says.

    Nor can its grid leave part of the type area below it; the pitch is made to fill it.
    """
    package = Package.open(data)
    roots = stories(package)
    styles = package.related(package.main, "/styles")
    if styles:
        roots[styles] = package.xml(styles)
    for section in roots[package.main].iter(w("sectPr")):
        _fill(section)
    return rewrite(data, {name: _AIR.sub(b"", part) for name, part in serialise(roots).items()})


def _fill(section: Element) -> None:
    grid, size, margins = (section.find(w(name)) for name in ("docGrid", "pgSz", "pgMar"))
    if grid is not None and size is not None and margins is not None and twips(grid, "linePitch"):
        area = twips(size, "h") - abs(twips(margins, "top")) - abs(twips(margins, "bottom"))
        grid.set(w("linePitch"), str((area - SLACK) // max(area // twips(grid, "linePitch"), 1)))


def draft_of(data: bytes) -> Draft:
    """Read the copy of a comparable file that LibreOffice measures."""
    return read(Package.open(settle(data)))


def measure_files(files: Sequence[bytes]) -> list[Measured | None]:
    """Measure comparable files by LibreOffice in one go, None for each that it cannot print."""
    with TemporaryDirectory() as name:
        base = base_font()
        if base:
            write_fonts(base, Path(name))
        found = measure_copies([copy_of(data) for data in files], fonts=Path(name))
    return [None if placement is None else _measured(placement) for placement in found]


def _measured(placement: Placement) -> Measured:
    return {
        path: [(line.box.page, line.start, round(line.origin, 1), round(line.box.top, 1)) for line in lines]
        for path, lines in placement.lines.items()
    }


def write_measured(name: str, measured: Measured) -> None:
    """Keep what was measured of a sample, one paragraph a line."""
    lines = ",\n".join(f"{json.dumps(path)}: {json.dumps(lines)}" for path, lines in measured.items())
    (MEASURED / f"{name}.json").write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


def read_measured(name: str) -> Measured:
    """Read what was measured of a sample."""
    found: Measured = json.loads((MEASURED / f"{name}.json").read_text(encoding="utf-8"))
    return found


@dataclass(frozen=True, slots=True)
class Pair:
    """Hold where a paragraph begins by arithmetic and as measured.

    `drift` is how much lower it stands than measured, in lines, `shift` how much farther right, in points; `breaks` are the
    offsets where its further lines begin.
    """

    paragraph: Paragraph
    page: int
    measured_page: int
    drift: float
    shift: float
    exact: bool
    breaks: tuple[int, ...]
    measured_breaks: tuple[int, ...]

    @property
    def close(self) -> bool:
        return self.page == self.measured_page and abs(self.drift) <= 0.5


def compare(draft: Draft, measured: Measured) -> list[Pair]:
    """Compare every paragraph that was measured with where arithmetic puts it."""
    placed, line = place(draft), body_line(draft)
    return [
        _pair(paragraph, placed.lines[path], measured[path], line)
        for paragraph in paragraphs(draft)
        for path in (paragraph.address.path,)
        if measured.get(path) and placed.lines.get(path)
    ]


def _pair(paragraph: Paragraph, lines: Sequence[Line], measured: Sequence[Row], body: float) -> Pair:
    """Pair a paragraph with its measure; one of a header or footer, on the page where it was measured."""
    page, start, left, top = measured[0]
    if paragraph.address.part != "body":
        lines = [line for line in lines if line.box.page == page] or lines
    first = next((line for line in lines if line.start <= start < line.end), lines[0])
    return Pair(
        paragraph,
        first.box.page,
        page,
        drift=(first.box.top - top) / (first.box.height if paragraph.text.strip() else body),
        shift=first.origin + first.ruler.width(first.start, start) - left,
        exact=not first.box.unsure,
        breaks=_begins(paragraph, [line.start for line in lines]),
        measured_breaks=_begins(paragraph, [begin for _, begin, _, _ in measured]),
    )


def _begins(paragraph: Paragraph, starts: Sequence[int]) -> tuple[int, ...]:
    """Give where lines after the first begin, blanks skipped."""
    text = paragraph.text
    return tuple(start + len(text[start:]) - len(text[start:].lstrip()) for start in starts[1:])


def same_page(pairs: Sequence[Pair]) -> float:
    """Give the share of paragraphs that stand on the page measured."""
    return _share([pair.page == pair.measured_page for pair in pairs])


def close(pairs: Sequence[Pair]) -> float:
    """Give the share of those said to be exact that stand within half a line of where they were measured."""
    return _share([pair.close for pair in pairs if pair.exact])


def same_breaks(pairs: Sequence[Pair]) -> float:
    """Give the share of paragraphs whose lines begin with the same characters."""
    return _share([pair.breaks == pair.measured_breaks for pair in pairs])


def _share(values: Sequence[bool]) -> float:
    return sum(values) / len(values) if values else 1.0


def causes(pairs: Sequence[Pair]) -> Iterator[str]:
    """Name the stretches of misses, each by the paragraph where it begins and what happened there."""
    for missed, group in groupby(enumerate(pairs), lambda item: not item[1].close):
        if missed:
            stretch = list(group)
            at, first = stretch[0]
            yield f"{first.paragraph.address.path} 起 {len(stretch)} 段：{_difference(first)}{_cause(pairs, at)}"


def _difference(pair: Pair) -> str:
    pages = "" if pair.page == pair.measured_page else f"第 {pair.page} 页，实测第 {pair.measured_page} 页，"
    return f"{pages}偏下 {pair.drift:.2f} 行"


def _cause(pairs: Sequence[Pair], at: int) -> str:
    before = pairs[at - 1] if at else None
    if before and len(before.breaks) != len(before.measured_breaks):
        lines = len(before.breaks) + 1, len(before.measured_breaks) + 1
        return f"；前一段 {before.paragraph.address.path} 排成 {lines[0]} 行，实测 {lines[1]} 行"
    form = pairs[at].paragraph.format
    return "；图文框" if form.frame else f"；行距 {form.line_rule} {form.line:g}"
