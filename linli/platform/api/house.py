"""The JSON API of the house: every manifest's routes under one roof, with one way to refuse."""

import logging
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import DataError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from ninja import NinjaAPI, Router
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.renderers import BaseRenderer
from ninja.security import APIKeyCookie
from ninja.security.base import AuthBase
from pydantic_core import to_json

from linli.kernel.errors import DomainError, NotFound
from linli.kernel.manifest import domains
from linli.platform.access.actor import Actor
from linli.platform.api import description, problems
from linli.platform.api.errors import Malformed, SignInNeeded, TooLarge
from linli.platform.api.idempotency import once
from linli.platform.api.intake import MOST_BYTES, JsonParser

logger = logging.getLogger(__name__)
NAMESPACE = "api:v1"


class Renderer(BaseRenderer):
    """JSON as UTF-8, not as escapes: half the bytes where people write Chinese."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        return to_json(data, fallback=str)


class ByKey(AuthBase):
    """`Authorization: Bearer <key>`; the middleware has looked at it already."""

    openapi_type = "http"
    openapi_scheme = "bearer"
    openapi_description = "An API key: linli_….…"

    def __call__(self, request: HttpRequest) -> Actor | None:
        return request.actor if hasattr(request, "api_caller") else None  # type: ignore[attr-defined]


class BySession(APIKeyCookie):
    """The session of a person on linli's own pages; unsafe calls carry a CSRF token."""

    param_name = "sessionid"

    def __call__(self, request: HttpRequest) -> Actor | None:
        actor: Actor = request.actor  # type: ignore[attr-defined]
        if actor.account_id is None:
            return None
        check = CsrfCheck(lambda _request: HttpResponse())
        check.process_request(request)
        if check.process_view(request, _no_view, (), {}):
            raise HttpError(403, "CSRF")
        return actor

    def authenticate(self, request: HttpRequest, key: str | None) -> None:
        """Nothing is left to look at: the actor middleware knows whose session it is."""


class CsrfCheck(CsrfViewMiddleware):
    """Django's check, which says no without drawing a page."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponseForbidden:
        return HttpResponseForbidden()


def _no_view(request: HttpRequest) -> HttpResponse:
    raise NotImplementedError


class House(NinjaAPI):
    """NinjaAPI with linli's refusals and a description that names them."""

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        return description.complete(super().get_openapi_schema(**kwargs))


def routers_of_manifests() -> dict[str, str]:
    return {domain.key: domain.api for domain in domains if domain.api}


def build(routers: Mapping[str, Router | str]) -> House:
    """The API with `routers`, each under its key."""
    house = House(
        title="linli",
        version="1",
        description=description.TEXT,
        docs_url=None,
        docs_decorator=require_safe,
        urls_namespace=NAMESPACE,
        auth=[ByKey(), BySession()],
        renderer=Renderer(),
        parser=JsonParser(),
    )
    house.add_decorator(once, mode="view")
    for kind, handler in HANDLERS.items():
        house.add_exception_handler(kind, handler)
    for key, router in routers.items():
        house.add_router(f"/{key}", router, tags=[key])
    return house


def refuse(request: HttpRequest, refusal: DomainError) -> HttpResponse:
    """A verdict of the rules: asked again with the same once-key, it stands."""
    response = problems.of(refusal)
    response.is_verdict = refusal.status not in {401, 429}  # type: ignore[attr-defined]
    return response


def refuse_shape(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problems.of_shape(error.errors)


def refuse_http(request: HttpRequest, error: HttpError) -> HttpResponse:
    """ninja's own refusals; a body that can't be read hides the reason in its cause."""
    match error.__cause__:
        case DomainError() as cause:
            return problems.of(cause)
        case ValidationError() as cause:
            return problems.of_shape(cause.errors)
        case ValueError():
            return problems.of(Malformed(_("请求体不是正确的 JSON，请检查括号、引号和编码。")))
    return problems.bare(request, HttpResponse(status=error.status_code))


def refuse_stranger(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return problems.of(SignInNeeded(_("请登录，或在 Authorization 里出示接口密钥。")))


def refuse_missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return problems.of(NotFound(_("没有找到，或不归您查看。")))


def refuse_length(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    return problems.of(TooLarge(MOST_BYTES))


def refuse_value(request: HttpRequest, error: DataError) -> HttpResponse:
    """A value that PostgreSQL can't hold got past our own checks: a fault of ours, mended by the caller."""
    logger.error("A value reached the database that it can't hold.", exc_info=error)
    transaction.set_rollback(True)
    return problems.respond(422, "invalid", _("有一项的值超出了能保存的范围，请改小或改短。"))


def give_up(request: HttpRequest, error: Exception) -> HttpResponse:
    """Let Django undo the transaction and answer 500, in debugging too."""
    raise error


HANDLERS: dict[type[Exception], Any] = {
    DomainError: refuse,
    ValidationError: refuse_shape,
    AuthenticationError: refuse_stranger,
    HttpError: refuse_http,
    Http404: refuse_missing,
    RequestDataTooBig: refuse_length,
    DataError: refuse_value,
    Exception: give_up,
}
