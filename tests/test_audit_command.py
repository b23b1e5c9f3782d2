"""`gongwen audit` and `gongwen.audit`: a series of documents and its register, from paths to what is printed."""

import json
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from make import write_audit

import gongwen
from gongwen.cli import main
from gongwen.report import Report
from gongwen.settings import FORMATS
from tests.conftest import SAMPLES
from tests.outputs.test_sarif import VALIDATOR

ROOT = SAMPLES.parent
FOLDER, REGISTER = "samples/audit", "samples/audit/register.csv"
GOLDEN = SAMPLES / "audit" / "audit.report.txt"
FOUND = [
    ("samples/audit/03-well-survey.docx", "body/p[7]", "doc_number", "BG007b"),
    ("samples/audit/register.csv", "row[3]", "份数", "BG007e"),
    ("samples/audit/register.csv", "row[6]", "文号", "BG007d"),
    ("samples/audit/register.csv", "row[7]", "文号", "WH002b"),
]


@pytest.fixture(autouse=True)
def _at_home(monkeypatch):
    monkeypatch.chdir(ROOT)


def places(report: Report) -> list[tuple[str, str, str, str]]:
    return [
        (document.path, finding.location.path, finding.location.element, finding.code)
        for document in report.documents
        for finding in document.violations
    ]


def test_a_wrong_count_a_missing_row_a_doubled_row_and_a_gap_are_four_findings_at_the_right_rows():
    report = gongwen.audit(FOLDER, register=REGISTER)
    assert [(path, element, code) for path, _, element, code in places(report)] == [
        (path, element, code) for path, _, element, code in FOUND
    ]
    assert [path for _, path, _, code in places(report) if code != "BG007b"] == ["row[3]", "row[6]", "row[7]"]
    assert report.exit_code() == 1


def test_the_result_is_as_it_was_accepted(capsys):
    assert main(["audit", FOLDER, "--register", REGISTER]) == 1
    assert capsys.readouterr().out == GOLDEN.read_text(encoding="utf-8")


def test_committed_documents_are_what_the_script_builds(tmp_path):
    write_audit(tmp_path)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == sorted(path.name for path in Path(FOLDER).glob("*.docx"))
    assert [name for name in names if (tmp_path / name).read_bytes() != (Path(FOLDER) / name).read_bytes()] == []


def test_the_documents_of_the_series_have_no_fault_of_their_own_but_the_copies_of_the_imprint():
    checker = gongwen.Checker(stage="final")
    codes = {
        finding.code for path in Path(FOLDER).glob("*.docx") for finding in checker.check(path).documents[0].violations
    }
    assert codes == {"GF030c"}


def test_python_and_the_command_give_the_same(capsys):
    main(["audit", FOLDER, "--register", REGISTER, "--format", "json"])
    assert capsys.readouterr().out == gongwen.audit([Path(FOLDER)], register=Path(REGISTER)).to_json()


def test_more_processes_give_the_same(capsys):
    main(["audit", FOLDER, "--register", REGISTER, "--format", "json"])
    alone = capsys.readouterr().out
    main(["audit", FOLDER, "--register", REGISTER, "--format", "json", "--jobs", "2", "--timeout", "60"])
    assert capsys.readouterr().out == alone


def test_the_json_is_as_its_schema_says(capsys):
    main(["schema"])
    shape = json.loads(capsys.readouterr().out)
    main(["audit", FOLDER, "--register", REGISTER, "--format", "json"])
    Draft202012Validator(shape).validate(json.loads(capsys.readouterr().out))


@pytest.mark.parametrize("form", FORMATS)
def test_every_output_names_the_row_and_the_column(form, capsys):
    assert main(["audit", FOLDER, "--register", REGISTER, "--format", form]) == 1
    out = capsys.readouterr().out
    assert "BG007e" in out
    assert ("第3行 份数" in out) == (form not in ("json", "jsonl"))
    assert ('"row[3]"' in out.replace(": ", ":")) == (form in ("json", "jsonl", "sarif"))


def test_several_outputs_are_written_at_once_and_no_input_is_replaced(tmp_path, capsys):
    folder = shutil.copytree(FOLDER, tmp_path / "发文")
    register = folder / "register.csv"
    before = register.read_bytes()
    assert main(["audit", str(folder), "--register", str(register), "--format", f"html={tmp_path / 'a.html'}"]) == 1
    assert main(["audit", str(folder), "--register", str(register), "--output", str(register)]) == 2
    assert "结果不能写进正在读的文件" in capsys.readouterr().err
    assert register.read_bytes() == before


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ([], 0),
        (["--fail-on", "info"], 1),
        (["--register", REGISTER], 1),
        (["--register", REGISTER, "--ignore", "BG-007"], 0),
        (["--register", REGISTER, "--ignore", "BG007e，BG007d,BG007b", "--fail-on", "info"], 1),
        (["--register", REGISTER, "--select", "WH"], 0),
        (["--register", REGISTER, "--fail-on", "error"], 0),
        (["--register", REGISTER, "--fail-on", "never"], 0),
    ],
)
def test_the_exit_code_is_that_of_a_check(options, code, capsys):
    assert main(["audit", FOLDER, *options]) == code


def test_an_unreadable_document_is_told_and_the_rest_compared(tmp_path, capsys):
    folder = shutil.copytree(FOLDER, tmp_path / "发文")
    (folder / "00.docx").write_bytes(b"")
    assert main(["audit", str(folder), "--register", REGISTER]) == 2
    out = capsys.readouterr().out
    assert "00.docx：未能检查：文件是空的。" in out
    assert "登记了280份" in out


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--register", "samples/none.csv"], "登记簿“samples/none.csv”打不开，请检查路径和权限。\n"),
        (["--register", "README.md"], "没有找到“文号”一列"),
        (["--select", "GF046"], "没有名为“GF046”的规则"),
        (["--format", "docx"], "选项 --format 没有“docx”这个值"),
        (["--fail-on", "fatal"], "选项 --fail-on 没有“fatal”这个值"),
        (["--jobs", "999"], "选项 --jobs 应在 0 到 256 之间"),
    ],
)
def test_what_cannot_be_done_gives_2_and_a_chinese_sentence(options, sentence, capsys):
    assert main(["audit", FOLDER, *options]) == 2
    assert sentence in capsys.readouterr().err


def test_ctrl_c_puts_nothing_out(monkeypatch, capsys):
    def interrupted(_desk, _path):
        raise KeyboardInterrupt

    monkeypatch.setattr("gongwen.inspection.Desk.check", interrupted)
    assert main(["audit", FOLDER]) == 130
    assert capsys.readouterr() == ("", "已中断。\n")


def test_a_fault_of_ours_is_one_sentence_and_costs_only_its_document(monkeypatch):
    def crash(*_args, **_kwargs):
        raise RuntimeError

    monkeypatch.setattr("gongwen.api.elements", crash)
    report = gongwen.audit(FOLDER)
    assert {document.error for document in report.documents} == {"检查程序内部出错（RuntimeError），请告知维护者。"}
    assert report.exit_code() == 2


def test_the_rules_across_documents_are_explained_and_listed(capsys):
    assert main(["explain", "WH002a"]) == 0
    assert "多份一起看，gongwen audit 才查" in capsys.readouterr().out
    assert main(["explain", "WH-002"]) == 0
    out = capsys.readouterr().out
    assert "WH002　" in out
    assert "WH002b　" in out
    main(["rules"])
    assert "number-skipped" in capsys.readouterr().out
    main(["rules", "--format", "json"])
    rules = {rule["code"]: rule for rule in json.loads(capsys.readouterr().out)["rules"]}
    assert (rules["BG007e"]["check"], rules["BG007e"]["severity"], rules["BG007e"]["covers"]) == (
        "audit",
        "warning",
        ["BG-007"],
    )


def test_a_check_of_single_documents_knows_nothing_of_them(capsys):
    assert main(["check", "samples/notice.docx", "--select", "WH002a"]) == 2
    assert "没有名为“WH002a”的规则" in capsys.readouterr().err


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder with the documents, the register and a draft of one, from which the command is run."""
    shutil.copytree(FOLDER, tmp_path / "发文")
    (tmp_path / "发文" / "草稿").mkdir()
    shutil.copy(tmp_path / "发文" / "03-well-survey.docx", tmp_path / "发文" / "草稿")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def configured(desk: Path, text: str, name: str = "gongwen.toml") -> None:
    (desk / name).write_text(text, encoding="utf-8")


def test_what_the_configuration_of_the_current_folder_excludes_is_passed_over(desk, capsys):
    configured(desk, 'exclude = ["发文/草稿"]')
    main(["audit", "发文"])
    assert "草稿" not in capsys.readouterr().out
    main(["audit", "发文", "--no-config"])
    assert "草稿" in capsys.readouterr().out


def test_the_bar_and_the_output_of_the_configuration_count_unless_others_are_asked_for(desk, capsys):
    configured(desk, 'fail_on = "never"\nformat = ["json"]')
    assert main(["audit", "发文", "--register", "发文/register.csv"]) == 0
    assert json.loads(capsys.readouterr().out)["schema"] == "gongwen.report/1"
    assert main(["audit", "发文", "--register", "发文/register.csv", "--fail-on", "warning", "--format", "text"]) == 1
    assert capsys.readouterr().out.startswith("发文/")


def test_processes_and_time_are_those_of_the_configuration(desk, monkeypatch):
    from gongwen import workers

    asked: list[dict] = []
    monkeypatch.setattr(workers, "check", lambda *_paths, **labour: asked.append(labour) or (item for item in ()))
    configured(desk, "jobs = 2\ntimeout = 5")
    main(["audit", "发文"])
    main(["audit", "发文", "--timeout", "7"])
    assert asked == [{"jobs": 2, "timeout": 5.0}, {"jobs": 2, "timeout": 7.0}]


def test_a_configuration_is_named_and_one_elsewhere_is_no_matter(desk, capsys):
    configured(desk, 'fail_on = "never"', "设置.toml")
    configured(desk, 'fail_on = "never"\nexclude = ["**"]', "发文/gongwen.toml")
    assert main(["audit", "发文", "--register", "发文/register.csv"]) == 1
    assert main(["audit", "发文", "--register", "发文/register.csv", "--config", "设置.toml"]) == 0


def test_rules_of_single_documents_that_a_configuration_names_do_not_matter(desk, capsys):
    configured(desk, 'select = ["GF-046"]\nstage = "archive"')
    assert main(["audit", "发文", "--register", "发文/register.csv"]) == 1


@pytest.mark.parametrize("options", [[], ["--config", "gongwen.toml"]])
def test_a_broken_configuration_stops_it(desk, capsys, options):
    configured(desk, 'fail_on = "fatal"')
    assert main(["audit", "发文", *options]) == 2
    assert "gongwen.toml" in capsys.readouterr().err


def test_two_answers_to_where_the_configuration_is_are_refused(desk, capsys):
    assert main(["audit", "发文", "--config", "设置.toml", "--no-config"]) == 2
    assert "--config 和 --no-config 只能用一个" in capsys.readouterr().err


def test_nobody_is_told_which_of_document_and_register_is_right(capsys):
    main(["audit", FOLDER, "--register", REGISTER])
    out = capsys.readouterr().out
    assert "登记了280份，文件“samples/audit/01-tree-planting.docx”写明共印300份" in out
    assert "应为" not in out


def test_the_register_in_sarif_follows_the_schema_with_row_and_column_as_its_place(capsys):
    main(["audit", FOLDER, "--register", REGISTER, "--format", "sarif"])
    log = json.loads(capsys.readouterr().out)
    VALIDATOR.validate(log)
    places = [
        (place["physicalLocation"]["artifactLocation"]["uri"], place["logicalLocations"][0]["name"])
        for result in log["runs"][0]["results"]
        for place in result["locations"]
    ]
    assert (REGISTER, "第3行 份数") in places
