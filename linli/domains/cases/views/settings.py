"""The page of time limits: which are in force, and how a new one is announced."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.domains.cases import actions, queries, words
from linli.domains.cases.forms import LimitForm
from linli.domains.cases.models import TimeLimit
from linli.domains.cases.queries import Standing, Version
from linli.domains.cases.rules import ClockKind, Urgency
from linli.kernel import clock
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.calendar.clocks import Term, Unit, term_in_words
from linli.platform.ui.deeds import attempt

TONES = {Standing.IN_FORCE: "good", Standing.COMING: "info", Standing.REPLACED: "neutral"}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def limits(request: ActingRequest) -> HttpResponse:
    """Every version of every limit; whoever looks after the whole house may announce another."""
    may_set = policy.allows(request.actor, "cases.configure", at=actions.EVERYWHERE)
    tomorrow = clock.local_date(clock.now()) + timedelta(days=1)
    form = LimitForm(
        request.POST or None,
        categories=queries.categories(),
        initial={"effective_from": tomorrow},
    )

    def page(status: int) -> HttpResponse:
        versions = queries.limit_versions(request.actor, clock.now())
        shown = {"rows": [_row(each) for each in versions], "form": form, "may_set": may_set}
        return render(request, "cases/limits.html", shown, status=status)

    if request.method != "POST":
        return page(200)
    policy.require(request.actor, "cases.configure", at=actions.EVERYWHERE)

    def deed(typed: dict[str, Any]) -> TimeLimit:
        return actions.set_time_limit(
            actor=request.actor,
            kind=ClockKind(typed["kind"]),
            term=Term(typed["amount"], Unit(typed["unit"])),
            basis=typed["basis"],
            effective_from=clock.midnight(typed["effective_from"]),
            category=typed["category"],
            urgency=typed["urgency"],
        )

    return attempt(
        request, form, deed, done=_("新的时限已登记，到那一天自动生效。"),
        onward=lambda _limit: reverse("cases:limits"), again=page,
    )  # fmt: skip


def _row(version: Version) -> dict[str, Any]:
    limit = version.limit
    return {
        "limit": limit,
        "kind": words.CLOCK[ClockKind(limit.kind)],
        "category": limit.category.called if limit.category else _("全部分类"),
        "urgency": words.URGENCY[Urgency(limit.urgency)] if limit.urgency else _("不分"),
        "term": term_in_words(version.term),
        "basis": _(limit.basis),
        "standing": words.STANDING[version.standing],
        "tone": TONES[version.standing],
        "since": clock.local_date(limit.effective_from)
        if limit.effective_from.year > 2000
        else None,
    }
