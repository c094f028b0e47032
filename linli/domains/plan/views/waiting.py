"""What was entered and waits for a second person, the whole of a community on one page."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.domains.plan import actions, queries
from linli.domains.plan.forms.plan import ConfirmForm
from linli.domains.plan.models import Plan
from linli.domains.plan.views import showing
from linli.domains.plan.views.plan import may
from linli.platform.access.actor import ActingRequest
from linli.platform.ui.deeds import attempt


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def waiting(request: ActingRequest, plan_id: UUID) -> HttpResponse:
    """Confirm what others entered, as many as are right at once."""
    plan = may(request, plan_id, "plan.confirm")
    entries = list(queries.waiting(request.actor, plan.area))
    form = ConfirmForm(
        request.POST or None, choices=showing.waiting_choices(plan, entries, request.actor)
    )
    if request.method != "POST":
        return _page(request, plan, form, 200)
    return attempt(
        request, form,
        lambda typed: actions.confirm_values(
            actor=request.actor, area=plan.area, entries=[UUID(pk) for pk in typed["entries"]]
        ),
        done=_("已核实。"), onward=lambda _made: reverse("plan:waiting", args=[plan.pk]),
        again=lambda status: _page(request, plan, form, status),
    )  # fmt: skip


def _page(request: ActingRequest, plan: Plan, form: ConfirmForm, status: int) -> HttpResponse:
    return render(request, "plan/waiting.html", {"plan": plan, "form": form}, status=status)
