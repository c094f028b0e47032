"""Entering people who work here, and letting them set their own password."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from linli.kernel import clock
from linli.kernel.errors import Conflict, Invalid
from linli.platform.access import policy
from linli.platform.access.actor import Actor, machine
from linli.platform.access.models import Grant, Role
from linli.platform.access.roles import SEPARATE_POWERS
from linli.platform.accounts import second_factor, visits
from linli.platform.accounts.actions.codes import Slip, issue, take_by_secret
from linli.platform.accounts.actions.grants import insert_in_force
from linli.platform.accounts.actions.roles import sync_roles
from linli.platform.accounts.errors import NotAlone, require_area
from linli.platform.accounts.models import Account, Kind, Purpose, Session
from linli.platform.accounts.rules import USERNAME, plain_username
from linli.platform.audit import trail


@transaction.atomic
def create_staff(
    actor: Actor,
    username: str,
    name: str,
    password: str | None = None,
    *,
    area: str = "",
    is_demonstration: bool = False,
) -> Account:
    """Enter a member of staff, looked after by `area`. Nobody can sign in as them until they have
    set a password by the link of `issue_set_up`, unless a `password` is given here.

    Raises NotPermitted, Invalid (name, user name or password) or Conflict (user name taken).
    """
    policy.require(actor, "accounts.open", at=area)
    require_area(area)
    account = Account(
        username=plain_username(username),
        name=name.strip(),
        kind=Kind.STAFF,
        area=area,
        is_demonstration=is_demonstration,
        created_at=clock.now(),
    )
    _check_names(account)
    _set_password(account, password)
    try:
        with transaction.atomic():
            account.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("用户名“%s”已有人使用，请换一个。") % account.username) from None
    trail.record(actor, "accounts.opened", account, person_id=account.pk)
    return account


@transaction.atomic
def issue_set_up(actor: Actor, account: Account) -> Slip:
    """A link, good once and for three days, by which a member of staff sets a (new) password.

    The old password and every session end; the second factor stays, so that whoever issues the
    link can't use it in the owner's place. An administrator without one gets no link from people.
    """
    policy.require(actor, "accounts.open", at=account.area)
    if account.kind != Kind.STAFF:
        raise Invalid(_("居民用手机验证码或服务台验证码登录，不需要设置密码。"))
    if actor.account_id and _is_unguarded_power(account):
        raise NotAlone(_("这位管理员没有第二重验证，不能只凭一人重设密码；请先收回其管理员角色。"))
    account.set_unusable_password()
    account.save(update_fields=["password"])
    Session.objects.filter(account=account).delete()
    slip = issue(Purpose.SET_UP, str(account.pk), actor.account_id)
    trail.record(actor, "accounts.set_up_issued", account, person_id=account.pk)
    return slip


@transaction.atomic
def set_up_password(token: str, password: str) -> Account:
    """Set the password by a link, which thereby is used up.

    Raises BadCode, or Invalid with the words of what is wrong with the password; then the link
    stays good.
    """
    account = take_by_secret(Purpose.SET_UP, token)
    _set_password(account, password)
    account.save(update_fields=["password"])
    trail.record(visits.myself(account), "accounts.password_set", account, person_id=account.pk)
    return account


@transaction.atomic
def appoint_first(
    role: str, username: str, name: str, *, is_demonstration: bool = False
) -> tuple[Account, Slip] | None:
    """The first holder of one of the three powers, everywhere, when linli is set up; None when
    somebody holds it already.

    The only grant of administration that needs no second person: there is nobody yet to ask.
    """
    if role not in SEPARATE_POWERS:
        raise ValueError(f"{role!r} is none of {sorted(SEPARATE_POWERS)}.")
    sync_roles()
    locked = Role.objects.select_for_update().get(pk=role)
    if Grant.objects.filter(role=locked, area="", ended_at=None).exists():
        return None
    actor = machine("init")
    account = create_staff(actor, username, name, is_demonstration=is_demonstration)
    grant = Grant(account=account, role=locked, area="", granted_at=clock.now())
    grant.in_force_at = grant.granted_at
    insert_in_force(grant)
    trail.record(actor, "access.first_appointed", grant, person_id=account.pk, role=role)
    return account, issue_set_up(actor, account)


def _is_unguarded_power(account: Account) -> bool:
    held = Grant.objects.filter(account=account, role__in=SEPARATE_POWERS, ended_at=None)
    return held.exists() and not second_factor.is_set_up(account)


def _check_names(account: Account) -> None:
    if not USERNAME.match(account.username):
        raise Invalid(
            _("用户名不合要求。"),
            username=_("用 2 至 80 个字母、数字、汉字或 . @ + - _，不含空格。"),
        )
    if not account.name:
        raise Invalid(_("请填写姓名。"), name=_("请填写姓名，方便同事和居民知道是谁。"))


def _set_password(account: Account, password: str | None) -> None:
    if password is None:
        account.set_unusable_password()
        return
    try:
        validate_password(password, account)
    except ValidationError as problem:
        raise Invalid(_("密码不够安全。"), password=" ".join(problem.messages)) from None
    account.set_password(password)
