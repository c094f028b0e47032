"""The page of failed jobs."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from linli.kernel.errors import Conflict
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.jobs import actions, queries
from linli.platform.jobs.forms import RetryForm


@require_GET
def failed(request: ActingRequest) -> HttpResponse:
    page = {"jobs": queries.failed(request.actor), "counts": queries.counts(request.actor)}
    return render(request, "jobs/failed.html", page)


@require_POST
def retry(request: ActingRequest) -> HttpResponse:
    policy.require_anywhere(request.actor, queries.TEND)
    form = RetryForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest(_("没有说明要重试哪个任务，请返回失败任务页面再试。"))
    try:
        actions.retry(request.actor, form.cleaned_data["job"])
    except Conflict as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("任务已重新排队。"))
    return redirect("jobs:list")
