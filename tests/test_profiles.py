import pytest

from gongwen.bookshelf import load_rules
from gongwen.errors import ConfigError, RuleFileError
from gongwen.profiles import names, resolve
from tests.shelves import book, rule_text

BOOK = load_rules()
TWO = rule_text() + rule_text(code="GF047a", requirement="GF-047", name="other-digits")
OWN = 'group = "QP"\n' + rule_text(
    code="QP001", name="own", keys='severity = "info"\nwhere = ["title"]\nbasis = [["《细则》", "第1条"]]'
).replace('covers  = ["GF-046"]\n', "")


def shelf(folder, **profiles):
    """Make a book of two rules and these profiles."""
    (folder / "profiles").mkdir()
    for name, text in profiles.items():
        (folder / "profiles" / f"{name}.toml").write_text(f'schema = 1\ntitle = "例"\n{text}', encoding="utf-8")
    return book(folder, rules=TWO)


def chosen(book_, name):
    return [rule.code for rule in resolve(book_, name)]


def test_the_book_ships_four_profiles():
    assert names(BOOK) == ("gbt9704", "government", "office", "party")


@pytest.mark.parametrize("name", names(BOOK))
def test_every_profile_that_ships_has_rules(name):
    assert resolve(BOOK, name)


def test_house_rules_of_the_register_are_off_but_for_the_office():
    house = {rule.code for rule in BOOK.rules if rule.group == "BG"}
    assert "BG026" in house
    assert house.isdisjoint(chosen(BOOK, "gbt9704"))
    assert house <= set(chosen(BOOK, "office"))


def test_the_office_sends_back_what_goes_to_several():
    (several,) = [rule for rule in resolve(BOOK, "office") if rule.code == "TL043"]
    assert (several.severity, "退回" in several.message) == ("error", True)


def test_the_party_leaves_the_star_in_the_red_line_alone():
    assert "GF054" in chosen(BOOK, "gbt9704")
    assert "GF054" not in chosen(BOOK, "party")


def test_government_raises_what_the_register_only_hints_at():
    (star,) = [rule for rule in resolve(BOOK, "government") if rule.code == "GF054"]
    assert star.severity == "warning"


def test_without_profiles_there_is_the_default_one(tmp_path):
    plain = book(tmp_path, rules=TWO)
    assert (names(plain), chosen(plain, "gbt9704")) == (("gbt9704",), ["GF046", "GF047a"])


def test_a_profile_that_does_not_exist_is_told(tmp_path):
    with pytest.raises(ConfigError, match="没有配置“other”，可用的有：gbt9704、own"):
        resolve(shelf(tmp_path, own=""), "other")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["GF046", "GF047a"]),
        ('select = ["GF-047"]', ["GF047a"]),
        ('extends = "gbt9704"\nselect = ["GF-047"]', ["GF046", "GF047a"]),
        ('extends = "gbt9704"\nignore = ["other-digits"]', ["GF046"]),
        ('extends = "narrow"\nselect = ["GF046"]', ["GF046", "GF047a"]),
        (f'extends = "gbt9704"\n{OWN}', ["GF046", "GF047a", "QP001"]),
    ],
)
def test_a_profile_adds_to_what_it_extends_and_leaves_out_what_it_ignores(tmp_path, text, codes):
    assert chosen(shelf(tmp_path, narrow='select = ["GF047a"]', own=text), "own") == codes


def test_the_rules_of_a_profile_are_its_own(tmp_path):
    made = shelf(tmp_path, own=f'extends = "gbt9704"\n{OWN}', heir='extends = "own"')
    assert chosen(made, "gbt9704") == ["GF046", "GF047a"]
    assert chosen(made, "heir") == ["GF046", "GF047a", "QP001"]


def test_a_profile_changes_severity_and_settings(tmp_path):
    changes = (
        '[severity]\nGF-047 = "info"\n[rules.GF046]\nmessage = "换了"\nstages = ["final"]\ncheck.find = "[Ａ-Ｚ]+"'
    )
    first, second = resolve(shelf(tmp_path, own=changes), "own")
    assert (first.message, first.stages, first.check.find, first.severity) == ("换了", {"final"}, "[Ａ-Ｚ]+", "error")
    assert (second.severity, second.message) == ("info", "应为{expected}，此处为“{found}”")


def test_the_book_itself_stays_as_it_was(tmp_path):
    made = shelf(tmp_path, own='[severity]\nGF046 = "info"')
    resolve(made, "own")
    assert resolve(made, "gbt9704")[0].severity == "error"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('colour = "红"', "没有键 colour"),
        ('extends = "nowhere"', "extends：没有配置“nowhere”"),
        ('extends = "own"', "绕了一圈"),
        ('ignore = ["GF999"]', "没有名为“GF999”的规则"),
        ('[severity]\nGF999 = "info"', "没有名为“GF999”的规则"),
        ("[rules.GF046]\ncheck.fnid = '甲'", "rules.GF046：check.fnid"),
        ("[rules.GF046]\nmessage = '{nothing}'", r"message 里的 \{nothing\} 这种检查给不出"),
        ("[rules.GF046]\ncolour = '红'", "没有键 rules.GF046.colour"),
        (rule_text(code="QP001"), "应当以组名"),
    ],
)
def test_what_is_wrong_with_a_profile_is_told_when_the_book_is_read(tmp_path, text, problem):
    with pytest.raises(RuleFileError, match=rf"profiles/own.toml.*{problem}"):
        shelf(tmp_path, own=text)
