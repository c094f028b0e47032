"""Open311 GeoReport v2: another entrance to the same deeds, in the words of its specification.

Every answer has the specification's fields and no others, in JSON or in XML as the address ends.
`jurisdiction_id` is the code of a division: it narrows a list, and says in which community a
request is made where its place doesn't. It may always be left out.

To make a request takes a key with `cases.report` at that place, in `api_key` as the specification
has it or in the header as everywhere in linli. To read takes none; a key, then only in the header
since addresses stand in logs, is shown its own communities' requests in full
(`open311_documents` says what the others are spared).
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from pydantic_core import to_json

from linli.domains.cases import actions, queries
from linli.domains.cases.actions import Reporter
from linli.domains.cases.api import open311_documents as documents
from linli.domains.cases.api.open311_place import spot_of
from linli.domains.cases.api.open311_xml import spelled
from linli.domains.cases.forms import RequestForm, WantedForm
from linli.domains.cases.forms.open311 import ListField
from linli.domains.cases.models import Category
from linli.domains.cases.queries import Wanted
from linli.domains.cases.rules import Channel
from linli.kernel import clock
from linli.kernel.errors import DomainError, Invalid, NotFound, NotPermitted
from linli.platform.access.actor import ActingRequest, Actor, Kind
from linli.platform.api.middleware import admit
from linli.platform.database import scope

READS = ("GET", "HEAD")
ANYBODY = Actor(Kind.VISITOR, "visitor")
# "403 for errors because of wrong or missing api_key and basically 400 for any other error"
STATUS = {401: 403, 403: 403, 404: 404, 429: 429}

Answer = tuple[str, Any]  # the name of the root in XML, and what it holds


def _spoken(*methods: str) -> Callable[[Callable[..., Answer]], Callable[..., HttpResponse]]:
    """Let a view's answer, or its refusal, be written in the form that the address asks for."""

    def spoken(view: Callable[..., Answer]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answered(request: ActingRequest, form: str, **given: str) -> HttpResponse:
            if request.method not in methods:
                return _not_that_way(form, methods)
            try:
                root, content = view(request, _jurisdiction(request), **given)
            except DomainError as refusal:
                return _refused(form, refusal)
            return _written(form, root, content)

        return answered

    return spoken


@_spoken(*READS)
def discovery(request: ActingRequest, _jurisdiction: str) -> Answer:
    return "discovery", documents.discovery(request)


@_spoken(*READS)
def services(request: ActingRequest, _jurisdiction: str) -> Answer:
    """The leaves of the tree of categories, the same in every community."""
    return "services", documents.services(queries.categories().select_related("parent"))


@_spoken(*READS)
def service(request: ActingRequest, _jurisdiction: str, code: str) -> Answer:
    return "service_definition", documents.definition(_service(code))


@csrf_exempt  # what writes here shows a key; a session counts for nothing
@_spoken(*READS, "POST")
def requests(request: ActingRequest, jurisdiction: str) -> Answer:
    if request.method == "POST":
        return _make_request(request, jurisdiction)
    numbers = ListField(required=False).clean(request.GET.get("service_request_id", ""))
    if numbers:  # "overrides all other arguments"
        listed = queries.requests_numbered(_reader(request), numbers)
    else:
        listed = queries.requests_wanted(_reader(request), _wanted(request, jurisdiction))
    return "service_requests", documents.requests(listed)


@_spoken(*READS)
def request_(request: ActingRequest, _jurisdiction: str, number: str) -> Answer:
    listed = queries.requests_numbered(_reader(request), [number])
    if not listed:
        raise NotFound(_("没有编号为“%s”的请求，请核对编号。") % number[:40])
    return "service_requests", documents.requests(listed)


def nowhere(request: HttpRequest, rest: str) -> HttpResponse:
    """Any other address. Tokens are among them: linli gives every request its number at once."""
    form = "json" if rest.endswith(".json") else "xml"
    return _refused(form, NotFound(_("没有这个地址，请核对网址和格式（.xml 或 .json）。")))


def _make_request(request: ActingRequest, jurisdiction: str) -> Answer:
    actor = _writer(request)
    typed = RequestForm(request.POST)
    if not typed.is_valid():
        raise _wrong(typed)
    wish = typed.cleaned_data
    with scope.limited_to(actor.scope):
        category = _service(wish["service_code"])
        spot = spot_of(actor, jurisdiction, wish["address_id"], typed.point)
        case = actions.report_case(
            actor=actor,
            area=spot.area,
            description=typed.words or category.name,
            channel=Channel.OPEN311,
            category=category,
            location=wish["address_string"],
            building_id=spot.building_id,
            point=spot.point,
            reporter=Reporter(typed.name, wish["phone"]),
        )
    return "service_requests", documents.receipt(case, queries.check_code(case))


def _writer(request: ActingRequest) -> Actor:
    """The program whose key came in the header or in `api_key`; nobody else may write here."""
    if hasattr(request, "api_caller"):
        return request.actor
    key = request.POST.get("api_key", "").strip()
    if not key:
        raise NotPermitted(_("请在 api_key 里出示接口密钥。"))
    return admit(key, clock.now()).actor


def _reader(request: ActingRequest) -> Actor:
    return request.actor if hasattr(request, "api_caller") else ANYBODY


def _wanted(request: HttpRequest, jurisdiction: str) -> Wanted:
    typed = WantedForm(request.GET)
    if not typed.is_valid():
        raise _wrong(typed)
    since, until = typed.period(clock.now())
    chosen = typed.cleaned_data
    return Wanted(since, until, chosen["service_code"], chosen["status"], jurisdiction)


def _jurisdiction(request: HttpRequest) -> str:
    values = request.POST if request.method == "POST" else request.GET
    code = values.get("jurisdiction_id", "").strip()
    if code and not queries.is_jurisdiction(code):
        raise NotFound(_("没有编码为“%s”的辖区，请写行政区划代码，或不写这一项。") % code[:20])
    return code


def _service(code: str) -> Category:
    found = queries.categories().filter(code=code).first()
    if found is None:
        raise NotFound(_("没有编码为“%s”的服务，请从服务列表中选择。") % code[:20])
    return found


def _wrong(typed: RequestForm | WantedForm) -> Invalid:
    """Everything that has to be mended, each under the name of its parameter."""
    named = {name: f"{name}: {' '.join(map(str, each))}" for name, each in typed.errors.items()}
    return Invalid(_("请按每一项的说明修改后重新提交。"), **named)


def _refused(form: str, refusal: DomainError) -> HttpResponse:
    status = STATUS.get(refusal.status, 400)
    fields = refusal.fields.values() if isinstance(refusal, Invalid) else ()
    errors = [{"code": status, "description": str(each)} for each in fields or (refusal,)]
    response = _written(form, "errors", errors, status)
    if "retry_after" in refusal.facts:
        response["Retry-After"] = str(refusal.facts["retry_after"])
    return response


def _not_that_way(form: str, methods: tuple[str, ...]) -> HttpResponse:
    words = _("这个地址只支持 %s。") % "、".join(methods)
    response = _written(form, "errors", [{"code": 405, "description": words}], 405)
    response["Allow"] = ", ".join(methods)
    return response


def _written(form: str, root: str, content: Any, status: int = 200) -> HttpResponse:
    body = to_json(content) if form == "json" else spelled(root, content)
    kind = f"{documents.FORMATS[form]}; charset=utf-8"
    response = HttpResponse(body, status=status, content_type=kind)
    patch_vary_headers(response, ["Authorization"])
    return response
