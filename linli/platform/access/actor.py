"""Who is acting. Every action and query takes an Actor, never a request."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpRequest

if TYPE_CHECKING:
    from linli.platform.accounts.models import Account

COMMUNITY_DIGITS = 12


class Kind(StrEnum):
    STAFF = "staff"
    RESIDENT = "resident"
    SERVICE = "service"
    VISITOR = "visitor"  # nobody signed in
    MACHINE = "machine"  # linli's own scheduled work


@dataclass(frozen=True, slots=True)
class Holding:
    """What one grant lets its holder do: `permissions` at `area` and everywhere below it.

    `area` is a division or grid code, whose digits are its path. With a `department_id` the
    permissions count only for that department's share of the work.
    """

    role: str
    permissions: frozenset[str]
    area: str
    department_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, a program, a visitor or the machine itself, with everything it may do."""

    kind: Kind
    name: str
    account_id: UUID | None = None
    holdings: tuple[Holding, ...] = ()

    def areas(self, permission: str) -> tuple[str, ...]:
        """Where the actor holds `permission` in full, not just for a department."""
        return tuple(
            each.area
            for each in self.holdings
            if each.department_id is None and permission in each.permissions
        )

    def departments(self, permission: str) -> frozenset[UUID]:
        """The departments for which the actor holds `permission`."""
        return frozenset(
            each.department_id
            for each in self.holdings
            if each.department_id is not None and permission in each.permissions
        )

    def holds(self, permission: str) -> bool:
        """Whether the actor holds `permission` anywhere at all, as a menu wants to know."""
        return any(permission in each.permissions for each in self.holdings)

    @property
    def scope(self) -> tuple[str, ...]:
        """The division prefixes that row-level security opens for this actor."""
        return tuple(sorted({each.area[:COMMUNITY_DIGITS] for each in self.holdings}))


def visitor(area: str, permissions: frozenset[str]) -> Actor:
    """Somebody who hasn't signed in, let into `area` by a QR code for `permissions` alone."""
    return Actor(Kind.VISITOR, "visitor", holdings=(Holding("visitor", permissions, area),))


def machine(name: str) -> Actor:
    """linli itself, at scheduled work called `name`; every permission, and a name in the trail."""
    return Actor(Kind.MACHINE, name)


NOBODY = Actor(Kind.VISITOR, "visitor")  # somebody who hasn't signed in, and may do nothing yet


class ActingRequest(HttpRequest):
    """A request that has passed the actor middleware."""

    actor: Actor
    user: "Account"
