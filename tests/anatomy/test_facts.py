from dataclasses import replace

import pytest

from gongwen.anatomy.elements import Element, Mark
from gongwen.anatomy.facts import establish
from gongwen.anatomy.fields import parse
from gongwen.anatomy.segments import segments
from gongwen.draft import Address, Border, Shape
from gongwen.errors import ConfigError
from gongwen.units import Pt, from_mm
from tests.papers import A4, draft, paragraph


def elements(*rows: tuple[str, str]) -> list[Element]:
    found = segments(draft(*(text for _, text in rows)))
    return [
        Element(name, (segment,), fields=parse(name, segment.text))
        for (name, _), segment in zip(rows, found, strict=True)
    ]


NOTICE = (
    ("masthead", "示例市人民政府文件"),
    ("doc_number", "示政发〔2024〕8号"),
    ("title", "关于做好防汛工作的通知"),
    ("recipients", "各县（区）人民政府："),
    ("body", "为做好防汛工作，现通知如下。"),
    ("signature", "示例市人民政府"),
    ("date", "2024年5月6日"),
)


def with_row(name: str, text: str) -> list[Element]:
    return elements(*((row if row[0] != name else (name, text)) for row in NOTICE))


def test_a_notice() -> None:
    facts = establish(elements(*NOTICE), {})
    assert (facts.official, facts.kind, facts.form, facts.direction) == (True, "通知", "文件", "下行")
    assert (facts.joint, facts.agencies, facts.organ) == (False, ("示例市人民政府",), "政府")
    assert (facts.date, facts.regime, facts.sealing) == ("2024-05-06", "2012", "未知")


@pytest.mark.parametrize(
    ("title", "kind", "direction"),
    [
        ("关于解决资金的请示", "请示", "上行"),
        ("关于解决资金的请示报告", "请示", "上行"),
        ("关于整改情况的报告", "报告", "上行"),
        ("关于同意设立园区的批复", "批复", "下行"),
        ("关于商请提供资料的函", "函", "平行"),
        ("关于加强管理的意见（试行）", "意见", "下行"),
        ("关于情况的汇报", "", ""),
        ("示例市河道采砂管理办法", "", ""),
    ],
)
def test_title_tells_kind_and_direction(title: str, kind: str, direction: str) -> None:
    facts = establish(with_row("title", title), {})
    assert (facts.kind, facts.direction) == (kind, direction)


@pytest.mark.parametrize(
    ("date", "regime"),
    [
        ("2012年7月1日", "2012"),
        ("二〇〇八年十一月三日", "2001"),
        ("1998年3月2日", "1994"),
        ("1990年3月2日", "1987"),
        ("2024年13月40日", "2012"),
    ],
)
def test_date_tells_the_rules_in_force(date: str, regime: str) -> None:
    assert establish(with_row("date", date), {}).regime == regime


def test_party_organs_before_2012_follow_the_rules_of_1996() -> None:
    rows = [
        ("masthead", "中共示例市委文件") if row[0] == "masthead" else row for row in NOTICE if row[0] != "signature"
    ]
    rows = [("date", "2008年5月6日") if row[0] == "date" else row for row in rows]
    facts = establish(elements(*rows), {})
    assert (facts.organ, facts.regime) == ("党委", "1996")


@pytest.mark.parametrize(
    ("title", "date", "kind"),
    [
        ("青禾县人民政府关于做好春耕生产的指示", "一九九五年三月二日", "指示"),
        ("青禾县人民政府关于禁止捕鱼的布告", "1990年3月2日", "布告"),
        ("青禾县人民政府关于做好春耕生产的指示", "二〇〇八年三月二日", ""),
        ("青禾县人民政府关于采砂管理的规定", "2024年3月2日", ""),
    ],
)
def test_kinds_of_old_are_kinds_in_their_time_only(title: str, date: str, kind: str) -> None:
    rows = [{"title": ("title", title), "date": ("date", date)}.get(row[0], row) for row in NOTICE]
    assert establish(elements(*rows), {}).kind == kind


@pytest.mark.parametrize("masthead", ["明传电报", "内部明电", "示例市人民政府发电"])
def test_masthead_tells_a_telegram(masthead: str) -> None:
    unsigned = [("masthead", masthead) if row[0] == "masthead" else row for row in NOTICE if row[0] != "signature"]
    facts = establish(elements(*unsigned), {})
    assert (facts.form, facts.official) == ("电报", True)
    assert facts.agencies in ((), ("示例市人民政府",))


def test_masthead_tells_order_and_minutes() -> None:
    assert establish(with_row("masthead", "示例市人民政府令"), {}).form == "命令"
    minutes = establish(with_row("masthead", "示例市人民政府常务会议纪要"), {})
    assert minutes.form == "纪要"


def test_two_signatures_are_a_joint_issue() -> None:
    facts = establish(elements(*NOTICE[:-1], ("signature", "示例市水利局"), NOTICE[-1]), {})
    assert facts.joint
    assert facts.agencies == ("示例市人民政府", "示例市水利局")


def test_picture_tells_the_sealing() -> None:
    mark = Mark("picture", paragraph("市长"), Pt(119), Pt(119), None)
    assert establish([*elements(*NOTICE), Element("seal", (), mark)], {}).sealing == "加盖印章"
    assert establish([*elements(*NOTICE), Element("name_stamp", (), mark)], {}).sealing == "签名章"


def test_a_border_as_long_as_a_wide_page_makes_no_letter_but_a_line_of_that_length_does() -> None:
    border = Mark(
        "line", paragraph("示政发〔2024〕8号"), from_mm(243), Pt(1), "FF0000", border=Border("single", Pt(1), "FF0000")
    )
    shape = Shape(Address("body", "body/p[1]/box[1]"), "line", from_mm(170), Pt(0))
    drawn = replace(border, width=from_mm(170), shape=shape, border=None)
    forms = [establish([*elements(*NOTICE), Element("red_line", (), mark)], {}).form for mark in (border, drawn)]
    assert forms == ["文件", "信函"]


def test_pinned_facts_are_taken_as_given() -> None:
    facts = establish(elements(*NOTICE), {"kind": "请示", "regime": "2001"})
    assert (facts.kind, facts.direction, facts.regime) == ("请示", "上行", "2001")
    assert facts.pinned == {"kind", "regime"}


def test_unknown_fact_is_refused_by_name() -> None:
    with pytest.raises(ConfigError, match="天气"):
        establish(elements(*NOTICE), {"天气": "晴"})


def test_a_pinned_kind_makes_it_an_official_document() -> None:
    rows = (("title", "房屋租赁"), ("body", "现通知如下。"))
    assert not establish(elements(*rows), {}).official
    assert establish(elements(*rows), {"kind": "通知"}).official


def test_a_contract_is_no_official_document() -> None:
    rows = (("title", "房屋租赁合同"), ("body", "甲方：青禾公司"), ("signature", "青禾公司"), ("date", "2024年5月6日"))
    facts = establish(elements(*rows), {})
    assert (facts.official, facts.form) == (False, "无版头")


def lined(width: Pt, compound: str, margin: Pt) -> str:
    """Give the form of a notice with a drawn red line of that width, on a page with margins left and right."""
    page = replace(A4, left=margin, right=margin)
    found = segments(replace(draft(*(text for _, text in NOTICE)), sections=(page,)))
    known = [Element(name, (segment,)) for (name, _), segment in zip(NOTICE, found, strict=True)]
    line = Shape(Address("body", "body/p[2]/box[1]"), "line", width, Pt(0))
    mark = Mark("line", found[1].paragraph, width, Pt(1.5), "FF0000", compound, shape=line)
    return establish([*known, Element("red_line", (), mark)], {}).form


def test_a_red_line_wider_than_the_column_makes_a_letter() -> None:
    assert lined(from_mm(170), "sng", from_mm(27)) == "信函"


def test_a_red_line_as_wide_as_a_wide_column_makes_none() -> None:
    assert lined(from_mm(170), "sng", from_mm(20)) == "文件"


def test_a_double_red_line_makes_a_letter_however_wide_the_column_is() -> None:
    assert lined(from_mm(170), "thickThin", from_mm(20)) == "信函"
