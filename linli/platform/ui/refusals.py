"""The page behind every no: what happened, that it is nobody's fault, and how to go on."""

import sys
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import DomainError, NotFound, NotPermitted, TooMany
from linli.platform.database.health import is_outage

Words = Mapping[int, tuple["str | Promise", "str | Promise"]]

WORDS: Final[Words] = {
    400: (_("这个请求没有看懂"), _("网址或表单可能不完整。请返回上一页，刷新后再试一次。")),
    403: (_("这里需要权限"), _("您目前没有这项权限。如果工作需要，请联系本社区的系统管理员开通。")),
    404: (
        _("没有找到这个页面"),
        _("它可能已经移走，或者不在您的查看范围内。请核对网址或编号，也可以从首页重新进入。"),
    ),
    405: (_("这个地址不能这样用"), _("请返回上一页，用页面上的按钮再试一次；或者从首页重新进入。")),
    409: (_("情况刚刚变了"), _("别人可能已经处理过。请返回上一页刷新，看看最新情况再决定。")),
    422: (_("有内容需要改一下"), _("请返回上一页，按提示修改后再提交。填过的内容还在。")),
    429: (_("请稍等一会儿"), _("短时间内操作次数较多。请稍后再试，填过的内容还在。")),
    500: (
        _("系统出了问题"),
        _("不是您的操作有误，问题已经记录。请过几分钟再试；急事请直接打电话给社区。"),
    ),
    503: (
        _("系统正在恢复"),
        _("请过一两分钟再试，已提交的内容不会丢失；急事请直接打电话给社区。"),
    ),
}
# The codes of what is refused before any rule is asked; the API says the same.
CODES: Final[Mapping[int, str]] = {
    400: "malformed", 403: NotPermitted.code, 404: NotFound.code, 405: "method_not_allowed",
    503: "unavailable",
}  # fmt: skip
STARTING_AGAIN: Final = 30  # seconds after which a browser may ask again
SECRET_WORDS: Final = ("password", "code", "otp", "token", "secret", "csrfmiddlewaretoken")


def answer(request: HttpRequest, status: int, words: str = "", code: str = "") -> HttpResponse:
    """The page for `status`, with the refusal's own words and code where it has any.

    A request made by htmx gets a toast instead, so that the page around it stays.
    """
    title, usual = WORDS.get(status, WORDS[500])
    code = code or CODES.get(status, "unexpected")
    if request.headers.get("HX-Request"):
        toast = {"text": words or usual, "tone": "bad", "shape": "shape-octagon", "code": code}
        response = HttpResponse(render_to_string("ui/parts/toast.html", toast), status=status)
        response["HX-Retarget"], response["HX-Reswap"] = "#toasts", "beforeend"
        return response
    context = {"status": status, "title": title, "words": words or usual, "code": code}
    page = render_to_string("ui/refusal.html", context, request)
    return HttpResponse(page, status=status)


def of(request: HttpRequest, refusal: DomainError) -> HttpResponse:
    """The page for a refusal of the rules. What isn't there has one page, whoever asks."""
    own_words = "" if isinstance(refusal, NotFound) else str(refusal)
    response = answer(request, refusal.status, own_words, refusal.code)
    if isinstance(refusal, TooMany):
        response["Retry-After"] = str(refusal.retry_after)
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return answer(request, 400)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    return answer(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return answer(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    """500, or 503 while the database is away."""
    if not is_outage(sys.exception()):
        return answer(request, 500)
    response = answer(request, 503)
    response["Retry-After"] = str(STARTING_AGAIN)
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came with a token that no longer counts, most often after signing in elsewhere.

    When the browser itself says that the form stood on one of our pages, everything typed is shown
    again with a fresh token, to be sent with one press; files and secrets have to be given anew.
    """
    kept = _typed(request) if _from_here(request) else []
    context = {"kept": kept, "lost_files": bool(request.FILES)}
    return HttpResponse(render_to_string("ui/csrf_failure.html", context, request), status=403)


def _from_here(request: HttpRequest) -> bool:
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(origin).netloc == request.get_host()


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if isinstance(value, str) and not any(word in name.lower() for word in SECRET_WORDS)
    ]
