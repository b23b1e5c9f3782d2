"""What `gongwen fix` and `gongwen typeset` do: mend or set one file, put the result where it belongs, tell what was done."""

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypedDict, TypeVar, Unpack

from gongwen import api, mending, typesetting
from gongwen.commands import FAIL_ON, PLAIN_FORMATS, one_of
from gongwen.errors import ConfigError
from gongwen.files import STDIN
from gongwen.ooxml.package import Source
from gongwen.outcome import MANNERS, FixResult, Manner, TypesetResult
from gongwen.outputs import outcome, setting, target
from gongwen.outputs.terminal import Style
from gongwen.settings import STAGES

_FOLDER = "“{}”是文件夹，gongwen {} 一次只改一份文件。"
_BOTH = "--output 和 --in-place 只能用一个。"
_NOWHERE = "从标准输入读取时，请用 --output 指定改好的文件写到哪里。"
_ONTO_ITSELF = "--output 指的就是原文件“{}”。要直接改原文件，请用 --in-place（会保留备份）。"
_TRACKED = "改动以修订方式写入，作者是 gongwen，请在 Word 或 WPS 中逐条接受或拒绝。\n"

Result = TypeVar("Result", bound=FixResult)
Shown_contra = TypeVar("Shown_contra", bound=FixResult, contravariant=True)
Work = Callable[[api.Checker, Source, Manner], Result]
"""Make the result of one source, mended directly or by tracked changes."""


class Render(Protocol[Shown_contra]):
    """Tell a clerk of a result; `dry` tells that nothing is written."""

    def __call__(self, result: Shown_contra, style: Style, *, dry: bool) -> str:
        """Give the text."""


@dataclass(frozen=True, slots=True)
class _Command:
    """Name a command, and what it puts into the name of a copy."""

    name: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Destination:
    """Say where the result goes: to `output`, `in_place`, or else beside the source as a copy (`名.fixed.docx`); nowhere when `dry`.

    A file that is there already is replaced when it is named by `output`, or with `force`.
    """

    output: str | None = None
    in_place: bool = False
    dry: bool = False
    force: bool = False


class Wishes(TypedDict):
    """Name what both commands are told beside the file: how to write, what to check by, how to answer."""

    as_: str
    stage: str
    facts: dict[str, str]
    profile: str | None
    rules: str | None
    select: Sequence[str]
    ignore: Sequence[str]
    vocabulary: str | None
    inline_waivers: bool
    form: str
    fail_on: str


def fix(path: str, to: Destination, *, unsafe: bool, **wishes: Unpack[Wishes]) -> int:
    """Mend one file; give the exit code for what is left open in it.

    Raises ConfigError, with nothing written, for a destination that does not do.
    """
    work: Work[FixResult] = lambda keeper, source, manner: (  # noqa: E731  # one line of glue
        mending.mend(keeper, source, path=path, unsafe=unsafe, as_=manner)
    )
    return _done(_Command("fix", "fixed"), work, outcome.render, path, to, wishes)


def typeset(path: str, to: Destination, **wishes: Unpack[Wishes]) -> int:
    """Set one file; give the exit code for the faults of format left open in it.

    Raises ConfigError, with nothing written, for a destination that does not do.
    """
    work: Work[TypesetResult] = lambda keeper, source, manner: (  # noqa: E731  # one line of glue
        typesetting.typeset_by(keeper, source, path=path, as_=manner)
    )
    return _done(_Command("typeset", "typeset"), work, setting.render, path, to, wishes)


def _done(
    command: _Command, work: Work[Result], render: Render[Result], path: str, to: Destination, wishes: Wishes
) -> int:
    """Do the work of a command on one file, once all that is wished for makes sense."""
    one_of(wishes["form"], PLAIN_FORMATS, "--format")
    grave = one_of(wishes["fail_on"], FAIL_ON, "--fail-on")
    manner = one_of(wishes["as_"], MANNERS, "--as")
    _permit(command, path, to)
    keeper = _keeper(wishes)
    result = work(keeper, sys.stdin.buffer.read(keeper.limits.file + 1) if path == STDIN else path, manner)
    closing = _put(command, result, path, to)
    if wishes["form"] == "json":
        target.emit(result.to_json())
    else:
        target.emit(f"{render(result, Style.of(sys.stdout, os.environ), dry=to.dry)}\n{closing}\n")
    return result.exit_code(grave)


def _keeper(wishes: Wishes) -> api.Checker:
    return api.Checker(
        stage=one_of(wishes["stage"], STAGES, "--stage"),
        facts=wishes["facts"],
        profile=wishes["profile"],
        rules=wishes["rules"],
        select=wishes["select"],
        ignore=wishes["ignore"],
        vocabulary=wishes["vocabulary"] or (),
        inline_waivers=wishes["inline_waivers"],
        today=date.today(),
    )


def _permit(command: _Command, path: str, to: Destination) -> None:
    """Raise ConfigError for a destination that makes no sense, before any work is done."""
    if path != STDIN and os.path.isdir(path):
        raise ConfigError(_FOLDER.format(path, command.name))
    if to.output is not None and to.in_place:
        raise ConfigError(_BOTH)
    if path == STDIN and to.output is None and not to.dry:
        raise ConfigError(_NOWHERE)
    if to.output is not None and os.path.isdir(to.output):
        raise ConfigError(f"“{to.output}”是文件夹，请用 --output 指定文件名。")
    if to.output is not None and _same(path, to.output):
        raise ConfigError(_ONTO_ITSELF.format(path))


def _put(command: _Command, result: FixResult, path: str, to: Destination) -> str:
    """Write the mended document, unless nothing was mended; say in a sentence where it is."""
    if not result.changed:
        return "文件没有改动，也没有另写文件。"
    if to.dry:
        return "以上只是预览，没有写文件。"
    tracked = _TRACKED if result.as_ == "revision" else ""
    if to.in_place:
        backup = target.exchange(path, result.sha256, result.data)
        return f"{tracked}已写入原文件“{path}”，原来的内容存为“{backup}”。"
    place = to.output or target.beside(path, command.suffix)
    if to.output is None:
        target.permit_copy(place, path, force=to.force)
    target.deliver(result.data, place)
    return f"{tracked}改好的文件：{place}（原文件没有改动）"


def _same(path: str, other: str) -> bool:
    return os.path.exists(path) and os.path.exists(other) and os.path.samefile(path, other)
