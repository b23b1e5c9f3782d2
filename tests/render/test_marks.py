import pytest

from gongwen.ooxml.package import Package
from gongwen.ooxml.reader import read
from gongwen.render.marks import copy_of, paragraphs
from tests.conftest import SAMPLES
from tests.ooxml.packages import docx, p

BOX = (
    "<w:p><w:r><w:pict><v:rect style='width:10pt'><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:rect></w:pict>"
    "<w:t>外</w:t></w:r></w:p>"
)


def heads(body):
    return sorted(copy_of(docx(body)).heads.values())


def test_every_paragraph_is_marked_whether_it_has_text_or_not():
    assert heads(p("甲乙") + p("")) == ["body/p[1]", "body/p[2]"]


def test_paragraphs_in_boxes_and_tables_are_marked():
    table = f"<w:tbl><w:tr><w:tc>{p('丙')}</w:tc></w:tr></w:tbl>"
    assert heads(BOX.format(p("乙")) + table) == ["body/p[1]", "body/p[1]/box[1]/p[1]", "body/tbl[1]/r[1]/c[1]/p[1]"]


@pytest.mark.parametrize("name", ["notice", "letter", "joint-sealed", "telegram"])
def test_the_marked_copy_reads_as_the_original(name):
    source = (SAMPLES / f"{name}.docx").read_bytes()
    marked, draft = read(Package.open(copy_of(source).marked)), read(Package.open(source))
    assert [found.text for found in paragraphs(marked)] == [found.text for found in paragraphs(draft)]


@pytest.mark.parametrize("name", ["notice", "letter", "joint-sealed", "telegram"])
def test_every_paragraph_of_a_sample_has_its_bookmark(name):
    copy = copy_of((SAMPLES / f"{name}.docx").read_bytes())
    assert sorted(copy.heads.values()) == sorted(found.address.path for found in paragraphs(copy.draft))
