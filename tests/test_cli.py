import gc
import json
import os
import signal
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from gongwen import batch, files, usage
from gongwen.__main__ import run as run_script
from gongwen.cli import app, main
from gongwen.ooxml.package import Package
from gongwen.ooxml.reader import read
from gongwen.outputs import jsonl
from gongwen.settings import FORMATS
from tests.notes import commented

SAMPLES = Path(__file__).parent.parent / "samples"
CLEAN, FLAWED = str(SAMPLES / "notice.docx"), str(SAMPLES / "flawed-tongzhi.docx")
BRACKETS = ["--select", "GF-046"]


def run(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "gongwen", *arguments]
    return subprocess.run(
        command, input=stdin, capture_output=True, env=os.environ | environment, timeout=60, check=False
    )


def test_a_clean_document_gives_0(capsys):
    assert main(["check", CLEAN, *BRACKETS]) == 0
    assert capsys.readouterr().out.endswith("：未发现问题（政治关、政策关、事实关、语言关未检）\n")


def test_violations_give_1(capsys):
    assert main(["check", FLAWED, *BRACKETS]) == 1
    assert "示政发⟦[2024]⟧" in capsys.readouterr().out


def test_an_unreadable_document_among_many_gives_2_and_the_rest_is_checked(tmp_path, capsys):
    (tmp_path / "坏.docx").write_bytes(b"")
    assert main(["check", CLEAN, str(tmp_path), FLAWED, *BRACKETS]) == 2
    out = capsys.readouterr().out
    assert "坏.docx：未能检查：文件是空的。" in out
    assert "1 份未发现问题，1 份有问题，1 份未能检查" in out


@pytest.mark.parametrize(("fail_on", "code"), [("error", 1), ("warning", 1), ("info", 1), ("never", 0)])
def test_fail_on_sets_the_bar(fail_on, code):
    assert main(["check", FLAWED, *BRACKETS, "--fail-on", fail_on]) == code


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "缺少命令，例如：gongwen check 草稿.docx"),
        (["chek"], "没有命令“chek”"),
        (["check"], "缺少参数“PATH”"),
        (["check", CLEAN, "--frob"], "没有选项“--frob”"),
        (["check", CLEAN, "--stage"], "选项“--stage”后面缺少值"),
        (["elements", CLEAN, FLAWED], "多出参数"),
        (["check", CLEAN, "--stage", "finel"], "选项 --stage 没有“finel”这个值，是不是“final”"),
        (["check", CLEAN, "--format", "xml"], "选项 --format 没有“xml”这个值。可用的有：text、json、jsonl"),
        (["check", CLEAN, "--format", "sarf=a.sarif"], "选项 --format 没有“sarf”这个值，是不是“sarif”"),
        (["check", CLEAN, "--format", "json", "--format", "csv"], "json、csv 会写到一处，请各写文件名"),
        (["check", CLEAN, "--fail-on", "all"], "选项 --fail-on 没有“all”这个值"),
        (["check", CLEAN, "--profile", "none"], "没有配置“none”"),
        (["check", CLEAN, "--kind", "通之"], "文档事实 kind 没有“通之”这个值"),
        (["check", CLEAN, "--select", "GF999"], "没有名为“GF999”的规则"),
        (["explain", "nothing"], "没有名为“nothing”的规则"),
        (["elements", "没有.docx"], "没有.docx"),
        (["elements", CLEAN, "--regime", "2013"], "文档事实 regime 没有“2013”这个值"),
        (["rules", "--format", "csv"], "选项 --format 没有“csv”这个值"),
    ],
)
def test_what_cannot_be_done_gives_2_and_a_chinese_sentence(arguments, sentence, capsys):
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert sentence in captured.err
    assert captured.out == ""


def test_a_folder_without_documents_gives_2(tmp_path, capsys):
    assert main(["check", str(tmp_path)]) == 2
    assert "没有找到" in capsys.readouterr().err


@pytest.mark.parametrize("values", [["GF-046,GF-047"], ["GF-046，GF-047"], ["GF-046", "--select", "GF-047"]])
def test_codes_may_be_listed_or_repeated(values, capsys):
    main(["check", FLAWED, "--format", "json", "--select", *values])
    by_code = json.loads(capsys.readouterr().out)["summary"]["by_code"]
    assert list(by_code) == ["GF046a", "GF047a", "GF047b"]


def test_json_is_the_same_every_time():
    first, second = run("check", FLAWED, "--format", "json"), run("check", FLAWED, "--format", "json")
    assert first.stdout == second.stdout
    assert json.loads(first.stdout)["schema"] == "gongwen.report/1"


def test_a_pinned_kind_is_marked_as_such(capsys):
    main(["check", CLEAN, "--format", "json", "--kind", "通报", *BRACKETS])
    facts = json.loads(capsys.readouterr().out)["documents"][0]["facts"]
    assert (facts["kind"], facts["pinned"]) == ("通报", ["kind"])


def test_waivers_in_comments_count_unless_switched_off(tmp_path, capsys):
    file = tmp_path / "来文.docx"
    file.write_bytes(commented("flawed-tongzhi", ("[2024]", "gongwen: 忽略 GF046 沿用旧式")))
    assert main(["check", str(file), *BRACKETS]) == 0
    assert "理由：沿用旧式" in capsys.readouterr().out
    assert main(["check", str(file), *BRACKETS, "--no-inline-waivers"]) == 1


def test_the_command_line_knows_what_day_it_is(tmp_path, capsys):
    file = tmp_path / "通知.docx"
    file.write_bytes(commented("flawed-tongzhi", ("[2024]", "gongwen: 忽略 GF046 沿用旧式 至2000-01-01")))
    assert main(["check", str(file), *BRACKETS]) == 1
    assert "已经过期" in capsys.readouterr().out


def test_standard_input_is_read():
    done = run("check", "-", *BRACKETS, stdin=Path(FLAWED).read_bytes())
    assert done.returncode == 1
    assert done.stdout.decode().startswith("标准输入（通知")


def test_output_goes_to_a_file(tmp_path, capsys):
    target = tmp_path / "结果.json"
    assert main(["check", FLAWED, "--format", "json", "--output", str(target), *BRACKETS]) == 1
    assert json.loads(target.read_text(encoding="utf-8"))["summary"]["documents"] == 1
    assert capsys.readouterr().out == ""


def test_several_formats_are_written_at_once(tmp_path, capsys):
    files = {form: tmp_path / f"结果.{form}" for form in FORMATS}
    wanted = [option for form, path in files.items() for option in ("--format", f"{form}={path}")]
    assert main(["check", FLAWED, CLEAN, *BRACKETS, *wanted]) == 1
    assert capsys.readouterr().out == ""
    assert sorted(tmp_path.iterdir()) == sorted(files.values())
    assert ["GF046a" in path.read_text(encoding="utf-8") for path in files.values()] == [True] * len(FORMATS)


def test_one_format_may_go_to_the_terminal_beside_files(tmp_path, capsys):
    main(["check", FLAWED, *BRACKETS, "--format", "text", "--format", f"sarif={tmp_path / 'a.sarif'}"])
    assert "示政发⟦[2024]⟧" in capsys.readouterr().out
    assert json.loads((tmp_path / "a.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_a_format_with_its_file_never_replaces_a_document_under_check(tmp_path, capsys):
    paper = tmp_path / "通知.docx"
    paper.write_bytes(Path(CLEAN).read_bytes())
    assert main(["check", str(tmp_path), "--format", "text", "--format", f"csv={paper}"]) == 2
    captured = capsys.readouterr()
    assert ("结果不能写进正在读的文件" in captured.err, captured.out) == (True, "")
    assert paper.read_bytes() == Path(CLEAN).read_bytes()


def test_output_never_replaces_a_document_under_check(tmp_path, capsys):
    paper = tmp_path / "通知.docx"
    paper.write_bytes(Path(CLEAN).read_bytes())
    assert main(["check", str(tmp_path), "--output", str(paper)]) == 2
    assert "结果不能写进正在读的文件" in capsys.readouterr().err
    assert paper.read_bytes() == Path(CLEAN).read_bytes()


def test_output_into_a_folder_that_is_not_there_gives_2(tmp_path, capsys):
    assert main(["check", CLEAN, "--output", str(tmp_path / "没有" / "a.txt"), *BRACKETS]) == 2
    assert "无法写出结果" in capsys.readouterr().err


def test_ctrl_c_prints_what_is_done_and_says_so(monkeypatch, capsys):
    whole = batch.check

    def interrupted(paths, checker):
        yield next(whole(paths, checker))
        raise KeyboardInterrupt

    monkeypatch.setattr(batch, "check", interrupted)
    assert main(["check", CLEAN, FLAWED, *BRACKETS]) == 130
    captured = capsys.readouterr()
    assert captured.err == "已中断：检查了 1 份，其余 1 份未检查。\n"
    assert "份" not in captured.out.splitlines()[-1]


def test_ctrl_c_while_a_result_is_written_waits_until_it_is_whole(tmp_path, monkeypatch):
    whole = jsonl.Writer.document

    def interrupted(writer, document):
        signal.raise_signal(signal.SIGINT)
        whole(writer, document)

    monkeypatch.setattr(jsonl.Writer, "document", interrupted)
    lines = tmp_path / "a.jsonl"
    assert main(["check", CLEAN, FLAWED, *BRACKETS, "--format", f"jsonl={lines}"]) == 130
    assert [json.loads(line)["documents"][0]["path"] for line in lines.read_text("utf-8").splitlines()] == [FLAWED]


def test_ctrl_c_before_anything_is_done_says_so(monkeypatch, capsys):
    def interrupted(_paths, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr(files, "find", interrupted)
    assert (main(["check", CLEAN]), capsys.readouterr().err) == (130, "已中断。\n")


@pytest.mark.parametrize("option", [("--jobs", "-1"), ("--jobs", "257"), ("--timeout", "-1"), ("--timeout", "nan")])
def test_figures_out_of_range_give_2(option, capsys):
    assert main(["check", CLEAN, *option]) == 2
    assert capsys.readouterr().err.startswith(f"选项 {option[0]} 应在 0 到 ")


def test_words_for_a_figure_give_2(capsys):
    assert main(["check", CLEAN, "--jobs", "多"]) == 2
    assert capsys.readouterr().err == "选项“--jobs”的值不对，应当是数字。用 gongwen --help 查看用法。\n"


def test_progress_is_shown_on_a_terminal_for_more_than_a_few_files(tmp_path, monkeypatch):
    terminal = StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys, "stderr", terminal)
    assert main(["check", *(str(tmp_path / f"{number}.docx") for number in range(6))]) == 2
    assert "6/6" in terminal.getvalue()


def test_a_fault_of_ours_is_one_chinese_line(monkeypatch, capsys):
    def crash(_paths, **_options):
        raise RuntimeError("boom")

    monkeypatch.setattr(files, "find", crash)
    assert main(["check", CLEAN]) == 2
    assert capsys.readouterr().err == "程序内部出错（RuntimeError：boom），请告知维护者。\n"


def test_a_reader_that_stops_early_is_no_error():
    command = [sys.executable, "-m", "gongwen", "schema"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_output_is_utf_8_whatever_the_locale():
    done = run("check", CLEAN, *BRACKETS, PYTHONIOENCODING="ascii", LC_ALL="C")
    assert "未发现问题" in done.stdout.decode("utf-8")


def test_findings_are_written_into_a_copy_beside_the_document(tmp_path, capsys):
    source = tmp_path / "通知.docx"
    source.write_bytes(Path(FLAWED).read_bytes())
    assert main(["annotate", str(source), *BRACKETS]) == 1
    assert len(read(Package.open(tmp_path / "通知.annotated.docx")).comments) == 2
    assert source.read_bytes() == Path(FLAWED).read_bytes()
    assert "写成 2 条批注" in capsys.readouterr().err


@pytest.mark.parametrize(("arguments", "code"), [([CLEAN], 0), ([FLAWED], 1), ([FLAWED, "--fail-on", "never"], 0)])
def test_annotating_gives_the_exit_code_of_checking(arguments, code, tmp_path):
    assert main(["annotate", *arguments, *BRACKETS, "--output", str(tmp_path / "副本.docx")]) == code


def test_an_annotated_copy_is_not_written_over_unless_forced(tmp_path, capsys):
    copy = tmp_path / "副本.docx"
    copy.write_bytes(b"")
    assert main(["annotate", CLEAN, "--output", str(copy)]) == 2
    assert "已经存在" in capsys.readouterr().err
    assert copy.read_bytes() == b""
    assert main(["annotate", CLEAN, "--output", str(copy), "--force"]) == 0
    assert copy.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["-"], "请用 --output 指定结果写到哪里"),
        ([str(SAMPLES)], "是文件夹，这条命令一次只处理一份文件"),
        ([CLEAN, "--output", CLEAN, "--force"], "结果不能写进正在读的文件"),
        (["没有.docx"], "找不到文件“没有.docx”"),
    ],
)
def test_what_cannot_be_annotated_gives_2_and_writes_nothing(arguments, sentence, capsys):
    assert main(["annotate", *arguments]) == 2
    assert sentence in capsys.readouterr().err


def test_standard_input_is_annotated(tmp_path):
    copy = tmp_path / "副本.docx"
    done = run("annotate", "-", "--output", str(copy), stdin=Path(CLEAN).read_bytes())
    assert (done.returncode, done.stdout) == (0, b"")
    assert len(read(Package.open(copy)).comments) == 1


def test_elements_are_shown_with_confidence_and_evidence(capsys):
    assert main(["elements", CLEAN]) == 0
    out = capsys.readouterr().out
    assert "发文字号" in out
    assert "识别依据" in out
    assert "文种：通知" in out


def test_elements_as_json_carry_evidence_and_no_violations(capsys):
    assert main(["elements", CLEAN, "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert "violations" not in data
    assert data["elements"][0]["evidence"]


def test_the_layout_says_where_elements_stand(capsys):
    assert main(["layout", CLEAN]) == 0
    out = capsys.readouterr().out
    assert "第 1 页（页码 1）：纸 210×297，版心 156×225，左 28.0，上 37.0" in out
    assert "成文日期" in out


def test_the_layout_as_json_is_versioned(capsys):
    assert main(["layout", CLEAN, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["schema"] == "gongwen.layout/1"


def test_the_layout_as_a_drawing_is_svg(tmp_path):
    picture = tmp_path / "layout.svg"
    assert main(["layout", CLEAN, "--svg", "--output", str(picture)]) == 0
    assert picture.read_text(encoding="utf-8").startswith("<svg ")


@pytest.mark.parametrize("option", [["--render"], ["--png", "pages"]])
def test_a_rendered_layout_needs_libreoffice(option, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("gongwen.render.office.PROGRAMS", ("no-such-program",))
    assert main(["layout", CLEAN, *option]) == 2
    assert "没有找到 LibreOffice" in capsys.readouterr().err


def test_a_rule_is_explained(capsys):
    assert main(["explain", "GF046a"]) == 0
    out = capsys.readouterr().out
    assert "依据：GB/T 9704-2012《党政机关公文格式》 7.2.5" in out
    assert "有误：示政发⟦[2024]⟧8号" in out


def test_a_requirement_explains_the_rules_that_settle_it(capsys):
    assert main(["explain", "GF-046"]) == 0
    assert "GF046a" in capsys.readouterr().out


def test_a_requirement_without_rules_is_explained_itself(capsys):
    assert main(["explain", "GF-003"]) == 0
    assert "这一条尚无规则检查。" in capsys.readouterr().out


def test_the_rules_are_listed(capsys):
    assert main(["rules"]) == 0
    assert "GF046a" in capsys.readouterr().out


def test_the_rules_as_json_carry_severity_and_basis(capsys):
    assert main(["rules", "--format", "json"]) == 0
    rules = {rule["code"]: rule for rule in json.loads(capsys.readouterr().out)["rules"]}
    assert rules["GF046a"]["severity"] == "error"
    assert rules["GF046a"]["basis"][0]["clause"] == "7.2.5"


@pytest.mark.parametrize(
    ("schema", "command"),
    [
        (["schema"], ["check", FLAWED, "--format", "json"]),
        (["schema", "check"], ["check", FLAWED, CLEAN, "--format", "json"]),
        (["schema"], ["audit", FLAWED, CLEAN, "--format", "json"]),
        (["schema", "fix"], ["fix", FLAWED, "--dry-run", "--unsafe", "--format", "json"]),
        (["schema", "typeset"], ["typeset", FLAWED, "--dry-run", "--format", "json"]),
        (["schema", "layout"], ["layout", FLAWED, "--format", "json"]),
    ],
)
def test_a_result_is_as_its_schema_says(schema, command, capsys):
    assert main(schema) == 0
    shape = json.loads(capsys.readouterr().out)
    main(command)
    Draft202012Validator(shape).validate(json.loads(capsys.readouterr().out))
    assert shape["additionalProperties"] is False


def test_a_command_without_a_result_has_no_schema(capsys):
    assert main(["schema", "annotate"]) == 2
    assert (
        capsys.readouterr().err
        == "gongwen schema 没有“annotate”这个值。可用的有：check、fix、typeset、layout、baseline\n"
    )


def test_the_version_is_shown(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("gongwen ")


@pytest.mark.parametrize(
    "command",
    [
        [],
        ["check"],
        ["elements"],
        ["layout"],
        ["explain"],
        ["rules"],
        ["schema"],
        ["fix"],
        ["annotate"],
        ["new"],
        ["audit"],
    ],
)
def test_help_is_in_chinese(command, capsys):
    assert main([*command, "--help"]) == 0
    out = capsys.readouterr().out
    assert "用法：" in out
    assert "显示帮助" in out
    assert "Options" not in out


def test_ctrl_c_while_the_program_loads_is_one_sentence(monkeypatch, capsys):
    def interrupted():
        raise KeyboardInterrupt

    left: list[int] = []
    monkeypatch.setattr("gongwen.cli.main", interrupted)
    monkeypatch.setattr(os, "_exit", left.append)
    monkeypatch.setattr(gc, "set_threshold", lambda *_: None)  # the tests go on in this process
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    run_script()
    assert (left, capsys.readouterr().err) == ([130], "已中断。\n")


def test_one_command_alone_is_made_ready_when_it_is_named():
    assert [one.name for one in usage.only(app, ["check"]).registered_commands] == ["check"]
    assert [one.name for one in usage.only(app, ["baseline"]).registered_groups] == ["baseline"]
    assert usage.only(app, ["--help"]) is usage.only(app, []) is app
