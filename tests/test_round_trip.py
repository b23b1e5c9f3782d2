"""What the fixes of the rule book promise of real files: fixed, checked again, clean; fixing again changes nothing."""

from dataclasses import replace

import pytest

from tests.proofs import bad_examples, fixable_rules
from tests.round_trip import RoundTrip, taken

ADVICE = {
    "GF120": "the lines are borders of a table",
    "GF160b": "the masthead stands in a frame",
    "GF161b": "the border of a paragraph reaches no further than its column",
    "GF168b": "the lines are borders of a table",
}
"""Examples shown in a file, for whose fault there are no edits: there the fix is advice."""
RULES = {rule.code: rule for rule in fixable_rules()}


@pytest.mark.parametrize("code", sorted(RULES.keys() - ADVICE.keys()))
def test_an_example_in_a_file_is_mended_once_and_for_all(code):
    examples = list(bad_examples(RULES[code]))
    assert examples
    assert [taken(RULES[code], example) for example in examples] == [RoundTrip()] * len(examples)


@pytest.mark.parametrize("code", sorted(ADVICE))
def test_a_file_for_which_there_is_only_advice_stays_as_it_is(code):
    (example,) = bad_examples(RULES[code])
    trip = taken(RULES[code], example)
    assert trip.left
    assert replace(trip, left=()) == RoundTrip(changed=False)
