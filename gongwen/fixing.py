"""What `gongwen fix` and `gongwen typeset` do: mend or set one file, put the result where it belongs, tell what was done."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from gongwen import mending, typesetting
from gongwen.api import Beside, Checker
from gongwen.commands import PLAIN_FORMATS, Asked, one_file, one_of, opened, place
from gongwen.errors import ConfigError
from gongwen.files import STDIN
from gongwen.ooxml.package import Source
from gongwen.outcome import MANNERS, FixResult, Manner, TypesetResult
from gongwen.outputs import outcome, setting, target
from gongwen.outputs.terminal import Style, clean

_BOTH = "--output 和 --in-place 只能用一个。"
_NOT_INTO_STDIN = "从标准输入读取时，没有原文件可以写入，请把 --in-place 换成 --output。"
_ONTO_ITSELF = "--output 指的就是原文件“{}”。要直接改原文件，请用 --in-place（会保留备份）。"
_TRACKED = "改动以修订方式写入，作者是 gongwen，请在 Word 或 WPS 中逐条接受或拒绝。\n"

Result = TypeVar("Result", bound=FixResult)
Shown_contra = TypeVar("Shown_contra", bound=FixResult, contravariant=True)
Work = Callable[[Checker, Source, Manner, Beside], Result]
"""Make the result of one source, mended directly or by tracked changes, with what is known of it in particular."""


class Render(Protocol[Shown_contra]):
    """Tell a clerk of a result; `dry` tells that nothing is written."""

    def __call__(self, result: Shown_contra, style: Style, *, dry: bool) -> str:
        """Give the text."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Say where the result goes: to `output`, `in_place`, or else beside the source as a copy (`名.fixed.docx`); nowhere when `dry`.

    A copy that is there already is replaced with `force` alone.
    """

    output: str | None = None
    in_place: bool = False
    dry: bool = False
    force: bool = False


def fix(path: str, how: Asked, to: Destination, *, as_: str, form: str, unsafe: bool) -> int:
    """Mend one file; give the exit code for what is left open in it.

    Raises ConfigError, with nothing written, for a destination that does not do.
    """
    there = _place(path, to, "fixed")
    work: Work[FixResult] = lambda keeper, source, manner, sidecar: (  # noqa: E731  # one line of glue
        mending.mend(keeper, source, path=path, unsafe=unsafe, as_=manner, sidecar=sidecar)
    )
    return _done(work, outcome.render, path, how, to, there, as_=as_, form=form)


def typeset(path: str, how: Asked, to: Destination, *, as_: str, form: str) -> int:
    """Set one file; give the exit code for the faults of format left open in it.

    Raises ConfigError, with nothing written, for a destination that does not do.
    """
    there = _place(path, to, "typeset")
    work: Work[TypesetResult] = lambda keeper, source, manner, sidecar: (  # noqa: E731  # one line of glue
        typesetting.typeset_by(keeper, source, path=path, as_=manner, sidecar=sidecar)
    )
    return _done(work, setting.render, path, how, to, there, as_=as_, form=form)


def _done(
    work: Work[Result],
    render: Render[Result],
    path: str,
    how: Asked,
    to: Destination,
    there: str | None,
    *,
    as_: str,
    form: str,
) -> int:
    """Do the work of a command on one file, once all that is wished for makes sense."""
    one_of(form, PLAIN_FORMATS, "--format")
    grave, manner, keeper = how.grave, one_of(as_, MANNERS, "--as"), how.checker(path)
    with opened(path) as source:
        result = work(keeper, source, manner, how.beside(path, keeper))
    closing = _put(result, path, to, there)
    if form == "json":
        target.emit(result.to_json())
    else:
        target.emit(f"{render(result, Style.of(sys.stdout, os.environ), dry=to.dry)}\n{closing}\n")
    return result.exit_code(grave)


def _place(path: str, to: Destination, word: str) -> str | None:
    """Say where a copy goes, None when there is none; ConfigError for a destination that makes no sense."""
    one_file(path)
    if to.output is not None and to.in_place:
        raise ConfigError(_BOTH)
    if to.output is not None and target.same(path, to.output):
        raise ConfigError(_ONTO_ITSELF.format(path))
    if path == STDIN and to.in_place:
        raise ConfigError(_NOT_INTO_STDIN)
    if to.in_place or to.dry:
        return None
    return place(path, to.output, word=word, force=to.force)


def _put(result: FixResult, path: str, to: Destination, there: str | None) -> str:
    """Write the mended document, unless nothing was mended; say in a sentence where it is."""
    if not result.changed:
        return "文件没有改动，也没有另写文件。"
    if to.dry:
        return "以上只是预览，没有写文件。"
    tracked = _TRACKED if result.as_ == "revision" else ""
    if there is None:
        backup = target.exchange(path, result.sha256, result.data)
        return f"{tracked}已写入原文件“{clean(path)}”，原来的内容存为“{clean(backup)}”。"
    target.deliver(result.data, there)
    return f"{tracked}改好的文件：{clean(there)}（原文件没有改动）"
