"""Alike cases at the desk: look before entering, merge, take apart, ask who follows."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.core.divisions import queries as divisions
from linli.domains.cases import actions, queries
from linli.domains.cases.actions import Answer
from linli.domains.cases.forms import CallBackForm, EnterForm, MergeForm, ReasonForm
from linli.domains.cases.models import Case
from linli.domains.cases.views import showing_alike, showing_assets
from linli.domains.cases.views.case import show_case
from linli.domains.cases.views.work import answer_of, case_for, from_form
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.ui.deeds import plainly


@login_required
@require_POST
def alike(request: ActingRequest) -> HttpResponse:
    """What the report that is being entered may be the same as; a part of the page, for htmx."""
    policy.require_anywhere(request.actor, "cases.enter")
    form = EnterForm(
        request.POST,
        showing_alike.photos_of(request),
        communities=divisions.communities_of(request.actor, "cases.enter"),
        categories=queries.categories(),
    )
    found = showing_alike.before_entering(request, form)
    showing_assets.offer_at_desk(form)
    shown = {"alike": showing_alike.for_staff(found), "form": form, "swap": True}
    return render(request, "cases/parts/looked.html", shown)


@login_required
@require_POST
def merge(request: ActingRequest, case_id: UUID) -> HttpResponse:
    """Let the chosen cases be worked on as part of this one."""
    case = case_for(request, case_id, "cases.dispatch")
    offered = [
        (str(each.case.pk), each.case.number) for each in queries.alike_to(request.actor, case)
    ]

    def deed(typed: dict[str, Any]) -> Case:
        chosen = [queries.get(request.actor, UUID(pk)) for pk in typed["cases"]]
        return actions.merge_cases(actor=request.actor, into=case, cases=chosen)

    done = _("已并案。每位反映人照样单独回访、单独评价。")
    return from_form(request, case, "merge", MergeForm(request.POST, offered), deed, done)


@login_required
@require_POST
def unmerge(request: ActingRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, "cases.dispatch")
    return plainly(
        request,
        lambda: actions.unmerge_case(actor=request.actor, case=case),
        done=_("已撤销并案，这个事件回到派单列表。"),
        onward=reverse("cases:case", args=[case_id]),
    )


@login_required
@require_POST
def call_follower(request: ActingRequest, follower_id: UUID) -> HttpResponse:
    """Write down one call to somebody who follows the case."""
    follower = queries.follower(request.actor, follower_id)
    case = case_for(request, follower.case_id, "cases.call_back")

    def deed(typed: dict[str, Any]) -> Case:
        said: Answer = answer_of(typed)
        return actions.call_back(
            actor=request.actor, case=case, answer=said, follower=follower,
            close_unsolved=typed["close_unsolved"],
        )  # fmt: skip

    form = CallBackForm(request.POST, prefix="call_back")
    return from_form(request, case, "call_back", form, deed, _("已记录回访。"))


@login_required
@require_POST
def reveal_follower(request: ActingRequest, follower_id: UUID) -> HttpResponse:
    """Show a follower's phone in clear, with a reason that stands in the trail."""
    follower = queries.follower(request.actor, follower_id)
    case = case_for(request, follower.case_id, "cases.reveal")
    form = ReasonForm(request.POST, prefix="reveal")
    if not form.is_valid():
        return show_case(request, case, {"reveal": form}, 422)
    shown = queries.follower_shown(request.actor, follower, form.cleaned_data["reason"])
    request.revealed_follower = shown  # type: ignore[attr-defined]
    return show_case(request, case)
