from dataclasses import replace

import pytest

from gongwen.anatomy.elements import Element, Facts, Gongwen, Mark
from gongwen.anatomy.segments import segments
from gongwen.checks.code.imprint import ImprintAlike, ImprintParted, ImprintThickness, PrinterPlace, RecipientsParted
from gongwen.draft import Indent, Paragraph, ParagraphFormat
from gongwen.units import Pt
from tests.checks.code.papers import found
from tests.papers import A4, FLUSH, draft, paragraph, table
from tests.shelves import paper

IMPRINT = replace(FLUSH, left=Indent(chars=1), right=Indent(chars=1), tabs=((Pt(A4.text_width - 16), "right"),))
CC = ("cc", "抄送：县委办公室。")
PRINTER = ("printer", "青禾县人民政府办公室\n2024年4月9日印发")
LINE = ("imprint_line", "")


def lines(*thickness: float) -> Gongwen:
    marks = [Mark("line", paragraph("线"), A4.text_width, Pt(each), None) for each in thickness]
    return Gongwen(draft(), (), tuple(Element("imprint_line", (), mark) for mark in marks), Facts())


def printed(line: Paragraph) -> Gongwen:
    made = draft(line)
    pieces = segments(made)
    return Gongwen(made, pieces, (Element("printer", pieces),), Facts(), line=Pt(28.95))


def test_lines_as_recommended_are_right() -> None:
    assert found(ImprintThickness(), lines(1.0, 0.75, 1.0)) == []
    assert found(ImprintThickness(), lines(0.99, 0.71, 0.71, 0.99)) == []


def test_lines_much_too_thick_are_found_with_their_place() -> None:
    hits = found(ImprintThickness(), lines(2.25, 2.25, 1.0))
    assert [(hit.found, hit.fields["place"]) for hit in hits] == [("2.25磅", "首条"), ("2.25磅", "中间")]


def test_single_line_tells_nothing() -> None:
    assert found(ImprintThickness(), lines(3.0)) == []


def test_thickness_the_file_does_not_name_is_left_alone() -> None:
    assert found(ImprintThickness(), lines(0, 0, 0)) == []


@pytest.mark.parametrize(("thickness", "count"), [((1.0, 0.75, 1.0), 0), ((0.5, 0.5, 0.5), 1), ((0.5, 0.5), 0)])
def test_lines_all_alike_are_found_from_three_on(thickness: tuple[float, ...], count: int) -> None:
    assert len(found(ImprintAlike(), lines(*thickness))) == count


def test_entries_without_a_line_between_are_found() -> None:
    assert len(found(ImprintParted(), paper(LINE, CC, PRINTER, LINE))) == 1
    assert found(ImprintParted(), paper(LINE, CC, LINE, PRINTER, LINE)) == []


def test_imprint_without_any_line_may_only_be_unread() -> None:
    assert found(ImprintParted(), paper(CC, PRINTER)) == []


def test_line_between_moved_recipients_and_cc_is_found() -> None:
    moved = ("cc", "主送：各乡镇人民政府。")
    assert len(found(RecipientsParted(), paper(LINE, moved, LINE, CC, LINE, PRINTER))) == 1
    assert found(RecipientsParted(), paper(LINE, moved, CC, LINE, PRINTER)) == []
    assert found(RecipientsParted(), paper(LINE, CC, LINE, PRINTER)) == []


def test_printer_one_character_in_at_both_sides_is_right() -> None:
    made = printed(paragraph("青禾县人民政府办公室\t2024年4月9日印发", form=IMPRINT))
    assert found(PrinterPlace(), made, "printer") == []


def place(form: ParagraphFormat, text: str) -> list[str]:
    return [hit.found for hit in found(PrinterPlace(), printed(paragraph(text, form=form)), "printer")]


def test_printer_at_the_edges_is_found() -> None:
    edge = replace(FLUSH, tabs=((A4.text_width, "right"),))
    assert place(edge, "青禾县人民政府办公室\t2024年4月9日印发") == ["印发机关左空0字", "印发日期右空0字"]


def test_width_of_a_row_of_blanks_is_not_trusted() -> None:
    assert place(IMPRINT, "青禾县人民政府办公室" + " " * 12 + "2024年4月9日印发") == []


def test_printer_in_a_table_is_left_alone() -> None:
    made = draft(table(["青禾县人民政府办公室", "2024年4月9日印发"]))
    pieces = segments(made)
    assert found(PrinterPlace(), Gongwen(made, pieces, (Element("printer", pieces),), Facts()), "printer") == []
