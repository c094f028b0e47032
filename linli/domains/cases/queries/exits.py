"""The exits of intake: what wasn't taken up, by the ground that its reporter was told."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KT

from linli.domains.cases.models import Case, Step
from linli.domains.cases.queries.measures import Period, reported_in
from linli.domains.cases.rules import Ground, Status
from linli.platform.access.actor import Actor


def declined(actor: Actor, period: Period, ground: Ground | None = None) -> QuerySet[Case]:
    """The cases of a period that weren't taken up, the newest first; all, or those on one ground.

    Each has its `ground`, when it was `declined_at` and what the reporter was `told`.
    """
    exits = Step.objects.filter(case=OuterRef("pk"), kind="decline").order_by("-at")
    found = reported_in(actor, period).filter(status=Status.DECLINED).annotate(
        ground=Subquery(exits.annotate(named=KT("details__ground")).values("named")[:1]),
        declined_at=Subquery(exits.values("at")[:1]),
        told=Subquery(exits.values("words")[:1]),
    )  # fmt: skip
    chosen = found.filter(ground=ground) if ground else found
    return chosen.select_related("community", "category").order_by("-reported_at", "pk")


def exits(actor: Actor, period: Period) -> Sequence[tuple[Ground, int]]:
    """How many cases of a period left on each ground, 0 where none did; one query."""
    cases: Any = declined(actor, period).order_by()  # with a column that no field is
    counted = dict(cases.values_list("ground").annotate(n=Count("pk")))
    return [(ground, counted.get(ground, 0)) for ground in Ground]
