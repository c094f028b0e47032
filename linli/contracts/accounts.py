"""What `platform.accounts` tells the house. Ids and codes only; fields are only ever added."""

from dataclasses import dataclass
from uuid import UUID

from linli.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleGranted(Event):
    """From now on `account_id` holds `role` at `area` and below it."""

    grant_id: UUID
    account_id: UUID
    role: str
    area: str
    department_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantEnded(Event):
    """From now on `account_id` no longer holds `role` at `area`."""

    grant_id: UUID
    account_id: UUID
    role: str
    area: str
    department_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountDeactivated(Event):
    """`account_id` can't sign in any more, and is signed out everywhere."""

    account_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountReactivated(Event):
    """`account_id` may sign in again, with the grants it still holds."""

    account_id: UUID
