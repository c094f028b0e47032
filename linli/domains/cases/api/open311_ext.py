"""Beside the standard, under `/open311/v2/ext/`: paging, updates, answers and photos of requests.

GeoReport v2 has none of these and forbids foreign fields, so they have addresses of their own, with
the same formats, keys and errors. Field names follow what other servers call these extensions
(GeoReport_v2/Extensions): `page`, `page_size`, `service_request_updates`.
"""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET

from linli.domains.cases import actions, queries
from linli.domains.cases.api import open311_documents as documents
from linli.domains.cases.api import open311_openapi
from linli.domains.cases.api.open311 import listed_one, wanted
from linli.domains.cases.api.open311_speech import READS, Answer, reader, spoken, writer
from linli.domains.cases.forms import PageForm
from linli.domains.cases.models import Case
from linli.kernel.errors import NotFound, NotPermitted
from linli.platform.access.actor import ActingRequest, Actor
from linli.platform.database import scope
from linli.platform.files import queries as files

PHOTO = "photo"  # the name of the part that holds one


@require_GET
def description(_request: HttpRequest) -> HttpResponse:
    """All of this and the standard beside it, as OpenAPI."""
    return JsonResponse(open311_openapi.document())


@spoken(*READS)
def requests(request: ActingRequest) -> Answer:
    """The standard's list, a page at a time; `Link` says where the next page is (RFC 8288)."""
    typed = PageForm(request.GET)
    wish = wanted(request, typed)
    page, size = typed.window()
    found = queries.requests_wanted(reader(request), wish, after=(page - 1) * size, most=size + 1)
    if len(found) > size:
        asked = request.GET.copy()
        asked["page"] = str(page + 1)
        address = request.build_absolute_uri(f"{request.path}?{asked.urlencode()}")
        request.answer_headers = {"Link": f'<{address}>; rel="next"'}  # type: ignore[attr-defined]
    return "service_requests", documents.requests(request, found[:size])


@spoken(*READS)
def updates(request: ActingRequest, number: str) -> Answer:
    """What has been told in public of one request, in its order."""
    listed = listed_one(request, number)
    told = queries.updates_of(listed)
    return "service_request_updates", documents.updates(listed, told)


@spoken(*READS)
def attributes(request: ActingRequest, number: str) -> Answer:
    """What was answered when the request was made, to whoever may read it in full."""
    case = _own(reader(request), number)
    return "attributes", documents.answers(
        case.replies.select_related("question").order_by("question__order")
    )


@csrf_exempt  # what writes here shows a key; a session counts for nothing
@spoken(*READS, "POST")
def photos(request: ActingRequest, number: str) -> Answer:
    """The photos of one request; a POST (multipart/form-data) adds some, one in each `photo`."""
    if request.method == "POST":
        actor = writer(request)
        with scope.limited_to(actor.scope):
            case = _own(actor, number)
            actions.attach_photos(actor=actor, case=case, photos=request.FILES.getlist(PHOTO))
            return _photos(request, actor, case)
    actor = reader(request)
    return _photos(request, actor, _own(actor, number))


def _photos(request: ActingRequest, actor: Actor, case: Case) -> Answer:
    kept = files.attached_to(actor, "cases.report", case.pk)
    return "photos", documents.photos(request, kept)


def _own(actor: Actor, number: str) -> Case:
    """The request, if the actor's key opens its community. Raises NotPermitted without a key."""
    if actor.account_id is None:
        raise NotPermitted(_("请在请求头 Authorization 里出示接口密钥。"))
    case = queries.request_in_full(actor, number)
    if case is None:
        raise NotFound(_("没有编号为“%s”的请求，请核对编号。") % number[:40])
    return case
