"""The figures that everybody may read: three rates a month, and what small numbers keep hidden."""

import csv
from collections.abc import Sequence
from datetime import date
from io import StringIO
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.core.divisions import queries as divisions
from linli.domains.cases import queries, words
from linli.domains.cases.queries import Edition, Row
from linli.domains.cases.rules import Channel
from linli.domains.cases.views.showing_scores import month_name, published_at
from linli.platform.exports.rules import neutral

HIDDEN = "—"
MARK = "\ufeff"  # so that a spreadsheet reads Chinese


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """The sub-districts that publish, and the months they have published."""
    places = [
        {
            "name": each.name,
            "months": [
                (f"{first:%Y-%m}", reverse("voice:published", args=[each.code, f"{first:%Y-%m}"]))
                for first in queries.months_published(each.code)
            ],
        }
        for each in queries.subdistricts_with_figures()
    ]
    return render(request, "cases/published_months.html", {"places": places})


@require_safe
def month(request: HttpRequest, area: str, month: str) -> HttpResponse:
    """One month in every published version, the newest first."""
    editions = _editions(area, month)
    shown = {
        "name": month,
        "editions": [_shown(each) for each in editions],
        "csv": reverse("voice:published_csv", args=[area, month]),
        "columns": columns(),
        "chart_columns": [_("社区"), _("响应率"), _("解决率"), _("满意率")],
        "chart_rows": _chart(editions[0]),
    }
    return render(request, "cases/published.html", shown)


@require_safe
def table(request: HttpRequest, area: str, month: str) -> HttpResponse:
    """Exactly the cells of the page, as a file."""
    target = StringIO()
    target.write(MARK)
    sheet = csv.writer(target)
    sheet.writerow([_("版本"), _("截至"), *(str(each) for each in columns())])
    for edition in _editions(area, month):
        shown = _shown(edition)
        for row in shown["rows"]:
            cells = (neutral(str(cell)) for cell in row)
            sheet.writerow([edition.closing.version, shown["as_of"], *cells])
    answer = HttpResponse(target.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="rates-{area}-{month}.csv"'
    return answer


def columns() -> list[object]:
    return [
        _("范围"), _("反映件数"), _("每万人件数"),
        _("响应率"), _("按时回复"), _("应当回复"),
        _("解决率"), _("确认解决"), _("应当解决"),
        _("满意率"), _("满意"), _("已评价"),
    ]  # fmt: skip


def _editions(area: str, month: str) -> Sequence[Edition]:
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        raise Http404 from None
    editions = queries.editions_of(area, first)
    if not editions:
        raise Http404
    return editions


def _shown(edition: Edition) -> dict[str, Any]:
    closing, names = edition.closing, divisions.community_names()
    return {
        "name": month_name(closing),
        "as_of": f"{closing.as_of:%Y-%m-%d}",
        "published": published_at(closing),
        "reason": closing.reason,
        "definition": closing.definition,
        "residents": edition.residents,
        "rows": [
            _cells(_("全街道"), edition.whole),
            *(_cells(names.get(each.key, each.key), each) for each in edition.communities),
            *(_cells(words.CHANNEL[Channel(each.key)], each) for each in edition.channels),
        ],
    }


def _cells(name: object, row: Row) -> list[object]:
    rates = [
        cell
        for share in row.rates.values()
        for cell in (
            HIDDEN if share.percent is None else f"{share.percent:g}%",
            _or_hidden(share.numerator),
            _or_hidden(share.denominator),
        )
    ]
    return [name, _or_hidden(row.reported), _or_hidden(row.per_head), *rates]


def _or_hidden(number: float | None) -> object:
    return HIDDEN if number is None else number


def _chart(edition: Edition) -> list[list[Any]]:
    """Communities by code, never by their figures."""
    names = divisions.community_names()
    return [
        [names.get(row.key, row.key), *(row.rates[rate].percent for rate in queries.RATES)]
        for row in edition.communities
        if any(row.rates[rate].percent is not None for rate in queries.RATES)
    ]
