"""What was tried and refused, told in public: when, over which channel and why, never who."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import transaction

from linli.domains.council.models import Refusal, Vote
from linli.kernel import clock
from linli.kernel.errors import DomainError
from linli.platform.database import rows

OURS = "council."


@contextmanager
def told_when_refused(vote: Vote, channel: str) -> Iterator[None]:
    """Take back what a refused attempt wrote, and keep that there was one.

    Only refusals by the rules of votes are told; a slip in a form is nobody's business.
    """
    try:
        with transaction.atomic():
            yield
    except DomainError as refusal:
        if refusal.code.startswith(OURS):
            note_refusals(vote, channel, [refusal.code])
        raise


def note_refusals(vote: Vote, channel: str, codes: Sequence[str]) -> None:
    """Part of another deed: one row for each refused attempt."""
    now = clock.now()
    told = [
        Refusal(vote=vote, community_id=vote.community_id, channel=channel, code=code, at=now)
        for code in codes
    ]
    with transaction.atomic():
        rows.insert_many(told)
