"""What a composed document holds, read back: its recognised elements, and its parts as XML."""

import io
import zipfile
from collections.abc import Mapping

from lxml import etree

import gongwen
from gongwen.anatomy.elements import Gongwen
from gongwen.anatomy.recognise import recognise
from gongwen.ooxml.names import W
from gongwen.ooxml.package import Package
from gongwen.ooxml.reader import read

CHECKERS = {stage: gongwen.Checker(stage=stage) for stage in ("draft", "final", "archive")}


def findings(data: bytes, stage: str = "final") -> list[tuple[str, str]]:
    """Check a document; codes and messages."""
    report = CHECKERS[stage].check(data)
    return [(violation.code, violation.message) for violation in report.documents[0].violations]


def recognised(data: bytes) -> Gongwen:
    """Read a document back."""
    return recognise(read(Package.open(data)))


def bare(text: str) -> str:
    """Take all blanks out of a text."""
    return "".join(text.split())


def texts(gongwen: Gongwen, name: str) -> list[str]:
    """Give the texts of an element, without blanks."""
    return [bare(element.text) for element in gongwen.all(name)]


def parts(data: bytes) -> Mapping[str, bytes]:
    """Give the members of a file by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def xml(data: bytes, name: str = "word/document.xml") -> etree._Element:
    """Give a part as XML."""
    return etree.fromstring(parts(data)[name])


def styles(data: bytes) -> dict[str, etree._Element]:
    """Give the styles by their Chinese names."""
    found = xml(data, "word/styles.xml").iter(f"{{{W}}}style")
    return {style.find(f"{{{W}}}name").get(f"{{{W}}}val"): style for style in found}


def value(element: etree._Element, path: str, key: str = "val") -> str:
    """Give an attribute of a descendant: `pPr/spacing`, `before`."""
    found = element.find("/".join(f"{{{W}}}{step}" for step in path.split("/")))
    return "" if found is None else found.get(f"{{{W}}}{key}", "")
