from io import BytesIO
from zipfile import ZipFile

from gongwen.ooxml.package import Package
from gongwen.ooxml.reader import read
from gongwen.render.copies import rewrite, settle
from tests.ooxml.packages import docx, p, pack, part_xml

GRID = '<w:sectPr><w:docGrid w:type="{}" w:linePitch="579" w:charSpace="{}"/></w:sectPr>'
STYLES = part_xml("styles", "<w:docDefaults><w:rPrDefault><w:rPr/></w:rPrDefault></w:docDefaults>")
FRAME = '<w:framePr w:yAlign="bottom"/><w:pBdr><w:top w:val="single" w:sz="8"/></w:pBdr>'


def settled(body):
    return read(Package.open(settle(docx(body, styles=STYLES))))


def test_a_narrow_character_grid_becomes_a_grid_of_lines_with_narrower_spacing():
    draft = settled(p("为做好防汛工作") + GRID.format("linesAndChars", -849))
    assert (draft.sections[0].grid.kind, draft.blocks[0].runs[0].format.spacing) == ("lines", -0.25)


def test_a_wide_character_grid_stays():
    draft = settled(p("为做好防汛工作") + GRID.format("linesAndChars", 1000))
    assert (draft.sections[0].grid.kind, draft.blocks[0].runs[0].format.spacing) == ("linesAndChars", 0)


def test_tracked_changes_stand_accepted():
    deleted = "<w:del><w:r><w:delText>甲</w:delText></w:r></w:del>"
    inserted = "<w:ins><w:r><w:t>乙</w:t></w:r></w:ins>"
    copy = settle(docx(f"<w:p>{deleted}{inserted}</w:p>"))
    assert b"w:ins" not in Package.open(copy).part("word/document.xml")
    assert [block.text for block in read(Package.open(copy)).blocks] == ["乙"]


def test_framed_paragraphs_next_to_each_other_lose_their_borders():
    blocks = settled(p("抄送", FRAME) + p("印发", FRAME)).blocks
    assert [block.format.borders.top for block in blocks] == [None, None]


def test_a_framed_paragraph_alone_keeps_its_borders():
    assert settled(p("标志", FRAME) + p("正文")).blocks[0].format.borders.top is not None


def test_the_other_parts_of_a_rewritten_file_stay_byte_for_byte():
    source = docx(p("甲"), styles=STYLES)
    copy = rewrite(source, {"word/document.xml": b"<new/>"})
    with ZipFile(BytesIO(source)) as before, ZipFile(BytesIO(copy)) as after:
        assert after.namelist() == before.namelist()
        assert after.read("word/document.xml") == b"<new/>"
        assert after.read("word/styles.xml") == before.read("word/styles.xml")


def test_lines_of_exact_height_leave_the_grid_and_others_stay():
    exact = p("甲", '<w:snapToGrid/><w:spacing w:line="560" w:lineRule="exact"/>')
    blocks = settled(exact + p("乙", '<w:spacing w:line="360" w:lineRule="auto"/>') + p("丙")).blocks
    assert [block.format.grid for block in blocks] == [False, True, True]


def test_a_grid_that_nearly_fills_the_type_area_is_made_to_fill_it():
    page = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:bottom="1984"/>'
    section = settled(p("甲") + f'<w:sectPr>{page}<w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr>').sections[0]
    assert section.bottom == (1984 + 14) / 20


def test_a_grid_that_leaves_much_of_the_type_area_changes_nothing():
    page = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:bottom="1984"/>'
    section = settled(p("甲") + f'<w:sectPr>{page}<w:docGrid w:type="lines" w:linePitch="600"/></w:sectPr>').sections[0]
    assert section.bottom == 1984 / 20


def test_nothing_leads_out_of_a_copy_but_links_to_click():
    out = '<Relationship Id="{0}" Type="http://example/{0}" Target="http://example.invalid/" TargetMode="External"/>'
    lists = f'<Relationships xmlns="urn:x">{out.format("image")}{out.format("hyperlink")}</Relationships>'
    copy = rewrite(pack({"word/_rels/document.xml.rels": lists}), {})
    with ZipFile(BytesIO(copy)) as archive:
        left = archive.read("word/_rels/document.xml.rels")
    assert b"http://example/hyperlink" in left
    assert b"http://example/image" not in left
