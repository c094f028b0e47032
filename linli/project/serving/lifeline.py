"""A child that outlives its parent would keep the port and work unseen; so it ends with it."""

import os
import signal
import threading
import time

LOOK_EVERY = 0.5  # seconds
MERCY = 5.0  # seconds to end in order before the end comes by force


def follow(parent: int) -> None:
    """End this process soon after its `parent` has ended, also when that was killed with -9; and each
    process forked from this one soon after this one.

    Works by looking, since a signal at the parent's death exists on Linux alone and is lost when
    the parent's thread ends.
    """
    here = os.getpid()
    os.register_at_fork(after_in_child=lambda: _begin(here))
    _begin(parent)


def _begin(parent: int) -> None:
    threading.Thread(target=_watch, args=(parent,), name="lifeline", daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_EVERY)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(MERCY)
    os.kill(os.getpid(), signal.SIGKILL)
