"""What the next quarter may bring (季节预判), each figure with how far off it was in the past."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.core.divisions import queries as divisions
from linli.domains.cases import queries, words
from linli.domains.cases.forms import ForecastForm
from linli.domains.cases.queries import Outlook
from linli.domains.cases.rules.forecast import LEAST_CASES, LEAST_MONTHS, Method, Trial
from linli.domains.cases.views.showing_topics import quarter_name
from linli.kernel import clock
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.ui.components.tables import NONE, Column


@login_required
@require_safe
def forecast(request: ActingRequest) -> HttpResponse:
    policy.require_anywhere(request.actor, "cases.measure")
    form = ForecastForm(
        request.GET or None, communities=divisions.communities_of(request.actor, "cases.measure")
    )
    community = form.cleaned_data["community"] if form.is_valid() else None
    found = queries.outlooks(request.actor, community.code if community else "", clock.now())
    told = [each for each in found.rows if each.forecast is not None]
    shown = {
        "form": form,
        "quarter": quarter_name(found.quarter),
        "columns": _columns(),
        "rows": [_row(each) for each in told],
        "chart_columns": [_("分类"), _("预计件数")],
        "chart_rows": [[each.category, round(each.forecast.expected)] for each in told[:10]
                       if each.forecast],
        "untold": [(each.category, len(each.months), sum(each.months)) for each in found.rows
                   if each.forecast is None],
        "least_months": LEAST_MONTHS,
        "least_cases": LEAST_CASES,
    }  # fmt: skip
    return render(request, "cases/forecast.html", shown, status=422 if form.errors else 200)


def _columns() -> list[object]:
    return [
        Column(_("分类"), "main"), _("预计件数"), _("80% 区间"), _("方法"),
        _("过去平均差几件"), _("MASE"), _("过去落在区间里的"), _("没有采用的方法"),
    ]  # fmt: skip


def _row(outlook: Outlook) -> list[object]:
    found = outlook.forecast
    if found is None:  # never: only those with a forecast are shown
        return []
    used = found.trial
    return [
        outlook.category,
        round(found.expected),
        _("%(low)d 到 %(high)d") % {"low": found.low, "high": found.high},
        words.METHOD[used.method],
        _("%(error)s（试过 %(quarters)d 个季度）")
        % {"error": f"{used.error:.1f}", "quarters": used.quarters},
        NONE if used.mase is None else f"{used.mase:.2f}",
        NONE if used.covered is None else f"{used.covered:.0%}",
        "；".join(_told(each) for each in found.trials if each.method != used.method) or NONE,
    ]


def _told(trial: Trial) -> Any:
    return _("%(method)s，差 %(error)s 件") % {
        "method": words.METHOD[Method(trial.method)], "error": f"{trial.error:.1f}",
    }  # fmt: skip
