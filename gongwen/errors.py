"""Every error gongwen raises on purpose.

    GongwenError
    ├── UnreadableDocument   the file cannot be read within the limits (reason: a stable word)
    ├── UnreadablePicture    a picture cannot be looked at within the limits (reason: a stable word)
    ├── RuleFileError        the rule book is broken (problems: one line each)
    ├── ComposeError         a text cannot become a document (problems: one sentence each)
    ├── ConfigError          the caller asked for something that does not exist
    │   └── ConfigFileError  it stands in a configuration file (problems: one sentence each)
    └── RenderingFailed      LibreOffice, or what reads its pages, is not installed or did not do it

The text of each is Chinese and complete in one sentence: it is shown to a clerk as it stands.
"""

from collections.abc import Mapping, Sequence


class GongwenError(Exception):
    """Stand above all errors of this package; they come whole out of another process."""

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (type(self), self.args, self.__dict__)


def _again(kind: type[GongwenError], args: tuple[object, ...], state: Mapping[str, object]) -> GongwenError:
    """Make an error again: what its class is called with is no longer known, only what came of it."""
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


class UnreadableDocument(GongwenError):
    """Say why a file cannot be read, in one sentence for a clerk.

    `reason` is a stable identifier: not_found, not_zip, truncated, ole, no_main_part, malformed_xml, doctype,
    too_large, bad_member.
    """

    def __init__(self, message: str, *, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


class UnreadablePicture(GongwenError):
    """Say why a picture cannot be looked at; `reason` is one of format, too_large, animated, broken."""

    def __init__(self, message: str, *, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


class RuleFileError(GongwenError):
    """List every mistake found while loading the rule book."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("规则库有 {} 处错误：\n{}".format(len(problems), "\n".join(problems)))
        self.problems = tuple(problems)


class ComposeError(GongwenError):
    """List what in a text for `compose` keeps it from becoming a document; `more` counts what is left out of the list."""

    def __init__(self, problems: Sequence[str], *, more: int = 0) -> None:
        count = len(problems) + more
        first = [f"有 {count} 处不能成文："] if count > 1 else []
        last = [f"另有 {more} 处没有列出。"] if more else []
        super().__init__("\n".join([*first, *problems, *last]))
        self.problems = tuple(problems)


class ConfigError(GongwenError):
    """Name a setting, code or value that does not exist."""


class ConfigFileError(ConfigError):
    """List what is wrong with a configuration file, or with what it says about a document; `rest` tells of what is left out."""

    def __init__(self, path: str, problems: Sequence[str], *, rest: str = "") -> None:
        count = "有多处错误：\n" if rest else f"有 {len(problems)} 处错误：\n" if len(problems) > 1 else "："
        super().__init__("配置文件“{}”{}{}。".format(path, count, "；\n".join(filter(None, (*problems, rest)))))
        self.path = path
        self.problems = tuple(problems)


class RenderingFailed(GongwenError):
    """Say why the pages of a document cannot be had, in one sentence for a clerk."""
