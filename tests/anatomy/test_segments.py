from dataclasses import replace

from gongwen.anatomy.segments import segments
from gongwen.draft import Address, Section, Shape, Story
from gongwen.units import Pt
from tests.papers import A4, FANGSONG, FLUSH, draft, paragraph, table

HEITI = replace(FANGSONG, han_font="黑体")
KAITI = replace(FANGSONG, han_font="楷体_GB2312")


def texts(*blocks: object) -> list[str]:
    return [segment.text for segment in segments(draft(*blocks))]  # type: ignore[arg-type]


def test_number_and_signer_on_one_line_are_two_segments() -> None:
    assert texts("示政报〔2024〕5号" + " " * 19 + "签发人：田禾青") == ["示政报〔2024〕5号", "签发人：田禾青"]


def test_tabs_and_line_breaks_cut() -> None:
    assert texts("示例市人民政府办公室\t2024年5月7日印发", "第一行\n第二行") == [
        "示例市人民政府办公室", "2024年5月7日印发", "第一行", "第二行",
    ]  # fmt: skip


def test_five_blanks_do_not_cut() -> None:
    assert texts("报     告") == ["报     告"]


def test_blanks_at_both_ends_are_layout() -> None:
    (segment,) = segments(draft("　　示例市人民政府    "))
    assert (segment.text, segment.start, segment.end) == ("示例市人民政府", 2, 9)


def test_heading_in_another_font_is_cut_from_its_text() -> None:
    block = paragraph(("（一）加强领导。", KAITI), "各乡镇要成立专班。")
    assert texts(block) == ["（一）加强领导。", "各乡镇要成立专班。"]


def test_first_sentence_in_the_font_of_the_text_is_no_heading() -> None:
    assert texts("（一）加强领导。各乡镇要成立专班。") == ["（一）加强领导。各乡镇要成立专班。"]


def test_third_level_is_cut_without_a_change_of_font() -> None:
    assert texts("1.建立台账。各乡镇要逐户登记。") == ["1.建立台账。", "各乡镇要逐户登记。"]


def test_third_level_sentence_with_a_comma_is_text() -> None:
    assert texts("1.各乡镇要逐户登记，不得遗漏。登记表另发。") == ["1.各乡镇要逐户登记，不得遗漏。登记表另发。"]


def test_decimal_at_the_head_is_no_number() -> None:
    assert texts("1.5倍于上年的投入。已经到位。") == ["1.5倍于上年的投入。已经到位。"]


def test_automatic_number_is_seen_but_not_counted_in_offsets() -> None:
    (segment,) = segments(draft(paragraph("总体要求", number="一、")))
    assert segment.text == "一、总体要求"
    assert segment.offset(0) == 0
    assert segment.offset(3) == 1


def test_box_that_closes_the_document_is_read_last() -> None:
    inside = paragraph("抄送：市委办公室。", form=FLUSH, path="body/p[1]/box[1]/p[1]")
    box = Shape(Address("body", "body/p[1]/box[1]"), "rect", Pt(442), Pt(60), blocks=(inside,))
    assert texts(paragraph("", shapes=[box]), "正文。") == ["正文。", "抄送：市委办公室。"]


def test_head_in_a_box_is_read_where_it_hangs() -> None:
    inside = paragraph("示例市人民政府文件", form=FLUSH)
    box = Shape(Address("body", "body/p[1]/box[1]"), "rect", Pt(442), Pt(60), blocks=(inside,))
    assert texts(paragraph("", shapes=[box]), "正文。") == ["示例市人民政府文件", "正文。"]


def test_empty_lines_make_the_height_above() -> None:
    first, second = segments(draft("标题", paragraph(""), paragraph(""), "正文。"))
    assert first.above is None
    assert second.above is not None
    assert abs(second.above - 2 * 28.95) < 0.01


def test_nothing_is_known_above_a_new_page() -> None:
    after = paragraph("附件1", form=replace(FLUSH, page_break_before=True))
    assert [segment.above for segment in segments(draft("正文。", after))] == [None, None]


def test_cells_are_read_row_by_row_and_their_text_counts_as_table() -> None:
    found = segments(draft(table(["县", "数"], ["青禾县", "9"])))
    assert [(segment.text, segment.zone) for segment in found] == [
        ("县", "table"), ("数", "table"), ("青禾县", "table"), ("9", "table"),
    ]  # fmt: skip


def test_even_footer_counts_only_when_odd_and_even_differ() -> None:
    odd = Story("footer1", (paragraph("— 1 —", form=FLUSH),))
    even = Story("footer2", (paragraph("— 2 —", form=FLUSH),))
    section: Section = replace(A4, footers=(("default", odd), ("even", even)))
    plain = replace(draft("正文。"), sections=(section,))
    assert [segment.text for segment in segments(plain)] == ["正文。", "— 1 —"]
    assert [segment.text for segment in segments(replace(plain, even_and_odd=True))] == ["正文。", "— 1 —", "— 2 —"]
