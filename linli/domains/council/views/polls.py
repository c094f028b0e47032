"""What everybody who belongs to a poll may do: read it, vote, object, count again."""

import json
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from linli.domains.council import actions, queries
from linli.domains.council.forms.polls import PollCastForm, PollObjectionForm
from linli.domains.council.models import Poll, PollVoter
from linli.domains.council.rules.blind import BITS, TOKEN_BYTES
from linli.domains.council.rules.poll_grounds import PollGround
from linli.domains.council.rules.polls import Level
from linli.domains.council.views import showing, showing_polls
from linli.kernel.errors import DomainError, Invalid, NotFound
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.database import scope
from linli.platform.ui.answers import add_refusal
from linli.platform.ui.deeds import UNSOUND, attempt

ROWS = 25
LARGEST = 10_000  # bytes of a ballot without a name
DIGITS = BITS // 4


@login_required
@require_safe
def poll_list(request: ActingRequest) -> HttpResponse:
    """Every poll of where the actor works or lives, the newest first."""
    actor = request.actor
    policy.require_anywhere(actor, queries.SEE_POLLS, queries.JOIN_POLLS)
    page = Paginator(queries.polls_visible_to(actor), ROWS).get_page(request.GET.get("page"))
    shown = {
        "base": showing.base(actor),
        "rows": [showing_polls.standing(each) for each in page.object_list],
        "page": page,
        "may_run": actor.holds(queries.RUN_POLLS),
    }
    return render(request, "council/polls/list.html", shown)


@login_required
@never_cache
@require_safe
def poll_page(request: ActingRequest, poll_id: UUID) -> HttpResponse:
    """The items, how many have taken part, one's own part, the public log, and in the end the result."""
    return page_of(request, queries.poll(request.actor, poll_id))


@login_required
@never_cache
@require_POST
def cast(request: ActingRequest, poll_id: UUID) -> HttpResponse:
    """Vote as the person who signed in: by name, or in secret where the browser runs no script."""
    poll = queries.poll(request.actor, poll_id)
    policy.require(request.actor, queries.JOIN_POLLS, at=poll)
    form = PollCastForm(request.POST, items=queries.poll_items(poll))
    if poll.level == Level.SECRET:
        return _secretly(request, poll, form)

    def deed(typed: dict[str, Any]) -> object:
        voter = _place(poll, typed["voter"])
        return actions.cast_in_poll(
            actor=request.actor, poll=poll, voter=voter, said=form.said()
        )  # fmt: skip

    return attempt(
        request, form, deed, done=_("已投票。请记下回执。"), onward=lambda _made: address(poll),
        again=lambda status: page_of(request, poll, status, cast=form),
    )  # fmt: skip


def _secretly(request: ActingRequest, poll: Poll, form: PollCastForm) -> HttpResponse:
    """The receipt stands in the answer itself: carried on in a session it would tell who voted what."""
    if not form.is_valid():
        return page_of(request, poll, UNSOUND, cast=form)
    try:
        voter = _place(poll, form.cleaned_data["voter"])
        receipt = actions.cast_secretly(
            actor=request.actor, poll=poll, voter=voter, said=form.said()
        )
    except DomainError as refusal:
        add_refusal(form, refusal)
        return page_of(request, poll, refusal.status, cast=form)
    shown = {"base": showing.base(request.actor), "poll": poll, "receipt": receipt}
    return render(request, "council/polls/receipt.html", shown)


@login_required
@never_cache
@require_POST
def draw(request: ActingRequest, poll_id: UUID) -> HttpResponse:
    """Strike the voter off the roll and sign what their browser hides; the ballot comes without a name."""
    poll = queries.poll(request.actor, poll_id)
    policy.require(request.actor, queries.JOIN_POLLS, at=poll)
    try:
        number = _integer(request.POST.get("voter", ""), 10, 9)
        blinded = _integer(request.POST.get("blinded", ""), 16, DIGITS)
        signature = actions.draw_ballot(
            actor=request.actor, poll=poll, voter=_place(poll, number), blinded=blinded
        )
    except DomainError as refusal:
        return _refused(refusal)
    return JsonResponse({"signature": f"{signature:x}"})


@csrf_exempt  # it looks at no session, so there is none to be misused
@never_cache
@require_POST
def box(request: HttpRequest, poll_id: UUID) -> HttpResponse:
    """Take a ballot that somebody signed for, without asking who brings it."""
    try:
        poll = queries.poll_without_a_name(poll_id)
        token, signature, said = _dropped(request)
        with transaction.atomic(), scope.limited_to([poll.community_id]):
            return _drop(poll, token, signature, said)
    except DomainError as refusal:
        return _refused(refusal)


def _drop(poll: Poll, token: bytes, signature: int, said: dict[int, str]) -> HttpResponse:
    """A refusal is an answer here, so that its line in the public log stays."""
    try:
        receipt = actions.drop_ballot(poll=poll, token=token, signature=signature, said=said)
    except DomainError as refusal:
        return _refused(refusal)
    return JsonResponse({"receipt": receipt})


@login_required
@require_POST
def object_to_roll(request: ActingRequest, poll_id: UUID) -> HttpResponse:
    """Say that the roll is wrong."""
    poll = queries.poll(request.actor, poll_id)
    policy.require(request.actor, queries.JOIN_POLLS, at=poll)
    form = PollObjectionForm(request.POST)
    return attempt(
        request, form,
        lambda typed: actions.object_to_poll_roll(
            actor=request.actor, poll=poll, ground=PollGround(typed["ground"]),
            words=typed["words"], number=typed["number"],
        ),
        done=_("异议已收到，社区会答复。"), onward=lambda _made: address(poll),
        again=lambda status: page_of(request, poll, status, objection=form),
    )  # fmt: skip


@login_required
@require_safe
def certificate(request: ActingRequest, poll_id: UUID) -> HttpResponse:
    """The certificate, byte for byte as it was published."""
    poll = queries.poll(request.actor, poll_id)
    if not poll.certificate:
        raise NotFound(_("没有找到，或者您没有查看它的权限。"))
    headers = {"Content-Disposition": 'attachment; filename="certificate.json"'}
    return HttpResponse(
        poll.certificate.encode(), content_type="application/json", headers=headers
    )  # fmt: skip


def address(poll: Poll) -> str:
    return reverse("council:poll", args=[poll.pk])


def page_of(request: ActingRequest, poll: Poll, status: int = 200, **forms: Form) -> HttpResponse:
    shown = showing_polls.page(request.actor, poll, forms)
    return render(request, "council/polls/poll.html", shown, status=status)


def _place(poll: Poll, number: int) -> PollVoter:
    """The place with this number; of nobody where there is none, so that the attempt is refused."""
    return queries.poll_voter_numbered(poll, number) or PollVoter(poll=poll)


def _dropped(request: HttpRequest) -> tuple[bytes, int, dict[int, str]]:
    """(token, signature, choices) out of the body; Invalid where it can't be read."""
    wrong = Invalid(_("这张选票读不出来，请刷新页面再试。"))
    if len(request.body) > LARGEST:
        raise wrong
    try:
        told = json.loads(request.body)
        token = bytes.fromhex(told["token"])
        said = {int(number): str(letter) for number, letter in told["said"].items()}
        signature = _integer(told["signature"], 16, DIGITS)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise wrong from None
    if len(token) != TOKEN_BYTES:
        raise wrong
    return token, signature, said


def _integer(text: Any, base: int, most: int) -> int:
    if not isinstance(text, str) or not text.isascii() or not text.isalnum() or len(text) > most:
        raise Invalid(_("这张选票读不出来，请刷新页面再试。"))
    try:
        return int(text, base)
    except ValueError:
        raise Invalid(_("这张选票读不出来，请刷新页面再试。")) from None


def _refused(refusal: DomainError) -> HttpResponse:
    return JsonResponse({"words": str(refusal), "code": refusal.code}, status=refusal.status)
