"""House rules: the manual is followed step by step, then what can go wrong."""

import re
import shlex
from pathlib import Path

import pytest

import gongwen
from gongwen.api import house_rules
from gongwen.cli import main

ROOT = Path(__file__).parent.parent
NOTICE = ROOT / "samples" / "notice.docx"
STEP = re.compile(r"`([^`\n]*\.toml)`：\n\n```toml\n(.*?)```|```console\n\$ gongwen ([^\n]+)\n(.*?)```", re.DOTALL)
STEPS = [match.groups() for match in STEP.finditer((ROOT / "docs" / "house-rules.md").read_text(encoding="utf-8"))]

RULE = """
[[rule]]
code     = "{code}"
name     = "{name}"
title    = "错误"
gate     = "语言"
severity = "warning"
basis    = [["《青禾县公文处理细则》", "第1条"]]
where    = ["prose"]
message  = "错"
why      = "缘由"
[rule.check]
kind = "pattern"
find = '{find}'
"""


def rule(code: str = "QH001", name: str = "a-house-rule", find: str = "水库") -> str:
    return RULE.format(code=code, name=name, find=find)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "profiles").mkdir()
    return tmp_path


def write(folder, rules, *, group="QH", profile=""):
    (folder / "own.toml").write_text(f'schema = 1\ngroup = "{group}"\ntitle = "例"\n{rules}', encoding="utf-8")
    if profile:
        (folder / "profiles" / "own.toml").write_text(f'schema = 1\ntitle = "例"\n{profile}', encoding="utf-8")
    return folder


def codes(folder, **settings):
    return [found.code for found in gongwen.check(NOTICE, rules=folder, **settings).documents[0].violations]


def follow(name, text, command, capsys):
    """Take one step of the manual; give what is printed."""
    if name:
        Path(name).write_text(text, encoding="utf-8")
    else:
        main(shlex.split(command))
    return capsys.readouterr().out


def test_the_manual_works_step_by_step(tmp_path, monkeypatch, capsys):
    (tmp_path / "notice.docx").write_bytes(NOTICE.read_bytes())
    (tmp_path / "本单位规则" / "profiles").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    printed = [follow(name, text, command, capsys) for name, text, command, _ in STEPS]
    assert printed == [shown or "" for *_, shown in STEPS]


def test_the_manual_has_its_steps():
    assert [bool(name) for name, *_ in STEPS] == [True, False, False, True, False, True, False]


def test_house_rules_join_the_book(folder):
    assert codes(write(folder, rule()), select=["QH"])[0] == "QH001"
    assert "QH001" in codes(folder)


def test_a_rule_set_stands_for_itself(folder):
    alone = house_rules(write(folder, rule()))
    assert [one.code for one in alone.rules] == ["QH001"]
    assert set(codes(alone)) == {"QH001"}


def test_the_digest_tells_the_joined_book_from_the_one_that_ships(folder):
    joined = gongwen.Checker(rules=write(folder, rule())).tool.rules_digest
    assert joined != gongwen.Checker().tool.rules_digest


@pytest.mark.parametrize(
    ("rules", "group", "problem"),
    [
        (rule(code="GF999"), "GF", "组名 GF 规则库已用"),
        (rule() + rule(), "QH", "QH001 用了 2 次"),
        (rule(name="title-font"), "QH", "title-font 用了 2 次"),
        (rule(code="SYS009"), "SYS", "SYS 是程序自用的组名"),
        (rule().replace("basis ", "# "), "QH", "自己的规则要写依据"),
        (rule().replace("severity", "# severity"), "QH", "自己的规则要写 severity"),
        (rule().replace("where", "were"), "QH", "没有键 were，是不是 where"),
        (rule(code="ZZ001"), "QH", "应当以组名 QH 开头"),
    ],
)
def test_what_is_wrong_is_told_with_its_file(folder, rules, group, problem):
    with pytest.raises(gongwen.RuleFileError, match=rf"own.toml.*{problem}"):
        codes(write(folder, rules, group=group))


def test_a_folder_without_rules_is_told(tmp_path):
    with pytest.raises(gongwen.ConfigError, match="没有规则文件"):
        codes(tmp_path / "没有")


def test_a_vocabulary_beside_the_rules_silences_what_lies_inside_its_words(folder):
    before = codes(write(folder, rule()), select=["QH"])
    (folder / "vocabulary.txt").write_text("126座水库\n", encoding="utf-8")
    assert len(codes(folder, select=["QH"])) == len(before) - 1


def test_a_vocabulary_comes_as_words_or_as_a_file(folder, tmp_path):
    write(folder, rule())
    (tmp_path / "own.txt").write_text("水库\n", encoding="utf-8")
    assert codes(folder, select=["QH"], vocabulary=["水库"]) == []
    assert codes(folder, select=["QH"], vocabulary=tmp_path / "own.txt") == []


def test_a_pattern_that_takes_too_long_is_stopped_and_told(folder, monkeypatch):
    monkeypatch.setattr("gongwen.checks.pattern.PATIENCE", 0.05)
    write(folder, rule(find=r"(?:.|..)+[a-z]") + rule(code="QH002", name="another"))
    document = gongwen.check(NOTICE, rules=folder, select=["QH"]).documents[0]
    assert document.violations[0].message.startswith("规则 QH001（a-house-rule）用时过长，已停止")
    assert document.status == "partial"
    assert "QH002" in [found.code for found in document.violations]


def test_only_the_rules_of_the_folder_are_listed(folder, capsys):
    assert main(["rules", "--rules", str(write(folder, rule()))]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "共 1 条规则"


def test_a_house_rule_is_explained(folder, capsys):
    assert main(["explain", "QH001", "--rules", str(write(folder, rule()))]) == 0
    assert "依据：《青禾县公文处理细则》 第1条" in capsys.readouterr().out


def test_a_profile_of_ones_own_may_bring_rules(folder):
    write(folder, rule(), profile='extends = "gbt9704"\ngroup = "QP"\n' + rule(code="QP001", name="of-the-profile"))
    assert "QP001" not in codes(folder)
    assert {"QP001", "QH001"} <= set(codes(folder, profile="own"))


def test_settings_after_the_rules_of_a_profile_are_not_lost_in_silence(folder):
    late = rule(code="QP001", name="late") + '[[rule.example]]\ngood = "好"\n[severity]\nQP001 = "info"\n'
    with pytest.raises(gongwen.RuleFileError, match="写在"):
        codes(write(folder, rule(), profile='group = "QP"\n' + late))
