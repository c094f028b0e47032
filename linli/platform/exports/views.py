"""Pages of exports: what is asked, how far it is, and the file."""

from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from linli.kernel.errors import Invalid
from linli.platform.access.actor import ActingRequest
from linli.platform.exports import actions, queries, rules, words
from linli.platform.exports.errors import UnknownExport
from linli.platform.exports.forms import ExportForm
from linli.platform.exports.models import Export
from linli.platform.exports.rules import Form, State


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: ActingRequest, key: str) -> HttpResponseBase:
    """The list that the address describes: asked about with GET, taken with POST."""
    exporter = queries.allowed(request.actor, key)
    form = ExportForm(request.POST or None, sensitive=exporter.sensitive)
    filters = exporter.known(request.GET.dict())
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        try:
            export = actions.ask(
                request.actor, key, form=Form(answers["form"]), filters=filters,
                reason=answers["reason"],
            )  # fmt: skip
        except Invalid as refusal:
            form.add_error(None, str(refusal))
        else:
            return _handed_over(export) if export.is_over else redirect("exports:show", export.pk)
    page = {
        "exporter": exporter,
        "form": form,
        "chosen": [
            (each.title, filters[each.key]) for each in exporter.filters if each.key in filters
        ],
    }
    return render(request, "exports/ask.html", page, status=422 if form.errors else 200)


@require_safe
def show(request: ActingRequest, export_id: UUID) -> HttpResponse:
    export = queries.own(request.actor, export_id)
    template = (
        "exports/parts/state.html" if request.headers.get("HX-Request") else "exports/show.html"
    )
    return render(request, template, {"export": export, "title": _title(export)})


@require_safe
def recent(request: ActingRequest) -> HttpResponse:
    rows = [
        (each, _title(each), *words.STATES[State(each.state)])
        for each in queries.recent(request.actor)
    ]
    return render(request, "exports/list.html", {"rows": rows})


@require_safe
def fetch(request: ActingRequest, export_id: UUID) -> HttpResponseBase:
    return _handed_over(actions.fetch(request.actor, export_id))


def _title(export: Export) -> str:
    """What was exported; the key where the domain that knew it has been switched off."""
    try:
        return str(queries.exporter(export.exporter).title)
    except UnknownExport:
        return export.exporter


def _handed_over(export: Export) -> FileResponse:
    moment = timezone.localtime(export.created_at)
    response = FileResponse(
        actions.OUTBOUND.open(export.store_key),
        as_attachment=True,
        filename=f"{_title(export)}-{moment:%Y%m%d-%H%M}.{export.form}",
        content_type=rules.CONTENT_TYPES[Form(export.form)],
    )
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
