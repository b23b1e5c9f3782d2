import pytest

from gongwen.coverage import Row, load_rows, outcomes, row_problems
from gongwen.outputs.manual import all_rules
from gongwen.register import load_register
from tests.shelves import book, rule_text

REGISTER = load_register()
SHOWN = rule_text() + "[[rule.example]]\nshows = ['GF-046']\nbad = '⟦８⟧'\ngood = '8'\n[[rule.example]]\ngood = '9'\n"


def found(folder, number, *rows):
    """Give what became of one requirement in a book of one rule."""
    return next(one for one in outcomes(book(folder, one=SHOWN).rules, REGISTER, rows) if one.requirement.id == number)


def test_the_list_that_ships_agrees_with_the_rules():
    assert list(row_problems(all_rules(), REGISTER, load_rows())) == []


def test_only_an_example_that_shows_it_settles_a_requirement(tmp_path):
    outcome = found(tmp_path, "GF-046")
    assert (outcome.state, [(rule.code, places) for rule, places in outcome.shown]) == ("settled", [("GF046", (1,))])


def test_a_listed_requirement_carries_its_reason(tmp_path):
    outcome = found(tmp_path, "GF-047", Row(id="GF-047", why="umbrella", rests_on=("GF046",), note="理由"))
    assert (outcome.state, outcome.row.note) == ("listed", "理由")


@pytest.mark.parametrize(("number", "state"), [("GF-003", "unseen"), ("GF-047", "open")])
def test_what_no_file_shows_is_told_from_what_is_still_to_do(tmp_path, number, state):
    assert found(tmp_path, number).state == state


def test_every_requirement_has_an_outcome(tmp_path):
    assert [one.requirement.id for one in outcomes(book(tmp_path, one=SHOWN).rules, REGISTER, ())] == list(REGISTER)


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([{"id": "GF-999", "why": "none"}], "GF-999 不在登记表中"),
        ([{"id": "GF-047", "why": "none"}] * 2, "GF-047 列了不止一次"),
        ([{"id": "GF-046", "why": "none"}], "GF-046 已由 GF046 落实"),
        ([{"id": "GF-047", "why": "umbrella"}], "GF-047 要写 rests_on"),
        ([{"id": "GF-047", "why": "umbrella", "rests_on": ("GF999",)}], "GF-047：没有规则 GF999"),
    ],
)
def test_what_is_wrong_with_the_list_is_told(tmp_path, rows, problem):
    made = [Row(note="理由", **row) for row in rows]
    assert any(problem in told for told in row_problems(book(tmp_path, one=SHOWN).rules, REGISTER, made))
