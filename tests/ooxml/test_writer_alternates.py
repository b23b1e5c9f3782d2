"""A text box is written twice: as DrawingML for new programs, as VML for old ones; both must say the same."""

from gongwen.edits import (
    InsertParagraph,
    ParagraphChange,
    RemoveParagraph,
    ReplaceText,
    RunChange,
    SetParagraphFormat,
    SetRunFormat,
    SetStroke,
    Span,
)
from gongwen.ooxml.package import Package
from gongwen.ooxml.writer import Written, write
from tests.ooxml.edited import draft_of, members
from tests.ooxml.packages import docx, p, pack, run

CHOICE = (
    "<w:drawing><wp:anchor><wp:extent cx='1270000' cy='0'/><a:graphic><a:graphicData><wps:wsp>"
    "<wps:spPr><a:xfrm><a:ext cx='1270000' cy='0'/></a:xfrm><a:prstGeom prst='line'/><a:effectLst/></wps:spPr>"
    "<wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx>"
    "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
)
FALLBACK = (
    "<w:pict><v:rect style='position:absolute;width:100pt;height:0;mso-width-percent:500' stroked='f'>"
    "<v:stroke color='black' weight='1pt'/><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:rect></w:pict>"
)
BRANCHES = (
    "<mc:AlternateContent><mc:Choice Requires='wps'>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
)
ALTERNATE = f"<w:p><w:r>{BRANCHES}</w:r></w:p>"
BOX = Span("body", "body/p[1]/box[1]/p[1]", 0, 2)


def box(choice: str, fallback: str) -> bytes:
    return docx(ALTERNATE.format(CHOICE.format(choice), FALLBACK.format(fallback)))


def edited(*edits, choice: str = p("文件") + p("乙"), fallback: str = p("文件") + p("乙")) -> Written:
    return write(Package.open(box(choice, fallback)), edits)


def branches(result: Written) -> tuple[str, str]:
    """Give what a new program reads in the box, and an old one."""
    new, old = (
        "|".join(found.text for found in list(draft_of(data).paragraphs())[1:])
        for data in (result.data, as_old(result))
    )
    return new, old


def as_old(result: Written) -> bytes:
    """Give the file as a program sees it that knows no DrawingML shapes."""
    source = Package.open(result.data).part("word/document.xml").replace(b'Requires="wps"', b'Requires="none"')
    return pack(dict(members(result.data)) | {"word/document.xml": source})


def test_text_is_replaced_in_both_branches():
    assert branches(edited(ReplaceText(BOX, "函"))) == ("函|乙", "函|乙")


def test_paragraphs_come_and_go_in_both_branches():
    assert branches(edited(RemoveParagraph(BOX))) == ("乙", "乙")
    assert branches(edited(InsertParagraph(BOX, "新"))) == ("文件|新|乙", "文件|新|乙")


def test_formats_change_in_both_branches():
    source = Package.open(
        edited(SetRunFormat(BOX, RunChange(bold=True)), SetParagraphFormat(BOX, ParagraphChange(align="center"))).data
    ).part("word/document.xml")
    assert (source.count(b"<w:b/>"), source.count(b'<w:jc w:val="center"/>')) == (2, 2)


def test_branches_that_differ_are_refused():
    assert "两份" in edited(ReplaceText(BOX, "函"), fallback=p("文 件") + p("乙")).refused[0][1]
    assert "两份" in edited(ReplaceText(BOX, "函"), fallback=p("文件")).refused[0][1]


def test_a_branch_without_text_is_left_alone():
    picture = "<w:pict><v:shape><v:imagedata/></v:shape></w:pict>"
    result = write(Package.open(docx(ALTERNATE.format(CHOICE.format(p("文件")), picture))), [ReplaceText(BOX, "函")])
    assert result.done
    assert b"v:imagedata" in Package.open(result.data).part("word/document.xml")


def test_runs_that_stand_in_a_branch_themselves_are_refused():
    inner = f"<w:p>{BRANCHES.format(run('甲'), run('甲'))}</w:p>"
    span = Span("body", "body/p[1]", 0, 1)
    result = write(Package.open(docx(inner)), [ReplaceText(span, "乙"), SetRunFormat(span, RunChange(bold=True))])
    assert [reason[:2] for _, reason in result.refused] == ["这里", "这里"]


def test_a_stroke_changes_in_both_branches():
    result = edited(SetStroke("body", "body/p[1]/box[1]", color="FF0000", length=442.2, width=2.0))
    source = Package.open(result.data).part("word/document.xml").decode()
    shape = draft_of(result.data).blocks[0].shapes[0]
    assert (shape.stroke_color, shape.stroke_width, round(shape.width, 1)) == ("FF0000", 2.0, 442.2)
    assert '<a:ln w="25400"><a:solidFill><a:srgbClr val="FF0000"/></a:solidFill></a:ln><a:effectLst/>' in source
    old = draft_of(as_old(result)).blocks[0].shapes[0]
    assert (old.stroke_color, old.stroke_width, round(old.width, 1)) == ("FF0000", 2.0, 442.2)
    assert "mso-width-percent" not in source
