"""Open a .docx from an untrusted source and hand out its parts.

Everything that can be wrong with the file ends in `UnreadableDocument`; nothing is written to disk, nothing is fetched.
"""

import hashlib
import io
import os
import posixpath
import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import BinaryIO, Final
from urllib.parse import unquote

from lxml import etree

from gongwen.errors import UnreadableDocument
from gongwen.ooxml import kinds
from gongwen.ooxml.names import STRICT
from gongwen.ooxml.values import Element

Source = str | os.PathLike[str] | bytes | BinaryIO

# what reading a hostile zip archive ends in; NotImplementedError stands for a compression that zipfile does not know
_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, struct.error, ValueError, OverflowError, NotImplementedError, RuntimeError,
    OSError,
)  # fmt: skip
_FILE_ERRORS: Final = {
    FileNotFoundError: "找不到文件“{}”。",
    IsADirectoryError: "“{}”是文件夹，不是文件。",
    PermissionError: "没有读取“{}”的权限。",
}
_RATIO_FROM: Final = 1 << 20
_DEPTH_ERRORS: Final = ("Excessive depth", "Resource limit", "huge")


@dataclass(frozen=True, slots=True)
class Limits:
    """Bound what an untrusted file may cost.

    Sizes in bytes, `picture` that of one image; `ratio` unpacked to packed for members over 1 MB, `tags` start and end tags
    in one XML part, `nodes` paragraphs, cells and shapes in one part.
    """

    file: int = 50 << 20
    xml_part: int = 32 << 20
    total: int = 128 << 20
    entries: int = 5000
    ratio: int = 200
    tags: int = 1_000_000
    nodes: int = 150_000
    picture: int = 16 << 20


@dataclass(frozen=True, slots=True)
class Relationship:
    """Hold one relationship of a part; `target` is a part name, None when it leads outside the package."""

    id: str
    type: str
    target: str | None


class Package:
    """Hold an opened .docx, read-only.

    Part names have no leading slash (`word/document.xml`) and are compared without regard to case, as the format wants.
    """

    __slots__ = ("_data", "_members", "_relationships", "_zip", "limits", "main")

    def __init__(self, data: bytes, archive: zipfile.ZipFile, limits: Limits) -> None:
        self._data = data
        self._zip = archive
        self.limits = limits
        self._members = _members(archive, limits)
        self._relationships: dict[str, tuple[Relationship, ...]] = {}
        self.main = self._find_main()

    @classmethod
    def open(cls, source: Source, *, limits: Limits = Limits()) -> "Package":
        """Open a file, its bytes or a binary stream.

        Raises UnreadableDocument.
        """
        data = _load(source, limits)
        return cls(data, _archive(data, limits), limits)

    @property
    def data(self) -> bytes:
        """Give the bytes of the whole file."""
        return self._data

    @property
    def sha256(self) -> str:
        """Give the digest of the whole file in hexadecimal."""
        return hashlib.sha256(self._data).hexdigest()

    def members(self) -> dict[str, str]:
        """Give the names of the members of the archive as it spells them, by part name in lower case."""
        return {name: info.filename for name, info in self._members.items()}

    def part(self, name: str) -> bytes:
        """Give the bytes of a part.

        Raises UnreadableDocument when the part is missing or broken.
        """
        info = self._members.get(name.lower())
        if info is None:
            raise UnreadableDocument(f"文件中缺少部件“{name}”，请重新另存为 .docx。", reason="bad_member")
        try:
            with self._zip.open(info) as stream:
                return stream.read(self.limits.total + 1)
        except _BROKEN as error:
            raise UnreadableDocument("文件已损坏或不完整，请重新获取或另存为 .docx。", reason="truncated") from error

    def picture(self, name: str) -> bytes | None:
        """Give the bytes of an image part, None when it is missing, broken or too large."""
        info = self._members.get(name.lower())
        if info is None or info.file_size > self.limits.picture:
            return None
        try:
            return self.part(name)
        except UnreadableDocument:
            return None

    def source(self, name: str) -> bytes:
        """Give the bytes of an XML part.

        Raises UnreadableDocument when the part is missing, broken or too large.
        """
        data = self.part(name)
        if len(data) > self.limits.xml_part or data.count(b"<") > self.limits.tags:
            raise too_large()
        return data

    def xml(self, name: str) -> Element:
        """Give the root element of an XML part.

        Raises UnreadableDocument as `source` and `parse_xml` do.
        """
        return parse_xml(self.source(name))

    def related(self, part: str, type_suffix: str) -> str | None:
        """Give the part that `part` refers to with a relationship type ending in `type_suffix`, None without one."""
        for relationship in self.relationships(part):
            if relationship.type.endswith(type_suffix) and relationship.target:
                return relationship.target
        return None

    def target(self, part: str, relationship_id: str | None) -> str | None:
        """Give the part behind a relationship id of `part`, None when there is none."""
        for relationship in self.relationships(part):
            if relationship.id == relationship_id:
                return relationship.target
        return None

    def relationships(self, part: str) -> tuple[Relationship, ...]:
        """List the relationships of a part (`""` is the package itself); a broken list counts as empty."""
        if part not in self._relationships:
            folder, _, name = part.rpartition("/")
            try:
                root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
            except UnreadableDocument:
                self._relationships[part] = ()
            else:
                self._relationships[part] = tuple(_relationship(child, folder) for child in root)
        return self._relationships[part]

    def _find_main(self) -> str:
        main = self.related("", "/officeDocument")
        if main is not None and main.lower() in self._members:
            return main
        kind = kinds.name_of_zip(frozenset(self._members))
        if kind:
            raise UnreadableDocument(f"这是{kind}，不是 .docx 文档，请另存为 .docx。", reason="no_main_part")
        raise UnreadableDocument("压缩包中没有 Word 正文，不是 .docx 文档。", reason="no_main_part")


def parse_xml(data: bytes) -> Element:
    """Parse XML, comments left out and Strict namespaces turned into transitional ones.

    Raises UnreadableDocument when it is no XML, nested too deep or carries a DOCTYPE.
    """
    root = _root(data)
    if any(uri.startswith("http://purl.oclc.org/ooxml/") for uri in root.nsmap.values()):
        data = etree.tostring(root, encoding="UTF-8")
        for strict, transitional in STRICT:
            data = data.replace(strict, transitional)
        root = _root(data)
    return root


def _root(data: bytes) -> Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        if any(word in str(error) for word in _DEPTH_ERRORS):
            raise too_large() from error
        raise UnreadableDocument(
            "文件内部的 XML 有错误，请用 Word 或 WPS 修复后另存为 .docx。", reason="malformed_xml"
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableDocument("文件内部含有 DOCTYPE 声明，为安全起见不予读取。", reason="doctype")
    return root


def _load(source: Source, limits: Limits) -> bytes:
    if isinstance(source, bytes):
        data = source
    elif isinstance(source, str | os.PathLike):
        data = _load_file(source, limits)
    else:
        data = _load_stream(source, limits)
    if len(data) > limits.file:
        raise too_large()
    return data


def _load_stream(source: object, limits: Limits) -> bytes:
    """Read a stream; TypeError for what is none, and for one of text."""
    data = source.read(limits.file + 1) if hasattr(source, "read") else None
    if not isinstance(data, bytes):
        raise TypeError(f"a document is a path, bytes or a binary stream, not {type(source).__name__}")
    return data


def _is_named_pipe(path: str | os.PathLike[str]) -> bool:
    """Tell whether nobody may ever write into what is there; a pipe without a name (`<(…)` of a shell) has its writer."""
    try:
        return stat.S_ISFIFO(os.stat(path).st_mode) and os.path.exists(os.path.realpath(path))
    except (OSError, ValueError):  # whoever opens it says so
        return False


def _load_file(path: str | os.PathLike[str], limits: Limits) -> bytes:
    name = os.path.basename(os.fspath(path))
    try:
        if _is_named_pipe(path):
            raise OSError
        with open(path, "rb") as stream:
            return stream.read(limits.file + 1)
    except (OSError, ValueError) as error:
        sentence = next((text for kind, text in _FILE_ERRORS.items() if isinstance(error, kind)), "无法读取文件“{}”。")
        raise UnreadableDocument(sentence.format(name), reason="not_found") from error


def _archive(data: bytes, limits: Limits) -> zipfile.ZipFile:
    if not data:
        raise UnreadableDocument("文件是空的。", reason="not_zip")
    if data.startswith(kinds.OLE):
        raise UnreadableDocument("加密文件或旧版 .doc/.wps，请另存为 .docx。", reason="ole")
    kind = kinds.name_of(data)
    if kind:
        raise UnreadableDocument(f"这是{kind}，不是 .docx 文档，请另存为 .docx。", reason="not_zip")
    if data.count(b"PK\x01\x02") > limits.entries:
        raise too_large()
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        if data.startswith(b"PK"):
            raise UnreadableDocument("文件已损坏或不完整，请重新获取或另存为 .docx。", reason="truncated") from error
        raise UnreadableDocument("这不是 .docx 文档，请另存为 .docx。", reason="not_zip") from error


def _members(archive: zipfile.ZipFile, limits: Limits) -> dict[str, zipfile.ZipInfo]:
    """Index the members by lower-case name after checking every one of them."""
    members: dict[str, zipfile.ZipInfo] = {}
    for info in archive.infolist():
        name = _normal(info.filename).lower()
        _check_member(info, limits)
        if name in members and name.endswith((".xml", ".rels")):
            raise UnreadableDocument("压缩包中有重名的部件，文件已损坏或被人改动。", reason="bad_member")
        members[name] = info
    if len(members) > limits.entries or sum(info.file_size for info in members.values()) > limits.total:
        raise too_large()
    return members


def _check_member(info: zipfile.ZipInfo, limits: Limits) -> None:
    name = _normal(info.orig_filename)
    if name.startswith("/") or name[1:2] == ":" or "\0" in name or ".." in name.split("/"):
        raise UnreadableDocument("压缩包中有可疑的路径，已拒绝读取。", reason="bad_member")
    if info.flag_bits & 0x1:
        raise UnreadableDocument("压缩包加了密码，请解除密码后另存为 .docx。", reason="bad_member")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise UnreadableDocument("压缩包使用了 .docx 不允许的压缩方式，请另存为 .docx。", reason="bad_member")
    if info.file_size > _RATIO_FROM and info.file_size > limits.ratio * info.compress_size:
        raise too_large()


def _normal(name: str) -> str:
    return name.replace("\\", "/")


def _relationship(element: Element, folder: str) -> Relationship:
    target: str | None = None
    if element.get("TargetMode") != "External":
        raw = unquote(element.get("Target") or "").replace("\\", "/").partition("#")[0]
        target = posixpath.normpath(posixpath.join("/", folder, raw)).lstrip("/")
    return Relationship(element.get("Id") or "", element.get("Type") or "", target)


def too_large() -> UnreadableDocument:
    """Give the error for a file beyond the limits."""
    return UnreadableDocument("文件过大、嵌套过深或压缩比异常，为安全起见不予读取。", reason="too_large")
