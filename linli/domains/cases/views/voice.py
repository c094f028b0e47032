"""The resident's pages: report without signing in, keep the receipt, follow, answer."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.core.places import queries as places
from linli.core.places.queries import Place
from linli.domains.cases import actions, queries
from linli.domains.cases.actions import Answer, Reporter
from linli.domains.cases.forms import (
    AnswerForm,
    FollowForm,
    ReasonForm,
    ReportForm,
    WithdrawForm,
    WordsForm,
)
from linli.domains.cases.models import Case, Follower
from linli.domains.cases.queries import Alike
from linli.domains.cases.rules import Channel, Satisfaction
from linli.domains.cases.views import showing, showing_alike, showing_assets, showing_rulings
from linli.kernel import clock
from linli.kernel.errors import DomainError
from linli.platform.access import limits
from linli.platform.access.actor import ActingRequest, Actor, Kind, visitor
from linli.platform.database import scope
from linli.platform.database.secrecy import blind
from linli.platform.files import links
from linli.platform.files import queries as files
from linli.platform.ui.answers import add_refusal
from linli.platform.ui.deeds import attempt

FOLLOWED = "followed_cases"
MAY_REPORT = frozenset({"cases.report"})
MAY_FOLLOW = frozenset({"cases.answer"})

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def choose_place(request: HttpRequest) -> HttpResponse:
    """For whoever comes without a QR code: which community is it about?"""
    return render(request, "cases/choose.html", {"places": places.communities_with_codes()})


@read_or_send
def report(request: ActingRequest, token: str) -> HttpResponse:
    """Three screens from the QR code to the receipt: the place, this one sentence, the number."""
    place = places.place_by_token(token)
    form = ReportForm(request.POST or None, showing_alike.photos_of(request) or None)
    if request.method != "POST":
        return _report_page(request, form, place, 200)
    limits.take(from_where(request, "report"), most=30, within=timedelta(hours=1))
    actor = reporting(request, place.area)
    alike = alike_here(request, form, place, actor)
    if wanted := request.POST.get("follow"):
        return showing_alike.follow_instead(
            request, form, actor, alike, wanted,
            onward=lambda follower: _followed_instead(request, follower),
            again=lambda status: _report_page(request, form, place, status),
        )  # fmt: skip
    if showing_alike.asks_first(request, form, alike):
        return _report_page(request, form, place, 200, alike)

    def received(case: Case) -> str:
        remember(request, case.pk)
        return reverse("voice:received", args=[case.pk])

    return attempt(
        request, form, partial(_send, actor, place), done="", onward=received,
        again=lambda status: _report_page(request, form, place, status),
    )  # fmt: skip


def _send(actor: Actor, place: Place, typed: dict[str, Any]) -> Case:
    with scope.limited_to(actor.scope):
        return actions.report_case(
            actor=actor,
            area=places.area_at(place.area, typed["point"]),
            description=typed["description"],
            channel=Channel.WEB,
            location=typed["location"],
            building_id=place.building_id,
            asset=places.asset_here(place, typed["plate"])
            or places.asset_meant(place.area, typed["plate"]),
            point=typed["point"] or place.point,
            reporter=Reporter(phone=typed["phone"], is_confidential=typed["confidential"]),
            photos=typed["photos"],
            submission_id=typed["submission_id"],
        )


def alike_here(
    request: HttpRequest, form: ReportForm, place: Place, actor: Actor
) -> Sequence[Alike]:
    """Open cases that may be what is being reported here; none while the form isn't sound."""
    if not form.is_valid():
        return ()
    typed = form.cleaned_data
    matter = queries.matter_told(
        area=place.area, said=typed["description"], location=typed["location"],
        building_id=place.building_id, point=typed["point"] or place.point,
        prints=showing_alike.prints_of(typed["photos"]),
        asset=places.asset_here(place, typed["plate"]),
    )  # fmt: skip
    with scope.limited_to(actor.scope):
        return queries.alike_for_resident(actor, matter, place.area)


def _followed_instead(request: HttpRequest, follower: Follower) -> str:
    remember(request, follower.pk)
    return reverse("voice:following", args=[follower.pk])


def _report_page(
    request: HttpRequest, form: ReportForm, place: Place, status: int, alike: Sequence[Alike] = ()
) -> HttpResponse:
    if status >= 400:
        showing_alike.keep_photos(form)
    showing_assets.offer_here(form, place)
    shown = {
        "alike": showing_alike.for_resident(alike),
        "form": form,
        "place": place,
        "ground": places.ground_of([place.community_code]),
        "focus": (place.point.latitude, place.point.longitude) if place.point else None,
    }
    return render(request, "cases/report.html", shown, status=status)


@require_safe
def received(request: ActingRequest, case_id: UUID) -> HttpResponse:
    """The receipt: number, check code, when somebody will answer."""
    case = _followed(request, case_id)
    if case is None:
        return redirect("voice:follow")
    return render(request, "cases/received.html", {"case": case, "code": queries.check_code(case)})


@read_or_send
def follow(request: HttpRequest) -> HttpResponse:
    """Open the progress page with number and check code, from any phone."""
    form = FollowForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.errors else 200
        return render(request, "cases/follow.html", {"form": form}, status=status)
    typed = form.cleaned_data
    limits.take(from_where(request, "follow"), most=30, within=timedelta(minutes=10))
    limits.take(f"follow:{blind(typed['number'], 'case')}", most=10, within=timedelta(hours=1))
    if follower := queries.follower_opened_with(typed["number"], typed["code"]):
        remember(request, follower.pk)
        return redirect("voice:following", follower.pk)
    try:
        case = queries.opened_with(typed["number"], typed["code"])
    except DomainError as refusal:
        add_refusal(form, refusal)
        return render(request, "cases/follow.html", {"form": form}, status=refusal.status)
    remember(request, case.pk)
    return redirect("voice:progress", case.pk)


@require_safe
def progress(request: ActingRequest, case_id: UUID) -> HttpResponse:
    case = _followed(request, case_id)
    if case is None:
        return redirect("voice:follow")
    return _show(request, case)


@read_or_send
def answer(request: ActingRequest, case_id: UUID) -> HttpResponse:
    """The reporter says whether it is solved, and how satisfied they are."""

    def deed(actor: Actor, case: Case, typed: dict[str, Any]) -> Any:
        said = Answer(
            reached=True,
            solved=typed["solved"] == "yes",
            satisfaction=Satisfaction(typed["satisfaction"]),
            note=typed["note"],
        )
        return actions.answer_by_reporter(actor=actor, case=case, answer=said)

    return _deed(request, case_id, "answer", AnswerForm(request.POST), deed, _("谢谢您的评价。"))


@read_or_send
def add(request: ActingRequest, case_id: UUID) -> HttpResponse:
    """The reporter adds words or photos."""

    def deed(actor: Actor, case: Case, typed: dict[str, Any]) -> Any:
        return actions.add_words(
            actor=actor, case=case, words=typed["words"], photos=typed["photos"]
        )

    form = WordsForm(request.POST, request.FILES)
    return _deed(request, case_id, "add", form, deed, _("已补充，办理的人会看到。"))


@read_or_send
def reopen(request: ActingRequest, case_id: UUID) -> HttpResponse:
    """The reporter says that a closed case isn't over."""

    def deed(actor: Actor, case: Case, typed: dict[str, Any]) -> Any:
        return actions.reopen_case(actor=actor, case=case, reason=typed["reason"])

    form = ReasonForm(request.POST)
    return _deed(request, case_id, "reopen", form, deed, _("已重新办理。"))


@read_or_send
def withdraw(request: ActingRequest, case_id: UUID) -> HttpResponse:
    """The reporter takes the matter back."""

    def deed(actor: Actor, case: Case, typed: dict[str, Any]) -> Any:
        return actions.withdraw_case(actor=actor, case=case, reason=typed["reason"])

    form = WithdrawForm(request.POST)
    return _deed(request, case_id, "withdraw", form, deed, _("诉求已撤回。以后仍可重新办理。"))


@require_safe
def listed(request: ActingRequest) -> HttpResponse:
    """What is so long overdue that everybody may see it; no words of the reporter's."""
    rows = [showing_rulings.listed_row(each, clock.now()) for each in queries.listed_publicly()]
    return render(
        request, "cases/listed.html", {"columns": showing_rulings.listed_columns(), "rows": rows}
    )


def _deed(
    request: ActingRequest, case_id: UUID, name: str, form: Any, deed: Any, done: str
) -> HttpResponse:
    case = _followed(request, case_id)
    if case is None or request.method != "POST":
        return redirect("voice:follow")
    actor = _following(case)

    def within(typed: dict[str, Any]) -> Any:
        with scope.limited_to(actor.scope):
            return deed(actor, case, typed)

    return attempt(
        request, form, within, done=done,
        onward=lambda _outcome: reverse("voice:progress", args=[case.pk]),
        again=lambda status: _show(request, case, {name: form}, status),
    )  # fmt: skip


def _show(
    request: HttpRequest, case: Case, typed: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    actor = _following(case)
    blank = {
        "answer": AnswerForm(),
        "add": WordsForm(),
        "reopen": ReasonForm(),
        "withdraw": WithdrawForm(),
    }
    with scope.limited_to(actor.scope):
        photos = [
            *files.attached_to(actor, "cases.report", case.pk),
            *files.attached_to(actor, "cases.result", queries.task_id_of(case.pk)),
        ]
        told = showing_alike.told_to_reporter(actor, case)
        context = {
            "case": case,
            **showing.standing(case),
            **told,
            "photos": [
                (links.signed_url(each, thumbnail=True), links.signed_url(each)) for each in photos
            ],
            "said": showing.said_by(case),
            "clocks": showing.clocks_of(case),
            "looks": queries.looks_at_reporter(case),
            "forms": blank | (typed or {}),
        }
    return render(request, "cases/progress.html", context, status=status)


def reporting(request: ActingRequest, area: str) -> Actor:
    """A signed-in resident under their own name, anybody else as a visitor of this place."""
    who = visitor(area, MAY_REPORT)
    mine = request.actor
    if mine.kind == Kind.RESIDENT:
        return Actor(mine.kind, mine.name, mine.account_id, (*mine.holdings, *who.holdings))
    return who


def _following(case: Case) -> Actor:
    return visitor(case.area, MAY_FOLLOW)


def remember(request: HttpRequest, followed: UUID) -> None:
    """Remember on this device that its holder knows the case, or follows one."""
    known = request.session.get(FOLLOWED, [])
    request.session[FOLLOWED] = [*known[-19:], str(followed)]


def _followed(request: ActingRequest, case_id: UUID) -> Case | None:
    """The case, when this device has shown that it may follow it, or its reporter has signed in."""
    case = queries.followed(case_id)
    if case is None or str(case_id) in request.session.get(FOLLOWED, []):
        return case
    me = request.actor.account_id
    return case if me is not None and case.reported_by == me else None


def from_where(request: HttpRequest, what: str) -> str:
    return f"{what}:{blind(request.META.get('REMOTE_ADDR', ''), 'address')}"
