"""Put output where it was asked for: standard output, or a file written in one step."""

import io
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
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
    """Raise ConfigError when writing to a path would replace a document under check, or when it is a folder."""
    if path is None:
        return
    if os.path.isdir(path):
        raise ConfigError(f"“{path}”是文件夹，请用 --output 指定文件名。")
    if os.path.exists(path) and any(os.path.exists(given) and os.path.samefile(path, given) for given in inputs):
        raise ConfigError(f"不能用检查结果覆盖被检查的文件“{path}”，请用 --output 另外指定文件名。")


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
    direct = os.path.exists(target) and not stat.S_ISREG(os.stat(target).st_mode)
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


def _silence() -> None:
    """Send the rest of standard output nowhere, so that closing it at exit does not fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
