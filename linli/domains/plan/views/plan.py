"""The page of a community's plan: its time line, its milestones, its indicators."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.domains.plan import actions, queries
from linli.domains.plan.forms.plan import ReachForm, ReasonForm, RebaselineForm
from linli.domains.plan.models import Plan
from linli.domains.plan.views import showing
from linli.kernel import clock
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.ui.deeds import attempt

REFRESH = 300  # seconds after which the wall display asks again


@login_required
@require_safe
def plan_page(request: ActingRequest, plan_id: UUID) -> HttpResponse:
    """Where the plan of a community stands."""
    return _show(request, queries.get(request.actor, plan_id))


@login_required
@require_safe
def wall(request: ActingRequest, plan_id: UUID) -> HttpResponse:
    """Where the plan stands, for a screen in the hall: no names, no links, new every few minutes."""
    plan, today = queries.get(request.actor, plan_id), clock.local_date(clock.now())
    lines = queries.lines(request.actor, plan, today)
    marks = showing.marks(plan, list(plan.milestones.all()), lines, today)
    shown = {
        "plan": plan,
        "refresh": REFRESH,
        "now": clock.now(),
        "stretches": list(showing.stretches(plan, today)),
        "marks": [(each, None) for each in marks],
        "today_left": showing.place(plan, today),
        "stats": showing.stats(marks),
        "standing": showing.standing_stats(lines),
        "lines": [showing.wall_row(each) for each in lines if each.figure.value is not None],
        "columns": showing.wall_columns(),
    }
    return render(request, "plan/wall.html", shown)


@login_required
@require_POST
def end(request: ActingRequest, plan_id: UUID) -> HttpResponse:
    """End the plan."""
    plan = may(request, plan_id, "plan.start")
    return _deed(
        request, plan, "end", ReasonForm(request.POST),
        lambda typed: actions.end_plan(actor=request.actor, plan=plan, **typed),
    )  # fmt: skip


@login_required
@require_POST
def rebaseline(request: ActingRequest, plan_id: UUID) -> HttpResponse:
    """Agree on new days."""
    plan = may(request, plan_id, "plan.change")
    form = RebaselineForm(request.POST, milestones=list(plan.milestones.filter(reached_on=None)))
    return _deed(
        request, plan, "rebaseline", form,
        lambda typed: actions.rebaseline(
            actor=request.actor, plan=plan, due=form.due(), reason=typed["reason"]
        ),
    )  # fmt: skip


@login_required
@require_POST
def reach(request: ActingRequest, plan_id: UUID, key: str) -> HttpResponse:
    """Record that a milestone was reached."""
    plan = may(request, plan_id, "plan.reach")
    milestone = queries.milestone(plan, key)
    return _deed(
        request, plan, key, ReachForm(request.POST),
        lambda typed: actions.reach_milestone(actor=request.actor, milestone=milestone, **typed),
    )  # fmt: skip


def may(request: ActingRequest, plan_id: UUID, permission: str) -> Plan:
    plan = queries.get(request.actor, plan_id)
    policy.require(request.actor, permission, at=plan)
    return plan


def _deed(
    request: ActingRequest, plan: Plan, name: str, form: Form, deed: Callable[[dict[str, Any]], Any]
) -> HttpResponse:
    return attempt(
        request, form, deed, done=_("已保存。"),
        onward=lambda _made: reverse("plan:plan", args=[plan.pk]),
        again=lambda status: _show(request, plan, {name: form}, status),
    )  # fmt: skip


def _show(
    request: ActingRequest, plan: Plan, typed: dict[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    forms, today = typed or {}, clock.local_date(clock.now())
    milestones = list(plan.milestones.all())
    lines = queries.lines(request.actor, plan, today)
    marks = showing.marks(plan, milestones, lines, today)
    waiting = list(queries.waiting(request.actor, plan.area))
    allowed = {
        deed: not plan.ended_on and policy.allows(request.actor, f"plan.{deed}", at=plan)
        for deed in ("start", "change", "reach", "publish", "confirm")
    }
    open_ = [each for each in milestones if not each.reached_on]
    pressing = [each for each in open_ if each.due_on < today] + open_[:1]
    shown = {
        "plan": plan,
        "week": not plan.ended_on
        and showing.to_dos(plan, queries.week(milestones, lines, waiting, today), lines),
        "stretches": list(showing.stretches(plan, today)),
        "marks": [
            (each, allowed["reach"] and each.milestone in pressing
             and (forms.get(each.milestone.key) or ReachForm(auto_id=f"{each.milestone.key}_%s")))
            for each in marks
        ],
        "stats": showing.stats(marks),
        "standing": showing.standing_stats(lines),
        "columns": showing.line_columns(),
        "groups": showing.groups(plan, lines, whole="whole" in request.GET),
        "waiting": allowed["confirm"] and len(waiting),
        "snapshots": list(plan.snapshots.defer("content")[:12]),
        "may_publish": allowed["publish"],
        "today": today,
        "today_left": showing.place(plan, today),
        "baselines": list(plan.baselines.all()),
        "rebaseline_form": allowed["change"] and open_
        and (forms.get("rebaseline") or RebaselineForm(milestones=open_, auto_id="base_%s")),
        "end_form": allowed["start"] and (forms.get("end") or ReasonForm(auto_id="end_%s")),
        "wrong": next(iter(forms.values()), None),
    }  # fmt: skip
    return render(request, "plan/plan.html", shown, status=status)
