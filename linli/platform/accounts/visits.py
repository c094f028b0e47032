"""Signing in and out of a session: the one door that every way of signing in passes."""

from uuid import UUID

from django.contrib.auth import login, logout
from django.db import transaction
from django.http import HttpRequest

from linli.kernel import clock
from linli.kernel.ids import new_id
from linli.platform.access.actor import NOBODY, Actor, Kind
from linli.platform.accounts.models import Account
from linli.platform.accounts.rules import IDLE, device
from linli.platform.accounts.rules import Kind as AccountKind
from linli.platform.accounts.sessions import VISIT
from linli.platform.audit import trail

UNKNOWN = UUID(int=0)  # stands for an account that there isn't
BACKEND = "linli.platform.accounts.backends.AccountBackend"


def begin(request: HttpRequest, account: Account, by: str) -> None:
    """Sign `account` in on this device; `by` says how it was recognised.

    The session's key changes, so that nobody can plant one beforehand.
    """
    with transaction.atomic():
        login(request, account, backend=BACKEND)
        now = clock.now().isoformat()
        request.session[VISIT] = {
            "id": str(new_id()),
            "device": device(request.headers.get("User-Agent", "")),
            "begun_at": now,
            "seen_at": now,
        }
        rest = IDLE[AccountKind(account.kind)]
        request.session.set_expiry(int(rest.total_seconds()))  # a timedelta would be a fixed moment
        trail.record(myself(account), "accounts.signed_in", account, by=by)


def end(request: HttpRequest) -> None:
    """Sign out here; every other device stays signed in."""
    account = request.user
    if isinstance(account, Account):
        trail.record(myself(account), "accounts.signed_out", account)
    logout(request)


def refused(account: Account | None, by: str) -> None:
    """Record a sign-in that failed, in the same way whether or not the name is known."""
    trail.record(NOBODY, "accounts.sign_in_refused", account or Account(id=UNKNOWN), by=by)


def myself(account: Account) -> Actor:
    """The account acting on itself, which needs no grant."""
    return Actor(Kind(account.kind), account.name, account.pk)
