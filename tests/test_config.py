"""Settings from files: which file counts, what may stand in it, and what comes of it."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gongwen
from gongwen import config, configfile, faults
from gongwen.anatomy.facts import PINNABLE
from gongwen.cli import main
from gongwen.config import Configs, Lookup
from gongwen.desk import Plan
from gongwen.errors import ConfigFileError
from gongwen.globs import matcher
from gongwen.settling import Options
from tests.notes import commented

SAMPLES = Path(__file__).parent.parent / "samples"
FLAWED = (SAMPLES / "flawed-tongzhi.docx").read_bytes()
NAMES = ("通知.docx", "归档/旧.docx")
HOUSE = """\
schema = 1
group = "QH"
title = "名称"
[[rule]]
code = "QH001"
name = "fire-season"
title = "用了“春季森林防火”"
gate = "事实"
severity = "info"
basis = [["《云溪县公文处理细则》", "第1条"]]
where = ["title"]
message = "“{found}”不用"
why = "细则规定。"
[rule.check]
kind = "pattern"
find = "春季森林防火"
[[rule.example]]
bad = "关于做好⟦春季森林防火⟧工作的通知"
good = "关于做好森林防火工作的通知"
[[rule.example]]
good = "关于春季植树的通知"
"""

Write = Callable[..., Path]
Check = Callable[..., dict]


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """Give a folder, which is the current one, with a flawed notice in it and another in 归档."""
    for name in NAMES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(FLAWED)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def write(folder) -> Write:
    def write(text: str, name: str = "gongwen.toml") -> Path:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
        return folder / name

    return write


@pytest.fixture
def check(folder, capsys) -> Check:
    """Check documents through the command line; give what it says as JSON, and its exit code."""

    def check(*arguments: str) -> dict:
        code = main(["check", *(arguments or NAMES), "--format", "json"])
        captured = capsys.readouterr()
        return {**json.loads(captured.out or "{}"), "code": code, "err": captured.err}

    return check


def stages(result: dict) -> dict[str, str]:
    return {document["path"]: document["stage"] for document in result["documents"]}


def codes(result: dict) -> set[str]:
    return {found["code"] for document in result["documents"] for found in document["violations"]}


# which file counts


def test_without_a_file_everything_is_as_ever(check):
    assert stages(check()) == dict.fromkeys(NAMES, "draft")


@pytest.mark.parametrize("name", config.NAMES[:2])
def test_a_file_counts_for_its_folder_and_all_below(name, write, check):
    write('stage = "final"', name)
    assert stages(check()) == dict.fromkeys(NAMES, "final")


def test_a_pyproject_counts_when_it_has_a_table_for_us(write, check):
    write('[tool.gongwen]\nstage = "final"', "pyproject.toml")
    assert stages(check()) == dict.fromkeys(NAMES, "final")


@pytest.mark.parametrize("text", ["[tool.other]\nstage = 'final'", "这不是 TOML", "name = 'gongwen'"])
def test_a_pyproject_without_a_table_for_us_is_passed_over(text, write, check):
    write('stage = "final"')
    write(text, "归档/pyproject.toml")
    assert stages(check()) == dict.fromkeys(NAMES, "final")


def test_the_nearest_file_counts_as_a_whole(write, check):
    write('stage = "final"\nignore = ["GF-046"]')
    write('select = ["GF-046"]', "归档/gongwen.toml")
    result = check()
    assert stages(result) == {"通知.docx": "final", "归档/旧.docx": "draft"}
    assert [found["code"] for found in result["documents"][0]["violations"]] == ["GF046a"]


@pytest.mark.parametrize(("first", "second"), [config.NAMES[:2], config.NAMES[1:], config.NAMES[::2]])
def test_of_two_in_one_folder_the_first_counts_and_it_is_told(first, second, write, check, capsys):
    write('[tool.gongwen]\nstage = "archive"', "pyproject.toml")
    write('stage = "archive"', second.replace("pyproject", "gongwen"))
    write('stage = "final"', first)
    assert stages(check()) == dict.fromkeys(NAMES, "final")
    main(["config", "通知.docx"])
    assert f"没有用：{second}（同一文件夹里 {first} 在前）" in capsys.readouterr().out


def test_a_folder_of_that_name_is_no_file(folder, check):
    (folder / "gongwen.toml").mkdir()
    assert stages(check()) == dict.fromkeys(NAMES, "draft")


def test_standard_input_goes_by_the_current_folder(write):
    write('stage = "final"')
    assert Plan(Options(), Lookup()).desk().checker("-").settings.stage == "final"


def test_one_file_may_be_named_for_everything(write, check):
    write('stage = "archive"', "归档/gongwen.toml")
    write('stage = "final"', "设置/共用.toml")
    assert stages(check(*NAMES, "--config", "设置/共用.toml")) == dict.fromkeys(NAMES, "final")


def test_all_files_may_be_left_out(write, check):
    write('stage = "final"\nfail_on = "never"')
    result = check(*NAMES, "--no-config")
    assert (stages(result), result["code"]) == (dict.fromkeys(NAMES, "draft"), 1)


def test_both_at_once_make_no_sense(check):
    assert check("通知.docx", "--config", "a.toml", "--no-config")["err"] == "--config 和 --no-config 只能用一个。\n"


def test_each_folder_is_looked_into_once(folder, write, monkeypatch):
    write('stage = "final"')
    looked: list[str] = []
    candidates = config.candidates
    monkeypatch.setattr(config, "candidates", lambda here: looked.append(here) or candidates(here))
    configs = Configs(Lookup())
    found = {id(configs.of(f"归档/{number}.docx")) for number in range(100)}
    assert (len(found), looked) == (1, [str(folder / "归档"), str(folder)])


# what counts more


@pytest.mark.parametrize(
    ("arguments", "text", "stage"),
    [
        ([], "", "draft"),
        ([], 'extend = "底本.toml"', "archive"),
        ([], 'extend = "底本.toml"\nstage = "final"', "final"),
        ([], 'stage = "archive"\n[[override]]\nfiles = ["*.docx"]\nstage = "final"', "final"),
        (["--stage", "draft"], 'stage = "archive"\n[[override]]\nfiles = ["*.docx"]\nstage = "final"', "draft"),
    ],
)
def test_options_go_before_overrides_before_the_file_before_what_it_extends(arguments, text, stage, write, check):
    write('stage = "archive"', "底本.toml")
    write(text)
    assert stages(check("通知.docx", *arguments)) == {"通知.docx": stage}


def test_what_one_says_of_other_keys_stays(write, check):
    write('stage = "final"\n[facts]\nregime = "2012"\nkind = "函"', "底本.toml")
    write('extend = "底本.toml"\n[facts]\nkind = "通报"')
    facts = check("通知.docx", "--regime", "2001")["documents"][0]["facts"]
    assert (facts["kind"], facts["regime"], facts["pinned"]) == ("通报", "2001", ["kind", "regime"])


def test_the_later_override_goes_before_the_earlier(write, check):
    write('[[override]]\nfiles = ["**"]\nstage = "final"\n[[override]]\nfiles = ["归档"]\nstage = "archive"')
    assert stages(check()) == {"通知.docx": "final", "归档/旧.docx": "archive"}


def test_patterns_and_paths_are_counted_from_the_file_they_stand_in(write, check):
    write('vocabulary = "词表.txt"\n[[override]]\nfiles = ["归档/**"]\nstage = "archive"', "共用/gongwen.toml")
    write("云溪县", "共用/词表.txt")
    write('extend = "../共用/gongwen.toml"', "归档/gongwen.toml")
    assert stages(check("归档/旧.docx")) == {"归档/旧.docx": "draft"}
    assert Plan(Options(), Lookup()).desk().checker("归档/旧.docx").settings.vocabulary == {"云溪县"}


@pytest.mark.parametrize(
    ("pattern", "matched", "unmatched"),
    [
        ("归档/**", ["归档/a.docx", "归档/b/a.docx"], ["归档2/a.docx", "b/归档/a.docx"]),
        ("归档", ["归档/a.docx", "归档/b/a.docx"], ["归档.docx"]),
        ("**/归档/**", ["归档/a.docx", "b/c/归档/a.docx"], ["旧归档/a.docx"]),
        ("*.docx", ["a.docx"], ["b/a.docx", "a.docxx"]),
        ("**/*.docx", ["a.docx", "b/c/a.docx"], ["b/a.docm"]),
        ("*a*b", ["aab", "xaybab"], ["ba", "abc"]),
        ("?[1].docx", ["a[1].docx"], ["a1.docx", "[1].docx"]),
        ("**", ["a", "b/a"], []),
    ],
)
def test_patterns_are_those_of_the_command_line(pattern, matched, unmatched):
    fits = matcher([pattern]).match
    assert ([path for path in matched if fits(path)], [path for path in unmatched if fits(path)]) == (matched, [])


@given(st.text("ab/", min_size=1).filter(lambda path: "//" not in path.strip("/") and path.strip("/")))
def test_a_path_is_matched_by_itself_and_by_what_is_less_particular(path):
    path = path.strip("/")
    patterns = (path, path.replace("a", "?"), path.replace("b", "*"), f"**/{path}", re.sub("[ab]+", "*", path))
    assert all(matcher([pattern]).match(path) for pattern in patterns)


# what each key does


@pytest.mark.parametrize(
    ("text", "found", "missed"),
    [
        ('select = ["GF-046"]', {"GF046a"}, {"GF047a"}),
        ('ignore = ["GF-046"]', {"GF047a"}, {"GF046a"}),
        ('rules = "规则"', {"QH001"}, set()),
        ('rules = "规则"\nselect = ["QH"]', {"QH001"}, {"GF046a"}),
    ],
)
def test_rules_are_chosen_and_added(text, found, missed, write, check):
    write(HOUSE, "规则/names.toml")
    write(text)
    reported = codes(check("通知.docx"))
    assert (found <= reported, reported & missed) == (True, set())


def test_a_profile_is_chosen(write, check):
    write('profile = "office"')
    assert check("通知.docx")["documents"][0]["profile"] == "office"


def test_facts_are_pinned(write, check):
    write('[facts]\nkind = "通报"\njoint = false')
    facts = check("通知.docx")["documents"][0]["facts"]
    assert (facts["kind"], facts["pinned"]) == ("通报", ["joint", "kind"])


@pytest.mark.parametrize(
    ("table", "severity"),
    [
        ('GF061a = "error"', "error"),
        ('GF061a = "info"', "info"),
        ('GF = "info"\nGF-061 = "error"', "error"),
        ('GF-061 = "error"\nGF = "info"', "info"),
    ],
)
def test_a_severity_may_be_raised_and_lowered_the_last_one_counts(table, severity, write, check):
    write(f"[severity]\n{table}")
    violations = check("通知.docx", "--select", "GF061a")["documents"][0]["violations"]
    assert [found["severity"] for found in violations] == [severity]


def test_a_severity_decides_the_exit_code(write, check):
    write('select = ["GF061a"]\nfail_on = "error"\n[severity]\nGF061a = "error"')
    assert (
        check("通知.docx")["code"],
        check("通知.docx", "--no-config", "--select", "GF061a", "--fail-on", "error")["code"],
    ) == (1, 0)


@pytest.mark.parametrize("words", ['"词表.txt"', '["自已的"]'])
def test_a_vocabulary_is_a_file_or_words(words, write):
    write("自已的  # 名称", "词表.txt")
    write(f"vocabulary = {words}")
    assert Plan(Options(), Lookup()).desk().checker("通知.docx").settings.vocabulary == {"自已的"}


def test_waivers_in_documents_may_be_left_out(write, folder, check):
    (folder / "通知.docx").write_bytes(commented("flawed-tongzhi", ("[2024]", "gongwen: 忽略 GF046 沿用旧式")))
    write('select = ["GF-046"]')
    assert check("通知.docx")["code"] == 0
    write('select = ["GF-046"]\ninline_waivers = false')
    assert check("通知.docx")["code"] == 1


@pytest.mark.parametrize(("bar", "code"), [("never", 0), ("error", 1)])
def test_the_bar_is_set(bar, code, write, check):
    write(f'fail_on = "{bar}"')
    assert check("通知.docx")["code"] == code


def test_the_bar_of_the_command_line_goes_before(write, check):
    write('fail_on = "never"')
    assert check("通知.docx", "--fail-on", "warning")["code"] == 1


def test_outputs_are_chosen_and_stand_where_the_file_says(write, folder, monkeypatch, capsys):
    write('select = ["GF-046"]\nformat = ["jsonl=结果/全部.jsonl", "text"]')
    (folder / "结果").mkdir()
    monkeypatch.chdir(folder / "归档")
    main(["check", "旧.docx"])
    assert "示政发⟦[2024]⟧" in capsys.readouterr().out
    assert json.loads((folder / "结果/全部.jsonl").read_text(encoding="utf-8"))["documents"][0]["path"] == "旧.docx"


def test_processes_and_time_are_set(write, monkeypatch):
    from gongwen import workers

    asked: list[dict] = []
    monkeypatch.setattr(workers, "check", lambda *_paths, **labour: asked.append(labour) or (item for item in ()))
    write("jobs = 2\ntimeout = 5")
    main(["check", *NAMES])
    main(["check", *NAMES, "--timeout", "7"])
    assert asked == [{"jobs": 2, "timeout": 5.0}, {"jobs": 2, "timeout": 7.0}]


@pytest.mark.parametrize("paths", [["."], ["**/*.docx"], ["归档", "通知.docx"]])
def test_what_is_excluded_is_passed_over_in_a_search(paths, write, check):
    write('exclude = ["归档/**"]')
    assert list(stages(check(*paths))) in (["./通知.docx"], ["通知.docx"])


def test_what_is_excluded_is_checked_when_it_is_named(write, check):
    write('exclude = ["归档/**"]')
    assert list(stages(check("归档/旧.docx"))) == ["归档/旧.docx"]


def test_when_all_is_excluded_it_is_told_why(write, check):
    write('exclude = ["**"]')
    result = check("归档")
    assert (result["code"], "（配置文件里 exclude 所列的不算）" in result["err"]) == (2, True)


def test_a_baseline_is_named(write, check, capsys):
    main(["baseline", "create", "通知.docx", "--output", "基线.json"])
    capsys.readouterr()
    write('baseline = "基线.json"', "设置.toml")
    assert check("通知.docx", "--config", "设置.toml")["code"] == 0


def test_a_store_is_named(write, check, folder):
    write('store = "结果.db"', "归档/设置.toml")
    assert check("通知.docx", "--config", "归档/设置.toml")["code"] == 1
    assert main(["report", str(folder / "归档" / "结果.db"), "--fail-on", "never"]) == 0


def test_a_baseline_is_of_documents_that_are_not_excluded(write, folder):
    write('exclude = ["归档"]')
    main(["baseline", "create", ".", "--output", "基线.json"])
    noted = json.loads((folder / "基线.json").read_text(encoding="utf-8"))["documents"]
    assert [document["path"] for document in noted] == ["通知.docx"]


def test_a_broken_file_elsewhere_is_no_harm_to_a_baseline(write, check, capsys):
    main(["baseline", "create", ".", "--output", "基线.json"])
    capsys.readouterr()
    write("jobs = 3.5", "归档/gongwen.toml")
    assert check(".", "--baseline", "基线.json")["code"] == 2


def test_how_a_run_goes_is_no_business_of_files_elsewhere(write, check):
    write('fail_on = "never"\nformat = ["csv"]\nexclude = ["**"]\nstage = "final"', "归档/gongwen.toml")
    result = check(".")
    assert (result["code"], stages(result)) == (1, {"./归档/旧.docx": "final", "./通知.docx": "draft"})


def test_every_key_is_described():
    models = (configfile.ConfigFile, configfile.FactKeys)
    undescribed = [name for model in models for name, meaning, _ in configfile.keys(model) if not meaning]
    assert undescribed == []


def test_every_fact_that_can_be_pinned_is_a_key():
    assert frozenset(configfile.FactKeys.model_fields) == PINNABLE


# what is wrong in a file


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('stag = "final"', "没有键 stag，是不是 stage"),
        ('stage = "finel"', "stage 的值“finel”不在可取的值之中，是不是“final”，可用的有：draft、final、archive"),
        ('select = "GF"', "select 应当是一列，写成 [[名]] 或者 [ ]"),
        ("inline_waivers = 1", "inline_waivers 应当是 true 或 false，不加引号"),
        ('jobs = "3"', "jobs 应当是整数，不加引号"),
        ("jobs = 300", "jobs 不能大于 256"),
        ("timeout = nan", "timeout 应当是数字，不加引号"),
        ("timeout = -1", "timeout 不能小于 0"),
        ('format = ["jsn"]', "format.第1项 没有“jsn”这个值，是不是“json”"),
        ('format = ["json="]', "format.第1项 的“=”后面要写文件名"),
        ('exclude = ["/归档"]', "exclude.第1项 的“/归档”写法有误"),
        ('rules = ""', "rules 不能是空的"),
        ('rules = "a\\u0000"', "rules 不是文件名"),
        ("vocabulary = [1]", "vocabulary.第1项 应当是文字，写在引号里"),
        ('[facts]\nkidn = "通知"', "没有键 facts.kidn，是不是 kind"),
        ('[severity]\nGF046a = "worning"', "severity.GF046a 的值“worning”不在可取的值之中，是不是“warning”"),
        ('[[override]]\nstage = "final"', "第1个 [[override]]：files 没有写"),
        ('[[override]]\nfiles = ["../a"]', "第1个 [[override]]：files.第1项 的“../a”写法有误"),
        ('[[override]]\nfiles = ["**"]\njobs = 1', "第1个 [[override]] 里不能写 jobs"),
        ('[[override]]\nfiles = ["**"]\nstaeg = "final"', "第1个 [[override]]：没有键 staeg，是不是 stage"),
        ("stage = ", "第1行写得不对"),
        ('stage = "final"\nstage = "draft"', "第2行写重了：每个键只能写一次"),
        (f"jobs = {'9' * 5000}", "数字太长"),
        (f"jobs = {'[' * 5000}", "方括号套得太深"),
        ('extend = "没有.toml"', "extend 所指的文件“没有.toml”不存在"),
        ('extend = "gongwen.toml"', "extend 绕了一圈又回到自己：gongwen.toml → gongwen.toml"),
    ],
)
def test_a_mistake_is_one_chinese_sentence(text, sentence, write, check):
    write(text)
    result = check()
    assert (result["code"], "documents" in result) == (2, False)
    assert sentence in result["err"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('profile = "offices"', "profile：没有配置“offices”"),
        ('select = ["GF999"]', "select：没有名为“GF999”的规则"),
        ('[facts]\nkind = "通之"', "facts.kind：文档事实 kind 没有“通之”这个值"),
        ('[severity]\nGF046x = "info"', "severity.GF046x：没有名为“GF046x”的规则，是不是“GF046”"),
        ('vocabulary = "没有.txt"', "vocabulary：读不出词表"),
        ('rules = "没有"', "rules：“"),
    ],
)
def test_what_the_rule_book_does_not_know_is_told_with_file_and_key(text, sentence, write, check):
    write(text)
    result = check()
    assert result["code"] == 2
    assert f"配置文件“gongwen.toml”：{sentence}" in result["err"]


def test_all_mistakes_are_listed_together(write, check):
    write('stag = "final"\njobs = "3"\n[[override]]\nfiles = []')
    assert check()["err"].splitlines() == [
        "配置文件“gongwen.toml”有 3 处错误：",
        "jobs 应当是整数，不加引号；",
        "第1个 [[override]]：files 不能是空的；",
        "没有键 stag，是不是 stage。",
    ]


def test_all_that_the_rule_book_does_not_know_is_listed_together(write, check):
    write('ignore = ["GF999"]\n[[override]]\nfiles = ["别处"]\nselect = ["GF998"]\nfacts.kind = "通之"')
    assert [line.partition("：")[0] for line in check()["err"].splitlines()] == [
        "配置文件“gongwen.toml”有 3 处错误",
        "ignore",
        "第1个 [[override]] select",
        "第1个 [[override]] facts.kind",
    ]


def test_a_circle_of_several_files_is_shown(write, check):
    write('extend = "乙.toml"', "甲.toml")
    write('extend = "甲.toml"', "乙.toml")
    assert "extend 绕了一圈又回到自己：甲.toml → 乙.toml → 甲.toml" in check("通知.docx", "--config", "甲.toml")["err"]


def test_a_long_chain_is_refused(write, check):
    for number in range(12):
        write(f'extend = "{number + 1}.toml"', f"{number}.toml")
    assert "超过 10 层" in check("通知.docx", "--config", "0.toml")["err"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("stage = 'final' # 终".encode("gb18030"), "不是 UTF-8 编码的文本"),
        (b"#" * (faults.LARGEST + 1), "超过1兆字节"),
    ],
)
def test_a_file_that_is_no_text_of_ours_is_told(content, sentence, folder, check):
    (folder / "gongwen.toml").write_bytes(content)
    result = check()
    assert (result["code"], sentence in result["err"]) == (2, True)


def test_a_file_with_a_byte_order_mark_is_read(folder, check):
    (folder / "gongwen.toml").write_bytes(b"\xef\xbb\xbfstage = 'final'")
    assert stages(check("通知.docx")) == {"通知.docx": "final"}


def test_a_named_file_that_is_not_there_is_told(check):
    assert check("通知.docx", "--config", "没有.toml")["err"] == "配置文件“没有.toml”：打不开，请检查路径和权限。\n"


def test_a_named_pyproject_without_a_table_is_told(write, check):
    write("[tool.other]", "pyproject.toml")
    assert "其中没有 [tool.gongwen] 表" in check("通知.docx", "--config", "pyproject.toml")["err"]


def test_a_folder_that_shows_nothing_is_told(folder, monkeypatch, check):
    stat = config.os.stat

    def closed(path, *rest, **more):
        if str(path).endswith("gongwen.toml"):
            raise PermissionError(13, "denied", path)
        return stat(path, *rest, **more)

    monkeypatch.setattr(config.os, "stat", closed)
    result = check("通知.docx")
    assert (result["code"], "打不开，看不到其中有没有配置文件；不用配置文件的，请写 --no-config" in result["err"]) == (
        2,
        True,
    )


def test_a_broken_file_elsewhere_costs_its_own_documents_only(write, check):
    write('stag = "final"\njobs = 3.5', "归档/gongwen.toml")
    result = check()
    assert result["code"] == 2
    assert [document["status"] for document in result["documents"]] == ["unreadable", "checked"]
    assert result["documents"][0]["error"] == (
        "配置文件“归档/gongwen.toml”有 2 处错误：jobs 应当是整数，不加引号；没有键 stag，是不是 stage。"
    )


def test_an_option_that_makes_no_sense_ends_the_run(write, check):
    write('stage = "final"')
    result = check(*NAMES, "--select", "GF999")
    assert (result["code"], "documents" in result) == (2, False)


def test_an_option_may_name_what_a_file_elsewhere_brings(write, check):
    write(HOUSE, "归档/规则/names.toml")
    write('rules = "规则"', "归档/gongwen.toml")
    assert codes(check("归档/旧.docx", "--select", "QH")) == {"QH001"}


# in many documents, and in other commands


def test_each_folder_goes_by_its_own_file_with_any_number_of_processes(write, folder):
    write('stage = "final"')
    write(HOUSE, "归档/规则/names.toml")
    write('stage = "archive"\nrules = "规则"', "归档/gongwen.toml")
    shutil.copy(folder / "通知.docx", folder / "归档" / "新.docx")
    main(["check", ".", "--format", "json=1.json", "--jobs", "1"])
    main(["check", ".", "--format", "json=2.json", "--jobs", "2"])
    results = [json.loads((folder / name).read_text(encoding="utf-8")) for name in ("1.json", "2.json")]
    assert results[0] == results[1]
    assert stages(results[0]) == {"./归档/新.docx": "archive", "./归档/旧.docx": "archive", "./通知.docx": "final"}


def test_documents_of_equal_settings_share_a_checker(write):
    write('stage = "final"')
    write('stage = "final"', "归档/gongwen.toml")
    desk = Plan(Options(), Lookup()).desk()
    assert desk.checker("通知.docx") is desk.checker("归档/旧.docx") is desk.common


@pytest.mark.parametrize(
    "text",
    [
        'stage = "final"',
        'profile = "party"',
        'rules = "规则"',
        'select = ["GF"]',
        'ignore = ["GF"]',
        'vocabulary = ["云溪县"]',
        "inline_waivers = false",
        '[facts]\nkind = "函"',
        '[severity]\nGF = "info"',
    ],
)
def test_the_key_of_a_document_changes_with_all_that_decides_its_result(text, write):
    write(HOUSE, "规则/names.toml")
    before = Plan(Options(), Lookup()).desk().key("通知.docx")
    write(text)
    assert Plan(Options(), Lookup()).desk().key("通知.docx") != before


def test_the_key_of_a_document_is_the_same_for_the_same_settings(write):
    write('vocabulary = ["云溪县", "示例湖"]')
    plan = Plan(Options(), Lookup())
    options = Plan(Options(vocabulary=["示例湖", "云溪县"]))
    assert plan.desk().key("通知.docx") == plan.desk().key("归档/旧.docx") == options.desk().key("通知.docx")


def test_mending_goes_by_the_file_of_its_document(write, folder, capsys):
    write('ignore = ["GF-046", "GF-047"]')
    main(["fix", "通知.docx", "--format", "json"])
    assert {one["code"] for one in json.loads(capsys.readouterr().out)["fixed"]}.isdisjoint({"GF046a", "GF047a"})


@pytest.mark.parametrize(
    ("text", "arguments", "stage"),
    [("", [], "final"), ('stage = "archive"', [], "archive"), ('stage = "archive"', ["--stage", "draft"], "draft")],
)
def test_setting_is_for_the_printer_unless_somebody_says_otherwise(text, arguments, stage, write, capsys):
    write(text)
    main(["typeset", "通知.docx", "--dry-run", "--format", "json", *arguments])
    assert json.loads(capsys.readouterr().out)["stage"] == stage


def test_comments_go_by_the_file_of_their_document(write, capsys):
    write('fail_on = "never"\nstage = "final"\nselect = ["GF-046"]')
    assert main(["annotate", "通知.docx"]) == 0
    assert "写成 2 条批注" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["elements", "layout"])
def test_what_a_document_is_goes_by_its_file(command, write, capsys):
    write('[facts]\nkind = "通之"')
    assert main([command, "通知.docx"]) == 2
    assert main([command, "通知.docx", "--no-config"]) == 0
    write('[facts]\nkind = "通报"')
    assert main([command, "通知.docx"]) == 0
    assert "通报" in capsys.readouterr().out or command == "layout"


# waivers, and sidecars beside

WAIVE = '[[waive]]\nfiles = ["归档/**"]\ncode = "GF-046"\nreason = "沿用原文号"\n'


def test_what_is_waived_counts_for_its_files_and_says_why(write, check):
    write(f'select = ["GF-046"]\n{WAIVE}')
    old, new = check()["documents"]
    assert old["violations"][0]["waiver"] == {"reason": "沿用原文号", "until": None, "source": "config"}
    assert new["violations"][0]["state"] == "open"


def test_waivers_of_a_file_and_of_what_it_extends_all_count(write, check):
    write(WAIVE.replace("归档/**", "**"), "底本.toml")
    write(f'extend = "底本.toml"\nselect = ["GF-046", "GF-047"]\n{WAIVE.replace("GF-046", "GF-047")}')
    states = [{found["state"] for found in document["violations"]} for document in check()["documents"]]
    assert states == [{"waived"}, {"waived", "open"}]


def test_what_is_waived_is_not_mended(write, capsys):
    write(f'select = ["GF-046"]\n{WAIVE.replace("归档/**", "*.docx")}')
    main(["fix", "通知.docx", "--dry-run", "--format", "json"])
    assert json.loads(capsys.readouterr().out)["fixed"] == []


def test_waivers_are_shown_with_where_they_stand(write, capsys):
    write(WAIVE)
    main(["config", "归档/旧.docx"])
    assert "  waive           GF-046：沿用原文号  gongwen.toml 第1个 [[waive]]\n" in capsys.readouterr().out


def test_waivers_count_in_python_for_sources_that_have_a_path(write):
    checker = gongwen.Checker(config=write(WAIVE), select=["GF-046"])
    states = [checker.check(source).documents[0].violations[0].state for source in (*NAMES, FLAWED)]
    assert states == ["open", "waived", "open"]


def test_comments_of_a_waived_finding_are_not_written(write, capsys):
    write(f'select = ["GF-046"]\n{WAIVE}')
    assert main(["annotate", "归档/旧.docx"]) == 0
    assert "写成 1 条批注" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (WAIVE.replace("GF-046", "GF-946"), "第1个 [[waive]] code：没有名为“GF-946”的规则"),
        (WAIVE.replace("reason", "reson"), "第1个 [[waive]]：没有键 reson，是不是 reason"),
        ('[[waive]]\ncode = "GF"\nreason = "旧"', "第1个 [[waive]]：files 没有写"),
    ],
)
def test_a_mistake_in_a_waiver_is_told(text, sentence, write, check):
    write(text)
    result = check()
    assert (result["code"], sentence in result["err"]) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "kind"), [([], "决定"), (["--no-sidecar"], "通报"), (["--kind", "意见"], "意见")]
)
def test_a_sidecar_knows_its_document_better_than_a_configuration_but_not_than_an_option(
    arguments, kind, write, check, capsys
):
    write('[facts]\nkind = "通报"')
    write('[facts]\nkind = "决定"', "通知.docx.gongwen.toml")
    assert check("通知.docx", *arguments)["documents"][0]["facts"]["kind"] == kind
    main(["elements", "通知.docx", "--format", "json", *arguments])
    assert json.loads(capsys.readouterr().out)["facts"]["kind"] == kind


@pytest.mark.parametrize(
    ("name", "text"), [("通知.docx.gongwen.toml", '[facts]\nkind = "决定"'), ("gongwen.toml", WAIVE)]
)
def test_what_files_say_of_a_document_is_in_its_key(name, text, write):
    before = Plan(Options(), Lookup()).desk().key("归档/旧.docx"), Plan(Options(), Lookup()).desk().key("通知.docx")
    write(text, name)
    after = Plan(Options(), Lookup()).desk().key("归档/旧.docx"), Plan(Options(), Lookup()).desk().key("通知.docx")
    assert [old == new for old, new in zip(before, after, strict=True)] == [
        name != "gongwen.toml",
        name == "gongwen.toml",
    ]


# in Python


def test_the_library_looks_at_no_file_that_nobody_named(write):
    write('stage = "final"')
    assert gongwen.check("通知.docx").documents[0].stage == "draft"


def test_the_library_goes_by_a_file_that_is_named_and_by_keywords_before_it(write):
    file = write('stage = "final"\nprofile = "party"')
    document = gongwen.check("通知.docx", config=file, profile="gbt9704").documents[0]
    assert (document.stage, document.profile) == ("final", "gbt9704")


def test_an_empty_keyword_is_a_keyword(write):
    file = write('select = ["GF-046"]')
    assert gongwen.Checker(config=file, select=()).settings.select == ()


def test_overrides_count_for_sources_that_have_a_path(write):
    file = write('[[override]]\nfiles = ["归档/**"]\nstage = "archive"')
    checker = gongwen.Checker(config=file)
    found = [checker.check(source).documents[0].stage for source in (*NAMES, FLAWED)]
    assert found == ["draft", "archive", "draft"]


@pytest.mark.parametrize(("function", "stage"), [(gongwen.fix, "final"), (gongwen.typeset, "final")])
def test_other_functions_take_a_file_too(function, stage, write):
    file = write('stage = "archive"\n[[override]]\nfiles = ["*.docx"]\nstage = "final"')
    assert function("通知.docx", config=file).stage == stage


def test_copies_with_comments_take_a_file_too(write):
    assert gongwen.annotate("通知.docx", config=write('select = ["GF-046"]')) != gongwen.annotate("通知.docx")


def test_setting_in_python_is_for_the_printer_unless_the_file_says_otherwise(write):
    assert gongwen.typeset("通知.docx", config=write('stage = "archive"')).stage == "archive"
    assert gongwen.typeset("通知.docx", config=write("")).stage == "final"


def test_a_broken_file_is_a_config_error_that_lists_its_problems(write):
    with pytest.raises(ConfigFileError) as error:
        gongwen.Checker(config=write("jobs = 1.5\nrules = 3"))
    assert isinstance(error.value, gongwen.ConfigError)
    assert error.value.problems == ("rules 应当是文字，写在引号里", "jobs 应当是整数，不加引号")


# gongwen config, gongwen init


def test_each_value_is_shown_with_where_it_comes_from(write, capsys):
    write('ignore = ["GF-046"]\nfail_on = "error"')
    write(
        'extend = "../gongwen.toml"\nprofile = "party"\n[[override]]\nfiles = ["*.docx"]\nstage = "archive"',
        "归档/gongwen.toml",
    )
    write('[tool.gongwen]\nstage = "final"', "归档/pyproject.toml")
    assert main(["config", "归档/旧.docx", "--kind", "通知", "--select", "GF"]) == 0
    assert (
        capsys.readouterr().out
        == """\
归档/旧.docx 的设置

配置文件：归档/gongwen.toml
  底本：gongwen.toml
  没有用：归档/pyproject.toml（同一文件夹里 gongwen.toml 在前）

怎样查这份文件
  stage           archive  归档/gongwen.toml 第1个 [[override]]
  profile         party    归档/gongwen.toml
  rules           没有     默认
  select          GF       命令行
  ignore          GF-046   gongwen.toml
  vocabulary      没有     默认
  inline_waivers  true     默认
  facts.kind      通知     命令行

一次运行（看当前文件夹的配置文件）
  fail_on   error  gongwen.toml
  jobs      没有   默认
  timeout   没有   默认
  format    text   默认
  baseline  没有   默认
  store     没有   默认
  exclude   没有   默认
"""
    )


def test_the_same_is_there_for_programs(write, capsys):
    write('[[override]]\nfiles = ["*.docx"]\nrules = "规则"\n')
    write(HOUSE, "规则/names.toml")
    main(["config", "通知.docx", "--format", "json", "--fail-on", "info"])
    told = json.loads(capsys.readouterr().out)
    assert (told["schema"], told["path"], told["files"], told["passed_over"]) == (
        "gongwen.config/1",
        "通知.docx",
        ["gongwen.toml"],
        [],
    )
    assert told["document"]["rules"] == {
        "value": "规则",
        "origin": {"by": "file", "file": "gongwen.toml", "override": 1},
    }
    assert told["document"]["stage"] == {"value": "draft", "origin": {"by": "default"}}
    assert told["run"]["fail_on"] == {"value": "info", "origin": {"by": "option"}}


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        ([], ["配置文件：归档/gongwen.toml", "  没有用：gongwen.toml（更近的为准）"]),
        (["--no-config"], ["配置文件：没有", "  没有用：归档/gongwen.toml（写了 --no-config）"]),
        (["--config", "gongwen.toml"], ["配置文件：gongwen.toml", "  没有用：归档/gongwen.toml（写了 --config）"]),
    ],
)
def test_files_that_do_not_count_are_named_with_the_reason(arguments, lines, write, capsys):
    write("")
    write("", "归档/gongwen.toml")
    main(["config", "归档", *arguments])
    assert capsys.readouterr().out.splitlines()[2:4] == lines


def test_a_broken_file_is_told_instead(write, capsys):
    write('profile = "offices"')
    assert main(["config", "通知.docx"]) == 2
    assert "profile：没有配置“offices”" in capsys.readouterr().err


def test_a_new_file_changes_nothing(folder, capsys, check):
    before = check()
    assert main(["init"]) == 0
    assert capsys.readouterr().err == "已写出“gongwen.toml”，各行都在“#”后面，去掉“#”才起作用。\n"
    assert check() == before


def test_a_new_file_says_every_key_and_all_of_it_can_be_used(folder, write):
    main(["init"])
    text = (folder / "gongwen.toml").read_text(encoding="utf-8")
    write(re.sub(r"(?m)^#(?=[a-zA-Z\[])", "", text), "归档/gongwen.toml")
    found = Configs(Lookup()).of("归档/旧.docx")
    stated = {name.partition(".")[0] for layer in found.layers for name in layer.values} | found.run.keys()
    assert stated | {"extend", "override"} == set(configfile.ConfigFile.model_fields)
    assert len(found.files) == 2


def test_a_new_file_replaces_none_unless_it_is_forced(write, capsys):
    file = write('stage = "final"')
    assert main(["init"]) == 2
    assert capsys.readouterr().err == "“gongwen.toml”已经存在，没有覆盖；要换成新的，请用 --force。\n"
    assert file.read_text(encoding="utf-8") == 'stage = "final"'
    assert main(["init", "--force"]) == 0
    assert "#stage" in file.read_text(encoding="utf-8")


def test_a_new_file_that_does_not_count_says_so(write, capsys):
    write("", ".gongwen.toml")
    main(["init"])
    assert "这里已有 .gongwen.toml，它在前，新写的不起作用" in capsys.readouterr().err


def test_what_lies_at_a_url_goes_by_the_current_folder_and_by_no_override(tmp_path, monkeypatch):
    (tmp_path / "gongwen.toml").write_text(
        'stage = "final"\n[[override]]\nfiles = ["**"]\nstage = "archive"\n', "utf-8"
    )
    monkeypatch.chdir(tmp_path)
    desk = Plan(Options(), lookup=Lookup()).desk()
    assert [desk.checker(path).settings.stage for path in ("memory://归档/a.docx", "a.docx")] == ["final", "archive"]
