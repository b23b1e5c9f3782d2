from pathlib import Path

import pytest

from gongwen.verify import main, verify_rule
from tests.shelves import one, rule_text

FIX = "[rule.fix]\nreplace = '\\g<year>'\napplicability = 'unsafe'\nreason = '删去括号'\n"
CHECK = "kind = 'pattern'\nfind = '\\((?<year>\\d{4})\\)'"
MISS = "[[rule.example]]\ngood = '第8号'\n"


def problems(tmp_path: Path, examples: str, *, fix: str = FIX) -> list[str]:
    return [failure.problem for failure in verify_rule(one(tmp_path, rule_text(check=CHECK, after=fix + examples)))]


def test_a_rule_with_a_fault_and_a_near_miss_passes(tmp_path: Path) -> None:
    assert not problems(tmp_path, "[[rule.example]]\nbad = '示政发⟦(2024)⟧8号'\ngood = '示政发20248号'\n" + MISS)


@pytest.mark.parametrize(
    ("examples", "problem"),
    [
        (MISS, "没有写错的例子"),
        ("[[rule.example]]\nbad = '⟦(2024)⟧'\ngood = '2024'\n", "没有单独的 good"),
        ("[[rule.example]]\nbad = '⟦(2024)⟧'\ngood = '2024'\n[[rule.example]]\ngood = '2024'\n", "与某个有错例子的 good 相同"),
        ("[[rule.example]]\nbad = '〔2024〕'\ngood = '2024'\n" + MISS, "bad 没有报出"),
        ("[[rule.example]]\nbad = '(⟦2024⟧)'\ngood = '2024'\n" + MISS, "标出的范围不符"),
        ("[[rule.example]]\nbad = '⟦(2024)⟧'\ngood = '〔2024〕'\n" + MISS, "与 good 不同"),
        ("[[rule.example]]\nbad = '⟦(2024)⟧'\n" + MISS, "bad 之外要写改后的 good"),
        ("[[rule.example]]\nbad = '⟦(2024)⟧'\ngood = '2024'\n[[rule.example]]\ngood = '(1998)'\n", "good 不该报"),
        ("[[rule.example]]\nbad = '⟦(2024)⟧'\ngood = '2024'\nshows = ['TL-001']\n" + MISS, "不在 covers 里"),
        ("[[rule.example]]\nbase = 'nowhere'\nbad = { element = 'title', size = '三号' }\n" + MISS, "没有样张 nowhere"),
        ("[[rule.example]]\nbad = '⟦(2024)⟧'\ngood = '2024'\nfacts = { mood = '好' }\n" + MISS, "没有事实 mood"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_example_is_told(tmp_path: Path, examples: str, problem: str) -> None:
    assert any(problem in found for found in problems(tmp_path, examples))


def test_a_pattern_that_does_not_compile_is_told(tmp_path: Path) -> None:
    broken = rule_text(check="kind = 'pattern'\nfind = '(甲'", after=FIX.replace("\\g<year>", "") + MISS)
    assert any("运行出错" in failure.problem for failure in verify_rule(one(tmp_path, broken)))


def test_several_elements_and_a_changed_sample_make_examples(tmp_path: Path) -> None:
    keys = 'when = { regime = ["2012"] }'
    check = "kind = 'presence'\nelement = 'printer'\nat_least = 1\ngiven = ['cc']"
    cc = '["cc", "抄送：市委办公室。"]'
    examples = (
        f'[[rule.example]]\nbad = [{cc}]\ngood = [{cc}, ["printer", "市政府办公室"]]\n'
        "[[rule.example]]\nbase = 'notice'\nbad = { element = 'printer', remove = true }\ngood = {}\n"
        f'[[rule.example]]\nfacts = {{ regime = "1996" }}\ngood = [{cc}]\n'
    )
    rule = one(tmp_path, rule_text(keys=keys, check=check, after=examples))
    assert not [str(failure) for failure in verify_rule(rule)]


def test_the_command_lists_what_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "gf.toml"
    path.write_text('schema = 1\ngroup = "GF"\ntitle = "例"\n' + rule_text(), encoding="utf-8")
    assert main([str(path)]) == 1
    assert "GF046：没有写错的例子" in capsys.readouterr().out


def test_the_command_tells_of_a_broken_book(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "gf.toml"
    path.write_text("schema = 2\n", encoding="utf-8")
    assert main([str(path)]) == 2
    assert "group 没有写" in capsys.readouterr().out
