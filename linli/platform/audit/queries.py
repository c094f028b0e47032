"""Reading the trail: the auditor's list, and what anybody may know about looks at their own data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from linli.kernel import clock
from linli.kernel.manifest import domains
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import heads
from linli.platform.audit.models import Entry, Seal
from linli.platform.audit.trail import LOOK

READ = "audit.read"
SEALED_WITHIN = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an auditor looks for; empty fields don't narrow."""

    deed: str = ""
    who: str = ""
    subject: str = ""
    since: datetime | None = None
    until: datetime | None = None

    def names(self) -> list[str]:
        """The fields that narrow, for the trail; never what was typed into them."""
        return [name for name in self.__slots__ if getattr(self, name)]


def entries(actor: Actor, wanted: Wanted) -> "QuerySet[Entry]":
    """The entries where `actor` may audit, newest first."""
    found = Entry.objects.filter(policy.within(actor, READ), **_exactly(wanted))
    if wanted.who:
        known = get_user_model().objects.filter(Q(username=wanted.who) | Q(name=wanted.who))
        found = found.filter(
            Q(actor_id__in=known.values("pk")) | Q(actor_name=wanted.who, actor_id=None)
        )
    return found.order_by("-id")


def _exactly(wanted: Wanted) -> dict[str, object]:
    conditions = {
        "deed": wanted.deed,
        "subject_id": wanted.subject,
        "at__gte": wanted.since,
        "at__lt": wanted.until,
    }
    return {name: value for name, value in conditions.items() if value}


def looks_at(person_ids: Sequence[UUID]) -> "QuerySet[Entry]":
    """Everything on record about these persons' data, newest first, told by person and not by place.

    For the person's own page and for whoever answers a request for access (PIPL art. 45).
    """
    return Entry.objects.filter(person_id__in=person_ids).order_by("-at", "-id")


def looks_at_me(actor: Actor) -> "QuerySet[Entry]":
    """What others did with the actor's own data: as an account, and as persons of the registry."""
    if actor.account_id is None:
        return Entry.objects.none()
    own = [actor.account_id]
    for persons_of in domains.gather("own_persons"):
        own += persons_of(actor.account_id)
    return looks_at(own).exclude(actor_id=actor.account_id)


def looks_at_subject(deed: str, subject_id: UUID) -> Sequence[Entry]:
    """Every look at one thing's sensitive fields, newest first, for whom they belong to."""
    looks = Entry.objects.filter(deed=deed, subject_id=str(subject_id))
    return list(looks.order_by("-at", "-id"))


def names_of(rows: Sequence[Entry]) -> Mapping[int, str]:
    """The name of the account behind each entry, by the entry's id; one query."""
    wanted = {each.actor_id for each in rows if each.actor_id}
    names = dict(get_user_model().objects.filter(pk__in=wanted).values_list("pk", "name"))
    return {each.pk: names[each.actor_id] for each in rows if each.actor_id in names}


def is_look(row: Entry) -> bool:
    return row.deed.endswith(f".{LOOK}")


def what_is_unsealed() -> Sequence[str]:
    """A sentence when entries wait too long for their seal, for `linli doctor`."""
    end = Seal.objects.order_by("-number").first()
    above = end.above_id if end else 0
    last = end.last_transaction if end else 0
    waiting = Entry.objects.filter(
        id__gt=above, transaction_id__gt=last, at__lt=clock.now() - SEALED_WITHIN
    )
    number = waiting.count()
    return [_("有 %d 条审计记录还没有封印。") % number] if number else []


def what_is_unwitnessed() -> Sequence[str]:
    """A sentence when the file of heads is behind the chain, for `linli doctor`."""
    settled = Seal.objects.filter(at__lt=clock.now() - SEALED_WITHIN)
    behind = settled.filter(number__gt=heads.last_number()).count()
    return [_("有 %d 个封印没有写到库外文件。") % behind] if behind else []
