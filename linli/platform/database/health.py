"""Whether linli is alive and ready, and whether a failure is the database's absence."""

from collections.abc import Callable

from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from psycopg_pool import PoolTimeout

LIVE, READY = "/health/live", "/health/ready"
COME_BACK = 5  # seconds


class HealthMiddleware:
    """Answers the two questions of a supervisor, before anything that needs the database.

    `/health/live` says that this process answers; `/health/ready` that its database does, too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == LIVE:
            return JsonResponse({"status": "ok"})
        if request.path == READY:
            return _readiness()
        return self._get_response(request)


def is_outage(error: BaseException | None) -> bool:
    """Whether the database is away, full, locked or overloaded: nothing the asker did is wrong."""
    return isinstance(error, OperationalError | InterfaceError | PoolTimeout)


def _readiness() -> HttpResponse:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (OperationalError, InterfaceError):
        response = JsonResponse({"status": "waiting for the database"}, status=503)
        response["Retry-After"] = str(COME_BACK)
        return response
    return JsonResponse({"status": "ok"})
