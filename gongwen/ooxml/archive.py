"""Write a zip anew with some members replaced or added; all others are copied as they are, packed bytes and all."""

import struct
import zipfile
import zlib
from collections.abc import Mapping
from copy import copy
from io import BytesIO
from typing import Final

from gongwen.errors import UnreadableDocument

_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")
_DESCRIPTOR_FOLLOWS, _UTF8 = 0x08, 0x800
_ZIP64 = 1
_EPOCH = (1980, 1, 1, 0, 0, 0)


def rewrite(data: bytes, replaced: Mapping[str, bytes], added: Mapping[str, bytes]) -> bytes:
    """Give the zip with the members `replaced` (by their exact names) and, behind all others, those `added`.

    Raises UnreadableDocument when the members overlap.
    """
    result = BytesIO()
    entries: list[tuple[zipfile.ZipInfo, int]] = []
    with zipfile.ZipFile(BytesIO(data)) as archive:
        comment = archive.comment
        if sum(info.compress_size for info in archive.infolist()) > len(data):
            raise UnreadableDocument("文件已损坏或不完整，请重新获取或另存为 .docx。", reason="bad_member")
        for info in archive.infolist():
            new = replaced.get(info.filename)
            packed = _raw(data, info) if new is None else _deflated(new)
            entries.append(_append(result, _entry(info, new, packed), packed))
    for name, content in added.items():
        packed = _deflated(content)
        entries.append(_append(result, _entry(zipfile.ZipInfo(name, _EPOCH), content, packed), packed))
    _directory(result, entries, comment)
    return result.getvalue()


def _raw(data: bytes, info: zipfile.ZipInfo) -> bytes:
    """Give the packed bytes of a member."""
    header = data[info.header_offset : info.header_offset + _LOCAL.size]
    if len(header) < _LOCAL.size or not header.startswith(b"PK\x03\x04"):
        raise UnreadableDocument("文件已损坏或不完整，请重新获取或另存为 .docx。", reason="truncated")
    *_, name, extra = _LOCAL.unpack(header)
    start = info.header_offset + _LOCAL.size + name + extra
    return data[start : start + info.compress_size]


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(content) + packer.flush()


def _entry(info: zipfile.ZipInfo, content: bytes | None, packed: bytes) -> zipfile.ZipInfo:
    """Give the record of a member as it will be written; sizes stand in its head, not behind it."""
    entry = copy(info)
    entry.flag_bits &= ~_DESCRIPTOR_FOLLOWS
    entry.extra = _without_sizes(info.extra)
    entry.compress_size = len(packed)
    if content is not None:
        entry.compress_type, entry.CRC, entry.file_size = zipfile.ZIP_DEFLATED, zlib.crc32(content), len(content)
    return entry


def _without_sizes(extra: bytes) -> bytes:
    """Take the 64-bit sizes out of the extra field of a member: no member is that large."""
    kept, at = b"", 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        kept += b"" if kind == _ZIP64 else extra[at : at + 4 + size]
        at += 4 + size
    return kept


def _append(result: BytesIO, entry: zipfile.ZipInfo, packed: bytes) -> tuple[zipfile.ZipInfo, int]:
    offset, name = result.tell(), _name(entry)
    head = _LOCAL.pack(b"PK\x03\x04", max(entry.extract_version, 20), *_common(entry), len(name), len(entry.extra))
    result.write(head + name + entry.extra + packed)
    return entry, offset


def _directory(result: BytesIO, entries: list[tuple[zipfile.ZipInfo, int]], comment: bytes) -> None:
    start = result.tell()
    for entry, offset in entries:
        name = _name(entry)
        made_by = entry.create_version | entry.create_system << 8
        lengths = (len(name), len(entry.extra), len(entry.comment))
        attributes = (0, entry.internal_attr, entry.external_attr & 0xFFFFFFFF, offset)
        version = max(entry.extract_version, 20)
        record = _CENTRAL.pack(b"PK\x01\x02", made_by, version, *_common(entry), *lengths, *attributes)
        result.write(record + name + entry.extra + entry.comment)
    size = result.tell() - start
    result.write(_END.pack(b"PK\x05\x06", 0, 0, len(entries), len(entries), size, start, len(comment)) + comment)


def _common(entry: zipfile.ZipInfo) -> tuple[int, ...]:
    """Give what the head of a member and its entry in the directory share: flags, method, time, date, CRC, sizes."""
    year, month, day, hour, minute, second = entry.date_time
    time, date = hour << 11 | minute << 5 | second // 2, max(year - 1980, 0) << 9 | month << 5 | day
    return entry.flag_bits, entry.compress_type, time, date, entry.CRC, entry.compress_size, entry.file_size


def _name(entry: zipfile.ZipInfo) -> bytes:
    return entry.orig_filename.encode("utf-8" if entry.flag_bits & _UTF8 else "cp437", "replace")
