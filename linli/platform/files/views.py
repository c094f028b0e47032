"""Serving files: each request asks anew whether this actor may see this one."""

from uuid import UUID

from django.http import FileResponse, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.kernel.errors import NotFound
from linli.platform.access.actor import ActingRequest
from linli.platform.audit import trail
from linli.platform.files import links, queries, rules
from linli.platform.files.models import StoredFile
from linli.platform.files.store import BODY, KEPT, THUMBNAIL

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    # Kept by this reader's browser only, and shown again only after the access check here.
    "Cache-Control": "private, no-cache",
}


@require_safe
def show(request: ActingRequest, file_id: UUID) -> HttpResponseBase:
    file = queries.visible(request.actor, file_id)
    if not file.is_picture:  # whoever sees a picture has seen its owner's page, which is recorded
        trail.record(request.actor, "files.read", file)
    return _served(request, file, BODY)


@require_safe
def thumbnail(request: ActingRequest, file_id: UUID) -> HttpResponseBase:
    return _served(request, queries.visible(request.actor, file_id), THUMBNAIL)


@require_safe
def signed(request: ActingRequest, token: str) -> HttpResponseBase:
    return _served(request, links.opened(token), BODY)


@require_safe
def signed_thumbnail(request: ActingRequest, token: str) -> HttpResponseBase:
    return _served(request, links.opened(token), THUMBNAIL)


def _served(request: ActingRequest, file: StoredFile, part: str) -> HttpResponseBase:
    if part == THUMBNAIL and not file.is_picture:
        raise NotFound(_("没有找到这个文件。"))
    etag = f'"{file.sha256[:32]}{part}"'
    response: HttpResponse | FileResponse
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response = HttpResponseNotModified()
    else:
        response = FileResponse(
            KEPT.open(file.store_key, part),
            content_type=file.content_type,
            as_attachment=file.content_type != rules.JPEG,
            filename=file.name,
        )
    for name, value in (*HEADERS.items(), ("ETag", etag)):
        response.headers[name] = value
    return response
