"""One-click sign-in of the demonstration; in any other deployment there is no such page."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from linli.platform.access.roles import title_of
from linli.platform.accounts import queries, visits
from linli.platform.accounts.models import Account, Kind


@require_http_methods(["GET", "POST"])
def roles(request: HttpRequest) -> HttpResponse:
    """The roles of the demonstration; a press on one signs in as its account."""
    if not settings.DEMONSTRATION:
        raise Http404
    if request.method == "POST":
        account = get_object_or_404(
            Account.objects.filter(is_demonstration=True, is_active=True),
            username=request.POST.get("username", ""),
        )
        visits.begin(request, account, by="demonstration")
        return redirect("account:mine" if account.kind == Kind.RESIDENT else "/")
    listed = [(title_of(role), people) for role, people in queries.demonstration_roles()]
    return render(request, "accounts/demo.html", {"roles": listed})
