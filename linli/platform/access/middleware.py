"""Turns the signed-in account into an Actor, and its grants into the scope of the transaction."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from linli.platform.access import queries
from linli.platform.access.actor import Actor, Kind
from linli.platform.database import scope

NOBODY = Actor(Kind.VISITOR, "visitor")


class ActorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        account = request.user
        actor = queries.actor_of(account) if account.is_authenticated else NOBODY
        request.actor = actor  # type: ignore[attr-defined]
        with scope.limited_to(actor.scope):
            return self._get_response(request)
