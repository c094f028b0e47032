"""Giving somebody a role, and taking it back."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from linli.contracts.accounts import GrantEnded, RoleGranted
from linli.kernel import clock
from linli.kernel.errors import Conflict, DomainError, NotFound, NotPermitted
from linli.kernel.events import publish
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.access.models import Grant, Role
from linli.platform.access.roles import SEPARATE_POWERS
from linli.platform.accounts.errors import (
    LastAdministrator,
    NotAlone,
    TwoPowers,
    require_area,
)
from linli.platform.accounts.models import Account, Kind
from linli.platform.audit import trail

GUARDIAN = "security_admin"  # without one, nobody could grant anything any more


@transaction.atomic
def grant_role(
    actor: Actor, account: Account, role: str, area: str, department_id: UUID | None = None
) -> Grant:
    """Let `account` hold `role` at `area` ("" is everywhere) and below it.

    A grant of an administrator's role waits until a second person has confirmed it. Raises
    NotPermitted, NotAlone (to oneself), TwoPowers, Conflict (held already) or NotFound.
    """
    policy.require(actor, "access.grant", at=area)
    require_area(area)
    _check_receiver(actor, account, role)
    needs_second = role in SEPARATE_POWERS
    grant = Grant(
        account=account,
        role=_existing(role),
        area=area,
        department_id=department_id,
        granted_by=actor.account_id,
        granted_at=clock.now(),
        in_force_at=None if needs_second else clock.now(),
    )
    _insert(grant)
    deed = "access.grant_proposed" if needs_second else "access.role_granted"
    trail.record(actor, deed, grant, person_id=account.pk, role=role)
    if not needs_second:
        publish(granted(grant))
    return grant


@transaction.atomic
def confirm_grant(actor: Actor, grant: Grant) -> None:
    """Put a proposed grant in force, as the second of two people.

    Raises NotPermitted, NotAlone (to the proposer and to the receiver) or Conflict (decided already).
    """
    policy.require(actor, "access.confirm", at=grant.area)
    grant = Grant.objects.select_for_update().get(pk=grant.pk)
    if actor.account_id is None or actor.account_id in {grant.granted_by, grant.account_id}:
        raise NotAlone(_("管理员授权要由提出人和被授权人之外的另一位管理员确认。"))
    if grant.in_force_at or grant.ended_at:
        raise Conflict(_("这项授权已经确认或收回，请刷新页面查看。"))
    grant.confirmed_by, grant.in_force_at = actor.account_id, clock.now()
    grant.save(update_fields=["confirmed_by", "in_force_at"])
    trail.record(
        actor, "access.role_granted", grant, person_id=grant.account_id, role=grant.role_id
    )
    publish(granted(grant))


@transaction.atomic
def end_grant(actor: Actor, grant: Grant, reason: str = "") -> None:
    """Take the role back, at once for every session; ending an ended grant changes nothing.

    Raises NotPermitted, or LastAdministrator when nobody would be left to grant anything.
    """
    policy.require(actor, "access.grant", at=grant.area)
    check_replaceable(grant)
    grant = Grant.objects.select_for_update().get(pk=grant.pk)
    if grant.ended_at:
        return
    grant.ended_at = clock.now()
    grant.save(update_fields=["ended_at"])
    trail.record(
        actor,
        "access.grant_ended",
        grant,
        person_id=grant.account_id,
        reason=reason,
        role=grant.role_id,
    )
    publish(ended(grant))


def check_replaceable(grant: Grant) -> None:
    """Raise LastAdministrator when this is the last grant by which anybody can grant everywhere.

    The guardians' rows are locked in one order, so that two of them can't remove each other at once.
    """
    if grant.role_id != GUARDIAN or grant.area or not grant.in_force_at or grant.ended_at:
        return
    guardians = Grant.objects.select_for_update(of=("self",)).filter(
        role=GUARDIAN, area="", ended_at=None, in_force_at__isnull=False, account__is_active=True
    )
    if not any(each.pk != grant.pk for each in guardians.order_by("pk")):
        raise LastAdministrator(
            _("这是最后一位安全管理员。请先授权另一位安全管理员，再收回这一位的角色。")
        )


def insert_in_force(grant: Grant) -> None:
    """Write a grant that needs nobody's confirmation, with its event."""
    _insert(grant)
    publish(granted(grant))


def granted(grant: Grant) -> RoleGranted:
    return RoleGranted(
        grant_id=grant.pk,
        account_id=grant.account_id,
        role=grant.role_id,
        area=grant.area,
        department_id=grant.department_id,
    )


def ended(grant: Grant) -> GrantEnded:
    return GrantEnded(
        grant_id=grant.pk,
        account_id=grant.account_id,
        role=grant.role_id,
        area=grant.area,
        department_id=grant.department_id,
    )


def _check_receiver(actor: Actor, account: Account, role: str) -> None:
    if account.pk == actor.account_id:
        raise NotAlone(_("不能给自己授权，请由另一位安全管理员办理。"))
    if not account.is_active:
        raise DomainError(_("这个账号已停用，请先恢复账号，再授予角色。"))
    if role in SEPARATE_POWERS and account.kind != Kind.STAFF:
        raise DomainError(_("管理员角色只能授予工作人员账号。"))
    if role in SEPARATE_POWERS and actor.account_id is None:
        raise NotPermitted(_("管理员角色要由两位管理员在页面上授予，不能用命令授予。"))


def _existing(role: str) -> Role:
    found = Role.objects.filter(pk=role).first()
    if found is None:
        raise NotFound(_("没有这个角色，请从列表中选择。"))
    return found


def _insert(grant: Grant) -> None:
    """Save, turning the two ways in which the database may refuse into words."""
    try:
        with transaction.atomic():
            grant.save(force_insert=True)
    except IntegrityError as refusal:
        if "two_powers" in str(refusal):
            raise TwoPowers(
                _("系统、安全、审计三种管理员不能由同一人兼任，请先收回原来的管理员角色。")
            ) from None
        raise Conflict(_("这个账号在这里已有该角色，无需重复授予。")) from None
