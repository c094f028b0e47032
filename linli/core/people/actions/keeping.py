"""One resident's record: corrected, closed, and opened to whoever says why."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from linli.contracts.people import ResidentLeft, ResidentsRegistered
from linli.core.people import queries, rules
from linli.core.people.actions import records
from linli.core.people.actions.homes import buildings_of, settle
from linli.core.people.actions.registering import EDIT
from linli.core.people.models import CareMark, Resident
from linli.core.people.rules import Care, Particulars
from linli.core.people.words import refusal_of
from linli.kernel import clock
from linli.kernel.errors import Conflict, Invalid
from linli.kernel.events import publish
from linli.platform.access import limits, policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.search import index

REVEAL = "people.reveal"
SHORTEST_REASON, LONGEST_REASON = 2, 200
A_MINUTE, AN_HOUR = 60, 300  # looks that one person's work may need; more is copying


@dataclass(frozen=True, slots=True)
class Revealed:
    """A resident's particulars in full."""

    name: str
    phone: str
    id_number: str
    birth_date: date | None


@transaction.atomic
def reveal(*, actor: Actor, resident: Resident, reason: str) -> Revealed:
    """Show a record in full to somebody who says why; the resident can read who looked, and why."""
    policy.require(actor, REVEAL, at=resident)
    words = reason.strip()
    if not SHORTEST_REASON <= len(words) <= LONGEST_REASON:
        raise Invalid(_("请说明为什么要看。"), reason=_("请写 2 到 200 个字，居民本人能看到。"))
    limits.take(f"reveal:{actor.account_id}:m", most=A_MINUTE, within=timedelta(minutes=1))
    limits.take(f"reveal:{actor.account_id}:h", most=AN_HOUR, within=timedelta(hours=1))
    fields = (*records.SECRET, "birth_date")
    trail.look(actor, resident, fields, person_id=resident.pk, reason=words)
    return Revealed(resident.name, resident.phone, resident.id_number, resident.birth_date)


@transaction.atomic
def change_resident(*, actor: Actor, resident: Resident, given: Particulars) -> Resident:
    """Correct one record. What `given` leaves open stays; its care marks replace those there were."""
    policy.require(actor, EDIT, at=resident)
    row = rules.normalised(given)
    buildings = buildings_of(resident.community_id)
    problems = rules.problems_of(row, buildings, clock.now().date())
    if problems:
        raise refusal_of(problems)
    homes = settle(actor, buildings, [row])
    household = homes.household_of(row)
    records.fill(resident, row, household, homes.area_of(row, resident.area))
    policy.require(actor, EDIT, at=resident)
    _save(resident)
    _mark(resident, row.care)
    index.put_many(queries.RESIDENT, queries.entries_of([resident.pk]))
    trail.record(actor, "people.change_resident", resident, person_id=resident.pk)
    publish(ResidentsRegistered(community_id=resident.community_id, added=0, changed=1))
    return resident


@transaction.atomic
def let_go(*, actor: Actor, resident: Resident, on: date) -> Resident:
    """Close the record of somebody who moved away or died on that day."""
    policy.require(actor, EDIT, at=resident)
    if on > clock.now().date():
        raise Invalid(_("这一天还没有到。"), left_on=_("请填写今天或以前的日期。"))
    resident.left_on = on
    resident.save(update_fields=["left_on"])
    index.drop(resident.pk)
    trail.record(actor, "people.let_go", resident, person_id=resident.pk)
    publish(ResidentLeft(resident_id=resident.pk, area=resident.area))
    return resident


def _save(resident: Resident) -> None:
    try:
        with transaction.atomic():
            records.store([], [resident])
    except IntegrityError:
        words = _("本社区已有这个身份证号码，请核对。")
        raise Conflict(words) from None


def _mark(resident: Resident, kinds: Collection[Care]) -> None:
    resident.care_marks.exclude(kind__in=kinds).delete()
    marks = [records.mark(resident, kind) for kind in kinds]
    CareMark.objects.bulk_create(marks, ignore_conflicts=True)
