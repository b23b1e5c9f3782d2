import io
import os
from pathlib import Path

import pytest

from gongwen.errors import UnreadableDocument
from gongwen.ooxml.package import Limits, Package
from tests.damage import READABLE, UNREADABLE, variants
from tests.ooxml.packages import OFFICE, ROOT_RELS, document_xml, docx, p, pack, part_xml

PLAIN = docx(p("关于防汛工作的通知"), styles=part_xml("styles", ""))
VARIANTS = variants(PLAIN)


def open_main(source: bytes, limits: Limits) -> None:
    package = Package.open(source, limits=limits)
    package.xml(package.main)


def reason_of(source: bytes, limits: Limits) -> str:
    """Open a package and its main part; give the reason why that fails."""
    with pytest.raises(UnreadableDocument) as caught:
        open_main(source, limits)
    return caught.value.reason


def test_thirty_variants_are_damaged_and_each_is_expected_somewhere():
    assert len(VARIANTS) == 30
    assert {*UNREADABLE, *READABLE} == set(VARIANTS)


def test_a_package_opens_from_bytes_a_path_and_a_stream(tmp_path: Path):
    file = tmp_path / "通知.docx"
    file.write_bytes(PLAIN)
    opened = [Package.open(source) for source in (PLAIN, file, str(file), io.BytesIO(PLAIN))]
    assert [package.main for package in opened] == ["word/document.xml"] * 4
    assert len({package.sha256 for package in opened}) == 1


def test_a_missing_file_is_named_without_its_folder(tmp_path: Path):
    with pytest.raises(UnreadableDocument, match=r"^找不到文件“没有\.docx”。$") as caught:
        Package.open(tmp_path / "没有.docx")
    assert caught.value.reason == "not_found"


def test_a_folder_is_no_file(tmp_path: Path):
    with pytest.raises(UnreadableDocument, match="是文件夹"):
        Package.open(tmp_path)


def test_a_file_without_permission_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(UnreadableDocument, match=r"没有读取“通知\.docx”的权限"):
        Package.open(os.path.join(tmp_path, "通知.docx"))


def test_a_flat_xml_document_is_named_for_what_it_is():
    with pytest.raises(UnreadableDocument, match="这是XML文件"):
        Package.open(b'<?xml version="1.0"?><pkg:package/>')


def test_an_ofd_file_is_named_for_what_it_is():
    with pytest.raises(UnreadableDocument, match="OFD版式文件"):
        Package.open(pack({"OFD.xml": "<ofd/>"}))


def test_the_main_part_is_found_through_an_absolute_target_in_strict_relationships():
    rels = ROOT_RELS.replace(OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships")
    rels = rels.replace('Target="word/document.xml"', 'Target="/inhalt/text.xml"')
    package = Package.open(pack({"_rels/.rels": rels, "inhalt/text.xml": document_xml("")}))
    assert package.main == "inhalt/text.xml"


def test_part_names_are_compared_without_regard_to_case():
    package = Package.open(pack({"_rels/.rels": ROOT_RELS, "WORD/document.XML": document_xml("")}))
    assert package.xml("word/document.xml")[0].tag.endswith("}body")


def test_backslashes_in_member_names_count_as_slashes():
    package = Package.open(pack({"_rels/.rels": ROOT_RELS, "word\\document.xml": document_xml("")}))
    assert package.xml("word/document.xml")[0].tag.endswith("}body")


def test_external_targets_are_no_parts():
    rels = ROOT_RELS.replace(
        "/></", f'/><Relationship Id="rId2" Type="{OFFICE}/hyperlink" Target="x" TargetMode="External"/></'
    )
    package = Package.open(pack({"_rels/.rels": rels, "word/document.xml": document_xml("")}))
    assert package.target("", "rId2") is None


def test_a_strict_part_comes_with_transitional_names():
    strict = document_xml(p("通知")).replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    root = Package.open(pack({"_rels/.rels": ROOT_RELS, "word/document.xml": strict})).xml("word/document.xml")
    assert root.tag == "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}document"


def test_a_part_that_is_not_there_is_a_bad_member():
    with pytest.raises(UnreadableDocument, match=r"缺少部件“word/theme\.xml”"):
        Package.open(PLAIN).part("word/theme.xml")


@pytest.mark.parametrize(
    "limits",
    [Limits(file=100), Limits(xml_part=600), Limits(total=10), Limits(entries=1), Limits(tags=3)],
    ids=["file", "xml_part", "total", "entries", "tags"],
)
def test_every_limit_holds(limits: Limits):
    assert reason_of(PLAIN, limits) == "too_large"


@pytest.mark.parametrize("name", sorted(set(UNREADABLE) - {"spreadsheet"}))
def test_damaged_variant_is_refused_with_its_reason(name: str):
    assert reason_of(VARIANTS[name], Limits()) == UNREADABLE[name]


def test_a_picture_is_given_as_it_is_and_none_where_there_is_none_or_too_large_a_one():
    data = pack({"_rels/.rels": ROOT_RELS, "word/document.xml": document_xml(""), "word/media/a.png": "印章"})
    assert Package.open(data).picture("word/media/a.png") == "印章".encode()
    assert Package.open(data).picture("word/media/b.png") is None
    assert Package.open(data, limits=Limits(picture=5)).picture("word/media/a.png") is None
