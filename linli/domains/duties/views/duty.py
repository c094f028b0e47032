"""One duty: what is said of it, what came with it, what was decided."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.domains.duties import actions, queries, rules, words
from linli.domains.duties.forms import LastDayForm, MergeForm, ReasonForm, ReviseForm, SupportForm
from linli.domains.duties.models import Duty
from linli.domains.duties.rules import MOVES, Move, Origin, Status
from linli.domains.duties.views import showing
from linli.kernel import clock
from linli.kernel.errors import NotFound
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.ui.deeds import attempt, plainly

LIVING = (Status.PROPOSED, Status.IN_FORCE)
DECIDED: dict[Move, Callable[..., Duty]] = {
    Move.REFUSE: actions.refuse,
    Move.KEEP: actions.keep,
    Move.RETURN: actions.return_duty,
}


@login_required
@require_safe
def duty_page(request: ActingRequest, duty_id: UUID) -> HttpResponse:
    """Everything about one duty."""
    return _show(request, queries.get(request.actor, duty_id))


@login_required
@require_POST
def revise(request: ActingRequest, duty_id: UUID) -> HttpResponse:
    """Put right what is said of it."""
    duty = _may(request, duty_id, "duties.propose")
    form = ReviseForm(request.POST)
    return _deed(
        request, duty, "revise", form,
        lambda typed: actions.revise_duty(
            actor=request.actor, duty=duty, told=form.told(), seen_version=typed["version"]
        ),
    )  # fmt: skip


@login_required
@require_POST
def support(request: ActingRequest, duty_id: UUID) -> HttpResponse:
    """Record what came with it."""
    duty = _may(request, duty_id, "duties.support")
    form = SupportForm(request.POST)
    return _deed(
        request, duty, "support", form,
        lambda _typed: actions.add_support(
            actor=request.actor, duty=duty, backing=form.backing()
        ),
    )  # fmt: skip


@login_required
@require_POST
def end_support(request: ActingRequest, duty_id: UUID, support_id: UUID) -> HttpResponse:
    """Say on which day something that came with it ends."""
    duty = _may(request, duty_id, "duties.support")
    found = duty.supports.filter(pk=support_id).select_related("duty").first()
    if found is None:
        raise NotFound(_("没有找到，或者您没有查看它的权限。"))
    return _deed(
        request, duty, "end_support", LastDayForm(request.POST),
        lambda typed: actions.end_support(actor=request.actor, support=found, **typed),
    )  # fmt: skip


@login_required
@require_POST
def admit(request: ActingRequest, duty_id: UUID) -> HttpResponse:
    """Put it on the list."""
    duty = _may(request, duty_id, "duties.decide")
    return plainly(
        request, lambda: actions.admit(actor=request.actor, duty=duty), done=_("已准入清单。"),
        onward=address(duty),
    )  # fmt: skip


@login_required
@require_POST
def decide(request: ActingRequest, duty_id: UUID, move: str) -> HttpResponse:
    """Refuse, keep or return it, with a reason."""
    duty = _may(request, duty_id, "duties.decide")
    return _deed(
        request, duty, move, ReasonForm(request.POST),
        lambda typed: DECIDED[Move(move)](actor=request.actor, duty=duty, **typed),
    )  # fmt: skip


@login_required
@require_POST
def merge(request: ActingRequest, duty_id: UUID) -> HttpResponse:
    """Let it go up in another."""
    duty = _may(request, duty_id, "duties.decide")
    return _deed(
        request, duty, Move.MERGE, MergeForm(request.POST, others=queries.others(duty)),
        lambda typed: actions.merge(actor=request.actor, duty=duty, **typed),
    )  # fmt: skip


def address(duty: Duty) -> str:
    return reverse("duties:duty", args=[duty.pk])


def _may(request: ActingRequest, duty_id: UUID, permission: str) -> Duty:
    duty = queries.get(request.actor, duty_id)
    policy.require(request.actor, permission, at=duty)
    return duty


def _deed(
    request: ActingRequest, duty: Duty, name: str, form: Form, deed: Callable[[dict[str, Any]], Any]
) -> HttpResponse:
    return attempt(
        request, form, deed, done=_("已保存。"), onward=lambda _made: address(duty),
        again=lambda status: _show(request, duty, {name: form}, status),
    )  # fmt: skip


def _show(
    request: ActingRequest, duty: Duty, typed: dict[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    forms, today = typed or {}, clock.local_date(clock.now())
    supports = list(duty.supports.all())
    given = [rules.Given(rules.Kind(each.kind), each.from_on, each.until_on) for each in supports]
    is_living = duty.status in LIVING
    may = {
        deed: is_living and policy.allows(request.actor, f"duties.{deed}", at=duty)
        for deed in ("propose", "support", "decide")
    }
    moves = [move for was, move in MOVES if was == duty.status] if may["decide"] else []
    if duty.origin == Origin.STATUTORY and Move.RETURN in moves:
        moves.remove(Move.RETURN)
    shown = {
        "duty": duty,
        "hours": showing.plain(duty.hours),
        "missing": showing.needs(rules.lacking(Origin(duty.origin), given, today)),
        "supports": [(each, rules.Kind(each.kind), _holds(each, today)) for each in supports],
        "steps": list(duty.steps.all()),
        "revise_form": may["propose"] and (forms.get("revise") or ReviseForm.of(duty)),
        "support_form": may["support"] and (forms.get("support") or SupportForm()),
        "last_day_form": may["support"] and (forms.get("end_support") or LastDayForm()),
        "may_admit": Move.ADMIT in moves,
        "decisions": [
            (move, words.MOVE[move], forms.get(move) or ReasonForm(auto_id=f"{move}_%s"))
            for move in moves
            if move in DECIDED
        ],
        "merge_form": Move.MERGE in moves
        and (forms.get(Move.MERGE) or MergeForm(others=queries.others(duty), auto_id="merge_%s")),
        "wrong": next(iter(forms.values()), None),
    }
    return render(request, "duties/duty.html", shown, status=status)


def _holds(support: Any, today: Any) -> bool:
    return rules.Given(rules.Kind(support.kind), support.from_on, support.until_on).holds(today)
