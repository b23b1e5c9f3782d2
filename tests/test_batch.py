import gc
import os
import shutil
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from itertools import count, islice
from pathlib import Path
from threading import Event

import pytest

from gongwen import batch, files
from gongwen.api import Checker, Options
from gongwen.desk import Plan, refused
from gongwen.settings import Settings

SAMPLE = Path(__file__).parent.parent / "samples" / "notice.docx"
DESK = Plan(Options(select=["GF-046"])).desk()


@pytest.fixture
def folder(tmp_path):
    for name in ("a.docx", "b.docx", "c.docx", "d.docx"):
        shutil.copy(SAMPLE, tmp_path / name)
    return tmp_path


class AtOnce(Executor):
    """Does what it is asked for at once, and keeps what it gave."""

    def __init__(self) -> None:
        self.given: list[Future] = []

    def submit(self, work: Callable, /, *args: object) -> Future:
        future: Future = Future()
        future.set_result(work(*args))
        self.given.append(future)
        return future


def echo(paths):
    return [refused(path, Settings(), "") for path in paths]


def test_unreadable_documents_do_not_stop_the_rest(folder):
    (folder / "a.docx").write_bytes(b"")
    done = list(batch.check(files.find([str(folder)]), DESK))
    assert [document.status for document in done] == ["unreadable", "checked", "checked", "checked"]
    assert done[0].error == "文件是空的。"


def test_a_fault_of_ours_is_one_sentence_and_does_not_stop_the_rest(folder, monkeypatch):
    def crash(*_args, **_kwargs):
        raise RuntimeError

    monkeypatch.setattr(Checker, "check", crash)
    done = list(batch.check([str(folder / "b.docx"), str(folder / "a.docx")], DESK))
    assert [document.error for document in done] == ["检查程序内部出错（RuntimeError），请告知维护者。"] * 2


def test_a_folder_that_cannot_be_listed_is_reported(folder, monkeypatch):
    def walk(top, onerror):
        onerror(PermissionError(13, "denied", str(top)))
        return iter([(str(top), [], ["b.docx"])])

    monkeypatch.setattr(os, "walk", walk)
    found = files.find([str(folder)])
    (closed, _) = batch.check(found, DESK)
    assert closed.error == "文件夹打不开，请检查权限。"


def test_documents_come_in_the_order_asked_for_whichever_is_done_first():
    later = Event()

    def work(paths):
        later.set() if paths == ("c", "d") else later.wait(60)
        return echo(paths)

    with ThreadPoolExecutor(2) as executor:
        done = list(batch.spread("abcde", work, executor, size=2, ahead=2))
    assert [document.path for document in done] == ["a", "b", "c", "d", "e"]


def test_no_more_is_asked_for_than_the_window_holds_however_many_documents_there_are():
    executor = AtOnce()
    endless = batch.spread(map(str, count()), echo, executor, size=16, ahead=4)
    assert [document.path for document in islice(endless, 160)][-1] == "159"
    assert len(executor.given) == 9 + 4


def test_what_is_waiting_when_the_reader_stops_is_not_begun():
    release, begun = Event(), []

    def work(paths):
        begun.extend(paths)
        release.wait(60) if paths == ("b",) else None
        return echo(paths)

    with ThreadPoolExecutor(1) as executor:
        reader = batch.spread("abcdef", work, executor, size=1, ahead=4)
        next(reader)
        reader.close()
        release.set()
    assert "d" not in begun


@pytest.mark.parametrize(
    ("asked", "documents", "expected"),
    [(None, ["a"] * 30, 1), (None, ["-", *"a" * 40], 1), (1, ["a"] * 99, 1), (3, ["a"] * 99, 3), (8, ["a"] * 2, 2)],
)
def test_there_are_as_many_processes_as_asked_for_and_one_when_documents_are_few(asked, documents, expected):
    assert batch.jobs(asked, documents) == expected


@pytest.mark.parametrize("asked", [None, 0])
def test_many_documents_get_a_process_for_each_processor(monkeypatch, asked):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0, 1, 2}, raising=False)
    assert batch.jobs(asked, ["a"] * 31) == 3


def test_what_is_loaded_before_a_long_run_is_no_longer_looked_at(monkeypatch):
    monkeypatch.setattr(gc, "set_threshold", lambda *_: None)  # the tests go on in this process
    batch.settle()
    assert gc.get_freeze_count() > 0
    gc.unfreeze()
