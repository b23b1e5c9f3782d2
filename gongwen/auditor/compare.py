"""Hold documents against the register (三对照): is each registered, is each row met, and does what stands there agree."""

from collections.abc import Iterator, Sequence

from gongwen.auditor import values
from gongwen.auditor.case import Case, Hit, by_series
from gongwen.auditor.ledger import DATES, is_none
from gongwen.auditor.records import Record, Row

_FEW = 5
_PASSED = frozenset(("决议", "纪要", "公报"))
"""Kinds that a meeting passes: nobody's signature makes their day."""
OUTGOING = ("number", "title", "copies", "recipients", "drafter")
RECEIVED = ("ordinal", "incoming", "number", "title", "copies", "pages")
"""What a register of issued, and of received documents should say of each, as far as it has the columns."""


def unknown_series(case: Case) -> Iterator[Hit]:
    """Find documents of a code and year that the register has no row of; each series is told once."""
    for series, numbers in case.series.items():
        if case.ledger and series not in case.registered:
            records = [record for number in numbers for record in case.by_number[number]]
            told = {"series": f"{series[0]}〔{series[1]}〕", "count": str(len(records))}
            yield Hit(records[0], "number", str(numbers[0]), told=told)


def wrong_number(case: Case) -> Iterator[Hit]:
    """Find documents that are registered under another number."""
    for record, row in case.misnumbered:
        yield Hit(row, "number", str(row.number), str(record.number), {"path": record.path})


def not_registered(case: Case) -> Iterator[Hit]:
    """Find documents without a row, of series that are registered; where most of a series lack one, tell once."""
    explained = {record.path for record, _ in case.misnumbered}
    vague = {values.subject(row.title) for row in case.vague if row.title}
    lacking = [
        record
        for record in case.unregistered
        if record.path not in explained and values.subject(record.title) not in vague and not _may_stand(case, record)
    ]
    for series, records in by_series(lacking).items():
        many = len(records) > max(_FEW, len(case.registered[series]))
        for record in records[:1] if many else records:
            more = f"，同一代字和年份的共{len(records)}份" if many else ""
            yield Hit(record, "number", str(record.number), told={"more": more})


def no_document(case: Case) -> Iterator[Hit]:
    """Find rows without a document; where most rows of a series have none, only a part was handed in, and one line says so.

    Secret documents are kept elsewhere.
    """
    explained = {(row.sheet, row.row) for _, row in case.misnumbered}
    unmet = [row for row in case.unmet if not row.incoming]
    lacking = [row for row in unmet if not _is_secret(row) and (row.sheet, row.row) not in explained]
    for series, rows in by_series(sorted(lacking, key=lambda row: (row.number, row.sheet, row.row))).items():
        met = sum(number in case.by_number for number in case.registered[series])
        in_part = len(rows) > met
        for row in rows[:1] if in_part else rows:
            more = f"，这一代字和年份的共{len(rows)}行" if in_part and len(rows) > 1 else ""
            yield Hit(row, "number", str(row.number), told={"more": more})


def registered_twice(case: Case) -> Iterator[Hit]:
    """Find numbers that stand in several rows, unless as many documents bear them: then those are told of."""
    explained = {(row.sheet, row.row) for _, row in case.misnumbered}
    for number, rows in case.rows.items():
        standing = [row for row in rows if not (row.void or row.incoming) and (row.sheet, row.row) not in explained]
        titles = {values.subject(record.title) for record in case.by_number.get(number, ())}
        if len(standing) > 1 and len(titles) < len(standing):
            for row in standing[1:]:
                yield Hit(row, "number", str(number), told={"other": standing[0].shown})


def copies(case: Case) -> Iterator[Hit]:
    """Find rows whose copies are not those of the printer line; where most are not, the column counts otherwise: tell once."""
    counted = [(record, row) for record, row in case.issued if None not in (record.copies, row.copies)]
    differing = [(record, row) for record, row in counted if record.copies != row.copies]
    most = len(differing) > _FEW and 2 * len(differing) > len(counted)
    more = f"，这样的共{len(differing)}行" if most else ""
    for record, row in differing[:1] if most else differing:
        yield Hit(row, "copies", str(row.copies), str(record.copies), {"path": record.path, "more": more})


def title(case: Case) -> Iterator[Hit]:
    """Find rows whose title is clearly that of another document."""
    titles = {values.subject(record.title): record.number for record in case.records if record.number and record.title}
    for record, row in case.matched:
        known = titles.get(values.subject(row.title))
        if not (record.title and row.title) or known == record.number or values.same_title(record.title, row.title):
            continue
        if known or values.other_title(record.title, row.title):
            yield Hit(row, "title", row.title, record.title, {"path": record.path})


def date(case: Case) -> Iterator[Hit]:
    """Find rows whose 成文日期 is not that of the document."""
    for record, row in case.issued:
        day = _day(record, row, "date")
        if day and day != record.date:
            yield Hit(row, "date", day, record.date, {"path": record.path})


def issued_early(case: Case) -> Iterator[Hit]:
    """Find rows that were issued or registered before the day of the document; where most are, the column is of another day."""
    dated = [(record, row, day) for record, row in case.issued if (day := _day(record, row, "issued"))]
    early = [(record, row, day) for record, row, day in dated if day < record.date]
    if len(early) > 1 and 2 * len(early) > len(dated):
        return
    for record, row, day in early:
        yield Hit(row, "issued", day, told={"path": record.path, "date": record.date})


def signed_apart(case: Case) -> Iterator[Hit]:
    """Find rows whose 签发日期 is not the day of the document; joint ones wait for the last signature."""
    for record, row in case.issued:
        day = _day(record, row, "signed")
        joint = len(record.agencies) > 1 or record.kind in _PASSED
        if day and day != record.date and not joint:
            yield Hit(row, "signed", day, record.date, {"path": record.path})


def secrecy(case: Case) -> Iterator[Hit]:
    """Find rows whose level of secrecy is not that of the document; a register that never names one says nothing of it."""
    used = any("secrecy" in row.cells for _, row in case.matched)
    for record, row in case.matched:
        cell = row.cells.get("secrecy", "")
        told = bool(values.level(cell)) or not cell or is_none(cell)
        if used and told and record.secrecy is not None and values.level(cell) != record.secrecy:
            found, expected = values.level(cell) or "无密级", record.secrecy or "无密级"
            yield Hit(row, "secrecy", found, expected, {"path": record.path})


def signer(case: Case) -> Iterator[Hit]:
    """Find rows of documents to an agency above whose 签发人 is none of those in the head."""
    for record, row in case.issued:
        cell = values.tight(row.cells.get("signer", ""))
        if record.upward and record.signers and values.is_name(cell) and cell not in record.signers:
            yield Hit(row, "signer", cell, "、".join(record.signers), {"path": record.path})


def incomplete(case: Case) -> Iterator[Hit]:
    """Find rows of a register of issued documents that leave out what other rows say."""
    return _incomplete(case.own.rows, OUTGOING, DATES)


def incomplete_receipt(case: Case) -> Iterator[Hit]:
    """Find rows of a register of received documents that leave out what other rows say."""
    rows = case.ledger.rows if case.ledger else ()
    return _incomplete([row for row in rows if row.incoming], RECEIVED, DATES)


def _incomplete(rows: Sequence[Row], wanted: Sequence[str], days: Sequence[str]) -> Iterator[Hit]:
    standing = [row for row in rows if not row.void and (row.title or "number" in row.cells)]
    used = [name for name in (*wanted, *days) if 2 * sum(name in row.cells for row in standing) > len(standing)]
    for row in standing:
        missing = [name for name in used if name in row.headers and name not in row.cells]
        if missing:
            names = "、".join(row.headers[name] for name in missing)
            yield Hit(row, missing[0], told={"missing": names})


def _day(record: Record, row: Row, name: str) -> str:
    """Give a day of a row, when the document has one too; one without a year is the nearest to that of the document."""
    day, cell = row.dates.get(name, ""), row.cells.get(name, "")
    if not (day and record.date) or values.day(cell):
        return day if record.date else ""
    year = int(record.date[:4])
    near = [found for one in (year - 1, year, year + 1) if (found := values.day(cell, year=one))]
    return min(near, key=lambda found: abs(values.days(found, record.date)), default="")


def _may_stand(case: Case, record: Record) -> bool:
    """Tell whether a row that could not be read may be that of a document."""
    return record.number is not None and record.number.serial in case.named(record.number.series)


def _is_secret(row: Row) -> bool:
    return bool(values.level(row.cells.get("secrecy", ""))) or "涉密" in row.cells.get("note", "")
