from gongwen.draft import Paragraph, Table, walk
from tests.ooxml.packages import draft, p, paragraph, part_xml, run, texts

DELETED_MARK = "<w:rPr><w:del w:id='1'/></w:rPr>"


def paths(body: str) -> list[str]:
    return [found.address.path for found in draft(body).paragraphs()]


def test_paths_count_through_wrappers_and_into_tables():
    body = (
        p("甲") + f"<w:sdt><w:sdtContent>{p('乙')}</w:sdtContent></w:sdt>"
        f"<w:tbl><w:tr><w:tc>{p('丙')}</w:tc><w:tc>{p('丁')}{p('戊')}</w:tc></w:tr></w:tbl>" + p("己")
    )
    assert paths(body) == [
        "body/p[1]", "body/p[2]", "body/tbl[1]/r[1]/c[1]/p[1]", "body/tbl[1]/r[1]/c[2]/p[1]", "body/tbl[1]/r[1]/c[2]/p[2]", "body/p[3]",
    ]  # fmt: skip


def test_the_style_is_called_by_its_name():
    styles = part_xml("styles", '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>')
    assert paragraph(p("一、", '<w:pStyle w:val="1"/>'), styles=styles).style == "heading 1"


def test_a_paragraph_whose_mark_is_deleted_goes_on_in_the_next():
    found = draft(p("关于防汛", DELETED_MARK) + p("工作的通知", '<w:jc w:val="center"/>')).blocks
    assert [
        (block.text, block.format.align, block.address.path) for block in found if isinstance(block, Paragraph)
    ] == [("关于防汛工作的通知", "center", "body/p[2]")]


def test_a_joined_paragraph_is_marked_as_tracked():
    assert [found.tracked for found in draft(p("甲", DELETED_MARK) + p("乙") + p("丙")).paragraphs()] == [True, False]


def test_a_deleted_mark_before_a_table_or_the_end_loses_no_text():
    table = f"<w:tbl><w:tr><w:tc>{p('乙', DELETED_MARK)}</w:tc></w:tr></w:tbl>"
    assert texts(p("甲", DELETED_MARK) + table + p("", DELETED_MARK)) == ["甲", "乙"]


def test_a_paragraph_that_ends_a_section_keeps_its_mark():
    assert texts(p("甲", f"{DELETED_MARK}<w:sectPr/>") + p("乙")) == ["甲", "乙"]


def test_every_tracked_change_is_counted_and_its_paragraph_marked():
    body = (
        f"<w:p><w:ins>{run('甲')}</w:ins><w:del>{run('乙')}</w:del></w:p>"
        f"<w:p>{run('丙', '<w:rPrChange><w:rPr/></w:rPrChange>')}</w:p>"
        + p("丁", "<w:pPrChange><w:pPr/></w:pPrChange>")
        + p("戊")
    )
    found = draft(body)
    assert found.tracked_changes == 4
    assert [(part.text, part.tracked) for part in found.paragraphs()] == [
        ("甲", True),
        ("丙", True),
        ("丁", True),
        ("戊", False),
    ]


def test_former_properties_do_not_count():
    former = "<w:rPrChange><w:rPr><w:b/></w:rPr></w:rPrChange>"
    found = paragraph(f"<w:p>{run('甲', f'<w:i/>{former}')}</w:p>").runs[0].format
    assert (found.bold, found.italic) == (False, True)


def test_changes_in_a_fallback_are_not_counted_twice():
    content = f"<w:ins>{run('甲')}</w:ins>"
    branches = f"<mc:Choice Requires='wps'>{content}</mc:Choice><mc:Fallback>{content}</mc:Fallback>"
    assert draft(f"<w:p><mc:AlternateContent>{branches}</mc:AlternateContent></w:p>").tracked_changes == 1


def test_alternative_blocks_are_read_once():
    branches = f"<mc:Choice Requires='nobody'>{p('甲')}</mc:Choice><mc:Fallback>{p('乙')}</mc:Fallback>"
    assert texts(f"<mc:AlternateContent>{branches}</mc:AlternateContent>") == ["乙"]


def test_an_alternative_without_an_understood_branch_is_nothing():
    assert texts("<mc:AlternateContent><mc:Choice Requires='nobody'><w:p/></mc:Choice></mc:AlternateContent>") == []


def test_alternative_chunks_and_objects_are_named_as_unread():
    found = draft("<w:altChunk r:id='x'/><w:p><w:r><w:object/></w:r></w:p>")
    assert found.unread == ("altChunk", "object")


def test_nested_tables_and_boxes_are_walked_in_reading_order():
    inner = f"<w:tbl><w:tr><w:tc>{p('内')}</w:tc></w:tr></w:tbl>"
    box = f"<w:r><w:pict><v:rect><v:textbox><w:txbxContent>{p('框')}{inner}</w:txbxContent></v:textbox></v:rect></w:pict></w:r>"
    blocks = draft(f"<w:p>{run('外')}{box}</w:p>").blocks
    assert [(found.text, found.address.path) for found in walk(blocks)] == [
        ("外", "body/p[1]"), ("框", "body/p[1]/box[1]/p[1]"), ("内", "body/p[1]/box[1]/tbl[1]/r[1]/c[1]/p[1]"),
    ]  # fmt: skip


def test_a_field_around_a_box_goes_on_behind_it():
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    box = (
        f"<w:r><w:pict><v:rect><v:textbox><w:txbxContent>{p('框')}</w:txbxContent></v:textbox></v:rect></w:pict></w:r>"
    )
    found = paragraph(
        f"<w:p>{begin}<w:r><w:instrText>TOC</w:instrText></w:r>{separate}{run('甲')}{box}{run('乙')}{end}</w:p>"
    )
    assert [(span.start, span.end) for span in found.fields] == [(0, 2)]


def test_a_table_with_all_rows_deleted_is_gone():
    body = "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    assert [block for block in draft(body).blocks if isinstance(block, Table)] == []
