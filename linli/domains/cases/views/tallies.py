"""The cases behind a figure of the plan."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.domains.cases import words
from linli.domains.cases.queries import tallies
from linli.domains.cases.queries.tallies import Counted
from linli.domains.cases.rules import Status
from linli.domains.cases.views.figures import ROWS, asked_for
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest


@login_required
@require_safe
def counted_in_plan(request: ActingRequest, counted: str) -> HttpResponse:
    """Every case that a figure of the plan counts."""
    policy.require_anywhere(request.actor, tallies.MEASURE)
    if counted not in {*Counted}:
        raise Http404
    _form, asked = asked_for(request)
    period = asked.period
    cases = tallies.cases_counted(request.actor, Counted(counted), period)
    page = Paginator(cases, ROWS).get_page(request.GET.get("page"))
    titles = {Counted.ANSWERED: _("已经反馈的事件"), Counted.SOLVED: _("已经解决的事件")}
    context = {
        "title": titles[Counted(counted)],
        "words": f"{period.since:%Y-%m-%d} — {period.until - timedelta(days=1):%Y-%m-%d}",
        "back": f"{reverse('cases:rates')}?{asked.query}",
        "page": page,
        "rows": [
            (case, words.STATUS[Status(case.status)], words.STATUS_TONE[Status(case.status)], "")
            for case in page.object_list
        ],
        "may_open": request.actor.holds("cases.view"),
    }
    return render(request, "cases/behind.html", context)
