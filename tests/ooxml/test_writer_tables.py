"""Lines across tables are borders of the cells on both sides, whatever the table or its style says."""

import pytest

from gongwen.draft import Border, Table
from gongwen.edits import SetRowBorder, Span
from gongwen.ooxml.package import Package
from gongwen.ooxml.writer import Written, write
from tests.ooxml.edited import draft_of
from tests.ooxml.packages import docx, p, part_xml
from tests.ooxml.schema import faults

ALIKE = '<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4"/><w:insideH w:val="single" w:sz="4"/></w:tblBorders></w:tblPr>'
THIN, LINE = Border("single", 0.5, None), Border("single", 1.0, None)
STYLE = (
    '<w:style w:type="table" w:styleId="T"><w:name w:val="T"/><w:tcPr><w:tcBorders>'
    '<w:top w:val="double" w:sz="4"/><w:bottom w:val="double" w:sz="4"/></w:tcBorders></w:tcPr></w:style>'
)


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc>{properties}{p(text)}</w:tc>"


def table(*rows: str, properties: str = ALIKE) -> str:
    return f"<w:tbl>{properties}{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl><w:p/>"


TWO_ROWS = table(cell("抄送") + cell("各县"), cell("办公室") + cell("印发"))


def ruled(body: str, path: str, side: str, **parts: str) -> Written:
    edit = SetRowBorder(Span("body", path), side, "single", 1.0, "auto")  # type: ignore[arg-type]
    return write(Package.open(docx(body, **parts)), [edit])


def lines(result: Written) -> list[list[tuple[Border | None, Border | None]]]:
    """Give what runs above and under each cell."""
    assert faults(result.data) == []
    found = draft_of(result.data).blocks[0]
    assert isinstance(found, Table)
    return [[(cell.borders.top, cell.borders.bottom) for cell in row.cells] for row in found.rows]


def test_a_line_over_a_row_runs_along_all_its_cells_and_is_shared_by_the_row_above():
    assert lines(ruled(TWO_ROWS, "body/tbl[1]/r[2]/c[2]/p[1]", "top")) == [
        [(THIN, LINE), (THIN, LINE)],
        [(LINE, None), (LINE, None)],
    ]


def test_the_line_under_the_last_row_has_nothing_below():
    assert lines(ruled(TWO_ROWS, "body/tbl[1]/r[2]/c[1]/p[1]", "bottom")) == [
        [(THIN, THIN), (THIN, THIN)],
        [(THIN, LINE), (THIN, LINE)],
    ]


def test_it_wins_over_the_style_and_leaves_other_borders_of_a_cell():
    own = '<w:tcPr><w:tcBorders><w:left w:val="single" w:sz="4"/></w:tcBorders><w:vAlign w:val="center"/></w:tcPr>'
    body = table(cell("印发", own), properties='<w:tblPr><w:tblStyle w:val="T"/></w:tblPr>')
    result = ruled(body, "body/tbl[1]/r[1]/c[1]/p[1]", "top", styles=part_xml("styles", STYLE))
    assert lines(result) == [[(LINE, Border("double", 0.5, None))]]
    assert draft_of(result.data).blocks[0].rows[0].cells[0].borders.left == THIN


@pytest.mark.parametrize(
    ("body", "path", "reason"),
    [
        (p("印发"), "body/p[1]", "这里不是表格，不能改表格的线。"),
        (
            table(cell("印发"), properties='<w:tblPr><w:tblCellSpacing w:w="20" w:type="dxa"/></w:tblPr>'),
            "body/tbl[1]/r[1]/c[1]/p[1]",
            "表格的单元格之间留有间距，线条不能这样改，请手工修改。",
        ),
    ],
)
def test_where_no_one_line_can_be_drawn_it_is_refused(body: str, path: str, reason: str):
    result = ruled(body, path, "top")
    assert [why for _, why in result.refused] == [reason]
