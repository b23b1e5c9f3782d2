"""Print a GitLab code quality report: a list of findings that a merge request shows."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import TextIO

from gongwen.outputs import formats
from gongwen.outputs.rows import CRASHED, Row, rows
from gongwen.report import Document, Summary
from gongwen.violations import Severity

SEVERITIES: Mapping[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}
BLOCKER = "blocker"
"""The severity of what could not be checked."""

_COUNTED = re.compile(r"^(?:body/p|(?:sheet\[\d+\]/)?row)\[(\d+)\]$")


class Writer(formats.Writer):
    """Write open findings as GitLab wants them; those accepted would only be noise in a merge request."""

    def __init__(self, stream: TextIO, run: formats.Run) -> None:
        super().__init__(stream, run)
        self._gap = "\n"

    def begin(self) -> None:
        """Open the list."""
        self.write("[")

    def document(self, document: Document) -> None:
        """Write the open findings of a document, or that it could not be checked."""
        for entry in _entries(document):
            self.write(self._gap + json.dumps(entry, ensure_ascii=False))
            self._gap = ",\n"

    def end(self, summary: Summary) -> None:
        """Close the list."""
        self.write("\n]\n" if self._gap.startswith(",") else "]\n")


def line(path: str) -> int:
    """Give the number of a paragraph of the body, or of a row, in the place of a line number, which a .docx has not; else 1."""
    match = _COUNTED.match(path)
    return int(match[1]) if match else 1


def _entries(document: Document) -> Iterator[dict[str, object]]:
    if document.facts is None:
        yield _entry(document, "unreadable", f"未能检查：{document.error or ''}", "unreadable", BLOCKER, 1)
    for row in rows(document):
        finding = row.finding
        if finding.state == "open":
            severity = BLOCKER if finding.code == CRASHED else SEVERITIES[finding.severity]
            where = line(finding.location.path)
            yield _entry(document, finding.code, _describe(row), finding.fingerprint, severity, where)


def _describe(row: Row) -> str:
    return "；".join([f"{row.place}：{row.message}", *row.notes])


def _entry(
    document: Document, check: str, description: str, fingerprint: str, severity: str, begin: int
) -> dict[str, object]:
    """Make an entry; equal findings of two files are told apart by the path in the fingerprint."""
    identity = hashlib.sha256(f"{document.path}\0{fingerprint}".encode()).hexdigest()[:32]
    return {
        "description": description,
        "check_name": check,
        "fingerprint": identity,
        "severity": severity,
        "location": {"path": document.path.removeprefix("./"), "lines": {"begin": begin}},
    }
