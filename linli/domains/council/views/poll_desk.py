"""What workers do for a poll: seats, notice, roll, ballots that came by hand, answers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.core.divisions import queries as divisions
from linli.domains.council import actions, queries
from linli.domains.council.forms import AnswerForm
from linli.domains.council.forms.polls import (
    PollEnterForm,
    PollNoticeForm,
    SeatForm,
    SlipForm,
    WhoForm,
)
from linli.domains.council.models import NamedBallot, Poll
from linli.domains.council.rules.polls import Level
from linli.domains.council.views import showing_polls
from linli.domains.council.views.polls import ROWS, address, page_of
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.ui.deeds import attempt, plainly

RECEIPT = 16  # digits that people copy by hand

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@read_or_send
def notice(request: ActingRequest) -> HttpResponse:
    """Tell a body what it will be asked."""
    actor = request.actor
    policy.require_anywhere(actor, queries.RUN_POLLS)
    communities = divisions.communities_of(actor, queries.RUN_POLLS)
    form = PollNoticeForm(request.POST or None, communities=communities)

    def page(status: int) -> HttpResponse:
        shown = {"form": form, "bodies": queries.bodies_of(actor)}
        return render(request, "council/polls/notice.html", shown, status=status)

    def deed(typed: dict[str, Any]) -> Poll:
        area = typed["community"].code
        return actions.notice_poll(actor=actor, area=area, question=form.question())

    if request.method != "POST":
        return page(200)
    return attempt(request, form, deed, done=_("已公告。"), onward=address, again=page)


@login_required
@read_or_send
def seats(request: ActingRequest) -> HttpResponse:
    """Enter the seats of a body one by one; many come from a table."""
    actor = request.actor
    policy.require_anywhere(actor, queries.RUN_POLLS)
    communities = divisions.communities_of(actor, queries.RUN_POLLS)
    form = SeatForm(request.POST or None, communities=communities)

    def page(status: int) -> HttpResponse:
        shown = {"form": form, "rows": showing_polls.seats(actor)}
        return render(request, "council/polls/seats.html", shown, status=status)

    def deed(typed: dict[str, Any]) -> object:
        area = typed["community"].code
        return actions.list_seats(actor=actor, area=area, seated=[form.seated()])

    if request.method != "POST":
        return page(200)
    onward = reverse("council:poll_seats")
    return attempt(
        request, form, deed, done=_("席位已录入。"), onward=lambda _made: onward, again=page
    )  # fmt: skip


@login_required
@require_POST
def fix_roll(request: ActingRequest, poll_id: UUID) -> HttpResponse:
    """Freeze who may take part."""
    poll = _run(request, poll_id)
    return plainly(
        request, lambda: actions.fix_poll_roll(actor=request.actor, poll=poll),
        done=_("名册已确定。"), onward=address(poll),
    )  # fmt: skip


@login_required
@require_safe
def roll(request: ActingRequest, poll_id: UUID) -> HttpResponse:
    """The roll by number, with masked names, for whoever hands out or takes in ballots."""
    poll = _run(request, poll_id)
    page = Paginator(poll.voters.all(), ROWS).get_page(request.GET.get("page"))
    shown = {"poll": poll, "page": page, "rows": showing_polls.roll(list(page.object_list))}
    return render(request, "council/polls/roll.html", shown)


@login_required
@read_or_send
def enter(request: ActingRequest, poll_id: UUID) -> HttpResponse:
    """Enter one ballot by name after the other; each answer has the receipt to hand over."""
    poll = _run(request, poll_id)
    if request.method != "POST":
        return _entering(request, poll, 200)
    form = PollEnterForm(request.POST, items=queries.poll_items(poll))

    def deed(_typed: dict[str, Any]) -> NamedBallot:
        return actions.enter_in_poll(
            actor=request.actor, poll=poll, given=form.by_hand(), said=form.said()
        )

    def handed(ballot: NamedBallot) -> str:
        told = {"number": form.cleaned_data["number"], "receipt": ballot.receipt[:RECEIPT]}
        messages.success(request, _("%(number)d 号已录入，回执：%(receipt)s") % told)
        return _enter_address(poll)

    return attempt(
        request, form, deed, done="", onward=handed,
        again=lambda status: _entering(request, poll, status, named=form),
    )  # fmt: skip


@login_required
@require_POST
def hand_out(request: ActingRequest, poll_id: UUID) -> HttpResponse:
    """Strike somebody off the roll who takes a paper ballot."""
    poll = _run(request, poll_id)
    form = WhoForm(request.POST)
    return attempt(
        request, form,
        lambda _typed: actions.hand_out_ballot(
            actor=request.actor, poll=poll, given=form.by_hand()
        ),
        done=_("已登记发票。请把选票交给投票人，填好后投入票箱。"),
        onward=lambda _made: _enter_address(poll),
        again=lambda status: _entering(request, poll, status, who=form),
    )  # fmt: skip


@login_required
@require_POST
def slip(request: ActingRequest, poll_id: UUID) -> HttpResponse:
    """Enter one slip out of the urn."""
    poll = _run(request, poll_id)
    form = SlipForm(request.POST, items=queries.poll_items(poll))
    return attempt(
        request, form,
        lambda typed: actions.enter_slip(
            actor=request.actor, poll=poll, said=form.said(), witness=typed["witness"]
        ),
        done=_("已录入一张选票。"), onward=lambda _made: _enter_address(poll),
        again=lambda status: _entering(request, poll, status, slip=form),
    )  # fmt: skip


@login_required
@require_POST
def answer(request: ActingRequest, objection_id: UUID) -> HttpResponse:
    """Decide on an objection to the roll."""
    objection = queries.poll_objection(request.actor, objection_id)
    policy.require(request.actor, queries.RUN_POLLS, at=objection.poll)
    form = AnswerForm(request.POST)
    return attempt(
        request, form,
        lambda typed: actions.answer_poll_objection(
            actor=request.actor, objection=objection, upheld=typed["upheld"] == "yes",
            answer=typed["answer"],
        ),
        done=_("已答复。"), onward=lambda _made: address(objection.poll),
        again=lambda status: page_of(request, objection.poll, status, answer=form),
    )  # fmt: skip


def _run(request: ActingRequest, poll_id: UUID) -> Poll:
    poll = queries.poll(request.actor, poll_id)
    policy.require(request.actor, queries.RUN_POLLS, at=poll)
    return poll


def _enter_address(poll: Poll) -> str:
    return reverse("council:poll_enter", args=[poll.pk])


def _entering(request: ActingRequest, poll: Poll, status: int, **typed: Form) -> HttpResponse:
    """The forms for what comes by hand: one by name, or two where nobody may know whose slip it is."""
    items = queries.poll_items(poll)
    if poll.level == Level.SECRET:
        forms = {
            "who": typed.get("who") or WhoForm(auto_id="id_who_%s"),
            "slip": typed.get("slip") or SlipForm(items=items, auto_id="id_slip_%s"),
            "handed": queries.slips_handed_out(poll),
            "entered": queries.slips_entered(poll),
        }
    else:
        forms = {"named": typed.get("named") or PollEnterForm(items=items)}
    wrong = next(iter(typed.values()), None)
    shown = {"poll": poll, "wrong": wrong, **forms}
    return render(request, "council/polls/enter.html", shown, status=status)
