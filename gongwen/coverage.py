"""Coverage: what the rule book makes of every requirement of the register."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

import tomli
from pydantic import Field, ValidationError

from gongwen.errors import RuleFileError
from gongwen.faults import Closed
from gongwen.register import Requirement
from gongwen.rules import Statement
from gongwen.tables import rules_folder

Why = Literal["umbrella", "permission", "duplicate", "layout", "records", "semantic", "none"]
State = Literal["settled", "listed", "unseen", "open"]
RESTING: frozenset[Why] = frozenset(("umbrella", "permission", "duplicate"))
"""Reasons that lead to rules."""

Shown = tuple[Statement, tuple[int, ...]]
"""A rule and the numbers of its examples that show a requirement settled."""


class Row(Closed):
    """Hold a requirement that has no rule of its own, and why; `rests_on` names the rules it leads to."""

    id: str
    why: Why
    rests_on: tuple[str, ...] = ()
    note: str


class RowFile(Closed):
    """Hold all of them."""

    schema_: Annotated[Literal[1], Field(alias="schema")]
    row: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """Say what became of a requirement.

    settled: examples of rules show it · listed: `row` says why it has no rule · unseen: no file can show it · open: nothing yet.
    """

    requirement: Requirement
    state: State
    shown: tuple[Shown, ...] = ()
    row: Row | None = None


def load_rows() -> tuple[Row, ...]:
    """Read the list that ships with the rule book; RuleFileError when it is broken."""
    try:
        data = tomli.loads((rules_folder() / "unsettled.toml").read_text(encoding="utf-8"))
        return RowFile.model_validate(data).row
    except (tomli.TOMLDecodeError, ValidationError) as error:
        raise RuleFileError([f"unsettled.toml：{error}"]) from error


def outcomes(
    rules: Iterable[Statement], register: Mapping[str, Requirement], rows: Iterable[Row]
) -> tuple[Outcome, ...]:
    """Give what became of every requirement, in the order of the register."""
    shown = _shown(rules)
    listed = {row.id: row for row in rows}
    return tuple(_outcome(one, shown.get(one.id, ()), listed.get(one.id)) for one in register.values())


def _outcome(requirement: Requirement, shown: Sequence[Shown], row: Row | None) -> Outcome:
    if shown:
        return Outcome(requirement, "settled", tuple(shown))
    if row:
        return Outcome(requirement, "listed", row=row)
    return Outcome(requirement, "open" if "static" in requirement.checked_from else "unseen")


def _shown(rules: Iterable[Statement]) -> Mapping[str, Sequence[Shown]]:
    """Map requirements to the rules with examples that show them."""
    found: dict[str, list[Shown]] = {}
    for rule in rules:
        for number in rule.covers:
            places = tuple(n for n, shows in enumerate(rule.shown, 1) if number in shows)
            if places:
                found.setdefault(number, []).append((rule, places))
    return found


def row_problems(rules: Sequence[Statement], register: Mapping[str, Requirement], rows: Sequence[Row]) -> Iterator[str]:
    """Yield what is wrong with the list: unknown names, reasons without rules, requirements that are settled after all."""
    codes = {rule.code for rule in rules}
    settled = _shown(rules)
    ids = [row.id for row in rows]
    for row in rows:
        if row.id not in register:
            yield f"{row.id} 不在登记表中"
        if ids.count(row.id) > 1:
            yield f"{row.id} 列了不止一次"
        if row.id in settled:
            yield f"{row.id} 已由 {'、'.join(rule.code for rule, _ in settled[row.id])} 落实，不必列出"
        if row.why in RESTING and not row.rests_on:
            yield f"{row.id} 要写 rests_on"
        yield from (f"{row.id}：没有规则 {code}" for code in row.rests_on if code not in codes)
