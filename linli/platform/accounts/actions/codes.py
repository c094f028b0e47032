"""One-time codes: to a phone, from the counter, and the link of a set-up."""

import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.kernel.ids import new_id
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.accounts import texts, visits
from linli.platform.accounts.errors import BadCode, require_area
from linli.platform.accounts.models import Account, Kind, OneTimeCode, Purpose, proof
from linli.platform.accounts.rules import LIFE, TRIES, new_secret
from linli.platform.audit import trail
from linli.platform.database.secrecy import blind, is_mobile, normalise_phone

PHONE = "accounts.phone"  # purpose of the blind index over phones


@dataclass(frozen=True, slots=True)
class Slip:
    """A secret in clear, shown this one time, for whom and until when it is good."""

    secret: str
    account_id: UUID | None
    expires_at: datetime


@transaction.atomic
def send_phone_code(phone: str) -> None:
    """Send a fresh code to a mobile phone, whether or not anybody here is known by it.

    It leaves by the outbox, right after the commit, and no later than it is good. Raises Invalid
    for what is no mobile number.
    """
    if not is_mobile(phone):
        raise Invalid(_("手机号不对。"), phone=_("请填写 11 位手机号，例如 13800000000。"))
    plain = normalise_phone(phone)
    slip = issue(Purpose.PHONE, blind(plain, PHONE))
    minutes = int(LIFE[Purpose.PHONE].total_seconds()) // 60
    values = {"code": slip.secret, "minutes": str(minutes)}
    texts.forget(plain)
    texts.text(plain, "code", values, LIFE[Purpose.PHONE])


def redeem_phone_code(phone: str, code: str) -> Account:
    """The resident who holds this phone; entered here and now, the first time.

    Raises BadCode. Inside a transaction the caller has to catch it there, so that the try stays
    counted.
    """
    plain = normalise_phone(phone)
    index = blind(plain, PHONE)
    if not _is_redeemed(Purpose.PHONE, index, code):
        raise BadCode(_("验证码不对或已过期。请核对短信，或重新获取验证码。"))
    texts.forget(plain)
    account = _resident_of(plain, index)
    if not account.is_active:
        raise BadCode(_("这个账号已停用，请到社区服务台询问。"))
    return account


@transaction.atomic
def issue_counter_code(
    actor: Actor, *, area: str, account: Account | None = None, name: str = ""
) -> Slip:
    """A code, good once and for three days, for a resident without a phone who stands at the
    counter of `area`; without an `account` one is opened, looked after by `area`.

    Raises NotPermitted, or Invalid for an account that isn't a resident's of this area.
    """
    policy.require(actor, "accounts.issue_code", at=area)
    resident = account or open_resident(actor, area=area, name=name)
    policy.require(actor, "accounts.issue_code", at=resident.area)
    if resident.kind != Kind.RESIDENT or not resident.is_active:
        raise Invalid(_("服务台验证码只发给居民的有效账号。"))
    slip = issue(Purpose.COUNTER, str(resident.pk), actor.account_id)
    trail.record(actor, "accounts.code_issued", resident, person_id=resident.pk)
    return slip


@transaction.atomic
def open_resident(
    actor: Actor, *, area: str, name: str = "", phone: str = "", is_demonstration: bool = False
) -> Account:
    """An account for a resident who doesn't sign in by phone, looked after by `area`."""
    policy.require(actor, "accounts.issue_code", at=area)
    require_area(area)
    account = _enter_resident(
        name=name.strip(), area=area, phone=phone, phone_index=blind(phone, PHONE) if phone else "",
        is_demonstration=is_demonstration,
    )  # fmt: skip
    trail.record(actor, "accounts.resident_opened", account, person_id=account.pk)
    return account


@transaction.atomic
def redeem_counter_code(code: str) -> Account:
    """The resident for whom the counter printed `code`, which thereby is used up."""
    return take_by_secret(Purpose.COUNTER, code)


def issue(purpose: Purpose, subject: str, issued_by: UUID | None = None) -> Slip:
    """Replace whatever code `subject` had for this purpose by a fresh one."""
    secret, expires_at = new_secret(purpose), clock.now() + LIFE[purpose]
    values = {
        "proof": proof(purpose, subject if purpose == Purpose.PHONE else "", secret),
        "tries": 0,
        "expires_at": expires_at,
        "issued_by": issued_by,
    }
    OneTimeCode.objects.update_or_create(purpose=purpose, subject=subject, defaults=values)
    is_for_account = purpose in {Purpose.COUNTER, Purpose.SET_UP}
    return Slip(secret, UUID(subject) if is_for_account else None, expires_at)


def take_by_secret(purpose: Purpose, secret: str) -> Account:
    """Use up the long secret that names its account by itself; raises BadCode for any other."""
    owner = Account.objects.filter(pk=take_subject(purpose, secret), is_active=True).first()
    if owner is None:
        raise bad_slip()
    return owner


@transaction.atomic
def take_subject(purpose: Purpose, secret: str) -> UUID:
    """Use up a long secret, and give what it is for; raises BadCode for any other.

    A caller that then refuses undoes it with its own transaction, and the secret stays good.
    """
    row = (
        OneTimeCode.objects.select_for_update()
        .filter(purpose=purpose, proof=proof(purpose, "", secret), expires_at__gt=clock.now())
        .first()
    )
    if row is None:
        raise bad_slip()
    row.delete()
    return UUID(row.subject)


def bad_slip() -> BadCode:
    """The one answer to a slip that opens nothing, whatever is wrong with it."""
    return BadCode(_("这个验证码不对、已用过或已过期，请向发给您的人要一个新的。"))


@transaction.atomic
def _is_redeemed(purpose: Purpose, subject: str, code: str) -> bool:
    """Use up `subject`'s code. Every look at it is counted first, so five guesses are all there are,
    however many come at once."""
    of_subject = OneTimeCode.objects.filter(purpose=purpose, subject=subject)
    live = of_subject.filter(expires_at__gt=clock.now(), tries__lt=TRIES)
    if not live.update(tries=F("tries") + 1):
        return False
    row = of_subject.get()  # locked by the update, until this transaction ends
    if not hmac.compare_digest(row.proof, proof(purpose, subject, code)):
        return False
    row.delete()
    return True


@transaction.atomic
def _resident_of(phone: str, index: str) -> Account:
    known = Account.objects.filter(phone_index=index, kind=Kind.RESIDENT).first()
    return known or _enter_resident(phone=phone, phone_index=index)


def _enter_resident(**known: Any) -> Account:
    """A resident's account. Nothing is asked but what is needed to sign in; the name may follow."""
    account = Account(
        username=f"resident-{new_id().hex}", kind=Kind.RESIDENT, created_at=clock.now(), **known
    )
    account.set_unusable_password()
    account.save(force_insert=True)
    trail.record(visits.myself(account), "accounts.opened", account, person_id=account.pk)
    return account
