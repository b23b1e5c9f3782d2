"""What `gongwen check` does: find the documents, check them here or in processes beside this one, put the results out."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from gongwen import batch, files
from gongwen.commands import INTERRUPTED, Asked, one_of
from gongwen.desk import Desk, Plan
from gongwen.errors import ConfigError
from gongwen.outputs import publish, target
from gongwen.outputs.formats import Run, interruption
from gongwen.report import Document, Status
from gongwen.settings import FORMATS, LONGEST, MOST_JOBS

if TYPE_CHECKING:
    from gongwen.baseline import Comparison

Checked = Generator[Document, None, None]
Told = Callable[[Document], None]

_MANY = 5
_STOPS = (signal.SIGINT, signal.SIGTERM)


class Clerk(batch.Examiner, Protocol):
    """Check documents by their paths, and say of those that others could not check why not."""

    def refused(self, path: str, error: str, status: Status = "unreadable") -> Document:
        """Give the result of a document that was not checked."""


class Planned(Protocol):
    """Hold what is asked for; it can be pickled."""

    def desk(self) -> Clerk:
        """Load what is needed."""


@dataclass(frozen=True, slots=True)
class Labour:
    """Say how many documents are checked at once: in so many processes, each document within `timeout` seconds.

    With a `scheduler`, the processes are those of its cluster, and no more than `jobs` of them are used. What is in the result
    store at `store` already is not checked again.
    """

    jobs: int | None = None
    timeout: float | None = None
    scheduler: str | None = None
    store: str | None = None

    def __post_init__(self) -> None:
        _within(self.jobs, MOST_JOBS, "--jobs")
        _within(self.timeout, LONGEST, "--timeout")

    def settled(self, run: Mapping[str, object]) -> "Labour":
        """Give what counts: what a configuration file says of a run is for what nobody asked for."""
        stated = {name: run[name] for name in self.__slots__ if name in run and getattr(self, name) is None}
        return replace(self, **stated)  # type: ignore[arg-type]  # the file was read by these types


def check(
    paths: Sequence[str],
    how: Asked,
    labour: Labour,
    *,
    formats: Sequence[str],
    output: str | None,
    baseline: str | None = None,
) -> int:
    """Check files and folders; what a baseline knows does not count."""
    asked = publish.orders(formats or how.outputs, output)
    for order in asked:
        one_of(order.form, FORMATS, "--format")
    grave, plan, labour = how.grave, how.plan, labour.settled(how.run)
    baseline = how.baseline if baseline is None else baseline
    documents = how.find(paths)
    for order in asked:
        target.permit(order.path, (*documents, *([] if baseline is None else [baseline])))
        _apart(order.path, labour.store)
    desk = plan.desk()
    desk.ready(documents)
    comparison = None if baseline is None else compared(baseline, desk)
    run = Run(desk.common.tool, len(documents), desk.common.ruleset)
    with (
        _source(documents, plan, desk, labour) as (checked, keep),
        publish.Publication.opened(asked, run) as publication,
        closing(checked),
    ):
        taken = map(comparison.take, checked) if comparison else checked
        _publish(taken, publication, len(documents), keep)
    interrupted = interruption(publication.tally.summary(), run)
    if interrupted:
        sys.stderr.write(f"{interrupted}\n")
        return INTERRUPTED
    if comparison and baseline is not None:
        from gongwen.outputs import standing  # noqa: PLC0415 - only a run against a baseline tells of one

        sys.stderr.write(standing.compared(comparison, baseline))
    return publication.tally.exit_code(grave)


def compared(path: str, desk: Desk) -> "Comparison":
    """Read a baseline, to compare with it what a desk checks; ConfigError when it is none."""
    from gongwen.baseline import Baseline, Comparison  # noqa: PLC0415 - few runs have one

    return Comparison(Baseline.load(path), desk.judged)


def survey(documents: Sequence[str], plan: Planned, desk: Clerk, labour: Labour) -> Iterator[Document]:
    """Check documents and publish nothing; progress is shown on a terminal, Ctrl-C ends it all."""
    shown = sys.stderr.isatty() and len(documents) > _MANY
    with (
        closing(_checked(documents, plan, desk, labour)) as checked,
        _progress(len(documents)) if shown else nullcontext(_ignore) as advance,
    ):
        for document in checked:
            advance(document)
            yield document


@contextmanager
def _source(documents: Sequence[str], plan: Plan, desk: Desk, labour: Labour) -> Iterator[tuple[Checked, Told]]:
    """Give the results as they come, and whom to tell of each that is put out: the result store, when there is one."""
    work = _checked if labour.scheduler is None else _on_cluster
    if labour.store is None:
        yield work(documents, plan, desk, labour), _ignore
        return
    from gongwen.store import writing  # noqa: PLC0415 - it loads SQLite

    if files.STDIN in documents:
        raise ConfigError("标准输入（-）没有文件可以比对，不能与 --store 合用；请先存成文件。")
    settings = desk.common.settings
    occasion = writing.Occasion(desk.common.tool, settings.stage, settings.profile, settings.today)
    with writing.kept(labour.store, occasion, desk.key) as keeper:
        if len(documents) > _MANY:
            batch.settle(batch.SELDOM)
        yield keeper.checked(documents, lambda fresh: work(fresh, plan, desk, labour)), keeper.add
    taken = f"其中 {keeper.reused} 份没有变化，取自结果库" if keeper.reused else "都是新查的，已存入结果库"
    sys.stderr.write(f"共 {keeper.documents} 份，{taken}“{labour.store}”。\n")


def _checked(documents: Sequence[str], plan: Planned, desk: Clerk, labour: Labour) -> Checked:
    """Check documents in this process when that is asked for or they are few, else in several beside it."""
    number = batch.jobs(labour.jobs, documents)
    if number == 1 and not labour.timeout:
        if len(documents) > _MANY:
            batch.settle()
        return batch.check(documents, desk)
    if files.STDIN in documents:
        raise ConfigError("标准输入（-）只能由一个进程读，不能与 --timeout 或多个 --jobs 合用；请先存成文件。")
    from gongwen import workers  # noqa: PLC0415 - one document needs no other process

    limit = workers.TIMEOUT if labour.timeout is None else labour.timeout
    return workers.check(documents, plan.desk, desk.refused, jobs=number, timeout=limit)


def _on_cluster(documents: Sequence[str], plan: Plan, desk: Desk, labour: Labour) -> Checked:
    if files.STDIN in documents:
        raise ConfigError("标准输入（-）别的机器读不到，不能与 --scheduler 合用；请先存成文件。")
    from gongwen import cluster, workers  # noqa: PLC0415 - most runs need no other machine

    return cluster.check(
        documents,
        cluster.Likewise.as_at(desk, plan, documents),
        desk.refused,
        scheduler=labour.scheduler or "",
        jobs=labour.jobs or 0,
        timeout=workers.TIMEOUT if labour.timeout is None else labour.timeout,
    )


def _publish(checked: Iterator[Document], publication: publish.Publication, total: int, keep: Told) -> None:
    """Put documents out as they come, with progress on a terminal that shows nothing else; stop early on Ctrl-C."""
    shown = sys.stderr.isatty() and total > _MANY and not publication.on_terminal
    with _progress(total) if shown else nullcontext(_ignore) as advance:
        try:
            for document in checked:
                with _uninterrupted():
                    publication.document(document)
                    keep(document)
                    advance(document)
        except KeyboardInterrupt:  # what has come is put out all the same
            return


def _progress(total: int) -> AbstractContextManager[Told]:
    from gongwen.outputs import progress  # noqa: PLC0415 - only a terminal shows it

    return progress.shown(sys.stderr, total)


def _ignore(_document: Document) -> None:
    pass


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold Ctrl-C back until a step is done, so that no document is written by half; what means something else, does."""
    own = threading.current_thread() is threading.main_thread()
    held = [number for number in _STOPS if own and signal.getsignal(number) is signal.default_int_handler]
    pressed: list[int] = []
    for number in held:
        signal.signal(number, lambda number, _frame: pressed.append(number))
    try:
        yield
    finally:
        for number in held:
            signal.signal(number, signal.default_int_handler)
    if pressed:
        raise KeyboardInterrupt


def _apart(output: str | None, store: str | None) -> None:
    kept = os.path.realpath(store) if store else ""
    if output and store and os.path.realpath(output) in (kept, f"{kept}-wal", f"{kept}-shm"):
        raise ConfigError(f"结果不能写进结果库“{store}”，请另外指定文件名。")


def _within(value: float | None, most: int, option: str) -> None:
    if value is not None and not 0 <= value <= most:
        raise ConfigError(f"选项 {option} 应在 0 到 {most} 之间。")
