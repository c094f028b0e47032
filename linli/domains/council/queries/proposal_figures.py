"""Figures of the proposals: steps and days from proposal to decision publicised, in time, taking part.

A proposal is counted in the period in which its last step was taken; a task in that of its deadline.
"""

from datetime import datetime

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Max, Q, QuerySet

from linli.core.people import queries as people
from linli.domains.council.models import Proposal, ProposalTask, Support
from linli.domains.council.rules.proposals import DECIDED_FOR
from linli.platform.access import policy
from linli.platform.access.actor import Actor

MEASURE = "council.measure"
DAY = 86_400


def steps_per_proposal(actor: Actor, area: str, since: datetime, until: datetime) -> float | None:
    """Steps that a proposal took on average (the plan: 6 before, 4 now)."""
    ended = ended_proposals(actor, area, since, until).annotate(steps=Count("taken"))
    told: float | None = ended.aggregate(mean=Avg("steps"))["mean"]
    return told


def days_per_proposal(actor: Actor, area: str, since: datetime, until: datetime) -> float | None:
    """Days of 24 hours from proposal to the end of publicity, on average (15 before, 7 now)."""
    span = ExpressionWrapper(F("ended") - F("proposed_at"), output_field=DurationField())
    mean = ended_proposals(actor, area, since, until).aggregate(mean=Avg(span))["mean"]
    return mean.total_seconds() / DAY if mean is not None else None


def in_time(actor: Actor, area: str, since: datetime, until: datetime) -> float | None:
    """Tasks done by their deadline, of those due in the period, 0 to 1."""
    due = ProposalTask.objects.filter(
        policy.within(actor, MEASURE), policy.under(area), due_at__gte=since, due_at__lt=until
    )
    told = due.aggregate(kept=Count("pk", filter=Q(done_at__lte=F("due_at"))), every=Count("pk"))
    return told["kept"] / told["every"] if told["every"] else None


def participation(actor: Actor, area: str, since: datetime, until: datetime) -> float | None:
    """People who stood behind a proposal in the period, of those who live there, 0 to 1."""
    living = sum(people.count_by_community(area).values())
    stood = Support.objects.filter(
        policy.within(actor, MEASURE, "proposal__area"), policy.under(area, "proposal__area"),
        at__gte=since, at__lt=until,
    )  # fmt: skip
    return stood.values("person").distinct().count() / living if living else None


def ended_proposals(
    actor: Actor, area: str, since: datetime, until: datetime
) -> QuerySet[Proposal]:
    """Proposals that went through every step of theirs, with the moment at which they had (`ended`)."""
    found = Proposal.objects.filter(
        policy.within(actor, MEASURE), policy.under(area), status__in=DECIDED_FOR
    )
    return found.annotate(ended=Max("taken__taken_at")).filter(ended__gte=since, ended__lt=until)
