"""Cases that shouldn't count: asked for by a party, decided by somebody else, appealed once."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.domains.cases import actions, queries, words
from linli.domains.cases.forms import AppealForm, ExclusionForm, VerdictForm
from linli.domains.cases.models import Case, Exclusion
from linli.domains.cases.rules.rulings import Verdict
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.files import queries as files
from linli.platform.ui.components.tables import Column, address_of, link
from linli.platform.ui.deeds import attempt

ASK = "cases.ask_exclusion"


@login_required
@require_safe
def waiting(request: ActingRequest) -> HttpResponse:
    """What the actor may decide or hear."""
    found = queries.open_exclusions(request.actor)
    shown = {
        "columns": [
            Column(_("编号"), "number"), Column(_("理由"), "main"), _("谁申请"), _("等待什么"),
        ],
        "rows": [_row(each) for each in found],
    }  # fmt: skip
    return render(request, "cases/exclusions.html", shown)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: ActingRequest, case_id: UUID) -> HttpResponse:
    """A party's wish, on a page of its own."""
    case = queries.get(request.actor, case_id)
    department_id = _party(request, case)
    policy.require(request.actor, ASK, at=case, department_id=department_id)
    form = ExclusionForm(
        request.POST or None, request.FILES or None, grounds=queries.grounds(), prefix="exclude"
    )

    def page(status: int) -> HttpResponse:
        return render(request, "cases/exclude.html", {"case": case, "form": form}, status=status)

    def deed(typed: dict[str, Any]) -> Exclusion:
        return actions.ask_exclusion(
            actor=request.actor, case=case, ground=typed["ground"], words=typed["words"],
            photos=typed["photos"], department_id=department_id,
        )  # fmt: skip

    if request.method != "POST":
        return page(200)
    return attempt(
        request, form, deed, done=_("已申请，等待没有参与办理的人决定。"),
        onward=lambda asked: reverse("cases:exclusion", args=[asked.pk]), again=page,
    )  # fmt: skip


@login_required
@require_safe
def exclusion(request: ActingRequest, exclusion_id: UUID) -> HttpResponse:
    return _page(request, queries.exclusion(request.actor, exclusion_id))


@login_required
@require_POST
def decide(request: ActingRequest, exclusion_id: UUID) -> HttpResponse:
    return _rule(request, exclusion_id, "decide", "cases.decide_exclusion")


@login_required
@require_POST
def hear(request: ActingRequest, exclusion_id: UUID) -> HttpResponse:
    return _rule(request, exclusion_id, "hear", "cases.hear_appeal")


@login_required
@require_POST
def appeal(request: ActingRequest, exclusion_id: UUID) -> HttpResponse:
    asked = queries.exclusion(request.actor, exclusion_id)
    policy.require(request.actor, ASK, at=asked, department_id=asked.department_id)
    form = AppealForm(request.POST, prefix="appeal")

    def deed(typed: dict[str, Any]) -> Exclusion:
        return actions.appeal_exclusion(actor=request.actor, exclusion=asked, words=typed["appeal"])

    return _answer(request, asked, "appeal", form, deed, _("已申诉，等待上一级裁定。"))


def _rule(request: ActingRequest, exclusion_id: UUID, name: str, needs: str) -> HttpResponse:
    asked = queries.exclusion(request.actor, exclusion_id)
    policy.require(request.actor, needs, at=asked)
    rule = actions.decide_exclusion if name == "decide" else actions.hear_appeal
    form = VerdictForm(request.POST, prefix=name)

    def deed(typed: dict[str, Any]) -> Exclusion:
        return rule(
            actor=request.actor, exclusion=asked, verdict=Verdict(typed["verdict"]),
            words=typed["words"],
        )  # fmt: skip

    return _answer(request, asked, name, form, deed, _("已决定，申请的单位会看到。"))


def _answer(
    request: ActingRequest, asked: Exclusion, name: str, form: forms.Form, deed: Any, done: str
) -> HttpResponse:
    return attempt(
        request, form, deed, done=done,
        onward=lambda _done: reverse("cases:exclusion", args=[asked.pk]),
        again=lambda status: _page(request, asked, {name: form}, status),
    )  # fmt: skip


def _page(
    request: ActingRequest,
    asked: Exclusion,
    typed: dict[str, forms.Form] | None = None,
    status: int = 200,
) -> HttpResponse:
    actor = request.actor
    empty = {
        "decide": VerdictForm(prefix="decide"), "hear": VerdictForm(prefix="hear"),
        "appeal": AppealForm(prefix="appeal"),
    }  # fmt: skip
    asks = policy.allows(actor, ASK, asked, department_id=asked.department_id)
    shown = {
        "asked": asked,
        "who": asked.department.name if asked.department else _("社区"),
        "verdict": words.VERDICT[Verdict(asked.verdict) if asked.verdict else ""],
        "appeal_verdict": words.VERDICT[
            Verdict(asked.appeal_verdict) if asked.appeal_verdict else ""
        ],
        "photos": files.attached_to(actor, "cases.exclusion", asked.pk),
        "may_open": queries.visible_to(actor).filter(pk=asked.case_id).exists(),
        "may": {
            "decide": asked.is_open and policy.allows(actor, "cases.decide_exclusion", asked),
            "appeal": asks and not asked.is_open and asked.appealed_at is None,
            "hear": asked.is_appealed and policy.allows(actor, "cases.hear_appeal", asked),
        },
        "forms": empty | (typed or {}),
        "wrong": next(iter((typed or {}).values()), None),
    }
    return render(request, "cases/exclusion.html", shown, status=status)


def _row(asked: Exclusion) -> list[object]:
    return [
        link(asked.case.number, address_of("cases:exclusion", asked.pk)),
        asked.ground.called,
        asked.department.name if asked.department else asked.case.community.name,
        _("申诉裁定") if asked.is_appealed else _("第一次决定"),
    ]


def _party(request: ActingRequest, case: Case) -> UUID | None:
    """For which department the actor asks; None where they ask for the community."""
    if policy.allows(request.actor, ASK, case):
        return None
    mine = request.actor.departments(ASK)
    return next((s.department_id for s in queries.shares_of(case) if s.department_id in mine), None)
