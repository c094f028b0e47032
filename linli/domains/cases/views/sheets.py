"""Sheets for paper (A4), and the named views of the board."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.core.divisions import queries as divisions
from linli.core.places.qr import picture_of
from linli.domains.cases import actions, queries, words
from linli.domains.cases.forms import BoardForm, ViewForm
from linli.domains.cases.models import Assignment, Case
from linli.domains.cases.rules import Share
from linli.domains.cases.views import showing
from linli.kernel import clock
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest, Actor
from linli.platform.files import queries as files
from linli.platform.ui.deeds import plainly


@login_required
@require_safe
def case_sheet(request: ActingRequest, case_id: UUID) -> HttpResponse:
    """The case on paper (办理单), for those who go there: nobody's phone, no check code."""
    actor, case = request.actor, queries.sheet_of(request.actor, case_id)
    page = reverse("cases:case", args=[case.pk])
    context = {
        "case": case,
        **showing.standing(case),
        "back": page,
        "code": picture_of(request.build_absolute_uri(page)),
        "fact_pairs": showing.facts_of(case, check_code=""),
        "contact": _named(actor, case),
        "clocks": showing.clocks_of(case),
        "share_columns": [_("单位"), _("角色"), _("状态"), _("派出时间"), _("本方时限"), _("办理要求")],
        "share_rows": [_share_row(each) for each in queries.shares_of(case)],
        "steps": showing.steps_of(queries.timeline(actor, case)),
        "photos": files.attached_to(actor, "cases.report", case.pk),
        "result_photos": files.attached_to(actor, "cases.result", case.pk),
        "printed": (actor.name, clock.now()),
    }  # fmt: skip
    return render(request, "cases/sheet.html", context)


def _named(actor: Actor, case: Case) -> queries.Reporter | None:
    """Who reported, masked; paper passes from hand to hand, so never whoever asked for secrecy."""
    contact = queries.reporter_of(actor, case)
    return None if contact is None or contact.is_confidential else contact


def _share_row(share: Assignment) -> list[object]:
    return [
        share.department.name,
        _("主办") if share.is_lead else _("协办"),
        words.SHARE[Share(share.status)],
        showing.moment(share.sent_at),
        showing.moment(share.due_at) if share.is_open else "—",
        share.task or "—",
    ]


@login_required
@require_safe
def list_sheet(request: ActingRequest) -> HttpResponse:
    """The board on paper: the same filter, order and columns as on the screen, without pages."""
    actor, now = request.actor, clock.now()
    policy.require_anywhere(actor, "cases.view")
    form = board_form(request)
    choice = form.choice(now) if form.is_valid() else {"statuses": ()}
    board = queries.board_on_paper(actor, choice)
    context = {
        "back": f"{reverse('cases:list')}?{view_of(request)}",
        "chosen": _said(form),
        "columns": showing.board_columns(),
        "rows": [showing.board_row(line, now) for line in board.lines],
        "cut": board.after is not None,
        "printed": (actor.name, now),
    }
    return render(request, "cases/list_sheet.html", context, status=200 if form.is_valid() else 422)


def board_form(request: ActingRequest) -> BoardForm:
    """The filter of the board as the address has it."""
    return BoardForm(
        request.GET,
        communities=divisions.communities_named(request.actor, "cases.view"),
        categories=queries.category_choices(),
    )


def _said(form: BoardForm) -> list[tuple[Any, Any]]:
    """The filter in words, as the paper says what it is a list of."""
    if not form.is_valid():
        return []
    said = []
    for name, bound in form.fields.items():
        value = form.cleaned_data[name]
        choices: Any = bound.choices if isinstance(bound, forms.ChoiceField) else [(True, _("是"))]
        if value:
            said.append((bound.label, dict(choices)[value]))
    return said


def view_of(request: ActingRequest) -> str:
    """The filter of the board in the address, and nothing else that may stand there."""
    return _kept(request.GET)


def _kept(given: QueryDict) -> str:
    kept = QueryDict(mutable=True)
    for key in BoardForm.base_fields:
        if value := given.get(key):
            kept[key] = str(value)
    return kept.urlencode()


@login_required
@require_POST
def save_view(request: ActingRequest) -> HttpResponse:
    """Name the filter that the board was opened with."""
    form = ViewForm(request.POST)
    query = _kept(QueryDict(request.POST.get("query", "")))
    back = f"{reverse('cases:list')}?{query}"
    policy.require_anywhere(request.actor, "cases.view")
    if not form.is_valid():
        messages.error(request, _("请给这个视图起个名字，最多 20 个字。"))
        return redirect(back)
    name = form.cleaned_data["name"]
    return plainly(
        request, lambda: actions.save_view(actor=request.actor, name=name, query=query),
        done=_("已保存到“我的视图”。"), onward=back,
    )  # fmt: skip


@login_required
@require_POST
def remove_view(request: ActingRequest, view_id: UUID) -> HttpResponse:
    policy.require_anywhere(request.actor, "cases.view")
    view = queries.saved_view(request.actor, view_id)
    return plainly(
        request, lambda: actions.remove_view(actor=request.actor, view=view),
        done=_("已删去这个视图。"), onward=reverse("cases:list"),
    )  # fmt: skip
