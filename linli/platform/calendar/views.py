"""The settings pages of the calendar."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.calendar import actions, queries
from linli.platform.calendar.forms import HoursForm, NoticeForm
from linli.platform.calendar.months import wall_of
from linli.platform.calendar.notices import Notice
from linli.platform.calendar.ticks import ZONE
from linli.platform.ui.answers import add_refusal


@require_GET
def index(request: ActingRequest) -> HttpResponse:
    shown = queries.overview(request.actor)
    may_publish = policy.allows(request.actor, queries.PUBLISH, at=queries.EVERYWHERE)
    return render(request, "calendar/index.html", {"shown": shown, "may_publish": may_publish})


@require_GET
def year(request: ActingRequest, year: int) -> HttpResponse:
    return render(request, "calendar/year.html", wall_of(queries.notice_of(request.actor, year)))


@require_http_methods(["GET", "POST"])
def publish(request: ActingRequest) -> HttpResponse:
    """Paste a year, look at it month by month, then publish it."""
    policy.require(request.actor, queries.PUBLISH, at=queries.EVERYWHERE)
    if request.method == "GET":
        return _publish_page(request, NoticeForm(initial={"year": _next_year()}))
    form = NoticeForm(request.POST, request.FILES)
    if not form.is_valid():
        return _publish_page(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if "publish" not in request.POST:
        return _publish_page(request, form, form.notice)
    actions.publish_year(request.actor, form.notice)
    messages.success(request, _("%d 年的放假安排已发布，暂定的时限会自动重算。") % form.notice.year)
    return redirect("calendar:year", form.notice.year)


def _publish_page(
    request: ActingRequest,
    form: NoticeForm,
    notice: Notice | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    context = {"form": form} | (wall_of(notice) if notice else {})
    return render(request, "calendar/publish.html", context, status=status)


def _next_year() -> int:
    return clock.now().astimezone(ZONE).year + 1


@require_http_methods(["GET", "POST"])
def hours(request: ActingRequest) -> HttpResponse:
    policy.require(request.actor, queries.PUBLISH, at=queries.EVERYWHERE)
    form = HoursForm(request.POST or None)
    if form.is_valid():
        try:
            actions.set_hours(request.actor, **form.cleaned_data)
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("新的办公时间已发布。"))
            return redirect("calendar:index")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "calendar/hours.html", {"form": form}, status=status)
