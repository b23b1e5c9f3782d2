"""Waivers: comments that accept a finding where it stands, read as people write them and told when they do not count."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gongwen
from gongwen.anatomy.elements import Gongwen
from gongwen.draft import Comment
from gongwen.report import Document
from gongwen.waivers.ledger import Waivers
from gongwen.waivers.order import addressed, parse
from tests.notes import commented
from tests.shelves import paper

NUMBER, DATE = "[2024]", "二〇二四年三月六日"
SAMPLE = "flawed-tongzhi"
WAIVED = ("GF046a", "waived", "沿用旧式")


def checked(*comments: tuple[str, str], **options: object) -> Document:
    """Check a notice with many faults that carries comments."""
    return gongwen.check(commented(SAMPLE, *comments), stage="final", **options).documents[0]  # type: ignore[arg-type]


def waived(document: Document) -> list[tuple[str, str, str]]:
    return [(one.code, one.state, one.waiver.reason) for one in document.violations if one.waiver]


def told(document: Document) -> list[tuple[str, str]]:
    return [(one.code, one.severity) for one in document.violations if one.code.startswith("SYS")]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("gongwen: 忽略 GF046 沿用旧式", ("GF046",)),
        ("gongwen：忽略GF046a沿用旧式", ("GF046a",)),
        ("  GongWen\u3000：\u3000忽略：GF046、GF047a 沿用旧式", ("GF046", "GF047a")),
        ("gongwen: 忽略 GF046,GF047a；GF048和BD 沿用旧式", ("GF046", "GF047a", "GF048", "BD")),
        ("gongwen: 忽略 GF046 GF-047 沿用旧式", ("GF046", "GF-047")),
        ("gongwen: 忽略 number-year-brackets，理由：沿用旧式。", ("number-year-brackets",)),
        ("gongwen: 忽略\nGF046\n沿用\n 旧式", ("GF046",)),
    ],
)
def test_a_waiver_is_read_however_people_punctuate_it(text: str, keys: tuple[str, ...]) -> None:
    order = parse(text)
    assert (order.keys, order.reason.replace(" ", ""), order.until, order.fault) == (keys, "沿用旧式", None, "")


@pytest.mark.parametrize("reason", ["WPS模板如此", "OA导出", "见〔2019〕3号文（附件2）"])
def test_a_reason_may_begin_with_latin_letters_or_end_in_a_bracket(reason: str) -> None:
    order = parse(f"gongwen: 忽略 GF046，{reason}")
    assert (order.keys, order.reason) == (("GF046",), reason)


@pytest.mark.parametrize(
    "text",
    [
        "沿用旧式 至2026-12-31",
        "沿用旧式，至2026年12月31日。",
        "沿用旧式（至2026/12/31）",
        "至2026-12-31 沿用旧式",
        "沿用旧式；至 2026.12.31",
    ],
)
def test_the_last_day_is_read_at_either_end(text: str) -> None:
    order = parse(f"gongwen: 忽略 GF046 {text}")
    assert (order.reason, order.until) == ("沿用旧式", date(2026, 12, 31))


def test_a_period_inside_a_reason_is_no_end_date() -> None:
    order = parse("gongwen: 忽略 GF046 沿用2024年1月1日至2024年12月31日的旧式")
    assert (order.until, order.fault) == (None, "")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("忽略 GF046", "没有写忽略的理由"),
        ("忽略 GF046 理由", "没有写忽略的理由"),
        ("忽略 GF046 …… 至2026-12-31", "没有写忽略的理由"),
        ("忽略 沿用旧式", "没有写明忽略哪条规则"),
        ("请看这里", "没有写明忽略哪条规则"),
        ("忽略 GF046 沿用旧式 至2026-02-30", "“2026-02-30”看不懂"),
        ("忽略 GF046 沿用旧式 至2026年底", "“2026年底”看不懂"),
    ],
)
def test_what_keeps_a_waiver_from_counting_is_said_with_what_to_write(text: str, fault: str) -> None:
    assert fault in parse(f"gongwen: {text}").fault
    assert "请写成" in parse(f"gongwen: {text}").fault


def test_a_long_reason_is_cut() -> None:
    assert len(parse("gongwen: 忽略 GF046 " + "长" * 9999).reason) == 200


@given(st.text(max_size=60))
def test_any_text_is_read_and_every_waiver_has_a_reason_or_a_fault(text: str) -> None:
    order = parse(f"gongwen: 忽略 GF046 {text}")
    assert bool(order.reason) or bool(order.fault)


@pytest.mark.parametrize(
    "text", ["gongwen 忽略 GF046 沿用旧式", "Gongwen忽略：GF046", " gongwen，忽略 GF046", "gongwen——忽略 文号"]
)
def test_a_waiver_without_its_colon_is_one_all_the_same_and_told(text: str) -> None:
    document = checked((NUMBER, text))
    assert (waived(document), told(document)) == ([], [("SYS003", "warning")])
    assert "“gongwen”后面没有冒号" in document.violations[0].message
    assert "YY009c" not in [one.code for one in document.violations]


@pytest.mark.parametrize(
    "text",
    [
        "请核对",
        "gongwen 这份稿子",
        "gongwen 检查结果：共 3 处错误",
        "gongwen 忽略了这一处",
        "关于gongwen: 忽略 GF046 沿用",
        "gongwentool 忽略 GF046",
    ],
)
def test_other_comments_do_not_speak_to_the_tool(text: str) -> None:
    assert not addressed(Comment("1", "", text, None))


@pytest.mark.parametrize("key", ["GF046a", "gf046A", "GF046", "GF-046", "number-year-brackets", "GF"])
def test_a_finding_is_waived_by_code_requirement_name_or_group(key: str) -> None:
    assert WAIVED in waived(checked((NUMBER, f"gongwen: 忽略 {key} 沿用旧式")))


def test_a_waived_finding_is_counted_apart() -> None:
    plain, accepted = checked(), checked((NUMBER, "gongwen: 忽略 GF046 沿用旧式"))
    assert len(accepted.violations) == len(plain.violations)
    assert [one.code for one in plain.open if one not in accepted.open] == ["GF046a"]


def test_other_findings_in_the_same_paragraph_stay_open() -> None:
    document = checked((NUMBER, "gongwen: 忽略 GF046 沿用旧式"))
    assert waived(document) == [WAIVED]
    assert "GF047a" in [one.code for one in document.open]


def test_a_comment_elsewhere_waives_nothing_and_is_told_of_no_use() -> None:
    document = checked((DATE, "gongwen: 忽略 GF046 沿用旧式"))
    assert (waived(document), told(document)) == ([], [("SYS005", "info")])


def test_a_comment_on_any_line_of_a_title_covers_findings_on_all_of_it() -> None:
    document = checked(("森林防火工作的通知", "gongwen: 忽略 GF061 用黑体"))
    assert [code for code, *_ in waived(document)] == ["GF061a", "GF061b"]


def test_what_stands_nowhere_is_waived_on_the_title() -> None:
    document = checked(("森林防火工作的通知", "gongwen: 忽略 GF143c 只发电子件"))
    assert waived(document) == [("GF143c", "waived", "只发电子件")]


def test_what_stands_nowhere_is_waived_on_the_title_only() -> None:
    assert waived(checked((DATE, "gongwen: 忽略 GF143c 只发电子件"))) == []


@pytest.mark.parametrize(
    ("comment", "severity"),
    [
        ("gongwen: 忽略 GF046", "warning"),
        ("gongwen: 忽略 GF999 沿用旧式", "warning"),
        ("gongwen: 忽略 SYS001 沿用旧式", "warning"),
        ("gongwen: 同意", "warning"),
    ],
)
def test_an_invalid_waiver_changes_nothing_and_is_told_where_it_stands(comment: str, severity: str) -> None:
    document = checked((NUMBER, comment))
    assert (waived(document), told(document)) == ([], [("SYS003", severity)])
    assert document.violations[0].location.element == "doc_number"


def test_of_several_keys_the_known_ones_count() -> None:
    document = checked((NUMBER, "gongwen: 忽略 GF046、GF999 沿用旧式"))
    assert (waived(document), told(document)) == ([WAIVED], [("SYS003", "warning")])


@pytest.mark.parametrize(
    ("today", "expected", "remarks"),
    [
        (date(2026, 12, 31), [WAIVED], []),
        (date(2027, 1, 1), [], [("SYS004", "info")]),
        (None, [WAIVED], []),
    ],
)
def test_a_waiver_counts_through_its_last_day(
    today: date | None, expected: list[tuple[str, str, str]], remarks: list[tuple[str, str]]
) -> None:
    document = checked((NUMBER, "gongwen: 忽略 GF046 沿用旧式 至2026-12-31"), today=today)
    assert (waived(document), told(document)) == (expected, remarks)


def test_comments_are_passed_over_when_the_caller_says_so() -> None:
    document = checked((NUMBER, "gongwen: 忽略 GF046 沿用旧式"), inline_waivers=False)
    assert (waived(document), told(document)) == ([], [])


def test_a_waiver_comment_is_no_leftover_but_any_other_is() -> None:
    quiet = checked((NUMBER, "gongwen: 忽略 GF046 沿用旧式"))
    asking = checked((NUMBER, "gongwen: 忽略 GF046 沿用旧式"), (DATE, "请核对日期"))
    assert "YY009c" not in [one.code for one in quiet.violations]
    assert [one.message for one in asking.violations if one.code == "YY009c"] == ["文件里还有1条批注，印发前应当删去"]


def test_a_rule_that_did_not_run_makes_no_waiver_useless() -> None:
    comments = ((NUMBER, "gongwen: 忽略 YY009c 留给下一手"), (DATE, "gongwen: 忽略 GF047a 沿用"))
    document = gongwen.check(commented(SAMPLE, *comments), stage="draft", select=("BD", "YY")).documents[0]
    assert told(document) == []


def test_names_of_people_are_not_repeated() -> None:
    report = gongwen.check(commented(SAMPLE, (NUMBER, "gongwen: 忽略 GF046 沿用旧式"), author="某处长"))
    assert "某处长" not in report.to_json()


def test_the_reason_and_last_day_stand_in_the_json() -> None:
    report = gongwen.check(commented(SAMPLE, (NUMBER, "gongwen: 忽略 GF046 沿用旧式 至2026-12-31")))
    assert '"reason": "沿用旧式",\n            "until": "2026-12-31"' in report.to_json()
    assert report.summary.waived == 1


def test_equal_remarks_have_fingerprints_of_their_own() -> None:
    twice = checked((NUMBER, "gongwen: 忽略 GF046"), (NUMBER, "gongwen: 忽略 GF046"))
    prints = [one.fingerprint for one in twice.violations]
    assert len(set(prints)) == len(prints)


def test_a_document_that_is_not_official_is_asked_nothing_about_its_comments() -> None:
    document = gongwen.check(commented("other-contract", ("合同", "gongwen: 忽略"))).documents[0]
    assert told(document) == [("SYS002", "info")]


# by hand: places no sample has


def with_comment(text: str, path: str, start: int = 0, end: int = 0) -> Gongwen:
    """Make a document whose second paragraph stands at `path`, with a comment on body/p[3]."""
    made = paper(("title", "关于水源保护的通知"), ("masthead", "示例市人民政府文件"))
    box, holder = made.elements[1].segments[0].paragraph, made.elements[0].segments[0].paragraph
    holder = replace(holder, address=replace(holder.address, path="body/p[3]"), comments=("1",))
    box = replace(box, address=replace(box.address, path=path))
    elements = tuple(
        replace(element, segments=(replace(element.segments[0], paragraph=paragraph),))
        for element, paragraph in zip(made.elements, (holder, box), strict=True)
    )
    comment = Comment("1", "", text, holder.address, start, end)
    draft = replace(made.draft, blocks=(holder, box), comments=(comment,))
    return replace(made, draft=draft, elements=elements)


@pytest.mark.parametrize(
    ("path", "accepted"),
    [
        ("body/p[3]/box[1]/p[2]", True),
        ("body/p[3]/box[2]/box[1]/p[1]", True),
        ("body/p[31]", False),
        ("body/tbl[1]/r[1]/c[1]/p[1]", False),
    ],
)
def test_a_comment_on_a_paragraph_covers_the_text_boxes_it_holds(path: str, accepted: bool) -> None:
    made = with_comment("gongwen: 忽略 GF040 用黑体", path)
    assert (Waivers(made, lambda key: [key]).of("GF040", made.elements[1], 0, 3) is not None) is accepted


@pytest.mark.parametrize(
    ("span", "accepted"), [((0, 4), True), ((3, 5), True), ((4, 6), False), ((0, 2), False), ((7, 7), True)]
)
def test_a_comment_on_some_words_covers_what_touches_them_or_has_no_length(
    span: tuple[int, int], accepted: bool
) -> None:
    made = with_comment("gongwen: 忽略 BD001 引文如此", "body/p[4]", 2, 4)
    assert (Waivers(made, lambda key: [key]).of("BD001", made.elements[0], *span) is not None) is accepted


def test_a_comment_anchored_nowhere_is_told() -> None:
    made = paper(("title", "通知"))
    made = replace(made, draft=replace(made.draft, comments=(Comment("1", "", "gongwen: 忽略 GF046 沿用", None),)))
    (remark,) = Waivers(made, lambda key: [key]).remarks(frozenset())
    assert (remark.code, remark.location.path) == ("SYS003", "")


def test_more_waivers_than_people_write_are_not_all_read() -> None:
    made = with_comment("gongwen: 忽略 GF046 沿用", "body/p[4]")
    many = replace(made, draft=replace(made.draft, comments=made.draft.comments * 501))
    remarks = list(Waivers(many, lambda key: [key]).remarks(frozenset({"GF046"})))
    assert [remark.code for remark in remarks] == ["SYS003", *["SYS005"] * 500]
