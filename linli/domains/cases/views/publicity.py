"""Making a case public, and covering its photos before anybody outside sees them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from linli.domains.cases import actions, queries, words
from linli.domains.cases.actions.publicise import PUBLICISE, TAKEN_FROM
from linli.domains.cases.forms.matters import CoverForm, PublicForm, PublicityForm
from linli.domains.cases.models import Case
from linli.domains.cases.queries import publicity
from linli.domains.cases.views.work import case_for
from linli.kernel.errors import NotFound
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.audit import trail
from linli.platform.files import queries as files
from linli.platform.files.models import StoredFile
from linli.platform.ui.deeds import attempt, plainly

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@read_or_send
def public(request: ActingRequest, case_id: UUID) -> HttpResponse:
    """What everybody reads of a case: its words, and which of its photos."""
    case = case_for(request, case_id, PUBLICISE)
    told = publicity.matter_of(case)
    place = told.place if told else publicity.spot_told(case).name
    first = {"title": told.title if told else "", "place": place}
    form = PublicForm(request.POST or None, initial=first)

    def page(status: int) -> HttpResponse:
        why = publicity.bar_of(case)
        shown = {
            "case": case,
            "matter": told if told and told.is_shown else None,
            "form": form,
            "barred": words.BAR[why] if why else "",
            "photos": _photos(request, case) if told and told.is_shown else (),
        }
        return render(request, "cases/public.html", shown, status=status)

    if request.method != "POST":
        return page(200)

    def deed(typed: dict[str, Any]) -> Any:
        return actions.make_public(actor=request.actor, case=case, **typed)

    return attempt(
        request, form, deed, done=_("已公开。照片要逐张看过才会公开。"),
        onward=lambda _told: reverse("cases:public", args=[case.pk]), again=page,
    )  # fmt: skip


@login_required
@require_POST
def end(request: ActingRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, PUBLICISE)
    return plainly(
        request, lambda: actions.end_publicity(actor=request.actor, case=case),
        done=_("已不再公开。"), onward=reverse("cases:public", args=[case.pk]),
    )  # fmt: skip


@login_required
@read_or_send
def cover(request: ActingRequest, case_id: UUID, file_id: UUID) -> HttpResponse:
    """Cover parts of one photo, then show it. Whoever opens the original is written down."""
    case = case_for(request, case_id, PUBLICISE)
    original = _photo(request, case, file_id)
    known = publicity.photos_reviewed(case).get(file_id)
    form = CoverForm(request.POST or None, boxes=known.boxes if known else ())

    def page(status: int) -> HttpResponse:
        shown = {"case": case, "photo": original, "form": form}
        return render(request, "cases/cover.html", shown, status=status)

    if request.method != "POST":
        trail.record(request.actor, "files.read", original)
        return page(200)

    def deed(typed: dict[str, Any]) -> Any:
        return actions.show_photo(
            actor=request.actor, case=case, original=original, boxes=typed["boxes"]
        )

    return attempt(
        request, form, deed, done=_("照片已公开，请再看一眼遮盖得对不对。"),
        onward=lambda _photo: reverse("cases:public", args=[case.pk]), again=page,
    )  # fmt: skip


@login_required
@require_POST
def hide(request: ActingRequest, case_id: UUID, file_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, PUBLICISE)
    original = _photo(request, case, file_id)
    return plainly(
        request, lambda: actions.hide_photo(actor=request.actor, case=case, original=original),
        done=_("照片已撤下。"), onward=reverse("cases:public", args=[case.pk]),
    )  # fmt: skip


@login_required
@require_POST
def set_publicity(request: ActingRequest, code: str) -> HttpResponse:
    category = get_object_or_404(queries.services_configured(request.actor), code=code)
    policy.require(request.actor, "cases.configure", at=actions.EVERYWHERE)
    form = PublicityForm(request.POST)
    if form.is_valid():
        actions.set_publicity(actor=request.actor, category=category, publicity=form.chosen)
        messages.success(request, _("已保存。"))
    return redirect("cases:service", code)


def _originals(request: ActingRequest, case: Case) -> list[StoredFile]:
    return [
        each
        for kind in TAKEN_FROM
        for each in files.attached_to(request.actor, kind, case.pk)
        if each.is_picture
    ]


def _photo(request: ActingRequest, case: Case, file_id: UUID) -> StoredFile:
    found = next((each for each in _originals(request, case) if each.pk == file_id), None)
    if found is None:
        raise NotFound(_("这个事件没有这张照片。"))
    return found


def _photos(request: ActingRequest, case: Case) -> list[dict[str, Any]]:
    """Every photo of the case with what was decided about it."""
    reviewed = publicity.photos_reviewed(case)
    return [
        {
            "original": each,
            "shown": known.shown_id if (known := reviewed.get(each.pk)) else None,
            "was_shown": known is not None,
            "covered": len(known.boxes) if known else 0,
        }
        for each in _originals(request, case)
    ]
