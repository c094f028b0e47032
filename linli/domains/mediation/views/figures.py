"""The success rate with its denominator said aloud, and behind each figure the disputes it counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.core.divisions import queries as divisions
from linli.domains.mediation import queries, words
from linli.domains.mediation.forms import PeriodForm
from linli.domains.mediation.queries import Figures, Part, Period
from linli.domains.mediation.rules import Ending, Status
from linli.kernel import clock
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest

ROWS = 25
USUAL_DAYS = 90


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page is asked, and the query string that asks it again."""

    period: Period
    query: str

    def link(self, part: Part) -> str:
        return reverse("mediation:behind", args=[part.value.replace("_", "-")]) + f"?{self.query}"


@login_required
@require_safe
def success(request: ActingRequest) -> HttpResponse:
    policy.require_anywhere(request.actor, "mediation.measure")
    form, asked = _asked(request)
    found = queries.figures(request.actor, asked.period)
    context = {
        "form": form,
        "figures": _figures(found, asked),
        "definitions": _definitions(found, asked),
    }
    return render(request, "mediation/success.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def behind(request: ActingRequest, part: str) -> HttpResponse:
    """Every dispute that one figure counts."""
    policy.require_anywhere(request.actor, "mediation.measure")
    try:
        wanted = Part(part.replace("-", "_"))
    except ValueError:
        raise Http404 from None
    _form, asked = _asked(request)
    period = asked.period
    found = queries.behind(request.actor, wanted, period)
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    context = {
        "title": _titles()[wanted],
        "words": f"{period.since:%Y-%m-%d} — {period.until - timedelta(days=1):%Y-%m-%d}",
        "back": reverse("mediation:success") + f"?{asked.query}",
        "page": page,
        "rows": [
            (
                each,
                words.ENDING[Ending(each.ending)],
                words.STATUS[Status(each.status)],
                words.STATUS_TONE[Status(each.status)],
            )
            for each in page.object_list
        ],
        "may_open": request.actor.holds("mediation.view"),
    }
    return render(request, "mediation/behind.html", context)


def _asked(request: ActingRequest) -> tuple[PeriodForm, Asked]:
    communities = divisions.communities_of(request.actor, "mediation.measure")
    today = clock.local_date(clock.now())
    usual = {"since": today - timedelta(days=USUAL_DAYS - 1), "until": today}
    form = PeriodForm(request.GET or None, communities=communities, initial=usual)
    typed: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    last: date = typed.get("until") or today
    first: date = typed.get("since") or last - timedelta(days=USUAL_DAYS - 1)
    if first > last:
        form.add_error("since", _("开始日期要早于结束日期。"))
        first = last
    community = typed.get("community")
    period = Period(
        community.code if community else "",
        clock.midnight(first),
        clock.midnight(last + timedelta(days=1)),
    )
    return form, Asked(period, request.GET.urlencode())


def _titles() -> dict[Part, str]:
    return {
        Part.CONCLUDED: _("已经结束的纠纷"),
        Part.BEGUN: _("各方同意、已经开始调解的"),
        Part.AGREED: _("达成协议的"),
        Part.NOT_BEGUN: _("没有开始调解的（拒绝、撤回、移交）"),
        Part.PERFORMED: _("协议已经履行的"),
        Part.UNPERFORMED: _("协议没有履行的"),
    }


def _percent(share: float | None) -> tuple[str, str]:
    return ("—", "") if share is None else (f"{share * 100:.1f}".removesuffix(".0"), "%")


def _figures(found: Figures, asked: Asked) -> Sequence[dict[str, Any]]:
    value, unit = _percent(found.rate)
    days = "—" if found.days is None else f"{found.days:g}"
    counts = found.counts
    return [
        {"label": _("调解成功率"), "value": value, "unit": unit, "href": asked.link(Part.AGREED),
         "tone": "info"},
        {"label": _("平均用时"), "value": days, "unit": _("天"), "href": asked.link(Part.CONCLUDED),
         "tone": "neutral"},
        {"label": _("没有开始"), "value": counts[Part.NOT_BEGUN], "unit": _("件"),
         "href": asked.link(Part.NOT_BEGUN), "tone": "neutral"},
        {"label": _("已履行"), "value": counts[Part.PERFORMED], "unit": _("件"),
         "href": asked.link(Part.PERFORMED), "tone": "good"},
        {"label": _("未履行"), "value": counts[Part.UNPERFORMED], "unit": _("件"),
         "href": asked.link(Part.UNPERFORMED),
         "tone": "bad" if counts[Part.UNPERFORMED] else "neutral"},
    ]  # fmt: skip


def _definitions(found: Figures, asked: Asked) -> Sequence[dict[str, Any]]:
    """Each rate with its two counts and what they mean, in words."""
    rows = (
        (_("调解成功率"), found.rate, Part.BEGUN,
         _("已经开始调解并且结束的。开始后撤回、终止、移交的都算在内；没有开始的（包括一方拒绝）不算，"
           "因为依法不得调解。")),
        (_("受理成功率"), found.strict_rate, Part.CONCLUDED,
         _("所有已经结束的，包括一方拒绝和开始前撤回的。")),
    )  # fmt: skip
    return [
        {
            "title": title,
            "rate": "".join(_percent(share)),
            "numerator": (found.counts[Part.AGREED], asked.link(Part.AGREED)),
            "denominator": (found.counts[below], asked.link(below)),
            "words": meaning,
        }
        for title, share, below, meaning in rows
    ]
