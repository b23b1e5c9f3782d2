"""Show on a terminal how far a long run has come."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn
from rich.text import Text

from gongwen.report import Document


class _Pace(ProgressColumn):
    """Say how many documents a second are done, and how long the rest takes at that pace.

    Measured over the whole run: documents come in chunks, which a shorter span would take for leaps.
    """

    def render(self, task: Task) -> Text:
        """Give the words; none before the first document."""
        if not task.completed or not task.elapsed:
            return Text()
        rate = task.completed / task.elapsed
        left = timedelta(seconds=round((task.remaining or 0) / rate))
        return Text(f"{rate:.1f} 份/秒 剩余 {left}")


@contextmanager
def shown(stream: TextIO, total: int) -> Iterator[Callable[[Document], None]]:
    """Show progress over so many documents while it is open; what is given is told of each document that is done."""
    progress = Progress(
        TextColumn("已检查"),
        MofNCompleteColumn(),
        BarColumn(),
        TextColumn("发现 {task.fields[found]} 处"),
        _Pace(),
        console=Console(file=stream),
        transient=True,
    )
    with progress:
        task, found = progress.add_task("", total=total, found=0), 0

        def advance(document: Document) -> None:
            nonlocal found
            found += len(document.open)
            progress.update(task, advance=1, found=found)

        yield advance
