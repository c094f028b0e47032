"""Pages about the API: its keys, and its description for people."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from linli.kernel import clock
from linli.kernel.errors import DomainError
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.api import actions, queries, reference
from linli.platform.api.forms import KeyForm
from linli.platform.api.queries import MANAGE
from linli.platform.ui.answers import add_refusal


@require_GET
def keys(request: ActingRequest) -> HttpResponse:
    policy.require_anywhere(request.actor, MANAGE)
    context = {"keys": queries.managed_by(request.actor), "now": clock.now()}
    return render(request, "api/keys.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def new_key(request: ActingRequest) -> HttpResponse:
    """A form, and in answer to it the key itself: the only time anybody sees it."""
    policy.require_anywhere(request.actor, MANAGE)
    form = KeyForm(request.actor, request.POST or None)
    if form.is_valid():
        try:
            made = actions.create_key(actor=request.actor, **form.wishes())
        except DomainError as refusal:
            add_refusal(form, refusal)
        else:
            return render(request, "api/key_made.html", {"made": made})
    return render(request, "api/new_key.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def end_key(request: ActingRequest, key_id: UUID) -> HttpResponse:
    key = actions.end_key(actor=request.actor, key=queries.get(request.actor, key_id))
    messages.success(request, _("密钥“%s”已停用。") % key.name)
    return redirect("api:keys")


@require_GET
def docs(request: HttpRequest) -> HttpResponse:
    """The API's description, drawn from the same source as openapi.json."""
    context = {"groups": reference.groups(), "problems": reference.problems()}
    return render(request, "api/docs.html", context)


def no_such_address(request: HttpRequest) -> HttpResponse:
    """Answers for every address the API doesn't have, so that none is redirected and loses its body."""
    raise Http404
