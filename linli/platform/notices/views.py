"""The pages of notices, and the door for providers' delivery reports."""

import logging
from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from linli.kernel.errors import Conflict, Invalid, NotFound
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest, Actor
from linli.platform.notices import actions, dispatch, queries, sms, words
from linli.platform.notices.forms import MessageForm, OutletForm, WaysForm
from linli.platform.notices.reports import Forged
from linli.platform.notices.rules import Channel, State

logger = logging.getLogger(__name__)
PAGE = 25


@require_GET
def inbox(request: ActingRequest) -> HttpResponse:
    mine = Paginator(queries.in_app(request.actor), PAGE)
    page = mine.get_page(request.GET.get("page"))
    unread = queries.unread(request.actor)
    return render(request, "notices/list.html", {"page": page, "unread": unread})


@require_GET
def bell(request: ActingRequest) -> HttpResponse:
    """The fragment at the top of every page. It isn't asked for by the clock: that would keep the
    session of an empty desk alive."""
    return render(request, "notices/bell.html", {"unread": queries.unread(request.actor)})


@require_GET
def open_one(request: ActingRequest, message_id: UUID) -> HttpResponse:
    """One tap from the list to the very thing; it counts as read from then on."""
    try:
        notice = actions.read(request.actor, message_id)
    except NotFound as refusal:
        raise Http404(str(refusal)) from None
    return redirect(notice.link or "notices:list")


@require_POST
def read_all(request: ActingRequest) -> HttpResponse:
    actions.read_all(request.actor)
    return redirect("notices:list")


@require_http_methods(["GET", "POST"])
def ways(request: ActingRequest) -> HttpResponse:
    form = WaysForm(request.POST or None, preference=queries.preference(request.actor))
    if request.method == "POST" and form.is_valid():
        actions.choose_ways(
            request.actor,
            by_email=form.cleaned_data["by_email"],
            silent_topics=form.silent_topics(),
        )
        messages.success(request, _("通知方式已保存。"))
        return redirect("notices:ways")
    return _form_page(request, "notices/ways.html", {"form": form})


@require_GET
def outbox(request: ActingRequest) -> HttpResponse:
    troubled = Paginator(queries.troubled(request.actor), PAGE)
    page = troubled.get_page(request.GET.get("page"))
    rows = [
        {
            "message": each,
            "channel": words.CHANNELS[Channel(each.channel)],
            "state": words.STATES[State(each.state)],
            "tone": words.TONES[State(each.state)],
        }
        for each in page
    ]
    return render(request, "notices/outbox.html", {"page": page, "rows": rows})


@require_POST
def repeat(request: ActingRequest) -> HttpResponse:
    return _mend(request, actions.repeat, _("消息已重新排队。"))


@require_POST
def drop(request: ActingRequest) -> HttpResponse:
    return _mend(request, actions.drop, _("这条消息不再发送。"))


def _mend(request: ActingRequest, deed: Callable[[Actor, UUID], None], done: str) -> HttpResponse:
    policy.require_anywhere(request.actor, queries.TEND)
    form = MessageForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest(_("没有说明是哪条消息，请返回发件箱再试。"))
    try:
        deed(request.actor, form.cleaned_data["message"])
    except Conflict as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("notices:outbox")


@require_http_methods(["GET", "POST"])
def outlets(request: ActingRequest) -> HttpResponse:
    policy.require_anywhere(request.actor, queries.OUTLETS)
    form = OutletForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _open_outlet(request, form):
        messages.success(request, _("出口已开通。"))
        return redirect("notices:outlets")
    rows = [
        (each, words.CHANNELS[Channel(each.channel)]) for each in queries.outlets(request.actor)
    ]
    return _form_page(request, "notices/outlets.html", {"form": form, "rows": rows})


def _open_outlet(request: ActingRequest, form: OutletForm) -> bool:
    """Whether it could be opened; otherwise the form says what to mend."""
    values = form.cleaned_data | {"channel": Channel(form.cleaned_data["channel"])}
    try:
        actions.open_outlet(request.actor, **values)
    except Invalid as refusal:
        for name, mend in refusal.fields.items():
            form.add_error(name, str(mend))
        return False
    return True


@require_POST
def close_outlet(request: ActingRequest) -> HttpResponse:
    policy.require_anywhere(request.actor, queries.OUTLETS)
    form = MessageForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest(_("没有说明是哪个出口，请返回列表再试。"))
    try:
        actions.close_outlet(request.actor, form.cleaned_data["message"])
    except NotFound as refusal:
        raise Http404(str(refusal)) from None
    messages.success(request, _("出口已停用，密钥已清除。"))
    return redirect("notices:outlets")


@require_GET
def console(request: HttpRequest) -> HttpResponse:
    """In a demonstration only: the texts that would have been sent, so that a newcomer can sign in."""
    if not settings.DEMONSTRATION:
        raise Http404
    return render(request, "notices/console.html", {"texts": queries.console_texts()[:PAGE]})


@csrf_exempt
@require_POST
def reports(request: HttpRequest) -> HttpResponse:
    """Delivery reports, believed by their signature alone."""
    try:
        given = sms.sender().read_reports(request.headers, request.body)
    except Forged as error:
        logger.warning("A delivery report was refused: %s", error)
        return HttpResponse(status=403)
    for report in given:
        dispatch.take_report(report)
    return HttpResponse(status=204)


def _form_page(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    """A page with a form: 422 when what was sent has to be mended."""
    return render(request, template, context, status=422 if request.method == "POST" else 200)
