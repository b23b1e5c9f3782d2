"""Several outputs of one run at once, each to its own place."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Self

from gongwen.errors import ConfigError
from gongwen.outputs import target
from gongwen.outputs.formats import Run, Writer, writer
from gongwen.report import Document, Tally


@dataclass(frozen=True, slots=True)
class Order:
    """Ask for an output by name, into a file or, without a path, to standard output."""

    form: str
    path: str | None


def orders(formats: Sequence[str], output: str | None) -> tuple[Order, ...]:
    """Read `--format` (`json`, `sarif=结果.sarif`, several of them) and `--output`, the file of the one without its own.

    ConfigError when two would go to one place.
    """
    parted = [value.partition("=") for value in formats or ("text",)]
    if any(equals and not path for _, equals, path in parted):
        raise ConfigError("选项 --format 的“=”后面要写文件名，例如：--format sarif=结果.sarif")
    homeless = [form for form, _, path in parted if not path]
    if len(homeless) > 1:
        raise ConfigError(f"{'、'.join(homeless)} 会写到一处，请各写文件名，例如：--format {homeless[0]}=文件名")
    if output and not homeless:
        raise ConfigError("每个 --format 都写了文件名，--output 没有用处，请去掉。")
    asked = tuple(Order(form, path or output) for form, _, path in parted)
    files = [os.path.realpath(order.path) for order in asked if order.path]
    if len(set(files)) < len(files):
        raise ConfigError("有两种结果要写进同一个文件，请各写一个文件名。")
    return asked


class Publication:
    """Write a run to all places asked for, and count its documents."""

    def __init__(self, writers: Sequence[tuple[Order, Writer]]) -> None:
        self._writers = writers
        self.tally = Tally()

    @property
    def on_terminal(self) -> bool:
        """Tell whether documents are shown on a terminal as they come."""
        return sys.stdout.isatty() and any(order.path is None for order, _ in self._writers)

    @classmethod
    @contextmanager
    def opened(cls, asked: Sequence[Order], run: Run) -> Iterator[Self]:
        """Open all places; files stand there when all is written, and nothing of them when something went wrong.

        ConfigError when one cannot be written.
        """
        with ExitStack() as stack:
            streams = [stack.enter_context(target.opened(order.path)) for order in asked]
            made = [(order, writer(order.form, stream, run)) for order, stream in zip(asked, streams, strict=True)]
            publication = cls(made)
            publication._begin()
            yield publication
            publication._end()

    def document(self, document: Document) -> None:
        """Write a document everywhere."""
        self.tally.add(document)
        for order, out in self._writers:
            with target.guarded(order.path):
                out.document(document)

    def _begin(self) -> None:
        for order, out in self._writers:
            with target.guarded(order.path):
                out.begin()

    def _end(self) -> None:
        summary = self.tally.summary()
        for order, out in self._writers:
            with target.guarded(order.path):
                out.end(summary)
