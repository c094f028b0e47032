"""The two layers around every call of a program."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse

from linli.kernel import clock
from linli.kernel.errors import DomainError
from linli.kernel.manifest import domains
from linli.platform.api import allowance, problems, queries, tokens
from linli.platform.api.errors import KeyOnPage, KeyRefused
from linli.platform.api.models import ApiKey
from linli.platform.api.queries import Caller
from linli.platform.database import scope

ROOT = "/api/v1/"
SCHEME = "bearer "

type_of_handler = Callable[[HttpRequest], HttpResponse]


class ProblemMiddleware:
    """Whatever went wrong under the API's address, and wherever, is answered as a problem; under an
    address that words its refusals by itself, in that way."""

    def __init__(self, get_response: type_of_handler) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._get_response(request)
        if response.status_code < 400 or problems.is_problem(response):
            return response
        if request.path_info.startswith(ROOT):
            return problems.bare(request, response)
        return problems.bare_in_the_form_of(request, response) or response


class KeyMiddleware:
    """Lets a program in by `Authorization: Bearer`, before the transaction and its scope begin.

    The program takes the place of whoever is signed in; a key that doesn't open is refused, never
    passed over, so that no one acts as somebody else by mistake. Pages of people it doesn't open.
    """

    def __init__(self, get_response: type_of_handler) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        header = request.META.get("HTTP_AUTHORIZATION", "")
        if header[: len(SCHEME)].lower() != SCHEME:
            return self._get_response(request)
        try:
            caller = admit(header[len(SCHEME) :].strip(), clock.now())
        except DomainError as refusal:
            return problems.in_the_form_of(request, refusal)
        request.actor = caller.actor  # type: ignore[attr-defined]
        request.api_caller = caller  # type: ignore[attr-defined]
        with scope.limited_to(caller.actor.scope):
            return self._get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        match = request.resolver_match
        on_a_page = match is None or not domains.opens_to_everybody(match.view_name)
        return problems.of(KeyOnPage()) if on_a_page and hasattr(request, "api_caller") else None


def admit(text: str, at: datetime) -> Caller:
    """The program that shows the key `text`; raises KeyRefused, or TooMany above its limit."""
    token = tokens.read(text)
    caller = queries.caller(token, at) if token else None
    if caller is None:
        raise KeyRefused
    allowance.spend(caller.key_id, caller.per_minute)
    if caller.last_used_on != at.date():
        ApiKey.objects.filter(pk=caller.key_id).update(last_used_on=at.date())
    return caller
