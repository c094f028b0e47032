"""Who may do what, where. The only module that answers such a question."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from linli.kernel.errors import NotPermitted
from linli.platform.access.actor import Actor, Kind

Condition = tuple[str, Sequence[Any]]  # a piece of SQL and the values in it
AFTER_DIGITS = ":"  # the character behind 9, so that [code, code + ":") holds a whole subtree


class Located(Protocol):
    """Anything that stands somewhere: `area` is its division or grid code."""

    @property
    def area(self) -> str: ...


def allows(
    actor: Actor, permission: str, at: Located | str, department_id: UUID | None = None
) -> bool:
    """Whether `actor` holds `permission` at that place, in full or for that department."""
    if actor.kind == Kind.MACHINE:
        return True
    area = at if isinstance(at, str) else at.area
    return any(
        permission in each.permissions
        and area.startswith(each.area)
        and each.department_id in {None, department_id}
        for each in actor.holdings
    )


def require(
    actor: Actor, permission: str, at: Located | str, department_id: UUID | None = None
) -> None:
    """Raise NotPermitted unless `actor` holds `permission` at that place."""
    if not allows(actor, permission, at, department_id):
        raise NotPermitted(
            _("您在这里没有这项权限，请联系本社区的系统管理员开通。"), permission=permission
        )


def require_anywhere(actor: Actor, *permissions: str) -> None:
    """Raise NotPermitted unless `actor` holds one of them somewhere: for what has no place, like jobs."""
    if actor.kind != Kind.MACHINE and not any(map(actor.holds, permissions)):
        needed = " ".join(sorted(permissions))
        raise NotPermitted(_("您没有这项权限，请联系系统管理员开通。"), permission=needed)


def within(actor: Actor, permission: str, field: str = "area") -> Q:
    """A filter that keeps the rows whose `field` (an area code) lies where `permission` is held.

    Written with comparisons, since LIKE isn't leakproof and could use no index under row-level
    security.
    """
    if actor.kind == Kind.MACHINE:
        return Q()
    reach = Q(pk__in=[])
    for area in actor.areas(permission):
        reach |= under(area, field)
    return reach


def within_sql(actor: Actor, permission: str, inside: Callable[[str], Condition]) -> Condition:
    """`within` for a statement written by hand: its condition and the values in it.

    `inside` says in the same form which rows lie in one area, such as `under_sql` does.
    """
    if actor.kind == Kind.MACHINE:
        return "true", []
    parts = [inside(area) for area in actor.areas(permission)]
    told = " OR ".join(condition for condition, _values in parts) or "false"
    return f"({told})", [value for _condition, values in parts for value in values]


def under_sql(area: str, column: str) -> Condition:
    """`under` for a statement written by hand."""
    return f"({column} >= %s AND {column} < %s)", [area, area + AFTER_DIGITS]


def under(area: str, field: str = "area") -> Q:
    """A filter that keeps the rows at `area` and everywhere below it."""
    return Q(**{f"{field}__gte": area, f"{field}__lt": area + AFTER_DIGITS})
