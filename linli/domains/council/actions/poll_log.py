"""The public log of a poll: what was done, and what was tried and refused. Never who."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from linli.domains.council import queries
from linli.domains.council.models import Poll, PollEvent
from linli.kernel import clock
from linli.kernel.errors import DomainError
from linli.platform.database import rows

OURS = "council."
TOLD_AT_MOST = 100  # lines of one kind: whoever repeats it for ever doesn't fill the log


def log(poll: Poll, what: str, channel: str = "") -> None:
    """Part of another deed: a line that everybody may read."""
    rows.insert(
        PollEvent(
            poll=poll, community_id=poll.community_id, at=clock.now(), what=what, channel=channel
        )
    )


@contextmanager
def logged_when_refused(poll: Poll, channel: str = "") -> Iterator[None]:
    """Take back what a refused attempt wrote, and keep a line that there was one.

    Only refusals by the rules of polls are told, the first hundred of each kind and channel; a slip
    in a form is nobody's business.
    """
    try:
        with transaction.atomic():
            yield
    except DomainError as refusal:
        what = f"refused {refusal.code.removeprefix(OURS)}"
        is_ours = refusal.code.startswith(OURS)
        if is_ours and queries.times_logged(poll, what, channel) < TOLD_AT_MOST:
            with transaction.atomic():
                log(poll, what, channel)
        raise
