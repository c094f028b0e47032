"""The dashboard: three rates, and behind each figure the cases that it counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.core.divisions import queries as divisions
from linli.domains.cases import queries, words
from linli.domains.cases.forms import USUAL_DAYS, PeriodForm
from linli.domains.cases.queries import Part, Period, Rates
from linli.domains.cases.rules import Ground, Status
from linli.kernel import clock
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest

ROWS = 25
MOST_CATEGORIES = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """What the dashboard is asked, and the query string that asks it again."""

    period: Period
    query: str

    def link(self, part: Part) -> str:
        return reverse("cases:behind", args=[part.value.replace("_", "-")]) + f"?{self.query}"

    def exits(self, ground: Ground) -> str:
        """The cases of the same period that weren't taken up on this ground."""
        given = QueryDict(self.query, mutable=True)
        given["ground"] = ground.value
        given.pop("page", None)
        return f"{reverse('cases:exits')}?{given.urlencode()}"

    def other_count(self, with_excluded: bool) -> str:
        """The same page with the cases that were left out, or without them."""
        given = QueryDict(self.query, mutable=True)
        given["excluded"] = "" if with_excluded else "1"
        return f"?{given.urlencode()}"


@login_required
@require_safe
def dashboard(request: ActingRequest) -> HttpResponse:
    policy.require_anywhere(request.actor, "cases.measure")
    form, asked = asked_for(request)
    with_excluded = request.GET.get("excluded") == "1"
    rates = queries.rates(request.actor, asked.period, clock.now(), with_excluded=with_excluded)
    days = queries.by_day(request.actor, asked.period)
    kinds = queries.by_category(request.actor, asked.period)
    context = {
        "form": form,
        "with_excluded": with_excluded,
        "other": asked.other_count(with_excluded),
        "figures": _figures(rates, asked),
        "definitions": _definitions(rates, asked),
        "exits": [
            (words.GROUND[ground], n, asked.exits(ground))
            for ground, n in queries.exits(request.actor, asked.period)
        ],
        "day_columns": [_("日期"), _("件数")],
        "by_day": [(f"{day:%m-%d}", n) for day, n in days],
        "category_columns": [_("分类"), _("件数")],
        "by_category": kinds[:MOST_CATEGORIES],
    }
    return render(request, "cases/rates.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def cases_behind(request: ActingRequest, part: str) -> HttpResponse:
    """Every case that one figure of the dashboard counts."""
    policy.require_anywhere(request.actor, "cases.measure")
    try:
        wanted = Part(part.replace("-", "_"))
    except ValueError:
        raise Http404 from None
    _form, asked = asked_for(request)
    period = asked.period
    cases = queries.behind(request.actor, wanted, period, clock.now())
    page = Paginator(cases, ROWS).get_page(request.GET.get("page"))
    grounds = queries.ground_names()
    context = {
        "title": part_titles()[wanted],
        "words": f"{period.since:%Y-%m-%d} — {period.until - timedelta(days=1):%Y-%m-%d}",
        "back": reverse("cases:rates") + f"?{asked.query}",
        "page": page,
        "rows": [
            (
                case,
                words.STATUS[Status(case.status)],
                words.STATUS_TONE[Status(case.status)],
                grounds.get(getattr(case, "left_out", None) or "", ""),
            )
            for case in page.object_list
        ],
        "may_open": request.actor.holds("cases.view"),
    }
    return render(request, "cases/behind.html", context)


def asked_for(request: ActingRequest) -> tuple[PeriodForm, Asked]:
    """The period and place of the address, the last USUAL_DAYS days of everything by default."""
    communities = divisions.communities_of(request.actor, "cases.measure")
    today = clock.local_date(clock.now())
    usual = {"since": today - timedelta(days=USUAL_DAYS - 1), "until": today}
    form = PeriodForm(request.GET or None, communities=communities, initial=usual)
    period = Period(**form.choice(today, request.actor.areas("cases.measure")))
    return form, Asked(period, request.GET.urlencode())


def part_titles() -> dict[Part, str]:
    return {
        Part.REPORTED: _("反映的事件"),
        Part.RESPONDED: _("时限内回复的"),
        Part.RESPONSE_OWED: _("应当回复的"),
        Part.SOLVED: _("居民确认解决的"),
        Part.SOLUTION_OWED: _("应当解决的"),
        Part.SATISFIED: _("满意和基本满意的"),
        Part.RATED: _("已经评价的"),
    }


def _figures(rates: Rates, asked: Asked) -> Sequence[dict[str, Any]]:
    def share(label: str, rate: Any, part: Part) -> dict[str, Any]:
        shown = "—" if rate.percent is None else f"{rate.percent:g}"
        unit = "" if rate.percent is None else "%"
        return {
            "label": label,
            "value": shown,
            "unit": unit,
            "href": asked.link(part),
            "tone": "info",
        }

    return [
        {
            "label": _("反映"), "value": rates.reported, "unit": _("件"),
            "href": asked.link(Part.REPORTED), "tone": "neutral",
        },
        share(_("响应率"), rates.response, Part.RESPONDED),
        share(_("解决率"), rates.solved, Part.SOLVED),
        share(_("满意率"), rates.satisfied, Part.SATISFIED),
    ]  # fmt: skip


def _definitions(rates: Rates, asked: Asked) -> Sequence[dict[str, Any]]:
    """Each rate with its two counts and what they mean, in words."""
    rows = (
        (_("响应率"), rates.response, Part.RESPONDED, _("在反馈时限内回复居民"),
         Part.RESPONSE_OWED, _("已经回复，或者反馈时限已过")),
        (_("解决率"), rates.solved, Part.SOLVED, _("回访时居民说解决了"),
         Part.SOLUTION_OWED, _("已经结案，或者办结时限已过")),
        (_("满意率"), rates.satisfied, Part.SATISFIED, _("满意或者基本满意"),
         Part.RATED, _("居民说了是否满意")),
    )  # fmt: skip
    return [
        {
            "title": title,
            "numerator": (rate.numerator, asked.link(above)),
            "numerator_words": above_words,
            "denominator": (rate.denominator, asked.link(below)),
            "denominator_words": below_words,
        }
        for title, rate, above, above_words, below, below_words in rows
    ]
