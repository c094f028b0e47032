"""Ending: an account, its sessions, its second factor, and what has expired."""

from datetime import timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from linli.contracts.accounts import AccountDeactivated, AccountReactivated
from linli.kernel import clock
from linli.kernel.errors import NotFound
from linli.kernel.events import publish
from linli.platform.access import policy
from linli.platform.access.actor import Actor, machine
from linli.platform.access.models import Grant
from linli.platform.accounts.actions.grants import check_replaceable
from linli.platform.accounts.errors import NotAlone
from linli.platform.accounts.models import Account, Kind, OneTimeCode, Session
from linli.platform.audit import trail

UNUSED = timedelta(days=90)  # GB/T 22239-2019 8.1.4.2 c: accounts that nobody uses are shut


@transaction.atomic
def deactivate(actor: Actor, account: Account, reason: str) -> None:
    """Shut the account and sign it out everywhere, at once; its grants sleep until it is reopened.

    Raises NotPermitted, NotAlone (oneself) or LastAdministrator.
    """
    policy.require(actor, "accounts.close", at=account.area)
    if account.pk == actor.account_id:
        raise NotAlone(_("不能停用自己的账号，请由另一位管理员办理。"))
    for grant in Grant.objects.filter(account=account, ended_at=None):
        check_replaceable(grant)
    account.is_active = False
    account.save(update_fields=["is_active"])
    Session.objects.filter(account=account).delete()
    OneTimeCode.objects.filter(subject=str(account.pk)).delete()
    trail.record(actor, "accounts.deactivated", account, person_id=account.pk, reason=reason)
    publish(AccountDeactivated(account_id=account.pk))


@transaction.atomic
def reactivate(actor: Actor, account: Account, reason: str) -> None:
    """Open the account again, with the grants it still holds."""
    policy.require(actor, "accounts.close", at=account.area)
    if account.pk == actor.account_id:
        raise NotAlone(_("不能恢复自己的账号，请由另一位管理员办理。"))
    account.is_active = True
    account.last_login = clock.now()  # else it would be shut again the next night
    account.save(update_fields=["is_active", "last_login"])
    trail.record(actor, "accounts.reactivated", account, person_id=account.pk, reason=reason)
    publish(AccountReactivated(account_id=account.pk))


@transaction.atomic
def reset_second_factor(actor: Actor, account: Account, reason: str) -> None:
    """Take away a lost second factor and sign the account out; its next sign-in sets up a new one."""
    policy.require(actor, "accounts.reset_factor", at=account.area)
    if account.pk == actor.account_id:
        raise NotAlone(_("不能重置自己的第二重验证，请由另一位安全管理员办理。"))
    Authenticator.objects.filter(user=account).delete()
    Session.objects.filter(account=account).delete()
    trail.record(actor, "accounts.factor_reset", account, person_id=account.pk, reason=reason)


@transaction.atomic
def end_session(actor: Actor, visit_id: UUID) -> None:
    """Sign out one of one's own devices; another's session looks like none at all."""
    own = Session.objects.filter(account__isnull=False, account=actor.account_id)
    session = own.filter(visit_id=visit_id).select_related("account").first()
    if session is None or session.account is None:
        raise NotFound(_("没有这个登录，它可能已经退出。"))
    account = session.account
    session.delete()
    trail.record(actor, "accounts.session_ended", account, person_id=account.pk)


def end_other_sessions(account: Account, kept_key: str | None) -> int:
    """Sign `account` out on every device but the one of `kept_key`; gives how many those were."""
    ended, _per_model = (
        Session.objects.filter(account=account).exclude(session_key=kept_key or "").delete()
    )
    return ended


@transaction.atomic
def retire_idle_staff() -> None:
    """Shut the staff accounts that nobody has used for ninety days."""
    long_ago = clock.now() - UNUSED
    never = Q(last_login=None, created_at__lt=long_ago)
    idle = Account.objects.filter(kind=Kind.STAFF, is_active=True, is_demonstration=False)
    guardians = Grant.objects.filter(role="security_admin", area="", ended_at=None)
    for account in idle.filter(Q(last_login__lt=long_ago) | never).exclude(
        pk__in=guardians.values("account")
    ):
        deactivate(machine("retire_idle_staff"), account, reason=_("90 天未登录"))


@transaction.atomic
def sweep_expired() -> None:
    """Delete sessions and codes whose time is over."""
    now = clock.now()
    Session.objects.filter(expire_date__lte=now).delete()
    OneTimeCode.objects.filter(expires_at__lte=now).delete()
