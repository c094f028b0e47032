"""The pages of webhooks: who hears of what, what became of it, and what can be heard of at all."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from linli.kernel.errors import Conflict, DomainError
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.ui.answers import add_refusal
from linli.platform.webhooks import actions, catalogue, queries, words
from linli.platform.webhooks.forms import LogForm, SubscriptionForm
from linli.platform.webhooks.models import Delivery, Subscription
from linli.platform.webhooks.queries import MANAGE
from linli.platform.webhooks.rules import Standing, State

PAGE = 25


@require_GET
def subscriptions(request: ActingRequest) -> HttpResponse:
    policy.require_anywhere(request.actor, MANAGE)
    rows = [{"subscription": each, **_standing(each)} for each in queries.managed_by(request.actor)]
    return render(request, "webhooks/list.html", {"rows": rows})


@never_cache
@require_http_methods(["GET", "POST"])
def subscribe(request: ActingRequest) -> HttpResponse:
    """A form, and in answer to it the secret: the only time anybody sees it."""
    policy.require_anywhere(request.actor, MANAGE)
    form = SubscriptionForm(request.POST or None)
    if form.is_valid():
        try:
            opened = actions.subscribe(actor=request.actor, **form.cleaned_data)
        except DomainError as refusal:
            add_refusal(form, refusal)
        else:
            return _secret_page(request, opened)
    return render(request, "webhooks/new.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
def subscription(request: ActingRequest, subscription_id: UUID) -> HttpResponse:
    found = queries.get(request.actor, subscription_id)
    chosen = LogForm(request.GET)
    state = chosen.cleaned_data["state"] if chosen.is_valid() else ""
    page = Paginator(queries.log(found, state), PAGE).get_page(request.GET.get("page"))
    titles = catalogue.kinds()
    context = {
        "subscription": found,
        **_standing(found),
        "facts": _facts(found),
        "kinds": [titles[each].title if each in titles else each for each in found.types],
        "form": chosen,
        "page": page,
        "rows": [_line(each) for each in page],
    }
    return render(request, "webhooks/subscription.html", context)


@never_cache
@require_POST
def rotate(request: ActingRequest, subscription_id: UUID) -> HttpResponse:
    found = queries.get(request.actor, subscription_id)
    return _secret_page(request, actions.rotate(actor=request.actor, subscription=found))


@require_POST
def stop(request: ActingRequest, subscription_id: UUID) -> HttpResponse:
    return _changed(
        request, subscription_id, actions.stop, _("已暂停，暂停期间发生的事件不会补发。")
    )


@require_POST
def resume(request: ActingRequest, subscription_id: UUID) -> HttpResponse:
    return _changed(request, subscription_id, actions.resume, _("已恢复。"))


@require_POST
def close(request: ActingRequest, subscription_id: UUID) -> HttpResponse:
    found = queries.get(request.actor, subscription_id)
    actions.close(actor=request.actor, subscription=found)
    messages.success(request, _("订阅已关闭，网址和密钥已清除。"))
    return redirect("webhooks:list")


@require_POST
def replay_all(request: ActingRequest, subscription_id: UUID) -> HttpResponse:
    return _changed(request, subscription_id, actions.replay_all, _("没有送到的事件已重新排队。"))


@require_POST
def replay(request: ActingRequest, delivery_id: UUID) -> HttpResponse:
    found = queries.delivery(request.actor, delivery_id)
    _try(request, lambda: actions.replay(actor=request.actor, delivery=found), _("已重新排队。"))
    return redirect("webhooks:subscription", found.subscription_id)


@require_GET
def events(request: HttpRequest) -> HttpResponse:
    """Every kind of event, for whoever writes a receiver."""
    return render(request, "webhooks/events.html", {"kinds": catalogue.kinds().values()})


@require_GET
def schemas(request: HttpRequest) -> HttpResponse:
    return JsonResponse(catalogue.document(), json_dumps_params={"ensure_ascii": False})


def _changed(
    request: ActingRequest, subscription_id: UUID, deed: Callable[..., Any], done: str
) -> HttpResponse:
    found = queries.get(request.actor, subscription_id)
    _try(request, lambda: deed(actor=request.actor, subscription=found), done)
    return redirect("webhooks:subscription", subscription_id)


def _try(request: HttpRequest, deed: Callable[[], Any], done: str) -> None:
    try:
        deed()
    except Conflict as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, done)


def _secret_page(request: HttpRequest, opened: actions.Opened) -> HttpResponse:
    return render(request, "webhooks/secret.html", {"opened": opened})


def _standing(subscription: Subscription) -> dict[str, Any]:
    standing = Standing(subscription.standing)
    tone = words.STANDING_TONES.get(standing, "neutral")
    return {"standing": words.STANDINGS[standing], "tone": tone}


def _facts(subscription: Subscription) -> list[tuple[Any, Any]]:
    old = subscription.old_until
    return [
        (_("接收网址"), subscription.address),
        (_("区划代码"), subscription.area or _("全部")),
        (_("连续失败次数"), subscription.failures),
        (_("旧密钥有效到"), f"{old:%Y-%m-%d %H:%M}" if old else "—"),
    ]


def _line(delivery: Delivery) -> dict[str, Any]:
    state = State(delivery.state)
    kind = delivery.event.type.rpartition(".")[2]
    return {
        "delivery": delivery,
        "kind": kind,
        "state": words.STATES[state],
        "tone": words.TONES.get(state, "neutral"),
        "may_replay": state == State.DEAD,
    }
