"""Which documents are meant: files, folders, wildcards, lists and URLs, as they are named on a command line."""

import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from gongwen import faults, urls
from gongwen.errors import ConfigError

SUFFIXES = (".docx", ".docm", ".dotx")
STDIN = "-"
"""The path that stands for standard input."""

SIDECAR = ".gongwen.toml"
"""What is added to the name of a document for the file beside it that says what is known of it."""
LARGEST = 256 * 1024
"""The bytes such a file may have."""
Excluded = Callable[[str], bool]
"""Tell whether a file or folder is passed over."""

_LIST = "@"
_KINDS = "没有找到 .docx、.docm 或 .dotx 文件"


def find(paths: Sequence[str], *, excluded: Excluded | None = None) -> tuple[str, ...]:
    """List the documents that paths name, each once, in the order of a report.

    Files are taken as given. Folders are searched to the bottom, without hidden files, Word's owner files (`~$`) and linked
    folders; so are those that wildcards name (`*`, `?` and `**`; a bracket is a bracket). `@list.txt` stands for the files and
    folders in a UTF-8 text, one a line, `#` in front of a remark, `@-` for those on standard input. URLs go by the same rules
    (`urls.find`); `file://` spells a path. A folder that cannot be listed stands in the result itself. What is `excluded` is
    passed over in folders and behind wildcards, never when it is named itself. Raises ConfigError when there is nothing to check.
    """
    search = _Search(excluded)
    found = {document for path in paths for document in search.named(path)}
    if not found:
        raise ConfigError(f"在“{'、'.join(map(shown, paths))}”中{search.nothing}。")
    return tuple(sorted(found, key=lambda path: (shown(path), path)))


def shown(path: str) -> str:
    """Give a path as reports name it: what is no text in it (bytes of another encoding) is replaced."""
    try:
        return os.fsencode(path).decode(errors="replace")
    except UnicodeEncodeError:  # half a character, which no file system gives out
        return path.encode(errors="replace").decode()


def read_sidecar(path: str) -> bytes | None:
    """Read a small file that people write; None when there is none, ConfigError when it cannot be read or is too large.

    Beside a URL there is none.
    """
    if urls.is_url(path):
        return None
    name = f"附带文件“{shown(path)}”"
    try:
        content = faults.head(path, most=LARGEST)
    except faults.Misread as error:
        if _nowhere(error.__cause__):
            return None
        raise ConfigError(f"{name}{error}。") from error
    if len(content) > LARGEST:
        raise ConfigError(f"{name}超过 {LARGEST // 1024} KB，读不了。")
    return content


def _nowhere(error: BaseException | None) -> bool:
    """Tell whether a file could not be opened because no file has that name, or can have it."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG)
    return error is not None


def names(paths: Iterable[str], document: str) -> bool:
    """Tell whether paths name a document that is no longer there: itself, a folder it stood in, or by a wildcard."""
    whole = _whole(document)
    return any(_reaches(one, whole) for path in paths for one in _expanded(path))


def _expanded(path: str) -> Sequence[str]:
    listed = _listed(path.removeprefix(_LIST)) if path.startswith(_LIST) else (path,)
    return [urls.local(one) for one in listed]


def _reaches(path: str, whole: str) -> bool:
    """Tell whether a path, taken as `find` takes it, leads to a document of that whole path."""
    base, wild = _parted(path) if _is_pattern(path) else (Path(path), ())
    if whole == _whole(str(base)) and not wild:
        return True
    start = os.path.join(_whole(str(base)), "")
    if not whole.startswith(start):
        return False
    below = Path(whole.removeprefix(start)).parts
    return _is_document(below[-1]) and not any(part.startswith(".") for part in below) and _fits(below, wild)


def _fits(parts: Sequence[str], wild: Sequence[str]) -> bool:
    """Tell whether the first of the parts of a path match a pattern; what it leaves stands in a folder that it names."""
    if not wild or not parts:
        return not wild
    if wild[0] == "**":
        return _fits(parts, wild[1:]) or _fits(parts[1:], wild)
    return fnmatchcase(parts[0], wild[0].replace("[", "[[]")) and _fits(parts[1:], wild[1:])


def _whole(path: str) -> str:
    """Give a path from the root, links among its folders followed."""
    folder, name = os.path.split(os.path.abspath(path))
    return os.path.join(os.path.realpath(folder), name)


class _Search:
    """Search for documents, past those that are excluded; configuration files say nothing of what lies at a URL."""

    def __init__(self, excluded: Excluded | None) -> None:
        self._excluded = excluded or (lambda _path: False)
        self.nothing = f"{_KINDS}（配置文件里 exclude 所列的不算）" if excluded else _KINDS

    def named(self, path: str) -> Iterator[str]:
        """Yield the documents that one path of a command line names."""
        path = urls.local(path)
        if path.startswith(_LIST):
            for listed in _listed(path.removeprefix(_LIST)):
                yield from self._documents(urls.local(listed))
        elif urls.is_url(path):
            found = urls.find(path, _is_document, wild=True)
            yield from self._some(found, path) if _is_wild(path) else found
        elif _is_pattern(path):
            yield from self._matching(path)
        else:
            yield from self._documents(path)

    def _documents(self, path: str) -> Iterator[str]:
        if urls.is_url(path):
            return urls.find(path, _is_document, wild=False)
        return self._walk(path) if os.path.isdir(path) else iter((path,))

    def _walk(self, folder: str) -> Iterator[str]:
        closed: list[str] = []
        for root, folders, names in os.walk(folder, onerror=lambda error: closed.append(error.filename)):
            folders[:] = [name for name in folders if not (name.startswith(".") or self._left_out(root, name))]
            yield from (
                os.path.join(root, name) for name in names if _is_document(name) and not self._left_out(root, name)
            )
        yield from closed

    def _left_out(self, folder: str, name: str) -> bool:
        return self._excluded(os.path.join(folder, name))

    def _matching(self, pattern: str) -> list[str]:
        """Give the documents that a pattern matches, and those in folders that it matches."""
        found = (
            document
            for path in _matched(pattern)
            if not self._excluded(str(path)) and (path.is_dir() or _is_document(path.name))
            for document in self._documents(str(path))
        )
        return self._some(found, pattern)

    def _some(self, found: Iterator[str], named: str) -> list[str]:
        """Give what is found as a list; ConfigError when that is nothing."""
        documents = list(found)
        if not documents:
            raise ConfigError(f"按“{shown(named)}”{self.nothing}。")
        return documents


def _is_wild(path: str) -> bool:
    return any(sign in path for sign in "*?")


def _is_document(name: str) -> bool:
    return name.lower().endswith(SUFFIXES) and not name.startswith((".", "~$"))


def _matched(pattern: str) -> list[Path]:
    """Give the files and folders that a pattern matches, without hidden ones."""
    base, wild = _parted(pattern)
    try:  # pathlib follows no linked folder below `**`
        matched = list(base.glob(str(Path(*wild)).replace("[", "[[]")))
    except ValueError as error:
        raise ConfigError(f"通配符“{pattern}”写法有误：“**”要单独占一级，例如：'归档/**/*.docx'") from error
    return [path for path in matched if not any(part.startswith(".") for part in path.relative_to(base).parts)]


def _is_pattern(path: str) -> bool:
    return not os.path.lexists(path) and _is_wild(path)


def _parted(pattern: str) -> tuple[Path, tuple[str, ...]]:
    """Part a pattern into the folder it starts from and the parts from the first with a wildcard on."""
    parts = Path(pattern).parts
    first = next(number for number, part in enumerate(parts) if any(sign in part for sign in "*?"))
    return Path(*parts[:first]), parts[first:]


def _listed(path: str) -> list[str]:
    """Read a list of paths, `-` on standard input."""
    try:
        data = sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
        lines = [line.strip() for line in data.decode("utf-8-sig").splitlines()]
    except UnicodeDecodeError as error:
        raise ConfigError(f"清单“{path}”不是 UTF-8 编码，请另存为 UTF-8 再试。") from error
    except OSError as error:
        raise ConfigError(f"清单“{path}”打不开，请检查路径和权限。") from error
    listed = [line for line in lines if line and not line.startswith("#")]
    if not listed:
        raise ConfigError(f"清单“{path}”里没有写路径：每行写一个，“#”开头的行是说明。")
    return listed
