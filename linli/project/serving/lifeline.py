"""A child that outlives its parent would keep the port and work unseen; so it ends with it."""

import os
import signal
import threading
import time

LOOK_EVERY = 0.5  # seconds
MERCY = 5.0  # seconds to end in order before the end comes by force


def follow_parent() -> None:
    """End this process, and each one forked from it, soon after its parent has ended, also when that
    was killed with -9.

    Works by looking, since a signal at the parent's death exists on Linux alone and is lost when
    the parent's thread ends.
    """
    os.register_at_fork(after_in_child=_follow)
    _follow()


def _follow() -> None:
    threading.Thread(target=_watch, args=(os.getppid(),), name="lifeline", daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_EVERY)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(MERCY)
    os.kill(os.getpid(), signal.SIGKILL)
