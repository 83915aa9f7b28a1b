"""How far a long reading has come: on the error stream, and only where somebody looks at it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TaskID, TextColumn, TimeRemainingColumn
from rich.text import Text


class Rate(ProgressColumn):
    """Messages a second so far."""

    def render(self, task: Task) -> Text:
        """As in "18,200 messages/s"."""
        spent = (task.elapsed or 0) - task.fields["since"]
        if spent <= 0 or not task.fields["messages"]:
            return Text("")
        return Text(f"{task.fields['messages'] / spent:,.0f} messages/s", style="dim")


class Bar:
    """Bytes on their way twice: every file is looked at once, then read in the order of time."""

    def __init__(self, progress: Progress, task: TaskID, size: int) -> None:
        self._progress = progress
        self._task = task
        self._size = size

    def looked_at(self, count: int) -> None:
        """So many more bytes were looked at."""
        self._progress.advance(self._task, count)
        self._progress.update(self._task, since=self._progress.tasks[self._task].elapsed or 0)

    def read(self, so_far: int, messages: int) -> None:
        """All in all so many bytes and messages were read."""
        self._progress.update(self._task, completed=self._size + min(so_far, self._size), messages=messages)


@contextmanager
def reading(console: Console, name: str, size: int) -> Iterator[Bar]:
    """A bar for reading `size` bytes. It leaves nothing behind, and where nobody looks it is not there."""
    columns = (TextColumn("Reading {task.description}", markup=False), BarColumn(), Rate(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(name, total=2 * size or None, messages=0, since=0.0)
        yield Bar(progress, task, size)
