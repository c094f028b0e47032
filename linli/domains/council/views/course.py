"""What the desk does on the way of a vote: proxies, new owners, postings; and figures for everybody."""

import csv
from collections.abc import Callable
from io import StringIO
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.domains.council import actions, queries
from linli.domains.council.forms import HeirForm, MandateForm, PostingForm
from linli.domains.council.models import Vote
from linli.domains.council.views import showing
from linli.domains.council.views.desk import read_or_send
from linli.domains.council.views.owners import address
from linli.kernel.errors import NotFound
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.ui.deeds import attempt


@login_required
@read_or_send
def mandate(request: ActingRequest, vote_id: UUID) -> HttpResponse:
    """Keep an owner's written authorisation for somebody else to vote."""
    vote = _vote(request, vote_id, "council.enter")
    form = MandateForm(request.POST or None, request.FILES or None, items=queries.items_of(vote))

    def deed(typed: dict[str, Any]) -> object:
        return actions.keep_mandate(
            actor=request.actor, vote=vote, given=form.authorised(), paper=typed["paper"]
        )

    return _asked(request, vote, form, deed, _("登记委托书"), _("委托书已登记。"))


@login_required
@read_or_send
def heir(request: ActingRequest, vote_id: UUID) -> HttpResponse:
    """Name the new owner of a place from which nobody has voted."""
    vote = _vote(request, vote_id, "council.fix_roll")
    form = HeirForm(request.POST or None)

    def deed(_typed: dict[str, Any]) -> object:
        return actions.pass_place(actor=request.actor, vote=vote, heir=form.heir())

    return _asked(request, vote, form, deed, _("登记新业主"), _("新业主已登记。"))


@login_required
@read_or_send
def posting(request: ActingRequest, vote_id: UUID) -> HttpResponse:
    """Prove that notice or result hangs where people pass."""
    vote = _vote(request, vote_id, "council.enter")
    form = PostingForm(request.POST or None, request.FILES or None)

    def deed(typed: dict[str, Any]) -> object:
        return actions.prove_posting(
            actor=request.actor, vote=vote, hung=form.hung(), photos=[typed["photo"]]
        )

    return _asked(request, vote, form, deed, _("登记张贴"), _("张贴已登记。"))


@login_required
@require_safe
def participation(request: ActingRequest, vote_id: UUID) -> HttpResponse:
    """The figures of the page as CSV."""
    vote = queries.get(request.actor, vote_id)
    if vote.figures is None:
        raise NotFound(_("没有找到，或者您没有查看它的权限。"))
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow([_("按什么分"), _("哪一组"), _("名册人数"), _("参加人数")])
    for table in showing.figures(vote):
        for row in table["rows"]:
            writer.writerow([table["title"], row["name"], row["roll"], row["voted"]])
    headers = {"Content-Disposition": 'attachment; filename="participation.csv"'}
    return HttpResponse(
        "\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8", headers=headers
    )


def _vote(request: ActingRequest, vote_id: UUID, permission: str) -> Vote:
    vote = queries.get(request.actor, vote_id)
    policy.require(request.actor, permission, at=vote)
    return vote


def _asked(
    request: ActingRequest,
    vote: Vote,
    form: forms.Form,
    deed: Callable[[dict[str, Any]], object],
    title: str,
    done: str,
) -> HttpResponse:
    """The page of one deed about a vote, and the deed."""

    def page(status: int) -> HttpResponse:
        shown = {"form": form, "vote": vote, "title": title}
        return render(request, "council/deed.html", shown, status=status)

    if request.method != "POST":
        return page(200)
    return attempt(request, form, deed, done=done, onward=lambda _made: address(vote), again=page)
