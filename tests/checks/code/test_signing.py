from dataclasses import replace

import pytest

from gongwen.anatomy.elements import Gongwen
from gongwen.checks.code.signing import OnePerLine, Signing
from gongwen.draft import Indent, Paragraph
from tests.checks.code.papers import document, found
from tests.papers import FANGSONG, FLUSH, RIGHT, draft, paragraph, table

AGENCY, DATE = "示例市人民政府", "2024年5月6日"


def at(text: str, right: float) -> Paragraph:
    return paragraph(text, form=replace(RIGHT, right=Indent(chars=right)))


def signed(signature: Paragraph, date: Paragraph) -> Gongwen:
    return document(draft("请认真贯彻执行。", signature, date), "body", "signature", "date")


def faults(made: Gongwen) -> list[tuple[str, str, str]]:
    names = ("date", "signature")
    return [(name, hit.found, hit.expected) for name in names for hit in found(Signing(fault=name), made)]


@pytest.mark.parametrize(
    ("signature", "date"),
    [
        (at(AGENCY, 3.5), at(DATE, 4)),
        (at(AGENCY, 4), at(DATE, 4)),
        (at(AGENCY, 2), at(DATE, 1)),
        (at("示例市住房公积金管理委员会办公室", 0), at(DATE, 5)),
        (at("中国共产党示例市云溪县委员会农村工作领导小组办公室", 0), at(DATE, 9)),
        (paragraph(AGENCY + "　　　", form=RIGHT), paragraph(DATE + "　　　　", form=RIGHT)),
        (paragraph(AGENCY, form=replace(FLUSH, first=Indent(chars=17))), at(DATE, 4)),
    ],
)
def test_both_ways_to_sign_are_right_while_the_seal_is_not_known(signature: Paragraph, date: Paragraph) -> None:
    assert faults(signed(signature, date)) == []


def test_a_date_as_long_as_the_signature_may_stand_at_the_edge_without_a_seal() -> None:
    made = signed(at(AGENCY, 2), at("2024年11月16日", 0))
    assert faults(made) == []
    assert found(Signing(fault="unsealed"), made) == []


def test_signature_at_the_left_is_wrong() -> None:
    made = signed(paragraph(AGENCY), at(DATE, 4))
    assert faults(made) == [("signature", "居左", "右空3.5字")]


def test_date_at_the_right_edge_is_wrong() -> None:
    made = signed(at(AGENCY, 3.5), at(DATE, 0))
    assert faults(made) == [("date", "右空0字", "右空4字")]


def test_date_without_signature_may_keep_two_to_four_characters_free() -> None:
    assert faults(document(draft("请执行。", at(DATE, 2)), "body", "date")) == []
    assert faults(document(draft("请执行。", paragraph(DATE)), "body", "date")) == [("date", "居左", "右空4字")]


def test_date_under_the_title_is_not_where_one_signs() -> None:
    assert faults(document(draft(paragraph(DATE), "会议研究了防汛工作。"), "date", "body")) == []


def test_several_signatures_are_left_alone() -> None:
    made = draft("请执行。", paragraph("示例市水利局"), paragraph("示例市林业局"), at(DATE, 4))
    assert faults(document(made, "body", "signature", "signature", "date")) == []


def test_width_of_a_placeholder_is_not_known() -> None:
    assert faults(signed(at("XXXX人民政府", 6), at(DATE, 4))) == []


def test_signing_in_a_table_cannot_be_measured() -> None:
    made = draft("请执行。", table([AGENCY], [DATE]))
    assert faults(document(made, "body", "signature", "date")) == []


def test_without_a_seal_signature_and_date_are_stepped() -> None:
    right = signed(at(AGENCY, 2), at(DATE, 1))
    assert found(Signing(fault="unsealed"), right) == []
    (hit,) = found(Signing(fault="unsealed"), signed(at(AGENCY, 5), at(DATE, 4)))
    assert (hit.found, hit.expected) == ("右空5字", "右空2字")
    (hit,) = found(Signing(fault="unsealed"), signed(at(AGENCY, 2), at(DATE, 4)))
    assert hit.found == "右空4字"


def test_date_longer_than_the_signature_keeps_two_characters_free() -> None:
    assert found(Signing(fault="long_date"), signed(at("云溪县", 7), at(DATE, 2))) == []
    (hit,) = found(Signing(fault="long_date"), signed(at("云溪县", 2), at(DATE, 0)))
    assert (hit.found, hit.expected) == ("右空0字", "右空2字")
    (hit,) = found(Signing(fault="long_date"), signed(at("云溪县", 2), at(DATE, 2)))
    assert (hit.found, hit.expected) == ("右空2字", "右空7字")


def test_two_signatures_in_a_line_are_found() -> None:
    side_by_side = document(draft(paragraph("示例市水利局\t示例市林业局")), "signature", "signature")
    assert [hit.found for hit in found(OnePerLine(), side_by_side, "signature")] == ["示例市林业局"]


def test_signatures_one_below_the_other_are_right() -> None:
    below = document(draft(paragraph("示例市水利局\n示例市林业局")), "signature", "signature")
    assert found(OnePerLine(), below, "signature") == []
    apart = document(draft(paragraph("示例市水利局"), paragraph("示例市林业局")), "signature", "signature")
    assert found(OnePerLine(), apart, "signature") == []


def test_narrow_blanks_are_trusted_only_in_a_chinese_font() -> None:
    blanks = paragraph(AGENCY + " " * 16, form=RIGHT)
    assert faults(signed(blanks, at(DATE, 4))) == []
    chinese = paragraph(AGENCY + " " * 16, form=RIGHT, run=replace(FANGSONG, latin_font="仿宋_GB2312"))
    assert faults(signed(chinese, at(DATE, 4))) == [("signature", "右空8字", "右空3.5字")]
