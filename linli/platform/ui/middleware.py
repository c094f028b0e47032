"""Turns a refusal that a view raised into its page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from linli.kernel.errors import DomainError
from linli.platform.ui import refusals


class RefusalMiddleware:
    """The transaction of the request has been rolled back by the time the refusal arrives here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return refusals.of(request, error) if isinstance(error, DomainError) else None
