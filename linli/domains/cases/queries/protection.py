"""Who may know who reported a case, and who did look."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from linli.domains.cases.errors import ReporterProtected
from linli.domains.cases.models import Case, Contact, Follower, Recusal
from linli.kernel.errors import NotFound
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import queries as audit
from linli.platform.audit import trail
from linli.platform.database.secrecy import mask_name, mask_phone

REVEAL = "cases.reveal"


@dataclass(frozen=True, slots=True)
class Reporter:
    """Whoever reported, as one actor sees them: masked, or hidden altogether."""

    name: str = ""
    phone: str = ""
    is_confidential: bool = False
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """That somebody saw the reporter's name and phone, and why."""

    at: datetime
    by: str
    reason: str


def reporter_of(actor: Actor, case: Case) -> Reporter | None:
    """Who reported, masked; of a confidential reporter nothing for whoever mustn't know."""
    contact = Contact.objects.filter(case=case).first()
    if contact is None:
        return None
    if not may_know(actor, case, contact):
        return Reporter(is_confidential=True, is_hidden=True)
    return Reporter(mask_name(contact.name), mask_phone(contact.phone), contact.is_confidential)


def contact_shown(actor: Actor, case: Case, reason: str) -> Contact | None:
    """The reporter's name and phone in clear. Needs a reason, and stands in the trail."""
    policy.require(actor, REVEAL, at=case)
    contact = Contact.objects.filter(case=case).first()
    if contact is None:
        return None
    if not may_know(actor, case, contact):
        raise ReporterProtected(
            _("反映人要求保密，而您与被反映的单位有关联，不能查看。请由别的同事联系。")
        )
    trail.look(actor, case, fields=("name", "phone"), person_id=case.reported_by, reason=reason)
    return contact


def is_confidential(case: Case) -> bool:
    return Contact.objects.filter(case=case, is_confidential=True).exists()


def looks_at_reporter(case: Case) -> Sequence[Look]:
    """Everybody who saw the reporter's contact, for the reporter; the newest first."""
    entries = audit.looks_at_subject("cases.look", case.pk)
    names = audit.names_of(entries)
    return [Look(each.at, names.get(each.pk, ""), each.reason) for each in entries]


def recusals(actor: Actor) -> Sequence[Recusal]:
    """What the actor has declared, what still holds first."""
    mine = _declared_by(actor).select_related("department")
    return list(mine.order_by("-ended_at", "-declared_at"))


def recusal(actor: Actor, recusal_id: UUID) -> Recusal:
    found = _declared_by(actor).filter(pk=recusal_id).first()
    if found is None:
        raise NotFound(_("没有找到这项申报。"))
    return found


def may_know(actor: Actor, case: Case, contact: Contact | Follower) -> bool:
    """Whether the actor may know who reported or follows: not near to the accused, if it is secret."""
    if not contact.is_confidential:
        return True
    return policy.allows(actor, REVEAL, at=case) and not _is_near(actor, case.accused_id)


def _is_near(actor: Actor, accused_id: UUID | None) -> bool:
    """Whether the actor works for the accused, or has declared an interest in it."""
    if accused_id is None:
        return False
    if any(each.department_id == accused_id for each in actor.holdings):
        return True
    return _declared_by(actor).filter(department=accused_id, ended_at=None).exists()


def _declared_by(actor: Actor) -> QuerySet[Recusal]:
    if actor.account_id is None:
        return Recusal.objects.none()
    return Recusal.objects.filter(account_id=actor.account_id)
