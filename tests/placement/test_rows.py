"""Tables stand row below row, over as many pages as they take."""

from dataclasses import replace

import pytest

from gongwen.draft import Address, Cell, Paragraph, Row, Table
from gongwen.placement import place
from gongwen.placement.model import Placement
from gongwen.units import Pt, from_mm, to_mm
from tests.papers import FLUSH, draft, paragraph

LINE = 28.95


def row(number: int, *texts: str, **settings) -> Row:
    path = f"body/tbl[1]/r[{number}]"
    cells = tuple(cell(f"{path}/c[{place}]", text) for place, text in enumerate(texts, 1))
    return Row(Address("body", path), cells, **settings)


def cell(path: str, text: str, **settings) -> Cell:
    return Cell(Address("body", path), (paragraph(text, form=FLUSH, path=f"{path}/p[1]"),), **settings)


def placed(*rows: Row, above: int = 0, **settings) -> Placement:
    """Place a table below some lines of text."""
    table = Table(Address("body", "body/tbl[1]"), rows, **settings)
    return place(draft(*["示例"] * above, table))


def text(placement: Placement, number: int, column: int = 1) -> list[tuple[int, float]]:
    lines = placement.lines[f"body/tbl[1]/r[{number}]/c[{column}]/p[1]"]
    return [(line.box.page, round(line.box.top - from_mm(37), 2)) for line in lines]


def test_columns_are_as_wide_as_the_grid_says():
    found = placed(row(1, "各", "县"), columns=(Pt(100.0), Pt(50.0))).frames["body/tbl[1]/r[1]/c[2]"]
    assert (found.left, found.width) == (pytest.approx(from_mm(28) - 5.4 + 100), 50.0)


def test_a_table_without_widths_fills_its_column():
    assert to_mm(placed(row(1, "各", "县")).frames["body/tbl[1]/r[1]/c[1]"].width) == pytest.approx(78)


def test_a_centred_table_stands_in_the_middle():
    found = placed(row(1, "各"), columns=(Pt(100.0),), align="center").frames["body/tbl[1]/r[1]/c[1]"]
    assert to_mm(found.centre_x) == pytest.approx(106)


def test_a_row_is_at_least_as_high_as_it_says():
    assert text(placed(row(1, "各", height=Pt(50.0)), row(2, "县")), 2) == [(1, 50.0)]


def test_an_exact_row_is_no_higher():
    assert text(placed(row(1, "各", height=Pt(20.0), exact=True), row(2, "县")), 2) == [(1, 20.0)]


def test_the_highest_cell_makes_the_row():
    assert text(placed(row(1, "各", "县" * 20), row(2, "县")), 2) == [(1, 2 * LINE)]


def test_text_may_stand_in_the_middle_of_its_cell():
    low = replace(row(1, "各", height=Pt(48.95)), cells=(cell("body/tbl[1]/r[1]/c[1]", "各", text_align="center"),))
    assert text(placed(low), 1) == [(1, 10.0)]


def test_a_row_that_does_not_fit_goes_to_the_next_page():
    assert text(placed(row(1, "各"), above=22), 1) == [(2, 0.0)]


def test_a_long_row_breaks_between_lines():
    found = text(placed(row(1, "各" * 104), above=20), 1)
    assert found == [(1, 579.0), (1, 607.95), (2, 0.0), (2, LINE)]


def test_a_whole_row_does_not_break():
    assert text(placed(row(1, "各" * 78, whole=True), above=20), 1) == [(2, 0.0), (2, LINE), (2, 2 * LINE)]


def test_what_follows_a_broken_row_stands_below_its_end():
    found = placed(row(1, "各" * 27 * 4, "县"), row(2, "县"), above=20)
    assert text(found, 2) == [(2, pytest.approx(7 * LINE, abs=0.01))]


def test_header_rows_leave_room_on_the_next_page():
    assert text(placed(row(1, "各", header=True), row(2, "县"), above=21), 2) == [(2, LINE)]


def test_a_vertical_merge_is_as_high_as_its_rows():
    lower = Row(Address("body", "body/tbl[1]/r[2]"), (cell("body/tbl[1]/r[2]/c[1]", "", merged=True), cell("x", "县")))
    found = placed(row(1, "各", "县"), lower, columns=(Pt(100.0), Pt(100.0)))
    assert found.frames["body/tbl[1]/r[1]/c[1]"].height == pytest.approx(2 * LINE)


def test_a_long_text_in_a_vertical_merge_stretches_the_last_row():
    lower = Row(Address("body", "body/tbl[1]/r[2]"), (cell("body/tbl[1]/r[2]/c[1]", "", merged=True), cell("x", "县")))
    found = placed(row(1, "各" * 20, "县"), lower, row(3, "各", "县"), columns=(Pt(100.0), Pt(100.0)))
    assert text(found, 3) == [(1, pytest.approx(4 * LINE, abs=0.01))]


def test_a_table_in_a_table_stands_in_its_cell():
    inner = Table(Address("body", "body/tbl[1]/r[1]/c[1]/tbl[1]"), (Row(Address("body", "x"), (cell("y", "县"),)),))
    first: Paragraph = paragraph("各", form=FLUSH, path="body/tbl[1]/r[1]/c[1]/p[1]")
    outer = Cell(Address("body", "body/tbl[1]/r[1]/c[1]"), (first, inner))
    found = placed(Row(Address("body", "body/tbl[1]/r[1]"), (outer,)), row(2, "县"))
    assert text(found, 2) == [(1, 2 * LINE)]
