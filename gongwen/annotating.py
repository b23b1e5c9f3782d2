"""What `gongwen annotate` does: write findings into a copy of one file as comments, put the copy where it belongs."""

import sys

from gongwen import annotation
from gongwen.commands import Asked, opened, place
from gongwen.outputs import target, text
from gongwen.outputs.terminal import clean

_WORD = "annotated"


def annotate(path: str, how: Asked, *, output: str | None, force: bool) -> int:
    """Annotate a copy of one file; give the exit code of `check`.

    Raises ConfigError, with nothing written, for a place that does not do.
    """
    grave = how.grave
    there = place(path, output, word=_WORD, force=force)
    checker = how.checker(path)
    with opened(path) as source:
        done = annotation.annotated(source, checker, path=path, sidecar=how.beside(path, checker))
    target.deliver(done.data, there)
    document = done.report.documents[0]
    found = text.verdict(document) or f"共 {text.tally(done.report.summary.by_severity)}"
    sys.stderr.write(
        f"{text.heading(document)}：{found}\n写成 {done.comments} 条批注，副本：{clean(there)}（原文件没有改动）\n"
    )
    return done.report.exit_code(grave)
