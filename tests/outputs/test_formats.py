import os
import re
import subprocess
import sys
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

import gongwen
from gongwen.bookshelf import load_rules
from gongwen.outputs.formats import Run, Writer, interruption, writer
from gongwen.settings import FORMATS
from tests.outputs.hostile import HOSTILE
from tests.reports import ALL, CRASH, GRAVE, TOOL, report, written

PACKAGE = Path(gongwen.__file__).parent
RUN = Run(TOOL, 3, load_rules())


@pytest.mark.parametrize("form", FORMATS)
def test_every_output_has_a_writer(form):
    assert isinstance(writer(form, StringIO(), RUN), Writer)


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_documents_give_the_same_text(form):
    assert written(form, *ALL) == written(form, *ALL)


@pytest.mark.parametrize("form", FORMATS)
def test_every_output_survives_a_hostile_document(form):
    assert written(form, HOSTILE).encode("utf-8")


@pytest.mark.parametrize("form", FORMATS)
def test_a_run_that_ended_before_its_first_document_can_be_written(form):
    written(form, total=2)


def test_a_finding_is_named_by_its_rule_or_by_what_the_tool_says():
    assert RUN.title(GRAVE) == "发文字号年份未用六角括号括入"
    assert RUN.title(CRASH) == "规则未能运行"


def test_every_code_of_the_tool_itself_has_a_title():
    code = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    own = sorted(set(re.findall(r"SYS\d{3}", code)))
    assert [RUN.title(replace(CRASH, code=each)) for each in own] == [
        "规则未能运行",
        "未识别为公文",
        "写明不改的话不起作用",
        "写明不改的话已过期",
        "写明不改的话没有用上",
        "指定的要素没有对上",
        "没有参加比对的文件",
        "没有参加比对的登记行",
    ]


def test_an_interrupted_run_says_how_far_it_came():
    assert interruption(report(*ALL[:2]).summary, RUN) == "已中断：检查了 2 份，其余 1 份未检查。"
    assert interruption(report(*ALL[:3]).summary, RUN) == ""


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_check_loads_no_output_it_does_not_write(form):
    script = (
        "import sys; from gongwen.cli import main; main(['check', '-', '--format', sys.argv[1]]);"
        "print([name for name in sys.modules if name.startswith('gongwen.outputs.')], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, form], input=b"", capture_output=True, env=os.environ, timeout=60, check=True
    )
    loaded = done.stderr.decode()
    assert f"'gongwen.outputs.{form}'" in loaded
    others = {"sarif", "junit", "gitlab", "github", "csv", "jsonl", "html", "rows"}
    assert [name for name in others if f"'gongwen.outputs.{name}'" in loaded] == []
