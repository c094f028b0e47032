"""A house with one small router, on which the mechanics of the API are tried."""

from datetime import datetime
from uuid import UUID

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path, re_path
from django.views.decorators.http import require_http_methods
from ninja import Router, Schema, Status
from pydantic import Field

from linli.core.divisions.models import Department
from linli.kernel.errors import Conflict, Invalid, NotFound, TooMany
from linli.platform.api import views
from linli.platform.api.cursors import Cursor, Page, page_of
from linli.platform.api.house import build
from linli.platform.api.submissions import SubmissionForm, once_per_submission
from linli.platform.api.versions import etag, expect_version

AREA = "110101001001"
router = Router()


class NoteIn(Schema):
    title: str = Field(min_length=1, max_length=40, examples=["路灯坏了"])
    count: int = Field(1, ge=1, le=9)
    at: datetime | None = None


class NoteOut(Schema):
    id: UUID
    name: str


@router.post("/", response={201: NoteOut})
def write(request: HttpRequest, body: NoteIn, response: HttpResponse) -> Status[Department]:
    """Write a note."""
    with transaction.atomic():
        note = Department.objects.create(name=body.title, kind="social", area=AREA)
    response["Location"] = f"/api/v1/notes/{note.pk}/"
    return Status(201, note)


@router.get("/", response=Page[NoteOut])
def listed(request: HttpRequest, cursor: Cursor = "", limit: int = 25) -> Page[NoteOut]:
    return page_of(Department.objects.all(), by=("name", "id"), cursor=cursor, limit=limit)


@router.get("/{uuid:note_id}/", response=NoteOut)
def read(request: HttpRequest, note_id: UUID, response: HttpResponse) -> Department:
    note = Department.objects.filter(pk=note_id).first()
    if note is None:
        raise NotFound("没有这条。")
    response["ETag"] = etag(len(note.name))
    return note


@router.put("/{uuid:note_id}/", response=NoteOut)
def rename(request: HttpRequest, note_id: UUID, body: NoteIn) -> Department:
    note = read(request, note_id, HttpResponse())
    expect_version(request, len(note.name))
    note.name = body.title
    note.save()
    return note


REFUSALS = {
    "conflict": lambda: Conflict("已经有人处理。", who="x"),
    "invalid": lambda: Invalid("请修改。", title="太短。"),
    "too-many": lambda: TooMany("太快。", retry_after=7),
    "broken": lambda: RuntimeError("secret inside"),
}


@router.post("/refuse/{kind}/", response={204: None})
def refuse(request: HttpRequest, kind: str) -> Status[None]:
    Department.objects.create(name="left behind", kind="social", area=AREA)
    raise REFUSALS[kind]()


class NoteForm(SubmissionForm):
    title = forms.CharField(max_length=40)


@require_http_methods(["GET", "POST"])
@once_per_submission
def write_on_a_page(request: HttpRequest) -> HttpResponse:
    form = NoteForm(request.POST or None)
    if not form.is_valid():
        return HttpResponse(form.as_p(), status=422 if form.errors else 200)
    note = Department.objects.create(name=form.cleaned_data["title"], kind="social", area=AREA)
    return redirect(f"/notes/{note.pk}/")


house = build({"notes": router})
api_urls = (
    [path("v1/", house.urls), re_path("^v1/.*$", views.no_such_address, name="none")],
    "api",
)
urlpatterns = [path("api/", include(api_urls)), path("notes/write/", write_on_a_page, name="write")]
