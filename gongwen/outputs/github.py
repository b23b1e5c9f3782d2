"""Print GitHub workflow commands, which a job turns into annotations."""

from collections import Counter
from collections.abc import Mapping
from typing import TextIO

from gongwen.outputs import formats
from gongwen.outputs.rows import Row, rows
from gongwen.outputs.terminal import clean
from gongwen.report import Document, Summary
from gongwen.violations import Severity

LEVELS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}
SHOWN_A_STEP = 10
"""How many annotations of each level GitHub shows for one step of a job; the others stand in its log only."""


class Writer(formats.Writer):
    """Write a command a line for each open finding."""

    def __init__(self, stream: TextIO, run: formats.Run) -> None:
        super().__init__(stream, run)
        self._counts: Counter[str] = Counter()

    def begin(self) -> None:
        """Write nothing in front."""

    def document(self, document: Document) -> None:
        """Write the open findings of a document, or that it could not be checked."""
        if document.facts is None:
            self._annotate("error", document.path, "未能检查", document.error or "")
        for row in rows(document):
            if row.finding.state == "open":
                level = LEVELS[row.finding.severity]
                title = f"{row.severity} {row.finding.code} {row.place}"
                self._annotate(level, document.path, title, _message(row))

    def end(self, summary: Summary) -> None:
        """Say so when GitHub will not show them all, and when the run was interrupted."""
        told = [formats.interruption(summary, self.run)]
        if max(self._counts.values(), default=0) > SHOWN_A_STEP:
            told.append(f"GitHub 每一步各级标注只显示前 {SHOWN_A_STEP} 条，全部结果请看日志，或另存 SARIF、HTML。")
        self.write("".join(f"{clean(line)}\n" for line in told if line))

    def _annotate(self, level: str, path: str, title: str, message: str) -> None:
        self._counts[level] += 1
        file = _escape_property(path.removeprefix("./"))
        self.write(f"::{level} file={file},title={_escape_property(title)}::{_escape(message)}\n")


def _message(row: Row) -> str:
    return "\n".join([row.message, *filter(None, [row.excerpt]), *row.notes])


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
