"""Read tables: rows, cells, borders, and what the table style gives to each cell."""

from collections.abc import Callable
from dataclasses import dataclass

from gongwen.draft import Address, Block, Border, Borders, Cell, Position, Row, Table, VerticalAlign
from gongwen.ooxml.cascade import Cascade, Surroundings
from gongwen.ooxml.flow import children
from gongwen.ooxml.names import TC, TR, VAL, w
from gongwen.ooxml.paraprops import border
from gongwen.ooxml.theme import Theme
from gongwen.ooxml.values import Element, child_value, integer, is_on, length, switch
from gongwen.units import Pt

_TBL_PR, _TC_PR, _TR_PR = w("tblPr"), w("tcPr"), w("trPr")
_TBL_BORDERS, _TC_BORDERS = w("tblBorders"), w("tcBorders")
_MOST_COLUMNS = 63
_ALIGNS = {"start": "left", "end": "right"}
_LOOK_BITS = {"firstRow": 0x20, "lastRow": 0x40, "firstCol": 0x80, "lastCol": 0x100}
_LOOK_NAMES = {"firstCol": "firstColumn", "lastCol": "lastColumn"}
_SIDE_NAMES = {"start": "left", "end": "right", "insideH": "between"}

_VERTICAL: dict[str, VerticalAlign] = {"center": "center", "bottom": "bottom"}
Padding = tuple[Pt, Pt, Pt, Pt]
_PADDING: Padding = (Pt(5.4), Pt(0.0), Pt(5.4), Pt(0.0))

Sides = dict[str, Border | None]
ReadBlocks = Callable[[Element, str, Surroundings], tuple[Block, ...]]


@dataclass(frozen=True, slots=True)
class _Place:
    """Hold where a cell stands: at the edges of its table or not."""

    first_row: bool
    last_row: bool
    first_cell: bool
    last_cell: bool

    def parts(self, look: frozenset[str]) -> tuple[str, ...]:
        """Name the parts of the table style that apply, the farthest first."""
        edges = (
            ("firstCol", self.first_cell),
            ("lastCol", self.last_cell),
            ("firstRow", self.first_row),
            ("lastRow", self.last_row),
        )
        return tuple(name for name, here in edges if here and name in look)

    def edges(self, sides: Sides) -> Sides:
        """Give the lines of the table that run along the cell."""
        return {
            "top": sides.get("top" if self.first_row else "between"),
            "bottom": sides.get("bottom" if self.last_row else "between"),
            "left": sides.get("left" if self.first_cell else "insideV"),
            "right": sides.get("right" if self.last_cell else "insideV"),
        }


@dataclass(frozen=True, slots=True)
class _Common:
    """Hold what a table gives its rows and cells."""

    style: str | None
    look: frozenset[str]
    sides: Sides
    padding: Padding


@dataclass(frozen=True, slots=True)
class TableReader:
    """Read the tables of one story; `blocks` reads the content of a cell."""

    story: str
    theme: Theme
    cascade: Cascade
    blocks: ReadBlocks

    def read(self, element: Element, path: str) -> list[Table]:
        """Read a table, none when no row is left.

        Rows and cells deleted by a tracked change are left out but counted in paths.
        """
        properties = element.find(_TBL_PR)
        style = child_value(properties, w("tblStyle"))
        sides, padding = self._table_sides(properties, style), self._padding(properties, style)
        common = _Common(style, _look(properties), sides, padding)
        rows = [(index, row) for index, row in enumerate(children(element, TR), start=1) if not _is_deleted(row)]
        result: list[Row] = []
        for index, row in rows:
            ends = (index == rows[0][0], index == rows[-1][0])
            result.append(self._row(row, f"{path}/r[{index}]", common, ends))
        grid = [length(column.get(w("w"))) or Pt(0.0) for column in element.iterfind(f"{w('tblGrid')}/{w('gridCol')}")]
        table = Table(
            address=Address(self.story, path),
            rows=tuple(result),
            borders=Borders(*(sides.get(side) for side in ("top", "bottom", "left", "right", "between"))),
            width=_width(properties, "tblW") or (Pt(sum(grid)) if any(grid) else None),
            align=_align(properties),
            indent=_width(properties, "tblInd") or Pt(0.0),
            floating=_floating(properties),
            columns=tuple(grid),
            padding=padding,
        )
        return [table] if result else []

    def _row(self, row: Element, path: str, common: _Common, ends: tuple[bool, bool]) -> Row:
        sides = {**common.sides, **self._sides(row.find(f"{w('tblPrEx')}/{_TBL_BORDERS}"))}
        properties = row.find(_TR_PR)
        height = None if properties is None else properties.find(w("trHeight"))
        cells = list(children(row, TC))
        result: list[Cell] = []
        for index, cell in enumerate(cells, start=1):
            if cell.find(f"{_TC_PR}/{w('cellDel')}") is None:
                place = _Place(*ends, index == 1, index == len(cells))
                result.append(self._cell(cell, f"{path}/c[{index}]", common, place, place.edges(sides)))
        return Row(
            Address(self.story, path),
            tuple(result),
            None if height is None else length(height.get(VAL)),
            exact=height is not None and height.get(w("hRule")) == "exact",
            whole=switch(properties, w("cantSplit")),
            header=switch(properties, w("tblHeader")),
        )

    def _cell(self, cell: Element, path: str, common: _Common, place: _Place, sides: Sides) -> Cell:
        properties, style, parts = cell.find(_TC_PR), common.style, place.parts(common.look)
        merge = None if properties is None else properties.find(w("vMerge"))
        for part in self.cascade.table_parts(style, parts):
            sides = {**sides, **self._sides(None if part.cell is None else part.cell.find(_TC_BORDERS))}
        sides = {**sides, **self._sides(None if properties is None else properties.find(_TC_BORDERS))}
        return Cell(
            address=Address(self.story, path),
            blocks=self.blocks(cell, path, self.cascade.surroundings(style, parts)),
            width=_width(properties, "tcW"),
            span=min(max(integer(child_value(properties, w("gridSpan"))) or 1, 1), _MOST_COLUMNS),
            merged=merge is not None and merge.get(VAL, "continue") == "continue",
            borders=Borders(*(sides.get(side) for side in ("top", "bottom", "left", "right"))),
            text_align=_VERTICAL.get(child_value(properties, w("vAlign")) or "", "top"),
            padding=_padded(common.padding, None if properties is None else properties.find(w("tcMar"))),
        )

    def _table_sides(self, properties: Element | None, style: str | None) -> Sides:
        sides: Sides = {}
        for part in self.cascade.table_parts(style, ()):
            sides.update(self._sides(None if part.properties is None else part.properties.find(_TBL_BORDERS)))
        sides.update(self._sides(None if properties is None else properties.find(_TBL_BORDERS)))
        return sides

    def _padding(self, properties: Element | None, style: str | None) -> Padding:
        """Give how far text keeps from the edges of cells."""
        found = _PADDING
        for source in (*(part.properties for part in self.cascade.table_parts(style, ())), properties):
            found = _padded(found, None if source is None else source.find(w("tblCellMar")))
        return found

    def _sides(self, borders: Element | None) -> Sides:
        sides: Sides = {}
        for side in () if borders is None else borders:
            name = side.tag.rpartition("}")[2]
            sides[_SIDE_NAMES.get(name, name)] = border(side, self.theme)
        return sides


def _padded(padding: Padding, margins: Element | None) -> Padding:
    """Put what w:tblCellMar or w:tcMar states in place of a padding: left, top, right, bottom."""
    stated: dict[str, Pt] = {}
    for side in () if margins is None else margins:
        name = side.tag.rpartition("}")[2]
        stated[_SIDE_NAMES.get(name, name)] = length(side.get(w("w"))) or Pt(0.0)
    left, top, right, bottom = padding
    return stated.get("left", left), stated.get("top", top), stated.get("right", right), stated.get("bottom", bottom)


def _is_deleted(row: Element) -> bool:
    return row.find(f"{_TR_PR}/{w('del')}") is not None


def _look(properties: Element | None) -> frozenset[str]:
    """Name the edges of the table that its style treats apart (w:tblLook, by attributes or as bits)."""
    element = None if properties is None else properties.find(w("tblLook"))
    if element is None:
        return frozenset()
    try:
        bits = int(element.get(VAL, "0"), 16)
    except ValueError:
        bits = 0
    return frozenset(
        name
        for name, bit in _LOOK_BITS.items()
        if is_on(element.get(w(_LOOK_NAMES.get(name, name)), "1" if bits & bit else "0"))
    )


def _width(properties: Element | None, name: str) -> Pt | None:
    """Give a width in points, None when it is a share or automatic."""
    element = None if properties is None else properties.find(w(name))
    if element is None or element.get(w("type"), "dxa") != "dxa":
        return None
    return length(element.get(w("w")))


def _align(properties: Element | None) -> str | None:
    value = child_value(properties, w("jc"))
    return _ALIGNS.get(value or "", value)


def _floating(properties: Element | None) -> Position | None:
    element = None if properties is None else properties.find(w("tblpPr"))
    if element is None:
        return None
    x_from, y_from = element.get(w("horzAnchor"), "text"), element.get(w("vertAnchor"), "text")
    return Position(
        x=length(element.get(w("tblpX"))),
        y=length(element.get(w("tblpY"))),
        x_align=element.get(w("tblpXSpec")),
        y_align=element.get(w("tblpYSpec")),
        x_from="column" if x_from == "text" else x_from,
        y_from="paragraph" if y_from == "text" else y_from,
    )
