"""What `gongwen report` shows of a store: a run as it was put out, what is new, where most is wrong."""

import json
import shutil
import sqlite3
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from gongwen.cli import main
from gongwen.report import Document, Report, ViolationRecord
from gongwen.settings import FORMATS
from gongwen.store import reading
from gongwen.store.reading import _only
from tests.keeping import halfway
from tests.reports import FLAWED

SAMPLES = Path(__file__).parent.parent / "samples"
BRACKETS = ["--select", "GF-046"]
CHECK = ["check", "归档", "--store", "r.db", "--jobs", "1"]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "归档" / "旧").mkdir(parents=True)
    for name in ("notice", "旧/letter", "旧/flawed-tongzhi"):
        shutil.copy(SAMPLES / f"{Path(name).name}.docx", tmp_path / "归档" / f"{name}.docx")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    yield tmp_path / "归档"
    monkeypatch.undo()
    time.tzset()


def read(path: str) -> Report:
    return Report.model_validate_json(Path(path).read_bytes())


def found(path: str) -> dict[str, list[str]]:
    return {document.path: [finding.code for finding in document.violations] for document in read(path).documents}


@pytest.mark.parametrize("form", FORMATS)
def test_a_run_is_shown_as_check_put_it_out(folder, form):
    code = main([*CHECK, "--stage", "final", "--format", f"{form}=a"])
    assert main(["report", "r.db", "--format", f"{form}=b"]) == code == 1
    assert Path("a").read_bytes() == Path("b").read_bytes()


def test_a_run_with_a_file_that_cannot_be_read_gives_2_as_check_does(folder):
    (folder / "坏.docx").write_bytes(b"")
    assert main([*CHECK, *BRACKETS, "--format", "json=a"]) == 2
    assert main(["report", "r.db", "--format", "json=b"]) == 2
    assert Path("a").read_bytes() == Path("b").read_bytes()


@pytest.mark.parametrize(("fail_on", "code"), [("error", 1), ("never", 0)])
def test_the_bar_is_said_anew(folder, fail_on, code):
    main([*CHECK, *BRACKETS])
    assert main(["report", "r.db", "--fail-on", fail_on]) == code


def test_several_outputs_are_written_at_once_and_an_earlier_run_can_be_asked_for(folder):
    main([*CHECK, *BRACKETS, "--format", "csv=a.csv", "--format", "json=a.json"])
    main([*CHECK, "--select", "GF-047"])
    main(["report", "r.db", "--run", "1", "--format", "csv=b.csv", "--format", "json=b.json"])
    assert Path("a.csv").read_bytes() == Path("b.csv").read_bytes()
    assert Path("a.json").read_bytes() == Path("b.json").read_bytes()


def test_the_latest_run_that_came_to_its_end_is_shown_and_a_later_one_is_told_of(folder, monkeypatch, capsys):
    main([*CHECK, *BRACKETS, "--output", "a.txt"])

    def pressed(*_args):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("gongwen.desk.Desk.check", pressed)
        main([*CHECK, "--select", "GF-047"])
    capsys.readouterr()
    main(["report", "r.db", "--output", "b.txt"])
    assert Path("a.txt").read_bytes() == Path("b.txt").read_bytes()
    assert capsys.readouterr().err == "第 2 次检查没有查完，这里是第 1 次；要看它请写 --run 2。\n"
    assert main(["report", "r.db", "--run", "2"]) == 130
    assert "已中断：检查了 0 份，其余 3 份未检查。" in capsys.readouterr().err


def test_only_what_is_new_is_shown_and_decides_the_exit_code(folder, capsys):
    main([*CHECK, *BRACKETS])
    shutil.copy(SAMPLES / "flawed-tongzhi.docx", folder / "notice.docx")
    shutil.copy(SAMPLES / "flawed-tongzhi.docx", folder / "新.docx")
    (folder / "旧" / "letter.docx").unlink()
    main([*CHECK, *BRACKETS])
    capsys.readouterr()
    assert main(["report", "r.db", "--since", "上次", "--format", "json=a.json"]) == 1
    assert found("a.json") == {"归档/notice.docx": ["GF046a"], "归档/新.docx": ["GF046a"]}
    assert read("a.json").summary.by_severity["error"] == 2
    told = "第 2 次与第 1 次相比：新增问题 2 处，消失 0 处；新的文件 1 份，这次没有的 1 份。只列出新增的。\n"
    assert capsys.readouterr().err == told


def test_what_was_mended_is_counted_and_nothing_new_gives_0(folder, capsys):
    main([*CHECK, *BRACKETS])
    shutil.copy(SAMPLES / "notice.docx", folder / "旧" / "flawed-tongzhi.docx")
    main([*CHECK, *BRACKETS])
    capsys.readouterr()
    assert main(["report", "r.db", "--since", "1"]) == 0
    assert "新增问题 0 处，消失 1 处；新的文件 0 份，这次没有的 0 份" in capsys.readouterr().err


def test_a_file_that_can_no_longer_be_read_is_new_once_and_mends_nothing(folder, capsys):
    main([*CHECK, *BRACKETS])
    (folder / "旧" / "flawed-tongzhi.docx").write_bytes(b"")
    main([*CHECK, *BRACKETS])
    assert main(["report", "r.db", "--since", "previous", "--format", "json=a.json"]) == 2
    assert [document.error for document in read("a.json").documents] == ["文件是空的。"]
    assert "新增问题 0 处，消失 0 处" in capsys.readouterr().err
    main([*CHECK, *BRACKETS])
    assert main(["report", "r.db", "--since", "上次"]) == 0


def test_runs_by_other_rules_are_compared_with_a_word_about_it(folder, capsys):
    main([*CHECK, *BRACKETS])
    main([*CHECK, *BRACKETS, "--stage", "final"])
    main(["report", "r.db", "--since", "1"])
    assert "两次的规则库、程序版本、阶段或配置不同，有的新增和消失由此而来。\n" in capsys.readouterr().err


def test_a_run_that_was_cut_short_is_compared_with_a_word_about_what_it_did_not_come_to(folder, monkeypatch, capsys):
    def pressed(*_args):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("gongwen.desk.Desk.check", pressed)
        main([*CHECK, *BRACKETS])
    main([*CHECK, *BRACKETS])
    capsys.readouterr()
    assert main(["report", "r.db", "--since", "1"]) == 1
    assert capsys.readouterr().err == (
        "第 2 次与第 1 次相比：新增问题 1 处，消失 0 处；新的文件 3 份，这次没有的 0 份。只列出新增的。\n"
        "第 1 次没有查完，那时没有查到的文件都算新的文件，其中的问题都算新增。\n"
    )
    main(["report", "r.db", "--run", "1", "--since", "2"])
    assert capsys.readouterr().err.splitlines()[:2] == [
        "第 1 次与第 2 次相比：新增问题 0 处，消失 0 处；新的文件 0 份，这次没有的 3 份。只列出新增的。",
        "第 1 次没有查完，没有查到的文件都算这次没有的。",
    ]


def test_the_same_files_by_other_paths_are_said_to_be_hardly_comparable(folder, capsys):
    main([*CHECK, *BRACKETS])
    main(["check", str(folder), "--store", "r.db", "--jobs", "1", *BRACKETS])
    capsys.readouterr()
    main(["report", "r.db", "--since", "上次"])
    assert "两次没有一份路径相同的文件：同一批文件，请每次在同一个文件夹里运行" in capsys.readouterr().err


def test_long_runs_are_compared_in_steps_that_grow_with_the_files_and_not_with_their_square(folder):
    main([*CHECK, *BRACKETS])
    main([*CHECK, *BRACKETS])
    rows = [(run, position, f"{position}.docx") for run in (1, 2) for position in range(10, 2010)]
    with closing(sqlite3.connect("r.db")) as connection, connection:
        connection.executemany("INSERT INTO documents VALUES (?, ?, ?, 1)", rows)
    thousands: list[None] = []
    with reading.opened("r.db") as store:
        store._connection.set_progress_handler(lambda: thousands.append(None), 1000)
        assert store.difference(store.run(2), store.run(1)) == reading.Difference(0, 0, 0, 0, 0)
    assert 0 < len(thousands) < 1000


def test_where_nothing_is_wrong_no_rule_and_no_folder_is_the_worst(folder, capsys):
    main(["check", "归档/notice.docx", "--store", "r.db", *BRACKETS])
    capsys.readouterr()
    assert main(["report", "r.db", "--worst", "3"]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == ["", "没有规则查出问题", "", "没有文件夹有问题"]


def test_a_run_in_which_nothing_could_be_read_is_not_said_to_have_found_nothing(folder, capsys):
    main(["check", "归档/没有.docx", "--store", "r.db", *BRACKETS])
    main(["check", "归档/没有.docx", "归档/notice.docx", "--store", "r.db", *BRACKETS])
    capsys.readouterr()
    main(["report", "r.db", "--runs"])
    assert [line.split("  ")[2:4] for line in capsys.readouterr().out.splitlines()] == [
        ["查完 2 份（0 份取自库中）", "没有问题"],
        ["查完 1 份（0 份取自库中）", "未能检查 1 份"],
    ]


def test_of_equal_findings_those_beyond_the_old_ones_are_new():
    one, *_ = FLAWED.open
    document = Document(stage="draft", profile="", violations=(one, one, one))
    assert _only(document, Counter({one.fingerprint: 2})).violations == (one, one)


def test_what_was_waived_is_not_new():
    waived = [finding for finding in FLAWED.violations if finding.state == "waived"]
    new = Counter(finding.fingerprint for finding in FLAWED.violations)
    kept: tuple[ViolationRecord, ...] = _only(FLAWED, new).violations
    assert kept == FLAWED.open
    assert set(waived).isdisjoint(kept)


def test_the_runs_are_listed_the_latest_first(folder, monkeypatch, capsys):
    monkeypatch.setattr("gongwen.store.writing._now", lambda: "2026-11-30T02:10:00Z")
    main([*CHECK, *BRACKETS])
    main([*CHECK, *BRACKETS, "--stage", "final"])
    capsys.readouterr()
    assert main(["report", "r.db", "--runs"]) == 0
    second, first = capsys.readouterr().out.splitlines()
    assert second.startswith("第 2 次")
    told = "第 1 次  2026-11-30 10:10:00 至 2026-11-30 10:10:00  查完 3 份（0 份取自库中）  1 处错误  送签稿，gbt9704，规则库 "
    assert first.startswith(told)
    assert main(["report", "r.db", "--runs", "--format", "json", "--output", "a.json"]) == 0
    listed = json.loads(Path("a.json").read_text(encoding="utf-8"))
    assert (listed["schema"], [run["id"] for run in listed["runs"]]) == ("gongwen.runs/1", [2, 1])
    assert listed["runs"][1]["started"] == "2026-11-30T02:10:00Z"


def test_a_run_that_was_killed_is_listed_as_such(folder, capsys):
    with halfway("r.db"):
        main(["report", "r.db", "--runs"])
    assert "正在查，或被强行停止 1／2 份（0 份取自库中）" in capsys.readouterr().out


def test_the_worst_rules_and_folders_stand_first(folder, capsys):
    shutil.copy(SAMPLES / "flawed-tongzhi.docx", folder / "乙.docx")
    shutil.copy(SAMPLES / "flawed-tongzhi.docx", folder / "丙.docx")
    main([*CHECK, "--select", "GF046a,GF047a"])
    capsys.readouterr()
    assert main(["report", "r.db", "--worst", "5"]) == 0
    assert capsys.readouterr().out.splitlines()[2:] == [
        "问题最多的规则",
        "错误    警告    提示    份数    规则",
        "3       0       0       3       GF046a 发文字号年份未用六角括号括入",
        "3       0       0       3       GF047a 发文顺序号前加“第”字",
        "",
        "问题最多的文件夹",
        "错误    警告    提示    份数    文件夹",
        "4       0       0       2       归档",
        "2       0       0       1       归档/旧",
    ]


def test_the_worst_are_had_as_json_and_as_many_as_asked_for(folder):
    main([*CHECK, "--select", "GF046a,GF047a"])
    main(["report", "r.db", "--worst", "1", "--format", "json=a.json"])
    told = json.loads(Path("a.json").read_text(encoding="utf-8"))
    assert (told["schema"], told["run"]) == ("gongwen.worst/1", 1)
    assert [rule["name"] for rule in told["rules"]] == ["GF046a"]
    assert told["folders"] == [{"name": "归档/旧", "errors": 2, "warnings": 0, "infos": 0, "documents": 1}]


def test_another_rule_book_is_said_to_be_another(folder, capsys):
    Path("own").mkdir()
    Path("own/house.toml").write_text(HOUSE, encoding="utf-8")
    main([*CHECK, "--rules", "own", "--output", "a.txt"])
    capsys.readouterr()
    main(["report", "r.db", "--output", "b.txt"])
    assert "第 1 次检查用的规则库（" in capsys.readouterr().err
    main(["report", "r.db", "--rules", "own", "--output", "c.txt"])
    assert capsys.readouterr().err == ""
    assert Path("a.txt").read_bytes() == Path("b.txt").read_bytes() == Path("c.txt").read_bytes()


HOUSE = """schema = 1
group = "ZZ"
title = "本单位"

[[rule]]
code = "ZZ001"
name = "own-word"
title = "用了本单位不用的词"
gate = "语言"
severity = "info"
where = ["body"]
message = "本单位不用“{found}”"
why = "本单位的规定。"
basis = [["本单位规定", "第1条"]]
[rule.check]
kind = "pattern"
find = '水源'
[[rule.example]]
bad = "保护⟦水源⟧。"
good = "保护环境。"
"""


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--run", "9"], "结果库里没有第 9 次检查；用 --runs 查看有哪几次。"),
        (["--since", "上次"], "第 1 次检查之前没有查完的一次，无从比较。"),
        (["--since", "1"], "第 1 次检查不能与自己比较。"),
        (["--since", "昨天"], "选项 --since 没有“昨天”这个值"),
        (["--runs", "--worst", "3"], "选项 --runs、--worst 不能一起用，请分几次运行。"),
        (["--runs", "--run", "1"], "选项 --runs、--run 不能一起用，请分几次运行。"),
        (["--prune-runs", "1", "--run", "1"], "选项 --prune-runs、--run 不能一起用，请分几次运行。"),
        (["--worst", "0"], "选项 --worst 后面的数应当大于 0。"),
        (["--prune-runs", "0"], "选项 --prune-runs 后面的数应当大于 0。"),
        (["--runs", "--format", "csv"], "选项 --format 没有“csv”这个值"),
        (["--runs", "--format", "text=a", "--format", "json=b"], "选项 --runs 和 --worst 一次只写出一种格式。"),
        (["--format", "xml"], "选项 --format 没有“xml”这个值"),
        (["--output", "r.db"], "结果不能写进正在读的文件“r.db”"),
        (["--fail-on", "all"], "选项 --fail-on 没有“all”这个值"),
    ],
)
def test_what_cannot_be_answered_is_said_in_a_sentence(folder, capsys, arguments, sentence):
    main([*CHECK, *BRACKETS])
    capsys.readouterr()
    assert main(["report", "r.db", *arguments]) == 2
    assert sentence in capsys.readouterr().err


def test_a_store_that_is_not_there_is_said_how_to_make(folder, capsys):
    assert main(["report", "r.db"]) == 2
    assert capsys.readouterr().err == "找不到结果库“r.db”。先用 gongwen check 路径 --store r.db 检查一遍。\n"


def test_a_store_without_runs_has_nothing_to_show(folder, capsys):
    main([*CHECK, *BRACKETS, "--output", "没有/a.txt"])
    capsys.readouterr()
    assert main(["report", "r.db", "--runs"]) == 0
    assert main(["report", "r.db"]) == 2
    assert capsys.readouterr() == ("还没有检查过。\n", "结果库里还没有检查过的结果。\n")


def test_a_store_can_be_read_while_somebody_writes(folder):
    main([*CHECK, *BRACKETS, "--output", "a.txt"])
    with reading.opened("r.db") as store:
        main([*CHECK, *BRACKETS])
        assert [run.id for run in store.runs()] == [1, 2]
