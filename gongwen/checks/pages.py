"""Pages: paper, margins, lines and characters a page, section by section."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from math import ceil, floor
from typing import ClassVar, Literal

from gongwen.anatomy.elements import Gongwen
from gongwen.checks.base import CheckModel, Cure, Hit, Reading, Scope
from gongwen.checks.cures import pages
from gongwen.checks.cures.pages import Length
from gongwen.checks.expectations import Range, number
from gongwen.draft import Section
from gongwen.edits import Edit, SectionChange, SetSection
from gongwen.units import NAMED_SIZES, Pt, from_mm, same_size, to_mm

Quantity = Literal[
    "width", "height", "top", "bottom", "left", "right", "gutter", "text_width", "text_height", "footer",
    "lines", "characters", "columns", "title_page", "restart", "first_number",
]  # fmt: skip
TEXT_HEIGHT = from_mm(225)
"""Height of the type area (版心)."""


class PageCheck(CheckModel):
    """Compare a quantity of every section with the values it may have.

    Landscape sections are left alone where there are upright ones: a wide table turns its page. `write` says which lengths a fix
    writes, in millimetres, where the quantity is none of them or allows a choice.
    """

    kind: Literal["page"]
    quantity: Quantity
    accept: tuple[Range, ...]
    tolerance: float = 0.0
    write: Mapping[Length, float] = {}
    FIELDS: ClassVar[frozenset[str]] = frozenset({"section"})

    def run(self, reading: Reading, _scope: Scope) -> Iterator[Hit]:
        """Yield one hit for each wrong value, whatever number of sections have it."""
        sections = reading.gongwen.draft.sections
        upright = [section for section in sections if not section.landscape]
        wrong: dict[str, list[Section]] = {}
        for section in upright or sections:
            value = _QUANTITIES[self.quantity](section, reading.gongwen)
            if value is not None and not self._right(value):
                wrong.setdefault(self._shown(value), []).append(section)
        for found, where in wrong.items():
            named = "、".join(f"第{section.index + 1}节" for section in where) if len(sections) > 1 else "全文"
            cure = Cure(partial(self._mended, reading, where))
            yield Hit(None, found=found, expected=self._expected(), fields={"section": named}, cure=cure)

    @property
    def mends(self) -> bool:
        """Tell whether it is known what to write: a length, or what lines and numbers take."""
        return bool(self.write) or self.quantity in _CURES

    def _mended(self, reading: Reading, where: Sequence[Section]) -> Iterable[Edit]:
        return pages.sections(where, self.write) if self.write else _CURES[self.quantity](where, reading)

    def _right(self, value: float) -> bool:
        return any(
            item[0] <= value <= item[1] if isinstance(item, tuple) else abs(value - item) <= self.tolerance
            for item in self.accept
        )

    def _shown(self, value: float) -> str:
        return f"{number(value)}{_UNITS.get(self.quantity, '')}"

    def _expected(self) -> str:
        shown = (self._range(*item) if isinstance(item, tuple) else number(item) for item in self.accept)
        return f"{'或'.join(shown)}{_UNITS.get(self.quantity, '')}"

    def _range(self, low: float, high: float) -> str:
        """Show a range; lines and characters are counted, so by the whole numbers in it."""
        counted = self.quantity in ("lines", "characters")
        return f"{ceil(low)}～{floor(high)}" if counted else f"{number(low)}～{number(high)}"


def _lines(section: Section, gongwen: Gongwen) -> float:
    """Count the lines a page holds; wrong margins are a fault of their own, then the line spacing alone is judged."""
    right = abs(section.text_height - TEXT_HEIGHT) <= from_mm(6)
    return (section.text_height if right else TEXT_HEIGHT) / gongwen.line


def _characters(section: Section, gongwen: Gongwen) -> float | None:
    """Count the characters a line holds: their spacing, and the grid where it spaces them; a wrong size is a fault of its own."""
    body = gongwen.first("body")
    form = next((form for _, form in body.formats()), None) if body else None
    if form is None or not same_size(form.size, NAMED_SIZES["三号"]):
        return None
    grid = section.grid.char_space if section.grid.kind in ("linesAndChars", "snapToChars") else Pt(0.0)
    return section.text_width / (form.size + form.spacing + grid)


def _restart(section: Section, _: Gongwen) -> float | None:
    return None if section.index == 0 else float(section.page_number_start or 0)


def _first_number(section: Section, gongwen: Gongwen) -> float | None:
    """Tell whether the first page shows its number; None where footers have none, or a condition in the field decides."""
    numbers = {e.segments[0].paragraph.address.part: e.segments[0].paragraph for e in gongwen.all("page_number")}
    if section.index or not numbers:
        return None
    wanted = "first" if section.title_page else "default"
    paragraph = next((numbers.get(story.part) for kind, story in section.footers if kind == wanted), None)
    if paragraph and any("IF" in field.instruction.upper().split() for field in paragraph.fields):
        return None
    return float(paragraph is not None)


_QUANTITIES: Mapping[Quantity, Callable[[Section, Gongwen], float | None]] = {
    "width": lambda section, _: to_mm(section.page_width),
    "height": lambda section, _: to_mm(section.page_height),
    "top": lambda section, _: to_mm(Pt(abs(section.top))),
    "bottom": lambda section, _: to_mm(Pt(abs(section.bottom))),
    "left": lambda section, _: to_mm(Pt(section.left + section.gutter)),
    "right": lambda section, _: to_mm(section.right),
    "gutter": lambda section, _: to_mm(section.gutter),
    "text_width": lambda section, _: to_mm(section.text_width),
    "text_height": lambda section, _: to_mm(section.text_height),
    "footer": lambda section, _: to_mm(section.footer),
    "lines": _lines,
    "characters": _characters,
    "columns": lambda section, _: float(section.columns),
    "title_page": lambda section, _: float(section.title_page),
    "restart": _restart,
    "first_number": _first_number,
}
_UNITS: Mapping[Quantity, str] = {
    **dict.fromkeys(list(_QUANTITIES)[:10], "毫米"),
    "lines": "行",
    "characters": "字",
    "columns": "栏",
}
_CURES: Mapping[Quantity, Callable[[Sequence[Section], Reading], Iterable[Edit]]] = {
    "lines": lambda _, reading: pages.lines(reading),
    "characters": lambda where, reading: pages.characters(where, reading.gongwen),
    "columns": lambda where, _: [SetSection(section.index, SectionChange(columns=1)) for section in where],
    "restart": lambda where, _: [SetSection(section.index, SectionChange(restart=False)) for section in where],
    "first_number": lambda _, reading: pages.unnumbered_first(reading.gongwen.draft),
}
"""What a fix does where no length is at fault; `columns` must accept 1."""
