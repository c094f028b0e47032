"""Reading grants into an Actor."""

from typing import TYPE_CHECKING
from uuid import UUID

from linli.platform.access.actor import Actor, Holding, Kind
from linli.platform.access.models import Grant

if TYPE_CHECKING:
    from linli.platform.accounts.models import Account


def holdings_of(account_id: UUID) -> tuple[Holding, ...]:
    """Every role the account holds now, in one query; what waits for confirmation isn't held."""
    rows = Grant.objects.filter(
        account_id=account_id, ended_at=None, in_force_at__isnull=False
    ).values_list("role_id", "role__permissions", "area", "department_id")
    return tuple(
        Holding(role, frozenset(permissions), area, department)
        for role, permissions, area, department in rows
    )


def actor_of(account: "Account") -> Actor:
    """The account as an actor, with all it may do; one query."""
    return Actor(Kind(account.kind), account.name, account.pk, holdings_of(account.pk))
