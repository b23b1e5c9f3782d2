"""Put output where it was asked for: standard output, or a file written in one step."""

import hashlib
import io
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain, count
from typing import TextIO

from gongwen.errors import ConfigError


def prepare() -> None:
    """Make the standard streams fit for Chinese: UTF-8 into files and pipes, no failure over a character on a terminal."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")


def permit(path: str | None, inputs: Iterable[str]) -> None:
    """Raise ConfigError for a path that would replace a file that is read, that is a folder, or that is no name at all."""
    if path is None:
        return
    if path in ("", "-"):
        raise ConfigError(f"“{path}”不是文件名，请写明结果写进哪个文件。")
    if os.path.isdir(path):
        raise ConfigError(f"“{path}”是文件夹，请用 --output 指定文件名。")
    if any(same(path, given) for given in inputs):
        raise ConfigError(f"结果不能写进正在读的文件“{path}”，请用 --output 另外指定文件名。")


def same(path: str, other: str) -> bool:
    """Tell whether two paths lead to one file."""
    return os.path.exists(path) and os.path.exists(other) and os.path.samefile(path, other)


def permit_copy(path: str, source: str, *, force: bool) -> None:
    """Raise ConfigError as `permit` does, and when a file is there already, unless `force` says that it may go."""
    permit(path, [source])
    if os.path.lexists(path) and not force and not _special(path):
        raise ConfigError(f"“{path}”已经存在，没有覆盖。请用 --output 另外指定文件名，或者用 --force 覆盖。")


def beside(path: str, word: str) -> str:
    """Name a copy beside a file: 通知.docx becomes 通知.annotated.docx."""
    stem, suffix = os.path.splitext(path)
    return f"{stem}.{word}{suffix}"


def emit(text: str, path: str | None = None) -> None:
    """Write a text to a file, or to standard output when there is no path.

    A reader that stops early (`| head`) is no error. Raises ConfigError when the text cannot be written.
    """
    with opened(path) as stream, guarded(path):
        stream.write(text)


def deliver(data: bytes, path: str) -> None:
    """Write a document to a file, in one step.

    Raises ConfigError when it cannot be written.
    """
    with opened(path) as stream, guarded(path):
        stream.buffer.write(data)


@contextmanager
def opened(path: str | None) -> Iterator[TextIO]:
    """Give a stream into a file, or standard output when there is no path; `guarded` goes around each use of it.

    The file stands in its place when all went well, and is as it was when anything did not. Devices and pipes are written to
    directly. Raises ConfigError when it cannot be written.
    """
    if path is None:
        yield sys.stdout
        with guarded(path):
            sys.stdout.flush()
        return
    target = os.path.realpath(path)
    direct = _special(target)
    folder, name = os.path.split(target)
    draft = target if direct else os.path.join(folder, f".{name}.{os.getpid()}.tmp")
    with guarded(path):
        stream = open(draft, "w" if direct else "x", encoding="utf-8", newline="\n")  # noqa: SIM115 - closed below
    try:
        yield stream
        with guarded(path):
            stream.close()
            if not direct:
                os.replace(draft, target)
    finally:
        _discard(stream, None if direct else draft)


@contextmanager
def guarded(path: str | None) -> Iterator[None]:
    """Turn a failure to write there into a ConfigError; what has no reader any more is no failure."""
    try:
        yield
    except BrokenPipeError:
        if path is None:
            _silence()
    except OSError as error:
        if path is None:
            _silence()
        raise ConfigError(f"无法写出结果（{path or '标准输出'}），请检查路径、权限和磁盘空间。") from error


def exchange(path: str, sha256: str, data: bytes) -> str:
    """Put bytes in the place of a file of that digest, in one step; give the name under which it is kept as it was.

    Permissions stay. Raises ConfigError, the file untouched, when it cannot be written or holds something else by now.
    """
    target = os.path.realpath(path)
    names = chain([f"{target}.bak"], (f"{target}.bak{number}" for number in count(2)))
    backup = next(name for name in names if not os.path.lexists(name))
    try:
        with guarded(path), open(target, "r+b") as stream:  # what may not be written to may not be replaced either
            before = stream.read()
        if hashlib.sha256(before).hexdigest() != sha256:
            raise ConfigError("文件在检查以后又被改动，请重新运行。")
        _store(before, backup, like=target)
        _store(data, target, like=target)
    except ConfigError as error:
        if os.path.exists(backup):
            os.remove(backup)
        raise ConfigError(f"没有写入“{path}”，文件没有改动：{error}") from error
    return backup


def _store(data: bytes, path: str, *, like: str) -> None:
    """Write a file that is on the disk before it has its name, with the permissions of another."""
    with opened(path) as stream, guarded(path):
        os.chmod(stream.name, stat.S_IMODE(os.stat(like).st_mode))
        stream.buffer.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def emit_pages(pages: Iterable[bytes], folder: str) -> None:
    """Write images of pages into a folder, named by their number.

    Raises ConfigError when they cannot be written.
    """
    try:
        os.makedirs(folder, exist_ok=True)
        for number, page in enumerate(pages, 1):
            with open(os.path.join(folder, f"page-{number}.png"), "wb") as stream:
                stream.write(page)
    except OSError as error:
        raise ConfigError(f"无法把页面图写进“{folder}”，请检查路径、权限和磁盘空间。") from error


def _discard(stream: TextIO, draft: str | None) -> None:
    """Close a stream whatever is left in it, and take away its draft."""
    with suppress(OSError):
        stream.close()
    if draft and os.path.exists(draft):
        os.remove(draft)


def _special(path: str) -> bool:
    """Tell whether a path leads to a device or a pipe."""
    return os.path.exists(path) and not stat.S_ISREG(os.stat(path).st_mode)


def _silence() -> None:
    """Send the rest of standard output nowhere, so that closing it at exit does not fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
