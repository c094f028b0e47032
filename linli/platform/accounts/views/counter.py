"""The counter prints a sign-in code for a resident without a phone."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from linli.kernel.errors import DomainError
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.accounts import actions
from linli.platform.accounts.forms import CounterForm
from linli.platform.ui.answers import add_refusal


@never_cache
@require_http_methods(["GET", "POST"])
def issue(request: ActingRequest) -> HttpResponse:
    """The slip is shown once, to be printed and handed over; nobody can look it up later."""
    policy.require_anywhere(request.actor, "accounts.issue_code")
    places = [(area, area or _("全部区域")) for area in request.actor.areas("accounts.issue_code")]
    form = CounterForm(request.POST or None, areas=places)
    if request.method == "POST" and form.is_valid():
        try:
            slip = actions.issue_counter_code(request.actor, **form.cleaned_data)
        except DomainError as refusal:
            add_refusal(form, refusal)
        else:
            address = f"{settings.SITE_URL}{reverse('account:slip')}"
            page = {"slip": slip, "name": form.cleaned_data["name"], "slip_address": address}
            return render(request, "accounts/slip_printed.html", page)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "accounts/counter.html", {"form": form}, status=status)
