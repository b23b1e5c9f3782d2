"""Print rules and requirements: one in full for `explain`, all in a list for `rules`."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from gongwen.anatomy.elements import GROUPS, TERMS
from gongwen.outputs.terminal import PLAIN, Style, columns, pad
from gongwen.outputs.text import SEVERITY_TERMS
from gongwen.register import Requirement
from gongwen.rulefile import Change, ExampleSpec, FixSpec, PageChange, Sample
from gongwen.rules import Rule, Statement
from gongwen.settings import STAGE_TERMS, STAGES
from gongwen.violations import Applicability, Basis

if TYPE_CHECKING:
    from gongwen.notices import Notice

APPLICABILITY_TERMS: Mapping[Applicability, str] = {
    "safe": "可直接修改",
    "unsafe": "须人工判断",
    "display": "仅作提示",
}
FACT_TERMS: Mapping[str, str] = {
    "kind": "文种",
    "form": "格式",
    "direction": "行文方向",
    "joint": "联合行文",
    "organ": "机关类别",
    "regime": "适用规定",
    "sealing": "用印",
    "official": "公文",
}
_GROUP_TERMS: Mapping[str, str] = {"heading": "各级标题", "imprint": "版记", "head": "版头", "prose": "正文和各级标题"}
_CHANGE_TERMS: Mapping[str, str] = {
    "font": "字体",
    "latin_font": "西文字体",
    "size": "字号",
    "bold": "加粗",
    "italic": "斜体",
    "underline": "下划线",
    "highlight": "突出显示",
    "hidden": "隐藏文字",
    "tracked": "修订痕迹",
    "comment": "批注",
    "properties": "文档属性",
    "color": "颜色",
    "scale": "字符缩放",
    "align": "对齐",
    "left": "左缩进",
    "right": "右缩进",
    "first": "首行缩进",
    "line": "行距",
    "above": "段前空行",
    "text": "文字",
    "remove": "删去",
    "width": "纸宽",
    "height": "纸高",
    "top": "上边距",
    "bottom": "下边距",
    "gutter": "装订线",
    "footer": "页脚边距",
    "columns": "分栏",
    "title_page": "首页不同",
    "restart": "起始页码",
}
_WORDS: Mapping[str, str] = {
    "True": "是",
    "False": "否",
    "author": "作者",
    "last_modified_by": "最后修改人",
    "manager": "经理",
    "company": "单位",
    "left": "居左",
    "center": "居中",
    "right": "居右",
    "justify": "两端对齐",
    "distribute": "分散对齐",
}


def explain(rule: Statement, style: Style = PLAIN) -> str:
    """Print a rule in full: what it checks, on whose authority, how to mend, with examples."""
    lines = [style.paint(f"{rule.code}　{rule.title}", "strong")]
    lines += [style.fill(f"{term}：{value}", hanging=columns(term) + 2) for term, value in parts(rule)]
    lines += ["", *(style.fill(line, indent=2, hanging=8) for line in examples(rule))]
    return "\n".join(lines) + "\n"


def markdown(rule: Statement) -> Iterator[str]:
    """Yield the lines of the same in Markdown, without a heading. The manual and SARIF show them."""
    yield from (f"**{rule.title}**", "")
    yield from (f"- {term}：{value}" for term, value in parts(rule))
    yield from ("", "```text", *examples(rule), "```", "")


def requirement(row: Requirement, style: Style = PLAIN) -> str:
    """Print a requirement that no rule settles yet."""
    lines = [
        style.paint(f"{row.id}　{row.subject}", "strong"),
        style.fill(f"要求：{row.requirement}", hanging=6),
        style.fill(f"依据：{'；'.join(map(_cite, row.basis))}", hanging=6),
        "这一条尚无规则检查。",
    ]
    return "\n".join(lines) + "\n"


def notice(own: "Notice", style: Style = PLAIN) -> str:
    """Print what a finding of the tool itself means, and what to do."""
    told = (("名称", own.name), ("程度", SEVERITY_TERMS[own.severity]), ("说明", own.why), ("怎么办", own.cure))
    lines = [style.paint(f"{own.code}　{own.title}", "strong")]
    lines += [style.fill(f"{term}：{value}", hanging=columns(term) + 2) for term, value in told]
    return "\n".join(lines) + "\n"


def listing(rules: Sequence[Statement]) -> str:
    """List rules: code, severity, title, name."""
    rows = [(rule.code, SEVERITY_TERMS[rule.severity], rule.title, rule.name) for rule in rules]
    width = max((columns(row[2]) for row in rows), default=0)
    lines = [f"{pad(code, 7)}  {grave}  {pad(title, width)}  {name}" for code, grave, title, name in rows]
    return "\n".join([*lines, f"共 {len(rows)} 条规则"]) + "\n"


def as_json(rules: Sequence[Statement], digest: str) -> str:
    """Print rules as JSON; `digest` names the book."""
    data = {"schema": "gongwen.rules/1", "rules_digest": digest, "rules": [_record(rule) for rule in rules]}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def parts(rule: Statement) -> Sequence[tuple[str, str]]:
    """Say in order what a rule is: a term and a sentence each. The manual prints the same."""
    command = "check" if isinstance(rule, Rule) else "audit"
    told = (
        ("名称", rule.name),
        ("把关", f"{rule.gate}关"),
        ("程度", SEVERITY_TERMS[rule.severity]),
        *(_limits(rule) if isinstance(rule, Rule) else [("命令", "多份一起看，gongwen audit 才查")]),
        ("要求", "、".join(rule.covers)),
        ("依据", "；".join(map(_cite, rule.basis))),
        ("说明", rule.why),
        ("改法", _mend(rule.fix)),
        ("不查", f"gongwen {command} --ignore {rule.code}"),
    )
    return [(term, value) for term, value in told if value]


def _limits(rule: Rule) -> Sequence[tuple[str, str]]:
    """Say where in a document a rule looks, and on which documents."""
    conditions = [f"{FACT_TERMS[name]}为{'或'.join(values)}" for name, values in rule.when.items()]
    stages = [] if len(rule.stages) == len(STAGES) else [STAGE_TERMS[stage] for stage in STAGES if stage in rule.stages]
    return [
        ("范围", "、".join(_GROUP_TERMS.get(name) or TERMS[name] for name in rule.elements)),
        ("条件", "，".join(conditions)),
        ("阶段", "、".join(stages)),
        ("配置", f"只在 {rule.profile} 配置中检查" if rule.profile else ""),
    ]


def _mend(fix: FixSpec | None) -> str:
    if fix is None:
        return "要动版面或内容，由人在文字处理软件中改"
    how = APPLICABILITY_TERMS[fix.applicability]
    return "：".join(filter(None, (how, fix.advice or "", fix.reason)))


def _cite(basis: Basis) -> str:
    return f"{basis.source} {basis.clause}".strip()


def examples(rule: Statement) -> Iterator[str]:
    """Yield the examples of a rule, a line each: what is wrong, how it should be, what only looks wrong."""
    if not isinstance(rule, Rule):
        from gongwen.outputs import across  # noqa: PLC0415 - a check of documents one by one has no such rule

        yield from across.examples(rule)
        return
    for example in rule.examples:
        if example.bad is not None:
            yield f"有误：{_sample(example.bad, example)}"
        if example.good is not None:
            yield f"{'无误' if example.bad is None else '应为'}：{_sample(example.good, example)}"


def _sample(sample: Sample, example: ExampleSpec) -> str:
    facts = "，".join(f"{FACT_TERMS[name]}为{value}" for name, value in example.facts.items())
    if isinstance(sample, str):
        shown = sample
    elif isinstance(sample, Change):
        shown = f"（样例 {example.base}）{_change(sample)}"
    else:
        shown = "↵".join(text for _, text in sample)
    return shown.replace("\n", "↵") + (f"（{facts}）" if facts else "")


def _change(change: Change) -> str:
    told = {**_stated(change), **(_stated(change.page) if change.page else {})}
    words = [
        f"{_CHANGE_TERMS[key]} {_WORDS.get(str(value), value)}" for key, value in told.items() if key in _CHANGE_TERMS
    ]
    if change.insert:
        words.append(f"插入{TERMS[change.insert[0]]}“{change.insert[1]}”")
    return f"{TERMS.get(change.element or '', '页面')}：{'，'.join(words)}" if words else "不改动"


def _stated(model: Change | PageChange) -> dict[str, object]:
    return model.model_dump(exclude_unset=True)


def _record(rule: Statement) -> dict[str, object]:
    told: dict[str, object] = {
        "code": rule.code,
        "name": rule.name,
        "title": rule.title,
        "gate": rule.gate,
        "severity": rule.severity,
        "strength": rule.strength,
        "profile": None,
        "covers": list(rule.covers),
        "basis": [{"source": basis.source, "clause": basis.clause} for basis in rule.basis],
        "where": [],
        "when": {},
        "stages": list(STAGES),
        "message": rule.message,
        "why": rule.why,
        "check": "audit",
        "fix": rule.fix.applicability if rule.fix else None,
        "fixable": bool(rule.fix and rule.fix.applicability != "display"),
    }
    return told | _own(rule) if isinstance(rule, Rule) else told


def _own(rule: Rule) -> dict[str, object]:
    """Give what is settled for a rule on one document only."""
    return {
        "profile": rule.profile or None,
        "where": [single for name in rule.elements for single in GROUPS.get(name, (name,))],
        "when": {name: list(values) for name, values in rule.when.items()},
        "stages": [stage for stage in STAGES if stage in rule.stages],
        "check": rule.check.kind,
    }
