"""CPU time of whole families of processes, read from /proc."""

import os
from dataclasses import dataclass
from pathlib import Path

from linli.platform.database.problem import DatabaseProblem

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Process:
    """The fields of /proc/<pid>/stat that matter here; `seconds` has those of children that ended."""

    pid: int
    parent: int
    group: int
    seconds: float


def processes() -> list[Process]:
    if not Path("/proc/self/stat").exists():
        raise DatabaseProblem("CPU is measured through /proc: run the benchmark on Linux.")
    found = (_read(path) for path in Path("/proc").glob("[0-9]*/stat"))
    return [each for each in found if each is not None]


def of_group(leader: int | None) -> float:
    """Seconds of CPU used by the processes of one group."""
    return sum(each.seconds for each in processes() if each.group == leader)


def of_family(parent: int | None) -> float:
    """Seconds of CPU used by a process and its children, living or ended."""
    return sum(each.seconds for each in processes() if parent in {each.pid, each.parent})


def _read(path: Path) -> Process | None:
    try:
        fields = path.read_text().rpartition(")")[2].split()
    except OSError:
        return None  # it has just ended
    parent, group = int(fields[1]), int(fields[2])
    ticks = sum(int(each) for each in fields[11:15])  # utime stime cutime cstime
    return Process(int(path.parent.name), parent, group, ticks / TICKS)
