"""A document as a store keeps it: whole, packed, without the path it was found at; and in columns for those who ask in SQL."""

import zlib
from collections import Counter
from collections.abc import Iterator

from pydantic import ValidationError

from gongwen.errors import ConfigError
from gongwen.report import Document, ViolationRecord

Row = tuple[str | int | bytes | None, ...]

_FACTS = (
    "official", "kind", "form", "direction", "joint", "agencies", "organ", "regime", "sealing", "number", "title", "date",
)  # fmt: skip
RESULT_COLUMNS = (
    "settings", "sha256", "day", "baselined", "reusable", "status", "error", "stage", "profile", *_FACTS,
    "errors", "warnings", "infos", "waived", "document",
)  # fmt: skip
FINDING_COLUMNS = (
    "result", "position", "code", "name", "severity", "gate", "state", "element", "part", "path", "start_offset",
    "end_offset", "message", "excerpt", "found", "expected", "fingerprint",
)  # fmt: skip

_QUICK = 1
_LARGEST = 1 << 30
"""No result is longer, in bytes; a store may come from anywhere."""
_BROKEN = "结果库里有一条结果已经损坏，请从备份恢复；或者移走结果库，重新检查一遍。"


def reusable(document: Document) -> bool:
    """Tell whether a result follows from the file alone: not what the machine, a fault of ours or lack of time had a part in."""
    return document.status == "checked" and bool(document.sha256)


def old(document: Document) -> str:
    """Name the findings that are old by a baseline, by their positions; empty where none is."""
    return ",".join(str(at) for at, finding in enumerate(document.violations) if finding.state == "baselined")


def result(document: Document, settings: int, day: str) -> Row:
    """Give the row of a result; `day` is that on which it was made, kept only where it decides."""
    facts = document.facts
    told = [None if facts is None else _plain(getattr(facts, name)) for name in _FACTS]
    counts = Counter(finding.severity for finding in document.open)
    waived = sum(finding.state == "waived" for finding in document.violations)
    return (
        settings,
        document.sha256,
        day if document.dated else "",
        old(document),
        int(reusable(document)),
        document.status,
        document.error,
        document.stage,
        document.profile,
        *told,
        *(counts[severity] for severity in ("error", "warning", "info")),
        waived,
        packed(document),
    )


def findings(document: Document, result: int) -> Iterator[Row]:
    """Yield the rows of the findings of a result."""
    for position, finding in enumerate(document.violations):
        yield (result, position, *_finding(finding))


def packed(document: Document) -> bytes:
    """Pack a document without its path."""
    return zlib.compress(document.model_copy(update={"path": ""}).model_dump_json().encode(), _QUICK)


def unpacked(data: bytes, path: str) -> Document:
    """Give the document of a path; ConfigError when it is broken."""
    try:
        unpacking = zlib.decompressobj()
        text = unpacking.decompress(data, _LARGEST)
        if not unpacking.eof:
            raise ConfigError(_BROKEN)
        return Document.model_validate_json(text).model_copy(update={"path": path})
    except (zlib.error, ValidationError) as error:
        raise ConfigError(_BROKEN) from error


def _finding(finding: ViolationRecord) -> Row:
    where = finding.location
    return (
        finding.code,
        finding.name,
        finding.severity,
        finding.gate,
        finding.state,
        where.element,
        where.part,
        where.path,
        where.start,
        where.end,
        finding.message,
        where.excerpt,
        finding.found,
        finding.expected,
        finding.fingerprint,
    )


def _plain(value: str | bool | tuple[str, ...]) -> str | int:
    """Give a fact as a column holds it: names one after another, truth as 1 or 0."""
    if isinstance(value, tuple):
        return "、".join(value)
    return int(value) if isinstance(value, bool) else value
