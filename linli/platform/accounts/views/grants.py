"""Giving roles, taking them back, and confirming those of administrators."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from linli.kernel.errors import DomainError
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.accounts import actions, places, queries
from linli.platform.accounts.forms import GrantForm, ReasonForm
from linli.platform.accounts.words import role_title, shown_grants
from linli.platform.ui.answers import add_refusal


@require_http_methods(["GET", "POST"])
def give(request: ActingRequest, account_id: UUID) -> HttpResponse:
    """Choose a role and a place; administrators' roles then wait for a second person."""
    policy.require_anywhere(request.actor, "access.grant")
    account = queries.account(request.actor, account_id)
    roles = [(role.key, role_title(role)) for role in queries.roles(request.actor)]
    chosen = places.picker(request.actor.areas("access.grant"), request.GET.get("at", ""))
    form = GrantForm(
        request.POST or None,
        roles=roles,
        departments=chosen.departments,
        initial={"area": chosen.here.code},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            grant = actions.grant_role(
                request.actor, account, given["role"], given["area"], given["department"]
            )
        except DomainError as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(
                request,
                _("角色已授予。") if grant.in_force_at else _("已提出，等待另一位管理员确认。"),
            )
            return redirect("accounts:detail", account_id=account.pk)
    page = {"form": form, "account": account, "picker": chosen}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "accounts/grant.html", page, status=status)


@require_http_methods(["GET", "POST"])
def end(request: ActingRequest, grant_id: UUID) -> HttpResponse:
    grant = queries.grant(request.actor, grant_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_grant(request.actor, grant, form.cleaned_data["reason"])
        except DomainError as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("角色已收回，立即生效。"))
            return redirect("accounts:detail", account_id=grant.account_id)
    page = {"form": form, "grant": grant, "account": grant.account}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "accounts/end_grant.html", page, status=status)


@require_GET
def proposals(request: ActingRequest) -> HttpResponse:
    """The administrators' grants that wait for a second person."""
    policy.require_anywhere(request.actor, "access.confirm")
    page = {
        "proposals": shown_grants(queries.proposals(request.actor)),
        "me": request.actor.account_id,
    }
    return render(request, "accounts/proposals.html", page)


@require_POST
def confirm(request: ActingRequest, grant_id: UUID) -> HttpResponse:
    actions.confirm_grant(request.actor, queries.grant(request.actor, grant_id))
    messages.success(request, _("已确认，角色即时生效。"))
    return redirect("accounts:proposals")
