"""Open311 GeoReport v2: another entrance to the same deeds, in the words of its specification.

Every answer has the specification's fields and no others, in JSON or in XML as the address ends;
what there is beside the standard stands under `ext/` (`open311_ext`).
`jurisdiction_id` is the code of a division: it narrows a list, and says in which community a
request is made where its place doesn't. It may always be left out.

To make a request takes a key with `cases.report` at that place, in `api_key` as the specification
has it or in the header as everywhere in linli. To read takes none; a key, then only in the header
since addresses stand in logs, is shown its own communities' requests in full
(`open311_documents` says what the others are spared).
"""

from collections.abc import Iterable, Iterator

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from linli.domains.cases import actions, queries
from linli.domains.cases.actions import Reporter
from linli.domains.cases.api import open311_documents as documents
from linli.domains.cases.api.open311_place import spot_of
from linli.domains.cases.api.open311_speech import (
    READS,
    Answer,
    Several,
    jurisdiction_of,
    reader,
    refused,
    spoken,
    writer,
)
from linli.domains.cases.forms import NumbersForm, RequestForm, WantedForm
from linli.domains.cases.forms.attributes import Attributes, attributes_of
from linli.domains.cases.models import Case, Category
from linli.domains.cases.queries import Listed, Wanted
from linli.kernel import clock
from linli.kernel.errors import DomainError, NotFound
from linli.platform.access.actor import ActingRequest
from linli.platform.database import scope

UNKNOWN_SERVICE = 404


@spoken(*READS)
def discovery(request: ActingRequest) -> Answer:
    return "discovery", documents.discovery(request)


@spoken(*READS)
def services(request: ActingRequest) -> Answer:
    """The leaves of the tree of categories, the same in every community."""
    jurisdiction_of(request)
    return "services", documents.services(queries.services())


@spoken(*READS)
def service(request: ActingRequest, code: str) -> Answer:
    jurisdiction_of(request)
    found = _service(code)
    return "service_definition", documents.definition(found, queries.questions_of(found))


@csrf_exempt  # what writes here shows a key; a session counts for nothing
@spoken(*READS, "POST")
def requests(request: ActingRequest) -> Answer:
    if request.method == "POST":
        return "service_requests", [documents.receipt(_make_request(request))]
    typed = NumbersForm(request.GET)
    numbers = typed.cleaned_data["service_request_id"] if typed.is_valid() else []
    if numbers:  # "overrides all other arguments"
        listed = queries.requests_numbered(reader(request), numbers)
    else:
        listed = queries.requests_wanted(reader(request), wanted(request, WantedForm(request.GET)))
    return "service_requests", documents.requests(request, listed)


@spoken(*READS)
def request_(request: ActingRequest, number: str) -> Answer:
    jurisdiction_of(request)
    return "service_requests", documents.requests(request, [listed_one(request, number)])


@spoken(*READS)
def token(request: ActingRequest, token: str) -> Answer:
    """What became of a request of a screened service: its number, once somebody has read it."""
    jurisdiction_of(request)
    case = queries.of_token(token)
    if case is None:
        raise NotFound(_("没有这个 token，请核对。"))
    return "service_requests", [documents.of_token(case, token)]


@csrf_exempt  # nothing is here to be written
def nowhere(request: HttpRequest, rest: str) -> HttpResponse:
    """Any other address."""
    return _nowhere(NotFound(_("没有这个地址，请核对网址和格式（.xml 或 .json）。")), rest)


def _nowhere(refusal: DomainError, rest: str) -> HttpResponse:
    return refused(refusal, "json" if rest.endswith(".json") else "xml")


nowhere.refused = _nowhere  # type: ignore[attr-defined]


def listed_one(request: ActingRequest, number: str) -> Listed:
    """The request with this number. Raises NotFound where there is none that may be told of."""
    listed = queries.requests_numbered(reader(request), [number])
    if not listed:
        raise NotFound(_("没有编号为“%s”的请求，请核对编号。") % number[:40])
    return listed[0]


def wanted(request: HttpRequest, typed: WantedForm) -> Wanted:
    """Which requests are asked for; everything that is wrong with the parameters at once."""
    errors = [*_jurisdiction_errors(request), *_errors_of(typed)]
    if errors:
        raise Several(errors)
    since, until = typed.period(clock.now())
    chosen = typed.cleaned_data
    place = jurisdiction_of(request)
    return Wanted(since, until, chosen["service_code"], chosen["status"], place)


def _make_request(request: ActingRequest) -> Case:
    actor = writer(request)
    with scope.limited_to(actor.scope):
        typed, category, replied = _read(request)
        wish = typed.cleaned_data
        spot = spot_of(actor, jurisdiction_of(request), wish["address_id"], typed.point)
        return actions.report_request(
            actor=actor,
            area=spot.area,
            description=wish["description"] or category.name,
            category=category,
            location=wish["address_string"],
            building_id=spot.building_id,
            point=spot.point,
            reporter=Reporter(typed.name, wish["phone"]),
            replies=replied.replies,
            media_url=wish["media_url"],
        )


def _read(request: HttpRequest) -> tuple[RequestForm, Category, Attributes]:
    """What was sent, or everything that has to be mended, each under the name of its parameter."""
    typed = RequestForm(request.POST)
    errors = [*_jurisdiction_errors(request), *_errors_of(typed)]
    category, replied = None, Attributes()
    if code := typed.cleaned_data.get("service_code", ""):
        category = queries.services().filter(code=code).first()
        if category is None:
            errors.append((UNKNOWN_SERVICE, _no_service(code)))
    if category is not None:
        replied = attributes_of(request.POST, queries.questions_of(category))
        errors += [(400, f"{name}: {words}") for name, words in replied.wrong.items()]
    if errors or category is None:
        raise Several(errors)
    return typed, category, replied


def _errors_of(typed: forms.Form) -> Iterator[tuple[int, str]]:
    for name, each in typed.errors.items():
        yield 400, f"{name}: {' '.join(map(str, each))}"


def _jurisdiction_errors(request: HttpRequest) -> Iterable[tuple[int, str]]:
    try:
        jurisdiction_of(request)
    except DomainError as refusal:
        return [(refusal.status, str(refusal))]
    return []


def _service(code: str) -> Category:
    found = queries.services().filter(code=code).first()
    if found is None:
        raise NotFound(_no_service(code))
    return found


def _no_service(code: str) -> str:
    return _("没有编码为“%s”的服务，请从服务列表中选择。") % code[:20]
