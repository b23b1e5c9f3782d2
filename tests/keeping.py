"""Runs to keep in a store, of documents that nobody has."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager

from gongwen.report import Document, Tool
from gongwen.store.writing import Keeper, Occasion, kept

OCCASION = Occasion(Tool(version="1", rules_digest="0"), "draft", "gbt9704", None)


def keeping(path: str) -> AbstractContextManager[Keeper]:
    """Begin to keep a run in the store at `path`."""
    return kept(path, OCCASION, lambda _path: "key")


def unreadable(paths: Sequence[str]) -> Generator[Document, None, None]:
    """Check documents that cannot be read."""
    yield from (Document(path=path, status="unreadable", stage="draft", profile="") for path in paths)


@contextmanager
def halfway(path: str) -> Iterator[None]:
    """Be in the middle of a run of two documents, one of them done."""
    with keeping(path) as keeper:
        checked = keeper.checked(["a.docx", "b.docx"], unreadable)
        keeper.add(next(checked))
        yield
        keeper.add(next(checked))
        checked.close()
