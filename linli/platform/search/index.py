"""Keeping the index in step: the action that writes a thing puts its texts here, in one transaction."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.db import connection

from linli.platform.search.models import Token
from linli.platform.search.tokens import Text, pieces

BATCH = 2000  # things per statement
INSERT = """
INSERT INTO search_token (object_id, token, kind, community_id, area)
SELECT t.object_id, piece, %s, t.community_id, t.area
FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::text[]) AS t (object_id, community_id, area, pieces),
     unnest(t.pieces::bigint[]) AS piece
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing to be found, where it stands, and the texts it is found by."""

    object_id: UUID
    community_id: str
    area: str
    texts: Sequence[Text]


def put(kind: str, object_id: UUID, community_id: str, area: str, texts: Sequence[Text]) -> None:
    """Let `object_id` be found by `texts`, and by nothing else from before."""
    put_many(kind, [Entry(object_id, community_id, area, texts)])


def put_many(kind: str, entries: Sequence[Entry], *, new: bool = False) -> None:
    """`put` for many; `new` says that none of them stands in the index yet."""
    if not new:
        drop_many([each.object_id for each in entries])
    with connection.cursor() as cursor:
        for start in range(0, len(entries), BATCH):
            batch = entries[start : start + BATCH]
            cursor.execute(
                INSERT,
                [
                    kind,
                    [each.object_id for each in batch],
                    [each.community_id for each in batch],
                    [each.area for each in batch],
                    [_hashes(kind, each.texts) for each in batch],
                ],
            )


def drop(object_id: UUID) -> None:
    """Let `object_id` be found no more."""
    drop_many([object_id])


def drop_many(object_ids: Sequence[UUID]) -> None:
    for start in range(0, len(object_ids), BATCH):
        Token.objects.filter(object_id__in=object_ids[start : start + BATCH]).delete()


def _hashes(kind: str, texts: Sequence[Text]) -> str:
    """The keyed hashes of all pieces, as PostgreSQL writes an array."""
    found = {digest(kind, piece) for text in texts for piece in pieces(text)}
    return f"{{{','.join(map(str, found))}}}"


@lru_cache(maxsize=1 << 16)
def digest(kind: str, piece: str) -> int:
    """The keyed hash of a piece: 64 bits, as a signed integer."""
    message = f"search\0{kind}\0{piece}".encode()
    head = hmac.digest(settings.INDEX_KEY.encode(), message, "sha256")[:8]
    return int.from_bytes(head, "big", signed=True)
