"""Say what a check found in comments of the document itself: one on each finding, and one that sums up."""

from gongwen.outputs.terminal import clean, shorten
from gongwen.outputs.text import (
    SEVERITY_TERMS,
    change,
    gates,
    not_covered,
    recognised,
    remarks,
    sources,
    standing,
    tally,
    verdict,
)
from gongwen.report import Document, Summary, ViolationRecord
from gongwen.waivers.order import FORM

_WIDTH = 400
"""Columns a line may take: what was found may be a whole page."""


def remark(finding: ViolationRecord, place: str = "") -> tuple[str, ...]:
    """Give the lines of the comment on a finding; `place` is where it stands when that is not where the comment does."""
    lines = [
        f"{SEVERITY_TERMS[finding.severity]}：{finding.message}",
        f"位置：{place}" if place else "",
        change(finding),
        *remarks(finding),
        f"[{finding.code}]",
    ]
    return _fit(lines)


def summary(document: Document, *, left_out: int = 0) -> tuple[str, ...]:
    """Give the lines of the comment that sums up; `left_out` findings have no comment of their own."""
    said = verdict(document)
    total = "" if said else tally(Summary.of([document]).by_severity)
    known = recognised(document)
    waived = sum(finding.state == "waived" for finding in document.violations)
    lines = [
        f"gongwen 检查结果{f'（{known}）' if known else ''}：{said or f'共 {total}'}",
        gates(document) if total else "",
        f"另有 {waived} 处{standing('waived', sources(document))}，不再批注" if total and waived else "",
        f"批注过多，另有 {left_out} 处未能标出，请看 gongwen check 的结果" if left_out else "",
        *not_covered(document),
        f"确实不改的，在有问题的文字上加批注写明理由：{FORM}" if total else "",
    ]
    return _fit(lines)


def _fit(lines: list[str]) -> tuple[str, ...]:
    return tuple(shorten(clean(line), _WIDTH) for line in lines if line)
