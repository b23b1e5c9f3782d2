"""How wide characters are: Han characters alike, Latin letters by a table, with what may be wider or narrower than said."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Literal
from unicodedata import category, east_asian_width

from gongwen.draft import Paragraph, RunFormat
from gongwen.patterns import compiled

Family = Literal["han", "serif", "sans", "unknown"]
Share = tuple[float, float, float]
"""Width of a character in sizes: likely, least, most."""

_SERIF = (
    "250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500 500 500 278 278 564 564 "
    "564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722 667 556 611 722 722 944 722 722 611 333 "
    "278 333 469 500 333 444 500 444 500 444 333 500 500 278 278 500 278 778 500 500 500 500 333 389 278 500 500 722 500 500 "
    "444 480 200 480 541"
)
_SANS = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584 "
    "584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 "
    "278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 "
    "500 334 260 334 584"
)
_TABLES = {
    family: tuple(int(width) / 1000 for width in table.split())
    for family, table in (("serif", _SERIF), ("sans", _SANS))
}
"""Advance of U+0020 to U+007E in Times New Roman and Arial, upright, as measured on metric twins of both."""
_FAMILIES: dict[str, Family] = {
    "Times New Roman": "serif", "Times": "serif", "Liberation Serif": "serif", "Cambria": "unknown",
    "Arial": "sans", "Helvetica": "sans", "Liberation Sans": "sans",
    "SimSun": "han", "NSimSun": "han", "SimHei": "han", "FangSong": "han", "KaiTi": "han", "STFangsong": "han",
}  # fmt: skip
_LEAST, _MOST = 0.9, 1.1
"""How far an unknown Latin font, or a bold face, may be from the table."""
_MARKS = frozenset("“”‘’·")
_NARROW_MARK = 0.44
"""A quotation mark in a Latin font: which font it takes is settled by hints that are often missing."""
_LETTER: Share = (0.55, 0.44, 1.0)
"""A Greek or Cyrillic letter: it may stand in the Latin font or, full width, in the Chinese one."""
_SYMBOL: Share = (0.85, 0.5, 1.0)
"""A sign that neither font has: it comes from a third one."""
AIR, MOST_AIR = 0.2, 0.25
"""Air between Han characters and Latin letters or digits, in sizes: a fifth in LibreOffice, up to a quarter in Word."""
RAISED = 2 / 3
"""Size of superscript and subscript."""
_SURE = compiled(r"[\u3000-\u30ff\u3400-\u9fff\uff01-\uff60\t\n\f]*")
_HAN = "\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"
_SEAMS = {
    (True, True): compiled(f"(?<=[{_HAN}])(?=[0-9A-Za-zÀ-ɏ])|(?<=[0-9A-Za-zÀ-ɏ])(?=[{_HAN}])"),
    (True, False): compiled(f"(?<=[{_HAN}])(?=[A-Za-zÀ-ɏ])|(?<=[A-Za-zÀ-ɏ])(?=[{_HAN}])"),
    (False, True): compiled(f"(?<=[{_HAN}])(?=[0-9])|(?<=[0-9])(?=[{_HAN}])"),
}
"""Seams that take air, by whether letters and whether digits do."""
_PAIRS = compiled("[，。、；：？！”’）》」』】〕〉](?=[，。、；：？！”’）》」』】〕〉“‘（《「『【〔〈])")
"""Two marks in a row: the first may lose half of its width."""


@dataclass(frozen=True, slots=True)
class Edges:
    """Hold the width of the text before each offset: likely, and least and most where they differ."""

    likely: Sequence[float]
    least: Sequence[float]
    most: Sequence[float]

    @property
    def sure(self) -> bool:
        """Tell whether there is but one width."""
        return self.least is self.likely


class Widths:
    """Give the widths of text in a section; `grid` is what its character grid adds to each Han character, in points.

    `compress` and `han_marks` as in Draft.
    """

    __slots__ = ("_compress", "_faces", "_grid", "_han_marks")

    def __init__(self, grid: float = 0.0, *, compress: bool = False, han_marks: bool = False) -> None:
        self._grid = grid
        self._compress = compress
        self._han_marks = han_marks
        self._faces: dict[int, tuple[RunFormat, tuple[_Face, _Face, _Face]]] = {}

    def edges(self, paragraph: Paragraph) -> Edges:
        """Measure the text of a paragraph."""
        text = paragraph.text
        likely = self._advances(paragraph, 0)
        if _SURE.fullmatch(text) and not (self._compress and _PAIRS.search(text)):
            edges = list(accumulate(likely, initial=0.0))
            return Edges(edges, edges, edges)
        least, most = self._advances(paragraph, 1), self._advances(paragraph, 2)
        self._seams(paragraph, likely, least, most)
        if self._compress:
            for pair in _PAIRS.finditer(text):
                least[pair.start()] *= 0.5
        return Edges(*(list(accumulate(widths, initial=0.0)) for widths in (likely, least, most)))

    def text(self, text: str, form: RunFormat) -> float:
        """Measure a text in one format."""
        return sum(map(self._face(form)[0].__getitem__, text))

    def _advances(self, paragraph: Paragraph, which: int) -> list[float]:
        widths: list[float] = []
        for run in paragraph.runs:
            widths += map(self._face(run.format)[which].__getitem__, run.text)
        return widths

    def _seams(self, paragraph: Paragraph, *columns: list[float]) -> None:
        """Add the air between Han and Latin; the most there may be to the third column."""
        seam = _SEAMS.get((paragraph.format.space_latin, paragraph.format.space_digits))
        for found in seam.finditer(paragraph.text) if seam else ():
            before = found.start() - 1
            size = next(paragraph.runs_in(before, before + 1)).format.size
            for column, air in zip(columns, (AIR, AIR, MOST_AIR), strict=True):
                column[before] += air * size

    def _face(self, form: RunFormat) -> "tuple[_Face, _Face, _Face]":
        found = self._faces.get(id(form))
        if found is None:
            likely, least, most = (_Face(_measure(form, self._grid, which, self._han_marks)) for which in range(3))
            found = self._faces[id(form)] = (form, (likely, least, most))
        return found[1]


class _Face(dict[str, float]):
    """Keep the width of every character of a format once it was asked for."""

    __slots__ = ("_measure",)

    def __init__(self, measure: Callable[[str], float]) -> None:
        self._measure = measure

    def __missing__(self, char: str) -> float:
        self[char] = self._measure(char)
        return self[char]


def _measure(form: RunFormat, grid: float, which: int, han_marks: bool) -> Callable[[str], float]:
    """Give the function that measures a character; `which` as in Share."""
    size = form.size * (RAISED if form.vertical else 1.0) * form.scale / 100
    family = _family(form.latin_font)

    def measure(char: str) -> float:
        if form.hidden or char in "\t\n\f":
            return 0.0
        share = _share(char, "han" if han_marks and char in _MARKS else family, form.bold)[which]
        added = grid if share >= 1 else (0.0, min(grid, 0.0), max(grid, 0.0))[which]
        return max(share * size + (added if share else 0.0) + form.spacing, 0.0)

    return measure


@lru_cache(maxsize=256)
def _family(font: str | None) -> Family:
    if font is None:
        return "unknown"
    return _FAMILIES.get(font, "unknown" if font.isascii() and not font.startswith(("FZ", "CESI", "ST")) else "han")


@lru_cache(maxsize=8192)
def _share(char: str, family: Family, bold: bool) -> Share:
    width = east_asian_width(char)
    if width in "WF":
        return 1.0, 1.0, 1.0
    if category(char) in ("Mn", "Me", "Cf", "Cc"):
        return 0.0, 0.0, 0.0
    if width != "A" and char > "\u2100" and not char.isalnum():
        return _SYMBOL
    if family == "han":
        share = 1.0 if width == "A" else 0.5
        return share, share, share
    return _ambiguous(char) if width == "A" else _latin(char, family, bold)


def _ambiguous(char: str) -> Share:
    """Give the width of what may be set in the Chinese or in the Latin font."""
    return _LETTER if char.isalpha() else (1.0, 1.0 if char in "—…" else _NARROW_MARK, 1.0)


def _latin(char: str, family: Family, bold: bool) -> Share:
    code = ord(char) - 0x20
    table = _TABLES["sans" if family == "sans" else "serif"]
    sure = family != "unknown" and code < len(table) and (not bold or char.isdigit() or char == " ")
    share = table[code] if 0 <= code < len(table) else 0.25 if char == "\u00a0" else 0.5
    return (share, share, share) if sure else (share, share * _LEAST, share * _MOST)
