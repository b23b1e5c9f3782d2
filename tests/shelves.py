"""Make small rule books and run single checks, for tests of the engine."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from gongwen.anatomy.elements import Facts, Gongwen
from gongwen.bookshelf import read_rules
from gongwen.checks.base import CheckModel, Hit, Reading, Scope
from gongwen.register import load_register
from gongwen.rulefile import Change
from gongwen.rules import Rule, RuleSet
from gongwen.variants import sample, vary
from gongwen.verify import plain

RULE = """
[[rule]]
code    = "{code}"
covers  = ["{requirement}"]
name    = "{name}"
title   = "标题"
gate    = "格式"
message = "应为{{expected}}，此处为“{{found}}”"
why     = "缘由"
{keys}
[rule.check]
{check}
"""
DIGITS = "kind = 'pattern'\nfind = '[０-９]+'"


def rule_text(
    *,
    code: str = "GF046",
    requirement: str = "GF-046",
    name: str = "wide-digits",
    keys: str = 'where = ["doc_number"]',
    check: str = DIGITS,
    after: str = "[rule.fix]\nreplace = '8'\napplicability = 'unsafe'\nreason = '改数字'\n",
) -> str:
    """Write one rule, right unless a part is replaced."""
    body = RULE.format(code=code, requirement=requirement, name=name, keys=keys, check=check)
    return body + after


def fix_rule(
    code: str, find: str, by: str, *, level: str = "safe", where: str = "prose", severity: str = "error"
) -> str:
    """Write a rule that replaces what a pattern finds."""
    return rule_text(
        code=code,
        name=f"rule-{code.lower()}",
        keys=f'where = ["{where}"]\nseverity = "{severity}"',
        check=f"kind = 'pattern'\nfind = '{find}'",
        after=f"[rule.fix]\nreplace = '{by}'\napplicability = '{level}'\nreason = '要看上下文'\n",
    )


def book(folder: Path, **files: str) -> RuleSet:
    """Load a rule book of these files; every name is a file of group GF."""
    for name, text in files.items():
        (folder / f"{name}.toml").write_text('schema = 1\ngroup = "GF"\ntitle = "例"\n' + text, encoding="utf-8")
    return read_rules(folder, load_register())


def one(folder: Path, text: str) -> Rule:
    """Load a book of one rule."""
    return book(folder, single=text).rules[0]


def paper(*texts: tuple[str, str], facts: Facts | None = None) -> Gongwen:
    """Make a document of bare texts."""
    return plain(texts, facts or Facts())


def hits(check: CheckModel, gongwen: Gongwen, *where: str, outside: Sequence[str] = ()) -> list[Hit]:
    """Run one check."""
    return list(check.run(Reading(gongwen), Scope(frozenset(where), tuple(outside))))


def varied(base: str, change: Mapping[str, object]) -> Gongwen:
    """Change a sample document."""
    return vary(sample(base), Change.model_validate(change), facts={})
