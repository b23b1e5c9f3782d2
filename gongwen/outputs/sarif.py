"""Print SARIF 2.1.0, which code hosts and editors read.

Results come first and the rules behind them, only those that found something: so nothing waits for the last document.
"""

import json
from pathlib import PurePath
from typing import TextIO
from urllib.parse import quote

from gongwen import urls
from gongwen.outputs import formats, rulebook
from gongwen.outputs.rows import CRASHED, Row, rows
from gongwen.outputs.text import reason
from gongwen.report import Document, Summary, ViolationRecord
from gongwen.rules import Statement

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "info": "note"}
FINGERPRINT = "gongwen/v1"

Json = dict[str, object]


class Writer(formats.Writer):
    """Write one run; what could not be checked is kept until the end, for it stands behind the results."""

    def __init__(self, stream: TextIO, run: formats.Run) -> None:
        super().__init__(stream, run)
        self._indexes: dict[str, int] = {}
        self._rules: list[Json] = []
        self._notifications: list[Json] = []
        self._gap = "\n"

    def begin(self) -> None:
        """Open the run and its results."""
        self.write(f'{{"$schema": "{SCHEMA}", "version": "2.1.0", "runs": [{{\n"columnKind": "unicodeCodePoints",\n')
        self.write('"results": [')

    def document(self, document: Document) -> None:
        """Write the results of a document; keep what kept it from being checked."""
        if document.facts is None:
            self._notify(document.status, document.error or "", document)
        for row in rows(document):
            if row.finding.code == CRASHED:
                self._notify(CRASHED, row.message, document)
            else:
                self.write(self._gap + _dump(self._result(document, row)))
                self._gap = ",\n"

    def end(self, summary: Summary) -> None:
        """Close the results; write how the run went, the tool, and the rules that found something."""
        interrupted = formats.interruption(summary, self.run)
        if interrupted:
            self._notify("interrupted", interrupted)
        invocation: Json = {"executionSuccessful": not self._notifications}
        if self._notifications:
            invocation["toolExecutionNotifications"] = self._notifications
        tool = self.run.tool
        driver = {
            "name": tool.name,
            "version": tool.version,
            "language": "zh-CN",
            "properties": {"rulesDigest": tool.rules_digest},
            "rules": self._rules,
        }
        self.write(f'\n],\n"invocations": {_dump([invocation])},\n"tool": {_dump({"driver": driver})}\n}}]}}\n')

    def _notify(self, descriptor: str, message: str, document: Document | None = None) -> None:
        where = {} if document is None else {"locations": [{"physicalLocation": _file(document)}]}
        told = {"descriptor": {"id": descriptor}, "level": "error", "message": {"text": message}}
        self._notifications.append({**told, **where})

    def _result(self, document: Document, row: Row) -> Json:
        finding = row.finding
        result: Json = {
            "ruleId": finding.code,
            "ruleIndex": self._index(finding),
            "level": LEVELS[finding.severity],
            "message": {"text": finding.message},
            "locations": [_location(document, row)],
            "partialFingerprints": {FINGERPRINT: finding.fingerprint},
            "properties": _properties(row),
        }
        if finding.state != "open":
            result["suppressions"] = [_suppression(row)]
        return result

    def _index(self, finding: ViolationRecord) -> int:
        """Give the place of a rule among those that found something, and describe it when it is the first time."""
        if finding.code not in self._indexes:
            rule = self.run.by_code.get(finding.code)
            self._indexes[finding.code] = len(self._rules)
            self._rules.append(describe(rule) if rule else {"id": finding.code, "name": finding.name})
        return self._indexes[finding.code]


def describe(rule: Statement) -> Json:
    """Describe a rule: what it says, why, on whose authority, how to mend, with its examples."""
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why or rule.title},
        "help": {"text": rulebook.explain(rule), "markdown": "\n".join(rulebook.markdown(rule))},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": [rule.gate], "covers": list(rule.covers)},
    }


def uri(path: str) -> str:
    """Give a path as a URI: relative as it was given, percent-encoded; a URL is one but for its characters."""
    if urls.is_url(path):
        return quote(path, safe=":/?&=@%")
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(pure.as_posix())


def _file(document: Document) -> Json:
    return {"artifactLocation": {"uri": uri(document.path)}}


def _location(document: Document, row: Row) -> Json:
    """Point at a paragraph by its path, for a .docx has no lines; offsets count code points of its text."""
    where = row.finding.location
    logical: Json = {"name": str(row.place), "fullyQualifiedName": where.path or where.part, "kind": "element"}
    if where.path:
        logical["properties"] = {"start": where.start, "end": where.end}
    location: Json = {"physicalLocation": _file(document), "logicalLocations": [logical]}
    return {**location, "message": {"text": row.excerpt}} if row.excerpt else location


def _properties(row: Row) -> Json:
    finding = row.finding
    told = {
        "gate": finding.gate,
        "element": finding.location.element,
        "found": finding.found,
        "expected": finding.expected,
        "basis": row.authority,
        "cure": row.cure,
    }
    return {key: value for key, value in told.items() if value}


def _suppression(row: Row) -> Json:
    waiver = row.finding.waiver
    kind = "inSource" if waiver and waiver.source == "comment" else "external"
    return {"kind": kind, "status": "accepted", "justification": reason(row.finding) or row.handling}


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
