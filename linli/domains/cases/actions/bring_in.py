"""Cases from another system come in together, and are taken back together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from linli.core.places.datum import Point
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
from linli.domains.cases.rules import Channel, Urgency
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.search import index

BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A matter as another system kept it: `external_ref` is its number there."""

    external_ref: str
    area: str
    description: str
    reported_at: datetime
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
    Step.objects.bulk_create([_first_step(actor, case) for case in cases], batch_size=BATCH)

    trail.record_many(actor, "cases.report", cases, channel=Channel.IMPORT)
    return cases


@transaction.atomic
def take_back_cases(*, actor: Actor, cases: Sequence[Case]) -> Sequence[Case]:
    """Remove imported cases that nobody has touched since; returns those that stay."""
    for case in cases:
        policy.require(actor, "cases.import", at=case)

    since = Step.objects.filter(case__in=cases).exclude(kind="report")
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
    return cases


def _first_step(actor: Actor, case: Case) -> Step:
    return Step(
        case=case,
        community_id=case.community_id,
        at=case.reported_at,
        kind="report",
        by=actor.account_id,
        is_public=True,
        details={"channel": case.channel},
    )
