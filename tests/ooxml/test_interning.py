import pytest

from gongwen.errors import UnreadableDocument
from gongwen.ooxml.interning import key, parse
from gongwen.ooxml.names import PPR, RPR
from tests.ooxml.packages import NAMESPACES, document_xml, p, paragraph, run

BOLD, PLAIN = run("甲", "<w:b/>"), run("乙")


def tokens(body: str, *, before: str = "", encoding: str = "UTF-8") -> list[str | None]:
    source = f'<?xml version="1.0" encoding="{encoding}"?>{before}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>'
    root, _ = parse(source.encode(encoding))
    return [element.get("token") for element in root.iter(PPR, RPR)]


def test_equal_lists_get_one_token():
    assert tokens(f"<w:p>{BOLD}{PLAIN}{BOLD}</w:p>") == ["0", "1", "0"]


def test_a_token_leads_back_to_the_content():
    root, interned = parse(document_xml(f"<w:p>{BOLD}</w:p>").encode())
    full = interned.expand(next(root.iter(RPR)))
    assert [child.tag.rpartition("}")[2] for child in full] == ["b"]


def test_the_mark_of_a_paragraph_goes_with_its_properties():
    assert tokens("<w:p><w:pPr><w:jc w:val='center'/><w:rPr><w:b/></w:rPr></w:pPr></w:p>") == ["0"]


@pytest.mark.parametrize(
    "properties",
    [
        "<w:pPrChange><w:pPr><w:jc w:val='left'/></w:pPr></w:pPrChange>",
        "<w:sectPr/>",
        "<w:rPr><w:del/></w:rPr>",
        "<w:rPr><w:ins/></w:rPr>",
    ],
)
def test_lists_with_tracked_changes_or_sections_stay(properties: str):
    assert tokens(f"<w:p><w:pPr>{properties}</w:pPr></w:p>")[0] is None


def test_parts_with_comments_or_character_data_are_left_alone():
    assert tokens(f"<w:p><!-- <w:rPr> -->{BOLD}</w:p>") == [None]
    assert tokens(f"<w:p>{BOLD}<w:r><w:t><![CDATA[<w:rPr>]]></w:t></w:r></w:p>") == [None]


def test_parts_in_other_encodings_are_left_alone():
    assert tokens(f"<w:p>{BOLD}</w:p>", encoding="GB18030") == [None]
    assert tokens(f"<w:p>{BOLD}</w:p>", encoding="UTF-16") == [None]


def test_other_encodings_read_the_same():
    source = document_xml(p("通知")).replace("UTF-8", "GB18030").encode("GB18030")
    root, _ = parse(source)
    assert "".join(root.itertext()) == "通知"


def test_a_list_that_is_no_xml_makes_the_document_unreadable():
    broken = '<w:p><w:r><w:rPr><w:b w:val="1" w:val="2"/></w:rPr><w:t>甲</w:t></w:r></w:p>'
    with pytest.raises(UnreadableDocument) as caught:
        paragraph(broken)
    assert caught.value.reason == "malformed_xml"


def test_end_tags_that_cross_make_the_document_unreadable():
    with pytest.raises(UnreadableDocument):
        paragraph("<w:p><w:pPr></w:p><w:p></w:pPr></w:p>")


def test_a_token_in_the_file_itself_does_no_harm():
    found = paragraph(f'<w:p>{PLAIN}<w:r><w:rPr token="0"><w:b/></w:rPr><w:t>甲</w:t></w:r></w:p>')
    assert [part.format.bold for part in found.runs] == [False, True]


def test_keys_tell_attributes_and_nesting_apart():
    root, _ = parse(
        b'<a><b><x ascii="1"/></b><b><x eastAsia="1"/></b><b><x ascii="1"/></b><b><x ascii="1"><y/></x></b></a>'
    )
    first, second, third, fourth = (key(child) for child in root)
    assert first == third
    assert len({first, second, fourth}) == 3
