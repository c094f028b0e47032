"""What the committee works from: the list, the counter, the register, the terms."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.core.divisions import queries as divisions
from linli.domains.mediation import actions, queries, words
from linli.domains.mediation.actions import Person
from linli.domains.mediation.forms import BoardForm, LimitForm, MediatorForm, OpenForm
from linli.domains.mediation.models import Dispute, Mediator, TimeLimit
from linli.domains.mediation.queries import Standing, Version
from linli.domains.mediation.rules import Limit
from linli.domains.mediation.views import showing
from linli.kernel import clock
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.calendar.clocks import Term, Unit, term_in_words
from linli.platform.ui.deeds import attempt, plainly

ROWS = 25
STANDING = {
    Standing.IN_FORCE: ("good", gettext_lazy("现行")),
    Standing.COMING: ("info", gettext_lazy("将生效")),
    Standing.REPLACED: ("neutral", gettext_lazy("已被取代")),
}


@login_required
@require_safe
def dispute_list(request: ActingRequest) -> HttpResponse:
    """Every dispute the actor may see, the next deadline first."""
    actor, now = request.actor, clock.now()
    policy.require_anywhere(actor, "mediation.view")
    communities = divisions.communities_named(actor, "mediation.view")
    form = BoardForm(request.GET, communities=communities)
    choice = form.choice(now) if form.is_valid() else {"number": "-"}
    page = Paginator(queries.chosen(actor, **choice), ROWS).get_page(request.GET.get("page"))
    shown = {
        "form": form,
        "columns": showing.columns(),
        "rows": [showing.row(each, now) for each in page.object_list],
        "page": page,
        "may_open": actor.holds("mediation.open"),
        "export_url": _export_address(request),
    }
    return render(request, "mediation/list.html", shown, status=200 if form.is_valid() else 422)


def _export_address(request: ActingRequest) -> str:
    if not request.actor.holds("mediation.export"):
        return ""
    query = request.GET.copy()
    query.pop("page", None)
    return f"{reverse('exports:ask', args=['mediation.disputes'])}?{query.urlencode()}"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def open_dispute(request: ActingRequest) -> HttpResponse:
    """Take up what somebody brings to the counter."""
    policy.require_anywhere(request.actor, "mediation.open")
    communities = divisions.communities_of(request.actor, "mediation.open")
    form = OpenForm(request.POST or None, communities=communities, kinds=queries.kinds())

    def page(status: int) -> HttpResponse:
        return render(request, "mediation/open.html", {"form": form}, status=status)

    if request.method != "POST":
        return page(200)

    def deed(typed: dict[str, Any]) -> Dispute:
        return actions.open_dispute(
            actor=request.actor,
            area=typed["community"].code,
            kind=typed["kind"],
            subject=typed["subject"],
            statement=typed["statement"],
            location=typed["location"],
            parties=[Person(*each) for each in form.people()],
            submission_id=typed["submission_id"],
        )

    return attempt(
        request, form, deed, done=_("已登记。请征求各方意见，并确定调解员。"), again=page,
        onward=lambda dispute: _onward(request, dispute),
    )  # fmt: skip


def _onward(request: ActingRequest, dispute: Dispute) -> str:
    """To the dispute, for whoever may see disputes at all."""
    if not policy.allows(request.actor, "mediation.view", dispute):
        return reverse("mediation:open")
    return reverse("mediation:dispute", args=[dispute.pk])


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mediators(request: ActingRequest) -> HttpResponse:
    """The register of mediators; whoever looks after it adds to it."""
    policy.require_anywhere(request.actor, "mediation.view")
    communities = divisions.communities_of(request.actor, "mediation.appoint")
    may_enlist = request.actor.holds("mediation.appoint")
    areas = [each.code for each in communities] if may_enlist else []
    form = MediatorForm(
        request.POST or None, communities=communities, accounts=queries.accounts_to_mediate(areas)
    )

    def page(status: int) -> HttpResponse:
        rows = [
            (each, each.left_on is None and policy.allows(request.actor, "mediation.appoint", each))
            for each in queries.register(request.actor)
        ]
        shown = {"rows": rows, "form": form, "may_enlist": may_enlist}
        return render(request, "mediation/mediators.html", shown, status=status)

    if request.method != "POST":
        return page(200)
    policy.require_anywhere(request.actor, "mediation.appoint")

    def deed(typed: dict[str, Any]) -> Mediator:
        return actions.enlist_mediator(
            actor=request.actor,
            community=typed["community"],
            name=typed["name"],
            account_id=UUID(typed["account"]) if typed["account"] else None,
            is_head=typed["is_head"],
            appointed_on=typed["appointed_on"],
        )

    return attempt(
        request, form, deed, done=_("已列入调解员名册。"),
        onward=lambda _mediator: reverse("mediation:mediators"), again=page,
    )  # fmt: skip


@login_required
@require_POST
def retire(request: ActingRequest, mediator_id: UUID) -> HttpResponse:
    mediator = queries.mediator(request.actor, mediator_id)
    return plainly(
        request,
        lambda: actions.retire_mediator(actor=request.actor, mediator=mediator),
        done=_("已离任。"),
        onward=reverse("mediation:mediators"),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def limits(request: ActingRequest) -> HttpResponse:
    """Every version of every term; whoever looks after the whole house may announce another."""
    may_set = policy.allows(request.actor, "mediation.configure", at=actions.EVERYWHERE)
    tomorrow = clock.local_date(clock.now()) + timedelta(days=1)
    form = LimitForm(request.POST or None, initial={"effective_from": tomorrow})

    def page(status: int) -> HttpResponse:
        versions = queries.limit_versions(request.actor, clock.now())
        shown = {"rows": [_limit_row(each) for each in versions], "form": form, "may_set": may_set}
        return render(request, "mediation/limits.html", shown, status=status)

    if request.method != "POST":
        return page(200)
    policy.require(request.actor, "mediation.configure", at=actions.EVERYWHERE)

    def deed(typed: dict[str, Any]) -> TimeLimit:
        return actions.set_time_limit(
            actor=request.actor,
            kind=Limit(typed["kind"]),
            term=Term(typed["amount"], Unit(typed["unit"])),
            basis=typed["basis"],
            effective_from=clock.midnight(typed["effective_from"]),
        )

    return attempt(
        request, form, deed, done=_("新的期限已登记，到那一天自动生效。"),
        onward=lambda _limit: reverse("mediation:limits"), again=page,
    )  # fmt: skip


def _limit_row(version: Version) -> dict[str, Any]:
    tone, standing = STANDING[version.standing]
    since = clock.local_date(version.limit.effective_from)
    return {
        "limit": version.limit,
        "kind": words.LIMIT[Limit(version.limit.kind)],
        "term": term_in_words(version.term),
        "standing": standing,
        "tone": tone,
        "since": since if since.year > 2000 else None,
    }
