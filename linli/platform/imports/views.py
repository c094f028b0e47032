"""Pages of an import: choose a file, agree on the columns, look at what is wrong, import, take back."""

import json
import tempfile
from pathlib import Path
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.kernel.errors import Conflict, Invalid
from linli.platform.access.actor import ActingRequest
from linli.platform.audit import trail
from linli.platform.exports.rules import CONTENT_TYPES, Form
from linli.platform.imports import actions, queries, source, template_book, words
from linli.platform.imports.actions.arriving import PREVIEW
from linli.platform.imports.declaration import Finding, Importer
from linli.platform.imports.errors import UnknownImport
from linli.platform.imports.forms import BeginForm, ColumnsForm, FileForm
from linli.platform.imports.models import ImportBatch
from linli.platform.imports.report_book import title_of
from linli.platform.imports.rules import AT_WORK, Mode, State
from linli.platform.imports.source import FINDINGS, INBOUND

READ = ["GET", "HEAD", "POST"]
SHOWN = 200  # findings on the page; the workbook has them all


@require_safe
def overview(request: ActingRequest) -> HttpResponse:
    rows = [
        (each, _title(each), *words.STATES[State(each.state)])
        for each in queries.recent(request.actor)
    ]
    page = {"importers": queries.open_to(request.actor), "rows": rows}
    return render(request, "imports/list.html", page)


@require_http_methods(READ)
def start(request: ActingRequest, key: str) -> HttpResponseBase:
    """Which file, and into which area."""
    importer = queries.allowed(request.actor, key)
    form = FileForm(
        request.POST or None, request.FILES or None, places=queries.places(request.actor, importer)
    )
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        try:
            batch = actions.receive(request.actor, key, answers["file"], area=answers["area"])
        except Invalid as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("imports:columns", batch.pk)
    page = {"importer": importer, "form": form, "steps": words.STEPS}
    return render(request, "imports/start.html", page, status=422 if form.errors else 200)


@require_safe
def template(request: ActingRequest, key: str) -> FileResponse:
    """The workbook to fill in, with the choices of the area that the actor works in."""
    importer = queries.allowed(request.actor, key)
    places = queries.places(request.actor, importer)
    area = request.GET.get("area") or (places[0][0] if places else "")
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "template.xlsx"
        template_book.write_template(target, importer, request.actor, area)
        return _workbook(target.open("rb"), _("%s导入模板.xlsx") % importer.title)


@require_http_methods(READ)
def columns(request: ActingRequest, batch_id: UUID) -> HttpResponseBase:
    """Which column of the file tells what; `?sheet=` looks at another sheet."""
    batch = queries.own(request.actor, batch_id)
    importer = queries.allowed(request.actor, batch.importer)
    if not batch.store_key:
        return redirect("imports:show", batch.pk)
    seen = _seen(importer, batch, request.GET.get("sheet", ""))
    table = source.read(INBOUND.path(batch.store_key), seen.sheet, PREVIEW)
    form = ColumnsForm(
        request.POST or None, importer=importer, table=table, head=seen.head, initial=seen.mapping
    )
    if request.method == "POST" and form.is_valid():
        actions.choose(
            request.actor, batch.pk, mapping=form.mapping, sheet=seen.sheet, head=seen.head
        )
        return redirect("imports:show", batch.pk)
    page = {
        "importer": importer,
        "batch": batch,
        "form": form,
        "sheets": [(number, name) for number, name in enumerate(table.sheets)],
        "sheet": seen.sheet,
        "same": queries.same_file(batch),
        "steps": words.STEPS,
    }
    return render(request, "imports/columns.html", page, status=422 if form.errors else 200)


@require_safe
def show(request: ActingRequest, batch_id: UUID) -> HttpResponse:
    """How the import stands: its progress, what is wrong, its result."""
    batch = queries.own(request.actor, batch_id)
    is_part = request.headers.get("HX-Request") == "true"
    name = "imports/parts/state.html" if is_part else "imports/show.html"
    return render(request, name, _standing(batch))


@require_POST
def begin(request: ActingRequest, batch_id: UUID) -> HttpResponse:
    """Have the rows written."""
    batch = queries.own(request.actor, batch_id)
    form = BeginForm(request.POST)
    if form.is_valid():
        try:
            actions.begin(request.actor, batch.pk, mode=Mode(form.cleaned_data["mode"]))
        except Conflict as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("imports:show", batch.pk)
    page = {**_standing(batch), "form": form}
    return render(request, "imports/show.html", page, status=422)


@require_POST
def undo(request: ActingRequest, batch_id: UUID) -> HttpResponse:
    """Have the import taken back."""
    batch = actions.undo(request.actor, batch_id)
    return redirect("imports:show", batch.pk)


@require_safe
def report(request: ActingRequest, batch_id: UUID) -> FileResponse:
    """The file back, with what to mend."""
    batch = queries.own(request.actor, batch_id)
    if not batch.report_key:
        raise UnknownImport
    trail.record(request.actor, "imports.fetch_report", batch)
    name = _("需要修改-%s.xlsx") % Path(batch.name).stem
    return _workbook(INBOUND.open(batch.report_key), name)


def _seen(importer: Importer, batch: ImportBatch, sheet: str) -> ImportBatch:
    """The batch as it is, or as it would be with another of its sheets."""
    if not sheet.isdecimal() or int(sheet) == batch.sheet:
        return batch
    path = INBOUND.path(batch.store_key)
    return actions.describe(importer, path, area=batch.area, sheet=int(sheet))


def _standing(batch: ImportBatch) -> dict[str, object]:
    importer = queries.importer(batch.importer)
    findings = _findings(batch)
    return {
        "batch": batch,
        "importer": importer,
        "steps": words.STEPS,
        "step": words.STEP_OF[State(batch.state)],
        "state": words.STATES[State(batch.state)],
        "is_at_work": batch.state in AT_WORK,
        "good": batch.total - batch.wrong,
        "can_undo": batch.state == State.DONE and queries.can_undo(importer, batch),
        "findings": [(each, title_of(importer, each)) for each in findings],
        "form": BeginForm(initial={"mode": Mode.GOOD_ROWS if batch.wrong else Mode.WHOLE}),
    }


def _findings(batch: ImportBatch) -> list[Finding]:
    """The first findings of the report, while there is one."""
    if batch.state != State.CHECKED or not batch.report_key:
        return []
    with INBOUND.open(batch.report_key, FINDINGS) as file:
        return [Finding(**each) for each in json.load(file)[:SHOWN]]


def _title(batch: ImportBatch) -> str:
    """What was imported; the key where the domain that knew it has been switched off."""
    try:
        return str(queries.importer(batch.importer).title)
    except UnknownImport:
        return batch.importer


def _workbook(file: object, name: str) -> FileResponse:
    response = FileResponse(
        file, as_attachment=True, filename=name, content_type=CONTENT_TYPES[Form.XLSX]
    )
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
