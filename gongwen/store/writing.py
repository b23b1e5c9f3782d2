"""A run as it is kept: what did not change is taken from the store, the rest goes into it as it comes."""

import hashlib
import os
import sqlite3
import stat
from array import array
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

from gongwen.files import shown
from gongwen.ooxml.package import Limits
from gongwen.report import Document, Tool
from gongwen.store import packing, schema

Check = Callable[[Sequence[str]], Generator[Document, None, None]]
"""Check the documents of these paths, in their order."""
Key = Callable[[str], str]
"""Name all that decides the result of the document of a path, besides its bytes and the day; empty where nobody knows."""

_LARGEST = Limits().file
_MOST = 256
"""So many documents taken from the store are written down at once; those that were checked, each at once."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """Say what a run is worth knowing of; `today` is the day waivers are judged by, None where none expires."""

    tool: Tool
    stage: str
    profile: str
    today: date | None

    @property
    def day(self) -> str:
        """Give the day (ISO), empty where there is none."""
        return self.today.isoformat() if self.today else ""


@contextmanager
def kept(path: str, occasion: Occasion, key: Key) -> Iterator["Keeper"]:
    """Keep a run in the store at `path`; however it ends, what is done is kept and the run says how it ended."""
    with schema.opened(path, "keep") as connection:
        keeper = Keeper(connection, occasion, key)
        try:
            yield keeper
        finally:
            keeper.close()


class Keeper:
    """Keep one run: give its documents by `checked`, and put each down by `add` once it is put out."""

    def __init__(self, connection: sqlite3.Connection, occasion: Occasion, key: Key) -> None:
        self._connection = connection
        self._occasion = occasion
        self._key = key
        self._settings: dict[str, int] = {}
        self._run = 0
        self._paths: Sequence[str] = ()
        self._keys: Sequence[str] = ()
        self._results = array("q")
        self._found: Document | None = None
        self._waiting: list[packing.Row] = []
        self.documents = self.reused = 0

    def checked(self, paths: Sequence[str], check: Check) -> Generator[Document, None, None]:
        """Give the documents of all paths in their order; only those that are not in the store are checked."""
        self._begin(paths)
        self._keys = list(map(self._key, paths))
        self._results = array("q", map(self._find, paths, self._keys))
        fresh = [path for path, result in zip(paths, self._results, strict=True) if not result]
        with closing(check(fresh) if fresh else _none()) as rest:
            for path, result in zip(paths, self._results, strict=True):
                self._found = self._recall(path, result) if result else next(rest)
                yield self._found

    def add(self, document: Document) -> None:
        """Put down the document that `checked` gave last, some of its findings perhaps marked as old by a baseline."""
        position, result = self.documents, self._results[self.documents]
        self.documents += 1
        self.reused += bool(result)
        if result and packing.old(document):
            result = self._stored(document, self._setting(self._keys[position]))
        if result:
            self._waiting.append((self._run, position, document.path, result))
            if len(self._waiting) >= _MOST:
                self._write()
        else:
            self._write((position, document))

    def close(self) -> None:
        """Put down what is left, and how the run ended."""
        if not self._run:
            return
        self._write()
        state = "finished" if self.documents == len(self._paths) else "interrupted"
        with schema.changing(self._connection):
            self._connection.execute(_END, (state, self._run))

    def _begin(self, paths: Sequence[str]) -> None:
        tool, occasion = self._occasion.tool, self._occasion
        begun = (_now(), _now(), tool.version, tool.rules_digest, occasion.stage, occasion.profile, len(paths))
        with schema.changing(self._connection):
            self._run = self._connection.execute(_BEGIN, begun).lastrowid or 0
        self._paths = paths

    def _find(self, path: str, key: str) -> int:
        """Give the number of the result that a document has, 0 when there is none that counts today."""
        settings = self._setting(key) if key else 0
        digest = digest_of(path) if settings else ""
        if not digest:
            return 0
        return self._lookup(settings, digest)

    def _lookup(self, settings: int, sha256: str, old: str = "") -> int:
        found = self._connection.execute(_FIND, (settings, sha256, self._occasion.day, old)).fetchone()
        return int(found[0]) if found else 0

    def _stored(self, document: Document, settings: int) -> int:
        """Give the number of the result that is this document but for its path, 0 when there is none."""
        return self._lookup(settings, document.sha256, packing.old(document)) if packing.reusable(document) else 0

    def _setting(self, key: str) -> int:
        """Give the number of settings, 0 when nothing was ever checked by them."""
        if not self._settings.get(key):
            found = self._connection.execute("SELECT id FROM settings WHERE key = ?", (key,)).fetchone()
            self._settings[key] = found[0] if found else 0
        return self._settings[key]

    def _recall(self, path: str, result: int) -> Document:
        (data,) = self._connection.execute("SELECT document FROM results WHERE id = ?", (result,)).fetchone()
        return packing.unpacked(data, shown(path))

    def _write(self, fresh: tuple[int, Document] | None = None) -> None:
        """Put down what is waiting, and a document that was checked."""
        with schema.changing(self._connection):
            self._connection.executemany(_LIST, self._waiting)
            if fresh:
                position, document = fresh
                key = self._decided(position)
                if (
                    self._found and packing.reusable(self._found) and packing.old(document)
                ):  # another run may take it, with another baseline or none
                    self._insert(self._found, key)
                result = self._insert(document, key)
                self._connection.execute(_LIST, (self._run, position, document.path, result))
            self._connection.execute(_COUNT, (self.documents, self.reused, _now(), self._run))
        self._waiting.clear()

    def _decided(self, position: int) -> str:
        """Name what decided a result; where that changed while it was checked, nobody knows, so that nothing else is named so."""
        key = self._keys[position]
        return key if self._key(self._paths[position]) == key else f"{self._run}/{position}"

    def _insert(self, document: Document, key: str) -> int:
        """Put a result into the store, unless an equal file has left it there; give its number."""
        if not self._setting(key):
            self._connection.execute("INSERT INTO settings (key) VALUES (?)", (key,))
        settings = self._setting(key)
        number = self._stored(document, settings)
        if not number:
            row = packing.result(document, settings, self._occasion.day)
            number = self._connection.execute(_INSERT_RESULT, row).lastrowid or 0
            self._connection.executemany(_INSERT_FINDING, packing.findings(document, number))
        return number


def digest_of(path: str) -> str:
    """Give the SHA-256 of a file in hexadecimal.

    Empty for what is no readable file, is larger than any that is checked, or grows while it is read.
    """
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
            return ""
        with open(path, "rb", buffering=0) as stream:
            data = stream.read(status.st_size + 1)
    except (OSError, ValueError):
        return ""
    return hashlib.sha256(data).hexdigest() if len(data) == status.st_size else ""


def _none() -> Generator[Document, None, None]:
    yield from ()


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _inserting(table: str, columns: Sequence[str]) -> str:
    return f"INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


_BEGIN = (
    "INSERT INTO runs (started, written, state, version, rules_digest, stage, profile, total, documents, reused)"
    " VALUES (?, ?, 'running', ?, ?, ?, ?, ?, 0, 0)"
)
_COUNT = "UPDATE runs SET documents = ?, reused = ?, written = ? WHERE id = ?"
_END = """
UPDATE runs SET state = ?, (unreadable, errors, warnings, infos) = (
    SELECT count(*) FILTER (WHERE status IN ('unreadable', 'timeout')),
        coalesce(sum(errors), 0), coalesce(sum(warnings), 0), coalesce(sum(infos), 0)
    FROM documents JOIN results ON results.id = documents.result WHERE documents.run = runs.id
) WHERE id = ?
"""
_FIND = "SELECT id FROM results WHERE settings = ? AND sha256 = ? AND day IN ('', ?) AND baselined = ? AND reusable = 1"
_LIST = "INSERT INTO documents (run, position, path, result) VALUES (?, ?, ?, ?)"
_INSERT_RESULT = f"INSERT {_inserting('results', packing.RESULT_COLUMNS)}"
_INSERT_FINDING = f"INSERT {_inserting('findings', packing.FINDING_COLUMNS)}"
