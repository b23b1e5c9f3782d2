from dataclasses import replace

from gongwen.checks.base import Hit
from gongwen.checks.code.items import ItemSemicolon
from tests.checks.code.papers import document, found
from tests.papers import FANGSONG, draft, paragraph

KAITI = replace(FANGSONG, han_font="楷体_GB2312")


def hits(*texts: str) -> list[Hit]:
    return found(ItemSemicolon(), document(draft(*texts)), "body")


def test_semicolon_after_an_item_of_sentences_is_found() -> None:
    (hit,) = hits("（一）镇里负责登记。登记表一式两份；")
    assert (hit.start, hit.end, hit.expected) == (17, 18, "。")


def test_full_stop_of_a_heading_that_runs_in_counts() -> None:
    item = document(draft(paragraph(("（一）加强领导。", KAITI), "各乡镇要落实责任；")), "heading.2", "body")
    assert len(found(ItemSemicolon(), item, "body")) == 1


def test_full_stop_of_a_heading_on_its_own_line_does_not_count() -> None:
    item = document(draft("（一）基本原则。", "坚持以防为主；"), "heading.2", "body")
    assert found(ItemSemicolon(), item, "body") == []


def test_items_without_full_stops_are_right() -> None:
    assert hits("（一）核对名册；", "1.查看现场；", "一是查隐患；") == []


def test_full_stops_in_quotations_brackets_and_titles_do_not_count() -> None:
    assert hits("（一）张榜写明“公示三天。”并拍照；", "（二）查看现场（附照片。三张）并签字；") == []


def test_paragraph_that_is_no_item_is_right() -> None:
    assert hits("镇里负责登记。登记表一式两份；") == []
