"""Print JUnit XML: a suite a document, a case a rule that found something."""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import TextIO

from lxml import etree

from gongwen.outputs import formats
from gongwen.outputs.rows import CRASHED, Row, rows
from gongwen.outputs.text import name
from gongwen.report import Document, Summary

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 does not allow, not even escaped."""
_NO_TIME = "1970-01-01T00:00:00"
"""The schema asks for a time and a host; the same input gives the same bytes, so these never change."""
_NO_HOST = "localhost"


class Writer(formats.Writer):
    """Write suites as the schema of Apache Ant's JUnit reports has them."""

    def __init__(self, stream: TextIO, run: formats.Run) -> None:
        super().__init__(stream, run)
        self._suites = 0

    def begin(self) -> None:
        """Open the list of suites."""
        self.write("<?xml version='1.0' encoding='UTF-8'?>\n<testsuites>\n")

    def document(self, document: Document) -> None:
        """Write the suite of a document."""
        suite = _suite(document, self._suites, self.run)
        etree.indent(suite, level=1)
        self.write(f"  {etree.tostring(suite, encoding='unicode')}\n")
        self._suites += 1

    def end(self, summary: Summary) -> None:
        """Close the list; an interrupted run ends in a suite that says so."""
        interrupted = formats.interruption(summary, self.run)
        if interrupted:
            self.document(Document(path="gongwen", status="unreadable", error=interrupted, stage="draft", profile=""))
        self.write("</testsuites>\n")


def _suite(document: Document, number: int, run: formats.Run) -> etree._Element:
    found = [row for row in rows(document) if row.finding.state == "open"]
    cases = list(_cases(document, found, run))
    counts = {kind: str(sum(case.find(kind[:-1]) is not None for case in cases)) for kind in ("failures", "errors")}
    suite = etree.Element(
        "testsuite",
        {
            "name": _allowed(name(document)),
            "package": _allowed(PurePath(document.path).parent.as_posix()),
            "id": str(number),
            "timestamp": _NO_TIME,
            "hostname": _NO_HOST,
            "tests": str(len(cases)),
            **counts,
            "time": "0",
        },
    )
    etree.SubElement(suite, "properties")
    suite.extend(cases)
    etree.SubElement(suite, "system-out").text = _allowed("\n".join(_hints(found)))
    etree.SubElement(suite, "system-err")
    return suite


def _cases(document: Document, found: Sequence[Row], run: formats.Run) -> Iterator[etree._Element]:
    """Yield a case for each rule that found something open, for a document that could not be checked, or one that passes."""
    if document.facts is None:
        yield _case(document, "未能检查", "error", document.status, [document.error or ""])
        return
    by_code: dict[str, list[Row]] = {}
    for row in found:
        by_code.setdefault(row.finding.code, []).append(row)
    for code, members in by_code.items():
        yield _case(document, f"{code} {run.title(members[0].finding)}", *_outcome(code, members))
    if not found:
        yield _case(document, "未发现问题", "", "", [])


def _outcome(code: str, members: Sequence[Row]) -> tuple[str, str, list[str]]:
    """Give the outcome of a rule: a crash is an error, errors and warnings are failures, hints alone pass."""
    if code == CRASHED:
        return "error", code, [row.message for row in members]
    grave = [row for row in members if row.finding.severity != "info"]
    return ("failure", grave[0].finding.severity, list(map(_told, grave))) if grave else ("", "", [])


def _case(document: Document, title: str, outcome: str, kind: str, lines: Sequence[str]) -> etree._Element:
    case = etree.Element("testcase", {"name": title, "classname": _allowed(name(document)), "time": "0"})
    if outcome:
        told = etree.SubElement(case, outcome, {"message": _allowed(lines[0].partition("\n")[0]), "type": kind})
        told.text = _allowed("\n".join(lines))
    return case


def _hints(found: Sequence[Row]) -> Iterator[str]:
    """Yield what is only a hint, and fails nothing."""
    for row in found:
        if row.finding.severity == "info":
            yield f"{row.severity} {row.finding.code} {_told(row)}"


def _told(row: Row) -> str:
    return "\n".join([f"{row.place}：{row.message}", *(f"  {line}" for line in (row.excerpt, *row.notes) if line)])


def _allowed(text: str) -> str:
    return _FORBIDDEN.sub("", text)
