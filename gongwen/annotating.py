"""What `gongwen annotate` does: write findings into a copy of one file as comments, put the copy where it belongs."""

import os
import sys
from collections.abc import Sequence
from datetime import date

from gongwen import annotation, api
from gongwen.commands import FAIL_ON, one_of
from gongwen.errors import ConfigError
from gongwen.files import STDIN
from gongwen.outputs import target, text
from gongwen.settings import STAGES

_WORD = "annotated"
_FOLDER = "“{}”是文件夹，gongwen annotate 一次只批注一份文件。"
_NOWHERE = "从标准输入读取时，请用 --output 指定副本写到哪里。"


def annotate(
    path: str,
    *,
    output: str | None,
    force: bool,
    stage: str,
    facts: dict[str, str],
    profile: str | None,
    rules: str | None,
    select: Sequence[str],
    ignore: Sequence[str],
    vocabulary: str | None,
    inline_waivers: bool,
    fail_on: str,
) -> int:
    """Annotate a copy of one file; give the exit code of `check`.

    Raises ConfigError, with nothing written, for a place that does not do.
    """
    grave = one_of(fail_on, FAIL_ON, "--fail-on")
    wanted = one_of(stage, STAGES, "--stage")
    place = _place(path, output)
    target.permit_copy(place, path, force=force)
    checker = api.Checker(
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
    done = annotation.annotated(sys.stdin.buffer if path == STDIN else path, checker, path=path)
    target.deliver(done.data, place)
    document = done.report.documents[0]
    found = text.verdict(document) or f"共 {text.tally(done.report.summary.by_severity)}"
    sys.stderr.write(
        f"{text.heading(document)}：{found}\n写成 {done.comments} 条批注，副本：{place}（原文件没有改动）\n"
    )
    return done.report.exit_code(grave)


def _place(path: str, output: str | None) -> str:
    """Say where the copy goes."""
    if path != STDIN and os.path.isdir(path):
        raise ConfigError(_FOLDER.format(path))
    if path == STDIN and output is None:
        raise ConfigError(_NOWHERE)
    return output or target.beside(path, _WORD)
