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
from linli.domains.plan.forms.plan import EntryForm, TargetForm
from linli.domains.plan.models import Entry, Plan
from linli.domains.plan.queries import Line, Series
from linli.domains.plan.rules.template import Measure
from linli.domains.plan.views import showing
from linli.domains.plan.views.plan import may
from linli.kernel import clock
from linli.kernel.errors import NotFound
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.ui.components.tables import Column
from linli.platform.ui.deeds import attempt, plainly


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


@login_required
@require_POST
def enter(request: ActingRequest, plan_id: UUID, key: str) -> HttpResponse:
    """Enter what it was made of in a month."""
    plan = may(request, plan_id, "plan.enter")
    form = EntryForm(request.POST, measure=_measure(plan, key))
    return attempt(
        request, form,
        lambda typed: actions.enter_value(
            actor=request.actor, plan=plan, indicator=key, told=actions.Told(**typed)
        ),
        done=_("已提交，等另一位同事核实。"), onward=lambda _made: address(plan, key),
        again=lambda status: show(request, plan, key, {"enter": form}, status),
    )  # fmt: skip


@login_required
@require_POST
def confirm(request: ActingRequest, entry_id: UUID) -> HttpResponse:
    """Confirm what somebody else entered."""
    entry = _may_decide(request, entry_id)
    return plainly(
        request, lambda: actions.confirm_value(actor=request.actor, entry=entry),
        done=_("已核实。"), onward=_after(request, entry),
    )  # fmt: skip


@login_required
@require_POST
def refuse(request: ActingRequest, entry_id: UUID) -> HttpResponse:
    """Send it back, with a reason."""
    entry = _may_decide(request, entry_id)
    reason = request.POST.get("reason", "")
    return plainly(
        request, lambda: actions.refuse_value(actor=request.actor, entry=entry, reason=reason),
        done=_("已退回。"), onward=_after(request, entry),
    )  # fmt: skip


def _may_decide(request: ActingRequest, entry_id: UUID) -> Entry:
    entry = queries.entry(request.actor, entry_id)
    policy.require(request.actor, "plan.confirm", at=entry)
    return entry


def _after(request: ActingRequest, entry: Entry) -> str:
    plan = queries.running(request.actor, entry.area).first()
    return address(plan, entry.indicator) if plan else reverse("plan:list")


def _measure(plan: Plan, key: str) -> Measure:
    measure = plan.template.told.measure(key)
    if measure is None:
        raise NotFound(_("方案里没有这个指标。"))
    return measure


def address(plan: Plan, key: str) -> str:
    return reverse("plan:indicator", args=[plan.pk, key])


def show(
    request: ActingRequest,
    plan: Plan,
    key: str,
    typed: dict[str, Form] | None = None,
    status: int = 200,
) -> HttpResponse:
    forms, measure = typed or {}, _measure(plan, key)
    today = clock.local_date(clock.now())
    line = queries.line(request.actor, plan, key, today)
    told = queries.series(request.actor, plan, measure, today)
    allowed = {
        deed: not plan.ended_on and policy.allows(request.actor, f"plan.{deed}", at=plan)
        for deed in ("change", "enter", "confirm")
    }
    by_hand = key not in queries.filled()
    entries = queries.entries(request.actor, plan, key)
    shown = {
        "plan": plan,
        "measure": measure,
        "value": showing.value_cell(line, plan.area),
        "standing": showing.standing_badge(line.standing),
        "facts": _facts(line, told),
        "chart_columns": [_("月份"), _("数值"), _("按路径应为")],
        "chart_rows": showing.series_rows(told, [line.aim.path(month) for month, _f in told]),
        "by_hand": by_hand,
        "entry_columns": _entry_columns(measure),
        "entries": [showing.entry_row(each) for each in entries],
        "waiting": [
            each for each in entries if each.status == "waiting" and allowed["confirm"]
        ],
        "enter_form": allowed["enter"] and by_hand
        and (forms.get("enter") or EntryForm(measure=measure, auto_id="enter_%s")),
        "changes": list(plan.changes.filter(indicator=key)),
        "target_form": allowed["change"] and (forms.get("target") or TargetForm()),
        "wrong": next(iter(forms.values()), None),
    }  # fmt: skip
    return render(request, "plan/indicator.html", shown, status=status)


def _entry_columns(measure: Measure) -> list[object]:
    return [
        _("月份"), Column(measure.numerator, "number"), Column(measure.denominator, "number"),
        _("依据"), _("状态"),
    ]  # fmt: skip


def _facts(line: Line, told: Series) -> list[tuple[object, object]]:
    measure, aim, figure = line.measure, line.aim, line.figure
    pairs: list[tuple[object, object]] = [
        (_("计算"), _formula(measure)),
        (measure.numerator, showing.number(figure.numerator)),
        (measure.denominator, showing.number(figure.denominator)),
        (_("数据完整度"), f"{figure.known}/{figure.expected}"),
        (_("统计期间"), f"{line.month:%Y-%m} {words.PERIOD[measure.period]}"),
        (_("方向"), words.DIRECTION[measure.direction]),
        (_("数据来源"), _source(measure)),
        (_("负责岗位"), measure.owner),
        (_("方案章节"), measure.source),
        (_("基线"), showing.number(aim.baseline)),
        (_("目标"), showing.number(aim.target)),
        (_("目标日期"), aim.due.isoformat()),
        (_("按路径应为"), showing.number(line.path)),
    ]
    expected = queries.outlook(told, aim.due)
    if expected and line.day <= aim.due:
        pairs.append((
            _("预计到期时"),
            _("%(value)s ± %(error)s（按最近 %(months)d 个月的走势，95%% 的把握）") % {
                "value": showing.number(expected.value), "error": showing.number(expected.error),
                "months": expected.months,
            },
        ))  # fmt: skip
    return pairs


def _source(measure: Measure) -> object:
    source = queries.filled().get(measure.key)
    return source.title if source else _("人工填报，两人核实")


def _formula(measure: Measure) -> str:
    times = "" if measure.factor == 1 else f" × {measure.factor}"
    return f"{measure.numerator} ÷ {measure.denominator}{times}"
