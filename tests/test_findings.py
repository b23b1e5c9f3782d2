from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.anatomy.elements import Gongwen
from gongwen.checker import Checker
from gongwen.checks.base import Cure, Reading
from gongwen.draft import FieldSpan
from gongwen.edits import ReplaceText, RunChange, SetRunFormat, Span
from gongwen.findings import violations
from gongwen.rules import Rule
from gongwen.units import Pt
from gongwen.violations import Fix, Violation
from tests.shelves import book, one, paper, rule_text, varied

WIDE = rule_text(
    check="kind = 'pattern'\nfind = '(?<year>[０-９]+)'",
    after="[rule.fix]\nreplace = '（\\g<year>）'\napplicability = 'safe'\n",
)


def found(rule: Rule, made: Gongwen) -> list[Violation]:
    return list(violations((rule, hit) for hit in rule.check.run(Reading(made), rule.scope)))


def test_message_expected_and_fix_are_filled_in(tmp_path: Path) -> None:
    (violation,) = found(one(tmp_path, WIDE), paper(("doc_number", "示政发〔２０〕8号")))
    assert violation.message == "应为（２０），此处为“２０”"
    assert (violation.found, violation.expected) == ("２０", "（２０）")
    assert violation.fix
    assert (violation.fix.title, violation.fix.applicability, violation.fix.edits[0].text) == (
        "改为“（２０）”", "safe", "（２０）",
    )  # fmt: skip


def test_the_place_is_that_of_the_paragraph(tmp_path: Path) -> None:
    (violation,) = found(one(tmp_path, WIDE), paper(("title", "甲"), ("doc_number", "示政发〔２〕")))
    place = violation.location
    assert (place.path, place.start, place.end, place.element) == ("body/p[2]", 4, 5, "doc_number")


def test_an_unsure_element_gets_no_safe_fix(tmp_path: Path) -> None:
    made = paper(("doc_number", "〔２〕"))
    object.__setattr__(made.elements[0], "confidence", 0.8)
    (violation,) = found(one(tmp_path, WIDE), made)
    assert violation.fix
    assert violation.fix.applicability == "unsafe"


WORDS = rule_text(
    keys='where = ["body"]',
    check="""kind = 'terms'
term = [
    { wrong = '布署', right = '部署', reason = '甲' },
    { wrong = '步聚', right = '步骤', fix = 'unsafe', reason = '乙' },
    { wrong = '附合', fix = 'display', reason = '丙' },
]""",
    after="[rule.fix]\nreplace = '\\g<right>'\napplicability = 'safe'\n",
)


def test_a_row_of_a_word_table_says_how_far_its_replacement_may_be_trusted(tmp_path: Path) -> None:
    fixes = [violation.fix for violation in found(one(tmp_path, WORDS), paper(("body", "布署、步聚、附合")))]
    assert [(fix.applicability, fix.after, fix.reason != "") for fix in fixes if fix] == [
        ("safe", "部署", False),
        ("unsafe", "步骤", True),
    ]
    assert fixes[2] is None


def tracked(element: str, text: str) -> Gongwen:
    """Give a document of one element with a tracked change in its paragraph."""
    made = paper((element, text))
    segment = made.elements[0].segments[0]
    touched = replace(segment, paragraph=replace(segment.paragraph, tracked=True))
    return replace(made, elements=(replace(made.elements[0], segments=(touched,)),))


def test_tracked_text_is_not_edited(tmp_path: Path) -> None:
    (violation,) = found(one(tmp_path, WIDE), tracked("doc_number", "〔２〕"))
    assert violation.fix
    assert (violation.fix.applicability, violation.fix.edits) == ("display", ())


def test_equal_findings_have_different_fingerprints(tmp_path: Path) -> None:
    rule = one(tmp_path, WIDE)
    pair = found(rule, paper(("doc_number", "〔２〕"), ("doc_number", "〔２〕")))
    assert len({violation.fingerprint for violation in pair}) == 2


@given(st.lists(st.sampled_from(["各县区要抓好落实。", "二是加强督查。"]), max_size=4))
def test_fingerprints_stay_when_text_is_added_elsewhere(added: list[str]) -> None:
    rule = _wide()
    alone = found(rule, paper(("doc_number", "〔２〕")))
    among = found(rule, paper(*(("body", text) for text in added), ("doc_number", "〔２〕"), ("date", "2024年5月6日")))
    assert [v.fingerprint for v in alone] == [v.fingerprint for v in among]


HEADED = rule_text(keys='where = ["heading.1"]')


def automatic(number: str, text: str) -> Gongwen:
    """Give a heading that Word numbers."""
    made = paper(("heading.1", number + text))
    segment = made.elements[0].segments[0]
    numbered = replace(segment, paragraph=replace(segment.paragraph, text=text, number=number), end=len(text))
    return replace(made, elements=(replace(made.elements[0], segments=(numbered,)),))


@pytest.mark.parametrize("number", ["二、", "十一、", "（三）", "12.", "第九章 "])
def test_the_number_of_a_heading_is_no_part_of_a_fingerprint_when_word_sets_it(tmp_path: Path, number: str) -> None:
    (first,) = found(one(tmp_path, HEADED), automatic("一、", "抓好２项工作"))
    (other,) = found(one(tmp_path, HEADED), automatic(number, "抓好２项工作"))
    assert first.fingerprint == other.fingerprint
    assert first.location.excerpt != other.location.excerpt


@pytest.mark.parametrize(
    ("text", "same"), [("十一、抓好２项工作", True), ("一、抓好２项任务", False), ("一，抓好２项工作", False)]
)
def test_the_typed_number_of_a_heading_is_no_part_of_a_fingerprint(tmp_path: Path, text: str, same: bool) -> None:
    rule = one(tmp_path, HEADED)
    (first,), (other,) = found(rule, paper(("heading.1", "一、抓好２项工作"))), found(rule, paper(("heading.1", text)))
    assert (first.fingerprint == other.fingerprint) is same


def test_equal_findings_share_what_stands_before_the_hyphen(tmp_path: Path) -> None:
    first, second, third = found(one(tmp_path, WIDE), paper(*[("doc_number", "〔２〕")] * 3))
    assert (second.fingerprint, third.fingerprint) == (f"{first.fingerprint}-2", f"{first.fingerprint}-3")


def test_a_finding_told_once_keeps_its_fingerprint_when_another_place_comes_first(tmp_path: Path) -> None:
    rule = one(tmp_path, ONCE)
    (late,) = found(rule, paper(("body", "共３人")))
    (early,) = found(rule, paper(("body", "２０个县"), ("body", "共３人")))
    assert early.fingerprint == late.fingerprint


def _wide() -> Rule:
    (rule,) = Checker().ruleset.find("GF046b")
    check = rule.check.model_copy(update={"find": "[０-９]+"})
    return replace(rule, check=check)


def test_a_missing_element_is_named(tmp_path: Path) -> None:
    text = rule_text(keys="", check="kind = 'presence'\nelement = 'signer'\nat_least = 1", after="")
    (violation,) = found(one(tmp_path, text), varied("notice", {}))
    assert (violation.location.element, violation.location.path, violation.fix) == ("signer", "", None)


def test_advice_is_no_edit(tmp_path: Path) -> None:
    text = rule_text(after="[rule.fix]\nadvice = '补上'\napplicability = 'display'\n").replace("{expected}", "数字")
    (violation,) = found(one(tmp_path, text), paper(("doc_number", "〔２〕")))
    assert violation.fix
    assert (violation.fix.title, violation.fix.edits) == ("补上", ())


@pytest.mark.parametrize("length", [10, 500])
def test_a_message_cuts_what_is_long(tmp_path: Path, length: int) -> None:
    (violation,) = found(book(tmp_path, one=WIDE).rules[0], paper(("doc_number", "２" * length)))
    assert len(violation.found) == length
    assert len(violation.message) < 600


SIZE = rule_text(
    keys='where = ["title"]',
    check="kind = 'format'\nexpect = { size = '二号' }",
    after="[rule.fix]\nadvice = '设为二号'\napplicability = 'safe'\n",
)


def test_what_a_format_rule_expects_is_its_cure(tmp_path: Path) -> None:
    (violation,) = found(one(tmp_path, SIZE), paper(("title", "通知")))
    assert violation.fix == Fix(
        "设为二号",
        "safe",
        "三号",
        "二号",
        (SetRunFormat(Span("body", "body/p[1]", 0, 2), RunChange(size=Pt(22.0)), mark=True),),
    )


def test_the_cure_of_an_unsure_element_is_not_safe(tmp_path: Path) -> None:
    made = paper(("title", "通知"))
    object.__setattr__(made.elements[0], "confidence", 0.8)
    (violation,) = found(one(tmp_path, SIZE), made)
    assert violation.fix
    assert (violation.fix.applicability, violation.fix.reason) == ("unsafe", "这一要素识别把握不大")


def test_the_cure_of_what_rests_on_an_unsure_neighbour_is_not_safe() -> None:
    made = varied("notice", {"element": "recipients", "above": 3})
    object.__setattr__(made.first("title"), "confidence", 0.8)
    (rule,) = Checker().ruleset.find("GF065e")
    (violation,) = found(rule, made)
    assert violation.fix
    assert violation.fix.applicability == "unsafe"


def test_a_tracked_paragraph_gets_no_cure(tmp_path: Path) -> None:
    (violation,) = found(one(tmp_path, SIZE), tracked("title", "通知"))
    assert violation.fix
    assert (violation.fix.applicability, violation.fix.edits) == ("display", ())


def test_a_cure_without_edits_is_advice() -> None:
    (rule,) = Checker().ruleset.find("GF005")
    (violation,) = found(rule, varied("notice", {"page": {"width": 297, "height": 210}}))
    assert violation.fix
    assert (violation.fix.applicability, violation.fix.edits) == ("display", ())


DASHED = rule_text(
    keys='where = ["page_number"]',
    check="kind = 'pattern'\nfind = '^[- ]*(?<page>[0-9]+)[- ]*$'",
    after="[rule.fix]\nreplace = '— \\g<page> —'\napplicability = 'safe'\n",
)


def numbered(*fields: FieldSpan) -> Gongwen:
    made = paper(("page_number", "-12-"))
    segment = made.elements[0].segments[0]
    held = replace(segment, paragraph=replace(segment.paragraph, fields=fields))
    return replace(made, elements=(replace(made.elements[0], segments=(held,)),))


def test_a_field_inside_a_replaced_text_stays(tmp_path: Path) -> None:
    (violation,) = found(one(tmp_path, DASHED), numbered(FieldSpan("PAGE", 1, 3)))
    assert violation.fix
    assert violation.fix.edits == (
        ReplaceText(Span("body", "body/p[1]", 0, 1), "— "),
        ReplaceText(Span("body", "body/p[1]", 3, 4), " —"),
    )


def test_the_number_of_a_page_is_no_part_of_a_fingerprint(tmp_path: Path) -> None:
    rule = one(tmp_path, DASHED)
    (first,) = found(rule, numbered(FieldSpan(" PAGE \\* MERGEFORMAT", 1, 3)))
    (other,) = found(rule, numbered(FieldSpan("page", 1, 3)))
    (typed,) = found(rule, numbered())
    assert first.fingerprint == other.fingerprint != typed.fingerprint


@pytest.mark.parametrize(
    "fields",
    [(FieldSpan("PAGE", 1, 2), FieldSpan("NUMPAGES", 2, 3)), (FieldSpan("PAGE", 2, 4),)],
    ids=["two of them", "one that ends outside the number"],
)
def test_a_text_is_not_replaced_round_other_fields(tmp_path: Path, fields: tuple[FieldSpan, ...]) -> None:
    (violation,) = found(one(tmp_path, DASHED), numbered(*fields))
    assert violation.fix
    assert (violation.fix.applicability, violation.fix.edits) == ("display", ())


ONCE = rule_text(
    keys='where = ["body"]',
    check="kind = 'pattern'\nfind = '[０-９]+'\nonce = true",
    after="[rule.fix]\nreplace = '\\g<found:half>'\napplicability = 'safe'\n",
)


def test_what_is_told_once_is_mended_everywhere(tmp_path: Path) -> None:
    (violation,) = found(one(tmp_path, ONCE), paper(("body", "２０个县９２个乡"), ("body", "共３人")))
    assert violation.fix
    assert [(edit.span.path, edit.text) for edit in violation.fix.edits] == [
        ("body/p[1]", "20"),
        ("body/p[1]", "92"),
        ("body/p[2]", "3"),
    ]


SERIAL = rule_text(
    keys='where = ["copy_number"]',
    check="kind = 'pattern'\nfind = '^.+$'\nunless = '^[0-9]{6}$'",
    after="[rule.fix]\nreplace = '\\g<found:serial>'\nadvice = '编成6位'\napplicability = 'safe'\n",
)


@pytest.mark.parametrize(
    ("text", "title", "applicability"),
    [("12", "改为“000012”", "safe"), ("待编", "编成6位", "display")],
)
def test_what_cannot_be_turned_is_left_to_advice(tmp_path: Path, text: str, title: str, applicability: str) -> None:
    (violation,) = found(one(tmp_path, SERIAL.replace("{expected}", "数字")), paper(("copy_number", text)))
    assert violation.fix
    assert (violation.fix.title, violation.fix.applicability) == (title, applicability)


def test_a_cure_that_fails_leaves_the_finding(tmp_path: Path) -> None:
    rule, made = one(tmp_path, SIZE), paper(("title", "通知"))
    (hit,) = rule.check.run(Reading(made), rule.scope)
    broken = replace(hit, cure=Cure(lambda: [{}["nothing"]]))
    (violation,) = violations([(rule, broken)])
    assert violation.fix
    assert (violation.fix.applicability, violation.fix.reason) == ("display", "这一处的改法没有算出来，请按说明自己改")
