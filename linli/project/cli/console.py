"""What the commands print: words for people on stderr, data for programs on stdout."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table

talk = Console(stderr=True, highlight=False, soft_wrap=True)
AsJson = Annotated[bool, typer.Option("--json", help="Print data for programs on stdout.")]
Report = Callable[[str, int, int], None]
STEP_WITHOUT_TERMINAL = 25  # per cent between two lines in a log


def say(words: str) -> None:
    talk.print(words, markup=False)


def print_json(data: Any) -> None:
    json.dump(data, sys.stdout, ensure_ascii=False, indent=2, default=str)
    sys.stdout.write("\n")


def print_table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    table = Table(*columns)
    for row in rows:
        table.add_row(*("" if cell is None else str(cell) for cell in row))
    Console(highlight=False).print(table)


@contextmanager
def progress() -> Iterator[Report]:
    """A function to call with (words, done, of): a bar with the time left, or lines in a log."""
    if not talk.is_terminal:
        yield _Lines()
        return
    columns = (
        SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
        TimeElapsedColumn(), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=talk) as bars:
        yield _Bars(bars)


class _Bars:
    """One bar for each kind of work, in the order in which they began."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._known: dict[str, Any] = {}

    def __call__(self, words: str, done: int, of: int) -> None:
        if words not in self._known:
            self._known[words] = self._bars.add_task(words, total=of)
        self._bars.update(self._known[words], completed=done, total=of)


class _Lines:
    """A line now and then, for a terminal that isn't one."""

    def __init__(self) -> None:
        self._told: dict[str, int] = {}

    def __call__(self, words: str, done: int, of: int) -> None:
        percent = 100 * done // of if of else 100
        if percent >= self._told.get(words, 0) + STEP_WITHOUT_TERMINAL or percent == 100:
            if self._told.get(words) != percent:
                say(f"{words}: {done} / {of}")
            self._told[words] = percent
