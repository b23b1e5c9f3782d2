from dataclasses import replace

import pytest

from gongwen.anatomy.elements import Element, Facts, Gongwen
from gongwen.anatomy.segments import segments
from gongwen.checks.code.title_lines import LineOpening, TitleShape, WordParted
from gongwen.draft import Block, RunFormat
from gongwen.units import Pt
from tests.checks.code.papers import found
from tests.papers import CENTRED, draft, paragraph, table

FACE = RunFormat(han_font="方正小标宋简体", latin_font="Times New Roman", size=Pt(22.0))
WAIST, BLOCK = TitleShape(fault="waist"), TitleShape(fault="block")
WORDS = WordParted(words="关于 开发 资金 通知")
DE = LineOpening(find="(?<!》)的")
GROWING = "示例市人民政府\n关于做好今年汛期\n防汛抗旱和水库安全工作的通知"
NARROW = "示例市人民政府关于切实做好今年\n汛期防汛抗旱\n和河道水库安全管理工作的通知"
SQUARE = "示例市人民政府关于做好\n今年汛期防汛抗旱和水库\n河道安全管理工作的通知"
LONG = "示例市人民政府关于加强今年汛期防汛抗旱资金管理的通知"


def title(*blocks: Block, joint: bool = False) -> Gongwen:
    made = draft(*blocks)
    pieces = segments(made)
    return Gongwen(made, pieces, (Element("title", pieces),), Facts(joint=joint), line=Pt(28.95))


def line(text: str) -> Block:
    return paragraph(text, form=CENTRED, run=FACE)


@pytest.mark.parametrize(
    ("text", "waist", "block"),
    [(GROWING, [], []), (NARROW, ["15、6、14字"], []), (SQUARE, [], ["11、11、11字"])],
)
def test_titles_are_told_by_the_shape_of_their_lines(text: str, waist: list[str], block: list[str]) -> None:
    assert [hit.found for hit in found(WAIST, title(line(text)), "title")] == waist
    assert [hit.found for hit in found(BLOCK, title(line(text)), "title")] == block


def test_a_title_of_several_agencies_follows_their_names() -> None:
    assert not found(WAIST, title(line(NARROW), joint=True), "title")


def test_lines_may_be_paragraphs_of_their_own() -> None:
    assert len(found(WAIST, title(*map(line, NARROW.split("\n"))), "title")) == 1


def test_a_word_parted_by_hand_is_found() -> None:
    (hit,) = found(WORDS, title(line("示例市人民政府关\n于做好防汛工作的通知")), "title")
    assert (hit.found, hit.start, hit.end) == ("关于", 7, 9)


def test_a_word_parted_where_the_title_turns_by_itself_is_found() -> None:
    (hit,) = found(WORDS, title(line(LONG)), "title")
    assert (hit.found, hit.start) == ("资金", 19)


def test_two_letters_of_neighbouring_words_are_no_word() -> None:
    assert not found(WORDS, title(line("示例市人民政府关于推进政务公开\n发展的通知")), "title")


def test_in_tables_and_where_a_turn_is_not_sure_nothing_is_said() -> None:
    assert not found(WORDS, title(table([LONG])), "title")
    unsure = replace(FACE, latin_font="Bookman")
    digits = paragraph("示例市人民政府关于加强2024年度汛期防汛资金管理的通知", form=CENTRED, run=unsure)
    assert not found(WORDS, title(digits), "title")


def test_a_list_holds_words_of_two_letters() -> None:
    assert list(WordParted(words="关于 人民政府").problems()) == ["人民政府 不是两个字"]


def test_a_line_that_begins_with_de_is_found_unless_it_follows_a_title() -> None:
    assert [hit.start for hit in found(DE, title(line("关于做好防汛工作\n的通知")), "title")] == [8]
    assert not found(DE, title(line("关于印发《防汛办法》\n的通知")), "title")
