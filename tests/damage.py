"""Damage a .docx in thirty ways.

`python -m tests.damage FILE FOLDER` writes the variants of FILE into FOLDER.
"""

import io
import sys
import zipfile
from pathlib import Path

DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NESTED_TABLES = "<w:tbl><w:tr><w:tc>" * 300 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 300
ENTITIES = (
    '<!DOCTYPE d [<!ENTITY a "哈哈哈哈哈哈"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'
)
STYLE_CYCLE = (
    f'<w:styles {W}><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:basedOn w:val="b"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>'
)
DANGLING = (
    '<w:p><w:pPr><w:pStyle w:val="nowhere"/><w:numPr><w:ilvl w:val="9"/><w:numId w:val="777"/></w:numPr></w:pPr>'
    '<w:r><w:rPr><w:rStyle w:val="nowhere"/></w:rPr><w:t>通知</w:t></w:r></w:p>'
)

UNREADABLE = {
    "empty": "not_zip",
    "plain_text": "not_zip",
    "noise": "not_zip",
    "ole": "ole",
    "rtf": "not_zip",
    "html": "not_zip",
    "pdf": "not_zip",
    "half": "truncated",
    "tail_lost": "truncated",
    "zeroed_middle": "truncated",
    "wrong_checksum": "truncated",
    "no_relationships": "no_main_part",
    "no_main_part": "no_main_part",
    "main_part_elsewhere": "no_main_part",
    "spreadsheet": "no_main_part",
    "malformed_xml": "malformed_xml",
    "unclosed_xml": "malformed_xml",
    "doctype": "doctype",
    "entity_bomb": "doctype",
    "size_bomb": "too_large",
    "many_members": "too_large",
    "nested_tables": "too_large",
    "parent_path": "bad_member",
    "absolute_path": "bad_member",
    "twice_the_document": "bad_member",
    "encrypted_member": "bad_member",
    "odd_compression": "bad_member",
}
"""The variants that cannot be read, with the reason to give."""

READABLE = ("broken_styles", "style_cycle", "dangling_references")
"""The variants that can."""


def variants(data: bytes) -> dict[str, bytes]:
    """Give the damaged variants of a .docx by name."""
    return _other_files(data) | _broken_archives(data) | _broken_parts(data) | _tricks(data)


def _other_files(data: bytes) -> dict[str, bytes]:
    return {
        "empty": b"",
        "plain_text": "关于做好防汛工作的通知".encode(),
        "noise": bytes(range(256)) * 40,
        "ole": OLE + data,
        "rtf": b"{\\rtf1\\ansi }",
        "html": b"<!DOCTYPE html><html><body></body></html>",
        "pdf": b"%PDF-1.7\n%%EOF",
    }


def _broken_archives(data: bytes) -> dict[str, bytes]:
    start = _start_of(data, DOCUMENT)
    return {
        "half": data[: len(data) // 2],
        "tail_lost": data[:-30],
        "zeroed_middle": data[:start] + bytes(60) + data[start + 60 :],
        "wrong_checksum": _flip_checksum(data),
    }


def _broken_parts(data: bytes) -> dict[str, bytes]:
    document = _member(data, DOCUMENT)
    rels = _member(data, "_rels/.rels")
    return {
        "no_relationships": _with(data, {"_rels/.rels": None}),
        "no_main_part": _with(data, {DOCUMENT: None}),
        "main_part_elsewhere": _with(data, {"_rels/.rels": rels.replace(b"word/document.xml", b"word/elsewhere.xml")}),
        "spreadsheet": _with(data, {DOCUMENT: b"<workbook/>"}),
        "malformed_xml": _with(data, {DOCUMENT: document.replace(b"</w:p>", b"</w:q>", 1)}),
        "unclosed_xml": _with(data, {DOCUMENT: document[: len(document) // 2]}),
        "doctype": _with(data, {DOCUMENT: _declare(document, "<!DOCTYPE document>")}),
        "entity_bomb": _with(data, {DOCUMENT: _declare(document, ENTITIES)}),
        "nested_tables": _with(data, {DOCUMENT: _body(NESTED_TABLES)}),
        "broken_styles": _with(data, {STYLES: b"<w:styles"}),
        "style_cycle": _with(data, {STYLES: STYLE_CYCLE.encode()}),
        "dangling_references": _with(data, {DOCUMENT: _body(DANGLING)}),
    }


def _tricks(data: bytes) -> dict[str, bytes]:
    return {
        "size_bomb": _with(data, {"word/media/bomb.bin": bytes(20 << 20)}),
        "many_members": _with(data, {f"word/media/{number}.bin": b"" for number in range(5001)}),
        "parent_path": _with(data, {"../../outside.xml": b"<a/>"}),
        "absolute_path": _with(data, {"/etc/outside.xml": b"<a/>"}),
        "twice_the_document": _with(data, {"WORD/Document.xml": b"<a/>"}),
        "encrypted_member": _flag_encrypted(data),
        "odd_compression": _with(data, {}, method=zipfile.ZIP_BZIP2),
    }


def _member(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def _with(data: bytes, changes: dict[str, bytes | None], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Pack anew with members replaced, added or (None) left out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w", method) as target:
        members = {name: source.read(name) for name in source.namelist()} | changes
        for name, content in members.items():
            if content is not None:
                target.writestr(name, content)
    return stream.getvalue()


def _body(content: str) -> bytes:
    return f"<w:document {W}><w:body>{content}</w:body></w:document>".encode()


def _declare(document: bytes, doctype: str) -> bytes:
    return doctype.encode() + document[document.index(b"<w:document") :]


def _start_of(data: bytes, name: str) -> int:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.getinfo(name).header_offset


def _flip_checksum(data: bytes) -> bytes:
    """Change the CRC of the main part in the central directory."""
    entry = data.rindex(b"PK\x01\x02", 0, data.rindex(DOCUMENT.encode()))
    return data[: entry + 16] + bytes([data[entry + 16] ^ 0xFF]) + data[entry + 17 :]


def _flag_encrypted(data: bytes) -> bytes:
    """Set the encryption bit of the main part in the central directory."""
    entry = data.rindex(b"PK\x01\x02", 0, data.rindex(DOCUMENT.encode()))
    return data[: entry + 8] + bytes([data[entry + 8] | 1]) + data[entry + 9 :]


if __name__ == "__main__":
    folder = Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    for variant, content in variants(Path(sys.argv[1]).read_bytes()).items():
        (folder / f"{variant}.docx").write_bytes(content)
