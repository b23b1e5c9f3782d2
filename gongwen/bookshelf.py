"""Load the rule book: read the files, check them, list every mistake at once."""

import hashlib
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from string import Formatter

from pydantic import BaseModel, ValidationError

from gongwen.anatomy.elements import TERMS
from gongwen.checks import CHECKS
from gongwen.checks.base import COMMON_FIELDS, CheckModel, unknown_names
from gongwen.checks.masks import mask_names
from gongwen.checks.pattern import PatternCheck
from gongwen.checks.terms import TermsCheck
from gongwen.errors import RuleFileError
from gongwen.register import Requirement, load_register
from gongwen.rulefile import Change, ExampleSpec, FixSpec, PageChange, RuleFile, RuleSpec
from gongwen.rules import FACT_VALUES, Rule, RuleSet, graver
from gongwen.tables import rules_folder

Register = Mapping[str, Requirement]

SKIPPED = frozenset({"tables", "profiles"})
"""Folders of the rule book that hold no rules."""

_REFERENCE = re.compile(r"\\g<(\w+)>")
_LETTER = re.compile(r"[a-z]$")


@cache
def load_rules() -> RuleSet:
    """Load the rule book that ships with this package."""
    return read_rules(rules_folder(), load_register())


def read_rules(folder: Path, register: Register) -> RuleSet:
    """Read all rule files below a folder; RuleFileError lists what is wrong in any of them."""
    digest = hashlib.sha256()
    specs: list[RuleSpec] = []
    problems: list[str] = []
    for path in sorted(folder.rglob("*.toml")):
        content = path.read_bytes()
        digest.update(content)
        place = path.relative_to(folder)
        if SKIPPED.isdisjoint(place.parts):
            file, mistakes = _parse(place.as_posix(), content)
            specs += file.rule if file else ()
            problems += mistakes
            problems += _file_problems(place.as_posix(), file, register) if file else ()
    problems += _duplicates(specs)
    if problems:
        raise RuleFileError(problems)
    rules = sorted((Rule.of(spec, register) for spec in specs), key=lambda rule: rule.code)
    return RuleSet(tuple(rules), digest.hexdigest()[:12])


def _parse(place: str, content: bytes) -> tuple[RuleFile | None, list[str]]:
    try:
        data = tomllib.loads(content.decode("utf-8"))
        return RuleFile.model_validate(data), []
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return None, [f"{place}：不是合法的 TOML：{error}"]
    except ValidationError as error:
        return None, [_mistake(place, data, fault["loc"], fault["type"], fault["msg"]) for fault in error.errors()]


def _mistake(place: str, data: Mapping[str, object], loc: tuple[int | str, ...], kind: str, text: str) -> str:
    """Put one validation error into Chinese: file, code, key, what is wrong."""
    code = ""
    rules = data.get("rule")
    if loc[:1] == ("rule",) and len(loc) > 1 and isinstance(rules, list):
        entry = rules[int(loc[1])]
        code = str(entry.get("code", f"第{int(loc[1]) + 1}条")) if isinstance(entry, dict) else ""
        loc = loc[2:]
    key = ".".join(str(part) for part in loc if part not in _TAGS)
    if kind == "extra_forbidden":
        near = get_close_matches(str(loc[-1]), _keys(), n=1)
        return f"{place} {code}：没有键 {key}" + (f"，是不是 {near[0]}" if near else "")
    return f"{place} {code}：{key} {_WORDS.get(kind, '不合要求')}（{text}）"


_TAGS = frozenset({"text", "document", "change", *(kind for kind in CHECKS)})
_WORDS: Mapping[str, str] = {
    "missing": "没有写",
    "union_tag_invalid": "没有这种检查",
    "union_tag_not_found": "没有写 kind",
    "literal_error": "不在可取的值之中",
    "string_pattern_mismatch": "写法不合规定",
}


@cache
def _keys() -> tuple[str, ...]:
    """Give every key that may stand somewhere in a rule file."""
    models: tuple[type[BaseModel], ...] = (
        RuleFile, RuleSpec, FixSpec, ExampleSpec, Change, PageChange, *CHECKS.values(),
    )  # fmt: skip
    return tuple(sorted({field.alias or name for model in models for name, field in model.model_fields.items()}))


def _duplicates(specs: Iterable[RuleSpec]) -> Iterator[str]:
    rules = tuple(specs)
    codes = Counter(rule.code for rule in rules)
    names = Counter(name for rule in rules for name in (rule.name, *rule.formerly))
    yield from (f"{code}：这个编号用了 {count} 次" for code, count in codes.items() if count > 1)
    yield from (f"{name}：这个名称用了 {count} 次" for name, count in names.items() if count > 1)


def _file_problems(place: str, file: RuleFile, register: Register) -> Iterator[str]:
    for rule in file.rule:
        if not rule.code.startswith(file.group):
            yield f"{place} {rule.code}：code 应当以组名 {file.group} 开头"
        yield from (f"{place} {rule.code}：{problem}" for problem in _rule_problems(rule, register))


def _rule_problems(rule: RuleSpec, register: Register) -> Iterator[str]:
    """Yield what types alone do not show."""
    yield from _requirement_problems(rule, register)
    yield from _scope_problems(rule, rule.check)
    yield from _fact_problems("when", rule.when)
    yield from _message_problems(rule, rule.check)
    yield from rule.check.problems()
    if rule.fix:
        yield from _fix_problems(rule.fix, rule.check)
    for example in rule.example:
        yield from _example_problems(rule, example)


def _requirement_problems(rule: RuleSpec, register: Register) -> Iterator[str]:
    yield from (f"covers 里的 {number} 不在登记表中" for number in rule.covers if number not in register)
    if rule.covers[0].replace("-", "") != _LETTER.sub("", rule.code):
        yield f"covers 的第一个要求 {rule.covers[0]} 与 code 不对应"
    elif rule.severity and rule.covers[0] in register:
        limit = register[rule.covers[0]].severity
        if graver(rule.severity, limit):
            yield f"severity 只能降低：{rule.covers[0]} 最高为 {limit}"


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


def _message_problems(rule: RuleSpec, check: CheckModel) -> Iterator[str]:
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
    if (fix.replace is None) == (fix.advice is None):
        yield "fix：replace、advice 写其中一个"
    if fix.advice is not None and fix.applicability != "display":
        yield "fix：写 advice 时 applicability 只能是 display"
    if fix.applicability == "unsafe" and not fix.reason:
        yield "fix：unsafe 须写 reason"
    names = set(_REFERENCE.findall(fix.replace or ""))
    yield from (f"fix：\\g<{name}> 这种检查给不出" for name in sorted(names - COMMON_FIELDS - check.fields()))


def _example_problems(rule: RuleSpec, example: ExampleSpec) -> Iterator[str]:
    yield from (f"example：shows 的 {number} 不在 covers 里" for number in example.shows if number not in rule.covers)
    yield from _fact_problems("example", {name: (value,) for name, value in example.facts.items()})
    if example.element is not None and example.element not in TERMS:
        yield f"example：没有要素 {example.element}"
    for sample in (example.bad, example.good):
        if isinstance(sample, str) and not (rule.where or example.element):
            yield "example：没有 where 的规则，例子写成 [要素, 文字] 的列表"
        if isinstance(sample, Change) != (example.base is not None) and sample is not None:
            yield "example：改动样张要有 base，其他写法不写 base"
        if isinstance(sample, tuple):
            yield from (f"example：没有要素 {name}" for name, _ in sample if name not in TERMS)
