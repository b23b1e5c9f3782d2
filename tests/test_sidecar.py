"""Sidecars: what people say of one document in a file beside it - what to accept, which segment is what, its facts."""

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gongwen
from gongwen import Sidecar
from gongwen.errors import ConfigError
from gongwen.files import LARGEST
from gongwen.report import Document
from gongwen.sidecar import WaiveSpec
from tests.notes import SAMPLES, commented, unlike_a_title

FLAWED = SAMPLES / "flawed-tongzhi.docx"
WAIVED = ("GF046a", "沿用旧式")
TITLE = "春季森林防火工作安排"
CHECKER = gongwen.Checker()


def checked(text: str, **options: object) -> Document:
    """Check a notice with many faults by a sidecar of this text."""
    return gongwen.check(FLAWED, stage="final", sidecar=Sidecar.read(text.encode()), **options).documents[0]  # type: ignore[arg-type]


def waive(keys: str) -> str:
    return f'[[waive]]\nreason = "沿用旧式"\n{keys}\n'


def waived(document: Document) -> list[tuple[str, str]]:
    return [(one.code, one.waiver.reason) for one in document.violations if one.waiver]


def told(document: Document) -> list[tuple[str, str]]:
    return [(one.code, one.severity) for one in document.violations if one.code.startswith("SYS")]


def fault(beside: Path, text: str) -> str:
    """Say what is wrong in a sidecar of this text."""
    beside.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        CHECKER.check(FLAWED, sidecar=beside)
    return str(caught.value)


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    """Give the place of a sidecar."""
    return tmp_path / "通知.docx.gongwen.toml"


# waivers


@pytest.mark.parametrize("key", ["GF046a", "gf046A", "GF046", "GF-046", "number-year-brackets"])
def test_a_waiver_names_a_code_a_requirement_or_a_rule(key: str) -> None:
    document = checked(waive(f'code = "{key}"'))
    assert (waived(document), told(document)) == ([WAIVED], [])


def test_a_waiver_may_name_a_group() -> None:
    codes = [code for code, _ in waived(checked(waive('code = "BD"')))]
    assert codes
    assert {code[:2] for code in codes} == {"BD"}


def test_a_waiver_may_name_several_rules() -> None:
    document = checked(waive('code = ["GF046", "GF047a"]'))
    assert [code for code, _ in waived(document)] == ["GF046a", "GF047a"]


def test_a_waiver_covers_the_whole_document_unless_it_says_less() -> None:
    open_before = [one for one in gongwen.check(FLAWED).documents[0].open if one.code.startswith("BD")]
    document = checked(waive('code = "BD"'))
    assert len(waived(document)) >= len(open_before)
    assert [one for one in document.open if one.code.startswith("BD")] == []


@pytest.mark.parametrize(
    ("limit", "accepted"),
    [
        ('element = "doc_number"', [WAIVED]),
        ('element = "发文字号"', [WAIVED]),
        ('element = "head"', [WAIVED]),
        ('element = "title"', []),
        ('text = "示政发[2024]"', [WAIVED]),
        ('text = "示政发〔2024〕 第 008 号"', [WAIVED]),
        ('text = "示政办发"', []),
        ('element = "doc_number"\ntext = "2024"', [WAIVED]),
        ('element = "title"\ntext = "2024"', []),
        ('element = "doc_number"\ntext = "森林"', []),
    ],
)
def test_a_waiver_may_be_for_an_element_or_for_paragraphs_with_some_words(
    limit: str, accepted: list[tuple[str, str]]
) -> None:
    assert waived(checked(waive(f'code = "GF046"\n{limit}'))) == accepted


def test_a_title_of_two_lines_is_one_text() -> None:
    document = checked(waive('code = "GF061a"\ntext = "人民政府关于做好"'))
    assert [code for code, _ in waived(document)] == ["GF061a"]


def test_what_stands_nowhere_is_covered_without_saying_where_or_by_the_element_that_is_missing() -> None:
    assert waived(checked(waive('code = "GF143c"'))) == [("GF143c", "沿用旧式")]
    assert waived(checked(waive('code = "GF143c"\ntext = "森林"'))) == []


def test_an_element_that_is_missing_is_named_as_well() -> None:
    missing = next(one for one in checked("").open if one.location.element and not one.location.path)
    document = checked(waive(f'code = "{missing.code}"\nelement = "{missing.location.element}"'))
    assert waived(document) == [(missing.code, "沿用旧式")]


@pytest.mark.parametrize("until", ["2026-12-31", '"2026-12-31"', '"2026年12月31日"'])
@pytest.mark.parametrize(
    ("today", "accepted", "remarks"),
    [
        (date(2026, 12, 31), [WAIVED], []),
        (date(2027, 1, 1), [], [("SYS004", "info")]),
        (None, [WAIVED], []),
    ],
)
def test_a_waiver_counts_through_its_last_day(
    until: str, today: date | None, accepted: list[tuple[str, str]], remarks: list[tuple[str, str]]
) -> None:
    document = checked(waive(f'code = "GF046"\nuntil = {until}'), today=today)
    assert (waived(document), told(document)) == (accepted, remarks)


def test_an_unused_waiver_is_told_with_what_it_says() -> None:
    document = checked(waive('code = "GF046"\nelement = "title"\ntext = "做好春季森林防火工作的通知"'))
    (remark,) = [one for one in document.violations if one.code.startswith("SYS")]
    assert (remark.code, remark.severity, remark.location.path) == ("SYS005", "info", "")
    assert "附带文件里忽略 GF046（标题，“做好春季森林防火工作的通…”）的一条没有用上" in remark.message


@pytest.mark.parametrize("key", ["GF999", "SYS001", "no-such-rule"])
def test_a_rule_that_does_not_exist_is_told_and_the_rest_counts(key: str) -> None:
    document = checked(waive(f'code = ["{key}", "GF046"]'))
    assert (waived(document), told(document)) == ([WAIVED], [("SYS003", "warning")])


def test_a_rule_that_did_not_run_makes_no_waiver_useless() -> None:
    assert told(checked(waive('code = ["GF046", "YY"]'), select=("BD",))) == []


def test_who_accepts_is_for_those_who_read_the_file() -> None:
    sidecar = Sidecar.read(waive('code = "GF046"\nby = "某处长"\nuntil = 2026-12-31').encode())
    report = gongwen.check(FLAWED, sidecar=sidecar)
    assert waived(report.documents[0]) == [WAIVED]
    assert "某处长" not in report.to_json()


def test_the_record_says_that_it_comes_from_a_sidecar_and_nothing_of_a_comment() -> None:
    comment = commented("flawed-tongzhi", ("[2024]", "gongwen: 忽略 GF046 沿用旧式"))
    assert '"source":"comment"' not in gongwen.check(comment).model_dump_json()
    document = checked(waive('code = "GF046"\nuntil = 2026-12-31'))
    assert '{"reason":"沿用旧式","until":"2026-12-31","source":"sidecar"}' in document.model_dump_json()


def test_of_a_comment_and_a_file_the_comment_counts_and_both_are_used() -> None:
    comment = commented("flawed-tongzhi", ("[2024]", "gongwen: 忽略 GF046 批注里说"))
    document = gongwen.check(comment, sidecar=Sidecar.read(waive('code = "GF046"').encode())).documents[0]
    assert (waived(document), told(document)) == ([("GF046a", "批注里说")], [])


def test_a_sidecar_counts_where_comments_do_not() -> None:
    comment = commented("flawed-tongzhi", ("[2024]", "gongwen: 忽略 GF046 批注里说"))
    sidecar = Sidecar.read(waive('code = "GF046"').encode())
    document = gongwen.check(comment, sidecar=sidecar, inline_waivers=False).documents[0]
    assert (waived(document), told(document)) == ([WAIVED], [])


@settings(max_examples=10, deadline=None)
@given(st.lists(st.sampled_from(("GF046", "GF061a", "GF047a", "BD001")), min_size=1, max_size=3, unique=True))
def test_waivers_of_no_use_add_a_remark_each_and_change_nothing_else(keys: list[str]) -> None:
    plain = CHECKER.check(FLAWED).documents[0]
    spec = {"waive": [{"code": key, "reason": "沿用", "text": "文中没有的话"} for key in keys]}
    document = CHECKER.check(FLAWED, sidecar=Sidecar.of(spec)).documents[0]
    assert [one for one in document.violations if one.code != "SYS005"] == list(plain.violations)
    assert len(document.violations) == len(plain.violations) + len(keys)


# what a configuration says of many documents


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [("GF046", "", [("SYS004", "info")]), ("GF046", "文中没有的话", []), ("GF046", "示政发", [("SYS004", "info")])],
)
def test_what_is_said_of_many_documents_is_told_to_be_over_only_where_it_would_count(
    code: str, text: str, expected: list[tuple[str, str]]
) -> None:
    order = WaiveSpec(code=code, reason="沿用", text=text or "2024", until="2020-01-01").order("config")  # type: ignore[arg-type]
    document = gongwen.check(FLAWED, sidecar=Sidecar((order,)), today=date(2024, 1, 1)).documents[0]
    assert (waived(document), told(document)) == ([], expected)


def test_what_is_said_of_many_documents_need_not_be_of_use_in_each() -> None:
    order = WaiveSpec(code="GF046", reason="沿用", text="文中没有的话").order("config")  # type: ignore[arg-type]
    assert told(gongwen.check(FLAWED, sidecar=Sidecar((order,))).documents[0]) == []


def test_a_document_has_its_own_word_over_what_is_said_of_many() -> None:
    own = Sidecar.of({"facts": {"kind": "通知"}, "waive": [{"code": "GF046", "reason": "自己说"}]})
    common = Sidecar.of({"facts": {"kind": "通报", "regime": "2012"}, "waive": [{"code": "GF046", "reason": "大家说"}]})
    both = own.over(common)
    assert both.facts == {"kind": "通知", "regime": "2012"}
    assert [order.reason for order in both.orders] == ["自己说", "大家说"]


# pins and facts


def elements(document: Document) -> list[tuple[str, str]]:
    return [(one.element, one.text) for one in document.elements if one.element in ("title", "recipients")]


def test_a_pin_says_what_recognition_had_wrong_and_the_rest_adapts() -> None:
    data = unlike_a_title(TITLE)
    pin = Sidecar.of({"pin": [{"text": f"示例市人民政府{TITLE}", "is": "title"}]})
    assert [name for name, _ in elements(gongwen.check(data).documents[0])] == ["title"]
    assert [name for name, _ in elements(gongwen.check(data, sidecar=pin).documents[0])] == ["title", "recipients"]
    title = next(one for one in gongwen.check(data, sidecar=pin).documents[0].elements if one.element == "title")
    assert (title.text, title.confidence) == (f"示例市人民政府{TITLE}", 1.0)


def test_what_is_pinned_may_be_set_without_asking() -> None:
    data = unlike_a_title(TITLE)
    pin = Sidecar.of({"pin": [{"text": f"示例市人民政府{TITLE}", "is": "标题"}], "facts": {"kind": "通知"}})
    free = gongwen.typeset(data, facts={"kind": "通知"})
    told = gongwen.typeset(data, sidecar=pin)
    assert "title" in [one.element for one in free.unsure]
    assert "title" not in [one.element for one in told.unsure]
    assert "GF061a" in [one.code for one in told.fixed]


def test_a_pin_that_fits_nothing_is_told_and_changes_nothing_else() -> None:
    document = checked('[[pin]]\ntext = "文中没有的话"\nis = "title"')
    plain = checked("")
    assert told(document) == [("SYS006", "warning")]
    assert document.violations[1:] == plain.violations
    assert document.elements == plain.elements


def test_pins_of_a_document_that_is_not_official_are_told_too() -> None:
    pin = Sidecar.of({"pin": [{"text": "文中没有的话", "is": "title"}]})
    document = gongwen.check(SAMPLES / "other-contract.docx", sidecar=pin).documents[0]
    assert told(document) == [("SYS006", "warning"), ("SYS002", "info")]


def test_facts_are_pinned_and_those_of_the_caller_go_before_them() -> None:
    sidecar = Sidecar.of({"facts": {"kind": "通报", "joint": True, "regime": 2001}})
    facts = gongwen.check(FLAWED, sidecar=sidecar, facts={"regime": "2012"}).documents[0].facts
    assert facts is not None
    assert (facts.kind, facts.joint, facts.regime) == ("通报", True, "2012")
    assert facts.pinned == ("joint", "kind", "regime")


# fixes


def test_what_a_sidecar_accepts_is_not_mended() -> None:
    sidecar = Sidecar.read(waive('code = "GF046"').encode())
    mended, kept = gongwen.fix(FLAWED, select=["GF046"]), gongwen.fix(FLAWED, select=["GF046"], sidecar=sidecar)
    assert [one.code for one in mended.fixed] == ["GF046a"]
    assert (kept.fixed, kept.data) == ((), FLAWED.read_bytes())


def test_a_waiver_and_a_pin_outlive_the_mending_of_marks_in_their_words() -> None:
    sidecar = Sidecar.of(
        {
            "waive": [{"code": "GF047a", "reason": "沿用", "text": "示政发[2024]第008号"}],
            "pin": [{"text": "示政发[2024]第008号", "is": "doc_number"}],
        }
    )
    done = gongwen.fix(FLAWED, sidecar=sidecar)
    assert "GF046a" in [one.code for one in done.fixed]
    after = done.after.violations
    assert [one.code for one in after if one.waiver] == ["GF047a"]
    assert not [one.code for one in after if one.code.startswith("SYS")]


def test_a_change_of_words_after_which_a_pin_fits_nothing_is_refused_and_says_why() -> None:
    pin = Sidecar.of({"pin": [{"text": "二〇二四年三月六日", "is": "date"}]})
    free, bound = gongwen.fix(FLAWED, unsafe=True), gongwen.fix(FLAWED, unsafe=True, sidecar=pin)
    assert "GF097a" in [one.code for one in free.fixed]
    assert [one.code for one in bound.refused if "SYS006" in one.reason] == ["GF097a"]


def test_what_a_sidecar_accepts_gets_no_comment() -> None:
    sidecar = Sidecar.read(waive('code = "GF046"').encode())
    assert gongwen.annotate(FLAWED, select=["GF046"]) != gongwen.annotate(FLAWED, select=["GF046"], sidecar=sidecar)


# files


def test_the_example_of_the_manual_is_right() -> None:
    page = (SAMPLES.parent / "docs" / "waivers.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"(?s)```toml\n(.*?)```", page)
    sidecar = Sidecar.read(example.encode())
    assert (len(sidecar.orders), len(sidecar.pins), sidecar.facts) == (1, 1, {"kind": "通知"})
    assert WAIVED[0] in [code for code, _ in waived(gongwen.check(FLAWED, sidecar=sidecar).documents[0])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[[waive]]\ncode = "GF046"', "第1个 [[waive]]：reason 没有写"),
        ('[[waive]]\nreason = "沿用"', "第1个 [[waive]]：code 没有写"),
        (waive('code = "GF046"\nelemnt = "title"'), "第1个 [[waive]]：没有键 elemnt，是不是 element"),
        (waive('code = "GF046"\nelement = "titel"'), "element 没有名为“titel”的要素，是不是 title"),
        (waive('code = "GF046"\nelement = "标提"'), "element 没有名为“标提”的要素，是不是 标题"),
        (waive('code = "GF046"\nuntil = "年底"'), "until 看不懂，请写成 2026-12-31"),
        (waive('code = "GF046"\nuntil = 2026-12-31T08:00:00'), "until 看不懂，请写成 2026-12-31"),
        (waive('code = "GF046"\nuntil = 20261231'), "until 看不懂，请写成 2026-12-31"),
        (waive('code = "GF046"\ntext = "——"'), "text 里没有一个字"),
        (waive("code = 46"), "code 应当是规则编号、名称或组名，写在引号里"),
        (waive("code = []"), "code 应当是规则编号、名称或组名，写在引号里"),
        (waive('code = ["文号"]'), "code 里的“文号”不是规则编号、名称或组名"),
        ('[[waive]]\ncode = "GF046"\nreason = "……"', "reason 没有写理由"),
        ('[[waive]]\ncode = "GF046"\nreason = 1', "reason 应当是文字，写在引号里"),
        ('[[pin]]\ntext = "甲"\nis = "red_line"', "is 没有名为“red_line”的要素"),
        ('[[pin]]\ntext = "甲"', "第1个 [[pin]]：is 没有写"),
        ('[[pin]]\ntext = 1\nis = "body"', "text 应当是文字，写在引号里"),
        ('[[wavie]]\ncode = "GF046"', "没有键 wavie，是不是 waive"),
        ('waive = "GF046"', "waive 应当是一列"),
        ('[facts]\nkind = "通知书"', "文档事实 kind 没有“通知书”这个值"),
        ('[facts]\nkinds = "通知"', "没有名为“kinds”的文档事实"),
        ("[facts]\nkind = 1.5", "facts.kind 应当是文字，写在引号里"),
        ("facts = 1", "facts 应当是一张表"),
        ("[[waive]\n", "第1行写得不对"),
        ("a = " + "9" * 5000, "数字太长，读不下去"),
        ("a = " + "[" * 5000, "方括号套得太深，读不下去"),
        (waive('code = "GF046"') * 501, "[[waive]] 一共最多写 500 个规则"),
        ('[[pin]]\ntext = "甲"\nis = "body"\n' * 501, "[[pin]] 最多写 500 个"),
        ("x" * (LARGEST + 1), "超过 256 KB，读不了"),
        ('"\\u001b[31m" = 1', "没有键 ·[31m"),
    ],
)
def test_what_is_wrong_is_said_with_the_place(beside: Path, text: str, expected: str) -> None:
    said = fault(beside, text)
    assert expected in said
    assert "通知.docx.gongwen.toml" in said


def test_all_faults_are_listed_at_once_in_one_line(beside: Path) -> None:
    said = fault(beside, waive('elemnt = "x"') + '[[pin]]\nis = "x"\n[facts]\nkind = "x"\nfoo = "x"')
    assert "有 6 处错误" in said
    assert "\n" not in said


def test_of_many_faults_the_first_are_listed_and_the_rest_counted(beside: Path) -> None:
    said = fault(beside, "\n".join(f"k{number} = 1" for number in range(100)))
    assert "有 100 处错误" in said
    assert "另有 80 处没有列出" in said


def test_a_file_of_another_encoding_is_a_sentence(beside: Path) -> None:
    beside.write_bytes(waive('code = "GF046"').encode("gb18030"))
    with pytest.raises(ConfigError, match="不是 UTF-8 编码"):
        gongwen.check(FLAWED, sidecar=beside)


def test_a_byte_order_mark_does_no_harm(beside: Path) -> None:
    beside.write_text("\ufeff" + waive('code = "GF046"'), encoding="utf-8")
    assert waived(gongwen.check(FLAWED, sidecar=beside).documents[0]) == [WAIVED]


def test_a_file_that_is_not_there_is_told_when_it_was_named() -> None:
    with pytest.raises(ConfigError, match="没有找到附带文件"):
        gongwen.check(FLAWED, sidecar="无此文件.toml")


def test_a_folder_and_a_pipe_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.toml")
    with pytest.raises(ConfigError, match="不是普通的文件"):
        gongwen.check(FLAWED, sidecar=tmp_path / "管道.toml")
    with pytest.raises(ConfigError, match="打不开"):
        gongwen.check(FLAWED, sidecar=tmp_path)


def test_facts_of_a_sidecar_made_in_python_are_looked_at_too() -> None:
    with pytest.raises(ConfigError, match="没有名为“kinds”的文档事实"):
        gongwen.check(FLAWED, sidecar=Sidecar(facts={"kinds": "通知"}))


def test_the_library_looks_for_no_file_that_nobody_named(tmp_path: Path) -> None:
    paper = tmp_path / "通知.docx"
    paper.write_bytes(FLAWED.read_bytes())
    (tmp_path / "通知.docx.gongwen.toml").write_text(waive('code = "GF046"'), encoding="utf-8")
    assert waived(gongwen.check(paper).documents[0]) == []


KEY_NAMES = st.sampled_from(("code", "reason", "element", "text", "until", "by", "is", "kind", "x"))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEY_NAMES, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(("waive", "pin", "facts", "x")), VALUES))
def test_whatever_stands_in_one_nothing_but_a_sentence_comes_of_it(data: Mapping[str, object]) -> None:
    with suppress(ConfigError):
        assert isinstance(Sidecar.of(data), Sidecar)
