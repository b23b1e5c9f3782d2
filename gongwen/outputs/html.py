"""Print one page for a browser: it holds all it needs, asks nobody for anything, and opens from a disk.

Findings lie in it as data that its own script shows, always as text: nothing a document says can become part of the page.
"""

import base64
import hashlib
import json
from pathlib import Path
from typing import TextIO

from gongwen.outputs import formats
from gongwen.outputs.rows import Row, rows
from gongwen.outputs.terminal import clean, shorten
from gongwen.outputs.text import SEVERITY_TERMS, change, heading, name, reason
from gongwen.report import Document, Summary
from gongwen.violations import GATES

TEMPLATE = Path(__file__).with_name("page.html")
POLICY = "default-src 'none'; script-src {script}; style-src {style}; base-uri 'none'; form-action 'none'"
"""What the page may do: run its own script and use its own style, named by their digests, and nothing else."""
_WIDTH = 160
_UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
"""What could end a script element or a line of it; in JSON these stand in texts only."""


class Writer(formats.Writer):
    """Write the page around the findings as they come."""

    def __init__(self, stream: TextIO, run: formats.Run) -> None:
        super().__init__(stream, run)
        head, self._middle, self._foot = _template()
        self._head = head
        self._rules: dict[str, dict[str, str]] = {}
        self._gap = "\n"

    def begin(self) -> None:
        """Write what stands in front of the findings."""
        self.write(self._head + "[")

    def document(self, document: Document) -> None:
        """Write a document with its findings, accepted ones too."""
        findings = []
        for row in rows(document):
            rule = self.run.by_code.get(row.finding.code)
            told = {"title": self.run.title(row.finding), "why": rule.why if rule else ""}
            self._rules.setdefault(row.finding.code, told)
            findings.append(_finding(row))
        data = {"path": name(document), "heading": heading(document), "error": _error(document), "findings": findings}
        self.write(self._gap + embedded(data))
        self._gap = ",\n"

    def end(self, summary: Summary) -> None:
        """Write the tallies, the words for them, and the script."""
        data = {
            "tool": self.run.tool.model_dump(),
            "summary": summary.model_dump(),
            "interruption": formats.interruption(summary, self.run),
            "rules": self._rules,
            "gates": GATES,
            "severities": SEVERITY_TERMS,
        }
        self.write(f"\n]{self._middle}{embedded(data)}{self._foot}")


def embedded(data: object) -> str:
    """Print data as JSON that stands safely in a script element."""
    return json.dumps(data, ensure_ascii=False).translate(_UNSAFE)


def _template() -> tuple[str, str, str]:
    """Read the page and part it at its data; the policy names the digests of its own style and script."""
    text = TEMPLATE.read_text(encoding="utf-8")
    style, script = _inside(text, "<style>", "</style>"), _inside(text, "<script>", "</script>")
    policy = POLICY.format(script=_digest(script), style=_digest(style))
    head, middle, foot = text.replace("{{policy}}", policy).split("{{data}}")
    return head, middle, foot


def _inside(text: str, start: str, end: str) -> str:
    return text.partition(start)[2].partition(end)[0]


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _error(document: Document) -> str:
    return "" if document.status == "checked" else clean(document.error or "未能检查")


def _finding(row: Row) -> dict[str, object]:
    finding = row.finding
    whole = not row.before and not row.after
    return {
        "code": finding.code,
        "severity": finding.severity,
        "gate": finding.gate,
        "state": finding.state,
        "handling": row.handling,
        "reason": reason(finding),
        "place": str(row.place),
        "message": row.message,
        "excerpt": [shorten(row.fault, _WIDTH)] if whole else [row.before, row.fault, row.after],
        "change": change(finding),
        "basis": row.authority,
        "cure": row.cure,
    }
