"""The same deeds, spoken to programs: here in linli's own JSON, in `open311` as GeoReport v2."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router, Status

from linli.core.divisions import queries as divisions
from linli.core.divisions.models import Department
from linli.core.places.datum import Point
from linli.domains.cases import actions, queries, schemas
from linli.domains.cases.actions import Answer, Reporter
from linli.domains.cases.models import Assignment, Case, Category, Ruling
from linli.domains.cases.queries import Period
from linli.domains.cases.rules import OPEN, Channel
from linli.domains.cases.rules import Status as CaseStatus
from linli.domains.cases.rules.rulings import Verdict
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.api.cursors import Cursor, Limit, Page, page_of
from linli.platform.api.permits import needs
from linli.platform.api.versions import etag

router = Router(tags=["cases"])
AreaPrefix = Annotated[str, Query(pattern=r"^\d{0,15}$", description="division or grid code")]


@router.get("/", response=Page[schemas.CaseOut])
def list_cases(
    request: ActingRequest,
    status: CaseStatus | None = None,
    area: AreaPrefix = "",
    cursor: Cursor = "",
    limit: Limit = 25,
) -> Any:
    """Cases that the caller may see, the next deadline first; without a status the open ones."""
    cases = queries.visible_to(request.actor).select_related("category")
    wanted = cases.filter(policy.under(area), status__in=[status] if status else OPEN)
    return page_of(wanted, by=("due_at", "id"), cursor=cursor, limit=limit)


@router.post("/", response={201: schemas.ReceiptOut})
@needs("cases.report")
def report_case(
    request: ActingRequest, body: schemas.ReportIn, response: HttpResponse
) -> Status[dict[str, Any]]:
    """Take up a matter. The answer has the number and the check code for the reporter."""
    case = _report(request, body)
    response["Location"] = f"/api/v1/cases/{case.pk}/"
    return Status(201, _receipt(case))


@router.post("/bulk/", response={201: list[schemas.ReceiptOut]})
@needs("cases.report")
def report_cases(
    request: ActingRequest, body: schemas.ReportManyIn
) -> Status[list[dict[str, Any]]]:
    """Take up as many as 500 matters, all or none."""
    with transaction.atomic():  # a refusal takes those before it back, too
        return Status(201, [_receipt(_report(request, each)) for each in body.reports])


@router.get("/categories/", response=list[schemas.CategoryOut])
def list_categories(request: ActingRequest) -> Any:
    """The kinds of matter that a case can be."""
    return queries.categories()


@router.get("/rates/", response=schemas.RatesOut)
@needs("cases.measure")
def rates(request: ActingRequest, since: datetime, until: datetime, area: AreaPrefix = "") -> Any:
    """The three rates of the cases reported from `since` until before `until`."""
    if since.tzinfo is None or until.tzinfo is None:
        raise Invalid(_("时间要写明时区，例如 2026-11-01T00:00:00+08:00。"))
    return queries.rates(request.actor, Period(area, since, until), clock.now())


@router.get("/{uuid:case_id}/", response=schemas.CaseWholeOut)
def read_case(request: ActingRequest, case_id: UUID, response: HttpResponse) -> Case:
    """One case with its shares and its timeline; its version is the ETag."""
    case = queries.get(request.actor, case_id)
    response["ETag"] = etag(case.version)
    return _whole(request, case)


@router.post("/{uuid:case_id}/take/", response=schemas.CaseOut)
@needs("cases.dispatch")
def take_case(request: ActingRequest, case_id: UUID) -> Case:
    """Say that the caller is at it; 409 with who was first when somebody else is."""
    return actions.take_case(actor=request.actor, case=_case(request, case_id))


@router.post("/{uuid:case_id}/dispatch/", response=schemas.CaseWholeOut)
@needs("cases.dispatch")
def dispatch_case(request: ActingRequest, case_id: UUID, body: schemas.DispatchIn) -> Case:
    """Send a case to its lead and its co-handlers."""
    case = _case(request, case_id)
    lead = _serving(case, [body.lead])[0] if body.lead else None
    case = actions.dispatch_case(
        actor=request.actor,
        case=case,
        category=_category(body.category),
        lead=lead,
        co_handlers=_serving(case, body.co_handlers),
        task=body.task,
        seen_version=body.seen_version,
    )
    return _whole(request, case)


@router.post("/{uuid:case_id}/decline/", response=schemas.CaseOut)
@needs("cases.decline")
def decline_case(request: ActingRequest, case_id: UUID, body: schemas.DeclineIn) -> Case:
    """Don't take a matter up, on a ground of the rules."""
    return actions.decline_case(
        actor=request.actor,
        case=_case(request, case_id),
        ground=body.ground,
        explanation=body.explanation,
        earlier=body.earlier,
    )


@router.post("/{uuid:case_id}/feedback/", response=schemas.CaseOut)
@needs("cases.feedback")
def give_feedback(request: ActingRequest, case_id: UUID, body: schemas.WordsIn) -> Case:
    """Answer the reporter."""
    return actions.give_feedback(
        actor=request.actor, case=_case(request, case_id), words=body.words
    )


@router.post("/{uuid:case_id}/call-back/", response=schemas.CaseOut)
@needs("cases.call_back")
def call_back(request: ActingRequest, case_id: UUID, body: schemas.AnswerIn) -> Case:
    """Write down one call to the reporter."""
    answer = Answer(body.reached, body.solved, body.satisfaction, body.note)
    return actions.call_back(
        actor=request.actor,
        case=_case(request, case_id),
        answer=answer,
        close_unsolved=body.close_unsolved,
    )


@router.post("/shares/{uuid:share_id}/accept/", response=schemas.ShareOut)
@needs("cases.handle")
def accept_share(request: ActingRequest, share_id: UUID) -> Assignment:
    """Take on the department's share."""
    return actions.accept_share(actor=request.actor, assignment=_share(request, share_id))


@router.post("/shares/{uuid:share_id}/object/", response=schemas.RulingOut)
@needs("cases.handle")
def object_to_dispatch(request: ActingRequest, share_id: UUID, body: schemas.ObjectionIn) -> Ruling:
    """Say that the share isn't the department's to handle; once a case, before it is accepted."""
    share = _share(request, share_id)
    return actions.object_to_dispatch(
        actor=request.actor, assignment=share, reason=body.reason, basis=body.basis
    )


@router.post("/shares/{uuid:share_id}/extension/", response=schemas.RulingOut)
@needs("cases.handle")
def ask_extension(request: ActingRequest, share_id: UUID, body: schemas.ExtensionIn) -> Ruling:
    """Ask for more time, in the unit of the share's own term."""
    share = _share(request, share_id)
    return actions.ask_extension(
        actor=request.actor, assignment=share, amount=body.amount, reason=body.reason
    )


@router.post("/rulings/{uuid:ruling_id}/", response=schemas.RulingOut)
@needs("cases.rule")
def rule(request: ActingRequest, ruling_id: UUID, body: schemas.VerdictIn) -> Ruling:
    """Decide what a party asked for."""
    return actions.rule(
        actor=request.actor,
        ruling=queries.ruling(request.actor, ruling_id),
        verdict=Verdict.GRANTED if body.granted else Verdict.REFUSED,
        words=body.words,
    )


@router.post("/{uuid:case_id}/whistle/", response=schemas.CaseWholeOut)
@needs("cases.whistle")
def whistle(request: ActingRequest, case_id: UUID, body: schemas.WhistleIn) -> Case:
    """Call further departments to a case that somebody already leads."""
    case = _case(request, case_id)
    actions.whistle(
        actor=request.actor,
        case=case,
        departments=_serving(case, body.departments),
        reason=body.reason,
    )
    return _whole(request, case)


@router.post("/shares/{uuid:share_id}/pause/", response=schemas.ShareOut)
@needs("cases.handle")
def pause_share(request: ActingRequest, share_id: UUID, body: schemas.ReasonIn) -> Assignment:
    """Stop the share's clock for a reason."""
    share = _share(request, share_id)
    return actions.pause_share(actor=request.actor, assignment=share, reason=body.reason)


@router.post("/shares/{uuid:share_id}/resume/", response=schemas.ShareOut)
@needs("cases.handle")
def resume_share(request: ActingRequest, share_id: UUID) -> Assignment:
    """Let the share's clock run on."""
    return actions.resume_share(actor=request.actor, assignment=_share(request, share_id))


@router.post("/shares/{uuid:share_id}/finish/", response=schemas.ShareOut)
@needs("cases.handle")
def finish_share(request: ActingRequest, share_id: UUID, body: schemas.WordsIn) -> Assignment:
    """A co-handler says what it did."""
    share = _share(request, share_id)
    return actions.finish_share(actor=request.actor, assignment=share, words=body.words)


@router.post("/shares/{uuid:share_id}/result/", response=schemas.CaseOut)
@needs("cases.handle")
def report_result(request: ActingRequest, share_id: UUID, body: schemas.ResultIn) -> Case:
    """The lead reports what came of the whole case."""
    share = _share(request, share_id)
    return actions.report_result(
        actor=request.actor, assignment=share, result=body.result, words=body.words
    )


def _report(request: ActingRequest, body: schemas.ReportIn) -> Case:
    point = body.point
    return actions.report_case(
        actor=request.actor,
        area=body.area,
        description=body.description,
        channel=Channel.API,
        urgency=body.urgency,
        category=_category(body.category) if body.category else None,
        location=body.location,
        point=Point(point.latitude, point.longitude, point.datum) if point else None,
        reporter=Reporter(
            body.reporter.name, body.reporter.phone, is_confidential=body.reporter.confidential
        ),
    )


def _receipt(case: Case) -> dict[str, Any]:
    return {
        "id": case.pk,
        "number": case.number,
        "check_code": queries.check_code(case),
        "feedback_due_at": case.feedback_due_at,
        "due_at": case.due_at,
    }


def _case(request: ActingRequest, case_id: UUID) -> Case:
    return queries.get(request.actor, case_id)


def _share(request: ActingRequest, share_id: UUID) -> Assignment:
    return queries.share(request.actor, share_id)


def _serving(case: Case, wanted: Sequence[UUID]) -> list[Department]:
    serving = {each.pk: each for each in divisions.departments_serving(case.area)}
    if not serving.keys() >= set(wanted):
        raise Invalid(_("有的单位不存在，或者不负责这个区域。"), lead=_("请从本区域的单位中选择。"))
    return [serving[each] for each in wanted]


def _whole(request: ActingRequest, case: Case) -> Case:
    """The case with its lists beside it, as the answer's shape wants them."""
    case.shares = list(queries.shares_of(case))  # type: ignore[attr-defined]
    case.timeline = list(queries.timeline(request.actor, case))  # type: ignore[attr-defined]
    return case


def _category(code: str) -> Category:
    found = queries.categories().filter(code=code).first()
    if found is None:
        words = _("没有编码为“%s”的分类，请从分类列表中选择。") % code[:20]
        raise Invalid(words, category=words)
    return found
