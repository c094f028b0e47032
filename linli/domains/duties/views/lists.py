"""The list, its figures over time, the work of each office, and what everybody may read."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.core.divisions import queries as divisions
from linli.domains.duties import actions, queries
from linli.domains.duties.forms import BoardForm, ProposeForm
from linli.domains.duties.models import Duty
from linli.domains.duties.queries import Choice
from linli.domains.duties.views import showing
from linli.kernel import clock
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.ui.deeds import attempt

ROWS = 50
MONTHS = 24
NOTHING = Choice(status="-")  # what a filter that says nonsense finds


@login_required
@require_safe
def duty_list(request: ActingRequest) -> HttpResponse:
    """The function list of where the actor works, with its length and what lacks support."""
    actor, today = request.actor, clock.local_date(clock.now())
    policy.require_anywhere(actor, queries.VIEW)
    form = BoardForm(request.GET, communities=divisions.communities_named(actor, queries.VIEW))
    choice = form.choice(today) if form.is_valid() else NOTHING
    page = Paginator(queries.chosen(actor, choice), ROWS).get_page(request.GET.get("page"))
    shown = {
        "form": form,
        "figures": showing.stats(
            queries.figures(actor, choice.area, today), reverse("duties:list")
        ),
        "columns": showing.columns(),
        "rows": [showing.row(each) for each in page.object_list],
        "page": page,
        "may_propose": actor.holds("duties.propose"),
        "may_import": actor.holds("duties.import"),
        "export_url": _export_address(request),
    }
    return render(request, "duties/list.html", shown, status=200 if form.is_valid() else 422)


def _export_address(request: ActingRequest) -> str:
    if not request.actor.holds("duties.propose"):
        return ""
    query = request.GET.copy()
    query.pop("page", None)
    return f"{reverse('exports:ask', args=['duties.list'])}?{query.urlencode()}"


@login_required
@require_safe
def over_time(request: ActingRequest) -> HttpResponse:
    """How long the list was at the end of each month, what lacked support, and who does how much."""
    actor, today = request.actor, clock.local_date(clock.now())
    policy.require_anywhere(actor, queries.VIEW)
    form = BoardForm(request.GET, communities=divisions.communities_named(actor, queries.VIEW))
    area = form.cleaned_data["community"] if form.is_valid() else ""
    found = queries.figures(actor, area, today)
    shown = {
        "figures": showing.stats(found, reverse("duties:list")),
        "percent": showing.percent(found.unsupported_share),
        "chart_columns": [_("月份"), _("在清单上"), _("委托而缺配套")],
        "chart_rows": showing.series(queries.series(actor, area, [*month_ends(today)])),
        "load_columns": [_("承办岗位"), _("事项"), _("每月工作小时")],
        "load_rows": showing.load(queries.load(actor, area, today)),
    }
    return render(request, "duties/over_time.html", shown)


def month_ends(today: date) -> Iterator[date]:
    """The last days of two years of months, and today in the place of the one that runs."""
    first = today.year * 12 + today.month - MONTHS
    for month in range(first, first + MONTHS):
        after = date(month // 12, month % 12 + 1, 1)
        yield min(today, after - timedelta(days=1)) if month > first else after - timedelta(days=1)
    yield today


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: ActingRequest) -> HttpResponse:
    """Ask that a duty be put on the list of a community."""
    policy.require_anywhere(request.actor, "duties.propose")
    communities = divisions.communities_of(request.actor, "duties.propose")
    form = ProposeForm(request.POST or None, communities=communities)

    def page(status: int) -> HttpResponse:
        return render(request, "duties/propose.html", {"form": form}, status=status)

    def deed(typed: dict[str, Any]) -> Duty:
        return actions.propose_duty(
            actor=request.actor, area=typed["community"].code, told=form.told()
        )

    if request.method != "POST":
        return page(200)
    return attempt(
        request, form, deed, done=_("已提交，等街道准入。"), again=page,
        onward=lambda duty: reverse("duties:duty", args=[duty.pk]),
    )  # fmt: skip


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """The communities that have a function list, for everybody."""
    return render(request, "duties/public.html", {"places": queries.communities_with_lists()})


@require_safe
def public(request: HttpRequest, community: str) -> HttpResponse:
    """What a community does and on what ground, for everybody."""
    duties = queries.public_list(community)
    if not duties:
        raise Http404
    name = divisions.community_names().get(community, "")
    return render(request, "duties/public_list.html", {"name": name, "duties": duties})
