"""What the fixes of the rule book promise: carried out, the fault is gone and nothing else has come."""

import pytest

from tests.proofs import Proof, bad_examples, fixable_rules, prove

MENDED = Proof(untouched=0, left=(), new={})
BEYOND = {
    "GF120": "the lines are borders of a table",
    "GF130b": "an example of bare texts has no line to take away",
    "GF160b": "the masthead stands in a frame",
    "GF161b": "the border of a paragraph reaches no further than its column",
    "GF168b": "the lines are borders of a table",
}
"""Examples whose fault is built of what no edit takes hold of: there the fix is advice."""
CASES = [
    pytest.param(rule, example, id=f"{rule.code}-{number}")
    for rule in fixable_rules()
    for number, example in enumerate(bad_examples(rule), 1)
]


@pytest.mark.parametrize(("rule", "example"), [case for case in CASES if case.values[0].code not in BEYOND])
def test_a_fix_settles_its_fault_and_brings_no_other(rule, example):
    assert prove(rule, example) == MENDED


@pytest.mark.parametrize(("rule", "example"), [case for case in CASES if case.values[0].code in BEYOND])
def test_what_edits_cannot_take_hold_of_stays_as_it_is(rule, example):
    proof = prove(rule, example)
    assert proof.untouched == len(proof.left)
    assert proof.new == {}
