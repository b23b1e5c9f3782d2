import pytest

from gongwen.checks.base import Reading, Scope
from gongwen.checks.code.rate import ErrorRate
from tests.shelves import paper


def rate(errors, characters):
    reading = Reading(paper(("body", "字" * characters)))
    reading.tally["语言"] = errors
    return [(hit.found, dict(hit.fields)) for hit in ErrorRate(gate="语言", per_thousand=3).run(reading, Scope())]


def test_more_than_the_rate_is_told_with_both_figures():
    assert rate(8, 2000) == [("4.0", {"count": "8", "characters": "2000"})]


@pytest.mark.parametrize(("errors", "characters"), [(6, 2000), (3, 200), (0, 0)])
def test_no_more_than_the_rate_is_silent_and_a_short_text_counts_as_a_thousand(errors, characters):
    assert rate(errors, characters) == []
