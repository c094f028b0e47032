"""Seals the trail every few seconds: batches of entries become links of a chain.

Entries are sealed in the order (transaction, id), and only those of transactions older than every
one still going on (PostgreSQL's snapshot xmin). So a transaction that commits late can't slip an
entry in behind a seal, and none is ever passed over.
"""

import logging
from dataclasses import dataclass

from django.db import connection, transaction

from linli.kernel import clock
from linli.platform.audit import chain, heads
from linli.platform.audit.chain import BEGINNING, LARGEST, START, Head, Position, Row
from linli.platform.audit.models import Seal

logger = logging.getLogger(__name__)
MOST = 20_000  # entries of one seal; a backlog is sealed in several
LOCK = "SELECT pg_advisory_xact_lock(hashtext('linli audit seal'), 0)"
BOUNDS = """
SELECT pg_snapshot_xmin(s)::text::bigint, pg_snapshot_xmax(s)::text::bigint
FROM pg_current_snapshot() AS s
"""
WITNESSED = 1000  # seals that are copied to the file at one time


@dataclass(frozen=True, slots=True)
class Last:
    """Where the chain ends now."""

    number: int
    digest: str
    above_id: int
    position: Position
    highest_id: int


def seal() -> int:
    """Seal everything that is safe to seal and tell the world outside; gives the number of entries."""
    total = 0
    while sealed := seal_once():
        total += sealed
    witness()
    return total


@transaction.atomic
def seal_once() -> int:
    """Add one seal if there is anything to seal; gives how many entries it covers."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK)
        cursor.execute(BOUNDS)
        oldest_open, next_free = cursor.fetchone()
    last = end_of_chain()
    if last.position.transaction < next_free:
        return _add(last, _next_rows(last, oldest_open))
    # Transactions are numbered from anew: the database has moved to another server. What was left
    # unsealed before the move has numbers from the future and is sealed first.
    return _add(last, _next_rows(last, LARGEST)) or _turn_over(last, oldest_open)


def end_of_chain() -> Last:
    """The last seal, or the beginning of a chain that has none yet."""
    newest = Seal.objects.order_by("-number").first()
    if newest is None:
        return Last(0, START, 0, BEGINNING, 0)
    position = Position(newest.last_transaction, newest.last_entry)
    return Last(newest.number, newest.digest, newest.above_id, position, newest.highest_id)


def _turn_over(last: Last, oldest_open: int) -> int:
    """From here on the chain counts the entries of another server, told by their ids alone."""
    above = last.highest_id
    beginning = Last(last.number, last.digest, above, BEGINNING, above)
    added = _add(beginning, _next_rows(beginning, oldest_open))
    if added:
        logger.warning("The database runs on another server now; the chain of seals goes on there.")
    return added


def _next_rows(last: Last, before: int) -> list[Row]:
    """The entries that come next in order, of transactions below `before`."""
    values = {
        "above": last.above_id, "up_to": LARGEST, "before": before,
        "transaction": last.position.transaction, "entry": last.position.entry,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(f"{chain.IN_ORDER} LIMIT {MOST}", values)
        return list(cursor.fetchall())


def _add(last: Last, rows: list[Row]) -> int:
    """One more link over `rows`; none when there are none."""
    if not rows:
        return 0
    head = Head(
        number=last.number + 1,
        previous=last.digest,
        at=clock.now(),
        above_id=last.above_id,
        last=Position(rows[-1][0], rows[-1][1]),
        highest_id=max(last.highest_id, *(entry for _transaction, entry, _line in rows)),
        entries=len(rows),
    )
    _write(head, chain.digest(head, (line for _transaction, _entry, line in rows)))
    return len(rows)


def _write(head: Head, digest: str) -> None:
    link = Seal(
        number=head.number,
        at=head.at,
        above_id=head.above_id,
        last_transaction=head.last.transaction,
        last_entry=head.last.entry,
        highest_id=head.highest_id,
        entries=head.entries,
        digest=digest,
    )
    link.save(force_insert=True)


def witness() -> int:
    """Copy the heads that the file doesn't know yet; also after a crash between seal and file."""
    copied = 0
    while missing := list(
        Seal.objects.filter(number__gt=heads.last_number()).order_by("number")[:WITNESSED]
    ):
        heads.append(
            heads.Witness(each.number, each.digest, each.entries, each.at.isoformat())
            for each in missing
        )
        copied += len(missing)
    return copied
