"""Turns the signed-in account into an Actor, and its grants into the scope of the transaction."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from django.contrib.auth import logout
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject

from linli.kernel import clock
from linli.kernel.manifest import domains
from linli.platform.access import queries
from linli.platform.access.actor import NOBODY
from linli.platform.accounts import second_factor
from linli.platform.accounts.models import Account
from linli.platform.accounts.rules import LONGEST, SEEN_EVERY
from linli.platform.accounts.rules import Kind as AccountKind
from linli.platform.accounts.sessions import VISIT, account_of
from linli.platform.database import scope

STAYS_OPEN: Final = frozenset(  # to staff who have yet to set up their second factor
    {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_list_webauthn",
        "mfa_view_recovery_codes",
        "account_reauthenticate",
        "account_logout",
    }
)


ASKED_BY, CLOCK = "X-Asked-By", "clock"  # how a page that asks again by itself says so


class SignedInMiddleware(AuthenticationMiddleware):
    """`request.user`, in Django's way, but of the account that was read along with the session."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: account_of(request))  # type: ignore[assignment]


class ActorMiddleware:
    """Stands after the session, the account and allauth in settings.MIDDLEWARE.

    The actor is made when a view is about to run, so that nothing else pays for it; until then,
    and where anything goes wrong on the way, `request.actor` is a visitor without any permission.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = NOBODY  # type: ignore[attr-defined]
        with ExitStack() as until_answered:
            request.until_answered = until_answered  # type: ignore[attr-defined]
            return self._get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: Sequence[Any],
        kwargs: Mapping[str, Any],
    ) -> HttpResponse | None:
        """Make the actor, open its communities, and lead aside whoever may not go on."""
        if request.actor is not NOBODY:  # type: ignore[attr-defined]  # a program, by its key
            return None
        is_public = domains.opens_to_everybody(_name(request))
        account = current_account(request)
        if account is None:
            return None if is_public else redirect_to_login(request.get_full_path())
        actor = queries.actor_of(account)
        is_unproven = second_factor.is_missing(request, account)
        if is_unproven:
            actor = replace(actor, holdings=())
        request.actor = actor  # type: ignore[attr-defined]
        request.until_answered.enter_context(  # type: ignore[attr-defined]
            scope.limited_to(actor.scope)
        )
        leads_aside = is_unproven and not is_public and _name(request) not in STAYS_OPEN
        return redirect("mfa_index") if leads_aside else None


def _name(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""


def current_account(request: HttpRequest) -> Account | None:
    """Whose session this is, if it still counts; notes once a minute that it is in use.

    What a page asks by itself isn't use: else the session of an empty desk would never rest.
    """
    account = request.user
    if not isinstance(account, Account):
        return None
    visit = request.session.get(VISIT)
    if visit is None:
        return account
    now = clock.now()
    if now - datetime.fromisoformat(visit["begun_at"]) > LONGEST[AccountKind(account.kind)]:
        logout(request)
        return None
    is_use = request.headers.get(ASKED_BY) != CLOCK
    if is_use and now - datetime.fromisoformat(visit["seen_at"]) >= SEEN_EVERY:
        request.session[VISIT] = visit | {"seen_at": now.isoformat()}
    return account
