"""The auditor's list, and “who looked at my information”."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linli.platform.access.actor import ActingRequest
from linli.platform.audit import actions, queries, words
from linli.platform.audit.forms import FilterForm

PAGE = 50


@require_GET
def trail(request: ActingRequest) -> HttpResponse:
    form = FilterForm(request.GET)
    is_sound = form.is_valid()
    page = actions.read_trail(
        request.actor, form.wanted(), page=form.cleaned_data.get("page") or 1, size=PAGE
    )
    names, titles = queries.names_of(page.rows), words.deeds()
    rows = [
        {
            "entry": each,
            "who": names.get(each.pk) or words.doer_of(each),
            "deed": titles.get(each.deed, each.deed),
            "subject": words.subject_of(each),
        }
        for each in page.rows
    ]
    context = {"form": form, "page": page, "rows": rows}
    return render(request, "audit/trail.html", context, status=200 if is_sound else 422)


@require_GET
def mine(request: ActingRequest) -> HttpResponse:
    page = Paginator(queries.looks_at_me(request.actor), PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    names = queries.names_of(rows)
    entries = [
        {
            "at": each.at,
            "title": _told(names.get(each.pk) or _("系统"), look=queries.is_look(each)),
            "detail": each.reason,
        }
        for each in rows
    ]
    return render(request, "audit/mine.html", {"page": page, "entries": entries})


def _told(name: str, *, look: bool) -> str:
    if look:
        return _("%s 查看了您的信息") % name
    return _("%s 处理了与您有关的事项") % name
