"""Processes that are kept running: one that ends by itself is started again."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable

FIRST_PAUSE, LONGEST_PAUSE = 0.2, 15.0  # seconds before the next start
SETTLED = 10.0  # seconds after which a start counts as a success
GRACE = 15.0  # seconds to end in order


class Child:
    """A Python module run as a process of its own, in a group of its own; it's told our number.

    The group is ended as a whole, so that nothing of a killed web server keeps the port.
    """

    def __init__(self, name: str, module: str, tell: Callable[[str], None]) -> None:
        self.name = name
        self._module, self._tell = module, tell
        self._process: subprocess.Popen[bytes] | None = None
        self._pause = FIRST_PAUSE
        self._began = self._next = 0.0

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def tend(self) -> None:
        """Start the process, or start it again if it has ended, in growing intervals."""
        now = time.monotonic()
        if self._process is None:
            if now >= self._next:
                self._start(now)
        elif self._process.poll() is not None:
            self._bury(now, self._process)

    def stop(self) -> None:
        """Ask the process to end."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                self._process.terminate()

    def wait(self) -> None:
        """Wait until it has ended; whoever of its group takes too long is killed."""
        if self._process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(GRACE)
        _kill_group(self._process.pid)
        self._process.wait()
        self._process = None

    def _start(self, now: float) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", self._module, str(os.getpid())],
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._began = now

    def _bury(self, now: float, process: "subprocess.Popen[bytes]") -> None:
        _kill_group(process.pid)
        lived = now - self._began
        self._pause = FIRST_PAUSE if lived > SETTLED else min(self._pause * 2, LONGEST_PAUSE)
        self._next, self._process = now + self._pause, None
        self._tell(f"{self.name} ended ({_end_of(process.returncode)}); started again.")


def _kill_group(leader: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def _end_of(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"exit code {code}"
