"""Print what a result store tells of its runs: a list of them, where most is wrong, and how one differs from another."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime

from gongwen.outputs.formats import Run
from gongwen.outputs.terminal import clean, pad
from gongwen.outputs.text import SEVERITY_TERMS, tally
from gongwen.settings import STAGE_TERMS
from gongwen.store.reading import Burden, Difference, RunRecord
from gongwen.violations import SEVERITIES

STATE_TERMS: Mapping[str, str] = {"finished": "查完", "interrupted": "中断", "running": "正在查，或被强行停止"}

_COLUMN = 8


def runs(records: Sequence[RunRecord], form: str) -> str:
    """List the runs, the latest first."""
    latest_first = list(reversed(records))
    if form == "json":
        return _json({"schema": "gongwen.runs/1", "runs": list(map(asdict, latest_first))})
    return "".join(f"{_run(record)}\n" for record in latest_first) or "还没有检查过。\n"


def worst(record: RunRecord, rules: Sequence[Burden], folders: Sequence[Burden], run: Run, form: str) -> str:
    """List the rules and the folders with the most findings."""
    titles = {code: run.by_code[code].title for code in (rule.name for rule in rules) if code in run.by_code}
    if form == "json":
        told = [asdict(rule) | {"title": titles.get(rule.name, "")} for rule in rules]
        return _json(
            {"schema": "gongwen.worst/1", "run": record.id, "rules": told, "folders": list(map(asdict, folders))}
        )
    named = {rule.name: f"{rule.name} {titles.get(rule.name, '')}".rstrip() for rule in rules}
    blocks = (
        [_run(record)],
        _table("规则", rules, named) if rules else ["没有规则查出问题"],
        _table("文件夹", folders, {}) if folders else ["没有文件夹有问题"],
    )
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def compared(record: RunRecord, since: RunRecord, difference: Difference) -> str:
    """Say in a few lines how a run differs from an earlier one."""
    told = [
        f"第 {record.id} 次与第 {since.id} 次相比：新增问题 {difference.found} 处，消失 {difference.mended} 处；"
        f"新的文件 {difference.appeared} 份，这次没有的 {difference.gone} 份。只列出新增的。"
    ]
    if difference.gone and difference.appeared == record.documents > 0:
        told.append("两次没有一份路径相同的文件：同一批文件，请每次在同一个文件夹里运行，路径写法也相同。")
    if _means(record) != _means(since):
        told.append("两次的规则库、程序版本、阶段或配置不同，有的新增和消失由此而来。")
    if not since.finished:
        told.append(f"第 {since.id} 次没有查完，那时没有查到的文件都算新的文件，其中的问题都算新增。")
    if not record.finished:
        told.append(f"第 {record.id} 次没有查完，没有查到的文件都算这次没有的。")
    return "\n".join((*told, ""))


def _run(record: RunRecord) -> str:
    """Tell of a run in a line, times as clocks here show them."""
    state = STATE_TERMS.get(record.state, record.state)
    done = f"{record.documents} 份" if record.finished else f"{record.documents}／{record.total} 份"
    counts = {"error": record.errors or 0, "warning": record.warnings or 0, "info": record.infos or 0}
    parts = [
        f"{_local(record.started)} 至 {_local(record.written)}",
        f"{state} {done}（{record.reused} 份取自库中）",
        tally(counts) or ("没有问题" if record.finished and record.documents != record.unreadable else ""),
        f"未能检查 {record.unreadable} 份" if record.unreadable else "",
        f"{STAGE_TERMS.get(record.stage, record.stage)}，{record.profile}，规则库 {record.rules_digest}",  # type: ignore[call-overload]
    ]
    return f"第 {record.id} 次  " + "  ".join(filter(None, parts))


def _table(title: str, burdens: Sequence[Burden], names: Mapping[str, str]) -> Iterator[str]:
    yield f"问题最多的{title}"
    heads = (*(SEVERITY_TERMS[severity] for severity in SEVERITIES), "份数")
    yield "".join(pad(head, _COLUMN) for head in heads) + title
    for burden in burdens:
        counts = (burden.errors, burden.warnings, burden.infos, burden.documents)
        yield "".join(pad(str(count), _COLUMN) for count in counts) + clean(names.get(burden.name, burden.name))


def _means(record: RunRecord) -> tuple[str, ...]:
    return record.rules_digest, record.version, record.stage, record.profile


def _local(time: str) -> str:
    return datetime.fromisoformat(time).astimezone().strftime("%Y-%m-%d %H:%M:%S")


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
