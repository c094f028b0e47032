"""What staff work from: the list, the department's inbox, the counter, the page of one case."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.core.divisions import queries as divisions
from linli.core.places import queries as places
from linli.core.places.datum import Point
from linli.domains.cases import actions, queries
from linli.domains.cases.actions import Reporter
from linli.domains.cases.forms import (
    AccusedForm,
    BoardForm,
    CallBackForm,
    DeclineForm,
    DesignateForm,
    DispatchForm,
    EnterForm,
    ExtensionForm,
    ObjectionForm,
    PartDoneForm,
    ReasonForm,
    ReclassifyForm,
    ReplyForm,
    ResultForm,
    VerdictForm,
    WhistleForm,
)
from linli.domains.cases.models import Case
from linli.domains.cases.queries import Alike
from linli.domains.cases.rules import GONE, Behalf, Channel, Urgency
from linli.domains.cases.views import showing, showing_alike, showing_rulings
from linli.kernel import clock
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest, Actor
from linli.platform.files import queries as files
from linli.platform.ui.deeds import attempt


@login_required
@require_safe
def case_list(request: ActingRequest) -> HttpResponse:
    """The board: every case the actor may see, the next deadline first."""
    actor, now = request.actor, clock.now()
    policy.require_anywhere(actor, "cases.view")
    form = BoardForm(
        request.GET,
        communities=divisions.communities_named(actor, "cases.view"),
        categories=queries.category_choices(),
    )
    choice = form.choice(now) if form.is_valid() else {"statuses": ()}
    board = queries.board(actor, **choice, after=request.GET.get("after", ""))
    return render(
        request,
        "cases/list.html",
        {
            "form": form,
            "columns": showing.board_columns(),
            "rows": [showing.board_row(line, now) for line in board.lines],
            "counts": queries.counts_by_status(actor, now),
            "many": queries.MANY,
            "next": showing.next_page(request, board),
            "may_dispatch": actor.holds("cases.dispatch"),
            "may_enter": actor.holds("cases.enter"),
            "govern_url": showing.govern_address(request),
            "export_url": showing.export_address(request, "cases.cases", "cases.export"),
        },
        status=200 if form.is_valid() else 422,
    )


@login_required
@require_safe
def inbox(request: ActingRequest) -> HttpResponse:
    """What the actor's departments have been sent and haven't finished."""
    policy.require_anywhere(request.actor, "cases.handle")
    shares = queries.inbox(request.actor)
    rows = [showing.inbox_row(share, clock.now()) for share in shares]
    context = {"columns": showing.inbox_columns(), "rows": rows}
    return render(request, "cases/inbox.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: ActingRequest) -> HttpResponse:
    """Enter a matter for the person at the counter or on the phone (代录)."""
    policy.require_anywhere(request.actor, "cases.enter")
    form = EnterForm(
        request.POST or None,
        request.FILES or None,
        communities=divisions.communities_of(request.actor, "cases.enter"),
        categories=queries.categories(),
    )
    if request.method != "POST":
        return _enter_page(request, form, 200)
    alike = showing_alike.before_entering(request, form)
    if wanted := request.POST.get("follow"):
        return showing_alike.follow_instead(
            request, form, request.actor, alike, wanted,
            onward=lambda follower: reverse("cases:case", args=[follower.case_id]),
            again=lambda status: _enter_page(request, form, status),
        )  # fmt: skip
    if showing_alike.asks_first(request, form, alike):
        return _enter_page(request, form, 200, alike)
    return attempt(
        request, form, partial(_enter, request.actor),
        done=_("已登记。请把编号和查询码告诉居民。"),
        onward=lambda case: reverse("cases:case", args=[case.pk]),
        again=lambda status: _enter_page(request, form, status),
    )  # fmt: skip


def _enter(actor: Actor, typed: dict[str, Any]) -> Case:
    return actions.report_case(
        actor=actor,
        area=_area_entered(actor, typed["community"].code, typed["point"]),
        description=typed["description"],
        channel=Channel(typed["channel"]),
        urgency=Urgency(typed["urgency"]),
        category=typed["category"],
        location=typed["location"],
        point=typed["point"],
        reporter=Reporter(
            typed["name"],
            typed["phone"],
            Behalf(typed["on_behalf"]),
            is_confidential=typed["confidential"],
        ),
        photos=typed["photos"],
        submission_id=typed["submission_id"],
    )


def _enter_page(
    request: ActingRequest, form: EnterForm, status: int, alike: Sequence[Alike] = ()
) -> HttpResponse:
    communities = divisions.communities_of(request.actor, "cases.enter")
    shown = {
        "form": form,
        "ground": places.ground_of(each.code for each in communities),
        "alike": showing_alike.for_staff(alike),
        "point_given": any(form[name].value() for name in ("latitude", "longitude")),
    }
    return render(request, "cases/enter.html", shown, status=status)


def _area_entered(actor: Actor, community: str, point: Point | None) -> str:
    """The grid around the point, else the part of the community that is the actor's own."""
    area = places.area_at(community, point)
    if policy.allows(actor, "cases.enter", at=area):
        return area
    own = (each for each in actor.areas("cases.enter") if each.startswith(community))
    return next(own, area)


@login_required
@require_safe
def case_page(request: ActingRequest, case_id: UUID) -> HttpResponse:
    return show_case(request, queries.get(request.actor, case_id))


def show_case(
    request: ActingRequest,
    case: Case,
    typed: dict[str, forms.Form] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a case, with every deed that the actor may do now; `typed` are forms to mend."""
    actor = request.actor
    shares = list(queries.shares_of(case))
    rulings = queries.rulings_of(case)
    together = showing_alike.together(actor, case)
    context = {
        "case": case,
        **showing.standing(case),
        "fact_pairs": showing.facts_of(case, check_code=_check_code(actor, case)),
        "spot": showing.spot_of(case),
        "ground": places.ground_of([case.community_id]) if case.point else None,
        "clocks": showing.clocks_of(case),
        "shares": [
            showing.share_row(share, clock.now(), actor)
            | {"asks": showing_rulings.pleas_allowed(actor, share, shares, rulings)}
            for share in shares
        ],
        "rulings": showing_rulings.rulings_shown(actor, rulings),
        "exclusions": queries.exclusions_of([case.pk]),
        "topics": queries.topics_of_case(actor, case),
        "steps": showing.steps_of(queries.timeline(actor, case)),
        "photos": files.attached_to(actor, "cases.report", case.pk),
        "result_photos": files.attached_to(actor, "cases.result", case.pk),
        "contact": queries.reporter_of(actor, case),
        "revealed": getattr(request, "revealed", None),
        "revealed_follower": getattr(request, "revealed_follower", None),
        "suggestion": queries.suggestion_of(case),
        **together,
        "may": showing.permitted(actor, case, shares)
        | showing_alike.permitted(actor, together["task"], case),
        "forms": _forms(case) | (typed or {}),
        "wrong": next(iter((typed or {}).values()), None),
    }
    return render(request, "cases/case.html", context, status=status)


def _check_code(actor: Actor, case: Case) -> str:
    """Who may enter cases may also tell a resident at the counter the code that they lost."""
    return queries.check_code(case) if policy.allows(actor, "cases.enter", case) else ""


def _forms(case: Case) -> dict[str, forms.Form]:
    """The empty forms of the page; only those of permitted deeds are drawn."""
    return {
        "dispatch": dispatch_form(case),
        "objection": ObjectionForm(prefix="objection"),
        "extension": ExtensionForm(prefix="extension"),
        "verdict": VerdictForm(prefix="verdict"),
        "whistle": whistle_form(case),
        "accused": accused_form(case),
        "reclassify": reclassify_form(case),
        "designate": DesignateForm(
            prefix="designate", departments=divisions.departments_serving(case.area)
        ),
        "decline": DeclineForm(prefix="decline"),
        "feedback": ReplyForm(prefix="feedback"),
        "finish": PartDoneForm(prefix="finish"),
        "call_back": CallBackForm(prefix="call_back"),
        "reveal": ReasonForm(prefix="reveal"),
        "reason": ReasonForm(prefix="reason"),
        "result": ResultForm(prefix="result"),
    }


def dispatch_form(case: Case, data: Any = None) -> DispatchForm:
    """The dispatch of this case, with the suggestion already chosen as a suggestion."""
    suggested = queries.suggestion_of(case)
    category = case.category_id or (suggested.category.pk if suggested else None)
    lead = next(
        (share for share in queries.shares_of(case) if share.is_lead and share.is_open), None
    )
    named = queries.departments_named(category, case.area)
    return DispatchForm(
        data,
        prefix="dispatch",
        categories=queries.categories(),
        departments=divisions.departments_serving(case.area),
        initial={
            "version": case.version,
            "category": category,
            "lead": lead.department_id if lead else named.lead,
            "co_handlers": named.helpers,
        },
    )


def whistle_form(case: Case, data: Any = None) -> WhistleForm:
    """Whom to call to this case: everybody who works there and isn't at it yet."""
    serving = divisions.departments_serving(case.area)
    at_work = case.assignments.exclude(status__in=GONE).values("department_id")
    return WhistleForm(data, prefix="whistle", departments=serving.exclude(pk__in=at_work))


def reclassify_form(case: Case, data: Any = None) -> ReclassifyForm:
    """What the case is, as it stands."""
    return ReclassifyForm(
        data,
        prefix="reclassify",
        categories=queries.categories(),
        initial={"category": case.category_id, "urgency": case.urgency},
    )


def accused_form(case: Case, data: Any = None) -> AccusedForm:
    """Which party is complained about, as it stands."""
    return AccusedForm(
        data,
        prefix="accused",
        departments=divisions.departments_serving(case.area),
        initial={"accused": case.accused_id},
    )
