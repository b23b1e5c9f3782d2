"""Draw lines across tables: as borders of the cells on both sides, which nothing in the table or its style overrides."""

from gongwen.edits import SetRowBorder, Side
from gongwen.ooxml.flow import children
from gongwen.ooxml.names import TBL, TC, TR, w
from gongwen.ooxml.order import child
from gongwen.ooxml.paragraphs import outline
from gongwen.ooxml.refusal import Refused
from gongwen.ooxml.values import Element
from gongwen.units import Pt

_TC_PR, _BORDERS, _SPACING = w("tcPr"), w("tcBorders"), w("tblCellSpacing")
_NO_TABLE = "这里不是表格，不能改表格的线。"
_SPACED = "表格的单元格之间留有间距，线条不能这样改，请手工修改。"
_FACING: dict[str, Side] = {"top": "bottom", "bottom": "top"}


def check(paragraph: Element) -> None:
    """Raise Refused unless a paragraph stands in a row along which one line can be drawn."""
    table = next(paragraph.iterancestors(TBL), None)
    if table is None:
        raise Refused(_NO_TABLE)
    if next(table.iter(_SPACING), None) is not None:
        raise Refused(_SPACED)


def rule(paragraph: Element, edit: SetRowBorder) -> None:
    """Draw a line along the row of a paragraph; the neighbour row shares it."""
    row, table = next(paragraph.iterancestors(TR)), next(paragraph.iterancestors(TBL))
    rows = list(children(table, TR))
    beside = rows.index(row) + (-1 if edit.side == "top" else 1)
    for cell in children(row, TC):
        outline(_borders(cell), edit.side, edit, Pt(0.0))
    for cell in children(rows[beside], TC) if 0 <= beside < len(rows) else ():
        outline(_borders(cell), _FACING[edit.side], edit, Pt(0.0))


def _borders(cell: Element) -> Element:
    return child(child(cell, _TC_PR), _BORDERS)
