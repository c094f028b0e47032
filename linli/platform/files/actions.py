"""Keeping files, and forgetting them."""

import hashlib
import logging
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import Protocol
from uuid import UUID

from django.db import transaction

from linli.kernel import clock
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.database import scope
from linli.platform.files import covering, documents, errors, pictures, rules
from linli.platform.files.covering import Box
from linli.platform.files.models import StoredFile
from linli.platform.files.store import BODY, KEPT, THUMBNAIL

logger = logging.getLogger(__name__)
FEW = 100
GRACE = timedelta(hours=24)  # how long a file may lie without a row: its transaction may still run


class Upload(Protocol):
    """Something that came with a request, or any file opened in binary mode with a name."""

    @property
    def name(self) -> str | None: ...

    def read(self, size: int = -1, /) -> bytes: ...


@transaction.atomic
def keep_photo(
    actor: Actor, upload: Upload, *, owner_kind: str, owner_id: UUID, community_id: str, area: str
) -> StoredFile:
    """Keep `upload` as a picture of our own drawing that belongs to the owner.

    Part of another deed, never one by itself: the calling action has required the permission,
    applied its rule and publishes the event; here only the file's own trail entry is added.
    The bytes are on disk before the row commits; if that commit never comes, the sweep takes them.

    Raises a FileRefused for content that isn't a sound picture, StorageFull when the disk is full.
    """
    picture = pictures.redraw(content_of(upload))
    return _keep(
        actor,
        {BODY: picture.body, THUMBNAIL: picture.thumbnail},
        StoredFile(
            owner_kind=owner_kind, owner_id=owner_id, community_id=community_id, area=area,
            name=rules.clean_name(upload.name or "", rules.JPEG), content_type=rules.JPEG,
            width=picture.width, height=picture.height, fingerprint=picture.fingerprint,
        ),
    )  # fmt: skip


@transaction.atomic
def keep_document(
    actor: Actor, upload: Upload, *, owner_kind: str, owner_id: UUID, community_id: str, area: str
) -> StoredFile:
    """Keep a PDF, DOCX or XLSX as it came; the same promises as `keep_photo`."""
    data = content_of(upload)
    content_type = documents.content_type(data)
    return _keep(
        actor,
        {BODY: data},
        StoredFile(
            owner_kind=owner_kind, owner_id=owner_id, community_id=community_id, area=area,
            name=rules.clean_name(upload.name or "", content_type), content_type=content_type,
        ),
    )  # fmt: skip


@transaction.atomic
def keep_covered(
    actor: Actor, original: StoredFile, boxes: Sequence[Box], *, owner_kind: str, owner_id: UUID
) -> StoredFile:
    """Keep a copy of a picture with nothing left under `boxes`; the original stays as it is.

    Part of another deed, as `keep_photo` is.
    """
    with KEPT.open(original.store_key) as body:
        picture = covering.covered(body.read(), boxes)
    return _keep(
        actor,
        {BODY: picture.body, THUMBNAIL: picture.thumbnail},
        StoredFile(
            owner_kind=owner_kind, owner_id=owner_id, community_id=original.community_id,
            area=original.area, name=original.name, content_type=rules.JPEG,
            width=picture.width, height=picture.height, fingerprint=picture.fingerprint,
        ),
    )  # fmt: skip


@transaction.atomic
def forget(actor: Actor, file: StoredFile) -> None:
    """Delete the row now and the bytes after the commit. Part of another deed, as `keep_photo` is."""
    trail.record(actor, "files.forget", file, owner_kind=file.owner_kind, owner=str(file.owner_id))
    transaction.on_commit(partial(KEPT.remove, file.store_key))
    file.delete()


def sweep() -> int:
    """Remove bytes that no row names and that are a day old; answers how many files went.

    They are what is left of uploads whose transaction never committed: few. A sweep that would take
    most of the store has met the wrong database, and takes nothing.
    """
    found = orphans()
    if len(found) > max(FEW, len(list(KEPT.every_key())) // 2):
        logger.error("The sweep found %d files without a row and left them alone.", len(found))
        return 0
    for key in found:
        KEPT.remove(key)
    logger.info("The sweep removed %d files without a row.", len(found))
    return len(found)


def orphans() -> list[str]:
    """Keys on disk, older than the grace, that no row names."""
    old = set(KEPT.every_key(older_than=clock.now() - GRACE))
    with scope.system("the sweep of files looks at every community's rows"):
        named = StoredFile.objects.values_list("store_key", flat=True)
        return sorted(old.difference(named.iterator()))


def content_of(upload: Upload) -> bytes:
    """What came, whole. Raises EmptyFile or FileTooLarge."""
    data = upload.read(rules.MOST_BYTES + 1)
    if not data:
        raise errors.EmptyFile
    if len(data) > rules.MOST_BYTES:
        raise errors.FileTooLarge
    return data


def _keep(actor: Actor, parts: Mapping[str, bytes], file: StoredFile) -> StoredFile:
    body = parts[BODY]
    file.size, file.sha256 = len(body), hashlib.sha256(body).hexdigest()
    file.created_at, file.created_by = clock.now(), actor.account_id
    file.store_key = KEPT.put(parts)
    file.save(force_insert=True)
    trail.record(
        actor, "files.keep", file, owner_kind=file.owner_kind, owner=str(file.owner_id),
        content_type=file.content_type, size=file.size,
    )  # fmt: skip
    return file
