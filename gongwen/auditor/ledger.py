"""Make a register (发文登记簿) of the tables of a file: find the header, know the columns, read the rows."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from gongwen.auditor import values
from gongwen.auditor.records import Ledger, Number, Row
from gongwen.auditor.sheets import Cells, Sheet, load, tables
from gongwen.errors import ConfigError
from gongwen.files import shown
from gongwen.tables import read_table

NUMBER, INCOMING = "number", frozenset(("incoming", "received"))
DATES = ("date", "signed", "issued", "received")

_HEAD = 12
"""The header stands within the first rows: behind a title, who keeps the register, an empty row."""
_REMARK = re.compile(r"[(\[【].*?[)\]】]|[:：*]")
_MARK = re.compile(r"[^\w〔〕/+-]+")
"""What parts a cell into what it says."""
_NO_HEADER = "登记簿“{}”里没有找到“文号”一列（也可以叫{}等）。前几行的内容是：{}。请检查表头。"
_SHOWN = 12

Columns = Mapping[str, int]
"""Where the columns stand that are known."""


def read(path: str) -> Ledger:
    """Read a register; ConfigError says in a sentence what is wrong with the file."""
    data, name = load(path), shown(path)
    first: Sequence[Sheet] = ()
    for sheets in tables(data, name):
        first = first or sheets
        found = [(at, sheet, head) for at, sheet in enumerate(sheets, 1) if (head := _header(sheet.rows)) is not None]
        if found:
            several = len(found) > 1 or found[0][0] > 1
            parts = [_sheet(sheet.rows, head, at if several else 0) for at, sheet, head in found]
            return _joined(parts, path=name, sha256=hashlib.sha256(data).hexdigest())
    names = "、".join(f"“{word}”" for word in _names()[NUMBER][1:4])
    raise ConfigError(_NO_HEADER.format(name, names, _seen(first) or "（空白）"))


def of_rows(rows: Sequence[Cells]) -> Ledger:
    """Make a register of the rows of one table, header and all."""
    header = _header(rows)
    if header is None:
        raise ConfigError(_NO_HEADER.format("", "“发文字号”", _seen((Sheet("", rows),))))
    return _joined([_sheet(rows, header, 0)])


def _sheet(rows: Sequence[Cells], header: int, sheet: int) -> Ledger:
    columns = _columns(rows[header])
    below = _parts_of_number(rows[header + 1], columns[NUMBER]) if header + 1 < len(rows) else {}
    columns = {**columns, **below}
    return Ledger(rows=tuple(_rows(rows, header, columns, sheet)), incoming=_is_incoming(columns))


def _parts_of_number(row: Cells, at: int) -> Columns:
    """Find code, year and serial below a heading that spans them: 发文字号 over 代字、年份、顺序号."""
    found = _columns(row)
    if found.get("code") != at:
        return {}
    serial = found.get(NUMBER, found.get("ordinal"))
    parts = {"code": at, "year": found.get("year"), NUMBER: serial}
    return {key: index for key, index in parts.items() if index is not None}


def _is_incoming(columns: Iterable[str]) -> bool:
    return not INCOMING.isdisjoint(columns)


def _joined(parts: Sequence[Ledger], *, path: str = "", sha256: str = "") -> Ledger:
    rows = tuple(row for part in parts for row in part.rows)
    return Ledger(path, sha256, rows, all(part.incoming for part in parts))


def _header(rows: Sequence[Cells]) -> int | None:
    """Give the index of the header: among the first rows the one that names most columns, the number among them."""
    counts = {index: len(found) for index, row in enumerate(rows[:_HEAD]) if NUMBER in (found := _columns(row))}
    return max(counts, key=lambda index: (counts[index], -index)) if counts else None


def _columns(row: Cells) -> Columns:
    """Find the columns that are known; of several that might be one, that of the usual name."""
    named = {name: index for index, cell in reversed([*enumerate(row)]) if (name := _name(cell)) in _keys()}
    usual = {key: next((name for name in names if name in named), None) for key, names in _names().items()}
    return {key: named[name] for key, name in usual.items() if name is not None}


def _name(cell: str) -> str:
    return _REMARK.sub("", values.tight(cell))


def _rows(rows: Sequence[Cells], header: int, columns: Columns, sheet: int) -> Iterator[Row]:
    """Yield the rows that register something: no empty ones, no totals, no header again."""
    headers = {key: _heading(rows, header, index) for key, index in columns.items()}
    for index, cells in enumerate(rows[header + 1 :], start=header + 2):
        known = {key: cells[at].strip() for key, at in columns.items() if at < len(cells) and cells[at].strip()}
        if known and not _is_total(cells) and _name(known.get(NUMBER, "")) not in _keys():
            yield _row(index, known, headers, sheet)


def _heading(rows: Sequence[Cells], header: int, at: int) -> str:
    """Give what a column is headed by: of two rows of headings the lower one, where the upper one spans it."""
    cells = (row[at].strip() for row in rows[header : header + 2] if at < len(row))
    return next((cell for cell in cells if cell), "")


def _row(index: int, cells: Mapping[str, str], headers: Mapping[str, str], sheet: int) -> Row:
    number = _number(cells)
    year = number.year if number else None
    dates = {key: day for key in DATES if key in cells and (day := values.day(cells[key], year=year))}
    return Row(
        row=index,
        cells=cells,
        headers=headers,
        number=number,
        copies=values.copies(cells["copies"]) if "copies" in cells else None,
        dates=dates,
        void=any(map(is_void, cells.values())),
        unread=number is None and NUMBER in cells and not is_none(cells[NUMBER]) and not values.is_bare(cells[NUMBER]),
        incoming=_is_incoming(headers),
        sheet=sheet,
    )


def _number(cells: Mapping[str, str]) -> Number | None:
    """Read the number of a row: what stands behind it is a remark; code and year may stand in columns of their own."""
    written = cells.get(NUMBER, "")
    parted = f"{cells.get('code', '')}〔{cells.get('year', '').rstrip('年')}〕{values.tight(written).strip('第号')}号"
    head, mark, remark = written.rpartition("号")
    tries = (written, *([head + mark] if is_void(remark) else []), *([parted] if "code" in cells else []))
    read = (values.number(text) for text in tries)
    return next((number for number in read if number and not number.bare), None)


def _is_total(cells: Cells) -> bool:
    first = next((_name(cell) for cell in cells if cell.strip()), "")
    return first in _words("total")


def is_void(cell: str) -> bool:
    """Tell whether a cell, or a part of it between marks, says that the number was not used, and nothing else."""
    return any(_void().fullmatch(part) for part in _MARK.split(values.tight(cell)) if part)


@cache
def _void() -> re.Pattern[str]:
    words = "|".join(sorted(_words("void")))
    return re.compile(
        rf"[此本该]?(?:原|发|公)?(?:文|件|号|编)*(?:领导|暂时?|尚|一直)?(?:已经?|因故)?(?:{words})"
        r"(?:了|处理|发文|文?号|文件|[给作].{1,10})?|预?留[给作].{1,10}"
    )


def is_none(cell: str) -> bool:
    """Tell whether a cell says that there is nothing to say: 无, /, —."""
    return values.tight(cell) in _words("none")


def _seen(sheets: Iterable[Sheet]) -> str:
    """Name what stands in the first rows, for people."""
    cells = (cell for sheet in sheets for row in sheet.rows[:_HEAD] for cell in row if cell.strip())
    return "、".join(f"{cell.strip()[:20]}" for cell, _ in zip(cells, range(_SHOWN), strict=False))


@cache
def _names() -> Mapping[str, Sequence[str]]:
    table = read_table("register")["columns"]
    return {str(key): tuple(map(str, names)) for key, names in table.items()} if isinstance(table, dict) else {}


@cache
def _keys() -> Mapping[str, str]:
    """Lead from the names of columns to what they are."""
    return {name: key for key, names in _names().items() for name in names}


@cache
def _words(kind: str) -> frozenset[str]:
    table = read_table("register")["words"]
    return frozenset(map(str, table[kind])) if isinstance(table, dict) else frozenset()
