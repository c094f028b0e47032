"""Every refusal as a problem document (RFC 9457): the same words as on the pages."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _
from pydantic_core import to_json

from linli.kernel.errors import DomainError, Invalid
from linli.platform.api.sentences import sentence

MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: _("请求读不懂"),
    401: _("请先登录或出示接口密钥"),
    403: _("没有这项权限"),
    404: _("没有找到"),
    405: _("这个地址不支持这种方法"),
    409: _("与现在的情况冲突"),
    412: _("记录已被修改"),
    413: _("内容太大"),
    415: _("内容格式不支持"),
    422: _("填写的内容需要修改"),
    428: _("请说明修改的是哪个版本"),
    429: _("操作太频繁"),
    500: _("系统出错了"),
    503: _("系统暂时不能服务"),
}
# What is said when something below the API refused without words of its own: code and sentence.
BARE = {
    400: ("malformed", _("请对照接口说明检查请求。")),
    403: ("not_permitted", _("请求被拒绝：请重新登录，或检查 CSRF 令牌。")),
    404: ("not_found", _("没有这个地址，请对照接口说明检查。")),
    405: ("method_not_allowed", _("请改用 Allow 里列出的方法。")),
    500: ("unexpected", _("系统出错了，已经记录。请把编号 %(reference)s 告诉管理员。")),
    503: ("unavailable", _("请稍后再试。")),
}


def of(error: DomainError) -> HttpResponse:
    """A domain's refusal, with its code, its words and its facts."""
    fields = error.fields if isinstance(error, Invalid) else {}
    errors = [
        {"in": "body", "pointer": f"/{name}", "detail": str(words)}
        for name, words in fields.items()
    ]
    response = respond(error.status, error.code, str(error), errors=errors, facts=error.facts)
    if "retry_after" in error.facts:
        response["Retry-After"] = str(error.facts["retry_after"])
    if error.status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="linli"'
    return response


def in_the_form_of(request: HttpRequest, refusal: DomainError) -> HttpResponse:
    """The refusal as the address asked for words it: a view may carry its own way as `refused`."""
    own = _own_form(request)
    return own(refusal) if own else of(refusal)


def bare_in_the_form_of(request: HttpRequest, response: HttpResponse) -> HttpResponse | None:
    """What was refused below such a view and isn't for programs, in that view's own way."""
    own = _own_form(request)
    if own is None or not response.get("Content-Type", "").startswith("text/html"):
        return None
    return own(_Bare(response.status_code, request))


class _Bare(DomainError):
    """Something below the views refused, without words of its own."""

    def __init__(self, status: int, request: HttpRequest) -> None:
        known = status if status in BARE else (500 if status >= 500 else 400)
        words = str(BARE[known][1]) % {"reference": reference(request)}
        super().__init__(words)
        self.status = status


def _own_form(request: HttpRequest) -> Callable[[DomainError], HttpResponse] | None:
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return None
    own = getattr(match.func, "refused", None)
    return partial(own, **match.kwargs) if own else None


def of_shape(errors: Sequence[Mapping[str, Any]]) -> HttpResponse:
    """Values of the wrong shape, each with where it stands and the sentence that mends it.

    `errors` are pydantic's, whose `loc` begins with the part of the request. A body with a single
    model puts that parameter's name second, which the caller never wrote: it is left out.
    """
    listed = [
        {
            "in": str(each["loc"][0]),
            "pointer": "".join(f"/{_escape(part)}" for part in _place(each["loc"])),
            "detail": sentence(each["type"], each.get("ctx", {})),
        }
        for each in errors
    ]
    return respond(422, "invalid", str(_("请按每一项的说明修改后重新提交。")), errors=listed)


def bare(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A problem in place of `response`, which was refused below the API and isn't for programs."""
    status = response.status_code
    known = status if status in BARE else (500 if status >= 500 else 400)
    code, words = BARE[known]
    number = reference(request)
    facts = {"reference": number} if status >= 500 else {}
    problem = respond(status, code, str(words) % {"reference": number}, facts=facts)
    for header in ("Allow", "Retry-After"):
        if header in response:
            problem[header] = response[header]
    return problem


def respond(
    status: int,
    code: str,
    detail: str,
    *,
    errors: Sequence[Mapping[str, str]] = (),
    facts: Mapping[str, Any] | None = None,
) -> HttpResponse:
    document: dict[str, Any] = {
        "type": f"/api/v1/docs#{code}",
        "title": TITLES.get(status, TITLES[500 if status >= 500 else 400]),
        "status": status,
        "code": code,
        "detail": detail,
    }
    if errors:
        document["errors"] = list(errors)
    if facts:
        document["facts"] = facts
    return HttpResponse(to_json(document, fallback=str), status=status, content_type=MEDIA_TYPE)


def is_problem(response: HttpResponse) -> bool:
    return response.get("Content-Type", "").startswith(MEDIA_TYPE)


def reference(request: HttpRequest) -> str:
    """The name under which the log keeps this request; the response tells it as X-Request-ID."""
    return str(getattr(request, "request_id", "-"))


def _place(location: Sequence[str | int]) -> Sequence[str | int]:
    part, *rest = location
    return rest[1:] if part == "body" else rest


def _escape(part: str | int) -> str:
    """A step of a JSON pointer (RFC 6901)."""
    return str(part).replace("~", "~0").replace("/", "~1")
