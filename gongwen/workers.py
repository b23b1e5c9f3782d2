"""Check documents in processes beside this one: one that is stuck or dies is replaced, and costs only its document."""

import os
import signal
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import current_process, get_context, parent_process
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Protocol

from gongwen import batch
from gongwen.batch import Examiner
from gongwen.errors import ConfigError, GongwenError
from gongwen.report import Document, Status

Prepare = Callable[[], Examiner]
"""What a process does once: load all that is needed to check documents. It is pickled."""


class Refuse(Protocol):
    """Give the result of a document that was not checked."""

    def __call__(self, path: str, error: str, status: Status = "unreadable") -> Document:
        """Give it."""


TIMEOUT = 60.0
"""Seconds a document may take when nobody says otherwise."""

_CHUNK = 16
_CHUNKS_AHEAD = 4
_STARTING = 120.0
_SPAWN = get_context("spawn")
_FAILED_TO_START = "检查进程启动不了，请写 --jobs 1 再试；还是不行的，请告知维护者。"


def check(
    paths: Sequence[str], prepare: Prepare, refuse: Refuse, *, jobs: int, timeout: float
) -> Generator[Document, None, None]:
    """Check documents in so many processes, each of which is prepared once; `timeout` in seconds for one, 0 for none.

    Raises ConfigError when the processes cannot start.
    """
    workers = Workers(prepare, refuse, timeout=timeout)
    size = max(1, min(_CHUNK, len(paths) // (jobs * _CHUNKS_AHEAD)))
    threads = ThreadPoolExecutor(jobs)
    try:
        yield from batch.spread(paths, workers.check, threads, size=size, ahead=jobs * _CHUNKS_AHEAD)
    finally:
        workers.close()
        threads.shutdown(cancel_futures=True)


class Workers:
    """Keep a process for each thread that asks for documents to be checked."""

    def __init__(self, prepare: Prepare, refuse: Refuse, *, timeout: float) -> None:
        self._prepare = prepare
        self._refuse = refuse
        self._timeout = timeout
        self._own = threading.local()
        self._lock = threading.Lock()
        self._processes: set[SpawnProcess] = set()
        self._closed = False

    def check(self, paths: Sequence[str]) -> list[Document]:
        """Check documents one after another; one that kills its process or takes too long is reported as such.

        Raises ConfigError when a process cannot start.
        """
        documents: list[Document] = []
        while len(documents) < len(paths) and not self._closed:
            connection = self._connection()
            try:
                connection.send(paths[len(documents) :])
                for path in paths[len(documents) :]:
                    documents.append(self._receive(connection, path))
            except TimeoutError:
                self._end()
                error = f"检查超过 {self._timeout:g} 秒仍未完成，已停止；可以用 --timeout 放宽时限，单独再查这一份。"
                documents.append(self._refuse(paths[len(documents)], error, "timeout"))
            except (EOFError, OSError):
                self._end()
                error = "检查这份文件时检查进程意外退出，可能是内存不足或文件异常，请单独再查这一份。"
                documents.append(self._refuse(paths[len(documents)], error))
        return documents

    def close(self) -> None:
        """Stop all processes, whatever they are doing; who waits for one is told that it died."""
        with self._lock:
            self._closed = True
            stopped = tuple(self._processes)
        for process in stopped:
            process.kill()
        for process in stopped:
            process.join()

    def _receive(self, connection: Connection, path: str) -> Document:
        if not connection.poll(self._timeout or None):
            raise TimeoutError(path)
        document: Document = connection.recv()
        return document

    def _connection(self) -> Connection:
        """Give the way to the process of this thread, which is started when there is none or it died while idle."""
        connection: Connection | None = getattr(self._own, "connection", None)
        if connection is not None and not self._own.process.is_alive():
            self._end()
            connection = None
        if connection is None:
            self._own.connection, self._own.process = connection, _ = self._start()
        return connection

    def _start(self) -> tuple[Connection, SpawnProcess]:
        near, far = _SPAWN.Pipe()
        process = _SPAWN.Process(target=_serve, args=(far, self._prepare), daemon=True)
        with self._lock:
            if self._closed:
                raise ConfigError(_FAILED_TO_START)
            with _shielded(), _free():
                process.start()
            self._processes.add(process)
        far.close()
        try:
            problem = near.recv() if near.poll(_STARTING) else _FAILED_TO_START
        except (EOFError, OSError):
            problem = _FAILED_TO_START
        if problem:
            near.close()
            raise ConfigError(problem)
        return near, process

    def _end(self) -> None:
        """Be rid of the process of this thread."""
        self._own.process.kill()
        self._own.process.join()
        self._own.connection.close()
        self._own.connection = None
        with self._lock:
            self._processes.discard(self._own.process)


def _serve(connection: Connection, prepare: Prepare) -> None:
    """Check what is asked for until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this one
    threading.Thread(target=_follow, daemon=True).start()
    try:
        examiner = prepare()
    except GongwenError as error:
        connection.send(str(error))
        return
    batch.settle()
    try:
        connection.send("")
        while True:
            for path in connection.recv():
                connection.send(examiner.check(path))
    except (EOFError, OSError):
        return


def _follow() -> None:
    """End when the process that started this one is gone, however it went and whatever this one is stuck in."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def _free() -> Iterator[None]:
    """Let a process be started from one that is a daemon itself, as those of a cluster are; ours do not outlive it."""
    process = current_process()
    before, process.daemon = process.daemon, False
    try:
        yield
    finally:
        process.daemon = before


@contextmanager
def _shielded() -> Iterator[None]:
    """Keep Ctrl-C from this thread meanwhile, and so from a process that it starts and that cannot say so itself yet."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker  # noqa: PLC0415 - only where there are signal masks

    resource_tracker.ensure_running()  # the first process would start it, and it lets Ctrl-C in again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
