"""The list of accounts, and the page of one."""

from collections.abc import Callable
from http import HTTPStatus
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from linli.kernel.errors import DomainError
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest, Actor
from linli.platform.accounts import actions, queries
from linli.platform.accounts.forms import FilterForm, ReasonForm, StaffForm
from linli.platform.accounts.models import Account
from linli.platform.accounts.words import FACTORS, facts_about, shown_accounts, shown_grants
from linli.platform.ui.answers import add_refusal

PER_PAGE = 25


@require_GET
def index(request: ActingRequest) -> HttpResponse:
    form = FilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = queries.list_accounts(request.actor, **wanted)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": shown_accounts(page),
        "may": _may(request.actor),
    }
    return render(request, "accounts/list.html", context)


@require_GET
def detail(request: ActingRequest, account_id: UUID) -> HttpResponse:
    account = queries.account(request.actor, account_id)
    page = {
        "account": account,
        "facts": facts_about(account),
        "held": shown_grants(queries.held_by(account)),
        "factors": [FACTORS[kind] for kind in queries.factors_of(account)],
        "session_count": queries.sessions_of(account).count(),
        "may": _may(request.actor, account.area),
        "is_self": account.pk == request.actor.account_id,
    }
    return render(request, "accounts/detail.html", page)


@require_http_methods(["GET", "POST"])
def create(request: ActingRequest) -> HttpResponse:
    """Enter a member of staff; the page after it shows the link by which they set a password."""
    policy.require_anywhere(request.actor, "accounts.open")
    form = StaffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            account = actions.create_staff(request.actor, **form.cleaned_data)
            return _shown_slip(request, account)
        except DomainError as refusal:
            add_refusal(form, refusal)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "accounts/create.html", {"form": form}, status=status)


@require_POST
def set_up(request: ActingRequest, account_id: UUID) -> HttpResponse:
    """A new link for whoever lost the password; shown this once."""
    return _shown_slip(request, queries.account(request.actor, account_id))


@never_cache
def _shown_slip(request: ActingRequest, account: Account) -> HttpResponse:
    slip = actions.issue_set_up(request.actor, account)
    path = reverse("account:set_up", args=[slip.secret])
    page = {"account": account, "slip": slip, "link": f"{settings.SITE_URL}{path}"}
    return render(request, "accounts/set_up_link.html", page)


@require_http_methods(["GET", "POST"])
def close(request: ActingRequest, account_id: UUID) -> HttpResponse:
    """Deactivate, with a reason; everything the account has open ends with it."""
    return _with_reason(request, account_id, actions.deactivate, "accounts/close.html")


@require_http_methods(["GET", "POST"])
def reopen(request: ActingRequest, account_id: UUID) -> HttpResponse:
    return _with_reason(request, account_id, actions.reactivate, "accounts/reopen.html")


@require_http_methods(["GET", "POST"])
def reset_factor(request: ActingRequest, account_id: UUID) -> HttpResponse:
    """Take away a lost second factor, after making sure who is asking."""
    return _with_reason(
        request, account_id, actions.reset_second_factor, "accounts/reset_factor.html"
    )


def _with_reason(
    request: ActingRequest,
    account_id: UUID,
    deed: Callable[[Actor, Account, str], None],
    template: str,
) -> HttpResponse:
    """A page that asks why before it does something to an account."""
    account = queries.account(request.actor, account_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            deed(request.actor, account, form.cleaned_data["reason"])
        except DomainError as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("已办理，并写入审计记录。"))
            return redirect("accounts:detail", account_id=account.pk)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, template, {"form": form, "account": account}, status=status)


def _may(actor: Actor, area: str | None = None) -> dict[str, bool]:
    """Which buttons a page shows; whether the deed is allowed is asked again by the deed."""
    keys = ("accounts.open", "accounts.close", "accounts.reset_factor", "access.grant")
    return {
        key.partition(".")[2]: actor.holds(key) if area is None else policy.allows(actor, key, area)
        for key in keys
    }
