"""What everybody may read without an account: results that were published, and what became of them."""

from collections.abc import Sequence
from typing import NamedTuple

from linli.core.divisions import queries as divisions
from linli.domains.council.models import Poll, Proposal, Vote
from linli.domains.council.rules.life import Status
from linli.domains.council.rules.proposals import Stage
from linli.platform.database import scope

DECIDED = (Stage.EXECUTING, Stage.FINISHED, Stage.REVIEWED)
MOST = 20  # of each, the newest


class Told(NamedTuple):
    """Published votes and polls with their items, and proposals that were decided, the newest first."""

    votes: Sequence[Vote]
    polls: Sequence[Poll]
    proposals: Sequence[Proposal]


def told_to_everybody(community: str) -> Told:
    """What a community has decided; five queries."""
    with scope.system("everybody reads what a community has decided"):
        votes = Vote.objects.filter(community=community, status=Status.PUBLISHED)
        polls = Poll.objects.filter(community=community, status=Status.PUBLISHED)
        decided = Proposal.objects.filter(community=community, status__in=DECIDED)
        return Told(
            list(votes.prefetch_related("items").order_by("-published_at")[:MOST]),
            list(polls.prefetch_related("items").order_by("-published_at")[:MOST]),
            list(decided.order_by("-since")[:MOST]),
        )


def communities_with_decisions() -> list[tuple[str, str]]:
    """Code and name of every community that has published anything."""
    with scope.system("everybody chooses a community whose decisions to read"):
        codes = {
            *Vote.objects.filter(status=Status.PUBLISHED).values_list("community", flat=True),
            *Poll.objects.filter(status=Status.PUBLISHED).values_list("community", flat=True),
            *Proposal.objects.filter(status__in=DECIDED).values_list("community", flat=True),
        }
    return [each for each in divisions.community_names().items() if each[0] in codes]
