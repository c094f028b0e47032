"""Reading the parcel that a request brings: one deed, strictly."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from pydantic_core import from_json

from linli.platform.field.errors import ParcelMalformed, TooManyPhotos
from linli.platform.field.rules import (
    MOST_BEFORE,
    MOST_PAYLOAD,
    MOST_PHOTO_BYTES,
    MOST_PHOTOS,
    Parcel,
    Photo,
)
from linli.platform.files.rules import JPEG, clean_name

NUL = "\0"
KEY = re.compile(r"[a-z0-9_.]{1,60}")


def parcel_of(request: HttpRequest) -> Parcel:
    """The deed of this request, whose parts are `client_id`, `key`, `made_at` (with its zone),
    `subject` and `after` (ids with commas between, where there are any), `payload` (a JSON object of
    texts and lists of texts) and `photos`. Raises ParcelMalformed or TooManyPhotos.
    """
    posted = request.POST
    try:
        client_id = UUID(posted["client_id"])
        after = [UUID(each) for each in posted.get("after", "").split(",") if each]
        parcel = Parcel(
            client_id=client_id,
            key=posted["key"],
            made_at=_moment(posted["made_at"]),
            subject=UUID(posted["subject"]) if posted.get("subject") else None,
            after=after,
            payload=_payload(posted.get("payload", "{}")),
            photos=_photos(request),
        )
    except (KeyError, ValueError, OverflowError):
        raise ParcelMalformed from None
    if client_id in after or len(after) > MOST_BEFORE or not KEY.fullmatch(parcel.key):
        raise ParcelMalformed
    return parcel


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or not 1970 <= moment.year <= 9000:
        raise ValueError(text)
    return moment.astimezone(UTC)


def _payload(text: str) -> Mapping[str, Any]:
    if len(text.encode()) > MOST_PAYLOAD:
        raise ValueError
    typed = from_json(text, allow_inf_nan=False)
    if not isinstance(typed, dict):
        raise ValueError
    for name, value in typed.items():
        texts = value if isinstance(value, list) else [value]
        if any(not isinstance(each, str) or NUL in each for each in (name, *texts)):
            raise ValueError
    return typed


def _photos(request: HttpRequest) -> list[Photo]:
    files = request.FILES.getlist("photos")
    if len(files) > MOST_PHOTOS or any((each.size or 0) > MOST_PHOTO_BYTES for each in files):
        raise TooManyPhotos
    return [Photo(clean_name(each.name or "", JPEG), each.read()) for each in files]
