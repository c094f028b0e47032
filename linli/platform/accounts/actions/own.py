"""What people do to their own account."""

from django.db import transaction

from linli.kernel.errors import NotPermitted
from linli.platform.access.actor import Actor
from linli.platform.accounts.actions.closing import end_other_sessions
from linli.platform.accounts.models import Account
from linli.platform.audit import trail


@transaction.atomic
def rename_myself(actor: Actor, account: Account, name: str) -> None:
    """Correct the name by which linli addresses one; a resident's may be empty."""
    _require_own(actor, account)
    account.name = name.strip()
    account.save(update_fields=["name"])
    trail.record(actor, "accounts.renamed", account, person_id=account.pk)


@transaction.atomic
def change_password(actor: Actor, account: Account, session_key: str | None) -> None:
    """Note that the password was changed, and sign out every other device."""
    _require_own(actor, account)
    end_other_sessions(account, session_key)
    trail.record(actor, "accounts.password_changed", account, person_id=account.pk)


@transaction.atomic
def note_second_factor(actor: Actor, account: Account, kind: str, session_key: str | None) -> None:
    """Note that a second factor was set up here. Sessions begun without it end: whoever has only
    the password must not be able to add a factor of their own."""
    _require_own(actor, account)
    end_other_sessions(account, session_key)
    trail.record(actor, "accounts.factor_added", account, person_id=account.pk, kind=kind)


def _require_own(actor: Actor, account: Account) -> None:
    if actor.account_id != account.pk:
        raise NotPermitted("Only one's own account can be changed this way.")
