"""Turns a refusal that a view raised, or a method that it doesn't know, into its page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from linli.kernel.errors import DomainError
from linli.platform.ui import refusals

NO_SUCH_METHOD = 405


class RefusalMiddleware:
    """The transaction of the request has been rolled back by the time the refusal arrives here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._get_response(request)
        if response.status_code != NO_SUCH_METHOD or response.content:
            return response
        page = refusals.answer(request, NO_SUCH_METHOD)
        page["Allow"] = response["Allow"]
        return page

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return refusals.of(request, error) if isinstance(error, DomainError) else None
