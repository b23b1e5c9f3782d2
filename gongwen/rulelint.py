"""What can be wrong with a rule beyond the types of its keys."""

import re
from collections.abc import Iterator, Mapping
from string import Formatter

from gongwen.anatomy.elements import TERMS
from gongwen.checks.base import COMMON_FIELDS, CheckModel, unknown_names
from gongwen.checks.masks import mask_names
from gongwen.checks.pattern import PatternCheck
from gongwen.checks.terms import TermsCheck
from gongwen.checks.turns import REFERENCE, TURNS
from gongwen.register import Requirement
from gongwen.rulefile import Change, ExampleSpec, FixSpec, RuleSpec
from gongwen.rules import FACT_VALUES, Rule, graver, group_of

_LETTER = re.compile(r"[a-z]$")


def rule_problems(rule: RuleSpec, register: Mapping[str, Requirement]) -> Iterator[str]:
    """Yield what types alone do not show."""
    yield from _requirement_problems(rule, register)
    yield from _scope_problems(rule, rule.check)
    yield from setting_problems(rule)


def setting_problems(rule: RuleSpec | Rule) -> Iterator[str]:
    """Yield what is wrong with the parts of a rule that a profile may change."""
    yield from _fact_problems("when", rule.when)
    yield from _message_problems(rule, rule.check)
    yield from rule.check.problems()
    if rule.fix:
        yield from _fix_problems(rule.fix, rule.check)


def _requirement_problems(rule: RuleSpec, register: Mapping[str, Requirement]) -> Iterator[str]:
    yield from (f"covers 里的 {number} 不在登记表中" for number in rule.covers if number not in register)
    prefix = f"{group_of(rule.code)}-"
    own = rule.covers and rule.covers[0].startswith(prefix) and rule.covers[0] in register
    if not own and not any(number.startswith(prefix) for number in register):
        yield from _house_problems(rule)
    elif rule.basis:
        yield "条款由登记表带出，不写 basis；自己的规则另用组名"
    elif not rule.covers:
        yield "没有写 covers"
    elif rule.covers[0].replace("-", "") != _LETTER.sub("", rule.code):
        yield f"covers 的第一个要求 {rule.covers[0]} 与 code 不对应"
    elif rule.severity and rule.covers[0] in register:
        limit = register[rule.covers[0]].severity
        if graver(rule.severity, limit):
            yield f"severity 只能降低：{rule.covers[0]} 最高为 {limit}"


def _house_problems(rule: RuleSpec) -> Iterator[str]:
    """Tell what a rule outside the register lacks: nothing else says how grave it is and what it rests on."""
    if not rule.basis:
        yield '自己的规则要写依据，例如 basis = [["《青禾县公文处理细则》", "第8条"]]'
    if not rule.severity:
        yield "自己的规则要写 severity"
    if rule.code.startswith("SYS"):
        yield "SYS 是程序自用的组名"


def _scope_problems(rule: RuleSpec, check: CheckModel) -> Iterator[str]:
    yield from (f"where：{problem}" for problem in unknown_names(rule.where))
    if check.NEEDS_WHERE is True and not rule.where:
        yield "没有写 where"
    if check.NEEDS_WHERE is False and rule.where:
        yield "这种检查不写 where"
    yield from (f"没有遮盖 {name}" for name in rule.outside if name not in mask_names())
    if rule.outside and not isinstance(check, PatternCheck | TermsCheck):
        yield "outside 只用于 pattern 和 terms"


def _fact_problems(key: str, facts: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for name, values in facts.items():
        if name not in FACT_VALUES:
            yield f"{key}：没有事实 {name}"
            continue
        known = FACT_VALUES[name]
        yield from (f"{key}：{name} 没有值 {value}" for value in values if known is not None and value not in known)


def _message_problems(rule: RuleSpec | Rule, check: CheckModel) -> Iterator[str]:
    """Tell of braces the check cannot fill; a pattern knows what is expected only by its replacement."""
    try:
        used = {name for _, name, _, _ in Formatter().parse(rule.message) if name is not None}
    except ValueError:
        yield "message 的花括号不成对"
        return
    known = COMMON_FIELDS | check.fields()
    if isinstance(check, PatternCheck) and not (rule.fix and rule.fix.replace is not None):
        known -= {"expected"}
    yield from (f"message 里的 {{{name}}} 这种检查给不出" for name in sorted(used - known))


def _fix_problems(fix: FixSpec, check: CheckModel) -> Iterator[str]:
    if fix.replace is None and fix.advice is None:
        yield "fix：replace、advice 至少写一个"
    if fix.replace is None and fix.applicability != "display" and not check.mends:
        yield "fix：这种检查自己不会改，没有 replace 时 applicability 只能是 display"
    if fix.applicability == "unsafe" and not fix.reason:
        yield "fix：unsafe 须写 reason"
    names = {name for name, _ in REFERENCE.findall(fix.replace or "")}
    turns = {turn for _, turn in REFERENCE.findall(fix.replace or "") if turn}
    yield from (f"fix：\\g<{name}> 这种检查给不出" for name in sorted(names - COMMON_FIELDS - check.fields()))
    yield from (f"fix：没有 {turn} 这种转写" for turn in sorted(turns - TURNS.keys()))


def example_problems(rule: Rule, example: ExampleSpec) -> Iterator[str]:
    """Yield what types alone do not show."""
    yield from (f"example：shows 的 {number} 不在 covers 里" for number in example.shows if number not in rule.covers)
    stated = {name: (value,) for name, value in example.facts.items() if value}
    yield from _fact_problems("example", stated)
    if example.element is not None and example.element not in TERMS:
        yield f"example：没有要素 {example.element}"
    for sample in (example.bad, example.good):
        if isinstance(sample, str) and not (rule.elements or example.element):
            yield "example：没有 where 的规则，例子写成 [要素, 文字] 的列表"
        if isinstance(sample, Change) != (example.base is not None) and sample is not None:
            yield "example：改动样张要有 base，其他写法不写 base"
        if isinstance(sample, tuple):
            yield from (f"example：没有要素 {name}" for name, _ in sample if name not in TERMS)
