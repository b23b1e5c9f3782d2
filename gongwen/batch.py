"""Check many documents: keep going past those that fail, and give them in the order they were asked for."""

import gc
import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from gongwen.files import STDIN
from gongwen.report import Document

if TYPE_CHECKING:
    from concurrent.futures import Executor


class Examiner(Protocol):
    """Check documents by their paths, as a desk does."""

    def check(self, path: str) -> Document:
        """Check one document, whatever is wrong with it."""


Work = Callable[[Sequence[str]], Sequence[Document]]
"""What checks a chunk of paths: one document for each, in their order."""

FEW = 30
"""So many documents are no long run."""
OFTEN, SELDOM = (700, 10, 10), (20_000, 10, 10)
"""How often to look for garbage in circles: checking a document leaves some, reading its result from a store leaves none."""


def jobs(asked: int | None, documents: Sequence[str]) -> int:
    """Say how many processes to use: as asked, 0 for one a processor, None for as many when there are many documents."""
    if asked is None and (len(documents) <= FEW or STDIN in documents):
        return 1
    return min(asked or _processors(), len(documents))


def settle(collect: tuple[int, int, int] = OFTEN) -> None:
    """Make this process fit for a long run: what is loaded by now is no garbage, what each document leaves soon goes."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*collect)


def check(paths: Iterable[str], desk: Examiner) -> Generator[Document, None, None]:
    """Check documents one after another, in this process."""
    return (desk.check(path) for path in paths)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(paths: Iterable[str], work: Work, executor: "Executor", *, size: int, ahead: int) -> Iterator[Document]:
    """Check chunks of `size` paths in an executor; documents come in the order of their paths, whichever is done first.

    No more than `ahead` chunks are asked for at a time, so that a long run needs no more memory. What is still waiting when
    the reader stops is not begun.
    """
    rest = iter(paths)
    chunks = iter(lambda: tuple(islice(rest, size)), ())
    waiting = deque(executor.submit(work, chunk) for chunk in islice(chunks, ahead))
    try:
        while waiting:
            yield from waiting[0].result()
            waiting.popleft()
            waiting.extend(executor.submit(work, chunk) for chunk in islice(chunks, 1))
    finally:
        for future in waiting:
            future.cancel()
