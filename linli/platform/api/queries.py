"""Who calls with a key, and which keys a person may see."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from linli.kernel.errors import NotFound
from linli.platform.access import policy
from linli.platform.access.actor import Actor, Holding, Kind
from linli.platform.access.models import Grant
from linli.platform.accounts.models import Account
from linli.platform.api.models import ApiKey
from linli.platform.api.tokens import Token

MANAGE = "api.manage_keys"
# Asked on every call of a program: one statement, written out, at a third of the ORM's CPU.
CALLER = """
SELECT k.id, k.digest, k.per_minute, k.last_used_on, a.id, a.name,
       g.role_id, r.permissions, g.area, g.department_id
FROM api_apikey k
JOIN accounts_account a ON a.id = k.account_id AND a.is_active
LEFT JOIN access_grant g ON g.account_id = a.id AND g.ended_at IS NULL
    AND g.in_force_at IS NOT NULL
LEFT JOIN access_role r ON r.key = g.role_id
WHERE k.prefix = %s AND k.ended_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > %s)
"""


@dataclass(frozen=True, slots=True)
class Caller:
    """A program that has shown its key."""

    actor: Actor
    key_id: UUID
    per_minute: int
    last_used_on: date | None


def caller(token: Token, at: datetime) -> Caller | None:
    """The program that holds `token`, or None unless key and account are good at `at`."""
    with connection.cursor() as cursor:
        cursor.execute(CALLER, [token.prefix, at])
        rows = cursor.fetchall()
    if not rows or not token.matches(rows[0][1]):
        return None
    key_id, _digest, per_minute, last_used_on, account_id, name, *_grant = rows[0]
    holdings = tuple(
        Holding(role, frozenset(permissions), area, department)
        for *_key, role, permissions, area, department in rows
        if role is not None
    )
    return Caller(Actor(Kind.SERVICE, name, account_id, holdings), key_id, per_minute, last_used_on)


def areas_of(account_id: UUID) -> list[str]:
    """Where the account holds a role: whoever hands out its keys hands out all of these."""
    return list(
        Grant.objects.filter(account_id=account_id, ended_at=None)
        .order_by("area")
        .values_list("area", flat=True)
        .distinct()
    )


def services_managed_by(actor: Actor) -> QuerySet[Account]:
    """The programs all of whose grants lie where `actor` manages keys."""
    if not actor.holds(MANAGE):
        return Account.objects.none()
    outside = Grant.objects.filter(ended_at=None).exclude(policy.within(actor, MANAGE))
    return (
        Account.objects.filter(kind=Kind.SERVICE, is_active=True)
        .exclude(pk__in=outside.values("account_id"))
        .order_by("name")
    )


def managed_by(actor: Actor) -> QuerySet[ApiKey]:
    """The keys that `actor` may end, those in use first."""
    return (
        ApiKey.objects.filter(account__in=services_managed_by(actor))
        .select_related("account")
        .order_by("-ended_at", "-created_at")
    )


def get(actor: Actor, key_id: UUID) -> ApiKey:
    """The key; NotFound also when it is another's to manage."""
    key = managed_by(actor).filter(pk=key_id).first()
    if key is None:
        raise NotFound(_("没有这个密钥，或它不归您管理。"))
    return key
