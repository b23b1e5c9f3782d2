"""Put documents and the rows of a register in order: by number, by series, side by side."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import TypeVar

from gongwen.auditor import values
from gongwen.auditor.records import Entry, Ledger, Number, Record, Row

Series = tuple[str, int]
"""机关代字 and year."""
_MOST = 50
"""Of one number no more rows, and of one series no more agencies, are looked at."""
Kind = TypeVar("Kind", Record, Row)


@dataclass(frozen=True, slots=True)
class Hit:
    """Hold what a check found: at the value `name` of a document or row; `told` fills the message of its rule."""

    at: Entry
    name: str
    found: str = ""
    expected: str = ""
    told: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """Hold all that is looked at side by side; records stand in the order of their paths."""

    records: Sequence[Record]
    ledger: Ledger | None = None

    @cached_property
    def own(self) -> Ledger:
        """Give what the register says of issued documents."""
        rows = self.ledger.rows if self.ledger else ()
        return Ledger(rows=tuple(row for row in rows if not row.incoming))

    @cached_property
    def by_number(self) -> Mapping[Number, Sequence[Record]]:
        """Lead from numbers to the documents that bear them, the earliest first."""
        return _grouped(sorted(self.records, key=lambda record: (record.date or "9999", record.path)))

    @cached_property
    def rows(self) -> Mapping[Number, Sequence[Row]]:
        """Lead from numbers to the rows they are registered in, voided ones too."""
        return _grouped(self.ledger.rows if self.ledger else ())

    @cached_property
    def series(self) -> Mapping[Series, Sequence[Number]]:
        """Give the numbers of documents by series, in order; orders and minutes, which count on their own, left out."""
        return _numbers_by_series(number for number in self.by_number if not number.bare)

    @cached_property
    def registered(self) -> Mapping[Series, Sequence[Number]]:
        """Give the registered numbers by series, in order."""
        return _numbers_by_series(self.rows)

    @cached_property
    def doubtful(self) -> frozenset[Number]:
        """Give the numbers that documents may bear which are not surely recognised."""
        return frozenset(record.doubtful for record in self.records if record.doubtful)

    @cached_property
    def matched(self) -> Sequence[tuple[Record, Row]]:
        """Give each numbered document with its row: of several rows the one of its title."""
        return [
            (record, _fitting(record, rows))
            for number, records in self.by_number.items()
            if not number.bare and (rows := [row for row in self.rows.get(number, ()) if not row.void])
            for record in records
        ]

    @cached_property
    def issued(self) -> Sequence[tuple[Record, Row]]:
        """Give those of them whose row is of an issued document."""
        return [(record, row) for record, row in self.matched if not row.incoming]

    @cached_property
    def foreign(self) -> frozenset[Series]:
        """Give the series of others: a sheet of received documents has them."""
        rows = self.ledger.rows if self.ledger else ()
        return frozenset(row.number.series for row in rows if row.incoming and row.number)

    @cached_property
    def vague(self) -> Sequence[Row]:
        """Give the rows whose cell holds a number, or several, that could not be read, voided ones too."""
        rows = self.ledger.rows if self.ledger else ()
        return [row for row in rows if row.unread]

    def named(self, series: Series) -> frozenset[int]:
        """Give the serials of a series that such rows may stand for: they name no other code, and no other year."""
        code, year = series
        keys = ((code, year), (code, 0), ("", year), ("", 0))
        return frozenset[int]().union(*(self._named.get(key, ()) for key in keys))

    @cached_property
    def _named(self) -> Mapping[Series, set[int]]:
        found: dict[Series, set[int]] = {}
        for cell in {row.cells["number"] for row in self.vague}:
            code, year, serials = values.several(cell)
            found.setdefault((code, year), set()).update(serials)
        return found

    @cached_property
    def misnumbered(self) -> Sequence[tuple[Record, Row]]:
        """Give each document that is registered under another number, by a title that stands only there."""
        lacking = _by_title(record for record in self.unregistered if record.title)
        spare = _by_title(row for row in (*self.unmet, *self._surplus()) if row.title)
        pairs = ((lacking[title], spare[title]) for title in lacking.keys() & spare.keys())
        single = ((records[0], rows[0]) for records, rows in pairs if len(records) == len(rows) == 1)
        found = [(record, row) for record, row in single if _slip(record.number, row.number)]
        return sorted(found, key=lambda pair: (pair[1].sheet, pair[1].row))

    @cached_property
    def unregistered(self) -> Sequence[Record]:
        """Give the documents of registered series whose number is not registered."""
        return [
            record
            for number, records in self.by_number.items()
            if not number.bare and number.series in self.registered and number not in self.rows
            for record in records
        ]

    @cached_property
    def unmet(self) -> Sequence[Row]:
        """Give the rows whose number no document bears, voided ones left out."""
        known = self.by_number.keys() | self.doubtful
        return [row for number, rows in self.rows.items() if number not in known for row in rows if not row.void]

    def one_agency(self, numbers: Iterable[Number]) -> bool:
        """Tell whether the documents of a series may all be of one agency: bare codes such as 政发 belong to many."""
        names = {record.agencies for number in numbers for record in self.by_number.get(number, ()) if record.agencies}
        return len(names) < _MOST and all(values.related(one, other) for one, other in combinations(names, 2))

    def entry(self, number: Number) -> Entry:
        """Give what stands for a number: its row, else its document."""
        found: list[Entry] = [*self.rows.get(number, ()), *self.by_number.get(number, ())]
        return found[0]

    def _surplus(self) -> Iterator[Row]:
        """Yield the rows of a number that is registered again, but whose document has another title."""
        for number, records in self.by_number.items():
            rows = self.rows.get(number, ())
            if len(rows) > 1:
                titles = {values.subject(record.title) for record in records}
                yield from (row for row in rows if values.subject(row.title) not in titles)


def _fitting(record: Record, rows: Sequence[Row]) -> Row:
    return next((row for row in rows[:_MOST] if values.same_title(record.title, row.title)), rows[0])


def _slip(right: Number | None, written: Number | None) -> bool:
    """Tell whether one number may be written for the other: the same title may come again in another year."""
    if right is None or written is None:
        return False
    return right.year == written.year or (right.code, right.serial) == (written.code, written.serial)


def _grouped(entries: Iterable[Kind]) -> Mapping[Number, Sequence[Kind]]:
    found: dict[Number, list[Kind]] = {}
    for entry in entries:
        if entry.number is not None:
            found.setdefault(entry.number, []).append(entry)
    return found


def _by_title(entries: Iterable[Kind]) -> Mapping[str, Sequence[Kind]]:
    found: dict[str, list[Kind]] = {}
    for entry in entries:
        found.setdefault(values.subject(entry.title), []).append(entry)
    return found


def by_series(entries: Iterable[Kind]) -> Mapping[Series, Sequence[Kind]]:
    """Put numbered documents or rows together by series."""
    found: dict[Series, list[Kind]] = {}
    for entry in entries:
        if entry.number is not None:
            found.setdefault(entry.number.series, []).append(entry)
    return found


def _numbers_by_series(numbers: Iterable[Number]) -> Mapping[Series, Sequence[Number]]:
    found: dict[Series, list[Number]] = {}
    for number in sorted(numbers):
        found.setdefault(number.series, []).append(number)
    return found
