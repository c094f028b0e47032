"""What each community adds, month by month, to the figures of a plan.

A proposal counts in the month in which its last step was taken, a vote or poll in that of its result.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Count, Model, Q, QuerySet
from django.urls import reverse

from linli.domains.council.models import Poll, Proposal, Vote
from linli.domains.council.queries.proposal_figures import MEASURE, ended_proposals
from linli.kernel import clock
from linli.kernel.manifest import Tally
from linli.platform.access import policy
from linli.platform.access.actor import Actor

MONTH, DAY = timedelta(days=32), timedelta(days=1)


class Added(NamedTuple):
    """What one proposal or vote adds to the month of `at`."""

    community: str
    at: datetime
    numerator: float
    denominator: float


def tally_steps(actor: Actor, area: str, months: Sequence[date]) -> Sequence[Tally]:
    """Steps taken, and the proposals that went through every step; one query."""
    return _tally(months, lambda *span: _steps(ended_proposals(actor, area, *span)))


def tally_days(actor: Actor, area: str, months: Sequence[date]) -> Sequence[Tally]:
    """Days from proposal to the end of publicity, and those proposals; one query."""
    return _tally(months, lambda *span: _days(ended_proposals(actor, area, *span)))


def tally_turnout(actor: Actor, area: str, months: Sequence[date]) -> Sequence[Tally]:
    """Who took part in a vote or poll, and who was on its roll; two queries."""
    return _tally(months, lambda *span: _rolls(actor, area, *span))


def turnout(actor: Actor, area: str, since: datetime, until: datetime) -> float | None:
    """Who took part, of those on the rolls of the votes and polls of the period, 0 to 1."""
    found = list(_rolls(actor, area, since, until))
    roll = sum(each.denominator for each in found)
    return sum(each.numerator for each in found) / roll if roll else None


def proposals_address(_area: str, _first: date, _last: date) -> str:
    return f"{reverse('council:proposals')}?all"


def votes_address(_area: str, _first: date, _last: date) -> str:
    return reverse("council:list")


def _steps(found: QuerySet[Proposal]) -> Iterable[Added]:
    told = found.annotate(steps=Count("taken"))
    return (Added(*each, 1) for each in told.values_list("community_id", "ended", "steps"))


def _days(found: QuerySet[Proposal]) -> Iterable[Added]:
    for community, ended, begun in found.values_list("community_id", "ended", "proposed_at"):  # type: ignore[misc]
        yield Added(community, ended, (ended - begun) / DAY, 1)


def _rolls(actor: Actor, area: str, since: datetime, until: datetime) -> Iterable[Added]:
    cast = Q(ballots__isnull=False, ballots__voided=None)
    yield from _turnout(Vote, "ballots__voter", cast, actor, area, since, until)
    yield from _turnout(Poll, "turnout", Q(), actor, area, since, until)


def _turnout(
    model: type[Model],
    voters: str,
    cast: Q,
    actor: Actor,
    area: str,
    since: datetime,
    until: datetime,
) -> Iterable[Added]:
    found = model._default_manager.filter(
        policy.within(actor, MEASURE), policy.under(area), published_at__gte=since,
        published_at__lt=until,
    ).annotate(
        took_part=Count(voters, filter=cast, distinct=True), roll=Count("voters", distinct=True)
    )  # fmt: skip
    rows = found.values_list("community_id", "published_at", "took_part", "roll")
    return (Added(*each) for each in rows)


def _tally(
    months: Sequence[date], added: Callable[[datetime, datetime], Iterable[Added]]
) -> Sequence[Tally]:
    """Sums by community and month, of the months that were asked for."""
    if not months:
        return []
    since, until = clock.midnight(min(months)), clock.midnight((max(months) + MONTH).replace(day=1))
    sums: dict[tuple[str, date], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for each in added(since, until):
        place = (each.community, clock.local_date(each.at).replace(day=1))
        sums[place][0] += each.numerator
        sums[place][1] += each.denominator
    wanted = set(months)
    return [
        Tally(community, month, above, below)
        for (community, month), (above, below) in sums.items()
        if month in wanted
    ]
