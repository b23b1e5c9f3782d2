"""Processes that check: a document that is stuck or deadly costs itself only."""

import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from gongwen import workers
from gongwen.cli import main
from gongwen.errors import ConfigError
from tests import workbench

SAMPLES = Path(__file__).parent.parent / "samples"
NOTICE = str(SAMPLES / "notice.docx")
MANY = tuple(f"{number:03d}" for number in range(200))

MORE_THAN_A_PIPE_HOLDS = 600
"""Documents whose results nobody reads keep the process waiting: it cannot be done before it is interrupted."""


def outcome(paths, prepare=workbench.prepare, *, jobs=1, timeout=0.0):
    done = workers.check(paths, prepare, workbench.refuse, jobs=jobs, timeout=timeout)
    return [(document.path, document.status, document.error) for document in done]


def test_documents_come_in_the_order_of_their_paths():
    assert [path for path, *_ in outcome(MANY, jobs=2)] == list(MANY)


def test_each_process_is_prepared_once(tmp_path):
    outcome(MANY, partial(workbench.prepare_counting, str(tmp_path)), jobs=2)
    assert len(list(tmp_path.iterdir())) == 2


def test_a_document_that_takes_too_long_costs_itself_only():
    paths = [*MANY[:70], "stuck", *MANY[70:]]
    done = {path: (status, error) for path, status, error in outcome(paths, timeout=5)}
    status, error = done.pop("stuck")
    assert (status, error.split("，")[0]) == ("timeout", "检查超过 5 秒仍未完成")
    assert (list(done), set(done.values())) == (list(MANY), {("unreadable", "done")})


def test_a_document_that_kills_its_process_costs_itself_only():
    paths = ["deadly-first", *MANY[:70], "deadly", "deadly-too", *MANY[70:]]
    errors = {path: error for path, _, error in outcome(paths, jobs=2)}
    dead = {path for path, error in errors.items() if error.startswith("检查这份文件时检查进程意外退出")}
    assert (list(errors), dead) == (paths, {"deadly-first", "deadly", "deadly-too"})


def test_a_process_is_replaced_only_when_it_has_to_be(tmp_path):
    outcome(["a", "deadly", "b", "c"], partial(workbench.prepare_counting, str(tmp_path)))
    assert len(list(tmp_path.iterdir())) == 2


def test_a_process_that_died_while_idle_costs_no_document():
    reader = workers.Workers(workbench.prepare, workbench.refuse, timeout=0)
    before = reader.check(["a"])
    (process,) = multiprocessing.active_children()
    process.kill()
    process.join()
    after = reader.check(["b"])
    reader.close()
    assert [document.error for document in before + after] == ["done", "done"]


@pytest.mark.parametrize(
    ("prepare", "sentence"), [(workbench.prepare_in_vain, "规则库不见了"), (workbench.die, "检查进程启动不了")]
)
def test_a_process_that_cannot_start_ends_the_run_with_a_sentence(prepare, sentence):
    with pytest.raises(ConfigError, match=sentence):
        outcome(["a"], prepare)


def test_nothing_runs_on_when_the_reader_stops_even_what_is_stuck():
    reader = workers.check(["a", "stuck"], workbench.prepare, workbench.refuse, jobs=2, timeout=0)
    assert next(reader).path == "a"
    reader.close()
    assert multiprocessing.active_children() == []


def test_a_report_is_the_same_in_one_process_and_in_two(tmp_path, capsys):
    command = ["check", str(SAMPLES / "*notice*.docx"), str(tmp_path / "没有.docx"), "--format", "json"]
    assert main([*command, "--jobs", "1"]) == 2
    alone = capsys.readouterr().out
    assert main([*command, "--jobs", "2", "--timeout", "0"]) == 2
    assert capsys.readouterr().out == alone


def test_a_document_that_takes_too_long_gives_2(monkeypatch, capsys):
    whole = workers.check
    monkeypatch.setattr(
        workers, "check", lambda paths, _desk, *rest, **labour: whole(paths, workbench.prepare, *rest, **labour)
    )
    assert main(["check", "stuck.docx", "--timeout", "0.5", "--format", "json"]) == 2
    report = json.loads(capsys.readouterr().out)
    assert [document["status"] for document in report["documents"]] == ["timeout"]
    assert report["summary"]["unreadable"] == 1


def test_standard_input_is_not_shared_among_processes(capsys):
    assert main(["check", "-", NOTICE, "--jobs", "2"]) == 2
    assert "标准输入（-）只能由一个进程读" in capsys.readouterr().err


@pytest.mark.parametrize(
    "stop",
    [
        lambda process: os.killpg(process.pid, signal.SIGINT),  # Ctrl-C on a terminal: all processes hear of it
        lambda process: process.send_signal(signal.SIGTERM),  # a pipeline that is cancelled: the first one does
    ],
    ids=["ctrl-c", "sigterm"],
)
def test_who_is_stopped_leaves_what_is_done_and_says_so(tmp_path, stop):
    source = shutil.copy(NOTICE, tmp_path / "source")
    for number in range(MORE_THAN_A_PIPE_HOLDS):
        os.link(source, tmp_path / f"{number:03d}.docx")
    command = [sys.executable, "-m", "gongwen", "check", str(tmp_path), "--jobs", "2", "--format", "jsonl"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True
    ) as process:
        first = process.stdout.readline()
        stop(process)
        rest, said = process.stdout.read(), process.stderr.read()
    done = [document["path"] for line in (first + rest).splitlines() for document in json.loads(line)["documents"]]
    assert process.returncode == 130
    assert done == sorted(done)
    assert said == f"已中断：检查了 {len(done)} 份，其余 {MORE_THAN_A_PIPE_HOLDS - len(done)} 份未检查。\n"


def test_a_single_document_is_checked_without_what_many_need():
    told = "print({'multiprocessing', 'rich', 'gongwen.workers', 'concurrent.futures.thread'} & set(sys.modules))"
    script = f"import sys; from gongwen.cli import main; main(['check', {NOTICE!r}]); {told}"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "set()"


def test_what_is_stuck_ends_with_the_process_that_started_it():
    said = "print(next(workers.check(['a', 'stuck'], workbench.prepare, workbench.refuse, jobs=1, timeout=0)).path, flush=True)"
    script = f"import os, signal; from gongwen import workers; from tests import workbench; {said}"
    with subprocess.Popen(
        [sys.executable, "-c", f"{script}; os.kill(os.getpid(), signal.SIGKILL)"], stdout=subprocess.PIPE, text=True
    ) as process:
        heard, _ = process.communicate(timeout=60)  # until nobody is there that could say anything
    assert (heard, process.returncode) == ("a\n", -signal.SIGKILL)
