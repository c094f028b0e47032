"""Closed months and what parties scored in them; the rules of scoring, tried before announced."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.domains.cases import actions, queries, words
from linli.domains.cases.forms import CloseMonthForm, ScoreRulesForm
from linli.domains.cases.models import Closing, ScoreRules
from linli.domains.cases.queries import Part
from linli.domains.cases.rules import scores
from linli.domains.cases.rules.scores import Measure, Role
from linli.domains.cases.views import showing_scores as showing
from linli.domains.cases.views.figures import part_titles
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.ui.deeds import attempt, plainly

ROWS = 50
MEASURE, CLOSE = "cases.measure", "cases.close_month"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def months(request: ActingRequest) -> HttpResponse:
    """Every closed month; whoever may, closes one by hand or corrects it."""
    form = CloseMonthForm(request.POST or None, areas=queries.subdistricts_closing(request.actor))

    def page(status: int) -> HttpResponse:
        shown = {
            "columns": showing.month_columns(),
            "rows": [showing.month_row(each) for each in queries.closings(request.actor)],
            "form": form,
            "may_close": request.actor.holds(CLOSE),
        }
        return render(request, "cases/months.html", shown, status=status)

    if request.method != "POST":
        return page(200)
    policy.require_anywhere(request.actor, CLOSE)

    def deed(typed: dict[str, Any]) -> Closing:
        return actions.close_month(
            actor=request.actor, area=typed["area"], month=typed["month"], reason=typed["reason"]
        )

    return attempt(
        request, form, deed, done=_("已结账。核对以后再公布。"),
        onward=lambda closing: reverse("cases:month", args=[closing.pk]), again=page,
    )  # fmt: skip


@login_required
@require_safe
def month(request: ActingRequest, closing_id: UUID) -> HttpResponse:
    """One closed month: its rates and each party's score with the arithmetic in words."""
    closing = queries.closing(request.actor, closing_id)
    measures = policy.allows(request.actor, MEASURE, at=closing.area)
    found = queries.scores_shown(request.actor, closing)
    shown = {
        "closing": closing,
        "name": showing.month_name(closing),
        "figures": showing.rates_shown(closing, queries.totals(closing)) if measures else [],
        "scores": [showing.score_shown(closing, each) for each in found],
        "rules": closing.sheet.rules,
        "published": showing.published_at(closing),
        "may_publish": policy.allows(request.actor, CLOSE, at=closing.area),
    }
    return render(request, "cases/month.html", shown)


@login_required
@require_POST
def publish(request: ActingRequest, closing_id: UUID) -> HttpResponse:
    closing = queries.closing(request.actor, closing_id)
    return plainly(
        request,
        lambda: actions.publish_month(actor=request.actor, closing=closing),
        done=_("已公布，居民现在可以看到。"),
        onward=reverse("cases:month", args=[closing.pk]),
    )


@login_required
@require_safe
def counted(request: ActingRequest, closing_id: UUID, part: str) -> HttpResponse:
    """Every case that one figure of a closed month counts, and those left out with their ground."""
    closing = queries.closing(request.actor, closing_id)
    try:
        wanted = Part(part.replace("-", "_"))
        department = str(UUID(request.GET["department"])) if "department" in request.GET else ""
    except ValueError:
        raise Http404 from None
    found = queries.counted(request.actor, closing, wanted, department=department)
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    shown = {
        "title": part_titles()[wanted],
        "words": showing.month_name(closing),
        "back": reverse("cases:month", args=[closing.pk]),
        "page": page,
        "columns": showing.counted_columns(),
        "rows": [
            showing.counted_row(each, queries.ground_names(), request.actor.holds("cases.view"))
            for each in page.object_list
        ],
    }
    return render(request, "cases/counted.html", shown)


@login_required
@require_safe
def line(request: ActingRequest, closing_id: UUID) -> HttpResponse:
    """Every case that one line of a party's score counts, and whether it counts for the party."""
    closing = queries.closing(request.actor, closing_id)
    try:
        role, measure = Role(request.GET.get("role", "")), Measure(request.GET.get("measure", ""))
    except ValueError:
        raise Http404 from None
    kept = queries.line_of(closing, request.GET.get("party", ""), role, measure)
    found = queries.behind_line(request.actor, closing, kept)
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    grounds, may_open = queries.ground_names(), request.actor.holds("cases.view")
    has_moved = (kept.numerator, kept.denominator) != (sum(good for _c, good in found), len(found))
    then = _("结账时是 %(n)d/%(d)d；后来有过改派或者撤回，所以名单不同。") % {
        "n": kept.numerator, "d": kept.denominator,
    }  # fmt: skip
    shown = {
        "title": f"{showing.party_name(kept.party)} · {words.MEASURE[measure]}",
        "words": showing.month_name(closing),
        "note": then if has_moved else "",
        "back": reverse("cases:month", args=[closing.pk]),
        "page": page,
        "columns": [*showing.counted_columns(), _("是否计入")],
        "rows": [showing.line_row(row, good, grounds, may_open) for row, good in page.object_list],
    }
    return render(request, "cases/counted.html", shown)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: ActingRequest) -> HttpResponse:
    """Every version of the rules; whoever looks after the whole house may write another."""
    versions = queries.score_rules(request.actor)
    latest = next(each for each in versions if each.announced_at is not None)
    form = ScoreRulesForm(request.POST or None, pieces=scores.from_plain(latest.pieces))
    may_set = policy.allows(request.actor, "cases.configure", at=actions.EVERYWHERE)

    def page(status: int) -> HttpResponse:
        shown = {
            "columns": showing.rules_columns(),
            "rows": [showing.rules_row(each) for each in versions],
            "form": form,
            "lines": [form[name] for name in form.fields if "-" in name],
            "may_set": may_set,
        }
        return render(request, "cases/scoring.html", shown, status=status)

    if request.method != "POST":
        return page(200)
    policy.require(request.actor, "cases.configure", at=actions.EVERYWHERE)

    def deed(typed: dict[str, Any]) -> ScoreRules:
        return actions.draft_score_rules(
            actor=request.actor, pieces=typed["pieces"], basis=typed["basis"],
            effective_from=typed["effective_from"],
        )  # fmt: skip

    return attempt(
        request, form, deed, done=_("草稿已保存。先看试算，再公布。"),
        onward=lambda draft: reverse("cases:scoring_version", args=[draft.version]), again=page,
    )  # fmt: skip


@login_required
@require_safe
def rules_version(request: ActingRequest, version: int) -> HttpResponse:
    """One version in words, and the latest closed months scored under it and as they were."""
    ruled = queries.score_rules_version(request.actor, version)
    shown = {
        "ruled": ruled,
        "pieces": [showing.piece_words(each) for each in scores.from_plain(ruled.pieces)],
        "columns": showing.trial_columns(),
        "rows": [
            row
            for closing in showing.newest_versions(queries.closings(request.actor))
            for row in showing.trial_rows(
                closing,
                queries.scores_shown(request.actor, closing),
                queries.scores_shown(request.actor, closing, ruled),
            )
        ],
        "may_announce": ruled.announced_at is None
        and policy.allows(request.actor, "cases.configure", at=actions.EVERYWHERE),
    }
    return render(request, "cases/scoring_version.html", shown)


@login_required
@require_POST
def announce(request: ActingRequest, version: int) -> HttpResponse:
    ruled = queries.score_rules_version(request.actor, version)
    return plainly(
        request,
        lambda: actions.announce_score_rules(actor=request.actor, rules=ruled),
        done=_("规则已公布，从那个月起计分，不能再改。"),
        onward=reverse("cases:scoring_version", args=[version]),
    )
