"""What everybody who belongs to a vote may do: read it, cast, object, count again."""

from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from linli.domains.council import actions, queries
from linli.domains.council.forms import AnswerForm, CastForm, ObjectionForm
from linli.domains.council.models import Ballot, RollVoter, Vote
from linli.domains.council.rules import recount
from linli.domains.council.rules.grounds import Ground
from linli.domains.council.rules.life import Status, is_open
from linli.domains.council.views import showing
from linli.kernel import clock
from linli.kernel.errors import NotFound
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.ui.deeds import attempt

ROWS = 25


@login_required
@require_safe
def vote_list(request: ActingRequest) -> HttpResponse:
    """Every vote of where the actor works or lives, the newest first."""
    actor = request.actor
    policy.require_anywhere(actor, queries.VIEW, queries.VOTE)
    page = Paginator(queries.visible_to(actor), ROWS).get_page(request.GET.get("page"))
    shown = {
        "base": showing.base(actor),
        "rows": [showing.standing(each) for each in page.object_list],
        "page": page,
        "may_notice": actor.holds("council.notice"),
        "may_import": actor.holds("council.import"),
    }
    return render(request, "council/list.html", shown)


@login_required
@never_cache
@require_safe
def vote_page(request: ActingRequest, vote_id: UUID) -> HttpResponse:
    """The items, how many have taken part, one's own ballot, and in the end the result."""
    return page_of(request, queries.get(request.actor, vote_id))


@login_required
@require_POST
def cast(request: ActingRequest, vote_id: UUID) -> HttpResponse:
    """Vote as the owner who signed in."""
    vote = queries.get(request.actor, vote_id)
    policy.require(request.actor, queries.VOTE, at=vote)
    form = CastForm(request.POST, items=queries.items_of(vote))

    def deed(typed: dict[str, Any]) -> Ballot:
        voter = queries.voter_numbered(vote, typed["voter"]) or RollVoter(vote=vote)
        return actions.cast_ballot(
            actor=request.actor, vote=vote, voter=voter, choices=form.choices()
        )

    return attempt(
        request, form, deed, done=_("已投票。请记下回执。"), onward=lambda _made: address(vote),
        again=lambda status: page_of(request, vote, status, cast=form),
    )  # fmt: skip


@login_required
@require_POST
def object_to_roll(request: ActingRequest, vote_id: UUID) -> HttpResponse:
    """Say that the roll is wrong about a door."""
    vote = queries.get(request.actor, vote_id)
    policy.require(request.actor, "council.object", at=vote)
    form = ObjectionForm(request.POST)
    return attempt(
        request, form,
        lambda typed: actions.object_to_roll(
            actor=request.actor, vote=vote, label=typed["label"], ground=Ground(typed["ground"]),
            words=typed["words"],
        ),
        done=_("异议已收到，社区会答复。"), onward=lambda _made: address(vote),
        again=lambda status: page_of(request, vote, status, objection=form),
    )  # fmt: skip


@login_required
@require_safe
def certificate(request: ActingRequest, vote_id: UUID) -> HttpResponse:
    """The certificate, byte for byte as it was published."""
    vote = queries.get(request.actor, vote_id)
    if not vote.certificate:
        raise NotFound(_("没有找到，或者您没有查看它的权限。"))
    return _file(vote.certificate, "application/json", "certificate.json")


@login_required
@require_safe
def counter(request: ActingRequest) -> HttpResponse:
    """The script that counts a certificate again, as it runs here."""
    policy.require_anywhere(request.actor, queries.VIEW, queries.VOTE)
    script = Path(recount.__file__).read_text(encoding="utf-8")
    return _file(script, "text/x-python; charset=utf-8", "recount.py")


def address(vote: Vote) -> str:
    return reverse("council:vote", args=[vote.pk])


def page_of(request: ActingRequest, vote: Vote, status: int = 200, **forms: Form) -> HttpResponse:
    actor, now = request.actor, clock.now()
    is_ready = vote.status == Status.READY
    votes_now = is_ready and is_open(vote.opens_at, vote.closes_at, now)
    may = {
        deed: policy.allows(actor, f"council.{deed}", at=vote)
        for deed in ("fix_roll", "enter", "object")
    }
    shown = {
        "base": showing.base(actor),
        **showing.standing(vote),
        "items": showing.items(vote),
        "quorum": showing.quorum(vote) if vote.roll_fixed_at else None,
        "result": showing.result(vote),
        "may_fix": may["fix_roll"] and vote.status == Status.NOTICED and now < vote.opens_at,
        "may_enter": votes_now and queries.may_enter(actor, vote),
        "may_pass": may["fix_roll"] and is_ready and now < vote.closes_at,
        "may_prove": may["enter"] and vote.status != Status.LAPSED,
        "may_authorise": may["enter"] and is_ready and now < vote.closes_at,
        **showing.course(actor, vote),
        "objection_form": may["object"] and is_ready and forms.get("objection", ObjectionForm()),
        "objections": queries.objections_of(actor, vote),
        "answer_form": may["fix_roll"] and is_ready and forms.get("answer", AnswerForm()),
        **_own_part(request, vote, votes_now, forms.get("cast")),
    }
    return render(request, "council/vote.html", shown, status=status)


def _own_part(
    request: ActingRequest, vote: Vote, votes_now: bool, typed: Form | None
) -> dict[str, object]:
    """The resident's receipts, and the form for the first place on the roll that hasn't voted."""
    voters = queries.own_voters(request.actor, vote)
    ballots = queries.ballots_by(voters)
    done = {each.voter_id for each in ballots}
    left = [each for each in voters if each.pk not in done]
    form = None
    if votes_now and left:
        initial = {"voter": left[0].number}
        form = typed or CastForm(items=queries.items_of(vote), initial=initial)
    homes = "、".join(unit.label for unit in left[0].units.all()) if left else ""
    return {"cast_form": form, "wrong": typed, "homes": homes, "ballots": ballots}


def _file(body: str, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body.encode(), content_type=kind, headers=headers)
