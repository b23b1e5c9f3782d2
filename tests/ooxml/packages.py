"""Build minimal .docx packages from snippets of WordprocessingML."""

import io
import zipfile
from collections.abc import Mapping

from gongwen.draft import Draft, Paragraph, Table
from gongwen.ooxml.names import STRICT
from gongwen.ooxml.package import Package
from gongwen.ooxml.reader import read

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w10="urn:schemas-microsoft-com:office:word"'
)
ROOT_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)


def document_xml(body: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>'


def part_xml(root: str, content: str) -> str:
    return f"<w:{root} {NAMESPACES}>{content}</w:{root}>"


def pack(members: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def docx(body: str, *, types: str = "", **parts: str) -> bytes:
    """Pack a document; `parts` are secondary parts by name (styles, numbering, header1 …), each with a relationship rId-<name>.

    `types` is the list of content types, which those that only read can do without.
    """
    relationships = "".join(
        f'<Relationship Id="rId-{name}" Type="{OFFICE}/{name.rstrip("0123456789")}" Target="{_file(name)}"/>'
        for name in parts
    )
    rels = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relationships}</Relationships>'
    members: dict[str, str | bytes] = {"[Content_Types].xml": types} if types else {}
    members |= {
        "_rels/.rels": ROOT_RELS,
        "word/document.xml": document_xml(body),
        "word/_rels/document.xml.rels": rels,
    }
    return pack(members | {f"word/{_file(name)}": content for name, content in parts.items()})


def _file(name: str) -> str:
    return "media/image1.png" if name == "image" else f"{name}.xml"


def strict(data: bytes) -> bytes:
    """Give a file with the parts of its text and styles in the Strict namespaces."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    for name in members.keys() & {"word/document.xml", "word/styles.xml"}:
        for away, home in STRICT:
            members[name] = members[name].replace(home, away)
    return pack(members)


def draft(body: str, **parts: str) -> Draft:
    return read(Package.open(docx(body, **parts)))


def paragraph(body: str, **parts: str) -> Paragraph:
    """Read a body and give its first paragraph."""
    block = draft(body, **parts).blocks[0]
    assert isinstance(block, Paragraph)
    return block


def table(body: str, **parts: str) -> Table:
    """Read a body and give its first table."""
    block = draft(body, **parts).blocks[0]
    assert isinstance(block, Table)
    return block


def texts(body: str, **parts: str) -> list[str]:
    """Give the text of every paragraph in the body."""
    return [found.text for found in draft(body, **parts).paragraphs()]


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"
