"""What residents do in a deliberation: read it, vote one statement at a time, write, see the groups."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.domains.council import actions
from linli.domains.council.forms.deliberation import (
    AppealForm,
    ArgumentForm,
    SaidForm,
    StatementForm,
)
from linli.domains.council.models import Contribution, Deliberation
from linli.domains.council.queries import deliberation as queries
from linli.domains.council.rules.deliberation import Form, Publishing
from linli.domains.council.rules.opinion_result import own_place
from linli.domains.council.views import showing, showing_deliberation
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.ui.deeds import attempt, plainly

ROWS = 25
read_or_send = require_http_methods(["GET", "HEAD", "POST"])
SENT = {
    Publishing.BEFORE: gettext_lazy("已收到。工作人员看过以后公开。"),
    Publishing.AFTER: gettext_lazy("已公开。"),
}


def _page(
    request: ActingRequest, template: str, talk: Deliberation, status: int = 200, **shown: Any
) -> HttpResponse:
    told = {
        "base": showing.base(request.actor),
        **showing_deliberation.standing(talk),
        "may_deliberate": policy.allows(request.actor, queries.DELIBERATE, at=talk),
        **shown,
    }
    return render(request, f"council/deliberation/{template}.html", told, status=status)


def _to(name: str, talk: Deliberation, *more: object) -> str:
    return reverse(f"council:{name}", args=[talk.pk, *more])


@login_required
@require_safe
def talk_list(request: ActingRequest) -> HttpResponse:
    """Every deliberation of where the actor works or lives, the newest first."""
    actor = request.actor
    policy.require_anywhere(actor, queries.ATTEND, queries.DELIBERATE)
    page = Paginator(queries.deliberations_for(actor), ROWS).get_page(request.GET.get("page"))
    shown = {
        "base": showing.base(actor),
        "rows": [showing_deliberation.standing(each) for each in page.object_list],
        "page": page,
        "may_open": actor.holds("council.open_deliberation"),
    }
    return render(request, "council/deliberation/list.html", shown)


@login_required
@never_cache
@require_safe
def talk_page(request: ActingRequest, deliberation_id: UUID) -> HttpResponse:
    """The question, how many take part, how far one has got oneself, what can be done."""
    actor, talk = request.actor, queries.deliberation_for(request.actor, deliberation_id)
    statements = queries.statements(talk)
    said = queries.said_by(talk, queries.person_in(talk, queries.own_key(actor)))
    shown: dict[str, Any] = {
        "people": queries.people_in(talk),
        "statements": len(statements),
        "voted": sum(each.number in said for each in statements),
        "may_moderate": policy.allows(actor, queries.MODERATE, at=talk),
        "may_enter": policy.allows(actor, "council.enter_opinions", at=talk),
        "may_digest": policy.allows(actor, queries.ATTEND, at=talk),
        "made": queries.latest_round(talk),
    }
    return _page(request, "page", talk, **shown)


@login_required
@never_cache
@require_safe
def vote_next(request: ActingRequest, deliberation_id: UUID) -> HttpResponse:
    """The statement that comes next for this person, with three buttons."""
    talk = queries.deliberation_for(request.actor, deliberation_id)
    policy.require(request.actor, queries.DELIBERATE, at=talk)
    return _voting(request, talk, None)


@login_required
@never_cache
@read_or_send
def vote_on(request: ActingRequest, deliberation_id: UUID, number: int) -> HttpResponse:
    """One statement by its number: say something of it, or say it anew."""
    talk = queries.deliberation_for(request.actor, deliberation_id)
    policy.require(request.actor, queries.DELIBERATE, at=talk)
    statement = queries.numbered(talk, number)
    if request.method != "POST":
        return _voting(request, talk, statement)
    form = SaidForm(request.POST)
    return attempt(
        request, form,
        lambda typed: actions.opine(
            actor=request.actor, talk=talk, statement=statement, said=typed["said"]
        ),
        done="", onward=lambda _made: _to("vote_next", talk),
        again=lambda status: _voting(request, talk, statement, status, form),
    )  # fmt: skip


def _voting(
    request: ActingRequest,
    talk: Deliberation,
    statement: Contribution | None,
    status: int = 200,
    form: SaidForm | None = None,
) -> HttpResponse:
    person = queries.person_in(talk, queries.own_key(request.actor))
    said, shown = queries.said_by(talk, person), queries.statements(talk)
    left = [each for each in shown if each.number not in said]
    if statement is None and left:
        statement = queries.in_order(talk, left, person, queries.latest_round(talk))[0]
    told = showing_deliberation.voting(statement, said) if statement else {}
    return _page(
        request, "vote", talk, status, form=form, total=len(shown), done=len(shown) - len(left),
        **told,
    )  # fmt: skip


@login_required
@never_cache
@require_safe
def own(request: ActingRequest, deliberation_id: UUID) -> HttpResponse:
    """What somebody said of each statement and wrote, for themselves alone."""
    talk = queries.deliberation_for(request.actor, deliberation_id)
    policy.require(request.actor, queries.DELIBERATE, at=talk)
    key = queries.own_key(request.actor)
    said = queries.said_by(talk, queries.person_in(talk, key))
    return _own(request, talk, key, said)


def _own(
    request: ActingRequest,
    talk: Deliberation,
    key: str,
    said: dict[int, int],
    status: int = 200,
    wrong: AppealForm | None = None,
) -> HttpResponse:
    shown = [each for each in queries.statements(talk) if each.number in said]
    told = {
        "votes": [showing_deliberation.voting(each, said) for each in shown],
        "written": showing_deliberation.written(queries.own_contributions(talk, key)),
        "appeal_form": wrong or AppealForm(),
        "wrong": wrong,
    }
    return _page(request, "own", talk, status, **told)


@login_required
@read_or_send
def state(request: ActingRequest, deliberation_id: UUID) -> HttpResponse:
    """Write a statement; similar ones are shown once before it is sent."""
    talk = queries.deliberation_for(request.actor, deliberation_id)
    policy.require(request.actor, queries.DELIBERATE, at=talk)
    form = StatementForm(request.POST or None)

    def page(status: int) -> HttpResponse:
        wrong = form if status != 200 else None
        return _page(request, "state", talk, status, form=form, wrong=wrong)

    if request.method != "POST":
        return page(200)
    if form.is_valid() and not form.has_seen:
        similar = queries.similar(talk, form.cleaned_data["text"])
        if similar:
            text = form.cleaned_data["text"]
            again = StatementForm({"text": text, "seen": text})
            return _page(request, "state", talk, form=again, similar=similar)
    return attempt(
        request, form,
        lambda typed: actions.contribute(
            actor=request.actor, talk=talk, form=Form.STATEMENT, text=typed["text"]
        ),
        done=str(SENT[Publishing(talk.publishing)]), onward=lambda _made: _to("vote_next", talk),
        again=page,
    )  # fmt: skip


@login_required
@read_or_send
def arguments(request: ActingRequest, deliberation_id: UUID, number: int) -> HttpResponse:
    """Reasons for and against a statement, or the question (number 0); write one."""
    talk = queries.deliberation_for(request.actor, deliberation_id)
    about = queries.numbered(talk, number) if number else None
    form = ArgumentForm(request.POST or None)

    def page(status: int) -> HttpResponse:
        marked = queries.marked_by(talk, queries.own_key(request.actor))
        sides = showing_deliberation.sides(queries.arguments(talk, about), marked)
        wrong = form if status != 200 else None
        return _page(
            request, "arguments", talk, status, about=about, sides=sides, form=form, wrong=wrong
        )

    if request.method != "POST":
        return page(200)
    policy.require(request.actor, queries.DELIBERATE, at=talk)
    return attempt(
        request, form,
        lambda typed: actions.contribute(
            actor=request.actor, talk=talk, form=Form(typed["form"]), text=typed["text"],
            about=about,
        ),
        done=str(SENT[Publishing(talk.publishing)]),
        onward=lambda _made: _to("arguments", talk, number), again=page,
    )  # fmt: skip


@login_required
@require_POST
def helpful(request: ActingRequest, contribution_id: UUID) -> HttpResponse:
    """Mark an argument that helped."""
    argument = queries.contribution(request.actor, contribution_id)
    talk = argument.deliberation
    policy.require(request.actor, queries.DELIBERATE, at=talk)
    number = queries.number_of_about(argument)
    return plainly(
        request, lambda: actions.mark_helpful(actor=request.actor, argument=argument),
        done=_("已标记。"), onward=_to("arguments", talk, number),
    )  # fmt: skip


@login_required
@require_POST
def appeal(request: ActingRequest, contribution_id: UUID) -> HttpResponse:
    """Appeal once against what was done to one's own words."""
    one = queries.contribution(request.actor, contribution_id)
    talk = one.deliberation
    policy.require(request.actor, queries.DELIBERATE, at=talk)
    form = AppealForm(request.POST)

    def again(status: int) -> HttpResponse:
        key = queries.own_key(request.actor)
        said = queries.said_by(talk, queries.person_in(talk, key))
        return _own(request, talk, key, said, status, form)

    return attempt(
        request, form,
        lambda typed: actions.appeal(actor=request.actor, contribution=one, words=typed["words"]),
        done=_("申诉已收到，会由另一位工作人员答复。"), onward=lambda _made: _to("own", talk),
        again=again,
    )  # fmt: skip


@login_required
@never_cache
@require_safe
def results(request: ActingRequest, deliberation_id: UUID) -> HttpResponse:
    """The latest round: groups, what all agree on, where they part, the map and one's own place."""
    talk = queries.deliberation_for(request.actor, deliberation_id)
    made = queries.latest_round(talk)
    if made is None:
        return _page(request, "results", talk, made=None)
    said = queries.said_by(talk, queries.person_in(talk, queries.own_key(request.actor)))
    place = own_place(made.inner, said) if said else None
    told = showing_deliberation.result(made.told, queries.texts(talk), place)
    late = queries.restored_since_frozen(talk)
    return _page(request, "results", talk, made=made, restored=late, **told)


@login_required
@require_safe
def log(request: ActingRequest, deliberation_id: UUID) -> HttpResponse:
    """What was taken out, by which rule, when; without names."""
    talk = queries.deliberation_for(request.actor, deliberation_id)
    return _page(request, "log", talk, **showing_deliberation.log(queries.log(talk)))
