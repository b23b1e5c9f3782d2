from gongwen.outputs.rows import rows
from tests.outputs.hostile import HOSTILE
from tests.reports import BODY, FLAWED, document, finding


def test_a_row_says_where_what_and_how_to_mend():
    first = next(rows(FLAWED))
    assert (first.severity, str(first.place), first.excerpt) == ("错误", "发文字号", "示政发⟦[2024]⟧8号")
    assert (first.authority, first.cure) == ("GB/T 9704-2012 7.2.5", "改为“〔2024〕”")
    assert first.notes == ["现为 [2024] → 应为 〔2024〕", "依据：GB/T 9704-2012 7.2.5"]


def test_accepted_findings_have_rows_too():
    assert [row.finding.state for row in rows(FLAWED)] == ["open", "open", "open", "waived", "baselined"]


def test_a_fault_that_is_its_whole_element_is_not_marked():
    (row,) = rows(document([BODY], [finding(BODY, (0, len(BODY.text)))]))
    assert row.excerpt == BODY.text


def test_texts_are_one_line_without_control_characters():
    texts = "".join(f"{row.message}{row.excerpt}{row.cure}{''.join(row.notes)}" for row in rows(HOSTILE))
    assert texts.isprintable()
