"""What `gongwen report` does: show what a result store holds, a run as it was put out, or what is new in it."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongwen import batch
from gongwen.commands import DONE, FAIL_ON, FAILING, INTERRUPTED, PLAIN_FORMATS, one_of
from gongwen.errors import ConfigError
from gongwen.outputs import history, publish, target
from gongwen.outputs.formats import Run, interruption
from gongwen.report import Document, FailOn, Tool
from gongwen.settings import FORMATS
from gongwen.settling import book as book_of
from gongwen.store import reading
from gongwen.store.reading import RunRecord, Store

PREVIOUS = ("上次", "previous")
"""What may be said instead of the number of a run, for the one before."""


@dataclass(frozen=True, slots=True)
class Question:
    """Say what of a store is wanted: a run by its number, or what is new `since` one; lists instead of documents; or a pruning."""

    run: int | None = None
    since: str | None = None
    runs: bool = False
    worst: int | None = None
    prune: int | None = None


def report(
    path: str,
    question: Question,
    *,
    formats: Sequence[str],
    output: str | None,
    fail_on: str | None,
    rules: str | None,
) -> int:
    """Answer a question about a store."""
    grave, asked = one_of(fail_on or FAILING, FAIL_ON, "--fail-on"), publish.orders(formats, output)
    _one_thing(question)
    for order in asked:
        target.permit(order.path, [path])
    if question.prune is not None:
        return _prune(path, question.prune)
    with reading.opened(path) as store:
        if question.runs or question.worst is not None:
            return _list(store, question, asked, rules)
        return _show(store, question, asked, grave, rules)


def _one_thing(question: Question) -> None:
    """Raise ConfigError for questions that do not go together."""
    told = {
        "--runs": question.runs,
        "--worst": question.worst is not None,
        "--prune-runs": question.prune is not None,
        "--since": question.since is not None,
    }
    given = [option for option, value in told.items() if value]
    if question.run is not None and (question.runs or question.prune is not None):
        given.append("--run")
    if len(given) > 1:
        raise ConfigError(f"选项 {'、'.join(given)} 不能一起用，请分几次运行。")
    if any(value is not None and value < 1 for value in (question.worst, question.prune)):
        raise ConfigError(f"选项 {given[0]} 后面的数应当大于 0。")


def _prune(path: str, keep: int) -> int:
    removed = reading.prune(path, keep)
    if removed:
        sys.stderr.write(f"清除了 {removed} 次检查，留下最近 {keep} 次；不再用到的结果也已清除。\n")
    else:
        sys.stderr.write(f"库里的检查没有超过 {keep} 次，不用清除。\n")
    return DONE


def _list(store: Store, question: Question, asked: Sequence[publish.Order], rules: str | None) -> int:
    """Put out a list: of the runs, or of where most is wrong."""
    if len(asked) > 1:
        raise ConfigError("选项 --runs 和 --worst 一次只写出一种格式。")
    (order,) = asked
    form = one_of(order.form, PLAIN_FORMATS, "--format")
    if question.worst is None:
        shown = history.runs(store.runs(), form)
    else:
        run = store.run(question.run)
        worst = store.worst_rules(run, question.worst), store.worst_folders(run, question.worst)
        shown = history.worst(run, *worst, _run(run, run.total, rules), form)
    target.emit(shown, order.path)
    return DONE


def _show(store: Store, question: Question, asked: Sequence[publish.Order], grave: FailOn, rules: str | None) -> int:
    """Put out the documents of a run, or what is new in them."""
    for order in asked:
        one_of(order.form, FORMATS, "--format")
    record = store.run(question.run)
    _warn(store, record, question)
    if question.since is None:
        documents, shown = store.documents(record), _run(record, record.total, rules)
    else:
        since = _since(store, record, question.since)
        difference = store.difference(record, since)
        sys.stderr.write(history.compared(record, since, difference))
        documents, shown = store.news(record, since), _run(record, difference.changed, rules)
    return _put_out(documents, asked, shown, grave)


def _put_out(documents: Iterator[Document], asked: Sequence[publish.Order], run: Run, grave: FailOn) -> int:
    if run.total > batch.FEW:
        batch.settle(batch.SELDOM)
    with publish.Publication.opened(asked, run) as publication:
        for document in documents:
            publication.document(document)
    interrupted = interruption(publication.tally.summary(), run)
    if interrupted:
        sys.stderr.write(f"{interrupted}\n")
        return INTERRUPTED
    return publication.tally.exit_code(grave)


def _run(record: RunRecord, total: int, rules: str | None) -> Run:
    """Give what outputs want to know of a run; findings are explained by the rule book of today."""
    book = book_of(rules)
    if book.digest != record.rules_digest:
        sys.stderr.write(
            f"第 {record.id} 次检查用的规则库（{record.rules_digest}）与现在的（{book.digest}）不同："
            "问题照当时的写，规则的说明是现在的。当时用了 --rules 的，请同样写上。\n"
        )
    return Run(Tool(version=record.version, rules_digest=record.rules_digest), total, book)


def _warn(store: Store, record: RunRecord, question: Question) -> None:
    """Say that there is a later run that did not come to its end, when no run was asked for."""
    latest = store.runs()[-1]
    if question.run is None and latest.id != record.id:
        sys.stderr.write(f"第 {latest.id} 次检查没有查完，这里是第 {record.id} 次；要看它请写 --run {latest.id}。\n")


def _since(store: Store, record: RunRecord, since: str) -> RunRecord:
    """Find the run to compare with."""
    if since in PREVIOUS:
        return store.before(record)
    if not since.isdecimal() or len(since) > 18:
        raise ConfigError(
            f"选项 --since 没有“{since}”这个值，请写第几次检查（数字，见 --runs），或者写“{PREVIOUS[0]}”。"
        )
    earlier = store.run(int(since))
    if earlier.id == record.id:
        raise ConfigError(f"第 {record.id} 次检查不能与自己比较。")
    return earlier
