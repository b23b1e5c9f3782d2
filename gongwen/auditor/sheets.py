"""Read the tables of a register file: csv in the encodings and with the marks that offices write, and .xlsx.

The file is hostile until read within limits: no formula is worked out, no link is followed.
"""

import csv
import io
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from gongwen.errors import ConfigError, UnreadableDocument
from gongwen.faults import Misread, head
from gongwen.ooxml import kinds
from gongwen.ooxml.package import Limits, Package

Cells = Sequence[str]

MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 200_000, 200, 2_000
"""Rows, columns and characters of a cell that are read; a register of a year has some thousand rows."""
LIMITS = Limits(file=32 << 20, xml_part=64 << 20, tags=8_000_000)
DELIMITERS = ",\t;"
_LAST_ROW = 1 << 20
"""A spreadsheet has no more rows."""
_FEW = 10
"""Of a text no more than one byte in so many is null, unless it is UTF-16."""

_BROKEN = "登记簿“{}”打不开，文件可能已损坏，请另存为 .xlsx 或 .csv 再试。"
_OLD = "登记簿“{}”是旧版 .xls、.et 或加密的表格，请另存为 .xlsx 或 .csv。"
_LARGE = "登记簿“{}”太大：最多 {} 行、{} 列，请分年另存。"
_ENCODINGS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_ENCODING = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")
_SAFE_ENCODINGS = (b"utf-8", b"utf8", b"us-ascii", b"ascii")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold one table: `rows` as a spreadsheet counts them, the first at index 0; days as ISO."""

    name: str
    rows: Sequence[Cells]


def load(path: str) -> bytes:
    """Give the bytes of a register file; ConfigError when it cannot be had."""
    try:
        data = head(path, most=LIMITS.file)
    except Misread as error:
        raise ConfigError(f"登记簿“{path}”打不开，请检查路径和权限。") from error
    if not data.strip():
        raise ConfigError(f"登记簿“{path}”是空的。")
    if len(data) > LIMITS.file:
        raise ConfigError(f"登记簿“{path}”超过 {LIMITS.file >> 20} MB，请分年另存。")
    return data


def tables(data: bytes, name: str) -> Iterator[Sequence[Sheet]]:
    """Yield the ways to read a register file, the first that shows a header counts: sheets of a workbook, or a text by its marks.

    ConfigError says in a sentence why it cannot be read; `name` names it there.
    """
    if data.startswith(kinds.OLE):
        raise ConfigError(_OLD.format(name))
    if data.startswith(b"PK"):
        yield _workbook(data, name)
        return
    kind = kinds.name_of(data)
    if kind:
        raise ConfigError(f"登记簿“{name}”是{kind}，请另存为 .xlsx 或 .csv。")
    text = _decoded(data, name)
    for delimiter in DELIMITERS:
        yield (Sheet("", _parted(text, delimiter, name)),)


def _decoded(data: bytes, name: str) -> str:
    encoding = next((encoding for mark, encoding in _ENCODINGS if data.startswith(mark)), "")
    unmarked = () if data.count(b"\0") * _FEW > len(data) else ("utf-8", "gb18030")
    for known in (encoding,) if encoding else unmarked:
        try:
            return data.decode(known)
        except UnicodeDecodeError:
            continue
    raise ConfigError(f"登记簿“{name}”的编码认不出来，请另存为 UTF-8 编码的 .csv，或者 .xlsx。")


def _parted(text: str, delimiter: str, name: str) -> Sequence[Cells]:
    try:
        return _bounded(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), name)
    except csv.Error as error:
        raise ConfigError(_BROKEN.format(name)) from error


def _bounded(rows: Iterable[Sequence[object]], name: str) -> Sequence[Cells]:
    """Take rows over as texts, within bounds; empty ones below, which have a format only, count for nothing."""
    taken: list[Cells] = []
    for index, row in enumerate(islice(rows, _LAST_ROW)):
        cells = tuple(_text(cell) for cell in islice(row, MOST_COLUMNS))
        if any(cells):
            if index >= MOST_ROWS:
                raise ConfigError(_LARGE.format(name, MOST_ROWS, MOST_COLUMNS))
            taken += [()] * (index - len(taken))
            taken.append(cells)
    return taken


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)[:LONGEST_CELL].strip()


def _workbook(data: bytes, name: str) -> Sequence[Sheet]:
    try:
        _inspect(Package.open(data, limits=LIMITS))
    except UnreadableDocument as error:
        why = str(error).partition("，请")[0].rstrip("。")
        raise ConfigError(f"登记簿“{name}”读不了：{why}。请另存为 .xlsx 或 .csv 再试。") from error
    import openpyxl  # noqa: PLC0415 - only a workbook needs it

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it tells of what it leaves out: drawings, rules for input
        try:
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            return [Sheet(sheet.title, _bounded(_rows(sheet), name)) for sheet in visible]
        except ConfigError:
            raise
        except Exception as error:  # the library raises whatever comes to it in a broken workbook
            raise ConfigError(_BROKEN.format(name)) from error


def _rows(sheet: "openpyxl.worksheet._read_only.ReadOnlyWorksheet") -> Iterator[Sequence[object]]:  # type: ignore[name-defined]  # noqa: F821
    sheet.reset_dimensions()  # what the file says of its size need not be true
    rows: Iterator[Sequence[object]] = sheet.iter_rows(values_only=True)
    return rows


def _inspect(package: Package) -> None:
    """Refuse XML that could do more than hold cells: the library behind reads it without the care of our own reader.

    Raises UnreadableDocument.
    """
    if "word/document.xml" in package.members():
        raise UnreadableDocument("这是 Word 文档，不是表格。", reason="no_main_part")
    for name in package.members():
        if name.endswith((".xml", ".rels", ".vml")):
            _plain(package.source(name))


def _plain(xml: bytes) -> None:
    head = xml.removeprefix(b"\xef\xbb\xbf").lstrip()
    encoding = _ENCODING.match(head)
    strange = encoding is not None and encoding[1].lower() not in _SAFE_ENCODINGS
    if strange or b"\0" in xml or b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise UnreadableDocument("文件内部含有 DOCTYPE 声明或不常见的编码，为安全起见不予读取。", reason="doctype")
