import pytest

from gongwen.edits import ReplaceText, RunChange, SetRunFormat, Span
from gongwen.ooxml.package import Package
from gongwen.ooxml.writer import Written, write
from tests.ooxml.edited import characters, draft_of
from tests.ooxml.packages import docx, p, run
from tests.ooxml.schema import faults

BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
PAGE = f"{BEGIN}<w:r><w:instrText>PAGE</w:instrText></w:r>{SEPARATE}{run('12')}{END}"
DRAWING = "<w:pict><v:line/></w:pict>"
RUBY = "<w:ruby><w:rt><w:r><w:t>zhi</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>知</w:t></w:r></w:rubyBase></w:ruby>"


def place(start: int, end: int, path: str = "body/p[1]") -> Span:
    return Span("body", path, start, end)


def replaced(content: str, *changes: tuple[int, int, str], properties: str = "") -> Written:
    body = f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"
    edits = [ReplaceText(place(start, end), text) for start, end, text in changes]
    return write(Package.open(docx(body)), edits)


def text_of(result: Written) -> str:
    assert faults(result.data) == []
    return draft_of(result.data).blocks[0].text


def source_of(result: Written) -> str:
    return Package.open(result.data).part("word/document.xml").decode()


@pytest.mark.parametrize(
    ("content", "change", "text"),
    [
        (run("示政发[2024]8号"), (3, 4, "〔"), "示政发〔2024]8号"),
        (run("甲乙丙"), (1, 1, "丁"), "甲丁乙丙"),
        (run("甲乙丙"), (0, 0, "丁"), "丁甲乙丙"),
        (run("甲乙丙"), (3, 3, "丁"), "甲乙丙丁"),
        (run("甲乙丙"), (1, 3, ""), "甲"),
        (run("甲乙丙"), (0, 3, ""), ""),
        (run("甲") + run("乙") + run("丙"), (0, 2, "丁"), "丁丙"),
        (run("甲乙"), (1, 1, "\t丁\n"), "甲\t丁\n乙"),
        (run("甲乙"), (0, 1, "\f"), "\f乙"),
        ("<w:r><w:t>甲</w:t><w:tab/><w:br/><w:t>乙</w:t></w:r>", (1, 3, "，"), "甲，乙"),
        ("<w:r><w:sym w:font='Wingdings' w:char='F0FE'/><w:t>甲</w:t></w:r>", (0, 1, "■"), "■甲"),
        ("<w:r><w:t> 甲 </w:t></w:r>", (1, 1, " "), "甲 "),
        ("", (0, 0, "丁"), "丁"),
        ("<w:r><w:tab/></w:r>", (1, 1, "丁"), "\t丁"),
        ("<w:r><w:tab/></w:r>", (0, 0, "丁"), "丁\t"),
        (run("— ") + PAGE + run(" —"), (2, 2, "第"), "— 第12 —"),
        (run("— ") + PAGE + run(" —"), (4, 5, ""), "— 12—"),
        (f"<w:hyperlink>{run('链接')}</w:hyperlink>{run('后')}", (1, 3, "路"), "链路"),
        (f"<w:sdt><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>", (0, 1, "条"), "条件"),
    ],
)
def test_text_is_replaced(content: str, change: tuple[int, int, str], text: str):
    result = replaced(content, change)
    assert (text_of(result), len(result.done)) == (text, 1)


def test_new_text_looks_like_the_first_character_replaced():
    result = replaced(run("甲", "<w:b/>") + run("乙", "<w:i/>"), (0, 2, "丙丁"))
    assert [(text, form.bold) for text, form in characters(draft_of(result.data).blocks[0])] == [
        ("丙", True),
        ("丁", True),
    ]


def test_inserted_text_looks_like_the_character_before_it():
    result = replaced(run("甲", "<w:b/>") + run("乙", "<w:i/>"), (1, 1, "丙"))
    assert [form.bold for _, form in characters(draft_of(result.data).blocks[0])] == [True, True, False]


def test_text_put_into_an_empty_paragraph_looks_like_its_mark():
    mark = '<w:rPr><w:sz w:val="44"/></w:rPr>'
    assert draft_of(replaced("", (0, 0, "甲"), properties=mark).data).blocks[0].runs[0].format.size == 22


def test_marks_fields_and_drawings_in_the_span_stay():
    bookmark = "<w:bookmarkStart w:id='1' w:name='x'/>{}<w:bookmarkEnd w:id='1'/>"
    comment = "<w:commentRangeStart w:id='2'/>{}<w:commentRangeEnd w:id='2'/>"
    content = bookmark.format(f"<w:r><w:t>甲</w:t>{DRAWING}<w:t>乙</w:t></w:r>") + comment.format(run("丙"))
    result = replaced(content, (0, 3, "丁"))
    assert text_of(result) == "丁"
    assert len(draft_of(result.data).blocks[0].shapes) == 1
    assert all(
        f"<w:{name}" in source_of(result)
        for name in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd")
    )


def test_runs_without_text_left_are_gone():
    assert source_of(replaced(run("甲") + run("乙"), (1, 2, ""))).count("<w:r>") == 1


def test_all_edits_refer_to_the_text_as_it_was():
    result = replaced(run("甲乙丙丁戊"), (0, 1, "一二三"), (2, 3, ""), (4, 5, "五"), (3, 3, "、"))
    assert text_of(result) == "一二三乙、丁五"


def test_insertions_at_one_place_come_in_their_order_and_before_a_replacement_there():
    assert text_of(replaced(run("甲乙"), (1, 2, "丁"), (1, 1, "一"), (1, 1, "二"))) == "甲一二丁"


def test_the_later_of_two_overlapping_edits_is_refused():
    result = replaced(run("甲乙丙"), (0, 2, "一"), (1, 3, "二"), (1, 1, "三"))
    assert text_of(result) == "一丙"
    assert [(edit.text, reason) for edit, reason in result.refused] == [
        ("二", "与另一处修改重叠，请先改好那一处，再检查一次。"),
        ("三", "与另一处修改重叠，请先改好那一处，再检查一次。"),
    ]


@pytest.mark.parametrize(
    ("content", "change", "reason"),
    [
        (PAGE, (0, 1, "9"), "域"),
        (PAGE, (1, 1, "9"), "域"),
        (run("甲") + PAGE + run("乙"), (0, 4, "丙"), "域"),
        (f"<w:fldSimple w:instr='PAGE'>{run('3')}</w:fldSimple>", (0, 1, "4"), "域"),
        (f"<w:ins w:id='1' w:author='a'>{run('甲')}</w:ins>", (0, 1, "乙"), "修订"),
        (run("甲") + f"<w:del>{run('乙')}</w:del>" + run("丙"), (0, 2, "丁"), "修订"),
        (run("甲", "<w:rPrChange><w:rPr/></w:rPrChange>"), (0, 1, "丁"), "修订"),
        ("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", (0, 1, "c"), "公式"),
        (f"<w:r>{RUBY}</w:r>", (0, 1, "智"), "注音"),
        (run("甲"), (0, 2, "乙"), "找不到"),
        (run("甲"), (0, 1, "乙\x07"), "控制字符"),
        (run("甲"), (0, 1, "乙\r"), "控制字符"),
    ],
)
def test_what_cannot_be_changed_cleanly_is_refused_and_the_bytes_stay(
    content: str, change: tuple[int, int, str], reason: str
):
    body = f"<w:p>{content}</w:p>"
    package = Package.open(docx(body))
    result = write(package, [ReplaceText(place(*change[:2]), change[2])])
    assert (result.data is package.data, result.done) == (True, ())
    assert reason in result.refused[0][1]


SIMPLE = f"<w:fldSimple w:instr='PAGE'>{run('12')}</w:fldSimple>"
NESTED = f"{BEGIN}<w:r><w:instrText>IF </w:instrText></w:r>{PAGE}{SEPARATE}{run('12')}{END}"


@pytest.mark.parametrize("field", [PAGE, SIMPLE, NESTED, PAGE + SIMPLE])
def test_text_round_a_field_that_stands_alone_goes_outside(field: str):
    shown = draft_of(docx(f"<w:p>{field}</w:p>")).blocks[0]
    result = replaced(field, (0, 0, "第"), (len(shown.text), len(shown.text), "页"))
    assert text_of(result) == f"第{shown.text}页"
    spans = [(found.start, found.end) for found in draft_of(result.data).blocks[0].fields]
    assert spans == [(found.start + 1, found.end + 1) for found in shown.fields]


def test_text_round_a_field_in_a_tracked_insertion_is_refused():
    result = replaced(f"<w:ins w:id='1' w:author='a'>{PAGE}</w:ins>", (0, 0, "第"))
    assert (result.done, len(result.refused)) == ((), 1)


def test_text_beside_a_tracked_change_may_be_changed():
    content = (
        run("甲")
        + "<w:del w:id='1' w:author='a' w:date='2026-01-01T00:00:00Z'><w:r><w:delText>乙</w:delText></w:r></w:del>"
        + run("丙")
    )
    assert text_of(replaced(content, (1, 2, "丁"))) == "甲丁"


def test_an_unknown_address_is_refused():
    result = write(Package.open(docx(p("甲"))), [ReplaceText(place(0, 1, "body/p[7]"), "乙")])
    assert result.refused[0][1].startswith("找不到要改的地方")


def test_a_look_and_a_text_change_in_one_place_go_together():
    edits = [ReplaceText(place(1, 2), "丁戊"), SetRunFormat(place(0, 2), RunChange(bold=True))]
    result = write(Package.open(docx(p("甲乙丙"))), edits)
    assert [(text, form.bold) for text, form in characters(draft_of(result.data).blocks[0])] == [
        ("甲", True), ("丁", True), ("戊", True), ("丙", False),
    ]  # fmt: skip
