"""我的诉求: what a resident who has signed in reported, without numbers and check codes to keep."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from linli.domains.cases import queries
from linli.domains.cases.rules import Status
from linli.domains.cases.views import showing
from linli.kernel.errors import NotPermitted
from linli.platform.access.actor import ActingRequest, Kind


@login_required
@never_cache
@require_safe
def my_cases(request: ActingRequest) -> HttpResponse:
    """Those that wait for the resident's own word first, then the newest."""
    if request.actor.kind != Kind.RESIDENT:
        raise NotPermitted(_("这一页给登录的居民查看自己反映的事。"))
    cases = queries.of_resident(request.actor)
    rows = sorted(cases, key=lambda case: case.status != Status.RESULT_REPORTED)
    page = {"rows": [{"case": case, **showing.standing(case)} for case in rows]}
    return render(request, "cases/mine.html", page)
