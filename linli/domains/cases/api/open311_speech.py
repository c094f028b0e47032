"""How Open311 answers and refuses: in JSON or XML, as the address ends, whatever went wrong where.

A view returns the name of the root in XML and what it holds. Whatever refuses it, down to a key
that a middleware turns away, is worded as the specification's list of errors.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial, wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from pydantic_core import to_json

from linli.domains.cases import queries
from linli.domains.cases.api.open311_xml import spelled
from linli.kernel import clock
from linli.kernel.errors import DomainError, Invalid, NotFound, NotPermitted
from linli.platform.access.actor import ActingRequest, Actor, Kind
from linli.platform.api.idempotency import LONGEST, Claim, fingerprint
from linli.platform.api.middleware import admit

READS = ("GET", "HEAD")
ANYBODY = Actor(Kind.VISITOR, "visitor")
FORMATS = {"xml": "text/xml", "json": "application/json"}
# "403 for errors because of wrong or missing api_key and basically 400 for any other error"
CODE = "Linli-Code"  # a header, since the standard's errors have no place for a code that is a word
STATUS = {401: 403, 403: 403, 404: 404, 405: 405, 429: 429, 500: 500, 503: 503}

Answer = tuple[str, Any]  # the name of the root in XML, and what it holds


class Several(DomainError):
    """Everything that is wrong with one request at once: a code and words for each."""

    code = Invalid.code

    def __init__(self, errors: Iterable[tuple[int, str]]) -> None:
        super().__init__(_("请按每一项的说明修改后重新提交。"))
        self.errors = list(errors)
        codes = {code for code, _words in self.errors}
        self.status = codes.pop() if len(codes) == 1 else 400


def spoken(*methods: str) -> Callable[[Callable[..., Answer]], Callable[..., HttpResponse]]:
    """Let a view's answer, or its refusal, be written in the form that the address asks for."""

    def speaking(view: Callable[..., Answer]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answered(request: ActingRequest, form: str, **given: str) -> HttpResponse:
            if request.method not in methods:
                return _not_that_way(form, methods)
            try:
                return _once(request, partial(_tell, view, request, form, given))
            except DomainError as refusal:
                return refused(refusal, form)

        answered.refused = refused  # type: ignore[attr-defined]  # see platform.api.problems
        return answered

    return speaking


def _tell(
    view: Callable[..., Answer], request: ActingRequest, form: str, given: Mapping[str, str]
) -> HttpResponse:
    root, content = view(request, **given)
    return written(form, root, content, headers=getattr(request, "answer_headers", {}))


def _once(request: ActingRequest, run: Callable[[], HttpResponse]) -> HttpResponse:
    """Do what a POST asks, or answer as before when it comes again with its `Idempotency-Key`.

    The standard knows no such header; a program that sends none gets a case for each of its calls.
    """
    key = request.headers.get("Idempotency-Key", "")[:LONGEST]
    if request.method in READS or not key:
        return run()
    account_id = request.actor.account_id if hasattr(request, "api_caller") else None
    claim = Claim(account_id, key, fingerprint(request))
    if answer := claim.first_answer():
        answer["Idempotency-Replayed"] = "true"
        return answer
    response = run()
    claim.store(response)
    return response


def refused(refusal: DomainError, form: str = "xml", **_given: str) -> HttpResponse:
    """The specification's list of errors, each with its code; 429 says when to come back. The code
    that pages and API give is in the header `Linli-Code`."""
    if isinstance(refusal, Several):
        status, errors = refusal.status, refusal.errors
    else:
        status = STATUS.get(refusal.status, 400)
        fields = refusal.fields.values() if isinstance(refusal, Invalid) else ()
        errors = [(status, str(each)) for each in fields or (refusal,)]
    listed = [{"code": code, "description": words} for code, words in errors]
    facts, said = refusal.facts, {CODE: refusal.code}
    after = {"Retry-After": str(facts["retry_after"])} if "retry_after" in facts else {}
    return written(form, "errors", listed, status, headers=said | after)


def written(
    form: str,
    root: str,
    content: Any,
    status: int = 200,
    *,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    body = to_json(content) if form == "json" else spelled(root, content)
    kind = f"{FORMATS[form]}; charset=utf-8"
    response = HttpResponse(body, status=status, content_type=kind, headers=dict(headers or {}))
    patch_vary_headers(response, ["Authorization", "Accept-Language"])
    return response


def writer(request: ActingRequest) -> Actor:
    """The program whose key came in the header or in `api_key`; nobody else may write here."""
    if hasattr(request, "api_caller"):
        return request.actor
    key = request.POST.get("api_key", "").strip()
    if not key:
        raise NotPermitted(_("请在 api_key 里出示接口密钥。"))
    return admit(key, clock.now()).actor


def reader(request: ActingRequest) -> Actor:
    return request.actor if hasattr(request, "api_caller") else ANYBODY


def jurisdiction_of(request: HttpRequest) -> str:
    """The division that the request names, "" for none. Raises NotFound for one that isn't there."""
    values = request.POST if request.method == "POST" else request.GET
    code = values.get("jurisdiction_id", "").strip()
    if code and not queries.is_jurisdiction(code):
        raise NotFound(_("没有编码为“%s”的辖区，请写行政区划代码，或不写这一项。") % code[:20])
    return code


def _not_that_way(form: str, methods: tuple[str, ...]) -> HttpResponse:
    words = _("这个地址只支持 %s。") % "、".join(methods)
    listed = [{"code": 405, "description": words}]
    return written(
        form,
        "errors",
        listed,
        405,
        headers={"Allow": ", ".join(methods), CODE: "method_not_allowed"},
    )
