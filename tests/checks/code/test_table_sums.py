from collections.abc import Sequence
from dataclasses import replace

from gongwen.checks.code.table_sums import TableSum
from gongwen.draft import Row, Table
from tests.checks.code.papers import document, found
from tests.papers import draft, table

HEAD = ("乡镇", "工程（处）", "人口（人）")
PARTS = (("白石镇", "6", "8,420"), ("柳湾镇", "5", "6 315"), ("北坡乡", "—", "2780"))


def told(*rows: Sequence[str]) -> list[tuple[str, str]]:
    return wrong(table(*rows))


def wrong(made: Table) -> list[tuple[str, str]]:
    return [(hit.found, hit.expected) for hit in found(TableSum(), document(draft(made)), "body")]


def test_one_wrong_total_beside_right_ones_is_found() -> None:
    assert told(HEAD, *PARTS, ("合　计", "12", "17515")) == [("12", "11")]
    assert told(HEAD, ("合计", "12", "17515"), *PARTS) == [("12", "11")]


def test_right_totals_are_left_alone() -> None:
    assert told(HEAD, *PARTS, ("合计", "11", "17515")) == []


def test_totals_that_all_disagree_belong_to_a_table_of_another_build() -> None:
    assert told(HEAD, *PARTS, ("合计", "12", "20000")) == []


def test_total_below_a_part_is_found_anyway() -> None:
    assert told(HEAD, *PARTS, ("合计", "3", "8000")) == [("3", "11"), ("8000", "17515")]


def test_single_column_is_judged_unless_rows_may_hold_others() -> None:
    head = ("项目", "金额（万元）")
    flat = (("水渠", "30"), ("桥涵", "25"), ("泵站", "20"))
    assert told(head, *flat, ("合计", "80")) == [("80", "75")]
    nested = (("工程", "50"), ("水渠", "30"), ("桥涵", "20"), ("监理", "5"))
    assert told(head, *nested, ("合计", "55")) == []


def test_rates_and_subtotals_are_left_alone() -> None:
    head = ("乡镇", "合格率（%）")
    assert told(head, ("白石镇", "96"), ("柳湾镇", "98"), ("合计", "97")) == []
    assert told(HEAD, ("小计", "6", "8420"), PARTS[1], PARTS[2], ("合计", "12", "17515")) == []


def test_rounded_figures_may_differ_a_little() -> None:
    head = ("乡镇", "面积（公顷）", "处数")
    parts = (("白石镇", "1.26", "2"), ("柳湾镇", "2.33", "3"))
    assert told(head, *parts, ("合计", "3.6", "5")) == []


def test_merged_cells_are_left_alone() -> None:
    made = table(HEAD, *PARTS, ("合计", "12", "17515"))
    first, *others = made.rows
    merged = Row(first.address, (replace(first.cells[0], merged=True), *first.cells[1:]))
    assert wrong(replace(made, rows=(merged, *others))) == []


def test_cell_that_is_no_figure_makes_a_column_silent() -> None:
    assert told(HEAD, ("白石镇", "6处", "8420"), *PARTS[1:], ("合计", "12", "17515")) == []
