import pytest

from gongwen.ooxml.package import Package
from gongwen.ooxml.properties import personal_properties
from gongwen.ooxml.reader import read
from tests.ooxml.packages import document_xml, pack

METADATA = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="a" Type="{OFFICE}/relationships/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="b" Type="{METADATA}" Target="docProps/core.xml"/>'
    f'<Relationship Id="c" Type="{OFFICE}/relationships/extended-properties" Target="docProps/app.xml"/></Relationships>'
)
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>通知</dc:title><dc:creator>{}</dc:creator>'
    "<cp:lastModifiedBy>{}</cp:lastModifiedBy></cp:coreProperties>"
)
APP = f'<Properties xmlns="{OFFICE}/extended-properties"><Pages>2</Pages><Company>{{}}</Company></Properties>'


def drafted(core: str, app: str = APP.format("")):
    parts = {"_rels/.rels": RELS, "word/document.xml": document_xml("<w:p/>")}
    return read(Package.open(pack(parts | {"docProps/core.xml": core, "docProps/app.xml": app})))


def test_filled_personal_properties_are_named_without_their_values():
    found = drafted(CORE.format("王小禾", "李青"), APP.format("禾苗文印社有限公司"))
    assert found.properties == ("author", "last_modified_by", "company")


@pytest.mark.parametrize("value", ["", " ", "python-docx", "Administrator", "微软用户", "云溪县水利局"])
def test_what_names_nobody_is_left_out(value: str):
    assert drafted(CORE.format(value, value), APP.format(value)).properties == ()


def test_a_broken_part_is_named_as_unread():
    found = drafted("<cp:coreProperties")
    assert (found.properties, found.unread) == ((), ("docProps/core.xml",))


def test_a_file_without_properties_has_none():
    assert personal_properties([None, None]) == ()
