"""Whether linli is alive and ready, and what people are told while the database isn't there."""

import sys
from collections.abc import Callable

from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

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
    return isinstance(error, OperationalError | InterfaceError)


def server_error(request: HttpRequest) -> HttpResponse:
    """What stands instead of a page that failed: 503 and "come back" while the database is away,
    else 500. Nothing of the inside is shown."""
    away = is_outage(sys.exc_info()[1])
    status = 503 if away else 500
    words = (
        _("系统暂时忙不过来，您填写的内容没有保存。请稍等几秒再试一次。")
        if away
        else _("系统出了点问题，我们已经记下。请返回上一页再试；若仍不行，请联系社区工作人员。")
    )
    response = _as_problem(status, words) if _wants_json(request) else _as_page(status, words)
    if away:
        response["Retry-After"] = str(COME_BACK)
    return response


def _readiness() -> HttpResponse:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (OperationalError, InterfaceError):
        response = JsonResponse({"status": "waiting for the database"}, status=503)
        response["Retry-After"] = str(COME_BACK)
        return response
    return JsonResponse({"status": "ok"})


def _wants_json(request: HttpRequest) -> bool:
    return request.path.startswith("/api/") or "json" in request.headers.get("Accept", "")


def _as_problem(status: int, words: str) -> HttpResponse:
    code = "unavailable" if status == 503 else "server_error"
    body = {"type": "about:blank", "title": words, "status": status, "code": code}
    return JsonResponse(body, status=status, content_type="application/problem+json")


def _as_page(status: int, words: str) -> HttpResponse:
    context = {"status": status, "words": words}
    return HttpResponse(render_to_string("database/trouble.html", context), status=status)
