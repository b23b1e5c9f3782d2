"""Look for documents that were issued again under another number."""

from collections.abc import Iterator

from gongwen.auditor import values
from gongwen.auditor.case import Case, Hit
from gongwen.auditor.reading import alike
from gongwen.auditor.records import Record

_KINDS = frozenset(("通知", "意见", "通报", "报告", "请示", "决定", "函"))
"""Kinds whose titles say what they are about; those of 批复, 令, 公告 and 纪要 are often the same."""
_USUAL = ("任免", "任职", "免职", "任命", "聘任", "同意", "批准", "批复", "复函", "情况", "放假", "召开", "会议")
"""Words of titles that come again and again, with another content each time."""
_SHORTEST = 10
_YEAR = 366


def same_title(case: Case) -> Iterator[Hit]:
    """Find documents of the same title, agency and addressee within a year whose numbers differ."""
    groups: dict[str, list[Record]] = {}
    for records in case.by_number.values():
        for record in records:
            if _telling(record):
                groups.setdefault(values.plain(record.title), []).append(record)
    for group in groups.values():
        first, *others = sorted(group, key=lambda record: (record.date, record.path))
        for other in others:
            if _again(first, other):
                yield Hit(other, "title", other.title, told={"other": str(first.number), "number": str(other.number)})


def _telling(record: Record) -> bool:
    """Tell whether the title of a document says so much that it should not come twice."""
    title = values.plain(record.title)
    usual = any(word in title for word in _USUAL)
    return record.kind in _KINDS and "关于" in title and len(title) >= _SHORTEST and bool(record.date) and not usual


def _again(first: Record, other: Record) -> bool:
    addressed_alike = not (first.recipients and other.recipients) or first.recipients == other.recipients
    return (
        first.number != other.number
        and addressed_alike
        and values.related(first.agencies, other.agencies)
        and values.days(first.date, other.date) <= _YEAR
        and first.date[:4] == other.date[:4]
        and alike(first.sketch, other.sketch) is not False
    )
