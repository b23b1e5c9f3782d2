"""Open a result store: make it where there is none, prove that it is one, and say in a sentence why it cannot be used."""

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from gongwen.errors import ConfigError

APPLICATION = 0x676F6E67
"""What marks an SQLite file as ours: “gong”."""
VERSION = 1
PATIENCE = 30.0
"""Seconds to wait while somebody else writes."""

Purpose = Literal["read", "change", "keep"]
_MODES: Mapping[Purpose, str] = {"read": "ro", "change": "rw", "keep": "rwc"}

_TABLES = f"""
PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {VERSION};
CREATE TABLE runs (
    id INTEGER PRIMARY KEY, started TEXT NOT NULL, written TEXT NOT NULL, state TEXT NOT NULL,
    version TEXT NOT NULL, rules_digest TEXT NOT NULL, stage TEXT NOT NULL, profile TEXT NOT NULL,
    total INTEGER NOT NULL, documents INTEGER NOT NULL, reused INTEGER NOT NULL,
    unreadable INTEGER, errors INTEGER, warnings INTEGER, infos INTEGER
);
CREATE TABLE documents (
    run INTEGER NOT NULL, position INTEGER NOT NULL, path TEXT NOT NULL, result INTEGER NOT NULL,
    PRIMARY KEY (run, position)
) WITHOUT ROWID;
CREATE TABLE settings (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE);
CREATE TABLE results (
    id INTEGER PRIMARY KEY, settings INTEGER NOT NULL, sha256 TEXT NOT NULL, day TEXT NOT NULL,
    baselined TEXT NOT NULL, reusable INTEGER NOT NULL,
    status TEXT NOT NULL, error TEXT, stage TEXT NOT NULL, profile TEXT NOT NULL,
    official INTEGER, kind TEXT, form TEXT, direction TEXT, joint INTEGER, agencies TEXT, organ TEXT, regime TEXT,
    sealing TEXT, number TEXT, title TEXT, date TEXT,
    errors INTEGER NOT NULL, warnings INTEGER NOT NULL, infos INTEGER NOT NULL, waived INTEGER NOT NULL,
    document BLOB NOT NULL
);
CREATE UNIQUE INDEX results_by_content ON results (settings, sha256, day, baselined) WHERE reusable = 1;
CREATE TABLE findings (
    result INTEGER NOT NULL, position INTEGER NOT NULL,
    code TEXT NOT NULL, name TEXT NOT NULL, severity TEXT NOT NULL, gate TEXT NOT NULL, state TEXT NOT NULL,
    element TEXT NOT NULL, part TEXT NOT NULL, path TEXT NOT NULL, start_offset INTEGER NOT NULL, end_offset INTEGER NOT NULL,
    message TEXT NOT NULL, excerpt TEXT NOT NULL, found TEXT NOT NULL, expected TEXT NOT NULL, fingerprint TEXT NOT NULL,
    PRIMARY KEY (result, position)
) WITHOUT ROWID;
CREATE VIEW latest_run AS
    SELECT * FROM runs ORDER BY state = 'finished' DESC, id DESC LIMIT 1;
CREATE VIEW latest_documents AS
    SELECT documents.run, documents.position, documents.path, results.id AS result, results.sha256, results.status,
        results.error, results.stage, results.profile, results.official, results.kind, results.form, results.direction,
        results.joint, results.agencies, results.organ, results.regime, results.sealing, results.number, results.title,
        results.date, results.errors, results.warnings, results.infos, results.waived
    FROM latest_run JOIN documents ON documents.run = latest_run.id JOIN results ON results.id = documents.result;
CREATE VIEW latest_findings AS
    SELECT documents.path AS document, findings.*
    FROM latest_run JOIN documents ON documents.run = latest_run.id JOIN findings ON findings.result = documents.result;
"""


@contextmanager
def opened(path: str, purpose: Purpose) -> Iterator[sqlite3.Connection]:
    """Open a store: to "read" it, to "change" it, or to "keep" a run in it, a new one where there is no file.

    Whatever goes wrong with it until it is closed ends in a ConfigError. No file that is not a store is changed.
    """
    with guarded(path):
        connection = _connect(path, purpose)
        try:
            connection.execute("PRAGMA trusted_schema = OFF")
            _prove(connection, path, purpose)
            yield connection
        finally:
            connection.close()


@contextmanager
def changing(connection: sqlite3.Connection) -> Iterator[None]:
    """Make several changes one: all of them or none, and nobody else's in between."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.execute("COMMIT")


@contextmanager
def guarded(path: str) -> Iterator[None]:
    """Turn what SQLite complains of into a sentence."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        sentence = _SENTENCES.get(code, f"结果库“{{}}”出错（{error}），请检查磁盘，或换一个文件名。")
        raise ConfigError(sentence.format(path)) from error


_FOREIGN = "“{}”不是 gongwen 的结果库，没有动它；请另写一个文件名。"
_SENTENCES = {
    sqlite3.SQLITE_NOTADB: _FOREIGN,
    sqlite3.SQLITE_CORRUPT: "结果库“{}”已经损坏，请从备份恢复；或者移走它，重新检查一遍。",
    sqlite3.SQLITE_BUSY: f"结果库“{{}}”正由另一个程序写入，等了{PATIENCE:g}秒还没有写完，请稍后再试。",
    sqlite3.SQLITE_READONLY: "结果库“{}”不能写入，请检查权限，以及所在的磁盘是不是只读。",
    sqlite3.SQLITE_CANTOPEN: "结果库“{}”打不开，请检查路径和权限，以及所在的文件夹能不能写入。",
    sqlite3.SQLITE_PERM: "结果库“{}”打不开，请检查路径和权限。",
    sqlite3.SQLITE_FULL: "结果库“{}”所在的磁盘已满，请腾出空间再查；已经存下的都在。",
}


def _connect(path: str, purpose: Purpose) -> sqlite3.Connection:
    if path in ("", "-"):
        raise ConfigError(f"“{path}”不是文件名，请写明结果库是哪个文件。")
    if os.path.lexists(path) and not _may_be_one(path):
        raise ConfigError(_FOREIGN.format(path))
    if purpose != "keep" and not os.path.exists(path):
        raise ConfigError(f"找不到结果库“{path}”。先用 gongwen check 路径 --store {path} 检查一遍。")
    address = Path(os.path.abspath(path)).as_uri()
    connection = _sqlite(f"{address}?mode={_MODES[purpose]}")
    if purpose == "read" and not _readable(connection):
        connection.close()
        return _sqlite(f"{address}?immutable=1")  # a disk that is read-only has no place for the log that readers share
    return connection


def _may_be_one(path: str) -> bool:
    """Tell whether a path leads to a file that is not ruled out at sight; SQLite takes one of a single byte for empty."""
    return os.path.isfile(path) and os.path.getsize(path) != 1


def _sqlite(address: str) -> sqlite3.Connection:
    return sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)


def _readable(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            return False
        raise
    return True


def _prove(connection: sqlite3.Connection, path: str, purpose: Purpose) -> None:
    """Raise ConfigError unless this is a store of today's form; make one of an empty file."""
    if purpose == "keep" and _empty(connection):
        _make(connection)
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION:
        raise ConfigError(_FOREIGN.format(path))
    if version > VERSION:
        raise ConfigError(f"结果库“{path}”是更新的版本（{version}）写的，请升级 gongwen，或换一个文件名。")
    if purpose == "keep":
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")


def _empty(connection: sqlite3.Connection) -> bool:
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    return bool(pages == 0)


def _make(connection: sqlite3.Connection) -> None:
    """Make the tables, unless somebody else just did."""
    with changing(connection):
        if connection.execute("SELECT 1 FROM sqlite_master").fetchone() is None:
            for statement in filter(str.strip, _TABLES.split(";")):
                connection.execute(statement)
