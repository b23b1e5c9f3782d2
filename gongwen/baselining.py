"""What `gongwen baseline create` and `gongwen baseline prune` do: note what is wrong today, strike what is gone."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence

from gongwen import checking, files
from gongwen.baseline import Baseline, Entry, noted
from gongwen.checking import Labour
from gongwen.commands import DONE, Asked
from gongwen.errors import ConfigError
from gongwen.outputs import standing, target
from gongwen.report import Document

_INCOMPLETE = 2
_NOWHERE = "请用 --output 写明基线存到哪里，例如：--output 基线.json"
_NOTHING = "一份文件也没有查成，没有存基线。"
_LIST_TWICE = "清单要读不止一遍，请先存成文件，把“@-”换成“@清单.txt”。"


def create(paths: Sequence[str], how: Asked, labour: Labour, *, output: str | None, force: bool) -> int:
    """Note all open findings of documents in a new baseline; give 2 when some could not be checked in full.

    Raises ConfigError, with nothing written, for a place that does not do.
    """
    if output is None:
        raise ConfigError(_NOWHERE)
    documents = how.find(paths)
    target.permit(output, documents)
    target.permit_copy(output, documents[0], force=force)
    plan = how.plan
    made, failed = Baseline({}, folder=os.path.dirname(output)), []
    desk = plan.desk()
    desk.ready(documents)
    with target.opened(output) as stream:
        found: dict[str, Sequence[Entry]] = {}
        for document in checking.survey(documents, plan, desk, labour.settled(how.run)):
            found[made.place(document.path)] = noted(document)
            failed += [] if document.status == "checked" else [document]
        unread = sum(document.facts is None for document in failed)
        if unread == len(documents):
            raise ConfigError("".join(map(standing.unnoted, failed)) + _NOTHING)
        made = Baseline(found, folder=os.path.dirname(output))
        with target.guarded(output):
            stream.write(made.to_json())
    target.emit(standing.created(made, len(documents) - unread, output))
    return _told(failed, standing.unnoted)


def prune(path: str, paths: Sequence[str], how: Asked, labour: Labour, *, dry: bool) -> int:
    """Strike from a baseline what documents have no more, and never add; give 2 when some could not be checked in full.

    A document that is gone is struck when the paths name where it stood.
    """
    if "@-" in paths:
        raise ConfigError(_LIST_TWICE)
    plan = how.plan
    desk = plan.desk()
    comparison = checking.compared(path, desk)
    before = comparison.baseline
    lost = {one for one in before.missing if files.names(paths, before.locate(one))}
    documents = _present(paths, [before.locate(one) for one in lost])
    failed: list[Document] = []
    for document in checking.survey(documents, plan, desk, labour.settled(how.run)) if documents else ():
        comparison.take(document)
        failed += [] if document.status == "checked" else [document]
    after = before.without({**comparison.gone, **{one: before.entries(one) for one in lost}})
    if after.count < before.count and not dry:
        target.emit(after.to_json(), path)
    target.emit(standing.pruned(comparison, lost, after, path, dry=dry))
    return _told(failed, standing.unpruned)


def _present(paths: Sequence[str], lost: Iterable[str]) -> Sequence[str]:
    """Give the documents to check; a path that names nothing but documents that are gone is no mistake."""
    found = {document for path in paths for document in _found(path, list(lost))}
    return sorted(found, key=lambda path: (files.shown(path), path))


def _found(path: str, lost: Sequence[str]) -> Iterator[str]:
    known = any(files.names([path], one) for one in lost)
    try:
        documents = files.find([path])
    except ConfigError:
        if known:
            return
        raise
    yield from (one for one in documents if os.path.lexists(one) or one == files.STDIN or not known)


def _told(failed: Sequence[Document], tell: Callable[[Document], str]) -> int:
    """Name the documents that were not checked in full, and give the exit code."""
    for document in failed:
        sys.stderr.write(tell(document))
    return _INCOMPLETE if failed else DONE
