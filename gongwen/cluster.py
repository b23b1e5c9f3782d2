"""Check documents on a cluster of dask.distributed: its worker processes each keep processes of ours that check.

A document that is stuck or deadly costs a process of ours and never the worker (see `workers`). A worker that goes takes nothing
with it either: the cluster gives its chunks to others. A chunk that took worker after worker with it is looked into document by
document, with nothing else of the run under way, so that the right one is blamed.
"""

import logging
import os
import platform
import warnings
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from threading import Lock, Timer
from typing import Any
from uuid import uuid4

from gongwen import batch, urls, workers
from gongwen.desk import Desk, Plan, refused
from gongwen.errors import ConfigError, GongwenError
from gongwen.files import STDIN
from gongwen.report import Document, Status, Tool
from gongwen.settings import Settings

_CHUNK = 16
_CHUNKS_AHEAD = 4
_CONNECTING = 10.0
_JOINING = 30.0
_IDLE = 600.0
_NOBODY = ""
_KILLED = "检查这份文件时集群的工作进程接连意外退出，可能是内存不足或文件异常，请单独再查这一份。"
_PACKAGES = ("gongwen", "dask", "distributed")


def check(
    paths: Sequence[str],
    prepare: workers.Prepare,
    refuse: workers.Refuse,
    *,
    scheduler: str,
    jobs: int,
    timeout: float,
) -> Generator[Document, None, None]:
    """Check documents on the cluster of a scheduler (`tcp://host:8786`); they come in the order of their paths.

    No more than `jobs` chunks are under way at a time, 0 for as many as keep the cluster busy; `timeout` in seconds for one
    document, 0 for none. Raises ConfigError when the cluster cannot be reached, is of another version, or cannot prepare.
    """
    with _connected(scheduler) as client:
        threads = _threads(client, scheduler)
        _compare(client)
        errand = Errand(uuid4().hex, prepare, timeout)
        work, executor = partial(run, errand), _Line(client, scheduler)
        size = max(1, min(_CHUNK, len(paths) // (threads * _CHUNKS_AHEAD)))
        done = batch.spread(
            paths,
            work,
            executor,
            size=size,
            ahead=jobs or threads * _CHUNKS_AHEAD,
            rescue=partial(_rescue, work, executor),
        )
        try:
            for path, document in zip(paths, done, strict=True):
                yield _by_client(document, path, refuse)
        finally:
            done.close()
            if client.status == "running":
                with suppress(Exception):  # a cluster that has gone this moment has nobody to dismiss
                    client.run(dismiss, errand.name, on_error="ignore")


@dataclass(frozen=True, slots=True)
class Likewise:
    """Prepare to check on another machine as on this one: in the same folder, by the same program, rules and settings.

    `folder` is None when no path depends on where one stands. What the plan names by path is read there.
    """

    plan: Plan
    tool: Tool
    key: str
    folder: str | None

    @classmethod
    def as_at(cls, desk: Desk, plan: Plan, paths: Iterable[str]) -> "Likewise":
        """Say what is to be the same as at a desk of this process."""
        named = (plan.options.get("rules"), plan.options.get("vocabulary"), plan.lookup.file)
        everything = (*paths, *(name for name in named if isinstance(name, str)))
        relative = any(not urls.is_url(path) and not os.path.isabs(path) for path in everything)
        depends = relative or desk.config(STDIN) is not None
        return cls(plan, desk.common.tool, desk.common.key, os.getcwd() if depends else None)

    def __call__(self) -> Desk:
        """Load all that is needed; ConfigError names the machine where that does not do."""
        here = platform.node()
        try:
            if self.folder is not None:
                os.chdir(self.folder)
            desk = self.plan.desk()
        except OSError as error:
            raise ConfigError(
                f"集群的机器“{here}”上没有文件夹“{self.folder}”：相对路径要在每台机器上指同样的文件，请改写绝对路径或网址。"
            ) from error
        except GongwenError as error:
            raise ConfigError(
                f"集群的机器“{here}”装载不了规则，自己的规则和词表要在每台机器上都读得到：{error}"
            ) from error
        for what, ours, theirs in (
            (" gongwen ", self.tool.version, desk.common.tool.version),
            ("规则库", self.tool.rules_digest, desk.common.tool.rules_digest),
            ("设置或词表", self.key[:12], desk.common.key[:12]),
        ):
            if ours != theirs:
                raise ConfigError(f"集群的机器“{here}”上的{what}是 {theirs}，这里是 {ours}：要相同才能一起检查。")
        return desk


@dataclass(frozen=True, slots=True)
class Errand:
    """Tell the workers of a cluster how the documents of one run are checked; `name` tells it from other runs."""

    name: str
    prepare: workers.Prepare
    timeout: float


def run(errand: Errand, paths: Sequence[str]) -> list[Document]:
    """Check a chunk of documents, on a worker of the cluster; none when the run is over by now."""
    if errand.name in _over:
        return []
    with _crew(errand) as crew:
        return crew.check(paths)


def dismiss(name: str) -> None:
    """End a run on a worker of the cluster, whatever is under way there or still to come."""
    _over.append(name)
    _leave(name)


class _Crew:
    """Keep the processes of one run on a worker of the cluster; they leave when nothing is asked of them for long."""

    def __init__(self, errand: Errand) -> None:
        self.name = errand.name
        self.workers = workers.Workers(errand.prepare, _on_the_way, timeout=errand.timeout)
        self._busy = 0
        self._leaving: Timer | None = None

    def begin(self) -> None:
        """Note that a chunk is begun."""
        self._busy += 1
        if self._leaving is not None:
            self._leaving.cancel()

    def end(self) -> None:
        """Note that a chunk is done; nobody may come with another, for a client that was killed dismisses nobody."""
        self._busy -= 1
        if not self._busy:
            self._leaving = Timer(_IDLE, _leave, (self.name,))
            self._leaving.daemon = True
            self._leaving.start()

    def leave(self) -> None:
        """Stop the processes."""
        if self._leaving is not None:
            self._leaving.cancel()
        self.workers.close()


_crews: dict[str, _Crew] = {}
_over: deque[str] = deque(maxlen=100)
_lock = Lock()


@contextmanager
def _crew(errand: Errand) -> Iterator[workers.Workers]:
    """Give the processes of a run."""
    with _lock:
        crew = _crews.get(errand.name) or _crews.setdefault(errand.name, _Crew(errand))
        crew.begin()
    try:
        yield crew.workers
    finally:
        with _lock:
            crew.end()


def _leave(name: str) -> None:
    with _lock:
        crew = _crews.pop(name, None)
    if crew is not None:
        crew.leave()


def _on_the_way(path: str, error: str, status: Status = "unreadable") -> Document:
    """Note that a document was not checked; only the client knows by what it was meant to be."""
    return refused(path, Settings(profile=_NOBODY), error, status)


def _by_client(document: Document, path: str, refuse: workers.Refuse) -> Document:
    if document.profile == _NOBODY and document.error is not None:
        return refuse(path, document.error, document.status)
    return document


class _Line(Executor):
    """Hand chunks to a cluster as long as there is one: dask keeps what is asked for later waiting for ever.

    `Client.get_executor` would do but for that, and for a result under way when the line breaks: it never says so.
    """

    def __init__(self, client: Any, scheduler: str) -> None:
        self._client = client
        self._scheduler = scheduler

    def submit(self, work: Any, /, *chunk: Any, **_: Any) -> "Future[Any]":
        """Ask for a chunk; ConfigError when the cluster is gone."""
        self._insist()
        asked = _Asked(self._client, self._client.submit(work, *chunk, pure=False))
        self._insist()  # it may have gone meanwhile
        return asked

    def permit(self, error: Exception) -> None:
        """Let the death of workers pass; raise ConfigError for anything else that keeps a cluster from checking."""
        from distributed import KilledWorker  # noqa: PLC0415 - only a cluster needs it

        if isinstance(error, KilledWorker):
            return
        if isinstance(error, GongwenError):
            raise error
        raise self._failed(type(error).__name__) from error

    def _insist(self) -> None:
        if self._client.status not in ("running", "connecting"):
            raise self._failed("联系已断")

    def _failed(self, why: str) -> ConfigError:
        return ConfigError(
            f"集群“{self._scheduler}”没能查完（{why}）：请确认调度器还在运行，"
            "调度器和每台机器装的 gongwen、dask 与这里相同，然后再运行一次。"
        )


class _Asked(Future[Any]):
    """Stand for a chunk that a cluster was asked for; its documents stay there until they are wanted."""

    def __init__(self, client: Any, remote: Any) -> None:
        super().__init__()
        self._client = client
        self._remote = remote

    def result(self, timeout: float | None = None) -> Any:
        """Wait for the documents and fetch them."""
        return self._remote.result(timeout)

    def exception(self, timeout: float | None = None) -> BaseException | None:
        """Wait for what went wrong, None when nothing did."""
        error: BaseException | None = self._remote.exception(timeout)
        return error

    def cancel(self) -> bool:
        """Ask the cluster to forget it."""
        if self._client.status == "running":
            with suppress(Exception):  # it has gone this moment, and the chunk with it
                self._remote.cancel()
        return True


def _rescue(
    work: batch.Work,
    line: _Line,
    paths: Sequence[str],
    error: Exception,
    others: Sequence["Future[Sequence[Document]]"],
) -> Iterator[Document]:
    """Check the documents of a chunk that failed one by one, if workers died of it; else say what went wrong."""
    line.permit(error)
    for other in others:
        with suppress(Exception):  # its turn to say so comes
            other.exception()
    for path in paths:
        try:
            done = line.submit(work, (path,)).result()
        except Exception as again:
            line.permit(again)
            done = (_on_the_way(path, _KILLED),)
        yield from done


@contextmanager
def _connected(scheduler: str) -> Iterator[Any]:
    """Give a client of dask, which says nothing in English on the way."""
    try:
        import distributed  # noqa: PLC0415 - only a cluster needs it
        from distributed.versions import VersionMismatchWarning  # noqa: PLC0415
    except ImportError as error:
        raise ConfigError("--scheduler 要用 dask，请安装：pip install 'gongwen[dask]'") from error
    with _quiet(), warnings.catch_warnings():
        warnings.simplefilter("ignore", VersionMismatchWarning)  # `_compare` says it, and of less
        try:
            client = distributed.Client(scheduler, set_as_default=False, timeout=_CONNECTING)
        except (OSError, ValueError) as error:
            raise ConfigError(
                f"连不上调度器“{scheduler}”，请检查地址（例如 tcp://主机:8786）、网络，以及调度器是否已经启动。"
            ) from error
        try:
            yield client
        finally:
            client.close()


@contextmanager
def _quiet() -> Iterator[None]:
    loggers = [logging.getLogger(name) for name in ("distributed", "distributed.client")]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)


def _threads(client: Any, scheduler: str) -> int:
    """Say how many chunks the cluster can work on at a time; ConfigError when nobody is there to do it."""
    try:
        client.wait_for_workers(1, timeout=_JOINING)
    except TimeoutError as error:
        raise ConfigError(f"调度器“{scheduler}”那里没有工作进程，请先用 dask worker 启动。") from error
    return sum(client.nthreads().values())


def _compare(client: Any) -> None:
    """Raise ConfigError when a machine has another version of what has to be the same."""
    versions = client.get_versions(packages=list(_PACKAGES))
    ours = _versions(versions["client"])
    for place, machine in (("调度器", versions["scheduler"]), *versions["workers"].items()):
        for name, theirs in _versions(machine).items():
            if theirs != ours[name]:
                raise ConfigError(
                    f"集群里“{place}”的 {name} 是 {theirs or '没有安装'}，这里是 {ours[name]}：要相同才能一起检查。"
                )


def _versions(machine: dict[str, Any]) -> dict[str, str | None]:
    found: dict[str, Any] = machine["packages"]
    python = ".".join(machine["host"]["python"].split(".")[:2])
    return {"Python": python, **{name: found.get(name) for name in _PACKAGES}}
