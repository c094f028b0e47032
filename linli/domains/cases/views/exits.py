"""Behind each figure of what wasn't taken up: the cases, with what their reporters were told."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.domains.cases import queries, words
from linli.domains.cases.rules import Ground
from linli.domains.cases.views import showing
from linli.domains.cases.views.figures import ROWS, asked_for
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest


@login_required
@require_safe
def exits(request: ActingRequest) -> HttpResponse:
    """The cases of the period that weren't taken up; `ground` chooses those on one ground."""
    policy.require_anywhere(request.actor, "cases.measure")
    ground = _ground(request.GET.get("ground", ""))
    _form, asked = asked_for(request)
    period, may_open = asked.period, request.actor.holds("cases.view")
    cases = queries.declined(request.actor, period, ground)
    page = Paginator(cases, ROWS).get_page(request.GET.get("page"))
    context = {
        "title": words.GROUND[ground] if ground else _("没有受理的"),
        "words": f"{period.since:%Y-%m-%d} — {period.until - timedelta(days=1):%Y-%m-%d}",
        "back": reverse("cases:rates") + f"?{asked.query}",
        "grounds": [
            (words.GROUND[each], n, asked.exits(each))
            for each, n in queries.exits(request.actor, period)
        ],
        "page": page,
        "may_open": may_open,
        "rows": [(case, _told(case)) for case in page.object_list],
        "export_url": showing.export_address(request, "cases.exits", "cases.export"),
    }
    return render(request, "cases/exits.html", context)


def _told(case: Any) -> Any:
    return words.GROUND[Ground(case.ground)] if case.ground else "—"


def _ground(given: str) -> Ground | None:
    try:
        return Ground(given) if given else None
    except ValueError:
        raise Http404 from None
