"""The plans of where the actor works, and starting one."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.core.divisions import queries as divisions
from linli.domains.plan import actions, queries
from linli.domains.plan.forms.plan import StartForm
from linli.domains.plan.models import Plan
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.ui.components.marks import badge
from linli.platform.ui.components.tables import Column, address_of, link
from linli.platform.ui.deeds import attempt

ROWS = 50


@login_required
@require_safe
def plan_list(request: ActingRequest) -> HttpResponse:
    """Every plan that the actor may see, the running ones first."""
    policy.require_anywhere(request.actor, queries.VIEW)
    found = queries.visible_to(request.actor).order_by("-ended_on", "area")
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    shown = {
        "columns": [Column(_("社区"), "main"), _("方案"), _("开始日期"), _("状态")],
        "rows": [_row(each) for each in page.object_list],
        "page": page,
        "may_start": request.actor.holds("plan.start"),
    }
    return render(request, "plan/list.html", shown)


def _row(plan: Plan) -> list[object]:
    state = badge(_("已结束")) if plan.ended_on else badge(_("执行中"), tone="good")
    return [
        link(plan.community.name, address_of("plan:plan", plan.pk)), plan.title,
        plan.starts_on.isoformat(), state,
    ]  # fmt: skip


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: ActingRequest) -> HttpResponse:
    """Start the plan of a community."""
    policy.require_anywhere(request.actor, "plan.start")
    communities = divisions.communities_of(request.actor, "plan.start")
    form = StartForm(request.POST or None, communities=communities)

    def page(status: int) -> HttpResponse:
        return render(request, "plan/start.html", {"form": form}, status=status)

    def deed(typed: dict[str, Any]) -> Plan:
        return actions.start_plan(actor=request.actor, **typed)

    if request.method != "POST":
        return page(200)
    return attempt(
        request, form, deed, done=_("方案已启动。"), again=page,
        onward=lambda plan: reverse("plan:plan", args=[plan.pk]),
    )  # fmt: skip
