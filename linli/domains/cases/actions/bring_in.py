"""Cases from another system come in together, and are taken back together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from linli.core.places.datum import Point
from linli.domains.cases.actions import clockwork
from linli.domains.cases.actions.begin import (
    NOBODY,
    Beginning,
    Reporter,
    check,
    describe,
    new_cases,
    new_contact,
)
from linli.domains.cases.models import Case, Category, Contact, Step
from linli.domains.cases.rules import Channel, Status, Urgency
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.search import index

BATCH = 500
ELSEWHERE = {"kind": "close", "details__elsewhere": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A matter as another system kept it: `external_ref` is its number there.

    One that was closed there (`closed_at`) comes in closed. It owes nothing here and is in no rate,
    for whether it was solved is for its reporter to say, and nobody here has asked.
    """

    external_ref: str
    area: str
    description: str
    reported_at: datetime
    closed_at: datetime | None = None
    urgency: Urgency = Urgency.NORMAL
    category: Category | None = None
    location: str = ""
    point: Point | None = None
    reporter: Reporter = NOBODY


@transaction.atomic
def bring_in_cases(*, actor: Actor, matters: Sequence[Brought]) -> Sequence[Case]:
    """Take up many matters as `report_case` takes up one, at a tenth of its time for each.

    Their promises run since they were reported over there. No event is published, for nobody
    needs a thousand messages of what is long known; whoever calls this lets the search find them.
    Raises Invalid for the first that can't be taken up, and then none is.
    """
    for area in {each.area for each in matters}:
        policy.require(actor, "cases.report", at=area)

    for each in matters:
        check(each.description, each.reporter)

    cases = _new_cases(actor, matters)
    Case.objects.bulk_create(cases, batch_size=BATCH)
    pairs = zip(cases, matters, strict=True)
    contacts = [new_contact(case, each.reporter) for case, each in pairs if each.reporter != NOBODY]
    Contact.objects.bulk_create(contacts, batch_size=BATCH)
    Step.objects.bulk_create(
        [step for case in cases for step in _steps(actor, case)], batch_size=BATCH
    )

    trail.record_many(actor, "cases.report", cases, channel=Channel.IMPORT)
    return cases


@transaction.atomic
def take_back_cases(*, actor: Actor, cases: Sequence[Case]) -> Sequence[Case]:
    """Remove imported cases that nobody has touched since; returns those that stay."""
    for case in cases:
        policy.require(actor, "cases.import", at=case)

    since = Step.objects.filter(case__in=cases).exclude(kind="report").exclude(**ELSEWHERE)
    touched = set(since.values_list("case_id", flat=True))
    untouched = [
        case
        for case in cases
        if case.channel == Channel.IMPORT and not case.version and case.pk not in touched
    ]

    ids = {case.pk for case in untouched}
    index.drop_many(list(ids))
    Case.objects.filter(pk__in=ids).delete()

    trail.record_many(actor, "cases.take_back", untouched)
    return [case for case in cases if case.pk not in ids]


def _new_cases(actor: Actor, matters: Sequence[Brought]) -> list[Case]:
    beginnings = [
        Beginning(each.area, each.urgency, each.category, each.reported_at) for each in matters
    ]
    cases = new_cases(actor, Channel.IMPORT, beginnings)
    for case, each in zip(cases, matters, strict=True):
        describe(case, each.description, each.location, each.point)
        case.external_ref = each.external_ref
        if each.closed_at:
            _close(case, each.closed_at)
    return cases


def _close(case: Case, at: datetime) -> None:
    """As it was when it came: no promise of ours runs, and no outcome is known."""
    case.status, case.closed_at = Status.CLOSED, at
    case.feedback_clock = clockwork.stopped_at(case.feedback_clock, at)
    case.solution_clock = clockwork.stopped_at(case.solution_clock, at)


def _steps(actor: Actor, case: Case) -> Iterator[Step]:
    """When it was reported, and when it was closed, if it was."""
    yield _step(actor, case, "report", case.reported_at, channel=case.channel)
    if case.closed_at:
        yield _step(actor, case, "close", case.closed_at, elsewhere=True)


def _step(actor: Actor, case: Case, kind: str, at: datetime, **details: Any) -> Step:
    return Step(
        case=case,
        community_id=case.community_id,
        at=at,
        kind=kind,
        by=actor.account_id,
        is_public=True,
        details=details,
    )
