"""Governance topics (每月一题): the list, one topic with its weeks, and what is decided about it."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.core.divisions import queries as divisions
from linli.domains.cases import actions, queries
from linli.domains.cases.forms import (
    AdoptForm,
    BaselineForm,
    CloseTopicForm,
    MeasureDoneForm,
    MeasureForm,
    OpenTopicForm,
    RecurrenceForm,
    RefuseTopicForm,
    TopicFilterForm,
)
from linli.domains.cases.models import GovernanceTopic
from linli.domains.cases.rules.recurrence import Scope
from linli.domains.cases.rules.topics import AT_WORK, TopicStatus
from linli.domains.cases.views import showing_topics as showing
from linli.kernel import clock
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest, Actor
from linli.platform.ui.deeds import attempt

GOVERN = "cases.govern"
Deed = Callable[[dict[str, Any]], Any]


@login_required
@require_safe
def topics(request: ActingRequest) -> HttpResponse:
    """Every topic that the actor may read."""
    form = TopicFilterForm(request.GET)
    found = queries.topics_listed(
        request.actor, form.cleaned_data["status"] if form.is_valid() else ""
    )
    names = queries.place_names(found)
    shown = {
        "form": form,
        "columns": showing.topic_columns(),
        "rows": [showing.topic_row(each, names[each.pk]) for each in found],
        "may_open": request.actor.holds(GOVERN),
        "may_read_rules": request.actor.holds(GOVERN) or request.actor.holds("cases.measure"),
    }
    return render(request, "cases/topics.html", shown, status=200 if form.is_valid() else 422)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def open_topic(request: ActingRequest) -> HttpResponse:
    """Name a topic by hand, from the list of cases or from one of them."""
    actor = request.actor
    policy.require_anywhere(actor, GOVERN)
    given = {"area": request.GET.get("area", ""), "category": request.GET.get("category", "")}
    form = OpenTopicForm(
        request.POST or None,
        places=queries.places_governed(actor),
        categories=queries.categories(),
        initial=given,
    )

    def page(status: int) -> HttpResponse:
        return render(request, "cases/open_topic.html", {"form": form}, status=status)

    if request.method != "POST":
        return page(200)
    return attempt(
        request, form, lambda typed: actions.open_topic(actor=actor, **typed),
        done=_("已提出，等待决定。"), again=page,
        onward=lambda topic: reverse("cases:topic", args=[topic.pk]),
    )  # fmt: skip


@login_required
@require_safe
def topic(request: ActingRequest, topic_id: UUID) -> HttpResponse:
    return _page(request, queries.topic(request.actor, topic_id))


@login_required
@require_safe
def evidence(request: ActingRequest, topic_id: UUID, evidence_id: int) -> HttpResponse:
    """The cases that a piece of evidence counted."""
    found = queries.topic(request.actor, topic_id)
    cases = queries.evidence_cases(request.actor, found, evidence_id)
    shown = {
        "topic": found,
        "columns": showing.evidence_columns(),
        "rows": [showing.evidence_row(each) for each in cases],
    }
    return render(request, "cases/topic_evidence.html", shown)


@login_required
@require_POST
def adopt(request: ActingRequest, topic_id: UUID) -> HttpResponse:
    found = _governed(request, topic_id)
    form = AdoptForm(request.POST, prefix="adopt", departments=_departments(found))
    deed = partial(_done, actions.adopt_topic, request.actor, found)
    return _answer(request, found, "adopt", form, deed, _("已立项。请写明措施。"))


@login_required
@require_POST
def refuse(request: ActingRequest, topic_id: UUID) -> HttpResponse:
    found = _governed(request, topic_id)
    form = RefuseTopicForm(request.POST, prefix="refuse")
    deed = partial(_done, actions.refuse_topic, request.actor, found)
    return _answer(request, found, "refuse", form, deed, _("已决定不立项。"))


@login_required
@require_POST
def add_measure(request: ActingRequest, topic_id: UUID) -> HttpResponse:
    found = _governed(request, topic_id)
    form = MeasureForm(request.POST, prefix="measure", departments=_departments(found))
    deed = partial(_done, actions.add_measure, request.actor, found)
    return _answer(request, found, "measure", form, deed, _("措施已登记。"))


@login_required
@require_POST
def rebaseline(request: ActingRequest, topic_id: UUID) -> HttpResponse:
    found = _governed(request, topic_id)
    form = BaselineForm(request.POST, prefix="baseline")
    deed = partial(_done, actions.rebaseline_topic, request.actor, found)
    return _answer(request, found, "baseline", form, deed, _("基线已重定，原来的仍然看得到。"))


@login_required
@require_POST
def close(request: ActingRequest, topic_id: UUID) -> HttpResponse:
    found = _governed(request, topic_id)
    form = CloseTopicForm(request.POST, prefix="close")
    deed = partial(_done, actions.close_topic, request.actor, found)
    return _answer(request, found, "close", form, deed, _("专题已结束。"))


@login_required
@require_POST
def finish_measure(request: ActingRequest, measure_id: UUID) -> HttpResponse:
    measure = queries.topic_measure(request.actor, measure_id)
    needed = queries.needed_to_finish(request.actor, measure)
    policy.require(request.actor, needed, at=measure.topic, department_id=measure.department_id)
    form = MeasureDoneForm(request.POST, prefix="done")

    def deed(typed: dict[str, Any]) -> Any:
        return actions.finish_measure(actor=request.actor, measure=measure, **typed)

    found = queries.topic(request.actor, measure.topic_id)
    return _answer(request, found, "done", form, deed, _("结果已登记。"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: ActingRequest) -> HttpResponse:
    """Every version of the rule that finds topics; whoever looks after the whole house sets another."""
    may_set = policy.allows(request.actor, "cases.configure", at=actions.EVERYWHERE)
    versions = queries.recurrence_rules(request.actor)
    form = RecurrenceForm(request.POST or None, initial=showing.rule_initial(versions[-1]))

    def page(status: int) -> HttpResponse:
        shown = {
            "columns": showing.rule_columns(),
            "rows": [showing.rule_row(each) for each in versions],
            "form": form,
            "may_set": may_set,
        }
        return render(request, "cases/recurrence.html", shown, status=status)

    if request.method != "POST":
        return page(200)
    policy.require(request.actor, "cases.configure", at=actions.EVERYWHERE)

    def deed(typed: dict[str, Any]) -> Any:
        return actions.set_recurrence_rule(
            actor=request.actor, scope=Scope(typed["scope"]), demands=form.demands,
            quiet_weeks=typed["quiet_weeks"], basis=typed["basis"],
            effective_from=clock.midnight(typed["effective_from"]),
        )  # fmt: skip

    return attempt(
        request, form, deed, done=_("新的规则已登记，到那一天自动生效。"),
        onward=lambda _rule: reverse("cases:recurrence"), again=page,
    )  # fmt: skip


@require_safe
def told(request: HttpRequest) -> HttpResponse:
    """The communities that have topics, for residents."""
    places = queries.communities_with_topics()
    return render(request, "cases/topics_told.html", {"places": places})


@require_safe
def told_of(request: HttpRequest, community: str) -> HttpResponse:
    """What is done about problems that come back in one community, for residents."""
    found = queries.topics_told(community)
    shown = {
        "name": divisions.community_names().get(community, ""),
        "topics": [showing.told(each, place) for place, each in enumerate(found)],
        "columns": showing.told_columns(),
    }
    return render(request, "cases/topics_told_of.html", shown)


def _governed(request: ActingRequest, topic_id: UUID) -> GovernanceTopic:
    found = queries.topic(request.actor, topic_id)
    policy.require(request.actor, GOVERN, at=found)
    return found


def _done(action: Any, actor: Actor, topic: GovernanceTopic, typed: dict[str, Any]) -> Any:
    return action(actor=actor, topic=topic, **typed)


def _answer(
    request: ActingRequest,
    found: GovernanceTopic,
    name: str,
    form: forms.Form,
    deed: Deed,
    done: str,
) -> HttpResponse:
    return attempt(
        request, form, deed, done=done,
        onward=lambda _done: reverse("cases:topic", args=[found.pk]),
        again=lambda status: _page(request, found, {name: form}, status),
    )  # fmt: skip


def _page(
    request: ActingRequest,
    found: GovernanceTopic,
    typed: dict[str, forms.Form] | None = None,
    status: int = 200,
) -> HttpResponse:
    actor, now = request.actor, clock.now()
    baselines = queries.baselines_of(found)
    standing = queries.standing_of(found, baselines[-1], now)
    may_govern = policy.allows(actor, GOVERN, at=found)
    sees_voices = may_govern or policy.allows(actor, "cases.measure", at=found)
    shown = {
        "topic": found,
        "place": queries.place_names([found])[found.pk],
        "facts": showing.facts(found, standing),
        "effect": showing.effect_words(standing),
        "chart_columns": showing.chart_columns(),
        "chart_rows": showing.chart_rows(standing),
        "in_the_way": showing.in_the_way(standing),
        "evidence": [
            showing.evidence_shown(each, sees_voices) for each in queries.evidence_of(found)
        ],
        "measures": [
            showing.measure_shown(actor, each, found) for each in queries.measures_of(found)
        ],
        "baselines": [showing.baseline_words(each) for each in baselines],
        "steps": [showing.step(each) for each in queries.steps_of_topic(found)],
        "may": {
            "decide": may_govern and found.status == TopicStatus.PROPOSED,
            "work": may_govern and found.status in AT_WORK,
            "close": may_govern and found.status == TopicStatus.RUNNING,
        },
        "forms": _forms(found, standing) | (typed or {}),
        "wrong": next(iter((typed or {}).values()), None),
    }
    return render(request, "cases/topic.html", shown, status=status)


def _forms(found: GovernanceTopic, standing: queries.TopicStanding) -> dict[str, forms.Form]:
    departments = _departments(found)
    goal = {"target": standing.goal.target, "quiet_weeks": standing.goal.quiet_weeks}
    return {
        "adopt": AdoptForm(prefix="adopt", departments=departments, initial=goal),
        "refuse": RefuseTopicForm(prefix="refuse"),
        "measure": MeasureForm(prefix="measure", departments=departments),
        "done": MeasureDoneForm(prefix="done"),
        "baseline": BaselineForm(prefix="baseline", initial=goal),
        "close": CloseTopicForm(prefix="close"),
    }


def _departments(found: GovernanceTopic) -> Any:
    return divisions.departments_serving(found.area)
