"""Tell what a file that is no .docx really is."""

_MAGIC = (
    (b"%PDF-", "PDF文件"),
    (b"{\\rtf", "RTF文件"),
    (b"Rar!", "RAR压缩包"),
    (b"7z\xbc\xaf", "7z压缩包"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
)
_MARKUP = (
    (b"<html", "网页（HTML）文件"),
    (b"<!doctype html", "网页（HTML）文件"),
    (b"mime-version:", "网页（MHT）文件"),
    (b"<?xml", "XML文件"),
)
_ROOTS = {"workbook": "Excel表格", "presentation": "PowerPoint演示文稿"}

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def name_of(data: bytes) -> str | None:
    """Name the kind of a file that is no zip by its first bytes, None when they say nothing."""
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return name
    head = data[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return next((name for magic, name in _MARKUP if head.startswith(magic)), None)


def name_of_zip(members: frozenset[str]) -> str | None:
    """Name the kind of a zip by its members (lower case), None when they say nothing."""
    if "ofd.xml" in members:
        return "OFD版式文件"
    if "mimetype" in members:
        return "ODF文档（.odt）"
    return None


def name_of_root(tag: str) -> str | None:
    """Name the kind of Office file by the root element of its main part."""
    return _ROOTS.get(tag.rpartition("}")[2])
