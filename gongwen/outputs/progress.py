"""Show on a terminal how far a long run has come."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from gongwen.report import Document


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        """Say how many documents a second are done."""
        return Text(f"{task.speed:.1f} 份/秒" if task.speed else "")


@contextmanager
def shown(stream: TextIO, total: int) -> Iterator[Callable[[Document], None]]:
    """Show progress over so many documents while it is open; what is given is told of each document that is done."""
    progress = Progress(
        TextColumn("已检查"),
        MofNCompleteColumn(),
        BarColumn(),
        TextColumn("发现 {task.fields[found]} 处"),
        _Rate(),
        TextColumn("剩余"),
        TimeRemainingColumn(),
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
