"""我的信息: what linli holds about whoever is signed in, and where they are signed in."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from linli.platform.access.actor import ActingRequest
from linli.platform.accounts import actions, queries
from linli.platform.accounts.forms import NameForm
from linli.platform.accounts.sessions import VISIT
from linli.platform.accounts.words import facts_about, shown_grants
from linli.platform.ui.frame import address


@require_GET
def mine(request: ActingRequest) -> HttpResponse:
    page = {
        "facts": facts_about(request.user),
        "held": shown_grants(queries.held_by(request.user)),
        "looks_url": address("audit:mine"),
    }
    return render(request, "accounts/mine.html", page)


@require_http_methods(["GET", "POST"])
def rename(request: ActingRequest) -> HttpResponse:
    """Correct one's name. Staff are known by theirs to others, so it can't be empty."""
    form = NameForm(request.POST or None, initial={"name": request.user.name})
    form.fields["name"].required = request.user.is_staff_member
    if request.method == "POST" and form.is_valid():
        actions.rename_myself(request.actor, request.user, form.cleaned_data["name"])
        messages.success(request, _("称呼已更正。"))
        return redirect("account:mine")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "accounts/rename.html", {"form": form}, status=status)


@require_GET
def sessions(request: ActingRequest) -> HttpResponse:
    page = {
        "sessions": queries.sessions_of(request.user),
        "here": UUID(request.session[VISIT]["id"]) if VISIT in request.session else None,
    }
    return render(request, "accounts/sessions.html", page)


@require_POST
def end_session(request: ActingRequest, visit_id: UUID) -> HttpResponse:
    actions.end_session(request.actor, visit_id)
    messages.success(request, _("那台设备已退出登录。"))
    return redirect("account:sessions")
