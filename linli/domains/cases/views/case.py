"""The page of one case, with every deed that may be done on it now."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from linli.core.divisions import queries as divisions
from linli.core.places import queries as places
from linli.domains.cases import queries
from linli.domains.cases.forms import (
    AccusedForm,
    CallBackForm,
    DeclineForm,
    DesignateForm,
    DispatchForm,
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
from linli.domains.cases.models import Assignment, Case, Ruling
from linli.domains.cases.rules import GONE
from linli.domains.cases.views import showing, showing_alike, showing_rulings
from linli.kernel import clock
from linli.kernel.errors import Conflict
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest, Actor
from linli.platform.files import queries as files


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
    steps = list(queries.timeline(actor, case))
    together = showing_alike.together(actor, case)
    context = {
        "case": case,
        **showing.standing(case),
        "fact_pairs": showing.facts_of(case, check_code=_check_code(actor, case)),
        "spot": showing.spot_of(case),
        "asset": places.asset_told(case.asset_id),
        "ground": places.ground_of([case.community_id]) if case.point else None,
        "clocks": showing.clocks_of(case),
        "shares": _shares_shown(actor, shares, rulings),
        "rulings": showing_rulings.rulings_shown(actor, rulings),
        "exclusions": queries.exclusions_of([case.pk]),
        "topics": queries.topics_of_case(actor, case),
        "steps": showing.steps_of(steps),
        "photos": files.attached_to(actor, "cases.report", case.pk),
        "result_photos": files.attached_to(actor, "cases.result", case.pk),
        "contact": queries.reporter_of(actor, case),
        "revealed": getattr(request, "revealed", None),
        "revealed_follower": getattr(request, "revealed_follower", None),
        "suggestion": queries.suggestion_of(case),
        **together,
        "may": showing.permitted(actor, case, shares, steps)
        | showing_alike.permitted(actor, together["task"], case),
        "forms": _forms(case) | (typed or {}),
        "wrong": (wrong := next(iter((typed or {}).values()), None)),
        "kept": _kept(wrong, status),
    }
    return render(request, "cases/case.html", context, status=status)


def _shares_shown(
    actor: Actor, shares: Sequence[Assignment], rulings: Sequence[Ruling]
) -> list[dict[str, Any]]:
    return [
        showing.share_row(share, clock.now(), actor)
        | {"asks": showing_rulings.pleas_allowed(actor, share, shares, rulings)}
        for share in shares
    ]


def _kept(form: forms.Form | None, status: int) -> list[tuple[str, str]]:
    """What somebody wrote in a form that the case, as it is now, may no longer offer."""
    if form is None or status != Conflict.status:
        return []
    return [
        (str(bound.label), str(bound.value()))
        for bound in form
        if isinstance(bound.field, forms.CharField) and not bound.is_hidden and bound.value()
    ]


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
