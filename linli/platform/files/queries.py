"""Who may see which file. The owner's domain answers; files only asks."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from linli.kernel.errors import NotFound
from linli.kernel.manifest import domains
from linli.platform.access.actor import Actor
from linli.platform.files import pictures
from linli.platform.files.errors import FileRefused
from linli.platform.files.models import StoredFile

NEAR_BITS = 6  # of 64 in which two pictures may differ and be the same one saved anew
USED_BEFORE = """
SELECT DISTINCT ON (mine.id) mine.id, other.owner_id, other.created_at
FROM files_storedfile mine
JOIN files_storedfile other
    ON other.community_id = ANY ((SELECT linli_scope())::text[])
    AND other.owner_kind = mine.owner_kind AND other.owner_id <> mine.owner_id
    AND (other.created_at, other.id) < (mine.created_at, mine.id)
    AND (other.sha256 = mine.sha256
        OR bit_count((other.fingerprint # mine.fingerprint)::bit(64)) <= %s)
WHERE mine.owner_kind = %s AND mine.owner_id = %s
ORDER BY mine.id, other.created_at
"""
May = Callable[[Actor, UUID], bool]


def access_checks() -> Mapping[str, May]:
    """Owner kind: the question that its domain answers."""
    return {kind: may for domain in domains for kind, may in domain.files.items()}


def may_see(actor: Actor, owner_kind: str, owner_id: UUID) -> bool:
    """Whether the owner's domain lets `actor` see its files; an unknown kind lets nobody."""
    may = access_checks().get(owner_kind)
    return may is not None and may(actor, owner_id)


def visible(actor: Actor, file_id: UUID) -> StoredFile:
    """The file, if `actor` may see its owner. Raises NotFound, alike for missing and foreign."""
    file = StoredFile.objects.filter(pk=file_id).first()
    if file is None or not may_see(actor, file.owner_kind, file.owner_id):
        raise NotFound(_("没有找到这个文件。"))
    return file


class Reused(NamedTuple):
    """A picture that had been used before: the earliest other owner it belonged to."""

    file_id: UUID
    owner_id: UUID
    at: datetime


def fingerprint_of(upload: bytes) -> int | None:
    """What a picture that isn't kept would be compared by; None also for what is no picture."""
    try:
        return pictures.redraw(upload).fingerprint
    except FileRefused:
        return None


def fingerprints_of(owner_kind: str, owner_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[int]]:
    """What the pictures of each owner are compared by; one query, for whoever may see the owners."""
    found: dict[UUID, list[int]] = {}
    kept = StoredFile.objects.filter(owner_kind=owner_kind, owner_id__in=owner_ids)
    for owner_id, print_ in kept.values_list("owner_id", "fingerprint"):
        if print_ is not None:
            found.setdefault(owner_id, []).append(print_)
    return found


def used_before(owner_kind: str, owner_id: UUID) -> Sequence[Reused]:
    """The owner's pictures that an earlier owner of the same kind had: byte by byte, or to the eye.

    Within the communities of the caller's scope; one query. The caller has been shown the owner.
    """
    with connection.cursor() as cursor:
        cursor.execute(USED_BEFORE, [NEAR_BITS, owner_kind, owner_id])
        return [Reused(*row) for row in cursor.fetchall()]


def attached_to(actor: Actor, owner_kind: str, owner_id: UUID) -> Sequence[StoredFile]:
    """The owner's files in the order they came; none for whoever may not see the owner."""
    if not may_see(actor, owner_kind, owner_id):
        return ()
    return tuple(StoredFile.objects.filter(owner_kind=owner_kind, owner_id=owner_id).order_by("id"))
