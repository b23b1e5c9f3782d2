"""Print a table, a row a finding, for Excel, WPS and the like (RFC 4180, UTF-8 with a byte order mark)."""

import csv
from typing import TextIO

from gongwen.outputs import formats
from gongwen.outputs.rows import Row, rows
from gongwen.outputs.rulebook import APPLICABILITY_TERMS
from gongwen.outputs.terminal import clean
from gongwen.outputs.text import name, reason
from gongwen.report import Document, Summary

COLUMNS = (
    "文件", "程度", "关", "规则", "错误", "位置", "说明", "摘录", "现为", "应为",
    "依据", "改法", "能否直接改", "处理", "理由", "部件", "段落", "起", "止", "指纹",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a cell for a formula; Chinese ones take the wide forms as well."""


class Writer(formats.Writer):
    """Write a header, and a row for each finding or document that could not be checked."""

    def __init__(self, stream: TextIO, run: formats.Run) -> None:
        super().__init__(stream, run)
        self._table = csv.writer(stream, lineterminator="\r\n")

    def begin(self) -> None:
        """Write the byte order mark, without which Excel takes UTF-8 for the local code page, and the header."""
        self.write("\ufeff")
        self._table.writerow(COLUMNS)

    def document(self, document: Document) -> None:
        """Write the rows of a document; one without findings has none."""
        file = name(document)
        if document.facts is None:
            self._row([file, "未能检查", "", "", "", "", document.error or ""])
        for row in rows(document):
            self._row([file, *_cells(row, self.run.title(row.finding))])

    def end(self, summary: Summary) -> None:
        """Write nothing behind, so that the table stays a table; an interruption is told on the terminal."""

    def _row(self, cells: list[str]) -> None:
        missing = [""] * (len(COLUMNS) - len(cells))
        self._table.writerow([harmless(cell) for cell in cells] + missing)


def harmless(cell: str) -> str:
    """Make a cell one line of text: an apostrophe goes before what a spreadsheet would run as a formula."""
    text = clean(cell)
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text


def _cells(row: Row, title: str) -> list[str]:
    finding, where = row.finding, row.finding.location
    return [
        row.severity,
        finding.gate,
        finding.code,
        title,
        str(row.place),
        row.message,
        row.excerpt,
        finding.found,
        finding.expected,
        row.authority,
        row.cure,
        APPLICABILITY_TERMS[finding.fix.applicability] if finding.fix else "",
        row.handling,
        reason(finding),
        where.part,
        where.path,
        str(where.start),
        str(where.end),
        finding.fingerprint,
    ]
