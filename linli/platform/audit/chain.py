"""What a seal covers, and how its digest is made: the one text that sealer and verifier share.

The digest is SHA-256 over the seal's own head and one line of canonical JSON per entry. PostgreSQL
writes the JSON (an array in a fixed order, times as whole microseconds of UTC, `details` as jsonb
orders it), so that it doesn't depend on a session's settings; Python does the hashing.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

START = "linli audit trail, form 1"  # stands where a first seal would name its predecessor's digest
LINE = """
json_build_array(
    id, transaction_id, (extract(epoch FROM at) * 1000000)::bigint, actor_id, actor_kind,
    actor_name, deed, subject_kind, subject_id, area, person_id, reason, details
)::text
"""
IN_ORDER = f"""
SELECT transaction_id, id, {LINE} FROM audit_entry
WHERE id > %(above)s AND id <= %(up_to)s AND (transaction_id, id) > (%(transaction)s, %(entry)s)
  AND transaction_id < %(before)s
ORDER BY transaction_id, id
"""
LARGEST = 2**63 - 1
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Row = tuple[int, int, str]


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in the order of commits that is safe to seal: by transaction, then by id."""

    transaction: int
    entry: int


BEGINNING = Position(-LARGEST, -LARGEST)


@dataclass(frozen=True, slots=True)
class Head:
    """What a seal says of itself, and what its digest is therefore bound to."""

    number: int
    previous: str
    at: datetime
    above_id: int
    last: Position
    highest_id: int
    entries: int

    def line(self) -> bytes:
        return "|".join(
            str(each)
            for each in (
                self.number, self.previous, _microseconds(self.at), self.above_id,
                self.last.transaction, self.last.entry, self.highest_id, self.entries,
            )
        ).encode()  # fmt: skip


def _microseconds(moment: datetime) -> int:
    return (moment - EPOCH) // timedelta(microseconds=1)


def digest(head: Head, lines: Iterable[str]) -> str:
    """The digest of a seal over these lines, in their order."""
    running = body()
    for line in lines:
        running.update(line.encode() + b"\n")
    return close(head, running)


def body() -> "hashlib._Hash":
    return hashlib.sha256()


def close(head: Head, lines: "hashlib._Hash") -> str:
    """Bind what was hashed of the lines to the seal's head."""
    return hashlib.sha256(head.line() + b"|" + lines.digest()).hexdigest()
