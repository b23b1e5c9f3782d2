"""Settings from files (配置文件): which file counts for a document, what it says, and where each value comes from.

A value counts in this order: the command line (or a keyword in Python), an override, the file, the file it extends, the default.
What may stand in a file says `configfile`, which loads when there is one.
"""

import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from gongwen import faults, files, urls
from gongwen.errors import ConfigFileError
from gongwen.globs import matcher
from gongwen.settings import DEFAULT_STAGE, Settings, Stage

if TYPE_CHECKING:
    from pydantic import BaseModel

    from gongwen.configfile import ConfigFile, DocumentKeys

NAMES = (".gongwen.toml", "gongwen.toml", "pyproject.toml")
"""What a configuration file is called; in one folder the first that is there counts."""
TABLES = ("facts", "severity", "waive")
"""Keys whose values count one by one."""

_PROJECT = "pyproject.toml"
_DEEPEST = 10
_LARGE = "不像是配置文件"


@dataclass(frozen=True, slots=True)
class Origin:
    """Say where a value comes from: a file, in it the record of that name and number (from 1); no file for what was asked for.

    `by` is "default", "file" or "option".
    """

    by: str
    file: str = ""
    record: str = ""
    number: int = 0

    @property
    def within(self) -> str:
        """Name the record; empty for none."""
        return f"第{self.number}个 [[{self.record}]]" if self.record else ""

    def __str__(self) -> str:
        return {"default": "默认", "option": "命令行"}.get(self.by, f"{self.file} {self.within}".rstrip())


@dataclass(frozen=True, slots=True)
class Value:
    """Hold a value and where it comes from."""

    value: object
    origin: Origin


Values = Mapping[str, Value]
"""Values by the names of options, those of tables by `facts.kind`; of severities the last in order counts most.

A waiver is a value of its own, by where it stands.
"""

DEFAULT, OPTION = Origin("default"), Origin("option")


@dataclass(frozen=True, slots=True)
class Layer:
    """Hold what one file says, or one of its overrides: of the files that `covers` matches, by their paths from `folder`."""

    values: Values
    folder: str = ""
    covers: re.Pattern[str] | None = None


@dataclass(frozen=True)
class Config:
    """Hold one configuration file with those it extends: the `files`, nearest first; layers, the weakest first; values for runs.

    `exclude` is what a search for documents passes over.
    """

    files: tuple[str, ...] = ()
    layers: tuple[Layer, ...] = ()
    run: Values = field(default_factory=dict)
    exclude: Layer | None = None

    @property
    def path(self) -> str:
        """Give the file itself."""
        return self.files[0]

    @cached_property
    def overriding(self) -> bool:
        """Tell whether documents may be treated differently."""
        return any(layer.covers for layer in self.layers)

    def layers_for(self, path: str) -> tuple[int, ...]:
        """Give the numbers of the layers that count for a document; what has no place among files has no overrides."""
        if not self.overriding:
            return tuple(range(len(self.layers)))
        full = os.path.abspath(path) if _placed(path) else ""
        return tuple(number for number, layer in enumerate(self.layers) if _covers(layer, full))

    def values(self, numbers: tuple[int, ...]) -> Values:
        """Give what layers say together, the later ones over the earlier."""
        return joined(*(self.layers[number].values for number in numbers))

    def excludes(self, path: str) -> bool:
        """Tell whether a search for documents passes over a file or folder."""
        return self.exclude is not None and _covers(self.exclude, os.path.abspath(path))


@dataclass(frozen=True, slots=True)
class Lookup:
    """Say how configuration files are found: only `file` when it is named, none at all when it is `off`."""

    file: str | None = None
    off: bool = False


NOWHERE = Lookup(off=True)


@dataclass
class Configs:
    """Find the configuration file of each document, and read each once."""

    lookup: Lookup
    _found: dict[str, Config | ConfigFileError | None] = field(default_factory=dict)

    def of(self, path: str) -> Config | None:
        """Give the file that counts for a document, that of the current folder for standard input and what lies at a URL.

        Raises ConfigFileError when it is broken.
        """
        if self.lookup.off:
            return None
        folder = os.path.dirname(path) if _placed(path) and self.lookup.file is None else ""
        if folder not in self._found:
            self._found[folder] = self._search(folder)
        found = self._found[folder]
        if isinstance(found, ConfigFileError):
            raise found.with_traceback(None)
        return found

    def nearest(self) -> Config | None:
        """Give the file that says how a run goes: that of the current folder; ConfigFileError when it is broken."""
        return self.of(files.STDIN)

    def _search(self, folder: str) -> Config | ConfigFileError | None:
        try:
            if self.lookup.file is not None:
                return load(self.lookup.file)
            return self._above(os.path.abspath(folder))
        except ConfigFileError as error:
            return error

    def _above(self, folder: str) -> Config | ConfigFileError | None:
        """Look in a folder and those above it; all folders on the way share what is found."""
        way: list[str] = []
        found: Config | ConfigFileError | None = None
        for here in upwards(folder):
            if here in self._found:
                found = self._found[here]
                break
            way.append(here)
            try:
                found = next((_load(path, data) for path, data in candidates(here)), None)
            except ConfigFileError as error:
                found = error
            if found:
                break
        self._found |= dict.fromkeys(way, found)
        return found


def upwards(folder: str) -> Iterator[str]:
    """Yield a folder and all above it."""
    while True:
        yield folder
        above = os.path.dirname(folder)
        if above == folder:
            return
        folder = above


def candidates(folder: str) -> Iterator[tuple[str, bytes]]:
    """Yield the configuration files of a folder with their bytes, the first counts; a pyproject.toml only with a table for us.

    Raises ConfigFileError for one that cannot be read.
    """
    for name in NAMES:
        path = os.path.join(folder, name)
        if not _is_file(path):
            continue
        data = _read(path)
        if name != _PROJECT or (b"gongwen" in data and _table(_toml(path, data)) is not None):
            yield path, data


def load(path: str | os.PathLike[str]) -> Config:
    """Read a configuration file and those it extends; ConfigFileError lists what is wrong."""
    full = os.path.abspath(path)
    return _load(full, _read(full))


def joined(*parts: Values) -> Values:
    """Join values, later ones over earlier, in order of their strength."""
    found: dict[str, Value] = {}
    for part in parts:
        for name, value in part.items():
            found.pop(name, None)
            found[name] = value
    return found


def defaults(stage: Stage = DEFAULT_STAGE) -> Values:
    """Give what counts when nobody says anything."""
    nobody = Settings()
    plain: dict[str, object] = {
        "stage": stage,
        "profile": nobody.profile,
        "rules": None,
        "select": nobody.select,
        "ignore": nobody.ignore,
        "vocabulary": (),
        "inline_waivers": nobody.inline_waivers,
    }
    return {name: Value(value, DEFAULT) for name, value in plain.items()}


def asked(options: Mapping[str, object]) -> Values:
    """Give what was asked for in so many words; None is what was not."""
    return {name: Value(value, OPTION) for name, value in _flat(options)}


def options(values: Values) -> dict[str, object]:
    """Give values as options, tables put together again."""
    found: dict[str, object] = {table: {} for table in TABLES}
    for name, value in values.items():
        table, dot, key = name.partition(".")
        if dot:
            found[table][key] = value.value  # type: ignore[index]  # tables are what stands in front of dots
        else:
            found[name] = value.value
    return found


def shown(path: str) -> str:
    """Name a file as people see it from the current folder, in full when it is not below."""
    near = os.path.relpath(path)
    return files.shown(path if near.startswith(os.pardir) else near)


def _flat(options: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for name, value in options.items():
        if name in TABLES:
            yield from ((f"{name}.{key}", one) for key, one in dict(value or {}).items())  # type: ignore[call-overload]
        elif value is not None:
            yield name, value


def _placed(path: str) -> bool:
    """Tell whether a path leads to a place among files: that of bytes, standard input or a URL does not."""
    return path not in ("", files.STDIN) and not urls.is_url(path)


def _covers(layer: Layer, path: str) -> bool:
    if layer.covers is None:
        return True
    return bool(path) and layer.covers.match(below(path, layer.folder)) is not None


def below(path: str, folder: str) -> str:
    """Give an absolute path as it is written from a folder; one outside begins with `../`, which no pattern matches."""
    root = os.path.join(folder, "")
    inner = path[len(root) :] if path.startswith(root) else os.path.relpath(path, folder)
    return inner.replace(os.sep, "/")


def _load(path: str, data: bytes, extending: tuple[str, ...] = ()) -> Config:
    """Read a file and those it extends, `extending` being those that lead to it."""
    from gongwen import configfile  # noqa: PLC0415 - most documents have no configuration

    raw = _toml(path, data)
    table = _table(raw) if os.path.basename(path) == _PROJECT else raw
    if table is None:
        raise ConfigFileError(shown(path), ["其中没有 [tool.gongwen] 表"])
    file = configfile.parse(table, path, name=shown(path))
    base = _base(path, file, (*extending, path))
    exclude = base.exclude if file.exclude is None else Layer({}, os.path.dirname(path), matcher(file.exclude))
    return Config(
        (path, *base.files), (*base.layers, *_layers(file, path)), joined(base.run, _run(file, path)), exclude
    )


def _base(path: str, file: "ConfigFile", extending: tuple[str, ...]) -> Config:
    """Read what a file extends; nothing when it extends none."""
    if file.extend is None:
        return Config()
    if os.path.realpath(file.extend) in map(os.path.realpath, extending):
        way = " → ".join(map(shown, (*extending, file.extend)))
        raise ConfigFileError(shown(path), [f"extend 绕了一圈又回到自己：{way}"])
    if len(extending) >= _DEEPEST:
        raise ConfigFileError(shown(path), [f"extend 一个接一个，超过 {_DEEPEST} 层"])
    if not _is_file(file.extend):
        raise ConfigFileError(shown(path), [f"extend 所指的文件“{shown(file.extend)}”不存在，或者不是普通的文件"])
    return _load(file.extend, _read(file.extend), extending)


def _layers(file: "ConfigFile", path: str) -> Iterator[Layer]:
    folder = os.path.dirname(path)
    yield Layer(_values(file, Origin("file", shown(path))), folder)
    for number, override in enumerate(file.override, 1):
        values = _values(override, Origin("file", shown(path), "override", number))
        yield Layer(values, folder, matcher(override.files))
    for number, waiver in enumerate(file.waive, 1):
        accepted = Value(waiver, Origin("file", shown(path), "waive", number))
        yield Layer({f"waive.{path}:{number}": accepted}, folder, matcher(waiver.files))


def _values(keys: "DocumentKeys", origin: Origin) -> Values:
    from gongwen.configfile import DocumentKeys  # noqa: PLC0415 - see `_load`

    stated = _stated(keys, DocumentKeys)
    if keys.facts:
        stated["facts"] = keys.facts.model_dump(exclude_unset=True)
    return {name: Value(value, origin) for name, value in _flat(stated)}


def _run(file: "ConfigFile", path: str) -> Values:
    from gongwen.configfile import RunKeys  # noqa: PLC0415 - see `_load`

    return {name: Value(value, Origin("file", shown(path))) for name, value in _stated(file, RunKeys).items()}


def _stated(keys: "BaseModel", model: "type[BaseModel]") -> dict[str, object]:
    return {name: getattr(keys, name) for name in model.model_fields if name in keys.model_fields_set}


def _is_file(path: str) -> bool:
    """Tell whether there is a plain file; a folder that keeps it a secret is told of."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)
    except PermissionError as error:
        folder = os.path.dirname(path)
        told = f"文件夹“{shown(folder)}”打不开，看不到其中有没有配置文件；不用配置文件的，请写 --no-config"
        raise ConfigFileError(shown(path), [told]) from error
    except (OSError, ValueError):  # no such folder, or no name at all: whoever opens the document says so
        return False


def _read(path: str) -> bytes:
    try:
        return faults.head(path)
    except faults.Misread as error:
        raise ConfigFileError(shown(path), [str(error)]) from error


def _toml(path: str, data: bytes) -> dict[str, object]:
    try:
        return faults.parsed(faults.decoded(data, large=_LARGE))
    except faults.Misread as error:
        raise ConfigFileError(shown(path), [str(error)]) from error


def _table(data: Mapping[str, object]) -> Mapping[str, object] | None:
    """Give the table of this tool in a pyproject.toml."""
    tool = data.get("tool")
    table = tool.get("gongwen") if isinstance(tool, dict) else None
    return table if isinstance(table, dict) else None
