"""Print a report for a clerk: what is wrong, where, on which clause, and how to mend it."""

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache
from itertools import islice
from typing import TextIO

from gongwen.outputs import formats
from gongwen.outputs.folds import Fold, grouped, parted
from gongwen.outputs.terminal import Style, clean, shorten
from gongwen.report import LANGUAGE, Document, FactsRecord, Summary, ViolationRecord
from gongwen.settings import AUDIT, STAGE_TERMS
from gongwen.violations import GATES, SEVERITIES, WAIVER_TERMS, Basis, Gate, Severity, State, WaiverSource

Found = Mapping[Gate, Counter[str]]
"""How many findings there are, by gate and severity."""

SEVERITY_TERMS: Mapping[Severity, str] = {"error": "错误", "warning": "警告", "info": "提示"}
_STATE_TERMS: Mapping[State, str] = {"open": "待处理", "baselined": "在基线中"}
_ACCEPTED: tuple[State, ...] = ("waived", "baselined")
FORM_TERMS: Mapping[str, str] = {
    "文件": "文件格式",
    "信函": "信函格式",
    "命令": "命令（令）格式",
    "纪要": "纪要格式",
    "电报": "电报",
    "无版头": "无版头",
}
UNREAD_TERMS: Mapping[str, str] = {
    "altChunk": "嵌入的外部文档",
    "subDoc": "子文档",
    "object": "嵌入的对象",
    "chart": "图表",
    "smartArt": "SmartArt图形",
    "wordArt": "艺术字",
    "graphicFrame": "图形框",
    "footnotes": "脚注",
    "endnotes": "尾注",
}
"""What the reader leaves out, by its names in `Draft.unread`."""
PART_TERMS: Mapping[str, str] = {
    "styles": "样式",
    "numbering": "自动编号",
    "theme": "主题字体",
    "settings": "文档设置",
    "comments": "批注",
    "header": "页眉",
    "footer": "页脚",
}
DIRECTION_TERMS: Mapping[str, str] = {"上行": "上行文", "下行": "下行文", "平行": "平行文", "公布": "公布性公文"}

_OUTCOMES = ("未发现问题", "仅有提示", "有问题", "未识别为公文", "未能检查")
_EXCERPTS_SHOWN = 3
_WHOLE_WIDTH = 48
_INDENT = 8
_SIDE_TITLE = re.compile(r"(?<=\d)《[^》]*》$|(?<=》)（[^（）]*号）$")


class Writer(formats.Writer):
    """Print documents one below the other, and a summary when there are several."""

    def __init__(self, stream: TextIO, run: formats.Run) -> None:
        super().__init__(stream, run)
        self.style = Style.of(stream, os.environ)
        self._outcomes: Counter[str] = Counter()
        self._found = _counters()
        self._sources: set[WaiverSource] = set()
        self._last = ""

    def begin(self) -> None:
        """Print nothing in front."""

    def document(self, document: Document) -> None:
        """Print a document, apart from the one before when either takes more than a line."""
        block = "\n".join(_document(document, self.style))
        if self._last:
            self.write("\n" if "\n" in self._last + block else "")
        self.write(f"{block}\n")
        self._last = block
        self._outcomes[_outcome(document)] += 1
        _count(document, self._found)
        self._sources |= sources(document)

    def end(self, summary: Summary) -> None:
        """Sum up when there were several."""
        if summary.documents > 1:
            self.write(
                f"\n{self.style.paint(_overall(self._outcomes, summary, self._found, self._sources), 'strong')}\n"
            )


def heading(document: Document) -> str:
    """Name a document with what it was taken for: “通知.docx（通知，文件格式，下行文，按送签稿检查）”."""
    known = recognised(document)
    return f"{name(document)}（{known}）" if known else name(document)


def recognised(document: Document) -> str:
    """Say what a document was taken for: “通知，文件格式，下行文，按送签稿检查”; empty when it was not checked."""
    facts = document.facts
    if facts is None or _stranger(facts):
        return ""
    parts = [
        facts.kind or "文种未识别",
        FORM_TERMS.get(facts.form, facts.form),
        DIRECTION_TERMS.get(facts.direction, ""),
        "联合行文" if facts.joint else "",
        "" if facts.sealing == "未知" else facts.sealing,
    ]
    stage = "" if document.profile == AUDIT else f"按{STAGE_TERMS[document.stage]}检查"
    return "，".join(part for part in (*parts, stage) if part)


def name(document: Document) -> str:
    """Name a document by its path, as far as it has one."""
    return {"": "公文", "-": "标准输入"}.get(document.path, clean(document.path))


def tally(counts: Mapping[str, int]) -> str:
    """Count findings by severity: “3 处错误、5 处警告、2 处提示”, empty when there are none."""
    return "、".join(f"{counts[grade]} 处{SEVERITY_TERMS[grade]}" for grade in SEVERITIES if counts.get(grade))


def by_gate(summary: Summary, found: Found) -> str:
    """Count findings by gate: “格式关 3 处错误、2 处警告；语言关 0；政治关 未检”; what no rule was applied for is never called passed."""
    words = {gate: tally(found[gate]) or "0" for gate in GATES if summary.by_gate[gate] is not None}
    if summary.language_errors_per_thousand:
        words[LANGUAGE] += f"（差错每千字 {summary.language_errors_per_thousand:g} 处）"
    return "；".join(f"{gate}关 {words.get(gate, '未检')}" for gate in GATES)


def gates(document: Document) -> str:
    """Count the findings of one document by gate."""
    return by_gate(Summary.of([document]), _count(document, _counters()))


def _counters() -> Found:
    return {gate: Counter() for gate in GATES}


def _count(document: Document, found: Found) -> Found:
    """Count the open findings of a document by gate and severity."""
    for finding in document.open:
        found[finding.gate][finding.severity] += 1
    return found


def _document(document: Document, style: Style) -> Iterator[str]:
    words = verdict(document)
    if words:
        yield style.fill(f"{style.paint(heading(document), 'strong')}：{words}", hanging=2)
    else:
        yield style.fill(style.paint(heading(document), "strong"))
        for where, folds in grouped(document).items():
            yield ""
            yield style.fill(style.paint(where, "strong"))
            for fold in folds:
                yield from _finding(fold, style)
        yield ""
    yield from _closing(document, style)


def verdict(document: Document) -> str:
    """Say in a phrase what there is to say of a document without findings of its own; empty when it has some."""
    if document.facts is None:
        return f"未能检查：{clean(document.error or '')}"
    if _stranger(document.facts):
        return "；".join(clean(finding.message) for finding in document.violations) or "未识别为公文"
    if document.open or document.status == "partial":
        return ""
    by = sources(document)
    told = "，".join(f"另有 {number} 处{standing(state, by)}" for state, number in accepted(document).items())
    return f"未发现问题{_unseen(document)}" + (f"，{told}" if told else "")


def accepted(document: Document) -> Mapping[State, int]:
    """Count the findings that are not open, by state; only what there is."""
    counts = Counter(finding.state for finding in document.violations)
    return {state: counts[state] for state in _ACCEPTED if counts[state]}


def _unseen(document: Document) -> str:
    """Name the gates that a result without findings says nothing about."""
    if document.profile == AUDIT:
        return "（只作比对，没有逐份检查）"
    unseen = "、".join(f"{gate}关" for gate in GATES if gate not in document.gates)
    return f"（{unseen}未检）" if unseen else ""


def _stranger(facts: FactsRecord) -> bool:
    """Tell whether a document was left unchecked because nothing marks it as official, nor did the caller."""
    return not facts.official and "kind" not in facts.pinned


def _unread(name: str) -> str:
    """Name an unread construction for a clerk; a broken part of the file by what it holds."""
    if name in UNREAD_TERMS:
        return UNREAD_TERMS[name]
    stem = name.rpartition("/")[2].partition(".")[0].rstrip("0123456789")
    return f"{PART_TERMS[stem]}（文件内部有损坏）" if stem in PART_TERMS else name


def _closing(document: Document, style: Style) -> Iterator[str]:
    """Say what was accepted and what the result does not cover, then sum up."""
    yield from _waived(document, style)
    baselined = accepted(document).get("baselined")
    if baselined and not verdict(document):
        yield f"另有 {baselined} 处在基线中"
    yield from map(style.fill, not_covered(document))
    if not verdict(document):
        summary = Summary.of([document])
        yield style.fill(f"共 {tally(summary.by_severity)}")
        yield style.fill(by_gate(summary, _count(document, _counters())))


def not_covered(document: Document) -> Iterator[str]:
    """Say what the result does not cover."""
    if document.unread:
        yield f"未读部分：{clean('、'.join(map(_unread, document.unread)))}"
    if document.status == "partial":
        yield f"{clean(document.error or '有规则运行出错')}，以上结果不完整。"


def _waived(document: Document, style: Style) -> Iterator[str]:
    """List what someone accepted, with the reasons."""
    groups = grouped(document, "waived")
    if not groups:
        return
    yield f"{standing('waived', sources(document))} {sum(len(fold.findings) for folds in groups.values() for fold in folds)} 处"
    for where, folds in groups.items():
        for finding in (fold.first for fold in folds):
            code = style.paint(f"[{finding.code}]", "faint")
            yield style.fill(f"{where}：{clean(finding.message)}　{code}", indent=2, hanging=_INDENT)
            yield style.fill(f"理由：{reason(finding)}", indent=_INDENT)


def sources(document: Document) -> frozenset[WaiverSource]:
    """Name where it is written what was accepted in a document."""
    waived = (finding.waiver for finding in document.violations if finding.state == "waived")
    return frozenset(waiver.source if waiver else "comment" for waiver in waived)


def standing(state: State, by: Set[WaiverSource]) -> str:
    """Say how a finding stands; one that was accepted, on whose word: “按批注、附带文件忽略”."""
    words = "、".join(term for source, term in WAIVER_TERMS.items() if source in by)
    return _STATE_TERMS.get(state) or f"按{words}忽略"


def reason(finding: ViolationRecord) -> str:
    """Say why a finding was accepted, and until when; empty when nobody said."""
    waiver = finding.waiver
    if waiver is None:
        return ""
    return clean(waiver.reason) + (f"（至{waiver.until}）" if waiver.until else "")


def _finding(fold: Fold, style: Style) -> Iterator[str]:
    finding = fold.first
    word = style.paint(SEVERITY_TERMS[finding.severity], finding.severity)
    yield style.fill(f"{word}  {clean(finding.message)}", indent=2, hanging=_INDENT)
    yield from (style.fill(line, indent=_INDENT) for line in _excerpts(fold, style))
    if change(finding):
        yield style.fill(change(finding), indent=_INDENT)
    yield style.fill("　".join([*remarks(finding), style.paint(f"[{finding.code}]", "faint")]), indent=_INDENT)


def change(finding: ViolationRecord) -> str:
    """Say what is there and what should be: “现为 [2024] → 应为 〔2024〕”; empty unless both are known."""
    if not (finding.found and finding.expected):
        return ""
    return f"现为 {clean(finding.found)} → 应为 {clean(finding.expected)}"


def remarks(finding: ViolationRecord) -> Sequence[str]:
    """Say what a finding rests on, and how to mend it where that says more than the change."""
    authority, fix = cite(finding.basis), finding.fix
    told = [f"依据：{authority}"] if authority else []
    if fix and fix.title != f"改为“{finding.expected}”":
        told.append(f"改法：{clean(fix.title)}")
    return told


@lru_cache(maxsize=1024)
def cite(basis: tuple[Basis, ...]) -> str:
    """Cite clauses briefly: a standard by its number, a regulation by its title, each source once."""
    clauses: dict[str, list[str]] = {}
    for one in basis:
        clauses.setdefault(_SIDE_TITLE.sub("", one.source), []).append(one.clause)
    gap = {source: " " if source.isascii() else "" for source in clauses}
    return "；".join(
        f"{source}{gap[source]}{'、'.join(filter(None, found))}".strip() for source, found in clauses.items()
    )


def _excerpts(fold: Fold, style: Style) -> Sequence[str]:
    """Show the faults in their surroundings, the first few of a fold, each once."""
    return list(islice(_different(fold, style), _EXCERPTS_SHOWN if _partial(fold) else 1))


def _different(fold: Fold, style: Style) -> Iterator[str]:
    """Yield the excerpts of a fold that say something, each once."""
    seen = {""}
    for index in range(len(fold.findings)):
        line = _excerpt(fold, index, style)
        if line not in seen:
            seen.add(line)
            yield line


def _partial(fold: Fold) -> bool:
    """Tell whether the fault is a part of its paragraph: then every excerpt says something new."""
    location = fold.first.location
    return location.end - location.start < len(location.excerpt)


def _excerpt(fold: Fold, index: int, style: Style) -> str:
    finding = fold.findings[index]
    before, marked, after = parted(finding, fold.places[index])
    if len(marked) == len(finding.location.excerpt):
        return shorten(marked + after, _WHOLE_WIDTH)
    return f"{before}{style.mark(marked)}{after}"


def _overall(outcomes: Mapping[str, int], summary: Summary, found: Found, by: Set[WaiverSource]) -> str:
    """Sum up many documents: how many came to what, what was accepted `by` whom, then their findings by gate."""
    parts = [f"{outcomes[outcome]} 份{outcome}" for outcome in _OUTCOMES if outcomes[outcome]]
    total = tally(summary.by_severity)
    counted = f"共 {summary.documents} 份：{'，'.join(parts)}"
    if summary.waived:
        counted += f"；{standing('waived', by)} {summary.waived} 处"
    if summary.baselined:
        counted += f"；{standing('baselined', by)} {summary.baselined} 处"
    return f"{counted}；合计 {total}\n{by_gate(summary, found)}" if total else counted


def _outcome(document: Document) -> str:
    """Name what a document came to, one of _OUTCOMES."""
    if document.facts is None:
        return "未能检查"
    if _stranger(document.facts):
        return "未识别为公文"
    severities = {finding.severity for finding in document.open}
    if severities & {"error", "warning"}:
        return "有问题"
    return "仅有提示" if severities else "未发现问题"
