"""Who hears of it: an account or several, everybody with a permission somewhere, or a phone."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from linli.platform.access.models import Grant
from linli.platform.accounts.models import Account
from linli.platform.notices.models import Outlet


@dataclass(frozen=True, slots=True)
class Holders:
    """Everybody who holds `permission` at `area` (a division or grid code) or above it.

    With a `department_id` also those who hold it for that department alone. The robots and
    webhooks of these areas hear of it too, when they follow the topic.
    """

    permission: str
    area: str
    department_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Phone:
    """Somebody without an account, such as a resident who reported from a phone."""

    number: str

    def __repr__(self) -> str:
        return "Phone(…)"


@dataclass(frozen=True, slots=True)
class Accounts:
    """These people, such as the residents who asked to hear of a place."""

    ids: tuple[UUID, ...]


Recipient = UUID | Holders | Phone | Accounts


def accounts_of(to: Recipient) -> "QuerySet[Account]":
    """The active accounts that `to` means, each once, with what they prefer; one query."""
    people = Account.objects.filter(is_active=True).select_related("notice_preference")
    match to:
        case UUID():
            return people.filter(pk=to)
        case Accounts():
            return people.filter(pk__in=to.ids)
        case Holders():
            return people.filter(pk__in=_grants(to).values("account_id"))
    return people.none()


def outlets_of(to: Recipient, topic: str) -> "QuerySet[Outlet]":
    """The robots and webhooks that follow `topic` at a place of `to`."""
    if not isinstance(to, Holders):
        return Outlet.objects.none()
    return Outlet.objects.filter(
        is_active=True, area__in=_at_or_above(to.area), topics__contains=[topic]
    )


def _grants(to: Holders) -> "QuerySet[Grant]":
    return Grant.objects.filter(
        Q(department_id=None) | Q(department_id=to.department_id),
        ended_at=None,
        in_force_at__isnull=False,
        area__in=_at_or_above(to.area),
        role__permissions__contains=[to.permission],
    )


def _at_or_above(area: str) -> Sequence[str]:
    """Every prefix of the code, since the digits of a code are its path."""
    return [area[:digits] for digits in range(len(area) + 1)]
