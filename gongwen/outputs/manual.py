"""The manual, made of the rules: a page a group, and what became of every requirement.

`python -m gongwen.outputs.manual docs` writes it.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from gongwen.auditor.book import load_book
from gongwen.bookshelf import load_rules
from gongwen.coverage import Outcome, Row, State, Why, load_rows, outcomes
from gongwen.outputs.rulebook import markdown
from gongwen.outputs.text import SEVERITY_TERMS, cite
from gongwen.register import Requirement, load_register
from gongwen.rules import Statement, group_of

MADE = "本页由规则库生成（`make docs`），请勿手改。\n"
GROUP_TERMS: Mapping[str, str] = {
    "GF": "公文格式",
    "TL": "公文处理条例",
    "BD": "标点符号",
    "SZ": "数字用法",
    "DW": "计量单位",
    "MJ": "涉密标志",
    "BT": "标题",
    "FJ": "附件",
    "FZ": "附注",
    "LH": "联合行文",
    "WH": "文号",
    "RQ": "日期",
    "JS": "结束语",
    "WZ": "文种误用",
    "YY": "语言和内容",
    "LS": "历史规定",
    "SP": "其他机关",
    "EL": "电子公文",
    "DA": "归档",
    "BG": "机关内部制度",
}
_WHY_TERMS: Mapping[Why, str] = {
    "umbrella": "总括，由具体规则落实",
    "permission": "准许，是规则的例外",
    "duplicate": "与别的要求同查一错",
    "layout": "要排版",
    "records": "要外部记录",
    "semantic": "要读懂内容",
    "none": "不由文件可判",
}
_SEEN_FROM: Mapping[str, str] = {
    "layout": "要排版才看得出",
    "records": "要查登记簿、审批单等外部记录",
    "image": "要看图（印章）",
    "semantic": "要读懂内容",
    "none": "不由文件可判",
}
_STATE_TERMS: Mapping[State, str] = {
    "settled": "有规则和例子",
    "listed": "列明缘由",
    "unseen": "文件里看不出",
    "open": "尚未落实",
}


def all_rules() -> Sequence[Statement]:
    """Give the rules that ship, on one document and on several, in order of their codes."""
    return sorted((*load_rules().rules, *load_book().rules), key=lambda rule: rule.code)


def pages(rules: Sequence[Statement], register: Mapping[str, Requirement], rows: Sequence[Row]) -> Mapping[str, str]:
    """Give every page by its path below the folder of the documentation."""
    by_group = {group: tuple(members) for group, members in groupby(rules, key=lambda rule: rule.group)}
    made = {f"rules/{group}.md": group_page(group, rules) for group, rules in by_group.items()}
    return {**made, "rules/README.md": index(by_group), "coverage.md": coverage_page(outcomes(rules, register, rows))}


def index(by_group: Mapping[str, Sequence[Statement]]) -> str:
    """List the groups."""
    lines = [f"| [{group}]({group}.md) | {GROUP_TERMS[group]} | {len(rules)} |" for group, rules in by_group.items()]
    total = sum(map(len, by_group.values()))
    return "\n".join(["# 规则", "", MADE, "| 组 | 内容 | 规则 |", "|---|---|---|", *lines, f"| 合计 | | {total} |", ""])


def group_page(group: str, rules: Sequence[Statement]) -> str:
    """Print the rules of one group, a list in front; each says what `gongwen explain` says."""
    rows = [f"| [{r.code}](#{r.code.lower()}) | {SEVERITY_TERMS[r.severity]} | {_cell(r.title)} |" for r in rules]
    head = [f"# {group} {GROUP_TERMS[group]}", "", MADE, "| 编号 | 程度 | 错误 |", "|---|---|---|", *rows, ""]
    return "\n".join([*head, *(line for rule in rules for line in (f"## {rule.code}", "", *markdown(rule)))])


def coverage_page(found: Sequence[Outcome]) -> str:
    """Print what became of every requirement, totals in front."""
    groups: dict[str, list[Outcome]] = {}
    for one in found:
        groups.setdefault(group_of(one.requirement.id), []).append(one)
    head = ["# 要求落实表", "", MADE, *_totals(groups), ""]
    return "\n".join([*head, *(line for group, members in groups.items() for line in _group(group, members))])


def _totals(groups: Mapping[str, Sequence[Outcome]]) -> Iterator[str]:
    yield f"| 组 | 要求 | {' | '.join(_STATE_TERMS.values())} |"
    yield "|---" * (2 + len(_STATE_TERMS)) + "|"
    for group, members in groups.items():
        yield _total(f"[{group}](#{group.lower()}) {GROUP_TERMS[group]}", members)
    yield _total("合计", [one for members in groups.values() for one in members])


def _total(name: str, members: Sequence[Outcome]) -> str:
    counts = Counter(one.state for one in members)
    return f"| {name} | {len(members)} | {' | '.join(str(counts[state]) for state in _STATE_TERMS)} |"


def _group(group: str, members: Sequence[Outcome]) -> Iterator[str]:
    yield from (f"## {group}", "", "| 要求 | 内容 | 依据 | 落实 |", "|---|---|---|---|")
    for one in members:
        row = one.requirement
        yield f"| {row.id} | {_cell(row.subject)} | {_cell(cite(row.basis))} | {_cell(_how(one))} |"
    yield ""


def _how(one: Outcome) -> str:
    """Say in a phrase how a requirement is met, or why it is not."""
    if one.shown:
        return "；".join(f"{_link(rule.code)} 例{'、'.join(map(str, places))}" for rule, places in one.shown)
    if one.row:
        codes = "、".join(map(_link, one.row.rests_on))
        return f"{_WHY_TERMS[one.row.why]}{f'（{codes}）' if codes else ''}：{one.row.note}"
    if one.state == "unseen":
        return "；".join(_SEEN_FROM[source] for source in one.requirement.checked_from)
    return "尚未落实"


def _link(code: str) -> str:
    return f"[{code}](rules/{group_of(code)}.md#{code.lower()})"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main(folder: Path) -> None:
    """Write all pages below a folder, and take away pages of groups that are gone."""
    made = {folder / path: text for path, text in pages(all_rules(), load_register(), load_rows()).items()}
    (folder / "rules").mkdir(parents=True, exist_ok=True)
    for stale in set((folder / "rules").glob("*.md")) - set(made):
        stale.unlink()
    for path, text in made.items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
