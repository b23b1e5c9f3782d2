"""What `gongwen fix` does: mend one file, put the result where it belongs, tell what was done."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongwen import api, mending
from gongwen.batch import STDIN
from gongwen.commands import FAIL_ON, PLAIN_FORMATS, one_of
from gongwen.errors import ConfigError
from gongwen.outcome import MANNERS, FixResult
from gongwen.outputs import outcome, target
from gongwen.outputs.terminal import Style
from gongwen.settings import STAGES

_FIXED = "fixed"
_FOLDER = "“{}”是文件夹，gongwen fix 一次只改一份文件。"
_BOTH = "--output 和 --in-place 只能用一个。"
_NOWHERE = "从标准输入读取时，请用 --output 指定改好的文件写到哪里。"
_ONTO_ITSELF = "--output 指的就是原文件“{}”。要直接改原文件，请用 --in-place（会保留备份）。"
_TRACKED = "改动以修订方式写入，作者是 gongwen，请在 Word 或 WPS 中逐条接受或拒绝。\n"


@dataclass(frozen=True, slots=True)
class Destination:
    """Say where the result goes: to `output`, `in_place`, or else beside the source as `名.fixed.docx`; nowhere when `dry`.

    A file that is there already is replaced when it is named by `output`, or with `force`.
    """

    output: str | None = None
    in_place: bool = False
    dry: bool = False
    force: bool = False


def fix(
    path: str,
    to: Destination,
    *,
    as_: str,
    unsafe: bool,
    stage: str,
    facts: dict[str, str],
    profile: str | None,
    rules: str | None,
    select: Sequence[str],
    ignore: Sequence[str],
    vocabulary: str | None,
    inline_waivers: bool,
    form: str,
    fail_on: str,
) -> int:
    """Mend one file; give the exit code for what is left open in it.

    Raises ConfigError, with nothing written, for a destination that does not do.
    """
    one_of(form, PLAIN_FORMATS, "--format")
    grave = one_of(fail_on, FAIL_ON, "--fail-on")
    manner = one_of(as_, MANNERS, "--as")
    wanted = one_of(stage, STAGES, "--stage")
    _permit(path, to)
    keeper = api.Checker(
        stage=wanted,
        facts=facts,
        profile=profile,
        rules=rules,
        select=select,
        ignore=ignore,
        vocabulary=vocabulary or (),
        inline_waivers=inline_waivers,
        today=date.today(),
    )
    source = sys.stdin.buffer.read(keeper.limits.file + 1) if path == STDIN else path
    result = mending.mend(keeper, source, path=path, unsafe=unsafe, as_=manner)
    closing = _put(result, path, to)
    if form == "json":
        target.emit(result.to_json())
    else:
        target.emit(f"{outcome.render(result, Style.of(sys.stdout, os.environ), dry=to.dry)}\n{closing}\n")
    return result.exit_code(grave)


def _permit(path: str, to: Destination) -> None:
    """Raise ConfigError for a destination that makes no sense, before any work is done."""
    if path != STDIN and os.path.isdir(path):
        raise ConfigError(_FOLDER.format(path))
    if to.output is not None and to.in_place:
        raise ConfigError(_BOTH)
    if path == STDIN and to.output is None and not to.dry:
        raise ConfigError(_NOWHERE)
    if to.output is not None and os.path.isdir(to.output):
        raise ConfigError(f"“{to.output}”是文件夹，请用 --output 指定文件名。")
    if to.output is not None and _same(path, to.output):
        raise ConfigError(_ONTO_ITSELF.format(path))


def _put(result: FixResult, path: str, to: Destination) -> str:
    """Write the mended document, unless nothing was mended; say in a sentence where it is."""
    if not result.changed:
        return "文件没有改动，也没有另写文件。"
    if to.dry:
        return "以上只是预览，没有写文件。"
    tracked = _TRACKED if result.as_ == "revision" else ""
    if to.in_place:
        backup = target.exchange(path, result.sha256, result.data)
        return f"{tracked}已写入原文件“{path}”，原来的内容存为“{backup}”。"
    place = to.output or target.beside(path, _FIXED)
    if to.output is None:
        target.permit_copy(place, path, force=to.force)
    target.deliver(result.data, place)
    return f"{tracked}改好的文件：{place}（原文件没有改动）"


def _same(path: str, other: str) -> bool:
    return os.path.exists(path) and os.path.exists(other) and os.path.samefile(path, other)
