"""Recognition against the truth of every sample in every construction; the table: python -m tests.accuracy."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from make import Made

from gongwen.anatomy.elements import Gongwen
from gongwen.anatomy.recognise import recognise
from gongwen.draft import Paragraph
from gongwen.units import Pt
from tests.accuracy import Row, compare, recognised, truth_of
from tests.papers import CENTRED, FANGSONG, FLUSH, RIGHT, draft, paragraph, table


@dataclass(frozen=True, slots=True)
class Known:
    made: Made
    gongwen: Gongwen
    rows: list[Row]
    facts: dict[str, object]


@pytest.fixture(scope="module")
def known(built: list[Made]) -> list[Known]:
    return list(_known(built))


def _known(built: list[Made]) -> Iterator[Known]:
    for made in built:
        truth = truth_of(made.truth_path)
        gongwen = recognised(made.path)
        yield Known(made, gongwen, compare(gongwen, truth), truth["facts"])  # type: ignore[arg-type]


def accuracy(rows: list[Row]) -> float:
    return sum(row.right for row in rows) / len(rows)


def test_compliant_samples_are_recognised_at_99_percent(known: list[Known]) -> None:
    rows = [row for item in known if item.made.compliant for row in item.rows]
    assert accuracy(rows) >= 0.99


def test_flawed_samples_are_recognised_at_95_percent(known: list[Known]) -> None:
    rows = [row for item in known if not item.made.compliant and item.made.official for row in item.rows]
    assert accuracy(rows) >= 0.95


def test_every_element_is_recognised_at_95_percent(known: list[Known]) -> None:
    rows = [row for item in known if item.made.official for row in item.rows]
    elements = sorted({row.truth for row in rows if row.truth})
    poor = {name: accuracy([row for row in rows if row.truth == name]) for name in elements}
    assert {name: share for name, share in poor.items() if share < 0.95} == {}


def test_high_confidence_is_earned(known: list[Known]) -> None:
    sure = [row for item in known for row in item.rows if row.confidence >= 0.9]
    assert accuracy(sure) >= 0.97


def test_no_element_is_found_in_what_is_no_official_document(known: list[Known]) -> None:
    others = [item for item in known if not item.made.official]
    assert others
    assert {element.name for item in others for element in item.gongwen.elements} <= {"other", "page_number"}


def test_facts_agree_with_the_truth(known: list[Known]) -> None:
    wrong = [
        (item.made.path.name, name, value, getattr(item.gongwen.facts, name))
        for item in known
        for name, value in item.facts.items()
        if getattr(item.gongwen.facts, name) != value
    ]
    assert wrong == []


def test_pinned_segment_is_what_it_is_pinned_to() -> None:
    gongwen = recognise(
        draft("关于防汛工作的通知", "各县：", "正文。"), pins={"正文。": "note"}, facts={"official": "true"}
    )
    assert [element.name for element in gongwen.elements][-1] == "note"


RED_HEAD = replace(FANGSONG, han_font="方正小标宋简体", size=Pt(48.0), color="FF0000")
TITLE = replace(FANGSONG, han_font="方正小标宋简体", size=Pt(22.0))
NAMES = replace(FANGSONG, han_font="楷体_GB2312")


def names_of(*blocks: Paragraph | str) -> list[str]:
    return [element.name for element in recognise(draft(*blocks)).elements]


def test_second_row_of_signers_stays_in_the_head() -> None:
    found = names_of(
        paragraph("云溪县人民政府文件", form=CENTRED, run=RED_HEAD),
        paragraph("签发人：田禾青　石白川", form=RIGHT),
        paragraph("云政请〔2024〕15号" + " " * 20, ("柳溪亭　云中和", NAMES), form=FLUSH),
        paragraph("关于审批排水规划的请示", form=CENTRED, run=TITLE),
        paragraph("示例市人民政府：", form=FLUSH),
        "为提高城区排水能力，现报请审批。",
    )
    assert found == ["masthead", "signer", "doc_number", "signer", "title", "recipients", "body"]


def test_agencies_on_a_line_of_the_title_do_not_sign() -> None:
    found = names_of(
        paragraph("云溪县教育局", form=CENTRED, run=RED_HEAD),
        paragraph("云教函〔2024〕15号", form=RIGHT),
        paragraph("加急", form=FLUSH),
        paragraph("云溪县教育局　云溪县公安局", form=CENTRED, run=TITLE),
        paragraph("关于商请协助校车安全检查的函", form=CENTRED, run=TITLE),
        paragraph("示例市交通运输局：", form=FLUSH),
        "为加强校车安全管理，现商请贵局协助检查。",
    )
    assert found == ["masthead", "doc_number", "urgency", "title", "recipients", "body"]


def test_theme_words_stand_over_the_copies_and_a_date_may_stand_alone() -> None:
    found = names_of(
        paragraph("青禾县人民政府文件", form=CENTRED, run=RED_HEAD),
        paragraph("青政〔2003〕21号", form=CENTRED),
        paragraph("关于做好水利建设工作的通知", form=CENTRED, run=TITLE),
        paragraph("各乡镇人民政府：", form=FLUSH),
        "为做好水利建设工作，现通知如下。",
        paragraph("二〇〇三年九月八日　　　　", form=RIGHT),
        paragraph("主题词：水利　建设　通知", form=FLUSH),
        paragraph("抄送：县委办公室，县人大常委会办公室。", form=FLUSH),
        paragraph("青禾县人民政府办公室" + " " * 12 + "2003年9月9日印发", form=FLUSH),
        paragraph("（共印10份）", form=RIGHT),
    )
    assert found[5:] == ["date", "other", "cc", "printer"]


def test_form_lines_of_a_telegram_are_no_text() -> None:
    found = names_of(
        paragraph("内部明电", form=CENTRED, run=RED_HEAD),
        paragraph("发电单位　青禾县人民政府", form=FLUSH),
        paragraph("等级\t特提·明电\t青政明电〔2024〕6号", form=FLUSH),
        paragraph("关于做好防汛工作的通知", form=CENTRED, run=TITLE),
        paragraph("各乡镇人民政府：", form=FLUSH),
        "为做好防汛工作，现通知如下。",
    )
    assert found == ["masthead", "other", "other", "urgency", "doc_number", "title", "recipients", "body"]


def test_document_forwarded_behind_the_date_is_an_attachment() -> None:
    found = names_of(
        paragraph("示例市人民政府办公室文件", form=CENTRED, run=RED_HEAD),
        paragraph("关于转发森林防火意见的通知", form=CENTRED, run=TITLE),
        paragraph("各县（区）人民政府：", form=FLUSH),
        "《关于加强森林防火工作的意见》已经市政府同意，现转发给你们。",
        paragraph("示例市人民政府办公室", form=RIGHT),
        paragraph("2024年5月6日　　", form=RIGHT),
        paragraph("关于加强森林防火工作的意见", form=CENTRED, run=TITLE),
        "为做好森林防火工作，现提出如下意见。",
        "一、加强领导",
    )
    assert found[:6] == ["masthead", "title", "recipients", "body", "signature", "date"]
    assert set(found[6:]) <= {"attachment", "attachment_title"}


def test_issuer_and_date_of_minutes_may_stand_in_the_head() -> None:
    found = names_of(
        paragraph("会议纪要", form=CENTRED, run=RED_HEAD),
        paragraph("〔2024〕5号", form=CENTRED),
        paragraph("示例市人民政府" + " " * 20 + "2024年5月6日", form=FLUSH),
        "2024年5月5日，市政府召开会议，研究农村公路养护工作，现将议定事项纪要如下。",
        "会议决定，县道养护补助标准提高到每公里每年1.2万元。",
    )
    assert found == ["masthead", "doc_number", "signature", "date", "body", "body"]


def test_date_with_blanks_to_fill_in_is_a_date() -> None:
    found = names_of(
        paragraph("关于防汛工作的通知", form=CENTRED, run=TITLE),
        paragraph("各县（区）人民政府：", form=FLUSH),
        "为做好防汛工作，现就有关事项通知如下，请遵照执行。",
        paragraph("示例市人民政府", form=RIGHT),
        paragraph("2024年　月　日　　", form=RIGHT),
    )
    assert found == ["title", "recipients", "body", "signature", "date"]


def test_title_right_behind_the_attachment_label_is_sure_in_one_line_and_in_two() -> None:
    rest = (
        paragraph("附件", form=replace(FLUSH, page_break_before=True), run=replace(FANGSONG, han_font="黑体")),
        paragraph("示例市贯彻落实森林防火责任", form=CENTRED, run=TITLE),
        paragraph("制度工作方案", form=CENTRED, run=TITLE),
        "为落实森林防火责任，制定本方案。",
    )
    opening = (
        paragraph("关于印发方案的通知", form=CENTRED, run=TITLE),
        paragraph("各县（区）人民政府：", form=FLUSH),
        "现将方案印发给你们，请遵照执行。",
        paragraph("示例市人民政府", form=RIGHT),
        paragraph("2024年5月6日　　", form=RIGHT),
    )
    label, title, text = recognise(draft(*opening, *rest)).elements[-3:]
    assert [label.name, title.name, text.name] == ["attachment_label", "attachment_title", "attachment"]
    assert title.text == "示例市贯彻落实森林防火责任制度工作方案"
    assert title.confidence > 0.7


def test_joint_signatures_in_a_row_of_cells() -> None:
    found = names_of(
        paragraph("关于开展联合巡护的通知", form=CENTRED, run=TITLE),
        paragraph("各县（区）人民政府：", form=FLUSH),
        "为加强湿地保护，决定在全市开展湿地联合巡护。",
        table(["示例市教育局", "示例市公安局"]),
        paragraph("2024年5月6日　　", form=RIGHT),
    )
    assert found == ["title", "recipients", "body", "signature", "signature", "date"]


def test_empty_document_has_no_elements() -> None:
    assert recognise(draft("")).elements == ()


def test_same_file_gives_the_same_elements(built: list[Made]) -> None:
    path: Path = built[0].path
    first, second = recognised(path), recognised(path)
    assert [(e.name, e.text, e.confidence) for e in first.elements] == [
        (e.name, e.text, e.confidence) for e in second.elements
    ]


def test_numbers_and_indents_tell_a_heading_set_like_the_text() -> None:
    text = "各县（区）要压实责任，抓好各项工作。"
    found = recognise(draft(text, "一、总体要求", text, "二、重点任务", text), facts={"kind": "通知"})
    headings = [element for element in found.elements if element.name == "heading.1"]
    assert [element.text for element in headings] == ["一、总体要求", "二、重点任务"]
    assert min(element.confidence for element in headings) > 0.9


@pytest.mark.parametrize(
    "lines",
    [
        ("示例市水利局关于做好", "二〇二五年汛期安全工作的通知"),
        ("示例市水利局　示例市应急管理局", "关于做好汛期安全工作的通知"),
        ("云溪县人民政府", "关于表扬防汛抢险", "先进集体的", "决定"),
    ],
)
def test_lines_that_make_a_title_together_are_one_though_set_like_the_text(lines: tuple[str, ...]) -> None:
    body = ("各县（区）人民政府：", "为做好有关工作，现将有关事项通知如下。", "特此通知。")
    found = recognise(draft(*(paragraph(text, form=FLUSH) for text in (*lines, *body))), facts={"kind": "通知"})
    titles = [element for element in found.elements if element.name == "title"]
    assert [[segment.text for segment in title.segments] for title in titles] == [list(lines)]


def test_a_line_above_a_title_in_another_size_is_no_part_of_it() -> None:
    head = paragraph("示例市人民政府文件", form=CENTRED, run=replace(FANGSONG, size=Pt(36)))
    title = paragraph("关于做好汛期安全工作的通知", form=CENTRED)
    found = recognise(draft(head, title, "现将有关事项通知如下。"), facts={"kind": "通知"})
    assert [element.name for element in found.elements] == ["masthead", "title", "body"]
