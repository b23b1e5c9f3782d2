"""What a store holds: its runs, the documents of one, what is new against another, and where most is wrong."""

import os
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta

from gongwen.errors import ConfigError
from gongwen.report import Document, ViolationRecord
from gongwen.store import packing, schema

_IN_PROGRESS = timedelta(minutes=10)
"""A run that did not end and was written to within this time may still go on."""


@dataclass(frozen=True, slots=True)
class RunRecord:
    """Hold a row of the table `runs`; the last four are None when it did not come to its end."""

    id: int
    started: str
    written: str
    state: str
    version: str
    rules_digest: str
    stage: str
    profile: str
    total: int
    documents: int
    reused: int
    unreadable: int | None
    errors: int | None
    warnings: int | None
    infos: int | None

    @property
    def finished(self) -> bool:
        """Tell whether all of its documents were checked."""
        return self.state == "finished"


@dataclass(frozen=True, slots=True)
class Difference:
    """Count how a run differs from an earlier one.

    `changed` documents have `found` new findings, or could not be checked and could before; `mended` findings are gone from
    documents that are in both runs, `appeared` and `gone` are documents in one of them only.
    """

    changed: int
    found: int
    mended: int
    appeared: int
    gone: int


@dataclass(frozen=True, slots=True)
class Burden:
    """Count the open findings of a rule or in a folder by severity, and the documents that have or hold them."""

    name: str
    errors: int
    warnings: int
    infos: int
    documents: int


@contextmanager
def opened(path: str) -> Iterator["Store"]:
    """Open a store to read it; ConfigError when there is none."""
    with schema.opened(path, "read") as connection:
        yield Store(connection)


class Store:
    """Answer questions about the runs of one store."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def runs(self) -> list[RunRecord]:
        """List all runs, the latest last."""
        return [RunRecord(*row) for row in self._connection.execute(f"{_RUNS} ORDER BY id")]

    def run(self, number: int | None = None) -> RunRecord:
        """Give a run by its number, or the latest that came to its end; where none did, the latest.

        ConfigError when there is none.
        """
        if number is None:
            found = self._connection.execute(f"{_RUNS} ORDER BY state = 'finished' DESC, id DESC LIMIT 1").fetchone()
            missing = "结果库里还没有检查过的结果。"
        else:
            found = self._connection.execute(f"{_RUNS} WHERE id = ?", (number,)).fetchone()
            missing = f"结果库里没有第 {number} 次检查；用 --runs 查看有哪几次。"
        if found is None:
            raise ConfigError(missing)
        return RunRecord(*found)

    def before(self, run: RunRecord) -> RunRecord:
        """Give the latest run before another that came to its end; ConfigError when there is none."""
        earlier = f"{_RUNS} WHERE id < ? AND state = 'finished' ORDER BY id DESC LIMIT 1"
        found = self._connection.execute(earlier, (run.id,)).fetchone()
        if found is None:
            raise ConfigError(f"第 {run.id} 次检查之前没有查完的一次，无从比较。")
        return RunRecord(*found)

    def documents(self, run: RunRecord) -> Iterator[Document]:
        """Yield the documents of a run, as they were put out."""
        for path, data in self._connection.execute(_DOCUMENTS, (run.id,)):
            yield packing.unpacked(data, path)

    def difference(self, run: RunRecord, since: RunRecord) -> Difference:
        """Count what differs from an earlier run."""
        counts: Counter[str] = Counter()
        for pair in self._pairs(run, since):
            new, mended = self._news(pair), self._mended(pair)
            counts["changed"] += bool(new) or pair.stopped
            counts["found"] += new.total()
            counts["mended"] += mended.total()
            counts["appeared"] += pair.before is None
        (gone,) = self._connection.execute(_GONE, (since.id, run.id)).fetchone()
        return Difference(counts["changed"], counts["found"], counts["mended"], counts["appeared"], gone)

    def news(self, run: RunRecord, since: RunRecord) -> Iterator[Document]:
        """Yield the documents with findings that an earlier run had not, and of their findings only those."""
        for pair in self._pairs(run, since):
            new = self._news(pair)
            if new or pair.stopped:
                (data,) = self._connection.execute("SELECT document FROM results WHERE id = ?", (pair.now,)).fetchone()
                yield _only(packing.unpacked(data, pair.path), new)

    def worst_rules(self, run: RunRecord, most: int) -> list[Burden]:
        """Give the rules with the most open findings, the gravest first."""
        return [Burden(*row) for row in self._connection.execute(_BY_RULE, (run.id, most))]

    def worst_folders(self, run: RunRecord, most: int) -> list[Burden]:
        """Give the folders with the most open findings in the files that lie in them, the gravest first."""
        folders: dict[str, Counter[str]] = {}
        for path, errors, warnings, infos in self._connection.execute(_BY_DOCUMENT, (run.id,)):
            if errors or warnings or infos:
                folder = folders.setdefault(os.path.dirname(path) or os.curdir, Counter())
                folder.update(errors=errors, warnings=warnings, infos=infos, documents=1)
        burdens = [Burden(name, **{field: counts[field] for field in _COUNTS}) for name, counts in folders.items()]
        return sorted(burdens, key=_gravest_first)[:most]

    def _pairs(self, run: RunRecord, since: RunRecord) -> Iterator["_Pair"]:
        """Match by paths here: SQLite, with no index on them, would look through all of the one run for each file of the other."""
        rows = self._connection.execute(_RESULTS, (since.id,))
        earlier = {path: (result, status) for path, result, status in rows}
        for path, result, status in self._connection.execute(_RESULTS, (run.id,)):
            yield _Pair(path, result, status, *earlier.get(path, (None, None)))

    def _news(self, pair: "_Pair") -> Counter[str]:
        return Counter() if pair.now == pair.before else self._open(pair.now) - self._open(pair.before)

    def _mended(self, pair: "_Pair") -> Counter[str]:
        if pair.before is None or pair.now == pair.before or pair.unknown:
            return Counter()
        return self._open(pair.before) - self._open(pair.now)

    def _open(self, result: int | None) -> Counter[str]:
        """Count the open findings of a result by fingerprint."""
        return Counter(fingerprint for (fingerprint,) in self._connection.execute(_OPEN, (result,)))


def prune(path: str, keep: int) -> int:
    """Remove all runs but the latest `keep`, and the results that none of these needs; give how many runs went.

    ConfigError while somebody writes.
    """
    reading = datetime.now(UTC) - _IN_PROGRESS
    with schema.opened(path, "change") as connection:
        with schema.changing(connection):
            busy = connection.execute(_BUSY, (reading.strftime("%Y-%m-%dT%H:%M:%SZ"),)).fetchone()
            if busy:
                raise ConfigError(
                    f"第 {busy[0]} 次检查还没有结束，请等它查完再清理；它已经被强行停止的，请过十分钟再试。"
                )
            removed = connection.execute(_OLD_RUNS, (keep,)).rowcount
            for statement in _ORPHANS:
                connection.execute(statement)
        if connection.total_changes:
            connection.execute("VACUUM")
    return removed


@dataclass(frozen=True, slots=True)
class _Pair:
    """Hold a document of a run with its result, and the result it had before, None when it was not there."""

    path: str
    now: int
    status: str
    before: int | None
    status_before: str | None

    @property
    def unknown(self) -> bool:
        """Tell whether it could not be read now, so that nothing of it can be called mended."""
        return self.status in _FAILED

    @property
    def stopped(self) -> bool:
        """Tell whether it could not be checked in full now, and could before."""
        return self.status not in ("checked", self.status_before)


def _only(document: Document, new: Counter[str]) -> Document:
    """Leave a document only those of its open findings that are new; of equal ones the last."""
    left, kept = Counter(new), list[ViolationRecord]()
    for finding in reversed(document.open):
        if left[finding.fingerprint]:
            left[finding.fingerprint] -= 1
            kept.append(finding)
    return document.model_copy(update={"violations": tuple(reversed(kept))})


def _gravest_first(burden: Burden) -> tuple[int, int, int, str]:
    return (-burden.errors, -burden.warnings, -burden.infos, burden.name)


_FAILED = ("unreadable", "timeout")
_COUNTS = ("errors", "warnings", "infos", "documents")
_RUNS = f"SELECT {', '.join(field.name for field in fields(RunRecord))} FROM runs"
_DOCUMENTS = """
SELECT documents.path, results.document FROM documents JOIN results ON results.id = documents.result
WHERE documents.run = ? ORDER BY documents.position
"""
_RESULTS = """
SELECT documents.path, documents.result, results.status FROM documents JOIN results ON results.id = documents.result
WHERE documents.run = ? ORDER BY documents.position
"""
_GONE = """
SELECT count(*) FROM documents WHERE run = ? AND path NOT IN (SELECT path FROM documents WHERE run = ?)
"""
_OPEN = "SELECT fingerprint FROM findings WHERE result = ? AND state = 'open'"
_BY_RULE = """
SELECT code, count(*) FILTER (WHERE severity = 'error') AS errors, count(*) FILTER (WHERE severity = 'warning') AS warnings,
    count(*) FILTER (WHERE severity = 'info') AS infos, count(DISTINCT documents.position)
FROM documents JOIN findings ON findings.result = documents.result
WHERE documents.run = ? AND findings.state = 'open'
GROUP BY code ORDER BY errors DESC, warnings DESC, infos DESC, code LIMIT ?
"""
_BY_DOCUMENT = """
SELECT documents.path, errors, warnings, infos FROM documents JOIN results ON results.id = documents.result
WHERE documents.run = ?
"""
_BUSY = "SELECT id FROM runs WHERE state = 'running' AND written > ?"
_OLD_RUNS = "DELETE FROM runs WHERE id NOT IN (SELECT id FROM runs ORDER BY id DESC LIMIT ?)"
_UNUSED_RESULTS = """
DELETE FROM results WHERE id NOT IN (SELECT result FROM documents) AND (baselined <> '' OR (settings, sha256, day) NOT IN (
    SELECT settings, sha256, day FROM documents JOIN results ON results.id = documents.result WHERE baselined <> ''
))
"""
"""What a run was marked by a baseline from is needed as it was found: the next run takes that."""
_ORPHANS = (
    "DELETE FROM documents WHERE run NOT IN (SELECT id FROM runs)",
    _UNUSED_RESULTS,
    "DELETE FROM findings WHERE result NOT IN (SELECT id FROM results)",
    "DELETE FROM settings WHERE id NOT IN (SELECT settings FROM results)",
)
