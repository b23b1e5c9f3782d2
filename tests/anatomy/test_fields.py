import pytest

from gongwen.anatomy.fields import han_number, han_year, parse


def values(name: str, text: str) -> list[tuple[str, str]]:
    found = parse(name, text)
    assert all(text[field.start : field.end] == field.text for field in found)
    return [(field.name, field.text) for field in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("示政发〔2024〕8号", [("code", "示政发"), ("year", "2024"), ("serial", "8")]),
        ("示政发[2024]第008号", [("code", "示政发"), ("year", "2024"), ("serial", "008")]),
        ("〔20XX〕XX号", [("year", "20XX"), ("serial", "XX")]),
        ("示政发〔2024〕 号", [("code", "示政发"), ("year", "2024")]),
        ("第12号", [("serial", "12")]),
    ],
)
def test_doc_number(text: str, expected: list[tuple[str, str]]) -> None:
    assert values("doc_number", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("机密★5年", [("level", "机密"), ("star", "★"), ("period", "5年")]),
        ("机密5年", [("level", "机密"), ("period", "5年")]),
        ("秘　密", [("level", "秘　密")]),
    ],
)
def test_secrecy(text: str, expected: list[tuple[str, str]]) -> None:
    assert values("secrecy", text) == expected


def test_signers_are_names_with_or_without_a_blank_inside() -> None:
    assert values("signer", "签发人：田禾青　云知远") == [("name", "田禾青"), ("name", "云知远")]
    assert values("signer", "签发人：云　远") == [("name", "云　远")]


def test_date_by_digits_and_by_han_numerals() -> None:
    assert values("date", "2024年5月6日") == [("year", "2024"), ("month", "5"), ("day", "6")]
    assert values("date", "二〇〇八年十一月三日") == [("year", "二〇〇八"), ("month", "十一"), ("day", "三")]


def test_printer_has_agency_and_date() -> None:
    assert values("printer", "示例市人民政府办公室\n2024年5月7日印发") == [
        ("agency", "示例市人民政府办公室"), ("year", "2024"), ("month", "5"), ("day", "7"),
    ]  # fmt: skip


def test_recipients_and_copies_are_lists_of_agencies() -> None:
    assert values("recipients", "各县（区）人民政府，市政府各部门：") == [
        ("agency", "各县（区）人民政府"), ("agency", "市政府各部门"),
    ]  # fmt: skip
    assert values("cc", "抄送：市委办公室，市法院。") == [("agency", "市委办公室"), ("agency", "市法院")]


def test_attachment_note_is_numbered_or_single() -> None:
    assert values("attachment_note", "附件：1.管护人员名册\n2.水质检测计划") == [
        ("number", "1"), ("item", "管护人员名册"), ("number", "2"), ("item", "水质检测计划"),
    ]  # fmt: skip
    assert values("attachment_note", "附件：管护人员名册；") == [("item", "管护人员名册")]
    assert values("attachment_note", "附件：管护人员名册") == [("item", "管护人员名册")]


def test_attachment_name_goes_on_in_the_next_line() -> None:
    assert values("attachment_note", "附件：1.农村供水工程管护人员\n名册\n2.检测计划") == [
        ("number", "1"), ("item", "农村供水工程管护人员\n名册"), ("number", "2"), ("item", "检测计划"),
    ]  # fmt: skip


def test_signing_line_gives_agencies_but_no_office_titles() -> None:
    assert values("signature", "示例市水利局  示例市林业局") == [("agency", "示例市水利局"), ("agency", "示例市林业局")]
    assert values("signature", "市　长") == []


def test_note_gives_contact_and_phone() -> None:
    assert values("note", "（联系人：柳溪亭，联系电话：0000-1234567）") == [
        ("contact", "柳溪亭"),
        ("phone", "0000-1234567"),
    ]


def test_han_numerals() -> None:
    assert [han_number(text) for text in ("三", "十", "十二", "二十", "三十一", "八一")] == [3, 10, 12, 20, 31, 0]
    assert han_year("二〇〇八") == 2008
