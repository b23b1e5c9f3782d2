import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongwen.draft import FieldSpan
from tests.ooxml.packages import p, paragraph, run, texts

BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
SIMPLE = '<w:fldSimple w:instr="PAGE">{}</w:fldSimple>'
VISIBLE = st.text(st.characters(categories=("Lo", "Nd", "Ll", "Po", "Zs"), exclude_characters="<&>"), max_size=12)


def instruction(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def field(name: str, result: str) -> str:
    return BEGIN + instruction(name) + SEPARATE + result + END


def text_of(content: str) -> str:
    return paragraph(f"<w:p>{content}</w:p>").text


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<w:tab/>", "\t"),
        ("<w:ptab/>", "\t"),
        ("<w:br/>", "\n"),
        ('<w:br w:type="page"/>', "\f"),
        ('<w:br w:type="column"/>', "\f"),
        ("<w:cr/>", "\n"),
        ("<w:noBreakHyphen/>", "-"),
        ("<w:softHyphen/>", ""),
        ("<w:lastRenderedPageBreak/>", ""),
        ('<w:footnoteReference w:id="1"/>', ""),
        ('<w:sym w:font="Wingdings" w:char="F0FE"/>', "☑"),
        ('<w:sym w:font="宋体" w:char="2605"/>', "★"),
        ('<w:sym w:font="宋体" w:char="zz"/>', ""),
        ("<w:pgNum/>", "1"),
        (
            "<w:ruby><w:rt><w:r><w:t>zhi</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>知</w:t></w:r></w:rubyBase></w:ruby>",
            "知",
        ),
    ],
)
def test_what_stands_in_a_run(content: str, text: str):
    assert text_of(f"<w:r><w:t>甲</w:t>{content}<w:t>乙</w:t></w:r>") == f"甲{text}乙"


@pytest.mark.parametrize(
    "wrapped",
    [
        "<w:hyperlink>{}</w:hyperlink>",
        "<w:smartTag>{}</w:smartTag>",
        "<w:customXml>{}</w:customXml>",
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "<w:ins>{}</w:ins>",
        "<w:moveTo>{}</w:moveTo>",
        "<w:bdo>{}</w:bdo>",
        "<mc:AlternateContent><mc:Choice Requires='nobody'>{0}{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback></mc:AlternateContent>",
        "<mc:AlternateContent><mc:Choice Requires='wps'>{0}</mc:Choice><mc:Fallback>{0}{0}</mc:Fallback></mc:AlternateContent>",
    ],
)
def test_wrappers_are_looked_through(wrapped: str):
    assert text_of(run("关于") + wrapped.format(run("防汛")) + run("的通知")) == "关于防汛的通知"


@pytest.mark.parametrize("wrapped", ["<w:del>{}</w:del>", "<w:moveFrom>{}</w:moveFrom>", "<w:unknown>{}</w:unknown>"])
def test_deleted_and_unknown_content_is_left_out(wrapped: str):
    assert text_of(run("关于") + wrapped.format(run("防汛")) + run("的通知")) == "关于的通知"


def test_math_is_read_as_text():
    assert text_of("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>") == "a+b"


def test_white_space_at_the_ends_counts_only_when_preserved():
    assert text_of("<w:r><w:t> 甲 </w:t></w:r>" + run(" 乙 ")) == "甲 乙 "


def test_newlines_inside_text_are_blanks():
    assert text_of(run("甲\n乙")) == "甲 乙"


def test_ideographic_blanks_are_kept_without_preserve():
    assert text_of("<w:r><w:t>\u3000\u3000甲</w:t></w:r>") == "\u3000\u3000甲"


def test_the_fallback_inside_a_run_keeps_the_format_of_the_run():
    content = (
        "<w:r><w:rPr><w:b/></w:rPr><mc:AlternateContent><mc:Choice Requires='w16se'/>"
        "<mc:Fallback><w:t>☺</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert [(found.text, found.format.bold) for found in paragraph(f"<w:p>{content}</w:p>").runs] == [("☺", True)]


def test_neighbours_of_one_format_are_one_run():
    found = paragraph(f"<w:p>{run('关于', '<w:b/>')}{run('防汛', '<w:b/>')}{run('的通知')}</w:p>")
    assert [(part.text, part.start) for part in found.runs] == [("关于防汛", 0), ("的通知", 4)]


def test_a_complex_field_shows_its_result():
    found = paragraph("<w:p>" + run("— ") + field("PAGE \\* MERGEFORMAT", run("12")) + run(" —") + "</w:p>")
    assert found.text == "— 12 —"
    assert found.fields == (FieldSpan("PAGE \\* MERGEFORMAT", 2, 4),)


def test_a_simple_field_shows_its_result():
    assert paragraph(f"<w:p>{SIMPLE.format(run('3'))}</w:p>").fields == (FieldSpan("PAGE", 0, 1),)


@pytest.mark.parametrize(
    "content",
    [
        SIMPLE.format(""),
        BEGIN + instruction("PAGE") + END,
        BEGIN + instruction("PA") + instruction("GE") + SEPARATE + END,
    ],
)
def test_a_page_number_never_worked_out_reads_one(content: str):
    assert text_of(content) == "1"


def test_a_nested_field_in_an_instruction_is_not_shown():
    assert text_of(BEGIN + instruction("IF ") + field("PAGE", run("2")) + SEPARATE + run("是") + END) == "是"


def test_a_field_over_several_paragraphs_has_a_span_in_each():
    body = (
        f"<w:p>{BEGIN}{instruction('TOC')}{SEPARATE}{run('一、目标')}</w:p><w:p>{run('二、措施')}{END}{run('完')}</w:p>"
    )
    assert texts(body) == ["一、目标", "二、措施完"]
    assert paragraph(body).fields == (FieldSpan("TOC", 0, 4),)


def test_a_field_that_never_ends_does_not_swallow_the_document():
    assert texts(f"<w:p>{BEGIN}{instruction('PAGE')}</w:p>" + p("正文")) == ["", "正文"]


@given(st.lists(st.tuples(VISIBLE, st.sampled_from(["", "<w:b/>", '<w:sz w:val="32"/>'])), max_size=8))
@settings(deadline=None)
def test_the_text_is_the_visible_text_however_it_is_split(parts: list[tuple[str, str]]):
    found = paragraph(f"<w:p>{''.join(run(text, properties) for text, properties in parts)}</w:p>")
    assert found.text == "".join(text for text, _ in parts)
    assert found.text == "".join(part.text for part in found.runs)
    assert [found.text[part.start :].startswith(part.text) for part in found.runs] == [True] * len(found.runs)
