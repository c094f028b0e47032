"""What the roles contain, and who holds them."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from linli.kernel.errors import DomainError
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.access.models import Role
from linli.platform.access.roles import SEPARATE_POWERS
from linli.platform.accounts import actions, queries
from linli.platform.accounts.forms import RoleForm
from linli.platform.accounts.words import role_title, shown_grants
from linli.platform.ui.answers import add_refusal


@require_GET
def index(request: ActingRequest) -> HttpResponse:
    page = {
        "roles": [(role, role_title(role)) for role in queries.roles(request.actor)],
        "may_edit": policy.allows(request.actor, "access.edit_roles", at=""),
        "may_confirm": request.actor.holds("access.confirm"),
    }
    return render(request, "accounts/roles.html", page)


@require_http_methods(["GET", "POST"])
def detail(request: ActingRequest, key: str) -> HttpResponse:
    """The permissions of one role, by the domains that declare them, and who holds it."""
    role = queries.role(request.actor, key)
    if request.method == "POST":
        try:
            actions.edit_role(request.actor, role, request.POST.getlist("permission"))
        except DomainError as refusal:
            return _detail(request, queries.role(request.actor, key), refusal)
        messages.success(request, _("角色已修改，立即生效。"))
        return redirect("accounts:role", key=key)
    return _detail(request, role)


def _detail(request: ActingRequest, role: Role, refusal: DomainError | None = None) -> HttpResponse:
    may_edit = policy.allows(request.actor, "access.edit_roles", at="")
    page = {
        "role": role,
        "title": role_title(role),
        "choices": queries.choices(role),
        "holders": shown_grants(queries.holders(request.actor, role)),
        "may_edit": may_edit and role.key not in SEPARATE_POWERS,
        "refusal": refusal,
    }
    status = refusal.status if refusal else HTTPStatus.OK
    return render(request, "accounts/role.html", page, status=status)


@require_POST
def restore(request: ActingRequest, key: str) -> HttpResponse:
    actions.restore_role(request.actor, queries.role(request.actor, key))
    messages.success(request, _("角色已恢复为模板的内容。"))
    return redirect("accounts:role", key=key)


@require_http_methods(["GET", "POST"])
def create(request: ActingRequest) -> HttpResponse:
    policy.require(request.actor, "access.edit_roles", at="")
    form = RoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            role = actions.create_role(request.actor, **form.cleaned_data, permissions=())
        except DomainError as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("accounts:role", key=role.key)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "accounts/create_role.html", {"form": form}, status=status)
