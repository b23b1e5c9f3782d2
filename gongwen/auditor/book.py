"""The rules on several documents side by side (rules/audit): what each says of what its check finds, with examples."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Annotated, Literal

from pydantic import Field

from gongwen.auditor.checks import CHECKS
from gongwen.bookshelf import ACROSS
from gongwen.errors import RuleFileError
from gongwen.faults import Closed
from gongwen.register import Requirement, load_register
from gongwen.rulefile import FixSpec, parsed
from gongwen.rules import Catalogue, Statement, graver
from gongwen.tables import rules_folder
from gongwen.violations import Gate, Severity

_COMMON = frozenset({"found", "expected"})
_ADVICE = "display"


class Paper(Closed):
    """Hold what is known of a document of an example; a document that is not `sure` has an unsure number."""

    number: str = ""
    title: str = ""
    date: str = ""
    kind: str = "通知"
    agencies: tuple[str, ...] = ("示例市人民政府",)
    masthead: str = "示例市人民政府文件"
    direction: str = "下行"
    recipients: str = ""
    signers: tuple[str, ...] = ()
    secrecy: str = ""
    copies: int | None = None
    sure: bool = True


class Example(Closed):
    """Hold documents and the rows of a register, header first; `finds` names where the rule speaks: `文件2`, `第3行`.

    One that finds nothing is a near miss, and `note` says why.
    """

    shows: tuple[str, ...] = ()
    files: tuple[Paper, ...] = ()
    rows: tuple[tuple[str | int | float, ...], ...] = ()
    finds: tuple[str, ...] = ()
    note: str = ""


class AuditSpec(Closed):
    """Hold one rule as written; `name` is one of CHECKS, what it looks for."""

    code: Annotated[str, Field(pattern=r"^[A-Z]{2,4}\d{3}[a-z]?$")]
    covers: Annotated[tuple[str, ...], Field(min_length=1)]
    name: Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]
    title: str
    gate: Gate
    message: str
    why: str
    advice: str
    severity: Severity | None = None
    formerly: tuple[str, ...] = ()
    example: tuple[Example, ...]


class AuditFile(Closed):
    """Hold one file of them."""

    schema_: Annotated[Literal[1], Field(alias="schema")]
    title: str
    rule: tuple[AuditSpec, ...]


@dataclass(frozen=True)
class AuditRule(Statement):
    """Hold one rule on several documents, complete; its name is that of its check."""

    examples: tuple[Example, ...]

    @property
    def shown(self) -> tuple[tuple[str, ...], ...]:
        """Give the requirements that each example shows settled."""
        return tuple(example.shows for example in self.examples)


AuditBook = Catalogue[AuditRule]


@cache
def load_book() -> AuditBook:
    """Load the rules that ship with this package; RuleFileError when they are broken."""
    return read_book(rules_folder() / ACROSS)


def read_book(folder: Path) -> AuditBook:
    """Read all rules in a folder; RuleFileError lists what is wrong in any of them."""
    register, digest, problems = load_register(), hashlib.sha256(), list[str]()
    specs: list[tuple[str, AuditSpec]] = []
    for path in sorted(folder.glob("*.toml")):
        text, place = path.read_text(encoding="utf-8"), f"{folder.name}/{path.name}"
        digest.update(text.encode())
        try:
            specs += [(place, spec) for spec in parsed(AuditFile, place, text).rule]
        except RuleFileError as error:
            problems += error.problems
    problems += [f"{place} {spec.code}：{problem}" for place, spec in specs for problem in _problems(spec, register)]
    problems += _clashes(specs)
    if problems:
        raise RuleFileError(problems)
    rules = sorted((_rule(spec, register, place) for place, spec in specs), key=lambda rule: rule.code)
    return Catalogue(tuple(rules), digest.hexdigest()[:12])


def _problems(spec: AuditSpec, register: Mapping[str, Requirement]) -> Iterator[str]:
    """Yield what is wrong with a rule beyond its keys."""
    unknown = [number for number in spec.covers if number not in register]
    yield from (f"covers：登记表中没有 {number}" for number in unknown)
    if spec.code.rstrip("abcdefghijklmnopqrstuvwxyz") != spec.covers[0].replace("-", ""):
        yield f"code 应当由 covers 的第一条 {spec.covers[0]} 得来"
    if spec.name not in CHECKS:
        yield f"name：没有 {spec.name} 这种检查，可用的有：{'、'.join(CHECKS)}"
        return
    if not unknown and spec.severity and graver(spec.severity, register[spec.covers[0]].severity):
        yield f"severity：{spec.severity} 比要求的程度重"
    named = {name for _, name, _, _ in Formatter().parse(spec.message) if name is not None}
    yield from (f"message：没有 {{{name}}}" for name in sorted(named - CHECKS[spec.name].fields - _COMMON))
    yield from (
        f"例{n}：shows 的 {one} 不在 covers 中"
        for n, e in enumerate(spec.example, 1)
        for one in e.shows
        if one not in spec.covers
    )
    if not any(example.finds for example in spec.example):
        yield "没有写错的例子（finds）"
    if not any(not example.finds for example in spec.example):
        yield "没有看似有错而正确的例子"
    yield from (
        f"例{n}：没有 finds 的要用 note 说明为什么不算错"
        for n, e in enumerate(spec.example, 1)
        if not (e.finds or e.note)
    )


def _clashes(specs: list[tuple[str, AuditSpec]]) -> Iterator[str]:
    counts = Counter(key for _, spec in specs for key in (spec.code, spec.name, *spec.formerly))
    for place, spec in specs:
        clashing = [key for key in (spec.code, spec.name, *spec.formerly) if counts[key] > 1]
        yield from (f"{place} {spec.code}：{key} 用了不止一次" for key in clashing)


def _rule(spec: AuditSpec, register: Mapping[str, Requirement], place: str) -> AuditRule:
    """Join a rule as written with the requirements it covers; the first one settles its severity."""
    requirements = [register[number] for number in spec.covers]
    return AuditRule(
        code=spec.code,
        name=spec.name,
        title=spec.title,
        gate=spec.gate,
        covers=spec.covers,
        message=spec.message,
        why=spec.why,
        severity=spec.severity or requirements[0].severity,
        strength=requirements[0].strength,
        basis=tuple(dict.fromkeys(basis for requirement in requirements for basis in requirement.basis)),
        formerly=spec.formerly,
        fix=FixSpec(advice=spec.advice, applicability=_ADVICE),
        place=f"{place} {spec.code}",
        examples=spec.example,
    )
