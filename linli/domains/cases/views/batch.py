"""Dispatching a whole morning's cases at one go: look, preview, send, take back."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from linli.core.divisions import queries as divisions
from linli.domains.cases import actions, queries
from linli.domains.cases.actions import Order, Sent
from linli.domains.cases.forms import OrderForm
from linli.domains.cases.queries import Waiting
from linli.domains.cases.views.showing import due_of
from linli.kernel import clock
from linli.kernel.errors import DomainError
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest

Row = dict[str, Any]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def dispatch_batch(request: ActingRequest) -> HttpResponse:
    """Twenty waiting cases, each with a likely category and lead; nothing is sent unseen."""
    if request.method != "POST":
        area = request.GET.get("community", "")
        return _page(request, _rows(queries.waiting_for_dispatch(request.actor, area=area)))
    policy.require_anywhere(request.actor, "cases.dispatch")
    rows = _rows(queries.of_batch(request.actor, request.POST.getlist("case")), request.POST)
    if not all(row["form"].is_valid() for row in rows):
        return _page(request, rows, status=422)
    orders = _orders(rows)
    if not orders:
        messages.error(request, _("请至少勾选一个要派出的事件。"))
        return _page(request, rows, status=422)
    if request.POST.get("step") != "send":
        return _page(request, [row for row in rows if row["form"].cleaned_data["chosen"]], orders)
    return _sent(request, actions.dispatch_many(actor=request.actor, orders=orders))


@login_required
@require_POST
def undo_batch(request: ActingRequest) -> HttpResponse:
    """Take back what was just sent, as far as nobody has begun."""
    policy.require_anywhere(request.actor, "cases.dispatch")
    undone = 0
    for row in queries.of_batch(request.actor, request.POST.getlist("case")):
        try:
            actions.undo_dispatch(actor=request.actor, case=row.case)
            undone += 1
        except DomainError as refusal:
            messages.error(request, f"{row.case.number}：{refusal}")
    if undone:
        words = ngettext("已撤销 %d 个派单。", "已撤销 %d 个派单。", undone) % undone
        messages.success(request, words)
    return redirect("cases:batch")


def _rows(waiting: Sequence[Waiting], data: QueryDict | None = None) -> list[Row]:
    categories, now = queries.category_choices(), clock.now()
    return [
        {
            "case": each.case,
            "due": due_of(each.case, now),
            "form": OrderForm(
                data, prefix=str(each.case.pk), categories=categories,
                departments=each.departments,
                initial={
                    "chosen": each.category_id is not None and each.lead_id is not None,
                    "category": each.category_id, "lead": each.lead_id,
                    "version": each.case.version,
                },
            ),
        }
        for each in waiting
    ]  # fmt: skip


def _orders(rows: Sequence[Row]) -> list[Order]:
    """What the valid forms ask for."""
    wanted = [(row["case"], row["form"].cleaned_data) for row in rows]
    kinds = {each.pk: each for each in queries.categories()}
    serving = divisions.departments_by_area({case.area for case, _typed in wanted})
    leads = {each.pk: each for near in serving.values() for each in near}
    return [
        Order(case, kinds[typed["category"]], leads.get(typed["lead"]), typed["version"])
        for case, typed in wanted
        if typed["chosen"]
    ]


def _page(
    request: ActingRequest, rows: Sequence[Row], orders: Sequence[Order] = (), status: int = 200
) -> HttpResponse:
    communities = divisions.communities_named(request.actor, "cases.dispatch")
    shown = {"rows": rows, "orders": orders, "communities": communities}
    return render(request, "cases/batch.html", shown, status=status)


def _sent(request: ActingRequest, sent: Sequence[Sent]) -> HttpResponse:
    done = [each.order for each in sent if not each.refusal]
    refused = [each for each in sent if each.refusal]
    return render(request, "cases/batch_sent.html", {"done": done, "refused": refused})
