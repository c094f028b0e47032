"""The page of field work, what devices ask for and send, and deeds that wait for their author."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.kernel import clock
from linli.kernel.errors import DomainError
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.accounts.sessions import VISIT
from linli.platform.api import problems
from linli.platform.field import actions, queries, showing, words
from linli.platform.field.forms import form_of
from linli.platform.field.models import ReceivedDeed
from linli.platform.field.parcels import parcel_of
from linli.platform.field.queries import WORK
from linli.platform.field.rules import State
from linli.platform.field.views.shell import equipment

__all__ = ["bag", "discard", "home", "kept", "receive"]


@login_required
@require_safe
@never_cache
def home(request: ActingRequest) -> HttpResponse:
    """The tasks, with links to the ordinary pages; scripts make of it what works without network."""
    actor = request.actor
    context = {
        "tasks": [
            showing.task_shown(each) | {"due": each.due_at} for each in queries.tasks_of(actor)
        ],
        "kept": [_line(each) for each in queries.kept(actor)],
        "now": clock.now(),
        **equipment(),
    }
    return render(request, "field/home.html", context)


@login_required
@require_safe
@never_cache
def bag(request: ActingRequest) -> HttpResponse:
    """What a device takes along, and what it needs to keep it secret and to send."""
    actor = request.actor
    policy.require_anywhere(actor, WORK)
    visit = request.session.get(VISIT)
    return JsonResponse(
        {
            "owner": str(actor.account_id),
            "secret": actions.secret_of(actor=actor),
            "visit": visit["id"] if visit else "",
            "csrf": get_token(request),
            "language": get_language(),
            "tasks": [showing.task_shown(each) for each in queries.tasks_of(actor)],
            "deeds": [showing.deed_shown(actor, each) for each in queries.deeds_open_to(actor)],
            "kept": [showing.kept_shown(each) for each in queries.kept(actor)],
        }
    )


@login_required
@require_POST
@never_cache
def receive(request: ActingRequest) -> HttpResponse:
    """Take one deed from a device; answers what became of it, the same however often it is asked."""
    try:
        policy.require_anywhere(request.actor, WORK)
        deed = actions.receive(actor=request.actor, parcel=parcel_of(request))
    except DomainError as refusal:
        return problems.of(refusal)
    return JsonResponse(showing.kept_shown(deed))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def kept(request: ActingRequest, deed_id: UUID) -> HttpResponse:
    """A deed that waits: why, and its form to mend."""
    deed = queries.own(request.actor, deed_id)
    if request.method == "POST" and deed.is_open:
        typed = {
            name: request.POST.get(name, "")
            for name in request.POST
            if name != "csrfmiddlewaretoken"
        }
        deed = actions.mend(actor=request.actor, deed=deed, typed=typed)
        if deed.state == State.DONE:
            messages.success(request, deed.words)
            return redirect(deed.url or "field:home")
    return _kept_page(request, deed, 200 if request.method != "POST" else 422)


def _kept_page(request: ActingRequest, deed: ReceivedDeed, status: int) -> HttpResponse:
    known = deed.is_open and deed.key in queries.deeds()
    context = {
        "deed": _line(deed),
        "photos": deed.photos.count(),
        "fields": list(form_of(request.actor, deed).visible_fields()) if known else [],
        "is_open": deed.is_open,
    }
    return render(request, "field/kept.html", context, status=status)


@login_required
@require_POST
def discard(request: ActingRequest, deed_id: UUID) -> HttpResponse:
    actions.discard(actor=request.actor, deed=queries.own(request.actor, deed_id))
    messages.success(request, _("已放弃，填写的内容已删除。"))
    return redirect("field:home")


def _line(deed: ReceivedDeed) -> dict[str, object]:
    """A deed as the pages show it."""
    return showing.kept_shown(deed) | {
        "made": deed.made_at,
        "tone": words.STATE_TONE[State(deed.state)],
        "id": deed.pk,
    }
