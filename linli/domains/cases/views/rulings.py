"""Pleas and rulings: what parties ask for, what waits for the superior, the dispatch catalogue."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.core.divisions import queries as divisions
from linli.domains.cases import actions, queries
from linli.domains.cases.forms import (
    CatalogueForm,
    DesignateForm,
    ExtensionForm,
    ObjectionForm,
    ReasonForm,
    VerdictForm,
)
from linli.domains.cases.models import CatalogueEntry
from linli.domains.cases.rules.rulings import Verdict
from linli.domains.cases.views import showing_rulings as showing
from linli.domains.cases.views.work import case_for, from_form, share_for
from linli.kernel import clock
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.ui.deeds import attempt, plainly


@login_required
@require_safe
def waiting(request: ActingRequest) -> HttpResponse:
    """What the actor may decide: pleas, and cases that parties pass on."""
    pleas = queries.open_pleas(request.actor)
    passed_on = queries.awaiting_designation(request.actor)
    shown = {
        "plea_columns": showing.plea_columns(),
        "pleas": [showing.plea_row(each) for each in pleas],
        "case_columns": showing.passed_on_columns(),
        "cases": [showing.passed_on_row(each, clock.now()) for each in passed_on],
    }
    return render(request, "cases/rulings.html", shown)


@login_required
@require_POST
def object_(request: ActingRequest, assignment_id: UUID) -> HttpResponse:
    share = share_for(request, assignment_id)

    def deed(typed: dict[str, Any]) -> Any:
        return actions.object_to_dispatch(
            actor=request.actor, assignment=share, reason=typed["reason"], basis=typed["basis"]
        )

    form = ObjectionForm(request.POST, prefix="objection")
    done = _("异议已提出，本方计时暂停，等待上级裁定。")
    return from_form(request, share.case, "objection", form, deed, done)


@login_required
@require_POST
def extend(request: ActingRequest, assignment_id: UUID) -> HttpResponse:
    share = share_for(request, assignment_id)

    def deed(typed: dict[str, Any]) -> Any:
        return actions.ask_extension(
            actor=request.actor, assignment=share, amount=typed["amount"], reason=typed["reason"]
        )

    form = ExtensionForm(request.POST, prefix="extension")
    done = _("延期已申请。裁定以前，原来的时限不变。")
    return from_form(request, share.case, "extension", form, deed, done)


@login_required
@require_POST
def waive(request: ActingRequest, assignment_id: UUID) -> HttpResponse:
    """The lead asks not to wait for the co-handler whose share this is."""
    helper = queries.share(request.actor, assignment_id)
    lead = share_for(request, queries.lead_of(helper.case).pk)

    def deed(typed: dict[str, Any]) -> Any:
        return actions.ask_waiver(
            actor=request.actor, assignment=lead, co_handler=helper, reason=typed["reason"]
        )

    form = ReasonForm(request.POST, prefix="reason")
    return from_form(request, helper.case, "reason", form, deed, _("已申请，等待上级裁定。"))


@login_required
@require_POST
def rule(request: ActingRequest, ruling_id: UUID) -> HttpResponse:
    ruling = queries.ruling(request.actor, ruling_id)

    def deed(typed: dict[str, Any]) -> Any:
        return actions.rule(
            actor=request.actor,
            ruling=ruling,
            verdict=Verdict(typed["verdict"]),
            words=typed["words"],
        )

    form = VerdictForm(request.POST, prefix="verdict")
    case = queries.get(request.actor, ruling.case_id)
    return from_form(request, case, "verdict", form, deed, _("已裁定，各方已收到通知。"))


@login_required
@require_POST
def designate(request: ActingRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, "cases.rule")

    def deed(typed: dict[str, Any]) -> Any:
        return actions.designate_lead(
            actor=request.actor, case=case, lead=typed["lead"], words=typed["words"]
        )

    form = DesignateForm(
        request.POST, prefix="designate", departments=divisions.departments_serving(case.area)
    )
    return from_form(request, case, "designate", form, deed, _("已指定主办单位。"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def catalogue(request: ActingRequest) -> HttpResponse:
    """Who answers for which kind of matter, and where; whoever configures may add a line."""
    policy.require_anywhere(request.actor, "cases.view", "cases.configure")
    form = CatalogueForm(
        request.POST or None,
        categories=queries.categories(),
        areas=divisions.communities_of(request.actor, "cases.configure"),
        departments=divisions.departments_visible_to(request.actor),
    )

    def page(status: int) -> HttpResponse:
        entries = queries.catalogue(request.actor)
        shown = {
            "rows": [showing.catalogue_row(request.actor, each) for each in entries],
            "form": form,
            "may_set": request.actor.holds("cases.configure"),
        }
        return render(request, "cases/catalogue.html", shown, status=status)

    if request.method != "POST":
        return page(200)
    policy.require_anywhere(request.actor, "cases.configure")

    def deed(typed: dict[str, Any]) -> CatalogueEntry:
        return actions.set_catalogue_entry(
            actor=request.actor,
            category=typed["category"],
            department=typed["department"],
            area=typed["area"].code if typed["area"] else typed["department"].area,
            is_lead=typed["part"] == "lead",
            basis=typed["basis"],
        )

    return attempt(
        request, form, deed, done=_("派单目录已登记，从现在起生效。"),
        onward=lambda _entry: reverse("cases:catalogue"), again=page,
    )  # fmt: skip


@login_required
@require_POST
def end_entry(request: ActingRequest, entry_id: UUID) -> HttpResponse:
    entry = queries.catalogue_entry(request.actor, entry_id)
    return plainly(
        request,
        lambda: actions.end_catalogue_entry(actor=request.actor, entry=entry),
        done=_("这一条已停用。"),
        onward=reverse("cases:catalogue"),
    )
