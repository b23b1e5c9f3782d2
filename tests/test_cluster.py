"""A cluster of two worker processes: what dies or is stuck costs one document, nothing is lost and nothing comes twice."""

import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import zipfile
from functools import partial
from pathlib import Path

import pytest
from distributed import Client, LocalCluster
from fsspec.config import conf as fsspec_settings

from gongwen import cluster
from gongwen.api import Options
from gongwen.cli import main
from gongwen.cluster import Likewise
from gongwen.config import Lookup
from gongwen.desk import Plan
from gongwen.errors import ConfigError
from tests import workbench

SAMPLES = Path(__file__).parent.parent / "samples"
NOTICE = SAMPLES / "notice.docx"
MANY = tuple(f"{number:03d}" for number in range(100))
NOWHERE = "tcp://127.0.0.1:9"
TOOL = Plan(Options()).desk().common.tool
KEY = Plan(Options()).desk().common.key

MORE_THAN_A_PIPE_HOLDS = 600
"""Documents whose results nobody reads keep the client waiting: it cannot be done before it is interrupted."""


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """Pack documents where every process of the cluster finds them by URL: zip://."""
    path = tmp_path_factory.mktemp("archive") / "卷.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.write(NOTICE, "文/甲.docx")
        packed.write(SAMPLES / "letter.docx", "文/乙.docx")
    return path


@pytest.fixture(scope="module")
def running(archive):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FSSPEC_ZIP_FO", str(archive))
        with LocalCluster(n_workers=2, processes=True, threads_per_worker=1, dashboard_address=":0") as local:
            yield local


@pytest.fixture
def scheduler(running):
    """Give the address of a cluster whose two workers are there, whatever became of them before."""
    running.wait_for_workers(2)
    return running.scheduler_address


@pytest.fixture
def folder(tmp_path):
    for name in ("notice", "letter"):
        for number in range(50):
            shutil.copy(SAMPLES / f"{name}.docx", tmp_path / f"{number:02d}-{name}.docx")
    return tmp_path


def checked(scheduler, paths, prepare=workbench.prepare, *, jobs=0, timeout=0.0):
    return cluster.check(paths, prepare, workbench.refuse, scheduler=scheduler, jobs=jobs, timeout=timeout)


def outcome(scheduler, paths, **how):
    return {document.path: document.error for document in checked(scheduler, paths, **how)}


def processes(running):
    """Say how many processes the workers have started that are still there."""
    with Client(running, set_as_default=False) as client:
        return list(client.run(lambda: len(multiprocessing.active_children())).values())


def test_a_worker_killed_in_the_middle_changes_nothing(running, scheduler, folder):
    paths = sorted(str(path) for path in folder.glob("*.docx"))
    plan = Plan(Options())
    desk = plan.desk()
    alone = [desk.check(path).model_dump_json() for path in paths]
    prepare = Likewise.as_at(desk, plan, paths)
    reader = cluster.check(paths, prepare, desk.refused, scheduler=scheduler, jobs=2, timeout=0)
    done = [next(reader).model_dump_json()]  # two chunks of twelve are under way, most are not yet begun
    os.kill(running.workers[0].pid, signal.SIGKILL)
    done.extend(document.model_dump_json() for document in reader)
    assert (len(done), done) == (100, alone)


def test_a_report_is_the_same_in_one_process_and_on_a_cluster(scheduler, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(SAMPLES)
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "vocabulary.txt").write_text("云溪县\n", encoding="utf-8")
    command = ["check", "*notice*.docx", "没有.docx", str(NOTICE), "--rules", str(rules), "--format", "json"]
    assert main([*command, "--jobs", "1"]) == 2
    alone = capsys.readouterr().out
    assert main([*command, "--scheduler", scheduler]) == 2
    assert capsys.readouterr().out == alone


def test_the_workers_read_urls_themselves(scheduler, archive, monkeypatch, capsys):
    monkeypatch.setitem(fsspec_settings, "zip", {"fo": str(archive)})
    command = ["check", "zip://文/甲.docx", "zip://文/乙.docx", "memory://只在这里.docx", "--format", "json"]
    assert main([*command, "--scheduler", scheduler]) == 2
    documents = json.loads(capsys.readouterr().out)["documents"]
    assert [(document["path"], document["status"]) for document in documents] == [
        ("memory://只在这里.docx", "unreadable"),
        ("zip://文/乙.docx", "checked"),
        ("zip://文/甲.docx", "checked"),
    ]


def test_a_deadly_document_costs_itself_only(scheduler):
    paths = ["deadly-first", *MANY[:40], "deadly", *MANY[40:]]
    errors = outcome(scheduler, paths)
    dead = {path for path, error in errors.items() if error.startswith("检查这份文件时检查进程意外退出")}
    assert (list(errors), dead) == (paths, {"deadly-first", "deadly"})


def test_a_document_that_kills_worker_after_worker_costs_itself_only(monkeypatch):
    paths = [*MANY[:40], "lethal", *MANY[40:]]
    with LocalCluster(n_workers=2, processes=True, threads_per_worker=1, dashboard_address=":0") as local:
        monkeypatch.setattr(local.scheduler, "allowed_failures", 0)
        errors = outcome(local.scheduler_address, paths)
    assert errors.pop("lethal").startswith("检查这份文件时集群的工作进程接连意外退出")
    assert (list(errors), set(errors.values())) == (list(MANY), {"done"})


def test_a_stuck_document_costs_itself_only(scheduler):
    paths = [*MANY[:40], "stuck", *MANY[40:]]
    done = {document.path: (document.status, document.error) for document in checked(scheduler, paths, timeout=2)}
    status, error = done.pop("stuck")
    assert (status, error.split("，")[0]) == ("timeout", "检查超过 2 秒仍未完成")
    assert (list(done), set(done.values())) == (list(MANY), {("unreadable", "done")})


def test_what_is_refused_bears_the_settings_of_the_client(scheduler):
    def refuse(path, error, status="unreadable"):
        return workbench.refuse(path, error, status).model_copy(update={"stage": "archive", "profile": "party"})

    (document,) = cluster.check(["deadly"], workbench.prepare, refuse, scheduler=scheduler, jobs=0, timeout=0)
    assert (document.stage, document.profile) == ("archive", "party")


def test_each_worker_is_prepared_once_a_run(scheduler, tmp_path):
    prepare = partial(workbench.prepare_counting, str(tmp_path))
    assert set(outcome(scheduler, MANY, prepare=prepare).values()) == {"done"}
    assert len(list(tmp_path.iterdir())) == 2
    assert set(outcome(scheduler, MANY, prepare=prepare).values()) == {"done"}
    assert len(list(tmp_path.iterdir())) == 4


def test_nothing_runs_on_when_a_run_is_over(running, scheduler):
    assert len(outcome(scheduler, MANY)) == 100
    assert processes(running) == [0, 0]


def test_nothing_runs_on_when_the_reader_stops_even_what_is_stuck(running, scheduler):
    reader = checked(scheduler, ["a", "stuck", "b"])
    assert next(reader).path == "a"
    reader.close()
    assert processes(running) == [0, 0]


def test_processes_that_nobody_asks_any_more_leave(monkeypatch):
    alarms = []

    class Alarm:
        def __init__(self, _seconds, call, args):
            self.ring = partial(call, *args)

        def start(self):
            alarms.append(self)

        def cancel(self):
            alarms.remove(self)

    monkeypatch.setattr(cluster, "Timer", Alarm)
    others = set(multiprocessing.active_children())
    errand = cluster.Errand("run", workbench.prepare, 0)
    assert cluster.run(errand, ["a"])[0].error == cluster.run(errand, ["b"])[0].error == "done"
    (alarm,) = alarms
    assert len(set(multiprocessing.active_children()) - others) == 1
    alarm.ring()
    assert (set(multiprocessing.active_children()) - others, alarms) == (set(), [])


def test_a_chunk_that_comes_after_its_run_is_not_checked():
    cluster.dismiss("over")
    assert cluster.run(cluster.Errand("over", workbench.prepare, 0), ["a"]) == []


@pytest.mark.parametrize(
    ("prepare", "sentence"), [(workbench.prepare_in_vain, "规则库不见了"), (workbench.die, "检查进程启动不了")]
)
def test_a_worker_that_cannot_prepare_ends_the_run_with_a_sentence(scheduler, prepare, sentence):
    with pytest.raises(ConfigError, match=sentence):
        outcome(scheduler, ["a"], prepare=prepare)


@pytest.mark.parametrize(
    ("likewise", "sentence"),
    [
        (
            Likewise(Plan(Options()), TOOL.model_copy(update={"version": "0.0"}), KEY, None),
            f"上的 gongwen 是 {TOOL.version}，这里是 0.0",
        ),
        (
            Likewise(Plan(Options()), TOOL.model_copy(update={"rules_digest": "beef"}), KEY, None),
            f"上的规则库是 {TOOL.rules_digest}，这里是 beef",
        ),
        (Likewise(Plan(Options(vocabulary=["云溪县"])), TOOL, KEY, None), f"上的设置或词表是 .*，这里是 {KEY[:12]}"),
        (
            Likewise(Plan(Options(rules="没有")), TOOL, KEY, None),
            "装载不了规则，自己的规则和词表要在每台机器上都读得到",
        ),
        (Likewise(Plan(Options()), TOOL, KEY, "/没有这里"), "上没有文件夹“/没有这里”"),
    ],
)
def test_a_machine_that_would_check_otherwise_is_named(likewise, sentence):
    with pytest.raises(ConfigError, match=rf"集群的机器“.+”.*{sentence}"):
        likewise()


@pytest.mark.parametrize(
    ("options", "path", "folder"),
    [
        (Options(), "/a.docx", None),
        (Options(), "s3://a/b.docx", None),
        (Options(), "a.docx", os.getcwd()),
        (Options(vocabulary="words.txt"), "/a.docx", os.getcwd()),
    ],
)
def test_where_one_stands_matters_only_to_relative_paths(options, path, folder):
    desk = Plan(Options()).desk()
    assert Likewise.as_at(desk, Plan(options), [path]).folder == folder


def test_where_one_stands_matters_when_a_configuration_file_counts_there(tmp_path, monkeypatch):
    (tmp_path / "gongwen.toml").write_text('stage = "final"')
    monkeypatch.chdir(tmp_path)
    plan = Plan(Options(), lookup=Lookup())
    assert Likewise.as_at(plan.desk(), plan, ["/a.docx"]).folder == str(tmp_path)


def test_a_mismatch_on_a_worker_ends_the_run(scheduler):
    likewise = Likewise(Plan(Options()), TOOL.model_copy(update={"rules_digest": "beef"}), KEY, None)
    with pytest.raises(ConfigError, match=f"上的规则库是 {TOOL.rules_digest}，这里是 beef"):
        outcome(scheduler, ["a"], prepare=likewise)


@pytest.mark.parametrize(
    ("packages", "sentence"),
    [
        ({"gongwen": None}, "集群里“tcp://.*”的 gongwen 是 没有安装，这里是"),
        ({"distributed": "2000.1"}, "集群里“tcp://.*”的 distributed 是 2000.1，这里是"),
    ],
)
def test_a_cluster_of_another_version_is_named(scheduler, monkeypatch, packages, sentence):
    whole = Client.get_versions

    def get_versions(self, **how):
        found = whole(self, **how)
        for worker in found["workers"].values():
            worker["packages"].update(packages)
        return found

    monkeypatch.setattr(Client, "get_versions", get_versions)
    with pytest.raises(ConfigError, match=sentence):
        outcome(scheduler, ["a"])


def test_a_scheduler_that_is_not_there_is_an_error(monkeypatch, capsys):
    monkeypatch.setattr(cluster, "_CONNECTING", 0.2)
    assert main(["check", str(NOTICE), "--scheduler", NOWHERE]) == 2
    assert capsys.readouterr().err.startswith(f"连不上调度器“{NOWHERE}”")


@pytest.mark.parametrize("address", ["", "没有写法", "http://127.0.0.1:9"])
def test_what_is_no_address_is_an_error(address, capsys):
    assert main(["check", str(NOTICE), "--scheduler", address]) == 2
    assert capsys.readouterr().err.startswith(f"连不上调度器“{address}”")


def test_a_scheduler_without_workers_is_an_error(monkeypatch):
    monkeypatch.setattr(cluster, "_JOINING", 0.2)
    with (
        LocalCluster(n_workers=0, processes=True, dashboard_address=":0") as local,
        pytest.raises(ConfigError, match="那里没有工作进程"),
    ):
        outcome(local.scheduler_address, ["a"])


def test_a_scheduler_that_goes_ends_the_run_with_a_sentence(monkeypatch):
    monkeypatch.setattr(cluster, "_CONNECTING", 1.0)
    with LocalCluster(n_workers=1, processes=True, threads_per_worker=1, dashboard_address=":0") as local:
        reader = checked(local.scheduler_address, [*MANY, "stuck"])
        assert next(reader).path == "000"
    with pytest.raises(ConfigError, match="没能查完"):
        list(reader)


def test_a_chunk_asked_for_when_the_scheduler_is_long_gone_is_an_error(scheduler):
    with Client(scheduler, set_as_default=False) as client:
        line = cluster._Line(client, scheduler)
    with pytest.raises(ConfigError, match="联系已断"):
        line.submit(len, "a")


def test_standard_input_is_not_for_other_machines(capsys):
    assert main(["check", "-", "--scheduler", NOWHERE]) == 2
    assert "标准输入（-）别的机器读不到" in capsys.readouterr().err


def test_without_dask_an_error_says_what_to_install(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["check", str(NOTICE), "--scheduler", NOWHERE]) == 2
    assert capsys.readouterr().err == "--scheduler 要用 dask，请安装：pip install 'gongwen[dask]'\n"


def test_ctrl_c_leaves_what_is_done_and_says_so(running, scheduler, tmp_path):
    source = shutil.copy(NOTICE, tmp_path / "source")
    for number in range(MORE_THAN_A_PIPE_HOLDS):
        os.link(source, tmp_path / f"{number:03d}.docx")
    command = [sys.executable, "-m", "gongwen", "check", str(tmp_path), "--scheduler", scheduler, "--format", "jsonl"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        first = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        rest, said = process.stdout.read(), process.stderr.read()
    done = [document["path"] for line in (first + rest).splitlines() for document in json.loads(line)["documents"]]
    assert process.returncode == 130
    assert said == f"已中断：检查了 {len(done)} 份，其余 {MORE_THAN_A_PIPE_HOLDS - len(done)} 份未检查。\n"
    assert done == [str(tmp_path / f"{number:03d}.docx") for number in range(len(done))]
    assert processes(running) == [0, 0]
