"""The plans of a sub-district side by side: in the order of their codes, never ranked."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.domains.plan import queries
from linli.domains.plan.forms.compare import CompareForm
from linli.domains.plan.models import Plan
from linli.domains.plan.queries import Line
from linli.domains.plan.rules import course, months
from linli.domains.plan.rules.course import State
from linli.domains.plan.rules.template import Measure
from linli.domains.plan.rules.values import Standing
from linli.domains.plan.views import showing
from linli.kernel import clock
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.ui.components.marks import badge
from linli.platform.ui.components.tables import NONE, Column, address_of, beside, link

MOST = 200  # communities on one page
FEW = 30  # below which a share says little


@login_required
@require_safe
def compare(request: ActingRequest) -> HttpResponse:
    """Where each running plan stands, pilots and others apart, each figure with its denominator."""
    policy.require_anywhere(request.actor, queries.VIEW)
    today = clock.local_date(clock.now())
    plans = list(queries.running(request.actor).prefetch_related("milestones")[:MOST])
    lines = queries.lines_of(request.actor, plans, today)
    measures = _measures(plans)
    form = CompareForm(request.GET or None, measures=[*measures.values()])
    chosen = measures.get(form.chosen())
    shown = {
        "form": form,
        "columns": _columns(),
        "rows": [_row(each, lines[each.pk], today) for each in plans],
        "chosen": chosen,
        "value_columns": _value_columns(chosen) if chosen else [],
        "groups": _groups(request, plans, lines, chosen, today) if chosen else [],
    }
    return render(request, "plan/compare.html", shown, status=422 if form.errors else 200)


def _measures(plans: Sequence[Plan]) -> Mapping[str, Measure]:
    return {measure.key: measure for plan in plans for measure in plan.template.told.indicators}


def _columns() -> list[object]:
    return [
        Column(_("社区"), "main"), Column(_("第几个月"), "number"),
        Column(_("逾期的里程碑"), "number"), Column(_("达成的里程碑"), "number"),
        Column(_("已达标或按路径"), "number"), Column(_("落后于路径"), "number"),
        Column(_("逾期未达标"), "number"), Column(_("没有数值"), "number"),
    ]  # fmt: skip


def _row(plan: Plan, lines: Sequence[Line], today: date) -> list[object]:
    states = [course.state(each.dates, today) for each in plan.milestones.all()]
    stands = [each.standing for each in lines]
    return [
        _name(plan), months.passed(plan.starts_on, today) + 1, states.count(State.LATE),
        states.count(State.REACHED) + states.count(State.REACHED_LATE),
        stands.count(Standing.REACHED) + stands.count(Standing.ON_COURSE),
        stands.count(Standing.BEHIND) + stands.count(Standing.PARTIAL),
        stands.count(Standing.LATE), stands.count(Standing.UNKNOWN),
    ]  # fmt: skip


def _name(plan: Plan) -> object:
    mark = badge(_("试点"), tone="info") if plan.is_pilot else ""
    return beside(link(plan.community.name, address_of("plan:plan", plan.pk)), mark)


def _value_columns(chosen: Measure) -> list[object]:
    return [
        Column(_("社区"), "main"), Column(_("数值"), "number"), Column(chosen.numerator, "number"),
        Column(chosen.denominator, "number"), Column(_("目标"), "number"), _("状态"),
    ]  # fmt: skip


def _groups(
    request: ActingRequest,
    plans: Sequence[Plan],
    lines: Mapping[UUID, Sequence[Line]],
    chosen: Measure,
    today: date,
) -> list[dict[str, Any]]:
    """Pilots apart from the others, each group with what it comes to together."""
    told = []
    for title, is_pilot in ((_("试点社区"), True), (_("其他社区"), False)):
        group = [each for each in plans if each.is_pilot == is_pilot]
        if group:
            rows = [_value_row(plan, lines[plan.pk], chosen) for plan in group]
            whole = queries.together(request.actor, group, chosen, today)
            rows.append([
                _("合计（先加后除）"), showing.number(whole.value), showing.number(whole.numerator),
                showing.number(whole.denominator), NONE, showing.completeness(whole),
            ])  # fmt: skip
            told.append({"title": title, "rows": rows})
    return told


def _value_row(plan: Plan, lines: Sequence[Line], chosen: Measure) -> list[object]:
    line = next((each for each in lines if each.measure.key == chosen.key), None)
    if line is None:
        return [_name(plan), NONE, NONE, NONE, NONE, NONE]
    figure = line.figure
    is_few = figure.value is not None and chosen.factor > 1 and figure.denominator < FEW
    few = badge(_("基数小")) if is_few else ""
    return [
        _name(plan), beside(showing.value_cell(line, plan.area), few),
        showing.number(figure.numerator), showing.number(figure.denominator),
        showing.number(line.aim.target), showing.standing_badge(line.standing),
    ]  # fmt: skip
