"""Check many documents, one after another: find them, keep going past those that fail."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence

from gongwen.api import Checker
from gongwen.errors import ConfigError, UnreadableDocument
from gongwen.report import Document

SUFFIXES = (".docx", ".docm", ".dotx")
STDIN = "-"
"""The path that stands for standard input."""


def find(paths: Sequence[str]) -> tuple[str, ...]:
    """List the documents among files and folders, each once, in the order of a report.

    Files are taken as given; folders are searched to the bottom, without hidden files, Word's owner files (`~$`) and linked
    folders. A folder that cannot be listed stands in the result itself. Raises ConfigError when there is nothing to check.
    """
    found = {path for given in paths for path in (_walk(given) if os.path.isdir(given) else [given])}
    if not found:
        raise ConfigError(f"在“{'、'.join(paths)}”中没有找到 .docx、.docm 或 .dotx 文件。")
    return tuple(sorted(found, key=lambda path: (shown(path), path)))


def check(paths: Iterable[str], checker: Checker) -> Iterator[Document]:
    """Check documents; one that cannot be read or breaks the checker is reported as such."""
    return (_one(path, checker) for path in paths)


def shown(path: str) -> str:
    """Give a path as reports name it: what is no text in it (bytes of another encoding) is replaced."""
    return os.fsencode(path).decode(errors="replace")


def _walk(folder: str) -> Iterator[str]:
    closed: list[str] = []
    for root, folders, names in os.walk(folder, onerror=lambda error: closed.append(error.filename)):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.lower().endswith(SUFFIXES) and not name.startswith((".", "~$")):
                yield os.path.join(root, name)
    yield from closed


def _one(path: str, checker: Checker) -> Document:
    name = shown(path)
    try:
        if path != STDIN and os.path.isdir(path):
            raise UnreadableDocument("文件夹打不开，请检查权限。", reason="not_found")
        return checker.check(sys.stdin.buffer if path == STDIN else path, path=name).documents[0]
    except UnreadableDocument as error:
        return _refused(name, checker, str(error))
    except Exception as error:  # the run must outlive a fault of ours in one document
        return _refused(name, checker, f"检查程序内部出错（{type(error).__name__}），请告知维护者。")


def _refused(path: str, checker: Checker, error: str) -> Document:
    settings = checker.settings
    return Document(path=path, status="unreadable", error=error, stage=settings.stage, profile=settings.profile)
