"""What the community's workers do for a vote: notice, roll, ballots that came by hand, answers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from linli.core.divisions import queries as divisions
from linli.domains.council import actions, queries
from linli.domains.council.actions import Given
from linli.domains.council.forms import AnswerForm, EnterForm, NoticeForm
from linli.domains.council.models import Ballot, Vote
from linli.domains.council.rules.life import Channel
from linli.domains.council.views.owners import address, page_of
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.ui.deeds import attempt, plainly

RECEIPT = 16  # digits that people copy by hand

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@read_or_send
def notice(request: ActingRequest) -> HttpResponse:
    """Tell the owners what they will be asked."""
    policy.require_anywhere(request.actor, "council.notice")
    communities = divisions.communities_of(request.actor, "council.notice")
    form = NoticeForm(request.POST or None, communities=communities)

    def page(status: int) -> HttpResponse:
        return render(request, "council/notice.html", {"form": form}, status=status)

    def deed(typed: dict[str, Any]) -> Vote:
        opens_at, closes_at = form.moments()
        return actions.notice_vote(
            actor=request.actor, area=typed["community"].code, title=typed["title"],
            items=form.asked(), rule=typed["rule"], opens_at=opens_at, closes_at=closes_at,
        )  # fmt: skip

    if request.method != "POST":
        return page(200)
    return attempt(request, form, deed, done=_("已公告。"), onward=address, again=page)


@login_required
@require_POST
def fix_roll(request: ActingRequest, vote_id: UUID) -> HttpResponse:
    """Freeze the unit list of this moment as the roll."""
    vote = queries.get(request.actor, vote_id)
    policy.require(request.actor, "council.fix_roll", at=vote)
    return plainly(
        request, lambda: actions.fix_roll(actor=request.actor, vote=vote),
        done=_("名册已确定。"), onward=address(vote),
    )  # fmt: skip


@login_required
@read_or_send
def enter(request: ActingRequest, vote_id: UUID) -> HttpResponse:
    """Enter one ballot after the other; each answer has the receipt to hand over."""
    vote = queries.get(request.actor, vote_id)
    if not queries.may_enter(request.actor, vote):
        policy.require(request.actor, "council.enter", at=vote)
    doors_only = not policy.allows(request.actor, "council.enter", at=vote)
    form = EnterForm(request.POST or None, items=queries.items_of(vote), doors_only=doors_only)

    def page(status: int) -> HttpResponse:
        shown = {"form": form, "vote": vote}
        return render(request, "council/enter.html", shown, status=status)

    def deed(typed: dict[str, str]) -> Ballot:
        given = Given(Channel(typed["channel"]), typed["label"], typed["witness"], typed["proxy"])
        return actions.enter_ballot(
            actor=request.actor, vote=vote, given=given, choices=form.choices()
        )

    def handed(ballot: Ballot) -> str:
        told = {"label": form.cleaned_data["label"], "receipt": ballot.receipt[:RECEIPT]}
        messages.success(request, _("%(label)s 已录入，回执：%(receipt)s") % told)
        return reverse("council:enter", args=[vote.pk])

    if request.method != "POST":
        return page(200)
    return attempt(request, form, deed, done="", onward=handed, again=page)


@login_required
@require_POST
def answer(request: ActingRequest, objection_id: UUID) -> HttpResponse:
    """Decide on an objection to the roll."""
    objection = queries.objection(request.actor, objection_id)
    policy.require(request.actor, "council.fix_roll", at=objection.vote)
    form = AnswerForm(request.POST)
    return attempt(
        request, form,
        lambda typed: actions.answer_objection(
            actor=request.actor, objection=objection, upheld=typed["upheld"] == "yes",
            answer=typed["answer"],
        ),
        done=_("已答复。"), onward=lambda _made: address(objection.vote),
        again=lambda status: page_of(request, objection.vote, status, answer=form),
    )  # fmt: skip
