"""The pages of whoever follows a case instead of reporting it again."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.core.places import queries as places
from linli.domains.cases import actions, queries
from linli.domains.cases.actions import Answer
from linli.domains.cases.forms import AnswerForm, ReasonForm, ReportForm
from linli.domains.cases.models import Case, Follower
from linli.domains.cases.rules import Satisfaction, Status
from linli.domains.cases.views import showing, showing_alike, showing_assets, voice
from linli.platform.access import limits
from linli.platform.access.actor import ActingRequest, visitor
from linli.platform.database import scope
from linli.platform.ui.deeds import attempt

LOOKS_AN_HOUR = 120


@require_POST
def alike(request: ActingRequest, token: str) -> HttpResponse:
    """What the report that is being written may be the same as; a part of the page, for htmx."""
    place = places.place_by_token(token)
    limits.take(voice.from_where(request, "alike"), most=LOOKS_AN_HOUR, within=timedelta(hours=1))
    form = ReportForm(request.POST, showing_alike.photos_of(request))
    found = voice.alike_here(request, form, place, voice.reporting(request, place.area))
    showing_assets.offer_here(form, place)
    shown = {"alike": showing_alike.for_resident(found), "form": form, "swap": True}
    return render(request, "cases/parts/looked.html", shown)


@require_safe
def following(request: HttpRequest, follower_id: UUID) -> HttpResponse:
    follower = _mine(request, follower_id)
    return _show(request, follower) if follower else redirect("voice:follow")


@voice.read_or_send
def answer(request: ActingRequest, follower_id: UUID) -> HttpResponse:
    """The follower says whether it is solved, and how satisfied they are."""
    follower = _mine(request, follower_id)
    if follower is None or request.method != "POST":
        return redirect("voice:follow")
    actor, form = visitor(follower.area, voice.MAY_FOLLOW), AnswerForm(request.POST)

    def deed(typed: dict[str, Any]) -> Case:
        said = Answer(
            True, typed["solved"] == "yes", Satisfaction(typed["satisfaction"]), typed["note"]
        )
        with scope.limited_to(actor.scope):
            return actions.answer_by_reporter(
                actor=actor, case=follower.case, answer=said, follower=follower
            )

    return attempt(
        request, form, deed, done=_("谢谢您的评价。"),
        onward=lambda _case: reverse("voice:following", args=[follower.pk]),
        again=lambda status: _show(request, follower, {"answer": form}, status),
    )  # fmt: skip


@voice.read_or_send
def reopen(request: ActingRequest, follower_id: UUID) -> HttpResponse:
    """The follower says that what was closed isn't over."""
    follower = _mine(request, follower_id)
    if follower is None or request.method != "POST":
        return redirect("voice:follow")
    actor, form = visitor(follower.area, voice.MAY_FOLLOW), ReasonForm(request.POST)

    def deed(typed: dict[str, Any]) -> Case:
        with scope.limited_to(actor.scope):
            return actions.reopen_case(
                actor=actor, case=follower.case, reason=typed["reason"], follower=follower
            )

    return attempt(
        request, form, deed, done=_("已重新办理。"),
        onward=lambda _case: reverse("voice:following", args=[follower.pk]),
        again=lambda status: _show(request, follower, {"reopen": form}, status),
    )  # fmt: skip


def _mine(request: HttpRequest, follower_id: UUID) -> Follower | None:
    """The follower, when this device has shown number and code, or has just followed."""
    if str(follower_id) not in request.session.get(voice.FOLLOWED, []):
        return None
    return queries.follower_opened(follower_id)


def _show(
    request: HttpRequest,
    follower: Follower,
    typed: dict[str, forms.Form] | None = None,
    status: int = 200,
) -> HttpResponse:
    with scope.limited_to(visitor(follower.area, voice.MAY_FOLLOW).scope):
        task = queries.whole_of(follower.case)
        page = {
            "follower": follower,
            "code": queries.follower_code(follower),
            "kind": task.category.called if task.category else "",
            **showing.standing(task),
            "steps": showing.steps_of(queries.steps_told_to_all(task)),
            "may_answer": task.status == Status.RESULT_REPORTED,
            "said": showing.said_by(follower),
            "may_reopen": task.status == Status.CLOSED,
            "cycle": task.cycle,
            "forms": {"answer": AnswerForm(), "reopen": ReasonForm()} | (typed or {}),
        }
    return render(request, "cases/following.html", page, status=status)
