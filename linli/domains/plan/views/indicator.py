"""One indicator of a community's plan."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.domains.plan import actions, queries, words
from linli.domains.plan.forms.plan import TargetForm
from linli.domains.plan.models import Plan
from linli.domains.plan.rules.template import Measure
from linli.domains.plan.views import showing
from linli.domains.plan.views.plan import may
from linli.kernel.errors import NotFound
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.ui.deeds import attempt


@login_required
@require_safe
def indicator_page(request: ActingRequest, plan_id: UUID, key: str) -> HttpResponse:
    """What an indicator means, what the plan wants of it, and where it stands."""
    return show(request, queries.get(request.actor, plan_id), key)


@login_required
@require_POST
def target(request: ActingRequest, plan_id: UUID, key: str) -> HttpResponse:
    """Want more or less of it."""
    plan = may(request, plan_id, "plan.change")
    form = TargetForm(request.POST)
    return attempt(
        request, form,
        lambda typed: actions.change_target(
            actor=request.actor, plan=plan, indicator=key, **typed
        ),
        done=_("已保存。"), onward=lambda _made: address(plan, key),
        again=lambda status: show(request, plan, key, {"target": form}, status),
    )  # fmt: skip


def address(plan: Plan, key: str) -> str:
    return reverse("plan:indicator", args=[plan.pk, key])


def show(
    request: ActingRequest,
    plan: Plan,
    key: str,
    typed: dict[str, Form] | None = None,
    status: int = 200,
) -> HttpResponse:
    forms, measure = typed or {}, plan.template.told.measure(key)
    if measure is None:
        raise NotFound(_("方案里没有这个指标。"))
    wanted = queries.target(plan, key)
    may_change = not plan.ended_on and policy.allows(request.actor, "plan.change", at=plan)
    shown = {
        "plan": plan,
        "measure": measure,
        "facts": [
            (_("计算"), _formula(measure)),
            (_("统计期间"), words.PERIOD[measure.period]),
            (_("方向"), words.DIRECTION[measure.direction]),
            (_("负责岗位"), measure.owner),
            (_("方案章节"), measure.source),
            (_("基线"), showing.number(wanted.baseline)),
            (_("目标"), showing.number(wanted.target)),
            (_("目标日期"), wanted.due_on.isoformat()),
        ],
        "changes": list(plan.changes.filter(indicator=key)),
        "target_form": may_change and (forms.get("target") or TargetForm()),
        "wrong": next(iter(forms.values()), None),
    }
    return render(request, "plan/indicator.html", shown, status=status)


def _formula(measure: Measure) -> str:
    times = "" if measure.factor == 1 else f" × {measure.factor}"
    return f"{measure.numerator} ÷ {measure.denominator}{times}"
