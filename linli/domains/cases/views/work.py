"""The deeds of staff on one case, each a POST from the page of that case."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.domains.cases import actions, queries
from linli.domains.cases.actions import Answer
from linli.domains.cases.forms import (
    CallBackForm,
    DeclineForm,
    PartDoneForm,
    ReasonForm,
    ReplyForm,
    ResultForm,
)
from linli.domains.cases.models import Assignment, Case
from linli.domains.cases.rules import Ground, Result, Satisfaction, Urgency
from linli.domains.cases.views.case import dispatch_form, reclassify_form, show_case, whistle_form
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.ui.deeds import attempt, plainly


def case_for(request: ActingRequest, case_id: UUID, needs: str) -> Case:
    """The case, of whoever may do to it what `needs` says; their form is read after that."""
    case = queries.get(request.actor, case_id)
    policy.require(request.actor, needs, at=case)
    return case


def share_for(request: ActingRequest, assignment_id: UUID) -> Assignment:
    """The share, of whoever may handle it for its department."""
    share = queries.share(request.actor, assignment_id)
    policy.require(request.actor, "cases.handle", at=share.case, department_id=share.department_id)
    return share


def from_form(
    request: ActingRequest,
    case: Case,
    name: str,
    form: forms.Form,
    deed: Callable[[dict[str, Any]], Any],
    done: str,
) -> HttpResponse:
    """Do `deed` with what was typed; on refusal the page of the case again, nothing lost."""
    return attempt(
        request, form, deed, done=done,
        onward=lambda _outcome: reverse("cases:case", args=[case.pk]),
        again=lambda status: show_case(request, case, {name: form}, status),
    )  # fmt: skip


@login_required
@require_POST
def take(request: ActingRequest, case_id: UUID) -> HttpResponse:
    case = queries.get(request.actor, case_id)
    return plainly(
        request,
        lambda: actions.take_case(actor=request.actor, case=case),
        done=_("已由您接手，别人会看到。"),
        onward=reverse("cases:case", args=[case_id]),
    )


@login_required
@require_POST
def release(request: ActingRequest, case_id: UUID) -> HttpResponse:
    case = queries.get(request.actor, case_id)
    return plainly(
        request,
        lambda: actions.release_case(actor=request.actor, case=case),
        done=_("已放回，别人可以接手。"),
        onward=reverse("cases:case", args=[case_id]),
    )


@login_required
@require_POST
def mediate(request: ActingRequest, case_id: UUID) -> HttpResponse:
    case = queries.get(request.actor, case_id)
    return plainly(
        request,
        lambda: actions.send_to_mediation(actor=request.actor, case=case),
        done=_("已转人民调解委员会，结果会写进经过。"),
        onward=reverse("cases:case", args=[case_id]),
    )


@login_required
@require_POST
def dispatch(request: ActingRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, "cases.dispatch")

    def deed(typed: dict[str, Any]) -> Case:
        return actions.dispatch_case(
            actor=request.actor,
            case=case,
            category=typed["category"],
            lead=typed["lead"],
            co_handlers=list(typed["co_handlers"]),
            task=typed["task"],
            seen_version=typed["version"],
        )

    form = dispatch_form(case, request.POST)
    return from_form(request, case, "dispatch", form, deed, _("已派单，各单位已收到通知。"))


@login_required
@require_POST
def whistle(request: ActingRequest, case_id: UUID) -> HttpResponse:
    """Call further departments to the case (吹哨)."""
    case = queries.get(request.actor, case_id)
    policy.require_anywhere(request.actor, "cases.whistle")

    def deed(typed: dict[str, Any]) -> Any:
        return actions.whistle(
            actor=request.actor,
            case=case,
            departments=list(typed["departments"]),
            reason=typed["reason"],
        )

    form = whistle_form(case, request.POST)
    return from_form(request, case, "whistle", form, deed, _("哨已吹响，各单位已收到通知。"))


@login_required
@require_POST
def reclassify(request: ActingRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, "cases.dispatch")

    def deed(typed: dict[str, Any]) -> Case:
        return actions.reclassify_case(
            actor=request.actor,
            case=case,
            category=typed["category"],
            urgency=Urgency(typed["urgency"]),
            reason=typed["reason"],
        )

    form = reclassify_form(case, request.POST)
    return from_form(request, case, "reclassify", form, deed, _("已重新归类，时限已重新计算。"))


@login_required
@require_POST
def decline(request: ActingRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, "cases.decline")

    def deed(typed: dict[str, Any]) -> Case:
        return actions.decline_case(
            actor=request.actor,
            case=case,
            ground=Ground(typed["ground"]),
            explanation=typed["explanation"],
            earlier=typed["earlier"],
        )

    form = DeclineForm(request.POST, prefix="decline")
    return from_form(request, case, "decline", form, deed, _("已答复居民不予受理。"))


@login_required
@require_POST
def feedback(request: ActingRequest, case_id: UUID) -> HttpResponse:
    policy.require_anywhere(request.actor, "cases.feedback")
    case = queries.get(request.actor, case_id)

    def deed(typed: dict[str, Any]) -> Case:
        return actions.give_feedback(actor=request.actor, case=case, words=typed["words"])

    form = ReplyForm(request.POST, prefix="feedback")
    return from_form(request, case, "feedback", form, deed, _("已回复居民。"))


@login_required
@require_POST
def call_back(request: ActingRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, "cases.call_back")

    def deed(typed: dict[str, Any]) -> Case:
        return actions.call_back(
            actor=request.actor,
            case=case,
            answer=answer_of(typed),
            close_unsolved=typed["close_unsolved"],
        )

    form = CallBackForm(request.POST, prefix="call_back")
    return from_form(request, case, "call_back", form, deed, _("回访已记录。"))


def answer_of(typed: dict[str, Any]) -> Answer:
    """What the form of a call says."""
    if typed["reached"] != "yes":
        return Answer(reached=False, note=typed["note"])
    return Answer(
        reached=True,
        solved={"yes": True, "no": False}.get(typed["solved"]),
        satisfaction=Satisfaction(typed["satisfaction"]) if typed["satisfaction"] else None,
        note=typed["note"],
    )


@login_required
@require_POST
def reveal(request: ActingRequest, case_id: UUID) -> HttpResponse:
    """Show the reporter's name and phone once, for a reason that they will be able to read."""
    case = case_for(request, case_id, "cases.reveal")
    form = ReasonForm(request.POST, prefix="reveal")
    if not form.is_valid():
        return show_case(request, case, {"reveal": form}, 422)
    reason = form.cleaned_data["reason"]
    request.revealed = queries.contact_shown(request.actor, case, reason)  # type: ignore[attr-defined]
    return show_case(request, case)


@login_required
@require_POST
def accept(request: ActingRequest, assignment_id: UUID) -> HttpResponse:
    share = queries.share(request.actor, assignment_id)
    return plainly(
        request,
        lambda: actions.accept_share(actor=request.actor, assignment=share),
        done=_("已签收，时限继续计算。"),
        onward=reverse("cases:case", args=[share.case_id]),
    )


@login_required
@require_POST
def resume(request: ActingRequest, assignment_id: UUID) -> HttpResponse:
    share = queries.share(request.actor, assignment_id)
    return plainly(
        request,
        lambda: actions.resume_share(actor=request.actor, assignment=share),
        done=_("已恢复计时。"),
        onward=reverse("cases:case", args=[share.case_id]),
    )


def _with_reason(
    request: ActingRequest, share: Assignment, action: Callable[..., Any], done: str
) -> HttpResponse:

    def deed(typed: dict[str, Any]) -> Any:
        return action(actor=request.actor, assignment=share, reason=typed["reason"])

    form = ReasonForm(request.POST, prefix="reason")
    return from_form(request, share.case, "reason", form, deed, done)


@login_required
@require_POST
def pause(request: ActingRequest, assignment_id: UUID) -> HttpResponse:
    return _with_reason(
        request,
        share_for(request, assignment_id),
        actions.pause_share,
        _("已暂停计时，剩余时间保留。"),
    )


@login_required
@require_POST
def withdraw(request: ActingRequest, assignment_id: UUID) -> HttpResponse:
    share = queries.share(request.actor, assignment_id)
    policy.require(request.actor, "cases.dispatch", at=share.case)
    return _with_reason(request, share, actions.withdraw_share, _("已撤回派单。"))


@login_required
@require_POST
def finish(request: ActingRequest, assignment_id: UUID) -> HttpResponse:
    share = share_for(request, assignment_id)

    def deed(typed: dict[str, Any]) -> Any:
        return actions.finish_share(
            actor=request.actor, assignment=share, words=typed["words"], photos=typed["photos"]
        )

    form = PartDoneForm(request.POST, request.FILES, prefix="finish")
    return from_form(request, share.case, "finish", form, deed, _("已上报，主办单位会看到。"))


@login_required
@require_POST
def result(request: ActingRequest, assignment_id: UUID) -> HttpResponse:
    share = share_for(request, assignment_id)

    def deed(typed: dict[str, Any]) -> Case:
        return actions.report_result(
            actor=request.actor,
            assignment=share,
            result=Result(typed["result"]),
            words=typed["words"],
            photos=typed["photos"],
        )

    form = ResultForm(request.POST, request.FILES, prefix="result")
    return from_form(request, share.case, "result", form, deed, _("结果已上报，等待回访居民。"))
