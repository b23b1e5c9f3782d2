from gongwen.draft import Border, Position
from tests.ooxml.packages import p, part_xml, table

GRID = (
    '<w:tblPr><w:tblW w:w="8844" w:type="dxa"/><w:jc w:val="center"/><w:tblInd w:w="100" w:type="dxa"/><w:tblBorders>'
    '<w:top w:val="single" w:sz="8"/><w:bottom w:val="single" w:sz="12"/><w:insideH w:val="dotted" w:sz="4"/>'
    "</w:tblBorders></w:tblPr>"
)


def cell(text: str = "", properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def grid(*rows: str, properties: str = GRID) -> str:
    return f"<w:tbl>{properties}{''.join(rows)}</w:tbl>"


def test_a_table_has_width_place_and_borders():
    found = table(grid(row(cell())))
    assert (found.width, found.align, found.indent, found.floating) == (442.2, "center", 5, None)
    assert (found.borders.top, found.borders.left) == (Border("single", 1, None), None)
    assert found.borders.between == Border("dotted", 0.5, None)


def test_without_a_width_the_columns_add_up():
    columns = '<w:tblGrid><w:gridCol w:w="100"/><w:gridCol w:w="300"/></w:tblGrid>'
    assert table(f"<w:tbl>{columns}{row(cell())}</w:tbl>").width == 20
    assert table(f"<w:tbl>{row(cell())}</w:tbl>").width is None


def test_cells_have_the_lines_that_run_along_them():
    found = table(grid(row(cell()), row(cell())))
    upper, lower = (line.cells[0].borders for line in found.rows)
    assert [side and side.form for side in (upper.top, upper.bottom, lower.top, lower.bottom)] == [
        "single",
        "dotted",
        "dotted",
        "single",
    ]


def test_a_cell_may_draw_or_remove_its_own_lines():
    own = '<w:tcBorders><w:top w:val="nil"/><w:start w:val="double" w:sz="4" w:color="FF0000"/></w:tcBorders>'
    borders = table(grid(row(cell("", own)))).rows[0].cells[0].borders
    assert (borders.top, borders.left) == (None, Border("double", 0.5, "FF0000"))


def test_spans_and_vertical_merges_are_kept():
    found = table(
        grid(row(cell("", '<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>')), row(cell("", "<w:vMerge/>")))
    )
    assert [(line.cells[0].span, line.cells[0].merged) for line in found.rows] == [(2, False), (1, True)]


def test_a_span_beyond_all_measure_is_cut():
    assert table(grid(row(cell("", '<w:gridSpan w:val="99999999"/>')))).rows[0].cells[0].span == 63


def test_row_height_and_cell_width_are_points():
    found = table(grid(row(cell("", '<w:tcW w:w="2000" w:type="dxa"/>'), properties='<w:trHeight w:val="400"/>')))
    assert (found.rows[0].height, found.rows[0].cells[0].width) == (20, 100)


def test_a_width_in_percent_is_no_length():
    assert table(grid(row(cell("", '<w:tcW w:w="2500" w:type="pct"/>')))).rows[0].cells[0].width is None


def test_a_floating_table_keeps_its_position():
    place = '<w:tblPr><w:tblpPr w:horzAnchor="margin" w:tblpXSpec="center" w:tblpY="200"/></w:tblPr>'
    expected = Position(x=None, y=10, x_align="center", y_align=None, x_from="margin", y_from="paragraph")
    assert table(grid(row(cell()), properties=place)).floating == expected


def test_rows_and_cells_in_content_controls_are_found():
    control = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    wrapped = control.format(row(control.format(cell("甲"))))
    assert [found.cells[0].address.path for found in table(grid(wrapped)).rows] == ["body/tbl[1]/r[1]/c[1]"]


def test_deleted_rows_and_cells_are_left_out_but_counted():
    body = grid(row(cell("甲"), properties="<w:del/>"), row(cell("乙", "<w:cellDel/>"), cell("丙")))
    assert [found.address.path for line in table(body).rows for found in line.cells] == ["body/tbl[1]/r[2]/c[2]"]


def test_a_table_style_gives_formats_borders_and_a_first_row():
    styles = part_xml(
        "styles",
        '<w:style w:type="table" w:styleId="t"><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:sz w:val="24"/></w:rPr>'
        '<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="8"/></w:tblBorders></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr>'
        '<w:tcPr><w:tcBorders><w:bottom w:val="double" w:sz="4"/></w:tcBorders></w:tcPr>'
        "</w:tblStylePr></w:style>",
    )
    properties = '<w:tblPr><w:tblStyle w:val="t"/><w:tblLook w:val="0020"/></w:tblPr>'
    found = table(grid(row(cell("甲")), row(cell("乙")), properties=properties), styles=styles)
    first, second = (line.cells[0] for line in found.rows)
    assert [(part.blocks[0].format.align, part.blocks[0].runs[0].format.size) for part in (first, second)] == [
        ("center", 12)
    ] * 2
    assert [part.blocks[0].runs[0].format.bold for part in (first, second)] == [True, False]
    assert [side and side.form for side in (first.borders.top, first.borders.bottom, second.borders.top)] == [
        "single",
        "double",
        None,
    ]


def test_a_row_says_whether_it_is_exact_whole_or_a_header():
    exact = '<w:cantSplit/><w:tblHeader/><w:trHeight w:val="400" w:hRule="exact"/>'
    first, second = table(grid(row(cell("甲"), properties=exact), row(cell("乙")))).rows
    assert (first.height, first.exact, first.whole, first.header) == (20, True, True, True)
    assert (second.height, second.exact, second.whole, second.header) == (None, False, False, False)


def test_padding_comes_from_the_cell_or_the_table():
    margins = '<w:tblPr><w:tblCellMar><w:left w:w="0"/><w:top w:w="40"/></w:tblCellMar></w:tblPr>'
    own = cell("乙", '<w:tcMar><w:bottom w:w="220"/><w:end w:w="60"/></w:tcMar>')
    found = table(grid(row(cell("甲"), own), properties=margins))
    assert found.padding == (0, 2, 5.4, 0)
    assert [part.padding for part in found.rows[0].cells] == [(0, 2, 5.4, 0), (0, 2, 3, 11)]


def test_text_stands_where_the_cell_puts_it():
    found = table(
        grid(row(cell("甲", '<w:vAlign w:val="center"/>'), cell("乙", '<w:vAlign w:val="bottom"/>'), cell("丙")))
    )
    assert [part.text_align for part in found.rows[0].cells] == ["center", "bottom", "top"]
