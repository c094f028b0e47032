"""One-click sign-in of the demonstration; in any other deployment there is no such page."""

from itertools import groupby

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from linli.platform.access.roles import TITLES, title_of
from linli.platform.accounts import queries, visits
from linli.platform.accounts.forms import DemoForm
from linli.platform.accounts.models import Account, Kind
from linli.platform.accounts.words import shown_grants


@require_http_methods(["GET", "POST"])
def roles(request: HttpRequest) -> HttpResponse:
    """The roles of the demonstration; a press on one signs in as its account."""
    if not settings.DEMONSTRATION:
        raise Http404
    form = DemoForm(request.POST or None)
    if request.method == "POST":
        pressed = form.cleaned_data["username"] if form.is_valid() else ""
        known = Account.objects.filter(is_demonstration=True, is_active=True)
        account = get_object_or_404(known, username=pressed)
        visits.begin(request, account, by="demonstration")
        return redirect("account:mine" if account.kind == Kind.RESIDENT else "/")
    page = {"residents": queries.demonstration_residents(), "roles": _by_role()}
    return render(request, "accounts/demo.html", page | {"resident": title_of("resident")})


def _by_role() -> list[tuple[str, list[object]]]:
    """Each role with the grants of it, in the order of the templates."""
    order = {key: place for place, key in enumerate(TITLES)}
    listed = sorted(
        shown_grants(queries.demonstration_grants()),
        key=lambda each: order.get(each.grant.role_id, len(order)),
    )
    return [(title, list(same)) for title, same in groupby(listed, key=lambda each: each.title)]
