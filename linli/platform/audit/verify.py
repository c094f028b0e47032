"""Recomputes the chain of seals and compares it with the heads kept outside the database.

Found are: an entry changed, taken out, added among the sealed or moved; a seal changed, taken out
or put in; and, by the file of heads, an end that was cut off and a chain that was made anew.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from linli.kernel import clock
from linli.platform.audit import chain, heads
from linli.platform.audit.chain import BEGINNING, LARGEST, START, Head, Position, Row
from linli.platform.audit.models import Seal

FETCH = 5000
WITNESSED_WITHIN = timedelta(minutes=1)
IMPOSSIBLE = """
SELECT count(*) FROM audit_entry
WHERE id > %s AND transaction_id >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint
"""
UNSEALED = """
SELECT count(*), min(at) FROM audit_entry
WHERE id > %s AND (transaction_id, id) > (%s, %s)
"""


@dataclass(frozen=True, slots=True)
class Report:
    """What a verification saw. `problems` is empty when the trail is whole."""

    seals: int
    entries: int
    unsealed: int
    witnessed: int
    seconds: float
    problems: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        return not self.problems


def verify() -> Report:
    """Read the whole trail and say what is wrong with it; takes a second for 30,000 entries or more."""
    began = time.perf_counter()
    with transaction.atomic():
        seals = list(Seal.objects.order_by("number"))
        entries, broken = _walk(seals)
        unsealed, impossible = _after_the_chain(seals)
    witnessed, denied = _compare_with_file({each.number: each for each in seals})
    return Report(
        seals=len(seals),
        entries=entries,
        unsealed=unsealed,
        witnessed=witnessed,
        seconds=time.perf_counter() - began,
        problems=(*_gaps(seals), *broken, *impossible, *denied),
    )


def _gaps(seals: Sequence[Seal]) -> list[str]:
    """Seals whose numbers don't follow each other from 1."""
    numbers = [0, *(each.number for each in seals)]
    return [
        _("封印 %(first)d 到 %(last)d 缺失。") % {"first": before + 1, "last": after - 1}
        for before, after in pairwise(numbers)
        if after != before + 1
    ]


def _walk(seals: Sequence[Seal]) -> tuple[int, list[str]]:
    """Recompute every seal; gives how many entries were read and what doesn't fit."""
    total, problems, previous = 0, [], START
    for above, up_to, links in _servers(seals):
        with _entries(above, up_to) as rows:
            row = next(rows, None)
            for link in links:
                hashed, number = chain.body(), 0
                end = (link.last_transaction, link.last_entry)
                while row is not None and (row[0], row[1]) <= end:
                    hashed.update(row[2].encode() + b"\n")
                    number += 1
                    row = next(rows, None)
                is_whole = chain.close(_head(link, previous), hashed) == link.digest
                if not is_whole or number != link.entries:
                    problems.append(_altered(link, number))
                previous, total = link.digest, total + number
            if row is not None and up_to != LARGEST:
                problems.append(_("编号 %d 及以前的记录中，有封印之外的记录。") % up_to)
    return total, problems


def _servers(seals: Sequence[Seal]) -> Iterator[tuple[int, int, list[Seal]]]:
    """The seals of each server the database has lived on, and the ids (above, up to) they cover."""
    bounds = sorted({each.above_id for each in seals})
    for above, up_to in pairwise([*bounds, LARGEST]):
        yield above, up_to, [each for each in seals if each.above_id == above]


@contextmanager
def _entries(above: int, up_to: int) -> Iterator[Iterator[Row]]:
    """The entries in the order of the chain, streamed: a trail of years doesn't fit into memory."""
    values = {
        "above": above, "up_to": up_to, "before": LARGEST,
        "transaction": BEGINNING.transaction, "entry": BEGINNING.entry,
    }  # fmt: skip
    raw: Any = connection.connection
    with raw.cursor(name="audit_verify") as cursor:
        cursor.itersize = FETCH
        cursor.execute(chain.IN_ORDER, values)
        yield iter(cursor)


def _head(link: Seal, previous: str) -> Head:
    last = Position(link.last_transaction, link.last_entry)
    return Head(link.number, previous, link.at, link.above_id, last, link.highest_id, link.entries)


def _altered(link: Seal, found: int) -> str:
    facts = {"seal": link.number, "expected": link.entries, "found": found}
    if found < link.entries:
        return _("封印 %(seal)d 应有 %(expected)d 条记录，现在只有 %(found)d 条。") % facts
    if found > link.entries:
        return _("封印 %(seal)d 应有 %(expected)d 条记录，现在多出到 %(found)d 条。") % facts
    return _("封印 %(seal)d 的记录或封印本身被改动过。") % facts


def _after_the_chain(seals: Sequence[Seal]) -> tuple[int, list[str]]:
    """How many entries wait for a seal, and those that can never get one: forged ones."""
    end = seals[-1] if seals else Seal(above_id=0, last_transaction=-LARGEST, last_entry=-LARGEST)
    with connection.cursor() as cursor:
        cursor.execute(UNSEALED, [end.above_id, end.last_transaction, end.last_entry])
        waiting, _oldest = cursor.fetchone()
        cursor.execute(IMPOSSIBLE, [end.above_id])
        (forged,) = cursor.fetchone()
    words = _("有 %d 条记录的事务编号还没有发生，不是由系统写入的。")
    return waiting, [words % forged] if forged else []


def _compare_with_file(seals: dict[int, Seal]) -> tuple[int, list[str]]:
    """How many heads the file holds, and each that the database contradicts."""
    known, problems = set(), []
    for witness in heads.read_all():
        known.add(witness.number)
        seal = seals.get(witness.number)
        if seal is None:
            problems.append(_("库外记录有封印 %d，数据库里没有：末尾被截掉了。") % witness.number)
        elif seal.digest != witness.digest:
            problems.append(_("封印 %d 与库外记录不一致：它被重做过。") % witness.number)
    settled = clock.now() - WITNESSED_WITHIN
    alone = [number for number, seal in seals.items() if number not in known and seal.at < settled]
    if alone:
        problems.append(_("有 %d 个封印没有库外记录：文件缺失，或任务进程没有运行。") % len(alone))
    return len(known), problems
