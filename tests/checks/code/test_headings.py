from dataclasses import replace

from gongwen.checks.base import Hit
from gongwen.checks.code.headings import HeadingStop
from gongwen.draft import Paragraph
from tests.checks.code.papers import document, found
from tests.papers import FANGSONG, draft, paragraph

HEITI = replace(FANGSONG, han_font="黑体")
KAITI = replace(FANGSONG, han_font="楷体_GB2312")


def stops(heading: Paragraph, *names: str) -> list[Hit]:
    made = draft(heading, "各乡镇要落实责任。") if len(names) == 1 else draft(heading)
    return found(HeadingStop(), document(made, *names), names[0])


def test_full_stop_of_a_heading_on_its_own_line_is_found() -> None:
    (hit,) = stops(paragraph("一、总体要求。", run=HEITI), "heading.1")
    assert (hit.start, hit.end) == (6, 7)


def test_full_stop_of_a_heading_that_runs_into_its_text_is_right() -> None:
    run_in = paragraph(("（一）加强领导。", KAITI), "各乡镇要落实责任。")
    assert stops(run_in, "heading.2", "body") == []


def test_sentence_in_the_type_of_the_text_is_an_item_of_a_list() -> None:
    assert stops(paragraph("一、严禁酒后驾车。"), "heading.1") == []


def test_question_mark_is_right() -> None:
    assert stops(paragraph("一、下一步怎么办？", run=HEITI), "heading.1") == []
