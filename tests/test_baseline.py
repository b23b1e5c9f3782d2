"""What was already wrong does not count, what is new does: by content, on real files, through the command line."""

import copy
import json
import os
import shutil
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import gongwen
from gongwen import Baseline, ConfigError, Report, baseline, checking, files
from gongwen.baseline import Comparison, Entry
from gongwen.checker import Checker
from gongwen.cli import main
from gongwen.draft import Address, Draft, Paragraph
from gongwen.ooxml.package import Package
from gongwen.ooxml.reader import read
from gongwen.outputs import standing
from gongwen.report import Document
from tests.notes import commented
from tests.reports import ALL, BODY, FLAWED, GRAVE, NUMBER, TOOL, UNREADABLE, document, finding, report

SAMPLES = Path(__file__).parent.parent / "samples"
FAULTY = "各地要抓紧布署，做到早防早治,不留死角。"
"""A paragraph with a wrong word and a narrow comma."""
RIGHT = "各单位要抓好落实，重要情况及时报告。"
FEW = ["--select", "GF-046,GF-047"]


@pytest.fixture
def office(tmp_path, monkeypatch):
    """Stand in a folder with three documents: two with faults and one without."""
    (tmp_path / "发文").mkdir()
    for name, sample in (("通知", "flawed-tongzhi"), ("请示", "flawed-qingshi"), ("函", "letter")):
        shutil.copy(SAMPLES / f"{sample}.docx", tmp_path / "发文" / f"{name}.docx")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def noted(office, capsys):
    """Stand there with a baseline of today's faults."""
    assert main(["baseline", "create", "发文", "--output", "基线.json"]) == 0
    capsys.readouterr()
    return office


def put(path: str, text: str, *, above: str) -> None:
    """Type a paragraph into a document as a person does: above the one that begins so, and set like it."""
    paper = docx.Document(path)
    (place,) = (paragraph for paragraph in paper.paragraphs if paragraph.text.startswith(above))
    place._p.addprevious(copy.deepcopy(place._p))
    (first, *rest) = next(one for one in paper.paragraphs if one.text.startswith(above)).runs
    first.text = text
    for run in rest:
        run.text = ""
    paper.save(path)


def retype(path: str, old: str, new: str) -> None:
    """Change words that stand in one run."""
    paper = docx.Document(path)
    (run,) = (run for paragraph in paper.paragraphs for run in paragraph.runs if old in run.text)
    run.text = run.text.replace(old, new)
    paper.save(path)


def held(path: str = "基线.json") -> dict[str, Counter[str]]:
    """Give what a baseline file holds: by path, how many findings of each rule."""
    papers = json.loads(Path(path).read_text(encoding="utf-8"))["documents"]
    return {paper["path"]: Counter({one["code"]: one.get("count", 1) for one in paper["findings"]}) for paper in papers}


def found(capsys, *arguments: str) -> dict:
    """Check the office against its baseline and give the JSON."""
    main(["check", "发文", "--baseline", "基线.json", "--format", "json", *arguments])
    return json.loads(capsys.readouterr().out)


# what the issue shows


def test_with_the_faults_of_today_in_a_baseline_the_check_passes(noted, capsys):
    assert main(["check", "发文"]) == 1
    assert main(["check", "发文", "--baseline", "基线.json", "--fail-on", "info"]) == 0
    assert capsys.readouterr().err == ""


def test_one_new_fault_in_one_file_fails_and_is_all_that_is_shown(noted, capsys):
    put("发文/通知.docx", "各地要抓紧部署,做到早防早治。", above="防火期内")
    assert main(["check", "发文", "--baseline", "基线.json"]) == 1
    told = capsys.readouterr()
    assert told.out.count("[") - told.out.count("[2024]") == 1
    assert "各地要抓紧部署⟦,⟧做到早防早治" in told.out
    assert "另有 31 处在基线中" in told.out
    assert told.err == ""


@pytest.mark.parametrize("above", ["森林防火工作", "全市共设", "发现火情后"])
def test_a_paragraph_put_above_or_below_old_faults_makes_none_of_them_new(noted, above, capsys):
    put("发文/通知.docx", "各单位要认真抓好落实。", above=above)
    assert "各单位要认真抓好落实。" in [p.text for p in docx.Document("发文/通知.docx").paragraphs]
    result = found(capsys)
    assert [one["location"]["excerpt"] for one in opened(result) if "认真抓好" not in one["location"]["excerpt"]] == []
    assert result["summary"]["baselined"] == sum(sum(codes.values()) for codes in held().values())


def opened(result: dict) -> list[dict]:
    return [one for paper in result["documents"] for one in paper["violations"] if one["state"] == "open"]


def test_a_second_fault_like_an_old_one_is_exactly_one_new_one(noted, capsys):
    text = next(p.text for p in docx.Document("发文/通知.docx").paragraphs if p.text.startswith("各地要立足于"))
    put("发文/通知.docx", text, above="各地要立足于")
    assert [one["code"] for one in opened(found(capsys))] == ["GF071c"]


# the same finding


@cache
def draft(sample: str) -> Draft:
    return read(Package.open(SAMPLES / f"{sample}.docx"))


@cache
def checked(sample: str) -> Report:
    return Checker().check(draft(sample))


@cache
def before() -> Baseline:
    return Baseline.of([checked("flawed-tongzhi")])


def text_of(block: object) -> str:
    return block.text if isinstance(block, Paragraph) else ""


MODEL = next(block for block in draft("flawed-tongzhi").blocks if text_of(block).startswith("防火期内"))
PLACES = [
    at
    for at, block in enumerate(draft("flawed-tongzhi").blocks[:33])
    if text_of(block).startswith(("森林", "防火期", "全市", "对林区", "各地", "每支", "每队", "发现"))
]
"""Where paragraphs of the text stand."""


def typed(*added: tuple[int, str]) -> Draft:
    """Give the flawed notice with paragraphs of right format put in above others."""
    paper = draft("flawed-tongzhi")
    blocks = []
    for at, block in enumerate(paper.blocks):
        texts = [text for place, text in added if place == at]
        blocks += [replace(MODEL, text=text, runs=(replace(MODEL.runs[0], text=text),)) for text in texts]
        blocks.append(block)
    renumbered = [
        replace(block, address=Address("body", f"body/p[{number}]")) if isinstance(block, Paragraph) else block
        for number, block in enumerate(blocks, 1)
    ]
    return replace(paper, blocks=tuple(renumbered))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from([RIGHT, "要加强督促检查。"])), min_size=1, max_size=5)
)
def test_text_put_in_anywhere_makes_no_old_finding_new_and_none_vanish(added):
    match = before().match(Checker().check(typed(*added)).documents[0])
    assert [(one.code, one.location.excerpt) for one in match.document.open] == []
    assert match.gone == ()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(PLACES), min_size=1, max_size=4), st.integers(0, 3))
def test_of_equal_faults_as_many_are_new_as_were_added(places, known):
    old = Baseline.of([Checker().check(typed(*((place, FAULTY) for place in places[:known])))])
    now = old.match(Checker().check(typed(*((place, FAULTY) for place in places))).documents[0])
    new = Counter(one.code for one in now.document.open)
    assert set(new.values()) <= {max(0, len(places) - known)}
    assert (len(places) > known) == bool(new)
    assert now.gone == ()


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(PLACES), min_size=1, max_size=4))
def test_faults_that_are_taken_out_again_are_gone_and_nothing_is_new(places):
    old = Baseline.of([Checker().check(typed(*((place, FAULTY) for place in places)))])
    match = old.match(checked("flawed-tongzhi").documents[0])
    assert match.document.open == ()
    assert {one.count for one in match.gone} == {len(places)}


def test_a_narrow_comma_is_not_a_wide_one():
    narrow, wide = (finding(replace(BODY, text=f"水源{mark}保护"), (2, 3)) for mark in ",，")
    old = Baseline.of([report(document([BODY], [replace(narrow, fingerprint="0" * 16)]))])
    assert old.mark(document([BODY], [replace(wide, fingerprint="1" * 16)])).open != ()


@pytest.mark.parametrize(
    ("old", "new"), [("[2024]", "〔2024〕"), ("打早", "打得早"), ("县(区)人民政府主要负责人", "县(区)人民政府负责人")]
)
def test_mending_or_rewording_beside_an_old_fault_does_not_make_it_new(noted, old, new, capsys):
    retype("发文/通知.docx", old, new)
    assert [one["code"] for one in opened(found(capsys))] == []


def test_of_two_faults_of_a_kind_the_one_in_known_words_is_the_old_one():
    known, other = (replace(finding(BODY, (0, 2)), fingerprint=digit * 16) for digit in "01")
    old = Baseline.of([report(document([BODY], [known]))])
    assert [one.state for one in old.mark(document([BODY], [other, known])).violations] == ["open", "baselined"]


def test_an_accepted_fault_in_known_words_is_the_old_one_before_another_of_its_kind_is():
    known, other = (replace(finding(BODY, (0, 2)), fingerprint=digit * 16) for digit in "01")
    old = Baseline.of([report(document([BODY], [known]))])
    marked = old.mark(document([BODY], [other, replace(known, state="waived")]))
    assert [one.state for one in marked.violations] == ["open", "waived"]


# states


def test_what_is_accepted_in_a_comment_stays_so_and_is_not_gone(noted, capsys):
    Path("发文/通知.docx").write_bytes(commented("flawed-tongzhi", ("[2024]", "gongwen: 忽略 GF046a 沿用旧式")))
    assert main(["check", "发文", "--baseline", "基线.json"]) == 0
    told = capsys.readouterr()
    assert "理由：沿用旧式" in told.out
    assert told.err == ""
    assert found(capsys)["summary"]["waived"] == 1


def test_what_is_accepted_in_a_comment_does_not_go_into_a_baseline(office, capsys):
    Path("发文/通知.docx").write_bytes(commented("flawed-tongzhi", ("[2024]", "gongwen: 忽略 GF046a 沿用旧式")))
    main(["baseline", "create", "发文", "--output", "基线.json"])
    assert held()["发文/通知.docx"]["GF046a"] == 0
    capsys.readouterr()
    shutil.copy(SAMPLES / "flawed-tongzhi.docx", "发文/通知.docx")
    assert [one["code"] for one in opened(found(capsys))] == ["GF046a"]


def test_an_open_finding_is_old_before_an_accepted_equal_one_is():
    accepted = replace(GRAVE, state="waived")
    old = Baseline.of([report(document([NUMBER], [GRAVE]))])
    match = old.match(document([NUMBER], [accepted, GRAVE]))
    assert [one.state for one in match.document.violations] == ["waived", "baselined"]
    assert match.gone == ()


def test_a_document_that_is_no_official_one_still_says_so(noted, capsys):
    paper = docx.Document()
    paper.add_paragraph("采购清单")
    paper.save("发文/清单.docx")
    main(["baseline", "create", "发文", "--output", "基线.json", "--force"])
    main(["check", "发文/清单.docx", "--baseline", "基线.json", "--fail-on", "info"])
    assert "未识别为公文，未作检查" in capsys.readouterr().out


def test_a_rule_that_crashed_is_no_finding_of_a_baseline():
    assert Baseline.of([report(*ALL)]).paths == ["发文/通知.docx"]


# what is gone


def test_what_has_vanished_is_announced_with_the_way_to_strike_it(noted, capsys):
    retype("发文/通知.docx", "[2024]", "〔2024〕")
    assert main(["check", "发文", "--baseline", "基线.json"]) == 0
    assert capsys.readouterr().err == (
        "基线中有 1 处问题已经没有了：发文/通知.docx。\n"
        "用 gongwen baseline prune 基线.json 加同样的路径和选项，可以把已经没有的从基线中去掉。\n"
    )


def test_documents_that_were_not_checked_or_are_missing_are_named(noted, capsys):
    os.remove("发文/请示.docx")
    (noted / "发文" / "通知.docx").write_bytes(b"")
    assert main(["check", "发文/通知.docx", "发文/函.docx", "--baseline", "基线.json"]) == 2
    assert capsys.readouterr().err == (
        "基线中有 1 份文件这次没有查成，不作比较：发文/通知.docx。\n"
        "基线中有 1 份文件已经不在：发文/请示.docx。\n"
        "用 gongwen baseline prune 基线.json 加同样的路径和选项，可以把已经没有的从基线中去掉。\n"
    )


def test_a_baseline_that_stands_elsewhere_is_said_to_and_nothing_of_it_is_to_be_struck(noted, capsys):
    (noted / "别处").mkdir()
    shutil.move("基线.json", "别处")
    assert main(["check", "发文", "--baseline", "别处/基线.json"]) == 1
    assert capsys.readouterr().err == (
        "基线中有 2 份文件已经不在：发文/请示.docx、发文/通知.docx。\n"
        "基线里的文件一份也没有找到：路径从基线“别处/基线.json”所在的文件夹算起，请看基线是不是换了地方。\n"
    )


def test_a_name_with_a_blank_is_told_as_it_is_typed(noted, capsys):
    os.rename("基线.json", "基线 一.json")
    os.remove("发文/通知.docx")
    main(["check", "发文", "--baseline", "基线 一.json"])
    assert '用 gongwen baseline prune "基线 一.json" 加同样的路径和选项' in capsys.readouterr().err


def test_a_baseline_without_a_name_is_a_mistake(office, capsys):
    assert main(["check", "发文", "--baseline", ""]) == 2
    assert "基线“”打不开" in capsys.readouterr().err


def test_documents_outside_of_what_was_asked_for_are_counted(noted, capsys):
    main(["check", "发文/函.docx", "--baseline", "基线.json"])
    assert capsys.readouterr().err == "基线中另有 2 份文件不在这次检查的范围内。\n"


def test_rules_that_were_not_asked_for_do_not_make_findings_vanish(noted, capsys):
    main(["check", "发文", "--baseline", "基线.json", *FEW])
    err = capsys.readouterr().err
    assert "已经没有了" not in err
    assert "这次没有查相应的规则，不作比较" in err


def test_prune_strikes_what_is_gone_and_only_that(noted, capsys):
    whole = held()
    retype("发文/通知.docx", "[2024]", "〔2024〕")
    put("发文/请示.docx", "各地要抓紧部署,做到早防早治。", above="恳请批准")
    assert main(["baseline", "prune", "基线.json", "发文"]) == 0
    assert capsys.readouterr().out.startswith("已从基线中去掉 1 处：\n  发文/通知.docx：1 处\n基线“基线.json”还有 ")
    whole["发文/通知.docx"]["GF046a"] -= 1
    assert held() == {path: +codes for path, codes in whole.items()}


def test_prune_dry_only_says_what_it_would_do(noted, capsys):
    retype("发文/通知.docx", "[2024]", "〔2024〕")
    before = Path("基线.json").read_bytes()
    assert main(["baseline", "prune", "基线.json", "发文", "--dry-run"]) == 0
    assert capsys.readouterr().out.endswith("  发文/通知.docx：1 处\n以上只是预览，基线没有改动。\n")
    assert Path("基线.json").read_bytes() == before


def test_prune_with_nothing_to_strike_leaves_the_file_alone(noted, capsys):
    stamp = os.stat("基线.json").st_ino
    assert main(["baseline", "prune", "基线.json", "发文"]) == 0
    assert capsys.readouterr().out == "基线里没有可以去掉的，文件没有改动。\n"
    assert os.stat("基线.json").st_ino == stamp


def test_prune_keeps_what_no_rule_looked_for(noted, capsys):
    retype("发文/通知.docx", "[2024]", "〔2024〕")
    retype("发文/通知.docx", "二〇二四年三月六日", "2024年3月6日")
    assert main(["baseline", "prune", "基线.json", "发文", *FEW]) == 0
    codes = held()["发文/通知.docx"]
    assert (codes["GF046a"], codes["GF097a"]) == (0, 1)
    assert "这次没有查相应的规则，不作比较" in capsys.readouterr().out


def test_prune_keeps_what_a_document_had_that_cannot_be_read(noted, capsys):
    (noted / "发文" / "通知.docx").write_bytes(b"")
    whole = held()
    assert main(["baseline", "prune", "基线.json", "发文"]) == 2
    assert held() == whole
    assert capsys.readouterr().err == "发文/通知.docx：未能检查，基线中所记的保留不动：文件是空的。\n"


@pytest.mark.parametrize(
    "paths", [["发文"], ["发文/通知.docx", "发文/函.docx"], ["发文/*.docx"], ["**/*.docx"], ["@清单.txt"], [str]]
)
def test_prune_strikes_a_document_that_is_gone_when_it_is_asked_for(noted, paths):
    Path("清单.txt").write_text("发文/函.docx\n发文/通知.docx\n", encoding="utf-8")
    os.remove("发文/通知.docx")
    asked = [str(noted / "发文") if path is str else path for path in paths]
    assert main(["baseline", "prune", "基线.json", *asked]) == 0
    assert list(held()) == ["发文/请示.docx"]


def test_prune_keeps_a_document_that_is_gone_from_elsewhere(noted, capsys):
    os.remove("发文/通知.docx")
    assert main(["baseline", "prune", "基线.json", "发文/请示.docx"]) == 0
    assert list(held()) == ["发文/请示.docx", "发文/通知.docx"]
    assert "基线中有 1 份文件已经不在：发文/通知.docx。" in capsys.readouterr().out


def test_prune_strikes_a_folder_that_is_gone(noted, capsys):
    shutil.rmtree("发文")
    assert main(["baseline", "prune", "基线.json", "发文"]) == 0
    assert held() == {}
    assert (
        Path("基线.json").read_text(encoding="utf-8") == '{\n  "schema": "gongwen.baseline/1",\n  "documents": []\n}\n'
    )


def test_prune_of_a_path_that_never_was_is_a_mistake(noted, capsys):
    assert main(["baseline", "prune", "基线.json", "收文/*.docx"]) == 2
    assert "收文" in capsys.readouterr().err


def test_prune_does_not_read_standard_input_twice(noted, capsys):
    assert main(["baseline", "prune", "基线.json", "@-"]) == 2
    assert "请先存成文件" in capsys.readouterr().err


# the file


def test_a_baseline_holds_a_finding_a_line_and_none_of_the_words(noted):
    lines = Path("基线.json").read_text(encoding="utf-8").splitlines()
    assert lines[:3] == ["{", '  "schema": "gongwen.baseline/1",', '  "documents": [']
    assert (
        '      {"code": "GF046a", "element": "doc_number", "fingerprint": "a1ce89d1fb476596", "fault": "ded5340f"},'
        in lines
    )
    assert sum(line.startswith("      {") for line in lines) == sum(len(codes) for codes in held().values())
    assert "[2024]" not in "".join(lines)


def test_a_baseline_follows_its_schema(noted, capsys):
    assert main(["schema", "baseline"]) == 0
    schema = json.loads(capsys.readouterr().out)
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(Path("基线.json").read_bytes()))
    broken = {"schema": "gongwen.baseline/1", "documents": [{"path": "a", "findings": [{"code": "GF001"}], "more": 1}]}
    assert len(list(Draft202012Validator(schema).iter_errors(broken))) > 1


def test_the_same_findings_give_the_same_bytes_whatever_the_order_and_the_processes(noted):
    assert (
        main(["baseline", "create", "发文/通知.docx", "发文/函.docx", "发文", "--output", "又.json", "--jobs", "2"])
        == 0
    )
    assert Path("又.json").read_bytes() == Path("基线.json").read_bytes()


def test_processes_make_no_difference_to_a_check_against_a_baseline(noted, capsys):
    put("发文/通知.docx", "各地要抓紧部署,做到早防早治。", above="防火期内")
    assert found(capsys) == found(capsys, "--jobs", "2")


def test_a_baseline_serves_a_checkout_elsewhere_and_from_any_folder(noted, tmp_path_factory, monkeypatch):
    there = tmp_path_factory.mktemp("别处") / "库"
    shutil.copytree(noted, there)
    monkeypatch.chdir(there.parent)
    assert main(["check", "库/发文", "--baseline", "库/基线.json", "--fail-on", "info"]) == 0
    assert main(["check", str(there / "发文"), "--baseline", "库/基线.json", "--fail-on", "info"]) == 0
    monkeypatch.chdir(there / "发文")
    assert main(["check", "通知.docx", "./请示.docx", "--baseline", "../基线.json", "--fail-on", "info"]) == 0


def test_a_baseline_may_lie_beside_what_it_holds(office):
    (office / "基线").mkdir()
    assert main(["baseline", "create", "发文", "--output", "基线/一.json"]) == 0
    assert list(held("基线/一.json")) == ["../发文/请示.docx", "../发文/通知.docx"]
    assert main(["check", "发文", "--baseline", "基线/一.json", "--fail-on", "info"]) == 0


def test_paths_have_slashes_on_windows_too(monkeypatch):
    import ntpath
    from pathlib import PureWindowsPath

    monkeypatch.setattr(baseline.os, "path", ntpath)
    monkeypatch.setattr(baseline, "Path", PureWindowsPath)
    monkeypatch.setattr(baseline, "_real", ntpath.normpath)
    assert Baseline({}, folder="C:\\公文").place("C:\\公文\\发文\\通知.docx") == "发文/通知.docx"
    assert Baseline({}, folder="C:\\公文").place("D:\\通知.docx") == "D:/通知.docx"


def test_a_document_from_standard_input_keeps_its_name(noted):
    assert Baseline({}).place("-") == "-"
    assert Baseline({}).place("") == ""


def test_create_does_not_replace_a_baseline_unless_told_to(noted, capsys):
    old = Path("基线.json").read_bytes()
    assert main(["baseline", "create", "发文/函.docx", "--output", "基线.json"]) == 2
    assert "已经存在，没有覆盖" in capsys.readouterr().err
    assert Path("基线.json").read_bytes() == old
    assert main(["baseline", "create", "发文/函.docx", "--output", "基线.json", "--force"]) == 0
    assert held() == {}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["create", "发文"], "请用 --output 写明基线存到哪里"),
        (["create", "发文", "--output", "发文/函.docx", "--force"], "结果不能写进正在读的文件"),
        (["create", "发文", "--output", "没有/基线.json"], "无法写出结果"),
        (["create", "无", "--output", "基线.json", "--stage", "finel"], "选项 --stage 没有“finel”这个值"),
        (["prune", "没有.json", "发文"], "基线“没有.json”打不开"),
        (["prune", "发文/函.docx", "发文"], "已损坏或不是 gongwen 存的基线"),
        (["create", "发文", "--output", "基线.json", "--fail-on", "error"], "没有选项“--fail-on”"),
    ],
)
def test_what_cannot_be_done_gives_2_and_leaves_nothing_behind(office, arguments, sentence, capsys):
    assert main(["baseline", *arguments]) == 2
    assert sentence in capsys.readouterr().err
    assert [path.name for path in office.iterdir()] == ["发文"]


def test_create_goes_on_past_a_document_that_cannot_be_read_and_says_so(office, capsys):
    (office / "发文" / "坏.docx").write_bytes(b"")
    assert main(["baseline", "create", "发文", "--output", "基线.json"]) == 2
    told = capsys.readouterr()
    assert told.err == "发文/坏.docx：未能检查，没有存入基线：文件是空的。\n"
    assert told.out.startswith("检查了 3 份文件，2 份有问题，共 ")
    assert list(held()) == ["发文/请示.docx", "发文/通知.docx"]


def test_nothing_is_written_when_no_document_could_be_read(office, capsys):
    assert main(["baseline", "create", "发文/没有.docx", "--output", "基线.json"]) == 2
    assert capsys.readouterr() == (
        "",
        "发文/没有.docx：未能检查，没有存入基线：找不到文件“没有.docx”。\n一份文件也没有查成，没有存基线。\n",
    )
    assert [path.name for path in office.iterdir()] == ["发文"]


def test_nothing_is_written_when_create_is_interrupted(office, monkeypatch, capsys):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(checking, "_checked", interrupted)
    assert main(["baseline", "create", "发文", "--output", "基线.json"]) == 130
    assert capsys.readouterr().err == "已中断。\n"
    assert [path.name for path in office.iterdir()] == ["发文"]


def test_the_result_does_not_replace_the_baseline(noted, capsys):
    assert main(["check", "发文", "--baseline", "基线.json", "--output", "基线.json"]) == 2
    assert "正在读的文件“基线.json”" in capsys.readouterr().err


def file(findings: object, path: str = '"a.docx"') -> str:
    return f'{{"schema": "gongwen.baseline/1", "documents": [{{"path": {path}, "findings": {findings}}}]}}'


ENTRY = '{"code": "GF001", "element": "", "fingerprint": "0123456789abcdef", "fault": "01234567"}'


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "已损坏"),
        ("[]", "已损坏"),
        ("<<<<<<< HEAD\n{}", "已损坏"),
        ('{"schema": "gongwen.baseline/2", "documents": []}', "版本是“gongwen.baseline/2”，本程序只认 gongwen.baseline/1"),
        ('{"schema": "gongwen.report/1", "documents": []}', "不是 gongwen 存的基线"),
        ('{"schema": "gongwen.baseline/1", "documents": [], "more": 1}', "已损坏"),
        (file("[" * 100_000), "已损坏"),
        (file("[" + "1," * 100_000 + "1]"), "已损坏"),
        (file(f"[{ENTRY[:-1]}, \"count\": 0}}]"), "已损坏"),
        (file(f"[{ENTRY[:-1]}, \"count\": 1e400}}]"), "已损坏"),
        (file(f"[{ENTRY[:-1]}, \"more\": 0}}]"), "已损坏"),
        (file('[{"code": "GF001", "element": "", "fingerprint": "../../x", "fault": "01234567"}]'), "已损坏"),
        (file("[]", r'"\ud800"'), "已损坏"),
        (file(f"[{ENTRY}, {ENTRY}]"), "里“a.docx”写了两遍"),
        (file(f"[{ENTRY}, {ENTRY}]", r'"a\n\u001b[2J.docx"'), "里“a[2J.docx”写了两遍"),
        (file("[]", r'"a\u0000.docx"'), "已损坏"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_baseline_is_refused_in_one_sentence(tmp_path, text, sentence):
    (tmp_path / "基线.json").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        Baseline.load(tmp_path / "基线.json")
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_too_large_is_refused_and_so_is_a_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(baseline, "LARGEST", 100)
    (tmp_path / "基线.json").write_text(" " * 101, encoding="utf-8")
    with pytest.raises(ConfigError, match="超过 128 MB"):
        Baseline.load(tmp_path / "基线.json")
    with pytest.raises(ConfigError, match="打不开"):
        Baseline.load(tmp_path)
    with pytest.raises(ConfigError, match="超过 128 MB"):
        Baseline.of([report(FLAWED)]).to_json()


def test_an_editor_may_have_put_a_byte_order_mark_in_front(noted):
    path = Path("基线.json")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert Baseline.load(path).paths == ["发文/请示.docx", "发文/通知.docx"]


# Python


def test_a_report_is_applied_to_in_python(noted):
    known = gongwen.Baseline.load("基线.json")
    whole = gongwen.check("发文/通知.docx")
    marked = known.apply(whole)
    assert (whole.ok("info"), marked.ok("info")) == (False, True)
    assert marked.summary.baselined == sum(whole.summary.by_severity.values())
    assert marked.summary.by_severity == {"error": 0, "warning": 0, "info": 0}


def test_a_baseline_is_made_of_reports_in_python(noted):
    reports = [gongwen.check(path) for path in ("发文/通知.docx", "发文/函.docx", "发文/请示.docx")]
    assert Baseline.of(reports).to_json() == Path("基线.json").read_text(encoding="utf-8")


def test_the_source_of_a_report_stays_as_it_is():
    one = report(FLAWED)
    Baseline.of([one]).apply(one)
    assert [finding.state for finding in one.documents[0].violations] == ["open"] * 3 + ["waived", "baselined"]


def test_a_comparison_knows_by_what_a_document_was_judged():
    old = Baseline.of([report(FLAWED)])
    comparison = Comparison(old, lambda path: {"GF046a"} if path == FLAWED.path else set())
    comparison.take(document([NUMBER, BODY], [], path=FLAWED.path))
    assert (comparison.vanished, comparison.unjudged) == (1, 2)


def test_a_document_that_was_not_checked_in_full_keeps_what_it_had():
    old = Baseline.of([report(FLAWED)])
    comparison = Comparison(old, lambda _: {"GF046a", "GF071a", "GF077"})
    comparison.take(UNREADABLE.model_copy(update={"path": FLAWED.path}))
    assert (comparison.vanished, comparison.incomplete) == (0, {"发文/通知.docx"})


def test_many_documents_are_not_all_named():
    assert standing.listed([f"{number}.docx" for number in range(7)]) == "0.docx、1.docx、2.docx、3.docx、4.docx等 7 份"


def test_striking_takes_away_as_many_as_are_gone():
    entry = Entry("GF001", "", "0" * 16, "0" * 8, 3)
    left = Baseline({"a.docx": [entry]}).without({"a.docx": [replace(entry, count=2)]})
    assert left.entries("a.docx") == (replace(entry, count=1),)


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["发文"], True), (["."], True), (["发"], False), (["发文/通知.docx"], True), (["发文/*.docx"], True),
        (["*"], True), (["*/*/通知.docx"], False), (["**/通?.docx"], True), (["**"], True), (["[发文]*"], False),
        (["收文", "发文/"], True), (["发文/通知.docx/*"], False),
    ],
)  # fmt: skip
def test_paths_name_documents_that_are_gone_as_they_name_those_that_are_there(tmp_path, monkeypatch, paths, expected):
    monkeypatch.chdir(tmp_path)
    assert files.names(paths, "发文/通知.docx") is expected
    assert files.names(paths, "发文/.通知.docx") is False


def test_a_document_without_a_place_in_the_baseline_is_left_as_it_is():
    other = Document(path="另.docx", stage="draft", profile="gbt9704")
    assert Baseline.of([report(FLAWED)]).mark(other) is other
    assert Baseline.of([]).apply(report(other)).tool == TOOL
