"""Documents by URL (网址): what lies in object stores and other file systems that fsspec knows.

A URL comes from the caller, never from a document. What a store answers is not trusted: a name in it that could be read as a
chain of file systems (`::`) is not followed.
"""

import re
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from typing import Any

from gongwen.errors import ConfigError, UnreadableDocument

_URL = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
_LOCAL = re.compile(r"^(?:file|local)://", re.IGNORECASE)
_DRIVE = re.compile(r"/[A-Za-z]:[/\\]")
_WEB = ("http", "https")
_WILD = "*?"
_ANY_DEPTH = "**"
_CHAIN = "::"

Wanted = Callable[[str], bool]
"""What tells by its name whether a file in a folder is a document."""


def is_url(path: str) -> bool:
    """Tell a URL from a path; a letter of a drive (`C:\\`, `c:/`) makes none."""
    return _URL.match(path) is not None


def local(path: str) -> str:
    """Give the path that a `file://` URL spells, letter for letter; anything else stands for itself."""
    rest = _LOCAL.sub("", path, count=1)
    return rest[1:] if rest != path and _DRIVE.match(rest) else rest


def find(url: str, wanted: Wanted, *, wild: bool) -> Iterator[str]:
    """List the documents that a URL names: itself, those in a folder, those that wildcards match (when `wild`).

    It goes by the rules of `files.find`. A web page (http, https) and what has the name of a document stand for themselves; so
    does a folder that cannot be listed. Raises ConfigError for a kind of URL that cannot be read here.
    """
    system, place = _opened(url)
    if _scheme(url) in _WEB:
        return iter((url,))
    search = _Search(system, _front(url, place), wanted)
    parts = place.split("/")
    first = next((number for number, part in enumerate(parts) if any(sign in part for sign in _WILD)), None)
    if wild and first is not None and not _there(system.exists, place):
        return search.found(search.matching("/".join(parts[:first]), tuple(parts[first:])))
    if wanted(parts[-1]) or not _there(system.isdir, place):
        return iter((url,))
    return search.found(search.below(place))


def read(url: str, most: int) -> bytes:
    """Give the bytes of a file, at most one more than `most`.

    Raises UnreadableDocument, whatever the store says.
    """
    try:
        system, place = _opened(url)
        with system.open(place, "rb") as stream:
            data: bytes = stream.read(most + 1)
    except ConfigError as error:
        raise _unreadable(str(error)) from error
    except FileNotFoundError as error:
        raise _unreadable(f"找不到文件“{url}”。") from error
    except PermissionError as error:
        raise _unreadable(f"没有读取“{url}”的权限。") from error
    except Exception as error:  # each store has errors of its own
        raise _unreadable(f"读不到“{url}”（{type(error).__name__}），请检查网址、网络和权限。") from error
    return data


class _Search:
    """Look for documents in the folders of one file system."""

    def __init__(self, system: Any, front: str, wanted: Wanted) -> None:
        self._system = system
        self._front = front
        self._wanted = wanted
        self._closed: list[str] = []

    def found(self, places: Iterator[str]) -> Iterator[str]:
        """Give the URLs of places, and then of the folders that could not be listed meanwhile."""
        yield from (self._front + place for place in places)
        yield from (self._front + folder for folder in self._closed)

    def below(self, folder: str) -> Iterator[str]:
        """Give the documents in a folder, to the bottom."""
        for name, place, is_folder in self._entries(folder):
            if is_folder:
                yield from self.below(place)
            elif self._wanted(name):
                yield place

    def matching(self, folder: str, wild: tuple[str, ...]) -> Iterator[str]:
        """Give the documents that a pattern, part by part, matches in a folder, and those in folders that it matches."""
        first, rest = wild[0], wild[1:]
        if first == _ANY_DEPTH:
            yield from self._at_any_depth(folder, rest) if rest else self.below(folder)
            return
        for name, place, is_folder in self._entries(folder):
            if not fnmatchcase(name, first.replace("[", "[[]")):
                continue
            if is_folder:
                yield from self.matching(place, rest) if rest else self.below(place)
            elif not rest and self._wanted(name):
                yield place

    def _at_any_depth(self, folder: str, wild: tuple[str, ...]) -> Iterator[str]:
        yield from self.matching(folder, wild)
        for _, place, is_folder in self._entries(folder):
            if is_folder:
                yield from self._at_any_depth(place, wild)

    def _entries(self, folder: str) -> Iterator[tuple[str, str, bool]]:
        """Give what is in a folder and not hidden: its name, its place, whether it is a folder."""
        try:
            entries = self._system.ls(folder, detail=True)
        except FileNotFoundError:
            return
        except Exception:  # each store has errors of its own
            self._closed.append(folder)
            return
        for entry in entries:
            place = entry["name"].rstrip("/")
            name = place.rpartition("/")[2]
            if place != folder and not name.startswith("."):  # some stores list a folder in itself
                yield name, place, entry["type"] == "directory"


def _scheme(url: str) -> str:
    found = _URL.match(url)
    return found[1].lower() if found else ""


def _opened(url: str) -> tuple[Any, str]:
    """Give the file system of a URL and the place in it."""
    if _CHAIN in url:
        raise ConfigError(f"网址“{url}”里不能有“{_CHAIN}”。")
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 - only a URL needs it
    except ImportError as error:
        raise ConfigError(f"读网址“{url}”要用 fsspec，请安装：pip install 'gongwen[dask]'") from error
    try:
        system, place = url_to_fs(url)
    except ImportError as error:
        raise ConfigError(f"读“{_scheme(url)}://”网址还缺一个组件，装上再试（{error}）。") from error
    except ValueError as error:
        raise ConfigError(f"网址“{url}”写得不对，或者没有“{_scheme(url)}://”这种网址。") from error
    except Exception as error:  # each store has errors of its own
        raise ConfigError(f"连不上“{url}”（{type(error).__name__}），请检查网址、网络和权限。") from error
    return system, place if _scheme(url) in _WEB else place.rstrip("/")


def _there(asked: Callable[[str], bool], place: str) -> bool:
    """Ask a store about a place; one that does not answer will say why when the place is read."""
    try:
        return asked(place)
    except Exception:  # each store has errors of its own
        return False


def _front(url: str, place: str) -> str:
    """Give what stands before a place in its URL: `s3://`, `hdfs://host:8020`."""
    trimmed = url.rstrip("/")
    return trimmed.removesuffix(place) if place and trimmed.endswith(place) else f"{_scheme(url)}://"


def _unreadable(sentence: str) -> UnreadableDocument:
    return UnreadableDocument(sentence, reason="not_found")
