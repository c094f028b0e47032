"""Every write of the API's own: keys that are made and ended."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.platform.access import policy
from linli.platform.access.actor import Actor, Kind
from linli.platform.accounts.models import Account
from linli.platform.api import queries, tokens
from linli.platform.api.models import Answer, ApiKey
from linli.platform.api.queries import MANAGE
from linli.platform.audit import trail

KEPT_FOR = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key just made. `token` is shown once: linli itself can't read it back."""

    key: ApiKey
    token: str


@transaction.atomic
def create_key(
    *,
    actor: Actor,
    account: Account,
    name: str,
    expires_at: datetime | None = None,
    per_minute: int = 600,
) -> NewKey:
    """Give the program `account` another key. `per_minute` is how many calls it may make with it.

    Who makes a key can use it, so the maker needs the permission wherever the program may act.
    """
    _require_everywhere(actor, account)

    if account.kind != Kind.SERVICE or not account.is_active:
        raise Invalid(_("只有程序账号能用接口密钥。"), account=_("请选一个启用的程序账号。"))
    if expires_at is not None and expires_at <= clock.now():
        raise Invalid(_("失效时间已经过去。"), expires_at=_("请选一个将来的时间。"))
    Account.objects.select_for_update().get(pk=account.pk)
    if ApiKey.objects.filter(account=account, name=name, ended_at=None).exists():
        raise Invalid(_("这个程序已有同名的密钥在用。"), name=_("请换一个名称，或先停用原来的。"))

    token = tokens.make()
    key = ApiKey.objects.create(
        account=account,
        name=name,
        prefix=token.prefix,
        digest=token.digest,
        per_minute=per_minute,
        created_at=clock.now(),
        created_by=actor.account_id,
        expires_at=expires_at,
    )
    trail.record(actor, "api.create_key", key, account=str(account.pk), prefix=key.prefix)
    return NewKey(key, str(token))


@transaction.atomic
def end_key(*, actor: Actor, key: ApiKey) -> ApiKey:
    """Let the key open nothing from the next call on. Ending it again changes nothing."""
    key = ApiKey.objects.select_for_update().select_related("account").get(pk=key.pk)
    _require_everywhere(actor, key.account)

    if key.ended_at is None:
        key.ended_at = clock.now()
        key.save(update_fields=["ended_at"])
        trail.record(actor, "api.end_key", key, account=str(key.account_id), prefix=key.prefix)
    return key


def forget_answers() -> int:
    """Delete the answers that nobody asks for again; gives their number."""
    number, _by_model = Answer.objects.filter(at__lt=clock.now() - KEPT_FOR).delete()
    return number


def _require_everywhere(actor: Actor, account: Account) -> None:
    """Hold the permission wherever the program may act; a program without a role needs it anywhere."""
    for area in queries.areas_of(account.pk) or actor.areas(MANAGE)[:1] or [""]:
        policy.require(actor, MANAGE, at=area)
