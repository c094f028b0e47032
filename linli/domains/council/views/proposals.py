"""The pages of proposals: propose on the phone, see where it stands, and what may be done now."""

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.core.divisions import queries as divisions
from linli.domains.council import actions, queries
from linli.domains.council.forms import proposals as shapes
from linli.domains.council.models import Proposal
from linli.domains.council.rules.procedures import PROCEDURES
from linli.domains.council.views import showing, showing_proposals
from linli.domains.council.views.proposal_deeds import DEEDS, Deed
from linli.kernel import clock
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest, Kind
from linli.platform.ui.deeds import attempt

ROWS = 25
PARTS = {
    "answer_amendment": "amendments", "answer_decision": "objections", "progress": "tasks",
}  # fmt: skip


@login_required
@require_safe
def proposals(request: ActingRequest) -> HttpResponse:
    """Every proposal of where the actor works or lives; the desk sees what is due first on top."""
    actor = request.actor
    policy.require_anywhere(actor, queries.READ, queries.PROPOSE)
    form, is_desk = shapes.StepFilter(request.GET), actor.holds(queries.READ)
    works = is_desk and request.GET.get("all") is None
    found = queries.board(actor, form.chosen) if works else queries.proposals_visible_to(actor)
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    shown = {
        "base": showing.base(actor),
        "rows": [showing_proposals.row(each, clock.now()) for each in page.object_list],
        "page": page,
        "is_desk": is_desk,
        "works": works,
        "form": form,
        "late_tasks": queries.late_tasks(actor, clock.now())[:ROWS] if works else (),
        "may_propose": actor.holds(queries.PROPOSE) or actor.holds("council.guide"),
    }
    return render(request, "council/proposals/list.html", shown)


@login_required
@require_safe
def procedures(request: ActingRequest) -> HttpResponse:
    """What each procedure says, step by step, with days and sources."""
    policy.require_anywhere(request.actor, queries.READ, queries.PROPOSE)
    shown = {
        "base": showing.base(request.actor),
        "procedures": [showing_proposals.procedure(each) for each in PROCEDURES.values()],
    }
    return render(request, "council/proposals/procedures.html", shown)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: ActingRequest) -> HttpResponse:
    """Propose something; what is alike is shown first, so that it can be supported instead."""
    actor = request.actor
    policy.require_anywhere(actor, queries.PROPOSE, "council.guide")
    is_resident = actor.kind == Kind.RESIDENT
    needed = queries.PROPOSE if is_resident else "council.guide"
    shape = shapes.ProposeForm if is_resident else shapes.DeskForm
    communities = divisions.communities_of(actor, needed)
    form = shape(request.POST or None, request.FILES or None, communities=communities)

    def page(status: int, alike: Any = ()) -> HttpResponse:
        shown = {"base": showing.base(actor), "form": form, "alike": alike}
        return render(request, "council/proposals/new.html", shown, status=status)

    if request.method != "POST":
        return page(200)
    if form.is_valid() and not form.cleaned_data["seen"]:
        typed = form.cleaned_data
        said = f"{typed['title']} {typed['problem']}"
        if alike := queries.alike_proposals(actor, typed["community"].code, said):
            form.data = _seen(request)
            return page(200, alike)
    return attempt(
        request, form, partial(_propose, request, form), done=_("已收到您的提议。"), onward=address,
        again=page,
    )  # fmt: skip


def _seen(request: ActingRequest) -> QueryDict:
    """What was typed, with the mark that the sender has looked at what is alike."""
    typed = request.POST.copy()
    typed["seen"] = "on"
    return typed


def _propose(request: ActingRequest, form: shapes.ProposeForm, typed: dict[str, Any]) -> Proposal:
    more = {}
    if isinstance(form, shapes.DeskForm):
        more = {"procedure": typed["procedure"], "behalf": form.behalf()}
    return actions.propose(
        actor=request.actor, area=typed["community"].code, said=form.said(),
        photos=typed["photos"], submission_id=typed["submission_id"], **more,
    )  # fmt: skip


@login_required
@never_cache
@require_safe
def proposal(request: ActingRequest, proposal_id: UUID) -> HttpResponse:
    """Where it stands, since when, what the rule says and what comes next, in plain words."""
    return page_of(request, queries.proposal(request.actor, proposal_id))


@login_required
@require_POST
def do(request: ActingRequest, deed: str, **ids: UUID) -> HttpResponse:
    """One deed about a proposal, or about a part of it: the table says which form and which action."""
    wanted = DEEDS[deed]
    thing = wanted.find(request.actor, *ids.values())
    about: Proposal = thing if isinstance(thing, Proposal) else thing.proposal
    policy.require_anywhere(request.actor, *wanted.needs)
    if not any(policy.allows(request.actor, each, at=about) for each in wanted.needs):
        policy.require(request.actor, wanted.needs[0], at=about)
    form = wanted.form(request.POST, request.FILES, auto_id=f"{deed}_%s", **_about(wanted, about))
    return attempt(
        request, form, lambda _typed: wanted.act(request.actor, thing, form), done=str(wanted.done),
        onward=lambda _made: address(about),
        again=lambda status: page_of(request, about, status, {deed: form}),
    )  # fmt: skip


def address(about: Proposal) -> str:
    return reverse("council:proposal", args=[about.pk])


def page_of(
    request: ActingRequest,
    about: Proposal,
    status: int = 200,
    typed: Mapping[str, forms.Form] | None = None,
) -> HttpResponse:
    actor = request.actor
    open_now = showing_proposals.open_deeds(actor, about)
    shown = {
        "base": showing.base(actor),
        **showing_proposals.page(actor, about, clock.now()),
        "deeds": [
            showing_proposals.deed(
                key, DEEDS[key], about, (typed or {}).get(key) or _blank(key, about)
            )
            for key in open_now
            if DEEDS[key].is_whole
        ],
        "may": {key: True for key in open_now},
        "wrong": next(iter((typed or {}).values()), None),
    }
    for key, name in PARTS.items():
        for number, part in enumerate(shown[name] if key in open_now else ()):
            part["form"] = DEEDS[key].form(auto_id=f"{key}_{number}_%s")
    return render(request, "council/proposals/page.html", shown, status=status)


def _blank(key: str, about: Proposal) -> forms.Form:
    deed = DEEDS[key]
    initial = {"problem": about.problem, "remedy": about.remedy} if key == "amend" else None
    return deed.form(initial=initial, auto_id=f"{key}_%s", **_about(deed, about))


def _about(deed: Deed, about: Proposal) -> dict[str, Proposal]:
    return {"about": about} if deed.is_about else {}
