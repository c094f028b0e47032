"""Who is complained about, and who is too near to know by whom."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from linli.core.divisions import queries as divisions
from linli.domains.cases import actions, queries
from linli.domains.cases.forms import RecusalForm
from linli.domains.cases.views.case import accused_form
from linli.domains.cases.views.work import case_for, from_form
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.ui.deeds import attempt, plainly


@login_required
@require_POST
def accuse(request: ActingRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, "cases.dispatch")

    def deed(typed: dict[str, Any]) -> Any:
        return actions.name_accused(actor=request.actor, case=case, accused=typed["accused"])

    form = accused_form(case, request.POST)
    return from_form(request, case, "accused", form, deed, _("已登记被反映的单位。"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def recusals(request: ActingRequest) -> HttpResponse:
    """One's own declarations; nobody else's are shown to anybody."""
    policy.require_anywhere(request.actor, "cases.view")
    form = RecusalForm(
        request.POST or None, departments=divisions.departments_visible_to(request.actor)
    )

    def page(status: int) -> HttpResponse:
        shown = {"rows": queries.recusals(request.actor), "form": form}
        return render(request, "cases/recusals.html", shown, status=status)

    if request.method != "POST":
        return page(200)

    def deed(typed: dict[str, Any]) -> Any:
        return actions.declare_conflict(
            actor=request.actor, department=typed["department"], reason=typed["reason"]
        )

    return attempt(
        request, form, deed, done=_("已申报。反映这个单位的保密诉求，您看不到反映人。"),
        onward=lambda _declared: reverse("cases:recusals"), again=page,
    )  # fmt: skip


@login_required
@require_POST
def end_recusal(request: ActingRequest, recusal_id: UUID) -> HttpResponse:
    policy.require_anywhere(request.actor, "cases.view")
    declared = queries.recusal(request.actor, recusal_id)
    return plainly(
        request,
        lambda: actions.end_conflict(actor=request.actor, recusal=declared),
        done=_("申报已结束。"),
        onward=reverse("cases:recusals"),
    )
