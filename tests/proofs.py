"""Prove the cures of a rule on its examples: edits, carried out on the draft, and what the rule book says of it then."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from gongwen.anatomy.elements import Gongwen
from gongwen.bookshelf import load_rules
from gongwen.checks.base import Reading
from gongwen.findings import violations
from gongwen.rulefile import Change, ExampleSpec
from gongwen.rules import Rule, fact_values
from gongwen.verify import built
from gongwen.violations import Violation
from tests.mending import edits_of, mended, planted, recognised

WORDING = ("pattern", "terms", "agree", "presence", "numbering")
"""What can be judged of a document of bare texts."""


@dataclass(frozen=True, slots=True)
class Proof:
    """Hold what became of an example: findings that had no edits, findings that stayed, graver ones that came."""

    untouched: int
    left: tuple[str, ...]
    new: dict[str, int]


def fixable_rules() -> tuple[Rule, ...]:
    """Give the rules that offer more than advice."""
    return tuple(rule for rule in load_rules().rules if rule.fix and rule.fix.applicability != "display")


def bad_examples(rule: Rule) -> Iterator[ExampleSpec]:
    """Yield the examples with a fault."""
    return (example for example in rule.examples if example.bad is not None)


def found(rule: Rule, gongwen: Gongwen) -> list[Violation]:
    """Give what a rule finds."""
    return list(violations((rule, hit) for hit in rule.check.run(Reading(gongwen), rule.scope)))


def prove(rule: Rule, example: ExampleSpec) -> Proof:
    """Mend an example and check it again, by this rule and by the whole book."""
    assert example.bad is not None
    before = built(rule, example, example.bad)
    faults = found(rule, before)
    draft = mended(before.draft, edits_of(faults))
    whole = isinstance(example.bad, Change)
    after = recognised(before, draft, facts=example.facts) if whole else planted(before, draft)
    untouched = sum(not (fault.fix and fault.fix.edits) for fault in faults)
    left = tuple(fault.found for fault in found(rule, after))
    new = _grave(rule, after, whole=whole) - _grave(rule, before, whole=whole)
    return Proof(untouched, left, dict(new))


def _grave(rule: Rule, gongwen: Gongwen, *, whole: bool) -> Counter[str]:
    """Count errors and warnings by rule; of bare texts only what their words say."""
    stage, reading = min(rule.stages), Reading(gongwen)
    asked = (
        other
        for other in load_rules().rules
        if other.severity != "info" and not other.check.last and (whole or other.check.kind in WORDING)
    )
    values = fact_values(gongwen.facts)
    applying = (other for other in asked if other.applies(values, stage=stage))
    return Counter(other.code for other in applying for _ in other.check.run(reading, other.scope))
