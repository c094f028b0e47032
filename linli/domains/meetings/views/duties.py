"""What resolutions ask for: mine, everybody's, and the page of one."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.domains.meetings import actions, queries, rules
from linli.domains.meetings.forms import AcceptForm, EvidenceForm, HandOverForm, SendBackForm
from linli.domains.meetings.models import Duty
from linli.kernel import clock
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.ui.deeds import attempt
from linli.platform.ui.frame import address

ROWS = 25


@login_required
@require_safe
def duty_list(request: ActingRequest) -> HttpResponse:
    """What the actor has to do, then all that signed minutes ask for here."""
    policy.require_anywhere(request.actor, "meetings.view")
    now = clock.now()
    page = Paginator(queries.duties(request.actor), ROWS).get_page(request.GET.get("page"))
    context = {
        "own": [(each, each.is_late(now)) for each in queries.own_duties(request.actor)],
        "rows": [(each, each.is_late(now)) for each in page.object_list],
        "page": page,
    }
    return render(request, "meetings/duties.html", context)


@login_required
@require_safe
def duty_page(request: ActingRequest, duty_id: UUID) -> HttpResponse:
    return _show(request, queries.duty(request.actor, duty_id))


@login_required
@require_POST
def report(request: ActingRequest, duty_id: UUID) -> HttpResponse:
    duty = queries.duty(request.actor, duty_id)
    policy.require(request.actor, "meetings.propose", at=duty)
    form = EvidenceForm(request.POST, prefix="report")

    def deed(typed: dict[str, Any]) -> Duty:
        return actions.report_duty(actor=request.actor, duty=duty, evidence=typed["evidence"])

    return attempt(
        request, form, deed, done=_("已登记，等另一位确认。"), onward=lambda _duty: _page_of(duty),
        again=lambda status: _show(request, duty, {"report": form}, status),
    )  # fmt: skip


@login_required
@require_POST
def confirm(request: ActingRequest, duty_id: UUID) -> HttpResponse:
    duty = queries.duty(request.actor, duty_id)
    policy.require(request.actor, "meetings.propose", at=duty)
    form = AcceptForm(request.POST, prefix="confirm")
    form.fields["instead"].required = False  # the deed knows who has to say why

    def deed(typed: dict[str, Any]) -> Duty:
        return actions.confirm_duty(actor=request.actor, duty=duty, instead=typed["instead"])

    return attempt(
        request, form, deed, done=_("已确认落实。"), onward=lambda _duty: _page_of(duty),
        again=lambda status: _show(request, duty, {"confirm": form}, status),
    )  # fmt: skip


@login_required
@require_POST
def send_back(request: ActingRequest, duty_id: UUID) -> HttpResponse:
    duty = queries.duty(request.actor, duty_id)
    policy.require(request.actor, "meetings.propose", at=duty)
    form = SendBackForm(request.POST, prefix="send_back")

    def deed(typed: dict[str, Any]) -> Duty:
        return actions.send_back_duty(actor=request.actor, duty=duty, reason=typed["reason"])

    return attempt(
        request, form, deed, done=_("已退回，请继续办理。"), onward=lambda _duty: _page_of(duty),
        again=lambda status: _show(request, duty, {"send_back": form}, status),
    )  # fmt: skip


@login_required
@require_POST
def send_to_cases(request: ActingRequest, duty_id: UUID) -> HttpResponse:
    duty = queries.duty(request.actor, duty_id)
    policy.require(request.actor, "meetings.record", at=duty)
    form = HandOverForm(request.POST, prefix="send")

    def deed(typed: dict[str, Any]) -> Duty:
        return actions.send_to_cases(actor=request.actor, duty=duty, words=typed["words"])

    return attempt(
        request, form, deed, done=_("已转为事件办理。"), onward=lambda _duty: _page_of(duty),
        again=lambda status: _show(request, duty, {"send": form}, status),
    )  # fmt: skip


def _page_of(duty: Duty) -> str:
    return reverse("meetings:duty", args=[duty.pk])


def _show(
    request: ActingRequest, duty: Duty, wrong: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    typed, actor = wrong or {}, request.actor
    may_judge = queries.may_accept(actor, duty) and actor.account_id not in {
        duty.reported_by, duty.seat.account_id,
    }  # fmt: skip
    stands_in = queries.raiser_of(duty) not in {None, actor.account_id}
    may_report = policy.allows(actor, "meetings.propose", duty) and queries.may_report(actor, duty)
    context = {
        "duty": duty,
        "case_url": duty.case_id and address("cases:case", duty.case_id),
        "is_late": duty.is_late(clock.now()),
        "may_report": duty.status == rules.Duty.DUE and may_report,
        "may_judge": duty.status == rules.Duty.REPORTED and may_judge,
        "report_form": typed.get("report") or EvidenceForm(prefix="report"),
        "stands_in": stands_in,
        "accept_form": typed.get("confirm") or AcceptForm(prefix="confirm"),
        "send_back_form": typed.get("send_back") or SendBackForm(prefix="send_back"),
        "may_send": duty.status == rules.Duty.DUE
        and duty.sent_at is None
        and policy.allows(actor, "meetings.record", duty),
        "send_form": typed.get("send") or HandOverForm(prefix="send", initial={"words": duty.task}),
        "wrong": next(iter(typed.values()), None),
    }
    return render(request, "meetings/duty.html", context, status=status)
