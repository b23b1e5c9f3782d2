from math import exp

from hypothesis import given
from hypothesis import strategies as st

from gongwen.anatomy.path import STATES, best_path, step


def test_no_segments_have_no_path() -> None:
    assert best_path([]) == ([], [])


def test_order_decides_between_equal_evidence() -> None:
    lattice = [
        {"masthead": 1.0},
        {"title": 1.0},
        {"title": 1.0, "recipients": 1.0},
        {"recipients": 1.0, "title": 1.0},
        {"body": 1.0},
    ]
    states, _ = best_path(lattice)
    assert states == ["masthead", "title", "title", "recipients", "body"]


def test_strong_evidence_beats_the_order() -> None:
    states, _ = best_path([{"body": 1.0}, {"masthead": 1.0, "body": exp(-20)}])
    assert states == ["body", "masthead"]


def test_posterior_of_the_only_label_is_one() -> None:
    assert best_path([{"body": 1.0}, {"date": 1.0}])[1] == [1.0, 1.0]


def test_posterior_says_how_close_the_rival_is() -> None:
    _, (share,) = best_path([{"body": 1.0, "other.text": 1.0}])
    assert 0.49 < share < 0.51


def test_a_second_title_costs_more_than_any_other_step_back() -> None:
    assert step("body", "title") < step("body", "recipients")


@given(st.lists(st.dictionaries(st.sampled_from(STATES), st.floats(1e-6, 1.0), min_size=1), min_size=1, max_size=40))
def test_every_path_is_one_of_the_lattice_and_posteriors_are_shares(lattice: list[dict[str, float]]) -> None:
    states, shares = best_path(lattice)
    assert all(state in scores for state, scores in zip(states, lattice, strict=True))
    assert all(0.0 <= share <= 1.0 + 1e-9 for share in shares)
