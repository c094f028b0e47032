"""The log of the running processes: what happened and when, never whose data it was about."""

import logging
import secrets
import time
import traceback
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.http import HttpRequest, HttpResponse

from linli.platform.database.health import is_outage

HEADER = "X-Request-ID"
SLOW = 1.0  # seconds
_request_id: ContextVar[str] = ContextVar("request_id", default="-")
logger = logging.getLogger("linli.requests")


class RequestIdMiddleware:
    """Gives each request a random name, tells it to the browser, and notes slow and failed ones.

    The log has the route ("cases/<uuid:id>/") and not the address, in which ids and codes stand.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        name = secrets.token_hex(8)
        request.request_id = name  # type: ignore[attr-defined]  # told to whoever met a fault
        token, begun = _request_id.set(name), time.perf_counter()
        try:
            response = self._get_response(request)
            took = time.perf_counter() - begun
            if response.status_code >= 500 or took > SLOW:
                facts = request.method, route_of(request), response.status_code, took * 1000
                logger.warning("%s %s %s %.0f ms", *facts)
            response[HEADER] = name
            return response
        finally:
            _request_id.reset(token)


class NameRequest(logging.Filter):
    """Puts the request's name on each line, and its route in place of its address."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = _request_id.get()
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
            route = route_of(request)
            record.args = tuple(route if each == request.path else each for each in record.args)
        return True


class ShortenOutage(logging.Filter):
    """A lost database is one line and not a traceback for each request that meets it."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if is_outage(error):
            record.msg, record.args = "The database doesn't answer: %s", (type(error).__name__,)
            record.exc_info = record.exc_text = None
        return True


class DiscreetFormatter(logging.Formatter):
    """Writes where an error arose and its kind, but not its message, which may quote people's data."""

    def formatException(self, ei: Any) -> str:
        kind, _error, trace = ei
        return "".join(traceback.format_tb(trace)) + str(kind.__qualname__)


def route_of(request: HttpRequest) -> str:
    return request.resolver_match.route if request.resolver_match else "-"


def logging_settings(*, debug: bool) -> dict[str, Any]:
    """Django's LOGGING: one line each, to stderr, where whoever started us collects it."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {
            "request": {"()": "linli.project.logs.NameRequest"},
            "outage": {"()": "linli.project.logs.ShortenOutage"},
        },
        "formatters": {
            "line": {
                "()": "logging.Formatter" if debug else "linli.project.logs.DiscreetFormatter",
                "format": "%(asctime)s %(levelname)s %(request_id)s %(name)s: %(message)s",
            }
        },
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "filters": ["request", "outage"],
                "formatter": "line",
            }
        },
        "root": {"handlers": ["stderr"], "level": "INFO" if debug else "WARNING"},
        "loggers": {
            "django.server": {"handlers": ["stderr"], "propagate": False},
            "django": {"handlers": [], "propagate": True},
            "django.request": {"level": "ERROR"},  # what isn't there isn't worth a line
            "django.security.DisallowedHost": {"level": "CRITICAL"},  # anybody may send any name
            "procrastinate.worker": {"level": "WARNING"},
        },
    }
